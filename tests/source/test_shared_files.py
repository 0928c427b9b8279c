# ruff: noqa: E501 - phrases of the files
"""Word, Markdown and text files beside the project: every letter is read or set aside, and the words are right."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read
from tests.conftest import SHARED

pytestmark = pytest.mark.skipif(not (SHARED / "cases").is_dir(), reason="the shared files are not beside the project")

FILES = sorted(
    path
    for folder in ("real", "cases/structure", "cases/documents", "samples")
    for pattern in ("*.docx", "*.md", "*.txt")
    for path in (SHARED / folder).glob(pattern)
)


def said(document: Document) -> str:
    """All paragraphs."""
    return "\n".join(
        paragraph.text for article in document.articles for one in article.sections for paragraph in one.paragraphs
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_lost_or_made_up(path: Path) -> None:
    """The second look at the file finds each letter in the articles or in a finding, and none twice."""
    document = read(path)
    assert document.ledger is not None
    assert document.ledger.lost == 0
    assert not [finding for finding in document.findings if finding.kind in ("lost", "twice")]


def test_the_word_file_of_many_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Formula, power, mark, ruby, box, symbol, numbers, control, table in a table: each once and in its place."""
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(SHARED / "cases" / "documents" / "word-make.py"))
    document = read(tmp_path / "w1.docx")
    text = said(document)
    for phrase in (
        "内容控件里的一整段话，应当读出来。", "行内控件：控件里的字。", r"勾股定理是\(a²+b²=c²\)。", "面积10⁶平方米，注释号[1]在这里。",
        "仇（qiú）先生来了。", "文本框里的话。", "符号α在这里", "1. 打开电源", "2. 按下按钮", "2023\t100", "嵌套表格里的话", "保留插入的字结束。",
    ):  # fmt: skip
        assert text.count(phrase) == 1, phrase
    aside = "\n".join(finding.text for finding in document.findings)
    assert ("删除的字" in aside, "页眉文字" in aside) == (True, True)
    assert document.ledger is not None
    assert document.ledger.lost == 0


def test_the_box_and_the_formula() -> None:
    """A text box is read once, the formula within a sentence stands in it."""
    text = said(read(SHARED / "cases" / "structure" / "word_textbox_and_formula.docx"))
    assert text.count("提示：雨天不要靠近水闸。") == 1
    assert r"流量等于 \(Q=vA\) ，其中流速" in text


def test_left_over_tags() -> None:
    """Tags of a text file are gone from the paragraphs, and so is the link of the site."""
    text = said(read(SHARED / "cases" / "structure" / "html_tags_in_txt.txt"))
    assert "收在一起，于是有了这本小书" in text
    assert not set("<>") & set(text)
    assert "藏书网" not in text


def test_the_post_with_front_matter() -> None:
    """Subtitle and author of the fields, code as code, rows as rows."""
    (article,) = read(SHARED / "cases" / "structure" / "jekyll_post.md").articles
    assert (article.title, article.subtitle, article.authors) == ("河边散步一年记", "从春天走到冬天", ("Luo",))
    kinds = [paragraph.kind for section in article.sections for paragraph in section.paragraphs]
    assert kinds == ["quote", "body", "body", "body", "code", "table", "table", "table"]


def test_the_converted_paper() -> None:
    """Formulas and tables of a converter's Markdown."""
    text = said(read(SHARED / "cases" / "structure" / "flat_hash_paper.md"))
    assert r"设上游站的水位为 \(h _ { 1 }\) ，" in text
    assert "河流\t误差\n南江\t3.1" in text


def test_latin_1() -> None:
    """A page in Windows-1252."""
    (article,) = read(SHARED / "cases" / "structure" / "latin1.txt").articles
    assert article.title == "The Café at the Quay"
    assert article.sections[0].paragraphs[-1].text == "It costs £2 after that, and nobody complains."
