"""Raised and lowered characters: powers, indices and marks of notes, by what they stand on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.source.ledger import letters
from audiobook.source.raised import subscript, superscript

CASES = [
    # what stands before, raised, after; what is written
    ("合9.6×10", "3", "亩", "³"),
    ("10", "-3", "", "⁻³"),
    ("体积5m", "3", "的", "³"),
    ("9.8 m/s", "2", "", "²"),
    ("E=mc", "2", "", "²"),
    ("(a+b)", "2", "", "²"),
    ("π", "2", "", "²"),
    ("x", "n+1", "", "^(n+1)"),
    ("A", "T", "B", "^(T)"),
    ("Ca", "2+", "", "²⁺"),
    ("同位素", "14", "C", "¹⁴"),
    ("f", "'", "(x)", "′"),
    ("唐代", "2", "的诗", "[2]"),
    ("研究", "[1]", "表明", "[1]"),
    ("有效", "［5，6］", "。", "[5,6]"),
    ("结束。”", "12", "", "[12]"),
    ("as we say", "3", " here", "[3]"),
    ("sentence.", "1", "", "[1]"),
    ("go to it", "2", "", "[2]"),
    ("（见表）", "3", "", "[3]"),
    ("王某", "*", "", "[*]"),
    ("表一", "a", "", "[a]"),
    ("in 1984", "7", "", "[7]"),
    ("图注", "③", "", "[3]"),
    ("May 21", "st", "", "st"),
    ("牌子", "TM", "", "™"),
    ("牌子", "®", "", "®"),
    ("标题", "修订稿", "", "修订稿"),
]


@pytest.mark.parametrize(("before", "text", "after", "written"), CASES, ids=lambda value: str(value))
def test_by_what_it_stands_on(before: str, text: str, after: str, written: str) -> None:
    """A figure on a quantity is its power, on a word it is the mark of a note."""
    assert superscript(before, text, after) == written


def test_a_link_is_a_mark() -> None:
    """What leads to a note is its mark whatever it stands on."""
    assert superscript("10", "6", linked=True) == "[6]"


@given(before=st.text(max_size=6), text=st.text(max_size=6), after=st.text(max_size=3))
def test_no_letter_is_lost_or_made(before: str, text: str, after: str) -> None:
    """Raised or lowered, letters and figures stay what they are."""
    assert letters(superscript(before, text, after)) == letters(text)
    assert letters(subscript(text)) == letters(text)
