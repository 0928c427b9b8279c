"""What another reader of pages has and ours leaves out is named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from audiobook.config import SourceSettings
from audiobook.source import read
from tests.tools import package
from tests.web.conftest import PAGE

LEFT_OUT = (
    "编者按：这座桥修了三回，第一回是木头的，第二回是石头的，第三回才有了灯，灯是街坊们凑钱买的，一盏一盏挂上去。"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with a paragraph in what its maker calls a sidebar."""
    path = tmp_path / "lamps.html"
    aside = f'<div class="sidebar"><p>{LEFT_OUT}</p></div>'
    more = "".join(f"<p>第{n}盏灯下面坐着一个人，他看着河水，河水也看着他，谁也没有说话。</p>" for n in range(6))
    path.write_text(PAGE.replace("<figure>", f"{more}{aside}<figure>"), "utf-8")
    return path


def opinions(path: Path, *, asked: bool = True) -> list[str]:
    """Messages of the findings that are the other's."""
    document = read(path, SourceSettings(second_opinion=asked))
    return [finding.message for finding in document.findings if finding.kind == "second-opinion"]


class Other:
    """Takes every paragraph of the body for the article, as `readability.Document` might."""

    def __init__(self, text: str) -> None:
        self.text = text

    def summary(self, *, html_partial: bool) -> str:
        """A part of the page."""
        assert html_partial
        return self.text[self.text.index("<article") : self.text.index("</article>")] + "</article>"


def test_what_the_other_has(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One finding for each paragraph that ours does not read, and none for what both have."""
    monkeypatch.setitem(sys.modules, "readability", type(sys)("readability"))
    sys.modules["readability"].Document = Other  # type: ignore[attr-defined]
    assert opinions(page) == [f"Another reader takes this for part of the article, we do not: {LEFT_OUT}"]
    assert opinions(page, asked=False) == []


def test_without_the_other(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not installed, or fallen over: our reader stands alone."""
    monkeypatch.setitem(sys.modules, "readability", None)
    assert opinions(page) == []
    monkeypatch.setitem(sys.modules, "readability", type(sys)("readability"))
    sys.modules["readability"].Document = lambda _: 1 / 0  # type: ignore[attr-defined]
    assert opinions(page) == []


def test_the_letters_are_counted_once(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An opinion sets nothing aside: the account of letters is the same with it."""
    monkeypatch.setitem(sys.modules, "readability", type(sys)("readability"))
    sys.modules["readability"].Document = Other  # type: ignore[attr-defined]
    both = [read(page, SourceSettings(second_opinion=asked)).ledger for asked in (True, False)]
    assert both[0] == both[1]


def test_the_real_one(page: Path) -> None:
    """What is installed with audiobook[web] answers as we take it to."""
    package("readability")
    assert all("编者按" in said for said in opinions(page))
