"""Readings that a text gives itself are followed and not said."""

from __future__ import annotations

import pytest

from audiobook import pipeline
from audiobook.config import NarrationSettings, Settings
from audiobook.model import Article, Document, Paragraph, Section
from audiobook.narration.compose import SpokenForm, compose
from audiobook.narration.glosses import parted
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.unspoken import unspoken


def article(text: str) -> Article:
    """An article of one paragraph."""
    return Article(1, "题", (Section(None, (Paragraph(text),)),))


def spoken(text: str, *, words: bool) -> tuple[str, str]:
    """What is said of `text`, and its readings."""
    one = article(text)
    form = SpokenForm(words=words, preferred_syllables=40, max_syllables=80, engine="test")
    settings = NarrationSettings(announce=False)
    script = compose(Document("书", (one,)), one, settings=settings, lexicon=Lexicon(), form=form)
    body = [utterance for utterance in script.utterances if utterance.role == "body"]
    assert "".join(utterance.written for utterance in body) == text
    readings = [reading for utterance in body for word in utterance.words for reading in word.readings]
    return "".join(utterance.spoken for utterance in body), " ".join(readings)


@pytest.mark.parametrize(
    ("written", "said", "readings"),
    [
        ("他演一个角（jué）色。", "他演一个角色。", "ta1 yan3 yi2 ge5 jue2 se4"),
        ("姓仇（qiú）的人报仇。", "姓仇的人报仇。", "xing4 qiu2 de5 ren2 bao4 chou2"),
        ("船到盍(hé)口。", "船到盍口。", "chuan2 dao4 he2 kou3"),
        ("他去蔚（Yù）县看雪。", "他去蔚县看雪。", "ta1 qu4 yu4 xian4 kan4 xue3"),
        ("请把它{重|zhòng}装上车。", "请把它重装上车。", "qing2 ba3 ta1 zhong4 zhuang1 shang4 che1"),
    ],
)
def test_a_gloss_is_followed_and_silent(written: str, said: str, readings: str) -> None:
    """The characters before it are read as it says, the same ones elsewhere as ever."""
    assert spoken(written, words=True) == (said, readings)


def test_an_engine_that_takes_text_is_given_characters_that_sound_so() -> None:
    """Where readings cannot be sent, the glossed character is written with one that has no other reading."""
    said, _ = spoken("姓仇（qiú）的人报仇。", words=False)
    assert said.endswith("的人报仇。") and said[1] != "仇" and len(said) == 7


@pytest.mark.parametrize(
    "text", ["公司（an office）很大", "见图（a）", "长江（Cháng Jiāng Dà Qiáo）大桥", "集合{甲|乙}", "(é)"]
)
def test_other_brackets_stay(text: str) -> None:
    """Words of other languages, letters of lists and what does not fit the characters are no glosses."""
    assert parted(text) == (text, ())


def test_glosses_are_named_as_not_spoken() -> None:
    """What is not said is in a finding, with its text."""
    (found,) = unspoken(article("他演一个角（jué）色，姓仇（qiú）。"), NarrationSettings())
    assert (found.kind, found.text) == ("gloss", "jué qiú")


def test_lines_show_the_readings_they_give() -> None:
    """`normalize` leaves the gloss out and `--pinyin` follows it."""
    lines = ["姓仇（qiú）的人", "{重|chóng}写"]
    assert [each.text for each in pipeline.normalize(lines, Settings())] == ["姓仇的人", "重写"]
    assert [" ".join(each) for each in pipeline.pinyin(lines, Settings())] == ["xing4 qiu2 de5 ren2", "chong2 xie3"]
