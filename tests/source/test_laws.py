"""Laws and regulations: clauses that are counted on make one text of its chapters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.source.accounts import whole

_CHAPTERS = ("总则", "渡口的设置", "渡船与船员", "附则")
_CLAUSE = "渡口的经营者应当在岸边设置水位标志，水位超过标志的，不得开船。违反规定的，由县级水行政主管部门责令改正。"


def _law(title: str, *, mark: str = "", each: int = 3, text: str = _CLAUSE) -> str:
    """A law of four chapters with `each` clauses in each; `mark`: before its title, one more before its chapters."""
    lines = [f"{mark} {title}".strip(), "（2031年5月6日青石市第三届人民代表大会常务委员会第七次会议通过）"]
    for number, name in enumerate(_CHAPTERS):
        lines.append(f"{mark + mark[:1]} 第{'一二三四'[number]}章　{name}".strip())
        lines += [f"第{number * each + n}条　{text}" for n in range(1, each + 1)]
    return "\n\n".join(lines) + "\n"


@pytest.mark.parametrize(("mark", "name"), [("#", "law.md"), ("", "law.txt")])
def test_a_law_is_one_article(tmp_path: Path, mark: str, name: str) -> None:
    """Its chapters are sections, its title is no masthead."""
    (article,) = whole(tmp_path / name, _law("青石市渡口管理条例", mark=mark)).articles
    assert article.title == "青石市渡口管理条例"
    headings = [section.heading for section in article.sections if section.heading]
    assert headings == [f"第{n}章\u3000{chapter}" for n, chapter in zip("一二三四", _CHAPTERS, strict=True)]


def test_the_contents_of_a_law_are_no_contents_of_a_book(tmp_path: Path) -> None:
    """What stands over them is the law's title."""
    listed = "目　录\n\n" + "".join(f"第{'一二三四'[n]}章　{chapter}\n\n" for n, chapter in enumerate(_CHAPTERS))
    title, rest = _law("青石市渡口管理条例").split("\n\n", 1)
    (article,) = whole(tmp_path / "law.txt", f"{title}\n\n{listed}{rest}").articles
    assert (article.title, len(article.sections)) == ("青石市渡口管理条例", 4)


def test_laws_in_one_file_are_articles(tmp_path: Path) -> None:
    """Where the clauses begin again with the first, another law begins."""
    both = _law("青石市渡口管理条例", mark="#") + "\n" + _law("青石市渡船检验办法", mark="#")
    document = whole(tmp_path / "laws.md", both)
    assert [article.title for article in document.articles] == ["青石市渡口管理条例", "青石市渡船检验办法"]


def test_chapters_of_a_very_long_law_are_articles(tmp_path: Path) -> None:
    """Nobody listens to a code of many hours in one piece."""
    document = whole(tmp_path / "code.md", _law("青石市渡口法典", mark="#", each=30, text=_CLAUSE * 9))
    assert len(document.articles) == len(_CHAPTERS)


def test_chapters_that_cite_clauses_are_articles(tmp_path: Path) -> None:
    """A book about laws begins paragraphs with clauses, too; they are not counted on from chapter to chapter."""
    chapters = "".join(
        f"## 第{n}章 {name}\n\n第{clause}条　{_CLAUSE}\n\n" + f"{_CLAUSE}\n\n" * 12
        for n, name, clause in zip("一二三四", _CHAPTERS, (7, 3, 1, 9), strict=True)
    )
    assert len(whole(tmp_path / "book.md", f"# 渡口的法\n\n{chapters}").articles) == len(_CHAPTERS)
