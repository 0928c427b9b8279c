"""Names of letters and figures in English: GPT-4, A380, Qwen2.5-72B, 3D, FY2020."""

from __future__ import annotations

import re

from audiobook.narration.rules.en.dates import YEAR
from audiobook.narration.rules.english_words import cardinal, digits, pairs, year
from audiobook.narration.rules.latin import say
from audiobook.narration.rules.rule import FIGURES, LETTERS, rule


def _figures(piece: str, *, alone: bool) -> str:
    """`alone`: the name has no other figures, so that they are read in pairs."""
    if "." in piece:
        head, *rest = piece.split(".")
        return " point ".join([cardinal(head), *(digits(part) for part in rest)])
    if len(piece) <= 2 or (piece.endswith("00") and len(piece) == 3) or (piece.endswith("000") and len(piece) == 4):
        return cardinal(piece)
    return pairs(piece) if alone and len(piece) < 5 else digits(piece)


def _model(found: re.Match[str]) -> str:
    pieces = re.findall(r"[A-Za-z]+|\d+(?:\.\d+)*", found["name"])
    alone = sum(piece[0].isdigit() for piece in pieces) == 1 and found[0][:1].isupper()
    said = []
    for place, piece in enumerate(pieces):
        if not piece[0].isdigit():
            said.append(say(piece))
        elif place and pieces[place - 1] in ("FY", "CY") and re.fullmatch(YEAR, piece):
            said.append(year(piece))
        else:
            said.append(_figures(piece, alone=alone))
    return " ".join(said) + ("'s" if found["own"] else "")


RULES = (
    rule(
        "English model",
        LETTERS,
        # mid-1980s, top-10: a word before a figure, no name
        r"(?<![A-Za-z])(?![a-z]{3,}-\d)(?P<name>[A-Za-z]+(?:-[A-Za-z]+)*-?\d+(?:\.\d+)*(?:-?[A-Za-z]+(?![A-Za-z])|-\d+)*)(?P<own>'s\b)?",
        _model,
        example="The A320 and the F-16 flew; GPT-4 and COVID-19 came later, in FY2021.",
    ),
    rule(
        "English model, figures first",
        FIGURES,
        r"(?!\d+-[A-Za-z]{3})(?P<name>\d+(?:\.\d+)*-?[A-Za-z]+(?:-?\d+[A-Za-z]*)*)(?P<own>'s\b)?",
        _model,
        example="A 3D film in 4K over 5G by a 70B model.",
    ),
)
