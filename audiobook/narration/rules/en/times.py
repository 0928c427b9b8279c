"""Times of the day in English: 9am–5pm, 10:30 p.m. EST, 17:00, 14:10:30."""

from __future__ import annotations

import re

from audiobook.narration.rules.en.parts import TO, full_stop, preceded
from audiobook.narration.rules.english_words import cardinal
from audiobook.narration.rules.rule import FIGURES, rule

_RATIO = re.compile(
    r"\b(?:ratios?|scale|odds|scores?|proportion|won|beat|win|lost|verse|aspect)\b[a-z ]{0,12}$", re.IGNORECASE
)
_ZONE = r"(?:\s?(?P<zone>[ECMP][SD]T|GMT|UTC|BST|CET|CEST|JST|IST|[ECMP]T|[ecmp]\.?[sd]\.?t\.?)(?![A-Za-z]))?"


def _clock(hour: str, minute: str | None, *, half: bool = False) -> str:
    """("09", "05") -> nine oh five; on the hour: nine o'clock, nine where A M follows, seventeen hundred."""
    said = cardinal(hour.lstrip("0") or "0")
    if not minute or minute == "00":
        if half:
            return said
        return f"{said} o'clock" if 0 < int(hour) < 13 else f"{said} hundred"
    return f"{said} {'oh ' if minute[0] == '0' else ''}{cardinal(minute.lstrip('0'))}"


def _half(written: str) -> str:
    return f"{written[0].upper()} M"


def _letters(written: str | None) -> str:
    return f" {' '.join(c.upper() for c in written if c.isalpha())}" if written else ""


def _stop(found: re.Match[str]) -> str:
    return full_stop(found) if found[0].endswith(".") else ""


def _halved(found: re.Match[str]) -> str:
    return f"{_clock(found['h'], found['m'], half=True)} {_half(found['half'])}{_letters(found['zone'])}{_stop(found)}"


def _range(found: re.Match[str]) -> str:
    first = f"{_clock(found['h'], found['m'], half=True)}{' ' + _half(found['half']) if found['half'] else ''}"
    last = f"{_clock(found['h2'], found['m2'], half=True)} {_half(found['half2'])}"
    return f"{first} to {last}{_letters(found['zone'])}{_stop(found)}"


def _plain_range(found: re.Match[str]) -> str:
    return f"{_clock(found['h'], found['m'])} to {_clock(found['h2'], found['m2'])}{_letters(found['zone'])}"


def _plain(found: re.Match[str]) -> str | None:
    return None if preceded(found, _RATIO) else f"{_clock(found['h'], found['m'])}{_letters(found['zone'])}"


def _long(found: re.Match[str]) -> str:
    """Hours, minutes and seconds: 14:10:30."""
    names = ("hour", "minute", "second")
    values = [int(found[name]) for name in "hms"]
    first, second, third = (
        f"{cardinal(str(value))} {name if value == 1 else name + 's'}"
        for value, name in zip(values, names, strict=True)
    )
    half = f" {_half(found['half'])}" if found["half"] else ""
    return f"{first} {second} and {third}{half}{_letters(found['zone'])}{_stop(found)}"


_HALF = r"(?:[aApP]\.?[mM](?:\.|(?![A-Za-z])))"


def _time(number: str = "") -> str:
    return rf"(?P<h{number}>[01]?\d|2[0-4])(?:[:.](?P<m{number}>[0-5]\d))?"


def _full(number: str = "") -> str:
    return rf"(?P<h{number}>[01]?\d|2[0-4]):(?P<m{number}>[0-5]\d)"


RULES = (
    rule(
        "English time range",
        FIGURES,
        rf"(?<![\d:]){_time()}\s?(?P<half>{_HALF})?{TO}{_time('2')}\s?(?P<half2>{_HALF}){_ZONE}",
        _range,
        example="The shop is open 8am–6pm and 9:30-11 a.m. on Sundays.",
    ),
    rule(
        "English time",
        FIGURES,
        rf"(?<![\d:]){_time()}\s?(?P<half>{_HALF}){_ZONE}",
        _halved,
        example="The bus left at 7:05 a.m. and came at 11 pm EST.",
    ),
    rule(
        "English long time",
        FIGURES,
        rf"(?<![\d:])(?P<h>\d\d?):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?:\s?(?P<half>{_HALF}))?{_ZONE}(?![\d:])",
        _long,
        example="The rocket rose at 14:20:05 today.",
    ),
    rule(
        "English clock range",
        FIGURES,
        rf"(?<![\d:]){_full()}{TO}{_full('2')}{_ZONE}(?![\d:])",
        _plain_range,
        example="The rooms are free from 13:15–15:00 each day.",
    ),
    rule(
        "English clock",
        FIGURES,
        rf"(?<![\d:]){_full()}(?:\s?h(?:rs|ours)?\b)?{_ZONE}(?![\d:])",
        _plain,
        example="The train of 9:00 left at 9:07 and the last one at 22:45.",
    ),
)
