"""What lines over and under a Markdown text tell of the document: version, date, who keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read

_TEXT = "# 采茶\n\n{}\n\n清晨的雾还没有散，采茶的人已经走在路上了。\n\n## 炒茶\n\n炒茶要看火候，火大了就焦。\n\n{}\n"


def _said(folder: Path, over: str, under: str) -> str:
    file = folder / "tea.md"
    file.write_text(_TEXT.format(over, under), "utf-8")
    document = read(file)
    assert document.ledger is not None and document.ledger.lost == 0
    return "\n".join(x.text for a in document.articles for s in a.sections for x in s.paragraphs)


@pytest.mark.parametrize(
    ("over", "under"),
    [
        ("> **版本**：v2.1\n> **更新日期**：2031-04-05", "**维护者**：茶山小组  \n**最后更新**：2031-05-06"),
        ("Version: 2.1  \nLast updated: May 2031", "最后更新：2031-05-06"),
    ],
)
def test_facts_about_the_document_are_not_read(over: str, under: str, tmp_path: Path) -> None:
    """Quoted or not, in Chinese or English, several together or a date alone; the text around is read."""
    said = _said(tmp_path, over, under)
    assert said.startswith("清晨的雾") and said.endswith("火大了就焦。")


def test_text_that_speaks_of_versions_is_read(tmp_path: Path) -> None:
    """A sentence, and a single fact without a date."""
    said = _said(tmp_path, "版本：这一版讲的是春茶。它和去年的不同。", "状态：很好")
    assert "春茶" in said and "很好" in said
