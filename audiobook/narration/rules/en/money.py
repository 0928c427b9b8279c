"""Sums of money in English: $3.5 million, $250–$300, £10/week, $300M, US$1.99, 5 USD, 50¢."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from audiobook.language.chinese import compiled
from audiobook.narration.rules.en.measures import per
from audiobook.narration.rules.en.parts import NUMBER, SCALE, TO, amount, attributive, full_stop
from audiobook.narration.rules.english_words import cardinal, number
from audiobook.narration.rules.rule import FIGURES, Rule, rule

_CHINA = compiled(
    r"[[:Han:]]|\b(?:China|Chinese|[Yy]uan|RMB|[Rr]enminbi|Beijing|Shanghai|Shenzhen|Guang\w+|Hong Kong|PBOC)\b"
)
"""Where ¥ is the yuan; elsewhere it is the yen."""


@cache
def currencies() -> dict[str, tuple[str, str, str]]:
    """Sign or code -> one, many, and a hundredth ("" where there is none)."""
    text = files("audiobook.narration").joinpath("data/currencies_english.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[0]: (row[1], row[2], row[3] if len(row) > 3 else "") for row in rows}


def _noun(sign: str, text: str) -> tuple[str, str, str]:
    if sign == "¥" and not _CHINA.search(text):
        return "yen", "yen", ""
    return currencies()[sign]


def _sum(figures: str, scaled: str | None, noun: tuple[str, str, str], *, single: bool = False) -> str:
    """One amount with its currency; `single`: before a noun, a five dollar bill."""
    one, many, hundredth = noun
    whole, point, decimals = figures.replace(",", "").partition(".")
    if len(decimals) > 2:
        decimals = decimals[:2] + decimals[2:].rstrip("0")
    if scaled is None and point and len(decimals) < 3 and hundredth:
        parts = f"{cardinal(whole)} {one if whole == '1' or single else many}" if whole.strip("0") else ""
        small = decimals.ljust(2, "0").lstrip("0")
        if small:
            cents = f"{cardinal(small)} {hundredth if small == '1' or single else _many(hundredth)}"
            parts = f"{parts} {cents}" if parts else cents
        return parts or f"zero {many}"
    return f"{amount(figures, scaled)} {one if single or (figures == '1' and not scaled) else many}"


def _many(hundredth: str) -> str:
    return "pence" if hundredth == "penny" else f"{hundredth}s"


def _money(found: re.Match[str]) -> str:
    noun = _noun(found["sign"], found.string)
    said = "minus " if found["minus"] else ""
    every = f" {per(found['per'])}{full_stop(found) if found['dot'] else ''}" if found["per"] else ""
    low, low_scale, high = found["n"], found["scale"], found["n2"]
    if high is None:
        more = " plus" if found["plus"] else ""
        return said + _sum(low, low_scale, noun, single=attributive(found) and not more) + more + every
    to = "by" if found["to"].strip() in ("x", "×") else "to"
    if found["sign2"]:
        return f"{_sum(low, low_scale or found['scale2'], noun)} {to} {_sum(high, found['scale2'], noun)}{every}"
    first = amount(low, low_scale if low_scale != found["scale2"] else None)
    return f"{first} {to} {_sum(high, found['scale2'], noun, single=attributive(found))}{every}"


def _coded(found: re.Match[str]) -> str:
    return _sum(found["n"], found["scale"], currencies()[found["sign"]])


def _small(found: re.Match[str]) -> str:
    return f"{number(found['n'])} {'cent' if found['n'] == '1' or attributive(found) else 'cents'}"


def _pence(found: re.Match[str]) -> str | None:
    return f"{cardinal(found['n'])} {'penny' if found['n'] == '1' else 'pence'}" if "£" in found.string else None


def rules() -> tuple[Rule, ...]:
    """A sign before the figures, a code before or behind them, cents and pence behind."""
    table = currencies()
    signs = "|".join(re.escape(sign) for sign in sorted(table, key=len, reverse=True) if not sign.isalpha())
    codes = "|".join(sign for sign in table if sign.isalpha())
    firsts = "".join({sign[0] for sign in table})
    return (
        rule(
            "English money",
            firsts + "-−–",
            rf"(?<![A-Za-z])(?P<minus>(?<![A-Za-z\d)])[-−–])?(?P<sign>{signs})\s?(?P<n>{NUMBER})(?P<scale>{SCALE})?"
            rf"(?:(?P<to>{TO})(?P<sign2>{signs})?(?P<n2>{NUMBER})(?P<scale2>{SCALE})?)?"
            r"(?P<plus>\+)?(?:\s?/\s?(?P<per>[A-Za-z]+)(?P<dot>(?<=yr|mo|wk|hr)\.)?)?",
            _money,
            example="The fund lost $4.2 million, or £310 per head.",
        ),
        rule(
            "English currency code",
            firsts,
            rf"(?<![A-Za-z])(?P<sign>{codes})\s?(?P<n>{NUMBER})(?P<scale>{SCALE})?",
            _coded,
            example="The deal was worth USD 30 million or RMB 210 million.",
        ),
        rule(
            "English currency code behind",
            FIGURES,
            rf"(?P<n>{NUMBER})(?P<scale>{SCALE})?\s(?P<sign>{codes})(?![A-Za-z])",
            _coded,
            example="They raised 12.5 million EUR in a week.",
        ),
        rule("English cents", FIGURES, rf"(?P<n>{NUMBER})\s?¢", _small, example="A stamp was 13¢ then."),
        rule("English pence", FIGURES, r"(?P<n>\d{1,3})p(?![A-Za-z])", _pence, example="A pint was 50p, a meal £3."),
    )
