"""Languages that are not read here: said so of the whole text and of single articles, never for words among others."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read
from audiobook.source.languages import foreign

_ROWS = (Path(__file__).parents[1] / "golden" / "languages.tsv").read_text("utf-8").splitlines()
_TEXTS = dict(line.split("\t") for line in _ROWS if line[0] != "#")
FOREIGN = {name: text for name, text in _TEXTS.items() if name[0] != "-"}
READ_HERE = {name[2:]: text for name, text in _TEXTS.items() if name[0] == "-"}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_language_is_known(language: str) -> None:
    """A sentence or two are enough to tell each language, by its letters or by its small words."""
    assert foreign(FOREIGN[language]) == language


@pytest.mark.parametrize("kind", READ_HERE)
def test_words_of_another_language_make_no_other_text(kind: str) -> None:
    """Quotations, names, terms, code and pinyin leave Chinese Chinese and English English."""
    assert foreign(READ_HERE[kind]) is None


def _said(path: Path) -> list[str]:
    return [finding.message for finding in read(path).findings if finding.kind == "language"]


@pytest.mark.parametrize("language", ["German", "Vietnamese", "Greek", "Japanese"])
def test_a_text_in_another_language_is_named_once_and_first(language: str, tmp_path: Path) -> None:
    """Of a text in two chapters that nothing here reads, one finding says so before all others."""
    path = tmp_path / "a.md"
    path.write_text("".join(f"# {n}. Kapitel\n\n{FOREIGN[language]}\n\n" for n in (1, 2)), "utf-8")
    assert read(path).findings[0].kind == "language"
    assert [f"The text is in {language}, which is not supported" in message for message in _said(path)] == [True]


def test_one_article_in_another_language_is_named(tmp_path: Path) -> None:
    """Among articles in Chinese the one in French is named, and only that one."""
    path = tmp_path / "a.md"
    first = "渔民在日出以前出海，因为那时候风小，网也不容易破。" * 12
    last = "归航的时候已经是中午，岸上的人帮着把鱼搬下来。" * 12
    text = f"# 第一章 出海\n\n{first}\n\n# 第二章 过桥\n\n{FOREIGN['French']}\n\n# 第三章 归航\n\n{last}\n"
    path.write_text(text, "utf-8")
    assert ["过桥" in message and "is in French" in message for message in _said(path)] == [True]


def test_a_paragraph_in_another_language_is_no_finding(tmp_path: Path) -> None:
    """A whole paragraph of German stands in an article that is otherwise Chinese."""
    path = tmp_path / "a.md"
    path.write_text(
        f"# 茶馆\n\n{'茶馆的老板年轻时在船上做过厨师。' * 12}\n\n{FOREIGN['German']}\n\n他念完就笑了。\n", "utf-8"
    )
    assert _said(path) == []
