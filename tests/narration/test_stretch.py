"""The part of a sentence around a word, from pause to pause."""

from __future__ import annotations

import pytest

from audiobook.config_file import load
from audiobook.language.marks import inside
from audiobook.model import Article, Document, Paragraph, Section, Utterance
from audiobook.narration.breaths import SpokenForm
from audiobook.narration.compose import compose
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.stretch import LEAST, around

TEXT = "他{重|chóng}新说了一遍：2025年，重庆的银行行长说，人工智能的增长超过了5%，也就是说，明年会更好。"


@pytest.fixture(scope="module")
def whole() -> Utterance:
    """A sentence with figures, a reading of its own and five marks, as a voice that takes words gets it."""
    article = Article(1, TEXT, (Section(None, (Paragraph(TEXT),)),))
    settings = load(flags={"speech.engine": "silence"}).narration
    form = SpokenForm(words=True, preferred_syllables=200, max_syllables=400, engine="kokoro")
    script = compose(Document("", (article,)), article, settings=settings, lexicon=Lexicon(), form=form)
    (found,) = [one for one in script.utterances if one.role == "body"]
    return found


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("新说", "他重新说了一遍："),
        ("银行", "重庆的银行行长说，"),
        ("5%", "人工智能的增长超过了百分之五，"),
        ("也就是说", "也就是说，明年会更好。"),
        ("更好", "也就是说，明年会更好。"),
    ],
)
def test_it_goes_from_pause_to_pause(whole: Utterance, word: str, heard: str) -> None:
    """Whatever stands between, figures said in words; one that is too short has the one beside it with it."""
    found = around(whole, TEXT.rindex(word))
    assert found.spoken == heard
    assert "".join(each.text for each in found.words) == found.spoken
    assert len(found.marks_ms) == len(inside(found.spoken))


def test_it_is_read_as_in_the_whole(whole: Utterance) -> None:
    """Readings that the sentence, or its text, decides stay with the word."""
    for word in ("重新", "银行行长"):
        (one,) = [each for each in whole.words if each.text == word]
        found = around(whole, TEXT.index("重" if word == "重新" else "银行"))
        assert [each for each in found.words if each.text == word] == [one]


def test_every_place_has_its_stretch(whole: Utterance) -> None:
    """Any character may be asked for, also one that is not said and one behind the end; none is cut within a word."""
    words = [each.text for each in whole.words]
    for at in range(len(TEXT) + 3):
        found = around(whole, at)
        assert found.spoken in whole.spoken
        assert sum(c.isalnum() for c in found.spoken) >= LEAST
        own = [each.text for each in found.words]
        assert any(words[first : first + len(own)] == own for first in range(len(words)))


def test_a_short_sentence_is_heard_whole() -> None:
    """Where little would be saved, or no mark stands, nothing is cut."""
    for text in ("好，走吧。", "桥上的行人都停下来看对岸的船慢慢靠近。", "天黑了，河边的灯一盏一盏地亮了起来。"):
        whole = Utterance(1, "body", text, text, 300)
        assert around(whole, len(text) - 3) is whole
