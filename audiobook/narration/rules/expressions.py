"""Differences of letters: x-y大于0, 2x-3y, n-1个; in p-n结 and e-mail a hyphen is one."""

from __future__ import annotations

import re
import unicodedata

from audiobook.language.numerals import cardinal
from audiobook.narration.amounts import is_measure, number
from audiobook.narration.rules.rule import FIGURES, LETTERS, rule

_RUN = re.compile(r"[A-Za-z\d+\-−×÷*/=<>≤≥≠≈^()|.²³₀-₉\s]*", re.ASCII)
_OPERATOR = re.compile(r"[+×÷*=<>≤≥≠≈²³^|]")
_SPOKEN_OF = re.compile(r"(?:如果|若|当|设|令|则|求|取|计算|其中|即|已知|证明|满足|函数|方程|不等式|条件)\s*$")
_SAID_OF = re.compile(
    r"\s*(?:大于|小于|等于|不等于|不大于|不小于|恒|的值|的差|的绝对值|为[正负零奇偶整]|是[正负奇偶整])"
)


def _is_expression(found: re.Match[str]) -> bool:
    """Whether the run of letters, figures and signs around has single letters only, and a sign or a word says that it
    is calculated with."""
    text, start = found.string, found.start()
    head = re.search(rf"{_RUN.pattern}$", text[max(0, start - 24) : start], re.ASCII)
    begin = start - len(head[0] if head else "")
    tail = _RUN.match(text, start)
    run = text[begin:start] + (tail[0] if tail else "")
    if re.search("[A-Za-z]{2}", run):
        return False
    rest = text[begin + len(run) :]
    counted = re.search(r"[a-zTN]\s?[-−]\s?[a-z\d]$", run.rstrip()) and (
        is_measure(rest) or rest[:1] in tuple("维阶元层")
    )
    return bool(_OPERATOR.search(run) or _SPOKEN_OF.search(text[:begin]) or _SAID_OF.match(rest) or counted)


def _difference(found: re.Match[str]) -> str | None:
    if not _is_expression(found):
        return None
    figures, letter = found["n"] or found["figure"] or "", found["letter"] or ""
    return f"{number(figures) if figures else ''}{letter.upper()}{_index(found)}减"


def _index(found: re.Match[str]) -> str:
    return cardinal(unicodedata.normalize("NFKC", found["index"])) if found["index"] else ""


RULES = (
    rule(
        "difference",
        FIGURES + LETTERS,
        r"(?<![A-Za-z\d])(?:(?P<n>\d+(?:\.\d+)?)?(?P<letter>[A-Za-z])(?P<index>[₀-₉]*)|(?P<figure>\d+(?:\.\d+)?)(?=\s?[-−]\s?\d*[A-Za-z]))"
        r"\s?[-−]\s?(?=(?:\d+(?:\.\d+)?)?[A-Za-z(]?(?![A-Za-z]))",
        _difference,
        example="如果x-y大于0。",
    ),
    rule(
        "difference", "-−", r"(?<=[)²³])\s?[-−]\s?(?=[\d.]*[A-Za-z(](?![A-Za-z]))", lambda found: "减", example="x²-y²"
    ),
)
