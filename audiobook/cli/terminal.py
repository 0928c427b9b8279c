"""Everything the program says leaves here, and nothing that a document, an engine or a path says is more than text.

`print_line` (and `Screen`, for tables and bars) is for people: one line is one line, and whatever would steer a
terminal or turn the order of the letters round is shown as what it is. `print_text` is for programs and files, which
get every character; only a terminal that it goes to is not steered by them.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Mapping
from typing import Any

import click

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters (escape sequences begin with one), overrides of direction, and halves of characters."""
_STEERING_IN_TEXT = re.compile(_STEERING.pattern.replace(r"[\x00-\x1f", r"[\x00-\x08\x0b-\x1f"))
"""The same, but for the tabs and line breaks of a text."""


def one_line(text: str) -> str:
    r"""`text` as a person can read it on one line.

    >>> one_line("重名\x1b]0;title\x07\r\n第二行")
    '重名\\x1b]0;title\\x07 第二行'
    """
    return _STEERING.sub(_escaped, _BREAKS.sub(" ", text))


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("ascii", "backslashreplace").decode() if ord(found[0]) > 0x9F else f"\\x{ord(found[0]):02x}"


def speak_utf_8() -> None:
    """Standard output and errors in UTF-8 whatever the system's encoding; no output fails for a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_line(text: str, *, err: bool = False, style: Mapping[str, Any] | None = None) -> None:
    """One line for a person, to standard output or standard error; on a terminal in `style`, as click names it."""
    line = one_line(text)
    click.echo(click.style(line, **style) if style and line else line, err=err)


def overwrite_line(text: str, *, err: bool = False) -> None:
    """One line for a person at a terminal, in place of what stands in the cursor's line, which it stays in."""
    click.echo(f"\r\x1b[2K{one_line(text)}", nl=False, err=err)


def print_text(text: str) -> None:
    """A text of many lines for a program or a file, to standard output; ends as it ends."""
    if sys.stdout is not None and sys.stdout.isatty():
        text = _STEERING_IN_TEXT.sub(_escaped, text)
    # color: click would take for colours, and drop, what is part of the text
    click.echo(text, nl=False, color=True)


def print_json(value: object) -> None:
    """One JSON value for a program, to standard output."""
    print_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
