"""Markdown as converters of pages write it: raised signs as formulas, notes and figures in the middle of sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from tests.source.accounts import whole

_TOLD = "撑船的老人天不亮就到了渡口。他先看水，再看天，一句话也不说，"
_REST = "直到船离了岸，才说上游下过雨。"


def _read(folder: Path, text: str) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for a in _document(folder, text).articles for s in a.sections for p in s.paragraphs]


def _document(folder: Path, text: str) -> Document:
    return whole(folder / "paper.md", f"# 渡口\n\n{text}\n")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("水位标志 $^{①}$ 。船不开。", "水位标志[1]。船不开。"),
        ("前人已有研究 $^{[1-3]}$，船不开。", "前人已有研究[1–3]，船不开。"),
        ("渡口 ${ } ^ { 2 }$ 的老人", "渡口[2]的老人"),
        ("面积为5km $^{2}$ 。", "面积为5km²。"),
        ("H$_{2}$O是水。", "H₂O是水。"),
        ("这是 $x^{2}$ 。", r"这是 \(x^{2}\) 。"),
    ],
)
def test_what_is_raised_is_no_formula(tmp_path: Path, written: str, read: str) -> None:
    """Marks of notes stand right behind their word, powers and indices are written as such; mathematics stays."""
    assert _read(tmp_path, written) == [("body", read)]


@pytest.mark.parametrize(
    "between",
    [
        "![](images/1.jpg)\n图 1 渡口的水位",
        "表 1 水位\n\n<table><tr><td>日</td><td>水位</td></tr><tr><td>5</td><td>3</td></tr></table>",
    ],
)
def test_a_sentence_goes_on_under_a_figure_or_a_table(tmp_path: Path, between: str) -> None:
    """Both halves are heard as one paragraph."""
    assert ("body", _TOLD + _REST) in _read(tmp_path, f"{_TOLD}\n\n{between}\n\n{_REST}")


def test_a_note_at_the_foot_of_a_page_stands_in_no_sentence(tmp_path: Path) -> None:
    """A paragraph that begins with a mark which stands in the text above is its note."""
    text = f"渡口 $^{{①}}$ 的老人来了。\n\n{_TOLD}\n\n① 渡口在青石市东。\n\n{_REST}"
    assert _read(tmp_path, text) == [
        ("body", "渡口[1]的老人来了。"),
        ("body", _TOLD + _REST),
        ("note", "[1] 渡口在青石市东。"),
    ]


def test_a_list_with_circled_numbers_is_no_note(tmp_path: Path) -> None:
    """Nothing above has their marks."""
    text = f"{_TOLD}{_REST}\n\n① 看水。\n\n② 看天。"
    assert [kind for kind, _ in _read(tmp_path, text)] == ["body"] * 3


def test_works_under_a_heading_are_no_notes(tmp_path: Path) -> None:
    """References are set aside whole, also where they are few."""
    text = f"前人已有研究 $^{{[1]}}$。{_TOLD}{_REST}\n\n## 参考文献\n\n[1] 沈渡舟. 渡口的水位[J]. 水利, 2031."
    document = _document(tmp_path, text)
    assert not [p for a in document.articles for s in a.sections for p in s.paragraphs if "水利" in p.text]
    assert "参考文献" not in [s.heading for a in document.articles for s in a.sections]
