"""The page: one document, one sheet of styles (the player's and its own), one script; nothing from anywhere else."""

from __future__ import annotations

from importlib.resources import files as resources

from audiobook.publish.player.script import joined


def document(key: str) -> bytes:
    """The page; it sends `key` with what changes something."""
    return _asset("studio.html").replace(b"{{key}}", key.encode("ascii"))


def styles(_key: str) -> bytes:
    """The player's sheet, and what only the workbench has."""
    return (resources("audiobook.publish.player") / "player.css").read_bytes() + _asset("studio.css")


def script(_key: str) -> bytes:
    """The modules in one script."""
    return joined("studio.js", package=__name__)


def icon(_key: str) -> bytes:
    """What stands in the browser's tab."""
    return _asset("icon.svg")


def _asset(name: str) -> bytes:
    return (resources(__name__) / name).read_bytes()
