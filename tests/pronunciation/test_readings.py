"""Which reading each character gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook import pipeline
from audiobook.config import Settings
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


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("能说多长的语音呢？", "neng2 shuo1 duo1 chang2 de5 yu3 yin1 ne5"),
        ("教教我好不好！", "jiao1 jiao5 wo3 hao3 bu4 hao3"),
        ("我今天写了两行代码", "wo3 jin1 tian1 xie3 le5 liang3 hang2 dai4 ma3"),
        ("睡得着觉？", "shui4 de5 zhao2 jiao4"),
        ("发卡行、放款行的行号", "fa1 ka3 hang2 fang4 kuan3 hang2 de5 hang2 hao4"),
        ("朝阳从东方升起", "zhao1 yang2 cong2 dong1 fang1 sheng1 qi3"),
        ("朝阳区很大", "chao2 yang2 qu1 hen3 da4"),
        ("大夫说这药要饭后吃", "dai4 fu5 shuo1 zhe4 yao4 yao4 fan4 hou4 chi1"),
        ("強求、勉強、強迫、倔強", "qiang3 qiu2 mian3 qiang3 qiang3 po4 jue2 jiang4"),
        ("親家、荸薺", "qing4 jia5 bi2 qi2"),
        ("呼天搶地", "hu1 tian1 qiang1 di4"),
        ("裴𬱖", "pei2 wei3"),
        ("⼀生⼆人，⽇⽉⽔⽕", "yi1 sheng1 er4 ren2 ri4 yue4 shui3 huo3"),
    ],
)
def test_lines_that_were_misread(written: str, read: str) -> None:
    """Whole lines of `normalize --pinyin`: radicals are folded, traditional text is read, rare characters are known."""
    assert [" ".join(one) for one in pipeline.pinyin([written], Settings())] == [read]
