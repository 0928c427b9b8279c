"""Telephone numbers and other figures that name somebody or something, said one by one in English."""

from __future__ import annotations

import re

from audiobook.narration.rules.en.parts import preceded
from audiobook.narration.rules.english_words import cardinal, digits
from audiobook.narration.rules.latin import say
from audiobook.narration.rules.rule import FIGURES, rule

_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|phone[ds]?|tel(?:ephone)?|dial(?:s|ed)?|fax|text|ring|mobile|cell|contact|reach|hotline)\b"
    r"[a-z :.]{0,20}$",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:\bending in|\b(?:code|PIN|OTP|passcode|password|password is|ext|extension|account|serial number|zip|area code"
    r"|postcode|otp is|pin is|code is)\b(?: number)?[.:#]?)$",
    re.IGNORECASE,
)


def _grouped(found: re.Match[str]) -> str:
    """Group by group with a pause between, a plus before the country, 800 as a number."""
    plus = "plus " if found[0].startswith("+") else ""
    groups = re.findall(r"\d+|[A-Za-z]+", found[0])
    said = []
    for group in groups:
        if group.isdigit():
            said.append(f"{cardinal(group[0])} hundred" if re.fullmatch("[1-9]00", group) else digits(group))
        else:
            said.append(say(group))
    return plus + "，".join(said)


def _called(found: re.Match[str]) -> str | None:
    return _grouped(found) if preceded(found, _CALLED) else None


def _short(found: re.Match[str]) -> str | None:
    named = preceded(found, _NAMES) or (len(found[0]) == 3 and preceded(found, _CALLED))
    return "".join(f" {digits(c) if c.isdigit() else c.upper()}" for c in found[0]).strip() if named else None


RULES = (
    rule(
        "English telephone",
        FIGURES + "+(",
        r"(?<![\d-])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\)[ -]?\d{3}|\d{3}[ .-]\d{3})[ .-]\d{4}(?:-\d{1,4})?(?![\d-])",
        _grouped,
        example="Call (303) 555-0142 or 303-555-0143 after six.",
    ),
    rule(
        "English telephone abroad",
        "+",
        r"\+\d{1,3}(?:[ -]\(?\d{1,5}\)?){2,5}(?![\d-])",
        _grouped,
        example="From abroad dial +44 20 7946 0958 instead.",
    ),
    rule(
        "English free telephone",
        "1",
        r"1-8\d\d-(?:[A-Z]+|\d+)(?:-(?:[A-Z]+|\d+)){0,3}(?![A-Za-z\d-])",
        _grouped,
        example="Ring 1-800-FLOWERS for a bunch.",
    ),
    rule(
        "English short telephone",
        FIGURES,
        r"(?<![\d-])\d{3}-\d{4}(?![\d-])",
        _called,
        example="Phone 555-0173 and ask for Kim.",
    ),
    rule(
        "English number of a person",
        FIGURES,
        r"(?<![\d-])\d{3}-\d\d-\d{4}(?![\d-])",
        _grouped,
        example="The form asked for 123-45-6789 or the like.",
    ),
    rule(
        "English figures that name",
        FIGURES,
        r"\d{3,16}(?![A-Za-z-])",
        _short,
        example="The card ending in 4471 was blocked; dial 911.",
    ),
)
