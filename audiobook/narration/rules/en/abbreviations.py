"""Abbreviations in English, by what stands around them: Dr. Smith, Elm St., No. 5 (data/abbreviations_english.tsv)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from audiobook.narration.rules.en.parts import full_stop, is_english
from audiobook.narration.rules.rule import LETTERS, Rule, before, rule

_NAME_AFTER = re.compile(r"\s+[A-Z]")
_FIGURE_AFTER = re.compile(r"\s?\(?(?:\d|[IVX]{2,}\b|(?!I\b|A [a-z])[A-Z]\b)")
_SMALL_AFTER = re.compile(r"[,;:]?\s+[a-z(]|[,;:]")
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w'’.]*|\d+(?:st|nd|rd|th))$")


@cache
def _table() -> dict[str, list[tuple[str, str]]]:
    """Abbreviation with its full stops -> what is said, and when, in order."""
    text = files("audiobook.narration").joinpath("data/abbreviations_english.tsv").read_text("utf-8")
    table: dict[str, list[tuple[str, str]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            written, said, *when = line.split("\t")
            table.setdefault(written, []).append((said, when[0] if when else ""))
    return table


def _fits(when: str, found: re.Match[str]) -> bool:
    rest = found.string[found.end() : found.end() + 24]
    if when == "name":
        following = _NAME_AFTER.match(rest)
        return following is not None
    if when == "figure":
        return _FIGURE_AFTER.match(rest) is not None
    if when == "small":
        return _SMALL_AFTER.match(rest) is not None
    if when == "street":
        return _NAME_BEFORE.search(before(found, 24)) is not None and (
            not _NAME_AFTER.match(rest) or is_english(re.findall(r"[A-Za-z]+", rest)[0])
        )
    if when == "behind":
        return _NAME_BEFORE.search(before(found, 24).rstrip(",")) is not None
    return True


def _abbreviation(found: re.Match[str]) -> str | None:
    table, form = _table(), found[0]
    small = form[0].lower() + form[1:] if len(form) > 2 else form
    for said, when in table.get(form) or table.get(small, []):
        if not _fits(when, found):
            continue
        if when in ("name", "figure", "title"):
            return said
        return f"{said}{full_stop(found)}"
    return None


def _initial(found: re.Match[str]) -> str | None:
    """J. K. Rowling, George W. Bush; but "vitamin C. The …" ends there."""
    following = found["next"]
    if (
        len(following) > 1
        and is_english(following)
        and not re.search(r"(?:[A-Z]|[A-Z][a-z]+)\.? ?$", found.string[: found.start()])
    ):
        return None
    return found["letter"]


def rules() -> tuple[Rule, ...]:
    """Letters with full stops, then those without, then initials."""
    bare = sorted((form for form in _table() if " " in form or not form.endswith(".")), key=len, reverse=True)
    spaced = "|".join(re.escape(form) + (r"(?!\.)" if f"{form}." in _table() else "") for form in bare)
    return (
        rule(
            "English abbreviation without a stop",
            "".join({form[0] for form in bare}),
            rf"(?<![A-Za-z.])(?:{spaced})(?![A-Za-z])",
            _abbreviation,
            example="See Lee et al 2019 vs the rest.",
        ),
        rule(
            "English abbreviation",
            LETTERS,
            r"(?<![A-Za-z.])[A-Za-z]+(?:\.[A-Za-z]+)*\.(?![A-Za-z])",
            _abbreviation,
            example="Dr. Ito met Prof. Cole and Mrs. Day at St. Luke's on Oak St. near the bank.",
        ),
        rule(
            "English initials",
            LETTERS,
            r"(?<![A-Za-z.])(?:[A-Z]\.){2,}(?:[A-Z](?![A-Za-z]))?",
            lambda m: (
                " ".join(c for c in m[0] if c != ".")
                + (full_stop(m, before_openers=True) if m[0].endswith(".") else "")
            ),
            example="The U.S. and the U.K. signed with J.P. Morgan.",
        ),
        rule(
            "English initial",
            LETTERS,
            r"(?<![A-Za-z.])(?P<letter>[A-Z])\.(?=\s?(?P<next>[A-Z][A-Za-z'.-]*))",
            _initial,
            example="Books by J. K. Rowling and H. G. Wells; she takes vitamin C. The rest she leaves.",
        ),
    )
