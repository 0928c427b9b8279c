"""What becomes of each kind of content: pairs of golden scripts and what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.config import NarrationSettings
from audiobook.errors import ConfigError
from audiobook.model import Article, Document, Paragraph, ParagraphKind, Script, Section
from audiobook.narration.compose import SpokenForm, compose
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.unspoken import unspoken
from audiobook.source import script

GOLDEN = Path(__file__).parents[1] / "golden" / "kinds"
FORM = SpokenForm(words=False, preferred_syllables=45, max_syllables=90, engine="edge")
PAIRS: dict[str, tuple[str, dict[str, Any]]] = {
    "tables": ("tables", {}),
    "tables_skip": ("tables", {"tables": "skip"}),
    "tables_english": ("tables_english", {}),
    "others": ("others", {}),
    "others_otherwise": ("others", {"formulas": "announce", "code": "read"}),
    "notes": ("notes", {}),
    "notes_end": ("notes", {"notes": "end"}),
    "notes_inline": ("notes", {"notes": "inline"}),
    "notes_alone": ("notes_alone", {}),
    "notes_alone_end": ("notes_alone", {"notes": "end"}),
}
"""What is said -> the script it is said of, and the settings."""


def scripts(name: str, **chosen: Any) -> list[Script]:
    """The articles of a golden script, without announcements."""
    document = script.read((GOLDEN / f"{name}.md").read_text("utf-8"))
    return composed(document, **chosen)


def composed(document: Document, **chosen: Any) -> list[Script]:
    """Every article of `document`, without announcements."""
    narration = NarrationSettings(announce=False, **chosen)
    return [
        compose(document, article, settings=narration, lexicon=Lexicon(), form=FORM) for article in document.articles
    ]


@pytest.mark.parametrize("name", PAIRS)
def test_golden_kinds(name: str) -> None:
    """Role, pause and words of every utterance are what a person wrote beside the script."""
    lines = (GOLDEN / f"{name}.tsv").read_text("utf-8").splitlines()
    expected = [tuple(line.split("\t")) for line in lines if line[0] != "#"]
    source, chosen = PAIRS[name]
    said = [(u.role, str(u.pause_ms), u.spoken) for one in scripts(source, **chosen) for u in one.utterances]
    assert said == expected


_TEXT = st.text("潮水[1]①涨了²。，“”（）2022—\t年份 x=5%\n\\(/)图表1", max_size=30)
_PARAGRAPH = st.builds(Paragraph, _TEXT, st.none(), st.sampled_from(get_args(ParagraphKind)))
_SECTION = st.builds(Section, st.none() | st.just("节"), st.lists(_PARAGRAPH, max_size=6).map(tuple))
_CHOSEN = st.fixed_dictionaries(
    {
        "notes": st.sampled_from(["skip", "inline", "end"]),
        "tables": st.sampled_from(["rows", "skip"]),
        "code": st.sampled_from(["skip", "read"]),
        "formulas": st.sampled_from(["read", "announce"]),
    }
)


@given(st.lists(_SECTION, min_size=1, max_size=3).map(tuple), _CHOSEN)
@settings(max_examples=300, deadline=None)
def test_every_paragraph_is_written_once(sections: tuple[Section, ...], chosen: dict[str, Any]) -> None:
    """Whatever the settings: each paragraph stands among what the utterances say was written, to the character, once;
    but notes that are not read, and those are named. What cannot be heard alone goes with its neighbour."""
    article = Article(1, "题", (Section(None, (Paragraph("开头。"),)), *sections))
    (one,) = composed(Document("书", (article,)), **chosen)
    every = [p for section in article.sections for p in section.paragraphs]
    read = [p for p in every if p.kind != "note" or chosen["notes"] != "skip"]
    written = "".join(u.written for u in one.utterances if u.role in ("body", "quote", "note"))
    assert sorted(written) == sorted("".join(p.text for p in read))
    assert all(any(c.isalnum() for c in u.spoken) for u in one.utterances)
    named = "".join(f.text for f in unspoken(article, NarrationSettings(**chosen)))
    assert all(p.text in named for p in every if p.kind == "note" and chosen["notes"] == "skip")
    assert [u.number for u in one.utterances] == list(range(1, len(one.utterances) + 1))
    assert all(0 <= u.section < len(one.headings) for u in one.utterances)


def test_what_is_not_said_is_named() -> None:
    """Notes, code, formulas without words and marks: one finding each, with the lines and all that is not heard."""
    document = script.read((GOLDEN / "others.md").read_text("utf-8"))
    found = [(f.kind, f.lines, f.text) for f in unspoken(document.articles[0], NarrationSettings())]
    assert found == [
        ("formula", (30, 30), r"\begin{matrix}a&b\end{matrix}"),
        ("code", (34, 37), "x = 1\nprint(x)"),
    ]
    document = script.read((GOLDEN / "notes.md").read_text("utf-8"))
    skipped = NarrationSettings(notes="skip")
    notes, marks = (
        "[5] 水以山泉为上。",
        "[1] 陆羽，字鸿渐。 ¶ ② 公元618年至907年。 ¶ [3] 《茶经》三卷。 ¶ [4] 见全书。 ¶ 又见序言。",
    )
    found = [(f.kind, f.lines, f.text) for f in unspoken(document.articles[0], skipped)]
    assert found == [
        ("note", (16, 16), notes),
        ("note", (22, 30), marks),
        ("mark", (8, 18), "[1] ② [3–4] [5]"),
    ]
    read = [f.kind for f in unspoken(document.articles[0], NarrationSettings(notes="end"))]
    assert read == ["mark"]


def test_a_setting_that_is_none_says_what_there_is() -> None:
    """A choice that does not exist is named with those that do."""
    with pytest.raises(ConfigError, match=r"narration\.notes = 'never': one of skip, inline, end"):
        NarrationSettings(notes="never")  # type: ignore[arg-type]


def test_code_is_no_question() -> None:
    """Study takes sentences from prose, without marks of notes; cells, code, formulas, captions, notes are none."""
    from audiobook.study.whole_sentences import sentences

    paragraphs = (
        Paragraph("海水是咸的。[1]河水不咸。[2]"), Paragraph("年份\t产量", kind="table"),
        Paragraph("x = 1", kind="code"),
        Paragraph("图1 海", kind="caption"), Paragraph("E=mc²", kind="formula"), Paragraph("[1] 甲。", kind="note"),
        Paragraph("第一条是水。", kind="list"),
    )  # fmt: skip
    article = Article(1, "题", (Section(None, paragraphs),))
    (one,) = composed(Document("书", (article,)), notes="end", code="read")
    assert [each.text for each in sentences(one)] == ["海水是咸的。", "河水不咸。", "第一条是水。"]
