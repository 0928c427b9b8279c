"""Chinese text is cut as jieba cuts it: these are its own cuts, and what it promises of all texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.language import chinese, unknown_words

GUESSED = """
小明/硕士/毕业/于/中国科学院/计算所
王林军/和/乒乓球/拍卖/完/了
用/GPT/-/4o/和/C++/写/了/3.5%/的/代码
㐀/中/〇/人/𠮷/野家/ /a/-/b
龘/龘/龘
永和/服装/饰品/有限公司
结婚/的/和/尚未/结婚/的
"""
KNOWN = """
小/明/硕士/毕业/于/中国科学院/计算所
王/林/军/和/乒乓球/拍卖/完/了
用/GPT/-/4o/和/C++/写/了/3/./5/%/的/代码
"""
MIXED = st.text(st.sampled_from("的一是王林军研究生命a7.%-+ \r\n〇㐀𠮷龘，"), max_size=40)


@pytest.mark.parametrize("cut", GUESSED.strip().splitlines())
def test_unknown_words_are_guessed(cut: str) -> None:
    """Names and new words come out whole where the dictionary has only their characters."""
    assert "/".join(chinese.cut(cut.replace("/", ""))) == cut


@pytest.mark.parametrize("cut", KNOWN.strip().splitlines())
def test_nothing_is_guessed(cut: str) -> None:
    """Without guesses what the dictionary does not have is single characters, and letters and digits side by side."""
    assert "/".join(chinese.known_words(cut.replace("/", ""))) == cut


@given(MIXED)
def test_words_are_the_text(text: str) -> None:
    """Nothing is lost or added by a cut."""
    assert "".join(chinese.cut(text)) == "".join(chinese.known_words(text)) == text


@given(st.text(st.sampled_from("的一是王林军研究生命龘"), min_size=1, max_size=20))
def test_guesses_are_the_text(text: str) -> None:
    """Every character of a run is in one guessed word."""
    assert "".join(unknown_words.guess(text)) == text


def test_own_words_stay_whole() -> None:
    """A word that the caller brings is kept, also where the dictionary has words across its end."""
    text = "步行者学生说"
    assert list(chinese.cut(text))[-2] == "学生"
    assert next(chinese.tokenizer(frozenset({"步行者学"})).cut(text)) == "步行者学"
