"""What the sections of one text are called everywhere: Introduction, 结语, 参考文献."""

from __future__ import annotations

from audiobook.language.word_lists import word_list
from audiobook.source import numberings
from audiobook.source.line_features import squeeze


def bare(text: str) -> str:
    """A heading as names are compared: without its number, marks at its end, white space and capitals.

    >>> bare("1. Related Work:"), bare("五、结 语")
    ('relatedwork', '结语')
    """
    return squeeze(numberings.unnumbered(text) or text).strip(":：.。").lower()


def is_one(text: str) -> bool:
    """Whether a heading is called as sections are, whatever its number.

    >>> is_one("3 Methods"), is_one("渡口")
    (True, False)
    """
    return bare(text) in known()


def known() -> frozenset[str]:
    """All such names, as `bare` gives them."""
    return word_list("source", "section_names")
