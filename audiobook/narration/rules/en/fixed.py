"""Written forms that are said in a way of their own, from data/fixed_english.tsv: 24/7, 9/11, 401(k), w/o."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from audiobook.narration.rules.rule import FIGURES, LETTERS, Rule, rule


@cache
def _table() -> dict[str, str]:
    text = files("audiobook.narration").joinpath("data/fixed_english.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def rules() -> tuple[Rule, ...]:
    """One rule for the figures, one for the letters."""
    made = []
    for name, first, example in (
        ("English fixed figures", FIGURES, "The shop is open 24/7 since 9/11."),
        ("English fixed letters", LETTERS, "A room w/o a view, and/or a Q&A."),
    ):
        forms = sorted((form for form in _table() if form[0] in first), key=len, reverse=True)
        either = "|".join(re.escape(form) for form in forms)
        pattern = rf"(?<![A-Za-z0-9/.$€£-])(?:{either})(?![A-Za-z0-9/]|-\d)"
        made.append(
            rule(name, "".join({form[0] for form in forms}), pattern, lambda m: _table()[m[0]], example=example)
        )
    return tuple(made)
