"""Chemical formulas, letter by letter with their figures: SiO2, CaCO3, NaOH, Fe2O3."""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal
from audiobook.narration.rules import english_words
from audiobook.narration.rules.latin import table
from audiobook.narration.rules.rule import LETTERS, rule

_ELEMENT = (
    r"(?:He|Li|Be|Ne|Na|Mg|Al|Si|Cl|Ar|Ca|Ti|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Sr|Zr|Nb|Mo|Ag|Cd|In|Sn|Sb|Te|Cs|Ba"
    r"|Pt|Au|Hg|Pb|Bi|[HBCNOFPSKVIWU])"
)
# two elements or more, O, H or one of two letters among them (not B2B), and a figure or an end as salts have (not NeMo)
_FORMULA = (
    r"(?<![A-Za-z0-9-])(?=[A-Z0-9]*(?:[OH]|[A-Z][a-z]))(?=[A-Za-z]*(?:\d|[A-Z](?![A-Za-z])|(?:Cl|Br|As|Te)(?![A-Za-z])))"
    rf"(?:{_ELEMENT}\d{{0,2}}){{2,}}(?![A-Za-z0-9-])"
)


def _said(found: re.Match[str], language: str) -> str | None:
    word = found[0]
    if word in table() or (word.isupper() and word.isalpha()):
        return None
    said = []
    for piece in re.findall(r"[A-Za-z]|\d+", word):
        if piece.isdigit():
            said.append(cardinal(piece) if language == "zh" else english_words.cardinal(piece))
        else:
            said.append(piece.upper())
    return " ".join(said)


RULES = (rule("chemical formula", LETTERS, _FORMULA, lambda found: _said(found, "zh"), example="SiO2和NaOH反应"),)
ENGLISH = (rule("chemical formula", LETTERS, _FORMULA, lambda found: _said(found, "en"), example="The SiO2 was pure."),)
