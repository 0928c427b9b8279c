"""Postal addresses in English: 12 Elm St., 2788 San Tomas Expy, Boston, MA 02134."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from audiobook.narration.rules.en.parts import full_stop
from audiobook.narration.rules.english_words import digits, ordinal, pairs
from audiobook.narration.rules.latin import say
from audiobook.narration.rules.rule import FIGURES, Rule, rule

_DIRECTIONS = {"N": "North", "S": "South", "E": "East", "W": "West", "NE": "Northeast", "NW": "Northwest",
               "SE": "Southeast", "SW": "Southwest"}  # fmt: skip
_WORDS = frozenset(re.findall("[A-Z]+", "IN OR ME OK HI OH LA MA PA"))
"""Signs of states that are words, too: these only before a ZIP code."""


@cache
def streets() -> dict[str, str]:
    """Abbreviation in small letters -> kind of street: "ave" -> Avenue."""
    return _table("streets_english.tsv")


@cache
def _states() -> dict[str, str]:
    return _table("states_english.tsv")


def _table(name: str) -> dict[str, str]:
    text = files("audiobook.narration").joinpath(f"data/{name}").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def _street(found: re.Match[str]) -> str:
    said = [pairs(found["n"])]
    for word in re.findall(r"[A-Za-z0-9']+", found["names"]):
        if word[0].isdigit():
            said.append(ordinal(re.sub(r"\D", "", word)))
        else:
            said.append(_DIRECTIONS.get(word) or say(word))
    kind = found["kind"]
    ends = full_stop(found) if found[0].endswith(".") else ""
    return f"{' '.join(said)} {streets().get(kind.lower(), kind)}{ends}"


def _state(found: re.Match[str]) -> str | None:
    if found["zip"] is None and found["state"] in _WORDS:
        return None
    return f"，{_states()[found['state']]}" + (f"，{digits(found['zip'])}" if found["zip"] else "")


def rules() -> tuple[Rule, ...]:
    """The street with its number, and the state with its ZIP code."""
    kinds = "|".join(sorted({*streets(), *(word.lower() for word in streets().values())}, key=len, reverse=True))
    states = "|".join(_states())
    return (
        rule(
            "English address",
            FIGURES,
            rf"(?P<n>\d{{1,5}}) (?P<names>(?:(?:[NSEW]|[NS][EW])\.? )?(?:(?:[A-Z][a-z']+|\d+(?:st|nd|rd|th)) ){{1,3}})"
            rf"(?P<kind>(?i:{kinds}))(?:\.|(?![A-Za-z]))",
            _street,
            example="Nora lived at 1536 Birch Ave. for ten years.",
        ),
        rule(
            "English state",
            ",",
            rf"(?<=[a-z]), (?P<state>{states})(?:,? (?P<zip>\d{{5}}(?:-\d{{4}})?)|(?=[,.;)]|\s*$| [a-z]))",
            _state,
            example="The firm is in Denver, CO 80202, near the station.",
        ),
    )
