"""Lessons, posts and notes: short texts under their own headings are one article, chapters under a name are several."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read

LESSON = {
    "The Core Idea": (
        "Tides are the slow answer of the sea to the pull of the moon. The water nearest to the moon is drawn "
        "more than the solid earth below it, and the earth more than the water on the far side. Two bulges "
        "follow, and every shore passes through both of them in a day. Sailors knew the rhythm long before "
        "anybody could say where it came from."
    ),
    "How a Harbour Answers": (
        "A bay has a rhythm of its own, as a bath has when somebody moves in it. Where this rhythm is near to "
        "that of the tide, the water climbs higher with every swing. Long funnels of rock squeeze what enters "
        "into less and less room. Engineers who build a dam across the mouth change the rhythm, and they are "
        "often surprised by how much."
    ),
    "Springs and Neaps": (
        "Twice in a month the sun stands in line with the moon and helps it. The range is then largest, and "
        "boats that lie high on the mud float again. A week later the two pull at right angles, and the range "
        "is small. Printed tables foresee both for years, since the paths of sun and moon are known so well."
    ),
    "Strengths of the Explanation": (
        "It tells why there are two floods in a day and not one. It tells why they come some fifty minutes "
        "later each day, and why the largest follow the new moon. It needs no more than one law, which also "
        "holds for falling stones. A child can repeat it with two balls and a lamp on a kitchen table."
    ),
    "Limits": (
        "The picture leaves out the land, which stands in the way of every bulge. It says nothing of wind, "
        "which can hold a flood back for hours or drive it over the walls. Seas that are nearly closed hardly "
        "have a tide. What is printed in a table for a harbour rests on what was measured there, not on the "
        "picture."
    ),
    "People": (
        "Monks noted the times of floods a thousand years ago. An English scholar gave the law, a French one "
        "the sums. A mayor with a passion for clocks built a machine of wheels that drew the curve of a year "
        "in an afternoon. Its wheels stand in a museum, and they still run."
    ),
}
POST = {
    "准备": (
        "晒盐之前先要平整盐田，把去年的旧泥铲掉，再用石磙压上三遍。田埂要高出水面一掌，漏水的地方补上黏土"
        "。工具只有三样：木耙、竹筐和一把长柄的铲子。"
    ),
    "引水": (
        "大潮那天开闸，海水顺着沟流进第一块田。水不能深，没过脚背就要关闸。过两天水变浓了，再放到下一块田"
        "里去，一块比一块浅，一块比一块浓。"
    ),
    "收盐": (
        "到了最后一块田，水面上先结出一层薄薄的花。这时候千万不要搅动，等太阳落山以后再用木耙轻轻地往一边"
        "推。推成堆的盐沥一夜水，第二天早上装筐。"
    ),
}


def markdown(folder: Path, head: str, sections: dict[str, str], number: str = "") -> Path:
    """A file of sections under `head`; `number` is the form of their numbers."""
    file = folder / "page.md"
    parts = (f"## {number.format(at)}{name}\n\n{text}\n" for at, (name, text) in enumerate(sections.items(), 1))
    file.write_text(head + "\n".join(parts), "utf-8")
    return file


@pytest.mark.parametrize(
    ("head", "title", "sections"),
    [
        ("# Why the Sea Comes and Goes\n\n", "Why the Sea Comes and Goes", LESSON),
        ('---\ntitle: "晒盐"\ndate: 2031-05-02\n---\n\n', "晒盐", POST),
    ],
)
def test_short_sections_are_those_of_one_text(head: str, title: str, sections: dict[str, str], tmp_path: Path) -> None:
    """Under a heading of the first level, or a title in the fields of the file."""
    (article,) = read(markdown(tmp_path, head, sections)).articles
    assert article.title == title
    assert [section.heading for section in article.sections if section.heading] == list(sections)


@pytest.mark.parametrize("head", ["# 盐\n\n", "---\ntitle: 盐\nauthor: 何田\n---\n\n"])
def test_counted_chapters_are_several_however_short(head: str, tmp_path: Path) -> None:
    """Chapters under the name of a book are told one by one."""
    titles = [article.title for article in read(markdown(tmp_path, head, POST, "第{}章 ")).articles]
    assert titles == [f"第{at}章　{name}" for at, name in enumerate(POST, 1)]
