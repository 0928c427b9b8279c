"""Figures, their labels and captions, heads of papers, and headings in English that look like names."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read
from audiobook.source.blocks import Block, Extract
from audiobook.source.outline import outline

_TOLD = "The lantern has a frame of brass, and the glass in it is held by springs that keep it from the metal."
_TORN = "The frame is made in three sizes and in various shapes, and the kind that is"
_REST = "the most common takes a glass of four inches, which any smith can cut from a sheet."


def _printed(*texts: str) -> Document:
    """One page of print."""
    blocks = tuple(Block(text, (i, i), page=1) for i, text in enumerate(texts, 1))
    return outline(Extract(blocks), "lantern")


def _paragraphs(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for a in document.articles for s in a.sections for p in s.paragraphs]


def test_words_in_a_diagram_are_not_read_and_part_no_sentence() -> None:
    """Line upon line over a caption; the sentence that the figure parts goes on."""
    found = _printed(
        _TOLD, _TORN, "Brass frame\tGlass", "Lower spring", "Figure 7-2. The lantern and its parts.", _REST, _TOLD
    )
    assert ("body", f"{_TORN} {_REST}") in _paragraphs(found)
    assert ("caption", "Figure 7-2. The lantern and its parts.") in _paragraphs(found)
    assert [f.text for f in found.findings if "diagram" in f.message] == ["Brass frame\tGlass", "Lower spring"]


@pytest.mark.parametrize(
    "line", ["图 3　灯笼的各部分", "表2：三年的产量", "Table 4: Sizes of glass", "FIG. 12. A lantern"]
)
def test_numbered_captions_are_captions(line: str) -> None:
    """In Chinese and English, of figures and tables."""
    assert ("caption", line) in _paragraphs(_printed(_TOLD, line, _TOLD))


@pytest.mark.parametrize(
    "line", ["Figure 3 shows how the glass is held in its frame.", "图3说明了玻璃怎样固定在框里，读者可以对照。"]
)
def test_sentences_about_a_figure_are_text(line: str) -> None:
    """They begin with its number and tell something."""
    assert ("body", line) in _paragraphs(_printed(_TOLD, line, _TOLD))


def test_a_heading_of_common_words_is_no_name() -> None:
    """Brass Lantern Frame has the shape of a name; the text writes its words small."""
    found = _printed(_TOLD, _TOLD, "Brass Lantern Frame", _TOLD, _TOLD)
    assert [s.heading for s in found.articles[0].sections] == [None, "Brass Lantern Frame"]


def test_a_line_that_ends_in_a_dash_goes_on(tmp_path: Path) -> None:
    """It is no heading over what it leads to."""
    path = tmp_path / "story.md"
    line = "灯里照出来的景象让他站住了——"
    body = "他提着灯笼走到渡口，水面上没有一点声音，只有船在轻轻地晃。"
    path.write_text(f"# 灯笼\n\n{body}\n\n{body}\n\n{line}\n\n{body}\n\n{body}\n", "utf-8")
    assert [s.heading for s in read(path).articles[0].sections] == [None]


def test_the_head_of_a_paper_names_its_authors_and_is_not_read(tmp_path: Path) -> None:
    """Names before a place of work are authors; places and addresses are the source."""
    path = tmp_path / "paper.md"
    head = "Ana Holt, Jo B. Reed, and Al Mori Lantern Research\n\n{ holt,reed }@lantern.example"
    path.write_text(
        f"## Lanterns in Wind\n\n{head}\n\n## Abstract\n\n{_TOLD}\n\n## 1. Introduction\n\n{_TOLD}\n", "utf-8"
    )
    article = read(path).articles[0]
    assert article.authors == ("Ana Holt", "Jo B. Reed", "Al Mori")
    assert "lantern.example" in (article.source or "")
    assert [s.heading for s in article.sections] == ["Abstract", "1. Introduction"]
