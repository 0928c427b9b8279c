"""Names of authors that a file marks as headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read

_TEXT = "The river rises in the hills above the town, and for nine months of the year nobody looks at it at all. " * 4
_HAN = "河水从山上下来，流过小镇，一年里有九个月没有人去看它一眼。" * 8


def test_a_name_marked_below_the_title_is_the_author(tmp_path: Path) -> None:
    """A heading two levels down, right under the title, names who wrote the one article, whose sections follow."""
    path = tmp_path / "essay.md"
    path.write_text(
        f"# What the River Carries\n\n### Anna Holt\n\n## Before the Flood\n\n{_TEXT}\n\n## After It\n\n{_TEXT}\n",
        "utf-8",
    )
    (article,) = read(path).articles
    assert (article.title, article.authors) == ("What the River Carries", ("Anna Holt",))
    assert [section.heading for section in article.sections if section.heading] == ["Before the Flood", "After It"]


def test_an_introduction_makes_no_book_of_an_essay(tmp_path: Path) -> None:
    """Over sections called Introduction and Conclusion the marked name is the essay's author, not the book's."""
    path = tmp_path / "essay.md"
    path.write_text(
        f"# Common Water\n\n#### Anna Holt\n\n### Introduction\n\n{_TEXT}\n\n### Who Owns It\n\n{_TEXT}\n\n"
        f"### Conclusion\n\n{_TEXT}\n",
        "utf-8",
    )
    (article,) = read(path).articles
    assert (article.title, article.authors) == ("Common Water", ("Anna Holt",))


@pytest.mark.parametrize("level", [2, 3])
def test_authors_of_a_collection_are_marked(tmp_path: Path, level: int) -> None:
    """Under each title of a collection a marked name is its author, on the level of its sections or below it."""
    mark = "#" * level
    texts = [("渡口", "沈一舟"), ("旧桥", "顾南星"), ("河灯", "林晓岚")]
    path = tmp_path / "essays.md"
    path.write_text(
        "".join(f"# {title}\n\n{mark} {name}\n\n## 其一\n\n{_HAN}\n\n## 其二\n\n{_HAN}\n\n" for title, name in texts),
        "utf-8",
    )
    found = read(path).articles
    assert [(article.title, article.authors) for article in found] == [(title, (name,)) for title, name in texts]


def test_persons_a_text_is_about_are_sections(tmp_path: Path) -> None:
    """Where other headings of the level are names too, they say whom the text is about; an office is no author."""
    path = tmp_path / "persons.md"
    path.write_text(
        f"# 两位诗人\n\n## 李白\n\n{_HAN}\n\n## 杜甫\n\n{_HAN}\n\n# 主办单位\n\n## 河务研究中心\n\n{_HAN}\n", "utf-8"
    )
    found = read(path).articles
    assert not any(article.authors for article in found)
    headings = {section.heading for article in found for section in article.sections}
    assert headings | {article.title for article in found} >= {"李白", "杜甫", "河务研究中心"}
