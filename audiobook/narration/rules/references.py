"""Marks of references and notes right behind words are silent: 陆羽[1], 方法有效[5,6], 唐代①, 理论²."""

from __future__ import annotations

import re

from audiobook.language.note_marks import BRACKETED
from audiobook.language.numerals import cardinal
from audiobook.narration.references import CIRCLED, RAISED, is_mark
from audiobook.narration.rules.rule import rule

NAME = "reference mark"


def _mark(found: re.Match[str]) -> str | None:
    return "" if is_mark(found.string, *found.span()) else None


def _named(found: re.Match[str]) -> str | None:
    """文献[1]—[3], 文献[1]、[3]: several that are named are said without their brackets."""
    if found[0].count("[") < 2 or is_mark(found.string, *found.span()):
        return None
    return "、".join(_NUMBER.sub(_said, part) for part in re.split(r"\s?[,，、;；]\s?|(?<=\])(?=\[)", found[0]))


_NUMBER = re.compile(r"\D*?(?P<n>\d+)(?:\D*[-–—~]\D*(?P<to>\d+))?\D*", re.ASCII)


def _said(found: re.Match[str]) -> str:
    return cardinal(found["n"]) + (f"到{cardinal(found['to'])}" if found["to"] else "")


RULES = (
    rule("named references", "[^", BRACKETED, _named, example="详见文献[1]—[3]"),
    rule(
        NAME,
        "[^" + CIRCLED + RAISED,
        rf"(?:{BRACKETED})|[{CIRCLED}]+|[{RAISED}]+",
        _mark,
        example="已有研究[1]表明[2-4]，该方法有效[5,6]。",
    ),
)
