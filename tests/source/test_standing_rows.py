"""Rows of lines that stand alike: titles of a book that marks nothing, headings of an article, and neither."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from audiobook.language.weighing import weights
from audiobook.source import read

_NAMES = ("渡口", "夜雨", "铁匠铺", "来信", "旧井", "卖花人", "山火", "磨坊")
_SENTENCES = (
    "河边的渡船一天只开四趟，撑船的老吴耳背，客人喊破了嗓子，他也只是慢慢地解缆绳。",
    "那年冬天河面结了薄冰，渡船停了半个月，镇上的人这才想起，没有老吴谁也过不了河。",
    "后来修了桥，桥头立了一块碑，碑上刻着捐钱人的名字，唯独没有他，也没有人再提起。",
)


def _text(place: int) -> list[str]:
    return [_SENTENCES[(place + n) % 3] * (3 + (place * 7 + n) % 4) for n in range(4)]


_STYLES = {
    "flush, paragraphs set in": ("{}\n", "\u3000\u3000{}\n"),
    "between blank lines": ("\n\n\n{}\n\n", "{}\n"),
    "in the middle": ("\n\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000{}\n\n", "\u3000\u3000{}\n"),
    "set in further": ("\u3000\u3000\u3000\u3000{}\n", "\u3000\u3000{}\n"),
}


@pytest.mark.parametrize("style", list(_STYLES))
def test_stories_whose_titles_stand_alike_are_articles(style: str, tmp_path: Path) -> None:
    """However a collection sets its titles apart, each story is one article with its paragraphs."""
    title, paragraph = _STYLES[style]
    body = "".join(
        title.format(name) + "".join(map(paragraph.format, _text(place))) for place, name in enumerate(_NAMES)
    )
    file = tmp_path / "tales.txt"
    file.write_text(f"河镇旧事集\n\n{body}", "utf-8")
    document = read(file)
    assert [article.title for article in document.articles] == list(_NAMES)
    assert [p.text for s in document.articles[3].sections for p in s.paragraphs] == _text(3)
    assert document.ledger is not None
    assert not document.ledger.lost


def test_sections_of_an_essay_are_no_articles(tmp_path: Path) -> None:
    """Short headings over the parts of one article, which begins with a text of its own."""
    heads = ("为什么要修桥", "桥修好以后", "结语")
    parts = "".join(f"\n{head}\n" + "".join(f"\u3000\u3000{_SENTENCES[n]}\n" for n in (0, 2)) for head in heads)
    file = tmp_path / "essay.txt"
    file.write_text(f"一座桥的故事\n\n\u3000\u3000{_SENTENCES[1]}\n\u3000\u3000{_SENTENCES[0]}\n{parts}", "utf-8")
    (article,) = read(file).articles
    assert article.title == "一座桥的故事"
    assert [section.heading for section in article.sections if section.heading] == list(heads)


def _word(path: Path, parts: Sequence[tuple[str, str]]) -> Path:
    """A Word file of paragraphs, each with how it is set: "b" bold, "c" in the middle."""
    document = docx.Document()
    for text, look in parts:
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = "b" in look or None
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if "c" in look else None
    document.save(str(path))
    return path


@pytest.mark.parametrize("look", ["b", "c", "bc"])
def test_titles_in_type_that_open_a_word_file_are_those_of_its_articles(look: str, tmp_path: Path) -> None:
    """Stories whose titles are bold or in the middle, and no larger than the text, are articles."""
    stories = [[(name, look), *((text, "") for text in _text(at))] for at, name in enumerate(_NAMES)]
    document = read(_word(tmp_path / "tales.docx", [line for story in stories for line in story]))
    assert [article.title for article in document.articles] == list(_NAMES)


def test_titles_in_the_middle_stand_over_bold_headings(tmp_path: Path) -> None:
    """Of two looks in one Word file, that which opens it is the titles'; the other is that of sections."""
    heads = ("起因", "经过", "后来")
    stories = [
        [(name, "c"), *(one for head in heads for one in ((head, "b"), *((text, "") for text in _text(at))))]
        for at, name in enumerate(_NAMES[:4])
    ]
    document = read(_word(tmp_path / "tales.docx", [line for story in stories for line in story]))
    assert [article.title for article in document.articles] == list(_NAMES[:4])


@pytest.mark.parametrize(
    "heads", [("为什么要修桥", "桥修好以后", "谁来付钱"), ("您何时开始撑船？", "修桥时您在哪里？", "现在呢？")]
)
def test_bold_lines_below_a_title_in_other_type_are_no_titles(heads: Sequence[str], tmp_path: Path) -> None:
    """Sections of an essay, and questions of an interview, stand below the one title in the middle."""
    parts = [one for head in heads for one in ((head, "b"), (_SENTENCES[0], ""), (_SENTENCES[2], ""))]
    (article,) = read(_word(tmp_path / "essay.docx", [("一座桥的故事", "bc"), (_SENTENCES[1], ""), *parts])).articles
    assert article.title == "一座桥的故事"


def test_the_table_has_a_weight_for_titles_and_for_headings() -> None:
    """What is long or stands over names is a title, what is known as a heading is one."""
    titles, headings = (weights("source", "outline_rows", column) for column in (1, 2))
    assert titles["long"] > 0 > headings["long"]
    assert titles["names or dates below"] > 0
    assert headings["known headings"] > 0 > titles["known headings"]
