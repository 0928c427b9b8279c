"""Measures in English: 5 kg, 2–5 lb, a 10-km run, 98.6°F, 60 km/h, 10 min., 6'2", 2x8 m2, 12/kg."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from audiobook.narration.rules.en.parts import NUMBER, TO, attributive, full_stop
from audiobook.narration.rules.english_words import cardinal, number
from audiobook.narration.rules.rule import FIGURES, LETTERS, Rule, rule

_RAISED = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
_ONLY_WITH_DOT = frozenset({"in", "no"})
_PERIODS = {"yr": "year", "y": "year", "mo": "month", "mth": "month", "wk": "week", "d": "day", "hr": "hour",
            "h": "hour", "min": "minute", "sec": "second", "s": "second", "pp": "person", "ea": "each"}  # fmt: skip


@cache
def units() -> dict[str, tuple[str, str, bool]]:
    """Sign -> one, many, and whether it is an abbreviation with a full stop of its own."""
    text = files("audiobook.narration").joinpath("data/units_english.tsv").read_text("utf-8")
    table = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            sign, words, *short = line.split("\t")
            one, _, many = words.partition("|")
            table[sign] = (one, many or one, bool(short))
    return table


def per(sign: str) -> str:
    """What stands behind a stroke: yr -> per year, kg -> per kilogram, person -> per person."""
    word = _PERIODS.get(sign) or (units()[sign][0] if sign in units() else sign)
    return f"per {word}"


def amount(figures: str, sign: str) -> str | None:
    """Figures with a unit sign: ("2", "km") -> two kilometers; None for a sign there is not."""
    if sign not in units():
        return None
    one, many, _ = units()[sign]
    return f"{number(figures)} {one if figures == '1' else many}"


def _named(sign: str, power: str | None) -> tuple[str, str]:
    """One and many of a unit with its power: ("km", "²") -> square kilometer(s)."""
    one, many, _ = units()[sign]
    if power:
        return f"{_RAISED[power[-1]]} {one}", f"{_RAISED[power[-1]]} {many}"
    return one, many


def _measure(found: re.Match[str]) -> str | None:
    sign = found["unit"]
    if sign in _ONLY_WITH_DOT and not (found["dot"] or found["gap"] == "-" or attributive(found)):
        return None
    one, many = _named(sign, found["power"])
    single = (found["a"] == "1" and not found["b"]) or found["gap"] == "-" or attributive(found)
    said = f"{number(found['a'])} to {number(found['b'])}" if found["b"] else number(found["a"])
    if found["scale"]:
        said, single = f"{said} {found['scale'][1:]}", attributive(found)
    said = f"{said} {one if single else many}"
    if found["per"]:
        said += f" {per(found['per'])}"
    if found["dot"]:
        said += full_stop(found) if units()[sign][2] else "。"
    return said


def _each(found: re.Match[str]) -> str:
    return f"{number(found['a'])} per {_named(found['per'], found['power'])[0]}"


def _sides(found: re.Match[str]) -> str:
    if not found["unit"]:
        return " by ".join(number(found[name]) for name in "abc" if found[name])
    one, many = _named(found["unit"], found["power"])
    unit = one if attributive(found) else many
    each = f" {unit}" if found["each"] else ""
    sides = [number(found[name]) for name in "abc" if found[name]]
    return f"{f'{each} by '.join(sides)} {unit}"


def _feet(found: re.Match[str]) -> str:
    feet = f"{cardinal(found['feet'])} {'foot' if found['feet'] == '1' else 'feet'}"
    return f"{feet} {number(found['inches'])}" if found["inches"] else feet


def _angle(found: re.Match[str]) -> str:
    said = f"{number(found['d'])} degrees"
    if found["m"]:
        said += f" {number(found['m'])} minutes"
    if found["s"]:
        said += f" {number(found['s'])} seconds"
    sides = {"N": "north", "S": "south", "E": "east", "W": "west"}
    return f"{said} {sides[found['side']]}" if found["side"] else said


def rules() -> tuple[Rule, ...]:
    """A table of units makes one pattern of them."""
    table = units()
    either = "|".join(re.escape(unit) for unit in sorted(table, key=len, reverse=True))
    power = r"(?P<power>[²³]|\^?[23](?![\d.]))?"
    end = r"(?![A-Za-z0-9]|['’][a-z])"
    every = rf"(?:\s?/\s?(?P<per>{either}|{'|'.join(_PERIODS)}|person|day|night|month|week|year|hour|capita))?"
    return (
        rule(
            "English sides",
            FIGURES,
            rf"(?P<a>{NUMBER})(?P<each>\s?(?:{either}))?\s?[x×]\s?(?P<b>{NUMBER})(?:(?:\s?(?:{either}))?\s?[x×]\s?(?P<c>{NUMBER}))?(?:[\s-]?(?P<unit>{either}){power}{end})?(?![A-Za-z])",
            _sides,
            example="The room is 4 x 5.5 m and the board 2×4.",
        ),
        rule(
            "English feet and inches",
            FIGURES,
            r"(?P<feet>\d{1,2})['′]\s?(?:(?P<inches>\d{1,2}(?:\.\d)?)(?:[\"″”]|''))",
            _feet,
            example="He stands 5'11\" in his socks.",
        ),
        rule(
            "English feet",
            FIGURES,
            r"(?P<feet>\d{1,3})(?P<inches>(?!))?[′'](?![\w'\"])(?<!^')",
            _feet,
            example="A pole of 20' was set up.",
        ),
        rule(
            "English angle",
            FIGURES,
            rf"(?P<d>{NUMBER})\s?°(?:\s?(?P<m>{NUMBER})\s?['′])?(?:\s?(?P<s>{NUMBER})\s?(?:[\"″]|''))?\s?(?P<side>[NSEW](?![A-Za-z]))?(?!\s?[CF](?![A-Za-z]))",
            _angle,
            example="Turn it by 45° and stop at 51° 28' N on the map.",
        ),
        rule(
            "English measure",
            FIGURES + ".",
            rf"(?P<a>{NUMBER})(?:{TO}(?P<b>{NUMBER}))?(?P<scale>[\s-](?:hundred|thousand|million|billion|trillion))?"
            rf"(?P<gap>[\s-]?)(?P<unit>{either}){power}{every}{end}(?P<dot>\.(?!\w))?",
            _measure,
            example="A 12 oz steak and 3 lbs of beans at 350°F for 25 min. before noon.",
        ),
        rule(
            "English figure per unit",
            FIGURES,
            rf"(?P<a>{NUMBER})\s?/(?P<per>{either}){power}{end}",
            _each,
            example="We counted 30/kg and 5/m² of them.",
        ),
        rule(
            "English rate",
            LETTERS,
            r"(?<![A-Za-z/])(?P<what>[a-z]{3,})/(?P<per>min|hr|h|sec|s|yr|mo|wk|day|month|week|year|hour|person|capita)(?![A-Za-z/])",
            lambda m: f"{m['what']} {per(m['per'])}",
            example="A heart rate of 72 beats/min is fine.",
        ),
    )
