"""Traditional characters to simplified ones: what OpenCC's table says, and what holds for all texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.language.traditional import simplified


@pytest.mark.parametrize(
    ("written", "simple"),
    [
        ("頭髮與發展", "头发与发展"),
        ("乾隆年間的乾糧，乾坤未定", "乾隆年间的干粮，乾坤未定"),
        ("不瞭解鍾馗與時鐘", "不了解锺馗与时钟"),
        ("皇后在後面", "皇后在后面"),
        ("\uf9fd\ufa0a", "什见"),
        ("㑮", "𫝈"),
        ("已经是简体，GPT-4不变。", "已经是简体，GPT-4不变。"),
    ],
)
def test_phrases_decide_before_characters(written: str, simple: str) -> None:
    """A character with several forms takes that of the longest phrase it stands in; others their usual one."""
    assert simplified(written) == simple


@given(st.text(st.sampled_from("乾坤隆燥頭髮發展瞭解後皇a1，\uf9fd㑮𠀀"), max_size=20))
def test_no_character_is_added_or_lost(text: str) -> None:
    """Offsets stay true, and what is simplified already is left as it is."""
    simple = simplified(text)
    assert len(simple) == len(text)
    assert all(a == b for a, b in zip(text, simple, strict=True) if a.isascii() or a in "坤隆展解")
