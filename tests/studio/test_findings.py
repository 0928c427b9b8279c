"""What readers say is shown in Chinese on a Chinese page: every message and every reason that the source has."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.language.word_lists import rows
from audiobook.studio.findings import in_chinese
from tests.conftest import ROOT
from tests.studio.conftest import Open

SOURCE = sorted((ROOT / "audiobook" / "source").rglob("*.py"))
REASONS = {english for english, _ in rows("studio", "reasons")}


def _written(node: ast.expr) -> str | None:
    """A message with x in the place of what is filled in; None for what is no text of the program."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
    return None


def _calls(path: Path) -> Iterator[tuple[str, list[ast.expr]]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node.args


def _messages() -> list[str]:
    found = {
        text
        for path in SOURCE
        for name, args in _calls(path)
        if (name == "Finding" or (name == "add" and len(args) > 2 and not isinstance(args[2], ast.Tuple)))
        and len(args) > 2
        and (text := _written(args[2])) is not None
        and " " in text
    }
    return sorted(found)


def _why() -> list[str]:
    found = {
        text
        for path in SOURCE
        for name, args in _calls(path)
        if name in ("not_read", "set_aside") and args and (text := _written(args[0])) is not None and "x" not in text
    }
    return sorted(found)


def test_the_source_was_read() -> None:
    """The messages that are asked for below are there."""
    assert len(_messages()) > 15
    assert len(_why()) > 10


@pytest.mark.parametrize("message", _messages())
def test_every_message_is_translated(message: str) -> None:
    """Whatever stands in its places."""
    assert in_chinese(message) != message


@pytest.mark.parametrize("why", _why())
def test_every_reason_is_translated(why: str) -> None:
    """Why something is not read."""
    assert why in REASONS


def test_what_stands_in_a_place_is_kept() -> None:
    """Also where it looks like a form itself, and over several lines."""
    assert in_chinese("Not read (page number): {text}\n(x): y") == "没有读（页码）：{text}\n(x): y"


def test_the_workbench_has_both(studio: Open, dropped: str) -> None:
    """The page takes those of its browser's language."""
    look = studio.look("work", work=dropped)
    assert look["findings"]
    assert all(one["messageZh"] != one["message"] for one in look["findings"])
    assert all(one["reasonZh"] != one["reason"] for one in look["leftOut"] if one["reason"] != "by hand")
