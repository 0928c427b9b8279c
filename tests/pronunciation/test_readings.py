"""Which reading each character gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import TextError
from audiobook.language import chinese
from audiobook.pronunciation import read, read_all, sandhi


def readings(text: str) -> str:
    """Readings of `text` in a row."""
    return " ".join(reading for word in read(text) for reading in word.readings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重庆很重要。", "chong2 qing4 hen3 zhong4 yao4"),
        ("女儿学音乐。", "nv3 er2 xue2 yin1 yue4"),
    ],
)
def test_polyphones_are_read_by_their_sentence(text: str, expected: str) -> None:
    """Characters with several readings get the one of their word and sentence."""
    assert readings(text) == expected


def test_the_lexicon_goes_before_all_else() -> None:
    """The user's reading wins over every dictionary and model."""
    (first, *_) = read("重庆很大。", lexicon={"重庆": ("zhong4", "qing4")})
    assert first.readings == ("zhong4", "qing4")


def test_a_lexicon_entry_with_too_few_readings_is_refused() -> None:
    """An entry must say one reading per character."""
    with pytest.raises(TextError, match="重庆"):
        read("重庆", lexicon={"重庆": ("chong2",)})


@given(st.text(max_size=40))
def test_words_are_the_text_again(text: str) -> None:
    """Joined, the words are the text, and every Chinese character has exactly one reading."""
    try:
        words = read(text)
    except TextError:
        return
    assert "".join(word.text for word in words) == text
    for word in [*words, *sandhi(words)]:
        assert len(word.readings) == sum(map(chinese.is_han, word.text))


def test_many_texts_are_read_as_one_by_one() -> None:
    """Reading in batches changes no reading."""
    texts = ["他得到了好处。", "", "长江大桥很长", "我得走了，还书去。", "abc"]
    assert read_all(texts) == [read(text) for text in texts]
