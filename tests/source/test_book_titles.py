"""A book is called by its name, not by what a library or an author's name beside it adds."""

from __future__ import annotations

from pathlib import Path

from audiobook.source import read

_ENGLISH = "The ferry left before it was light, and nobody on the landing said a single word to us.\n\n" * 5
_CHINESE = "　　渡口的老人每天清早把船划到对岸，等第一班车到站，再把进城的人一个一个接过来。\n\n" * 6


def test_a_library_names_the_book_in_a_field(tmp_path: Path) -> None:
    """The field Title: over the frame of a library is the title, and a volume named in it is no issue."""
    chapters = "".join(f"CHAPTER {n}\n\n\n{_ENGLISH}\n" for n in ("I", "II", "III"))
    file = tmp_path / "ferry.txt"
    file.write_text(
        "The Project Gutenberg EBook of Ferry Tales, Vol. 2, by John Marsh\n\nTitle: Ferry Tales, Vol. 2\n\n"
        "Author: John Marsh\n\n*** START OF THIS PROJECT GUTENBERG EBOOK FERRY TALES ***\n\n\n\n"
        f"FERRY TALES\n\nBy John Marsh\n\n\n\n{chapters}\n*** END OF THIS PROJECT GUTENBERG EBOOK FERRY TALES ***\n",
        "utf-8",
    )
    book = read(file)
    assert (book.title, book.issue) == ("Ferry Tales, Vol. 2", None)


def test_the_author_behind_the_name_of_a_work_is_not_in_its_title(tmp_path: Path) -> None:
    """《渡口小记》沈渡舟 over the chapters is a book called 渡口小记."""
    chapters = "".join(f"第{n}回　渡口的{what}\n\n{_CHINESE}\n" for n, what in zip("一二三", "船桥路", strict=True))
    file = tmp_path / "ferry.txt"
    file.write_text(f"《渡口小记》沈渡舟\n\n\n{chapters}", "utf-8")
    assert read(file).title == "渡口小记"


def test_a_book_may_be_called_by_a_name(tmp_path: Path) -> None:
    """孟子 over the chapters, and over the name of their part, is the title of the book."""
    chapters = "".join(f"第{n}回　渡口的{what}\n\n{_CHINESE}\n" for n, what in zip("一二三", "船桥路", strict=True))
    file = tmp_path / "mengzi.txt"
    file.write_text(f"孟子\n\n内篇\n\n\n{chapters}", "utf-8")
    assert read(file).title == "孟子"


def test_an_earlier_issue_that_is_spoken_of_is_not_this_one(tmp_path: Path) -> None:
    """Lines of a list that say what stood in earlier issues are read, and name no issue."""
    earlier = "\n\n".join(
        f"20{year}年（第 {year * 3} 期）：[渡口的{what}](https://example.org/{year})"
        for year, what in ((31, "船"), (32, "桥"), (33, "路"))
    )
    file = tmp_path / "weekly.md"
    file.write_text(
        f"# 渡口周刊\n\n{_CHINESE.replace('　', '')}## 往期\n\n{earlier}\n\n## 订阅\n\n每周五发布。\n", "utf-8"
    )
    issue = read(file)
    assert issue.issue is None
    assert "2032年（第 96 期）：渡口的桥" in [p.text for s in issue.articles[0].sections for p in s.paragraphs]
