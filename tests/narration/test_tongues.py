"""English sentences and quotations go apart from the Chinese around them; terms do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.config import NarrationSettings
from audiobook.model import Article, Document, Paragraph, Section
from audiobook.narration.compose import SpokenForm, compose
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.sentences import SentencePart
from audiobook.narration.tongues import by_language

QUOTED = "“The road is long, but we will walk it.”"


def parts(text: str, language: str = "zh") -> list[tuple[str, str]]:
    """The texts of `text` with their languages."""
    return [(part.text, tongue) for part, tongue in by_language(SentencePart(text, True), language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will meet again in the spring.", [("We will meet again in the spring.", "en")]),
        ("“Where are you?”", [("“Where are you?”", "en")]),
        (f"信上写着：{QUOTED}他念了两遍。", [("信上写着：", "zh"), (QUOTED, "en"), ("他念了两遍。", "zh")]),
        (f"{QUOTED}她笑着说。", [(QUOTED, "en"), ("她笑着说。", "zh")]),
        (
            "海报上用大字写着“We are in the same boat”，没有人笑。",
            [("海报上用大字写着", "zh"), ("“We are in the same boat”，", "en"), ("没有人笑。", "zh")],
        ),
        (
            "他在信里写道：We will meet again. 后来再没有消息。",
            [("他在信里写道：", "zh"), ("We will meet again. ", "en"), ("后来再没有消息。", "zh")],
        ),
    ],
)
def test_sentences_and_quotations_go_apart(text: str, expected: list[tuple[str, str]]) -> None:
    """What stands as a sentence or between quotation marks is English, with its marks; the rest stays Chinese."""
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "所谓“large language model”是一种模型，它很大。",
        "人工智能（Artificial Intelligence）改变了生活。",
        "论文《Attention Is All You Need》提出了Transformer。",
        "这台机器装了Windows 11和Office。",
        "Deep Learning",
        "GPT-4o",
        "他想起那句 time and tide wait for no man 的老话。",
        "他说：“I will come back to you.”",  # two syllables alone would be drawn out
    ],
)
def test_terms_stay_where_they_are(text: str) -> None:
    """Terms, titles and what is woven into a Chinese clause are said in its voice."""
    assert parts(text) == [(text, "zh")]


def test_an_english_article() -> None:
    """A Chinese name is part of an English sentence; a Chinese sentence in an English article is Chinese."""
    assert parts("The city of 重庆 lies on two rivers.", "en") == [("The city of 重庆 lies on two rivers.", "en")]
    assert parts("他说这条路很长。", "en") == [("他说这条路很长。", "zh")]


def test_the_other_voice_waits() -> None:
    """Where the language changes without a mark there is a comma's pause, and each utterance has its language."""
    form = SpokenForm(words=False, preferred_syllables=45, max_syllables=90, engine="kokoro", by_language=True)
    lexicon, settings = Lexicon(), NarrationSettings(announce=False)
    text = "海报上用大字写着“We are in the same boat”，没有人笑。"
    article = Article(1, "", (Section(None, (Paragraph(text),)),))
    script = compose(Document("", (article,)), article, settings=settings, lexicon=lexicon, form=form)
    assert [(each.language, each.pause_ms) for each in script.utterances[:2]] == [("zh", 180), ("en", 180)]
    assert "".join(each.written for each in script.utterances) == text
    whole = compose(
        Document("", (article,)), article, settings=settings, lexicon=lexicon, form=replace(form, by_language=False)
    )
    assert [each.language for each in whole.utterances] == ["zh"]


@given(st.text(alphabet="ab 我你。：“”.?,，the \n", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    """Joined, the parts are the text, and none is empty."""
    found = parts(text)
    assert "".join(part for part, _ in found) == text
    assert all(part for part, _ in found) or not text
