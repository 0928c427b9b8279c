"""What lets a phone keep a page: the manifest that it is installed by, and the service worker with what it keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

MANIFEST, WORKER = "manifest.webmanifest", "worker.js"
"""Both lie beside the page: a worker answers for its own folder and those below."""

GROUND = "#fbfaf7"
"""Behind a page until it is drawn; as in player.css."""


def manifest(title: str, language: str, icons: Mapping[int, str]) -> bytes:
    """A web app manifest; `icons` are paths of square PNGs by their size in pixels."""
    tree: dict[str, Any] = {
        "name": title,
        "short_name": title,
        "lang": language,
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            {"src": path, "sizes": f"{size}x{size}", "type": "image/png"}
            for size, path in sorted(icons.items())
            if path
        ],
    }
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def worker(code: bytes, shell: Sequence[str], texts: Sequence[str] = ()) -> bytes:
    """The service worker: its `code` behind the addresses of what the page needs and of texts it may keep."""
    site = {"shell": [path for path in shell if path], "texts": list(texts)}
    return f"self.SITE={json.dumps(site)};\n".encode() + code
