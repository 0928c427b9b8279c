"""Formulas in words: LaTeX (\\frac{a}{b}) and linear mathematics ((a+b)/2, x², √(x), ∑_(i=1)^n) as they are read aloud.

    source ──tokens──▶ parser ──tree──▶ words in Chinese or English

Only what a listener can follow is read: what the parser does not know, matrices, several lines, and what would take
longer than `MOST_SYLLABLES` is announced as 公式 or "formula".
"""

from __future__ import annotations

from functools import lru_cache

from audiobook.language.syllables import count_syllables
from audiobook.narration.characters import tidied

MOST_SYLLABLES = 60
"""About a quarter of a minute: nobody keeps more in mind without seeing it."""


def announced(language: str) -> str:
    """What is said for a formula that is not read."""
    return "formula" if language.startswith("en") else "公式"


@lru_cache(maxsize=4096)
def read(source: str, language: str = "zh") -> str | None:
    """The words of a formula, without delimiters; None for one that is not plain.

    >>> read("E=mc^2"), read("(a+b)/2", "en"), read(r"\\begin{matrix}a\\end{matrix}")
    ('E等于M C平方', 'the quantity A plus B，over two', None)
    """
    from audiobook.narration.formulas import chinese, english
    from audiobook.narration.formulas.parser import parse

    tree = parse(source)
    if tree is None:
        return None
    said = tidied((english if language.startswith("en") else chinese).words(tree)).strip("， ")
    return said if said and count_syllables(said) <= MOST_SYLLABLES else None
