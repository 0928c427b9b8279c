"""An article becomes a script as on the radio, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.config import NarrationSettings
from audiobook.errors import ConfigError
from audiobook.model import Article, Document, Paragraph, Script, Section
from audiobook.narration.compose import SpokenForm, compose
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.lexicon_file import load
from audiobook.narration.pauses import PAUSES, after_text

TEXT = SpokenForm(words=False, preferred_syllables=45, max_syllables=90, engine="edge")


def scripted(article: Article, *others: Article, form: SpokenForm = TEXT, **settings_: object) -> Script:
    """The script of `article` in a publication with `others`."""
    document = Document("海洋观察", (article, *others), issue="第 2 期")
    return compose(document, article, settings=NarrationSettings(**settings_), lexicon=Lexicon(), form=form)  # type: ignore[arg-type]


def article(number: int = 1, **changes: object) -> Article:
    """A short article with all it can have."""
    sections = (
        Section(None, (Paragraph("潮汐每天2次。它很准时。", (3, 3)),)),
        Section("海风", (Paragraph("海风从3级增到5级。"), Paragraph("风停了，浪还在。", kind="quote"))),
    )
    fields = {
        "title": "看海", "subtitle": "记2024年的夏天", "authors": ("林一", "周二"), "note": "※根据讲稿整理。",
        "source": "（作者为渔民）", "column": "随笔", "sections": sections, "lines": (1, 1),
    }  # fmt: skip
    return Article(number=number, **(fields | changes))  # type: ignore[arg-type]


def said(script: Script) -> list[tuple[str, str]]:
    """Role and spoken text of each utterance."""
    return [(each.role, each.spoken) for each in script.utterances]


def test_an_article_opens_and_closes_as_on_the_radio() -> None:
    """Publication, number, column, title, subtitle, authors; sections under their headings; note and source last."""
    assert said(scripted(article(), article(2))) == [
        ("announcement", "海洋观察，第二期"),
        ("announcement", "请听第一篇"),
        ("announcement", "栏目：随笔"),
        ("title", "看海"),
        ("title", "记二零二四年的夏天"),
        ("byline", "作者：林一、周二"),
        ("body", "潮汐每天两次。"),
        ("body", "它很准时。"),
        ("heading", "海风"),
        ("body", "海风从三级增到五级。"),
        ("quote", "风停了，浪还在。"),
        ("note", "根据讲稿整理。"),
        ("note", "（作者为渔民）"),
    ]


def test_the_publication_is_named_once() -> None:
    """Only its first article names the publication, and a single article has no number."""
    first, second = article(), article(2, column=None)
    document = Document("海洋观察", (first, second))
    script = compose(document, second, settings=NarrationSettings(), lexicon=Lexicon(), form=TEXT)
    assert said(script)[0] == ("announcement", "请听第二篇")
    assert said(scripted(article(column=None)))[:2] == [("announcement", "海洋观察，第二期"), ("title", "看海")]


def test_announcements_can_be_left_out() -> None:
    """With announce = false the text begins at once."""
    assert said(scripted(article(), announce=False))[0] == ("body", "潮汐每天两次。")


def test_english_articles_are_announced_in_english() -> None:
    """An English article is numbered and attributed in English."""
    sections = (Section(None, (Paragraph("It rose 5% in 2023."),)),)
    english = article(title="The Sea", subtitle=None, column=None, language="en", sections=sections)
    roles = said(scripted(english, article(2)))
    assert roles[1:5] == [
        ("announcement", "Article one"),
        ("title", "The Sea"),
        ("byline", "By林一，周二"),
        ("body", "It rose five percent in twenty twenty three。"),
    ]


def test_utterances_know_where_they_stand() -> None:
    """Numbers run through, sections point at headings, paragraphs and lines at the source."""
    script = scripted(article())
    assert [each.number for each in script.utterances] == list(range(1, len(script.utterances) + 1))
    assert script.headings == ("看海", "海风")
    body = [(each.section, each.paragraph, each.lines) for each in script.utterances if each.role in ("body", "quote")]
    assert body == [(0, 1, (3, 3)), (0, 1, (3, 3)), (1, 2, None), (1, 3, None)]


def test_pauses_grow_with_what_ends() -> None:
    """A sentence, a paragraph, a section and the article are told apart by ever longer silences."""
    pauses = {each.spoken: each.pause_ms for each in scripted(article()).utterances}
    assert pauses["潮汐每天两次。"] == PAUSES["sentence"]
    assert pauses["它很准时。"] == PAUSES["before_heading"]
    assert pauses["海风从三级增到五级。"] == PAUSES["paragraph"]
    assert pauses["（作者为渔民）"] == PAUSES["end"]


def test_pauses_can_be_set_by_name() -> None:
    """`[narration.pauses]` wins over the table, and a name that is not in it is an error that says so."""
    script = scripted(article(), pauses={"sentence": 999})
    assert next(each.pause_ms for each in script.utterances if each.spoken == "潮汐每天两次。") == 999
    with pytest.raises(ConfigError, match="sentense"):
        scripted(article(), pauses={"sentense": 1})


def test_long_figures_can_be_slowed() -> None:
    """With slow_figures a long number is set apart and falls into its groups; short ones and years stay."""
    sections = (Section(None, (Paragraph("2024年鱼价为28841.6亿元，卖了2条。"),)),)
    text = article(sections=sections, note=None, source=None)
    assert said(scripted(text))[-1][1] == "二零二四年鱼价为两万八千八百四十一点六亿元，卖了两条。"
    slow = said(scripted(text, slow_figures=True))[-1][1]
    assert slow == "二零二四年鱼价为，两万，八千八百四十一点六亿元，卖了两条。"


def test_traditional_characters_can_be_said_as_simplified() -> None:
    """With simplify the spoken form is Simplified, and the written form stays as printed."""
    text = article(sections=(Section(None, (Paragraph("海風與頭髮。"),)),), note=None, source=None)
    last = scripted(text, simplify=True).utterances[-1]
    assert (last.written, last.spoken) == ("海風與頭髮。", "海风与头发。")


@pytest.mark.parametrize(
    ("written", "name"),
    [("走。”", "sentence"), ("走？", "question_mark"), ("走，", "comma"), ("走；", "semicolon"), ("走：", "colon"),
     ("走、", "enumeration"), ("走……", "ellipsis"), ("走——", "dash"), ("走", "word"), ("走？[1]", "question_mark"),
     ("走，”[2–4] ", "comma"), ("走。②", "sentence")],
)  # fmt: skip
def test_the_last_mark_decides_the_pause(written: str, name: str) -> None:
    """What a piece ends with, closing quotes aside, names its pause."""
    assert after_text(written, ends_sentence=False) == name


def test_ornaments_go_with_their_neighbours() -> None:
    """A line of stars is not asked of the engine, and still stands in what was written."""
    sections = (Section(None, (Paragraph("***"), Paragraph("潮来了。"), Paragraph("★ ★ ★"), Paragraph("潮退了。"))),)
    body = [each for each in scripted(article(sections=sections)).utterances if each.role == "body"]
    assert [each.spoken for each in body] == ["潮来了。", "潮退了。"]
    assert [each.written for each in body] == ["***潮来了。★ ★ ★", "潮退了。"]


def test_words_carry_readings_when_asked() -> None:
    """For engines that take readings every utterance has its words, which joined are the spoken text."""
    form = SpokenForm(words=True, preferred_syllables=45, max_syllables=90, engine="kokoro")
    for each in scripted(article(), form=form).utterances:
        assert "".join(word.text for word in each.words) == each.spoken


def test_the_lexicon_reaches_both_kinds_of_engine(tmp_path: Path) -> None:
    """A reading becomes readings where an engine takes them, and other characters where it takes only text."""
    file = tmp_path / "lexicon.tsv"
    file.write_text("海角\thai3 jue2\n", "utf-8")
    lexicon, text = load([file]), article(sections=(Section(None, (Paragraph("海角的风。"),)),), note=None, source=None)
    words = SpokenForm(words=True, preferred_syllables=45, max_syllables=90, engine="kokoro")
    document = Document("海洋观察", (text,))
    by_words = compose(document, text, settings=NarrationSettings(), lexicon=lexicon, form=words).utterances[-1]
    by_text = compose(document, text, settings=NarrationSettings(), lexicon=lexicon, form=TEXT).utterances[-1]
    assert by_words.spoken == "海角的风。"
    assert by_words.words[0].readings[-1] == "jue2"
    assert by_text.spoken != "海角的风。" and by_text.spoken.endswith("的风。") and by_text.spoken[0] == "海"
    assert by_text.written == "海角的风。"


_WRITING = st.text("潮水涨了。，！？“”（）《》…★*2024年5%AI \n；：、", max_size=60)


@given(st.lists(st.tuples(_WRITING, st.sampled_from(["body", "quote", "list"])), max_size=6))
def test_nothing_of_the_body_is_lost(paragraphs: list[tuple[str, str]]) -> None:
    """Joined, what the utterances say was written is the body, to the character and in order."""
    section = Section(None, tuple(Paragraph(text, kind=kind) for text, kind in paragraphs))  # type: ignore[arg-type]
    script = scripted(article(sections=(section,), note=None, source=None))
    written = "".join(each.written for each in script.utterances if each.role in ("body", "quote"))
    whole = "".join(text for text, _ in paragraphs)
    assert written == whole or (not written and not any(c.isalnum() for c in whole))
    assert all(any(c.isalnum() for c in each.spoken) for each in script.utterances)
