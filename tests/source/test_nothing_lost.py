# ruff: noqa: E501 - tables of example lines
"""Nothing is lost: what a text says stands in the document or, with the reason, in the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audiobook.errors import EmptySource
from audiobook.model import Document
from audiobook.source import read, script
from audiobook.source.ledger import letters
from tests.conftest import more_examples
from tests.source import press
from tests.source.pieces import PIECES
from tests.source.test_script import without_lines

GOLDEN = Path(__file__).parents[1] / "golden" / "source"


def said(document: Document) -> Iterator[str]:
    """All texts of a document and its report."""
    yield from (text for text in (document.title, document.issue, document.date, document.publisher) if text)
    yield from document.imprint
    yield from (finding.message for finding in document.findings)
    for article in document.articles:
        yield from (t for t in (article.title, article.subtitle, article.note, article.source, article.column) if t)
        yield from article.authors
        for section in article.sections:
            yield section.heading or ""
            yield from (paragraph.text for paragraph in section.paragraphs)


def missing(text: str, document: Document) -> Counter[str]:
    """Letters, characters and figures of `text` that stand nowhere."""
    return Counter(letters(text)) - Counter(letters("\n".join(said(document))))


@pytest.mark.parametrize("style", list(press.styles(24, seed=23)), ids=lambda style: str(style.seed))
def test_every_character_of_a_publication_is_accounted_for(style: press.Style, tmp_path: Path) -> None:
    """Contents pages, running heads, bylines and imprints included, and the script keeps all of it."""
    text = press.print_text(press.choose(PIECES, style.seed), style)
    file = tmp_path / "issue.txt"
    file.write_text(text, "utf-8")
    document = read(file)
    assert missing(text, document) == Counter()
    assert without_lines(script.read(script.write(document))) == without_lines(document)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_golden_documents_lose_nothing(path: Path) -> None:
    """The documents of tests/golden/source too, and their scripts."""
    document = read(path)
    assert missing(path.read_text("utf-8"), document) == Counter()
    assert without_lines(script.read(script.write(document))) == without_lines(document)


LINES = st.sampled_from(
    [
        "目录", "一、", "张三", "本报记者 李四", "——副题", "（作者系某大学教授）", "（来源：某报）", "12", "— 3 —", "※说明", "\f", "", "",
        "这是一段写得完整的话，有头有尾，也有句号。", "这是一段没有写完的话，它在页尾停下，后面的", "部分在下一页接着写完。", "短句", "图为某地。张三 摄",
        "报：某某", "主编：王五", "责任编辑：赵六", "标题……………3", "另一个标题\t(7)", "English text with words.", "“没有收住的引号，",
        "新一代人", "人工智能", "Deep-", "Seek 模型", "2024年5月6日", "第3期", "　　缩进的一段。", "问：你是谁？", "# 井号", "1. 一", "1.2 二",
    ]
)  # fmt: skip


@more_examples(2)
@example(lines=["目录", "（作者系某大学教授）", "※说明", "目录"])  # a column below the title, in a text without a list
@given(lines=st.lists(LINES, min_size=1, max_size=24))
def test_every_character_of_any_lines_is_accounted_for(lines: list[str], tmp_path: Path) -> None:
    """Lines of all kinds in any order: each letter and figure is found again."""
    file = tmp_path / "lines.txt"
    file.write_text("\n".join(lines), "utf-8")
    try:
        document = read(file)
    except EmptySource:
        return
    assert missing("\n".join(lines), document) == Counter()


@given(
    text=st.text(
        st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffd"), min_size=1, max_size=200
    )
)
def test_every_character_of_any_text_is_accounted_for(text: str, tmp_path: Path) -> None:
    """The same for characters drawn by lot."""
    file = tmp_path / "text.txt"
    file.write_text(text, "utf-8")
    try:
        document = read(file)
    except EmptySource:
        return
    assert missing(text, document) == Counter()
