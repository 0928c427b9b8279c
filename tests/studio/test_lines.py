"""The text as labelled lines: nothing is lost on the way there and back, and each correction does what it says."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import ConfigError
from audiobook.model import Article, Document, Paragraph, Section
from audiobook.source.script import read, write
from audiobook.studio.edits import edited
from audiobook.studio.lines import KINDS, Line, assembled, flatten

TEXTS = st.text(alphabet="一二三天地人，。a1 #>-|", min_size=1, max_size=12).filter(lambda text: text == text.strip())
SECTIONS = st.builds(
    Section,
    st.none() | TEXTS,
    st.lists(st.builds(Paragraph, TEXTS, kind=st.sampled_from(KINDS)), max_size=3).map(tuple),
    st.integers(1, 5),
)
NAMES = st.text(alphabet="天地玄黄宇宙", min_size=2, max_size=3)
ARTICLES = st.builds(
    Article,
    number=st.just(0),
    title=TEXTS | st.just(""),
    sections=st.lists(SECTIONS, min_size=1, max_size=3).map(tuple),
    subtitle=st.none() | TEXTS,
    authors=st.lists(NAMES, max_size=2).map(tuple),
    note=st.none() | TEXTS,
    source=st.none() | TEXTS,
    column=st.none() | TEXTS,
    language=st.sampled_from(["zh", "en"]),
)


def numbered(articles: list[Article]) -> Document:
    """A document of them."""
    placed = tuple(dataclasses.replace(one, number=number) for number, one in enumerate(articles, 1))
    return Document("书", placed)


@given(st.lists(ARTICLES, min_size=1, max_size=3))
def test_there_and_back(articles: list[Article]) -> None:
    """A document is the same after it was lines, and its script says the same."""
    document = numbered(articles)
    back = assembled(document, flatten(document))
    assert back == document
    assert write(back) == write(document)


@given(st.lists(ARTICLES, min_size=1, max_size=3), st.data())
def test_no_label_loses_a_letter(articles: list[Article], data: st.DataObject) -> None:
    """Whatever lines are said to be, all their text is in the script that is kept and read again."""
    lines = flatten(numbered(articles))
    at = data.draw(st.sampled_from(range(len(lines))))
    label = data.draw(st.sampled_from(["title", "heading1", "heading2", "body", "quote", "subtitle", "note", "origin"]))
    changed = edited(lines, {"op": "label", "at": [at], "label": label})
    try:
        document = assembled(numbered(articles), changed)
    except ConfigError:  # it would have left nothing to read, and nothing was changed
        return
    again = "".join(line.text for line in flatten(read(write(document))))
    for line in lines:
        assert "".join(line.text.split()) in "".join(again.split())


def issue() -> list[Line]:
    """Two articles."""
    return [
        Line("title", "早起的人"), Line("body", "顾长风"), Line("body", "清晨。"), Line("body", "晚归的人"),
        Line("title", "附录"), Line("body", "夜里。"),
    ]  # fmt: skip


def titles(lines: list[Line]) -> list[tuple[str, int]]:
    """Of every article its title, and how many paragraphs it has."""
    document = assembled(Document("书", ()), lines)
    return [(one.title, sum(len(section.paragraphs) for section in one.sections)) for one in document.articles]


def test_a_line_that_becomes_a_title_parts_an_article() -> None:
    """What stands behind it belongs to the new one; and a title that becomes a heading joins two."""
    parted = edited(issue(), {"op": "label", "at": [3], "label": "title"})
    assert titles(parted) == [("早起的人", 2), ("晚归的人", 0), ("附录", 1)]
    joined = edited(issue(), {"op": "label", "at": [4], "label": "heading1"})
    assert titles(joined) == [("早起的人", 4)]


def test_a_line_that_names_authors_gives_the_article_authors() -> None:
    """Names are parted, and the words before them are no name."""
    for text, names in (
        ("顾长风", ("顾长风",)),
        ("作者：顾长风、祝小满", ("顾长风", "祝小满")),
        ("文/顾长风", ("顾长风",)),
    ):
        lines = issue()
        lines[1] = Line("body", text)
        found = assembled(Document("书", ()), edited(lines, {"op": "label", "at": [1], "label": "authors"}))
        assert found.articles[0].authors == names


def test_an_article_goes_up_and_down() -> None:
    """With all its lines, from any of them; not further than there is place."""
    assert titles(edited(issue(), {"op": "move", "at": [5], "by": -1})) == [("附录", 1), ("早起的人", 3)]
    assert titles(edited(issue(), {"op": "move", "at": [1], "by": 1})) == [("附录", 1), ("早起的人", 3)]
    with pytest.raises(ConfigError, match="further"):
        edited(issue(), {"op": "move", "at": [5], "by": 1})


def test_lines_and_articles_are_left_out() -> None:
    """One line, some, or the article in which it stands; never all there is."""
    assert titles(edited(issue(), {"op": "drop", "at": [1, 2]})) == [("早起的人", 1), ("附录", 1)]
    assert titles(edited(issue(), {"op": "drop", "at": [2], "article": True})) == [("附录", 1)]
    with pytest.raises(ConfigError, match="nothing would be left"):
        assembled(Document("书", ()), edited(issue(), {"op": "drop", "at": list(range(6))}))


def test_words_are_replaced_in_the_lines_that_were_shown() -> None:
    """In these, wherever they stand in them, and in no other."""
    lines = edited(issue(), {"op": "replace", "find": "人", "with": "者", "at": [0]})
    assert [line.text for line in lines if "人" in line.text or "者" in line.text] == ["早起的者", "晚归的人"]


@pytest.mark.parametrize(
    "asked",
    [
        {}, {"op": "eval"}, {"op": "label", "at": [0], "label": "script"}, {"op": "label", "at": [99], "label": "body"},
        {"op": "label", "at": [-1], "label": "body"}, {"op": "label", "at": [], "label": "body"},
        {"op": "label", "at": [True], "label": "body"}, {"op": "label", "at": "0", "label": "body"},
        {"op": "text", "at": [0], "text": 3}, {"op": "text", "at": [0, 1], "text": "x"},
        {"op": "text", "at": [0], "text": "x" * 300_000}, {"op": "move", "at": [0], "by": 7},
        {"op": "insert", "before": -1, "label": "body", "text": "x"},
        {"op": "replace", "find": "", "with": "", "at": [0]},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(asked: dict[str, object]) -> None:
    """One line says why; no exception of another kind escapes."""
    with pytest.raises(ConfigError):
        edited(issue(), asked)
