"""What holds for normalizing any text at all."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.narration.characters import SPEAKABLE
from audiobook.narration.normalize import normalize
from audiobook.narration.rules import by_first
from audiobook.narration.sentences import split
from tests.conftest import more_examples

# the stuff written forms are made of, so that chance finds the meeting of two rules
_PIECES = (
    *"0123456789年月日-—–~～%‰.,，:：/·个万亿元第+×°℃²³()（）“”①Ⅲ½±≥&@αéか안\u200b\t'’…。！至到后代 ^=<>#_*|\\",
    *[
        "Ab",
        "Us",
        "'s",
        "GPT",
        "LoRA",
        "km",
        "GB",
        "$",
        "¥",
        "€",
        "The",
        "of",
        "is",
        "world",
        "V",
        "x",
        "st",
        "ad",
        "am",
        "Q",
        "H",
        "1.5",
        "2024",
        "05",
        "双",
        "No.",
        "http://",
        "e.g.",
        "🎉",
        "www.",
        "a.com",
    ],
)
_SIGNS = sorted(sign for language in ("zh", "en") for sign in by_first(language) if not sign.isascii())
_TEXT = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(_PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from([*_SIGNS, *"0125.+-/:^%= aGm年个"]), max_size=8).map("".join),
)


@given(_TEXT)
@more_examples(4)
def test_every_output_character_can_be_spoken(text: str) -> None:
    """Whatever comes in, only Chinese characters, Latin words and pauses come out, and nothing is ever raised."""
    for language in ("zh", "en"):
        assert SPEAKABLE.fullmatch(normalize(text, language=language).text)


@given(_TEXT)
@more_examples(4)
def test_spoken_text_stays_as_it_is(text: str) -> None:
    """Normalizing what was normalized changes nothing."""
    for language in ("zh", "en"):
        spoken = normalize(text, language=language).text
        assert normalize(spoken, language=language).text == spoken


@given(_TEXT)
@more_examples(4)
def test_no_chinese_character_is_lost(text: str) -> None:
    """Every Chinese character that is written is said."""
    written, spoken = (Counter(re.findall("[一-鿿]", each)) for each in (text, normalize(text).text))
    assert not written - spoken


_WORDS = st.lists(st.from_regex(r"[A-Za-z]{1,9}", fullmatch=True), min_size=1, max_size=6)


@given(_WORDS, st.sampled_from(["", "年", "，", "2024年", " 5% ", "（", "的"]))
@more_examples(3)
def test_no_latin_word_is_lost(words: list[str], between: str) -> None:
    """Every Latin letter that is written is said, in order, unless a table gives the word another form."""
    from audiobook.narration.rules.latin import say

    text = (between or " ").join(words)
    spoken = normalize(text)
    letters = "".join(re.findall("[A-Za-z]", spoken.text)).lower()
    expected = "".join(re.findall("[A-Za-z]", " ".join(map(say, words)))).lower()
    unit = any(change.rule == "unit" for change in spoken.changes)  # （kJ heads a column
    if not unit and not re.search(r"\d\s*[A-Za-z]|[A-Za-z]\s*\d|[IVX]", text):  # 5 km and VII are figures and units
        assert letters == expected


@given(_TEXT)
@more_examples(3)
def test_changes_say_where_they_stand(text: str) -> None:
    """Changes are in order, do not overlap, and lie within the text."""
    end = 0
    for change in normalize(text).changes:
        assert end <= change.start
        end = change.start + len(change.written)
        assert end <= len(text)
        assert change.written != change.spoken


@pytest.mark.parametrize("written", ["", " ", "\n", "。", "★★★", "\u200b", "\ud800", "(*)"])
def test_nothing_to_say_is_no_error(written: str) -> None:
    """Empty, blank, broken and ornamental text gives something without letters, and raises nothing."""
    assert not any(c.isalnum() for c in normalize(written).text)


@pytest.mark.parametrize("piece", ["1", "1/", "年", "①", "A-", "（", "1,000,"])
def test_any_length_is_taken(piece: str) -> None:
    """A page of one thing repeated, or a number of five thousand figures, is said and split like any text."""
    text = piece * 5000
    for language in ("zh", "en"):
        assert SPEAKABLE.fullmatch(normalize(text, language=language).text)
    assert "".join(each.text for each in split(text[:2000], preferred_syllables=45, max_syllables=90)) == text[:2000]
