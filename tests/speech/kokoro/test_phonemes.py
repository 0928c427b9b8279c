"""What the embedded voice is sent."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import TextError
from audiobook.model import Word
from audiobook.speech.kokoro import english_phonemes, phonemes, pinyin, symbols

READ = Word("重庆", ("chong2", "qing4"))


@pytest.mark.parametrize(
    ("words", "expected", "syllables"),
    [
        ((READ, Word("。")), "ꭧʰʊ↗ŋʨʰi↘ŋ.", 2),
        ((READ, Word("，"), Word("女儿", ("nv3", "er2"))), "ꭧʰʊ↗ŋʨʰi↘ŋ, ny↓ɚ↗", 4),
        ((Word("新一代", ("xin1", "yi2", "dai4")),), "ɕi→n i↗tai↘", 3),  # not xi-ni-dai
        ((Word("《"), READ, Word("》")), "“ꭧʰʊ↗ŋʨʰi↘ŋ”", 2),
        ((READ, Word("G P T"), READ), "ꭧʰʊ↗ŋʨʰi↘ŋ ʤˌi pˌi tˈi ꭧʰʊ↗ŋʨʰi↘ŋ", 7),
        ((Word("language"), Word(" "), Word("model")), "lˈæŋɡwɪʤ mˈɑdᵊl", 4),
    ],
)
def test_words_become_symbols(words: tuple[Word, ...], expected: str, syllables: int) -> None:
    """Readings become IPA with tone arrows, words are parted by a space, signs stick to their word."""
    assert phonemes.payload(words) == (expected, syllables)


@pytest.mark.parametrize("reading", ["chongqing4", "x5", "zhong", ""])
def test_a_reading_that_is_no_syllable_is_refused(reading: str) -> None:
    """A lexicon entry that cannot be spoken is named, not skipped."""
    with pytest.raises(TextError, match="重"):
        phonemes.payload((Word("重", (reading,)),))


@pytest.mark.parametrize("words", [(), (Word("，。"),), (Word(" "),), (Word("★"),)])
def test_nothing_to_hear_is_refused(words: tuple[Word, ...]) -> None:
    """Text without a sound is an error, never an empty clip."""
    with pytest.raises(TextError, match="nothing to speak"):
        phonemes.payload(words)


def test_a_character_without_a_reading_is_refused() -> None:
    """A Chinese character is never dropped for want of a reading."""
    with pytest.raises(TextError, match="睿"):
        phonemes.payload((READ, Word("睿")))


@given(st.text(max_size=60))
def test_any_text_gives_symbols_of_the_vocabulary_or_an_error(text: str) -> None:
    """Whatever Unicode comes in, the model only ever sees symbols it knows, and some for every Latin letter."""
    try:
        payload, syllables = phonemes.payload((Word(text),))
    except TextError:
        return
    assert syllables > 0
    assert all(symbol in symbols.TOKENS for symbol in payload)


@given(st.text(alphabet=st.characters(codec="ascii", categories=["Lu", "Ll"]), min_size=1, max_size=24))
def test_every_latin_word_is_heard(word: str) -> None:
    """No Latin word is silent, in the dictionaries or not."""
    symbols, _ = phonemes.payload((Word(word),))
    assert any(unicodedata.category(symbol)[0] == "L" for symbol in symbols)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Transformer", "tɹænsfˈɔɹməɹ"),
        ("chatbots", "ʧˈætbˌɑts"),
        ("DeepSeek", "dˈipsˈik"),
        ("Wenfeng", "wə→nfə→ŋ"),  # a name in pinyin is said as Chinese
        ("Zhipu", "ꭧɨ→pʰu→"),
        ("XQL", "ˌɛkskjˌuˈɛl"),
        ("AY", "ˌAwˈI"),
        ("café", "kæfˈA"),
        ("Qwen", "kwˈɛn"),
    ],
)
def test_latin_words(word: str, expected: str) -> None:
    """Dictionary words, inflected ones, compounds, names in pinyin, acronyms without vowels, accents."""
    assert english_phonemes.word(word) == expected


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [(["the", "apple"], "ði ˈæpᵊl"), (["the", "model"], "ðə mˈɑdᵊl"), (["A", "I"], "ˌA ˈI")],
)
def test_words_heed_their_neighbours(tokens: list[str], expected: str) -> None:
    """Articles answer to the next word; of letters in a row the last is stressed."""
    assert " ".join(english_phonemes.phrase(tokens)) == expected


def test_the_article_in_an_english_passage() -> None:
    """A single A before a word is the article in English, and a letter in Chinese."""
    words = (Word("A"), Word(" "), Word("model"))
    assert phonemes.payload(words, language="en")[0] == "ɐ mˈɑdᵊl"
    assert phonemes.payload(words)[0] == "ˈA mˈɑdᵊl"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The apple fell to a gray stone", "ði ˈæpᵊl fˈɛl tə ɐ ɡɹˈA stˈOn"),
        ("Can you go in？Yes，I can。", "kˌæn ju ɡˌO ˈɪn? jˈɛs, ˌI kˈæn."),
        ("I am here with water", "ˌI ɐm hˈɪɹ wɪð wˈɔTəɹ"),
        ("A level in the U S，or vitamin A", "ɐ lˈɛvᵊl ɪn ðə jˌu ˈɛs, ɔɹ vˈITəmən ˈA"),
        ("the A I of the day", "ði ˌA ˈI ʌv ðə dˈA"),
        ("WE say “an owl” to 5 men", "wˈi sˈA “ɐn ˈWl” tə fˈIv mˈɛn"),
    ],
)
def test_english_sentences(sentence: str, expected: str) -> None:
    """Small words are reduced by what follows them, t is flapped, capitals are letters, marks end a phrase."""
    assert phonemes.payload((Word(sentence),), language="en")[0] == expected


def test_pinyin_of_every_sort() -> None:
    """Every common syllable has symbols, tones stand behind the vowel, and impossible ones have none."""
    said = [pinyin.ipa(reading) for reading in ("zhi1", "yu2", "lv4", "nve4", "jiong3", "er2", "r5", "wo3", "xue2")]
    assert said == ["ꭧɨ→", "y↗", "ly↘", "nɥe↘", "ʨjʊ↓ŋ", "ɚ↗", "ɚ", "wo↓", "ɕɥe↗"]
    assert [pinyin.ipa(reading) for reading in ("zhi", "abc1", "?", "zhi6")] == [None] * 4
