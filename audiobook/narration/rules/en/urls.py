"""Addresses on the net in English: the host with "dot", the parts of a mail address, figures of a machine's address."""

from __future__ import annotations

import re

from audiobook.narration.rules.english_words import digits
from audiobook.narration.rules.latin import say
from audiobook.narration.rules.rule import FIGURES, LETTERS, rule
from audiobook.narration.rules.urls import HOST

_SIGNS = {".": "dot", "-": "dash", "_": "underscore", "/": "slash", "+": "plus", "&": "ampersand", "~": "tilde"}
_DOMAINS = frozenset(
    re.findall("[a-z]+", "com net org gov edu info biz name mobi museum app dev blog shop site online tech")
)
_LONG = 30
"""Characters of a path that are still worth saying; of a longer one only the host is said."""


def _spelled(text: str, *, host: bool = False) -> str:
    """Words, figures and signs in turn: ourdailynews.com/12 -> ourdailynews dot com slash one two."""
    said = []
    for piece in re.findall(r"[A-Za-z]+|\d+|[-._/+&~]", text):
        if piece.isdigit():
            said.append(digits(piece))
        elif piece in _SIGNS:
            said.append(_SIGNS[piece])
        elif host and said[-1:] == ["dot"] and piece.lower() not in _DOMAINS and len(piece) < 4:
            said.append(" ".join(piece.upper()))  # a country: dot U K
        else:
            said.append(say(piece))
    return " ".join(said)


def _url(found: re.Match[str]) -> str:
    return _spelled(found["host"].removeprefix("www."), host=True) + _path(found)


def _path(found: re.Match[str]) -> str:
    path = (found["path"] or "").rstrip("/")
    if not path or len(path) > _LONG or re.search(r"[^A-Za-z0-9/._~-]", path):
        return ""
    return f" {_spelled(path)}"


def _mail(found: re.Match[str]) -> str:
    return f"{_spelled(found['user'])} at {_spelled(found['host'], host=True)}{_path(found)}"


_PATH = r"(?P<path>/[!-~]*[A-Za-z0-9/=_-])?/?"

RULES = (
    rule(
        "English mail",
        LETTERS + FIGURES,
        r"(?<![A-Za-z0-9._-])(?P<user>[A-Za-z0-9][A-Za-z0-9._+&-]{0,60})@(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z][A-Za-z0-9-]*)+)(?P<path>/[a-z0-9-]+)?",
        _mail,
        example="Write to ann.lee@example.org before noon.",
    ),
    rule(
        "English link",
        LETTERS,
        rf"(?<![A-Za-z0-9])(?:https?|ftp)://(?P<host>[A-Za-z0-9.-]*[A-Za-z0-9])(?::\d+)?{_PATH}",
        _url,
        example="The paper is at https://www.example.org/papers/tides now.",
    ),
    rule(
        "English host",
        LETTERS + FIGURES,
        rf"(?<![A-Za-z0-9@.])(?P<host>{HOST}(?:\.[a-z]{{2}}(?![A-Za-z]))?){_PATH}(?![A-Za-z0-9])",
        _url,
        example="Visit example.org or www.example.com/help for more.",
    ),
    rule(
        "English file",
        LETTERS,
        r"(?<![A-Za-z0-9.@/])(?P<host>[a-z][a-z0-9_-]+\.[a-z]{2,4})(?![A-Za-z0-9./-]|\.[a-z])(?P<path>(?!))?",
        _url,
        example="Open notes.txt, not the page index.html there.",
    ),
    rule(
        "English machine address",
        FIGURES,
        r"\d{1,3}(?:\.\d{1,3}){3}",
        lambda m: " dot ".join(digits(part) for part in m[0].split(".")),
        example="The server at 192.168.0.12 did not answer.",
    ),
    rule(
        "English book number",
        FIGURES,
        r"(?:(?<=ISBN)|(?<=ISBN:)|(?<=ISBN )|(?<=ISBN: )|(?<=ISSN)|(?<=ISSN )|(?<=ISSN: ))\s*\d[\d-]{5,}[\dXx]",
        lambda m: "，".join(digits(part) for part in re.findall(r"\d+", m[0])) + (" X" if m[0][-1] in "Xx" else ""),
        example="Order it by ISBN 978-0-306-40615-7 today.",
    ),
)
