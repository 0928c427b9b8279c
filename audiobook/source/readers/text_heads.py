"""Heads of plain texts that machines write: the fields of a letter by e-mail, the pages of an RFC or a draft of one."""

from __future__ import annotations

import re

from audiobook.source.aside import Aside
from audiobook.source.blocks import Block
from audiobook.source.bylines import is_name

_FIELD = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z-]{1,40}|发件人|收件人|抄送|主题|发送时间|日期|时间)\s*[:：][ \t]*(?P<value>.*)"
)
_SUBJECT = frozenset(["subject", "主题"])
_FROM = frozenset(["from", "发件人"])
_MAIL = _SUBJECT | _FROM | {"to", "date", "cc", "message-id", "reply-to", "收件人", "发送时间"}
_LEAST = 3
"""Fields of a letter, these among them, that make a head."""
_LIST = re.compile(r"^\s*(?:(?:re|fwd?|回复|转发|答复)\s*[:：]\s*|\[[^\[\]]{1,40}\]\s*)+", re.I)
_ADDRESS = re.compile(r"\s*<[^<>]*>\s*$|\s*\[mailto:[^\[\]]*\]\s*$")
_FOOT = re.compile(r"^\S.{0,70}\[Page \d+\][ \t]*$")
_HEAD = re.compile(r"^(?:RFC \d+|Internet-Draft|INTERNET-DRAFT)\b.{0,80}\b(?:19|20)\d\d[ \t]*$")
_PAGES = 2


def letter(text: str, aside: Aside) -> tuple[list[Block], str]:
    """Title and author of a letter by its fields, and `text` without these, line for line; nothing where none are."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    fields: dict[str, str] = {}
    stop = first
    while stop < len(lines) and lines[stop].strip():
        found = _FIELD.match(lines[stop])
        if found:
            fields.setdefault(found["name"].lower(), found["value"].strip())
        elif stop == first or not lines[stop].startswith((" ", "\t")):
            return [], text
        stop += 1
    if len(_MAIL & set(fields)) < _LEAST or not fields.keys() & (_SUBJECT | _FROM):
        return [], text
    title = subject(next((fields[name] for name in _SUBJECT if fields.get(name)), ""))
    who = sender(next((fields[name] for name in _FROM if fields.get(name)), ""))
    at = (first + 1, stop)
    rest = "\n".join(lines[first:stop])
    for said in (title, who if is_name(who) else ""):
        rest = rest.replace(said, "", 1) if said else rest
    aside.add("fields of the letter", rest, at)
    lead = [Block(title, at, level=1, label="title")] if title else []
    lead += [Block(who, at, label="byline")] if title and is_name(who) else []
    return lead, "\n".join([*([""] * stop), *lines[stop:]])


def subject(field: str) -> str:
    """What a letter is about, without the marks of answers and lists.

    >>> subject("Re: [river] The ferry"), subject("回复：渡口")
    ('The ferry', '渡口')
    """
    return _LIST.sub("", " ".join(field.split())).strip()


def sender(field: str) -> str:
    """Who sent it, without the address.

    >>> sender('"Marsh, Ann" <ann@example.org>')
    'Marsh, Ann'
    """
    return _ADDRESS.sub("", field).strip("\"' ")


def is_memo(text: str) -> bool:
    """Whether it has the feet of an RFC's pages: Moor  Informational  [Page 12]."""
    return "[Page " in text and sum(bool(_FOOT.match(line)) for line in text.split("\n")) >= _PAGES


def memo(text: str, aside: Aside) -> tuple[list[Block], str]:
    """The title of an RFC, and `text` without its head and the heads and feet of its pages, so that what they part goes
    on, line for line; nothing and the text as it is where it has no such pages."""
    lines = text.split("\n")
    if not is_memo(text):
        return [], text
    done = [(line[3:] if line.startswith("   ") else line).replace("\f", "") for line in lines]
    for at, line in enumerate(lines):
        bare = line.lstrip("\f")
        if _FOOT.match(bare) or _HEAD.match(bare):
            aside.add("heads and feet of pages", bare, (at + 1, at + 1))
            done[at] = ""
    end = next((i for i in range(len(done) - 1, len(done) // 2, -1) if _ADDRESSES.match(done[i])), len(done))
    if end < len(done):
        aside.add("addresses of the authors", "\n".join(done[end:]), (end + 1, len(done)))
        done[end:] = [""] * (len(done) - end)
    stop = next((i for i, line in enumerate(lines) if _OPENING.match(line.strip())), 0)
    title = [at for at in range(stop) if done[at] and _is_centred(lines[at]) and not _COLUMNS.search(done[at])]
    if not title:
        return [], "\n".join(done)
    for at in range(stop):
        if at not in title and done[at].strip():
            aside.add("heads and feet of pages", done[at], (at + 1, at + 1))
        if at not in title:
            done[at] = ""
    block = Block(" ".join(done[at].strip() for at in title), (title[0] + 1, title[-1] + 1), level=1, label="title")
    for at in title:
        done[at] = ""
    return [block], "\n".join(done)


_ADDRESSES = re.compile(r"(?:\d+\.?\s+)?authors?['’]?s?['’]? address(?:es)?\s*$", re.I)
_OPENING = re.compile(r"(?:status of this memo|abstract|table of contents|copyright notice|1\.?\s+\w+)", re.I)
_MIDDLE = range(28, 45)
"""Columns in which the middle of a centred line is, of 72."""
_COLUMNS = re.compile(r"\S {3,}\S")
"""What stands left and right in one line."""


def _is_centred(line: str) -> bool:
    bare = line.rstrip()
    indent = len(bare) - len(bare.lstrip())
    return indent > 3 and (indent + len(bare)) // 2 in _MIDDLE
