"""Org, as Emacs and the Kanseki Repository (mandoku) write it: put into Markdown line by line, and read as that."""

from __future__ import annotations

import re
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.model import Lines
from audiobook.source.aside import Aside
from audiobook.source.blocks import Extract
from audiobook.source.encoding import decode, undecoded
from audiobook.source.readers import marked_up

_FIELD = re.compile(r"#\+(?P<key>[A-Za-z_-]+):[ \t]*(?P<value>.*)$")
_OPENS = re.compile(r"[ \t]*#\+begin_(?P<what>\w+)(?P<rest>.*)$", re.I)
_CLOSES = re.compile(r"[ \t]*#\+end_\w+.*$", re.I)
_COMMENT = re.compile(r"#(?:[ \t].*)?$")
_HEADING = re.compile(
    r"(?P<stars>\*{1,9})[ \t]+(?P<state>(?:TODO|DONE|NEXT|WAITING|CANCELLED|\[#[A-C]\])[ \t]+)*(?P<text>.*?)"
    r"(?P<tags>[ \t]+:[\w@:]+:)?[ \t]*$"
)
_DRAWER = re.compile(r"[ \t]*:(?P<name>[A-Z][A-Z_]*):[ \t]*$")
_PAGE = re.compile(r"<(?:pb|md):[^<>\n]*>")
"""Where a page of the print begins."""
_LINK = re.compile(r"\[\[(?P<address>[^\[\]]+)\](?:\[(?P<text>[^\[\]]+)\])?\]")
_NOTE = re.compile(r"\[fn:(?P<name>\w+)\]")
_EMPHASIS = tuple(
    (re.compile(rf"(?<![\w{sign}]){sign}(?=[^\s{sign}])([^{sign}\n]*?)(?<=[^\s]){sign}(?![\w{sign}])"), made)
    for sign, made in ((r"\*", r"**\1**"), ("/", r"*\1*"), ("=", r"`\1`"), ("~", r"`\1`"), (r"\+", r"~~\1~~"))
)
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*#(?:\+[A-Za-z_]+:|[ \t]*-\*-[ \t]*mode:[ \t]*(?:org|mandoku))")
_LINE_END = "¶"
"""How mandoku marks the end of a line of the print."""


def is_org(head: bytes) -> bool:
    """Whether a text that begins so is one, whatever the file's name."""
    return bool(_HEAD.match(head))


def read(path: Path, _: SourceSettings) -> Extract:
    """The blocks of an Org file. Raises `UnreadableSource`, `EmptySource`."""
    return from_text(decode(path.read_bytes(), path))


def from_text(text: str) -> Extract:
    """Title and authors from the fields, headings by their stars.

    >>> [(b.text, b.level) for b in from_text("#+TITLE: 河工\\n* 春\\n水[[http://a.cn][退]]了。").blocks]
    [('河工', 1), ('春', 2), ('水退了。', None)]
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    aside = Aside()
    fields: dict[str, str] = {}
    rows = _joined(_rows(plain, aside, fields)) if _LINE_END in plain else _rows(plain, aside, fields)
    return marked_up.extract("\n".join(rows), fields, aside, undecoded(text))


def _rows(text: str, aside: Aside, fields: dict[str, str]) -> list[str]:
    """A line of Markdown for every line of `text`; its fields go to `fields`."""
    rows: list[str] = []
    inside = ""
    drawer = False
    for number, line in enumerate(text.split("\n"), 1):
        here = (number, number)
        made = ""
        if inside and _CLOSES.match(line):
            aside.add("mark-up", line, here)
            made = "```" if inside == "code" else ""
            inside = ""
        elif inside == "code":
            made = line
        elif drawer or (found := _DRAWER.match(line)):
            aside.add("properties", line, here)
            drawer = line.strip().upper() != ":END:"
        elif found := _OPENS.match(line):
            aside.add("mark-up", line, here)
            what = found["what"].lower()
            inside = what if what in ("quote", "verse") else "code" if what != "center" else what
            made = "```" if inside == "code" else ""
        elif found := _FIELD.match(line):
            key = found["key"].lower()
            kept = key in marked_up.SAID and key not in fields
            fields.setdefault(key, found["value"].strip())
            aside.add("fields", found["key"] if kept else line, here)
        elif _COMMENT.match(line):
            aside.add("comments", line, here)
        else:
            made = _line(line, aside, here)
            made = f"> {made}" if inside == "quote" else f"{made}  " if inside == "verse" else made
        rows.append(made)
    return rows


def _line(line: str, aside: Aside, here: Lines) -> str:
    for page in _PAGE.findall(line):
        aside.add("mark-up", page, here)
    line = _PAGE.sub("", line)
    if found := _HEADING.match(line):
        aside.add("mark-up", f"{found['state'] or ''} {found['tags'] or ''}", here)
        return f"{'#' * min(6, len(found['stars']))} {_inline(found['text'], aside, here)}"
    if re.match(r"[ \t]*\|[-+|]+$", line):
        return line.replace("+", "|")
    note = _NOTE.match(line)
    if note:
        aside.add("mark-up", "fn:", here)
    return (
        f"[^{note['name']}]: {_inline(line[note.end() :].strip(), aside, here)}" if note else _inline(line, aside, here)
    )


def _inline(text: str, aside: Aside, here: Lines) -> str:
    def link(found: re.Match[str]) -> str:
        if found["text"] is None:
            return found["address"]
        aside.add("addresses of links", found["address"], here)
        return found["text"]

    def note(found: re.Match[str]) -> str:
        aside.add("mark-up", "fn:", here)
        return f"[^{found['name']}]"

    text = _NOTE.sub(note, _LINK.sub(link, text))
    for pattern, made in _EMPHASIS:
        text = pattern.sub(made, text)
    return text


def _joined(rows: list[str]) -> list[str]:
    """Lines of a print put together to paragraphs, each on its first line."""
    made = [""] * len(rows)
    open_: int | None = None
    for at, row in enumerate(rows):
        text = row.replace(_LINE_END, "").strip()
        if not text or text.startswith("#"):
            open_, made[at] = None, text
        elif open_ is None:
            open_, made[at] = at, text
        else:
            made[open_] += text
    return made
