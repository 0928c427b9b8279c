"""Lines that stand alike through a text that marks no headings: by their space, their dates, their ornaments."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from tests.source.accounts import whole

_TOLD = "撑船的老人天不亮就到了渡口，先看水，再看天，一句话也不说，直到船离了岸，才说上游下过雨。"
_ENGLISH = "The ferryman came down to the landing before it was light and looked at the water. He did not say a word."


def _headings(document: Document) -> list[str | None]:
    return [s.heading for a in document.articles for s in a.sections if s.heading]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("枣树", "封山", "灯", "桥那边"), f"她没有说话。{_TOLD}"),
        (("The Old Ox", "Two Boats", "The Lamp", "Snow"), f"From beyond it came. {_ENGLISH}"),
    ],
)
def test_short_lines_with_the_widest_space_above_are_headings(
    names: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    """All of them, also one that reads like a name, or on into the text below."""
    text = "寓言\n\n" + "".join(f"\n\n\n{name}\n\n{told}\n\n{told}\n\n" for name in names)
    document = whole(tmp_path / "tales.txt", text)
    assert _headings(document) == list(names) or [a.title for a in document.articles] == list(names)
    assert not [f for f in document.findings if f.kind == "torn"]


def test_long_texts_set_apart_by_space_are_stories(tmp_path: Path) -> None:
    """What would be the sections of an essay, were it short."""
    names = ("枣树", "封山", "灯", "桥那边")
    text = "雾中集\n\n" + "".join(f"\n\n\n{name}\n\n" + f"{_TOLD}\n\n" * 80 for name in names)
    document = whole(tmp_path / "tales.txt", text)
    assert [a.title for a in document.articles] == list(names)
    assert document.title == "雾中集"


def test_letters_under_their_own_lines_are_articles(tmp_path: Path) -> None:
    """Who signs a letter and when closes it, and is not over the next; 敬礼 is nobody's name."""
    names = ("致父亲", "致母亲", "致大哥", "再致父亲")
    text = "家书选\n\n" + "".join(
        f"{name}\n\n大人膝下：\n" + f"　　{_TOLD}\n" * 4 + "　　此致\n敬礼\n　　　　　　　　　　　　　　沈砚秋\n"
        f"　　　　　　　　　　　　　　一九三二年三月{day}日\n\n\n"
        for name, day in zip(names, "一二三四", strict=True)
    )
    document = whole(tmp_path / "letters.txt", text)
    assert [(a.title, a.authors, a.column) for a in document.articles] == [(name, (), None) for name in names]
    assert [(a.source or "").split("\n")[-1] for a in document.articles] == [f"一九三二年三月{d}日" for d in "一二三四"]
    assert document.title == "家书选"


@pytest.mark.parametrize(
    "days",
    [
        ("March 1, 1887.", "March 2.", "March 9.", "April 15."),
        ("Monday, 3rd June", "Tuesday, 4th June", "Friday, 7th June", "Sunday, 9th June"),
        ("三月一日　晴", "三月二日　小雨", "三月九日　阴", "四月三日　雪"),
    ],
)
def test_days_alone_on_their_lines_are_the_headings_of_a_diary(days: tuple[str, ...], tmp_path: Path) -> None:
    """Over what was written on each; no date of the article."""
    told = _ENGLISH if days[0].isascii() else _TOLD
    text = "山中日记\n\n" + "".join(f"{day}\n\n{told}\n\n{told}\n\n" for day in days)
    document = whole(tmp_path / "diary.txt", text)
    assert [h.replace("\u3000", "") for h in _headings(document) if h] == [d.replace("\u3000", "") for d in days]


def test_an_ornament_before_every_heading_makes_none_of_them_the_title(tmp_path: Path) -> None:
    """The line over all of them is the title, whatever it looks like."""
    heads = ("渡口恢复通航", "大雪封山", "戏班进镇演出")
    document = whole(tmp_path / "brief.txt", "一周要闻\n\n" + "".join(f"◆ {head}\n　　{_TOLD}\n\n" for head in heads))
    assert [a.title for a in document.articles] == ["一周要闻"]
    assert _headings(document) == [f"◆ {head}" for head in heads]
