"""Fields in a Word file: what is code and what is shown, and the few whose code is what is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiobook.source import raised

_CONTENTS = re.compile(r"\s*(?:TOC|TOA)\b", re.I)
_INDEX = re.compile(r"\s*INDEX\b", re.I)
_EQUATION = re.compile(r"\s*EQ\b", re.I)
_SWITCH = re.compile(r"\\\*\s*\w+|\\\*\s*\"[^\"]*\"", re.I)
_PARTS = re.compile(r"\\([a-zA-Z]+)\s*-?\d*|[(),，]|\\(.)|[^\\(),，]+")
_CIRCLES = "○〇◯Ｏ"


@dataclass(slots=True)
class Field:
    """One field that is open."""

    code: str = ""
    shown: bool = False
    """Its code has ended, its result goes on."""

    @property
    def why(self) -> str | None:
        """Why its result is not read; None where it is."""
        if _CONTENTS.match(self.code):
            return "contents page"
        return "index" if _INDEX.match(self.code) else None


def equation(code: str) -> str | None:
    r"""What an EQ field shows, which is in its code: readings over characters, characters in a circle, fractions.

    >>> equation(r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(qiú),仇)')
    '仇（qiú）'
    >>> equation(r"eq \o\ac(○,12)"), equation(r"EQ \f(1,2)"), equation("REF _Ref1")
    ('⑫', '1/2', None)
    """
    if not _EQUATION.match(code):
        return None
    tokens = list(_PARTS.finditer(_SWITCH.sub("", _EQUATION.sub("", code, count=1))))
    text, _ = _read(tokens, 0, depth=0)
    return text.strip()


def _read(tokens: list[re.Match[str]], at: int, depth: int) -> tuple[str, int]:
    """The text up to the bracket or comma that ends this argument, and where that is."""
    text = ""
    while at < len(tokens):
        token = tokens[at]
        if token[1]:
            names = [token[1].lower()]
            while at + 1 < len(tokens) and tokens[at + 1][1]:
                at += 1
                names.append(tokens[at][1].lower())
            if at + 1 < len(tokens) and tokens[at + 1][0] == "(" and depth < 20:
                arguments, at = _arguments(tokens, at + 2, depth + 1)
                text += _shown(names, arguments)
                continue
        elif token[0] in "(),，" and depth:
            if token[0] == "(":
                inner, at = _arguments(tokens, at + 1, depth + 1) if depth < 20 else ([], at + 1)
                text += f"({','.join(inner)})"
                continue
            return text, at
        else:
            text += token[2] or token[0]
        at += 1
    return text, at


def _arguments(tokens: list[re.Match[str]], at: int, depth: int) -> tuple[list[str], int]:
    found: list[str] = []
    while True:
        text, at = _read(tokens, at, depth)
        found.append(text.strip())
        if at >= len(tokens) or tokens[at][0] == ")":
            return found, at + 1
        at += 1


def _shown(names: list[str], arguments: list[str]) -> str:
    first, second, *_ = [*arguments, "", ""]
    kind = names[0]
    if kind == "o":
        if first and first[0] in _CIRCLES and second:
            return _circled(second)
        if "ad" in names and second:
            return f"{second}（{first}）"
        return "".join(arguments)
    if kind == "f":
        return f"{first}/{second}"
    if kind == "r":
        return f"{first}√({second})" if second else f"√({first})"
    if kind == "s":
        return first if not ({"up", "do"} & set(names)) or not _is_script(first) else _scripted(names, first)
    if kind == "b":
        return f"({first})"
    return ", ".join(arguments) if kind == "a" else "".join(arguments)


def _is_script(text: str) -> bool:
    return text.isascii() and len(text) <= 3 and text.isdigit()


def _scripted(names: list[str], text: str) -> str:
    return raised.up(text) if "up" in names else raised.subscript(text)


def _circled(text: str) -> str:
    if text.isdecimal() and 1 <= int(text) <= 20:
        return chr(0x2460 + int(text) - 1)
    return text if len(text) > 2 else f"（{text}）"
