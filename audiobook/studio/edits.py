"""Corrections of the lines of a document: each is a function from lines to lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from audiobook.errors import ConfigError
from audiobook.studio.lines import LABELS, Label, Line

Edit = Callable[[list[Line], Mapping[str, Any]], list[Line]]


def edited(lines: Sequence[Line], asked: Mapping[str, Any]) -> list[Line]:
    """`lines` after the correction that the page asks for. Raises `ConfigError` for one that makes no sense."""
    edit = EDITS.get(str(asked.get("op")))
    if edit is None:
        raise ConfigError(f"no correction called {str(asked.get('op'))[:40]!r}; there are {', '.join(EDITS)}")
    return edit(list(lines), asked)


def _label(lines: list[Line], asked: Mapping[str, Any]) -> list[Line]:
    """{"at": [3, 4], "label": "quote"}"""
    label = _known(asked.get("label"))
    for at in _places(lines, asked):
        line = lines[at]
        level = int(label[-1]) if label.startswith("heading") else 1
        # headings, titles and what belongs to the article stand in one line
        text = line.text if label in ("body", "verse", "code", "quote") else " ".join(line.text.split())
        lines[at] = Line(label, text, level, line.lines, _language(lines, at))
    return lines


def _text(lines: list[Line], asked: Mapping[str, Any]) -> list[Line]:
    """{"at": [3], "text": "…"}"""
    (at, *more) = _places(lines, asked)
    if more:
        raise ConfigError("one line at a time can be written anew")
    lines[at] = replace(lines[at], text=_given(asked, "text"))
    return lines


def _drop(lines: list[Line], asked: Mapping[str, Any]) -> list[Line]:
    """{"at": [3, 4]}; a title alone takes its article with it where "article" is true."""
    gone = set(_places(lines, asked))
    if asked.get("article"):
        gone |= {at for start in gone for at in _span(lines, start)}
    return [line for at, line in enumerate(lines) if at not in gone]


def _insert(lines: list[Line], asked: Mapping[str, Any]) -> list[Line]:
    """{"before": 3, "label": "title", "text": "…"}: parts an article, or brings back what was left out."""
    at = asked.get("before")
    if not isinstance(at, int) or not 0 <= at <= len(lines):
        raise ConfigError("a new line needs a place")
    made = Line(_known(asked.get("label")), _given(asked, "text"), language=_language(lines, min(at, len(lines) - 1)))
    return [*lines[:at], made, *lines[at:]]


def _move(lines: list[Line], asked: Mapping[str, Any]) -> list[Line]:
    """{"at": [7], "by": -1}: the article in which that line stands, before the one before it."""
    (at, *_) = _places(lines, asked)
    heads = [place for place, line in enumerate(lines) if line.label == "title" or place == 0]
    spans = [lines[first:last] for first, last in zip(heads, [*heads[1:], len(lines)], strict=True)]
    here = sum(head <= at for head in heads) - 1
    by = asked.get("by")
    if by not in (-1, 1) or not 0 <= here + by < len(spans):
        raise ConfigError("it cannot go further")
    spans.insert(here + by, spans.pop(here))
    return [line for span in spans for line in span]


def _replace(lines: list[Line], asked: Mapping[str, Any]) -> list[Line]:
    """{"find": "…", "with": "…", "at": [lines]}: in these lines, wherever it stands."""
    find, instead = _given(asked, "find"), _given(asked, "with")
    if not find:
        raise ConfigError("nothing to find")
    for at in _places(lines, asked):
        lines[at] = replace(lines[at], text=lines[at].text.replace(find, instead))
    return lines


EDITS: Mapping[str, Edit] = {
    "label": _label,
    "text": _text,
    "drop": _drop,
    "insert": _insert,
    "move": _move,
    "replace": _replace,
}


def _places(lines: Sequence[Line], asked: Mapping[str, Any]) -> list[int]:
    at = asked.get("at")
    if not isinstance(at, list) or not at or any(type(n) is not int or not 0 <= n < len(lines) for n in at):
        raise ConfigError("no such lines")
    return at


def _known(label: Any) -> Label:
    found = next((one for one in LABELS if one == label), None)
    if found is None:
        raise ConfigError(f"no line is called {str(label)[:40]!r}; there are {', '.join(LABELS)}")
    return found


def _given(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or len(value) > 200_000:
        raise ConfigError(f"{name} is no text")
    return value.replace("\r\n", "\n").replace("\0", "")


def _span(lines: Sequence[Line], at: int) -> range:
    """Places of the article in which the line at `at` stands."""
    first = next((place for place in range(at, -1, -1) if lines[place].label == "title"), 0)
    last = next((place for place in range(at + 1, len(lines)) if lines[place].label == "title"), len(lines))
    return range(first, last)


def _language(lines: Sequence[Line], at: int) -> str:
    """That of the article in which the line at `at` stands."""
    return next((lines[place].language for place in range(at, -1, -1) if lines[place].label == "title"), "")
