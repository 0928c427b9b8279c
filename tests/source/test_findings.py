# ruff: noqa: E501 - a table of example texts
"""Each repair says what it did: a kind, lines that count from 1, and the text concerned."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read

PASSAGE = "老渠道埋在地下看不见，也最容易被忘记，全市超过三十年的渠道有一千一百公里，全部换新要九十亿元"
HEAD = "水渠的故事\n\n张国栋\n\n"
CASES: dict[str, tuple[str, str, tuple[int, int], str]] = {
    "torn": (f"{HEAD}春天来得很早，河边的柳树三月就绿了，孩子们把它编成\n\n帽子戴在头上。\n", "torn", (5, 7), "编成 | 帽子"),
    "overlap": (f"{HEAD}要抓住难得的历史机遇，下大力气加快发展新一代人\n\n人工智能，让它为百姓做事。\n", "overlap", (5, 7), "“人” stood twice"),
    "page number": (f"{HEAD}渠道修好了。\n\n— 7 —\n\n水流进了田里。\n", "dropped", (7, 7), "— 7 —"),
    "photo": (f"{HEAD}渠道修好了。\n\n新华社记者 李响 摄\n\n水流进了田里。\n", "dropped", (7, 7), "李响 摄"),
    "editor": (f"{HEAD}渠道终于修好了。\n\n责任编辑：王 五\n\n水流进了田里。\n", "dropped", (7, 7), "王 五"),
    "doubled": (f"{HEAD}{PASSAGE}。\n\n后来有人说：{PASSAGE}。\n", "doubled", (7, 7), "line 5"),
    "unfinished": (f"{HEAD}{PASSAGE}，谁也没有想到最后竟然\n\n一、后来的事\n\n渠道修好了，水来了。\n", "unfinished", (5, 5), "最后竟然"),
    "fragment": (f"{HEAD}推动数字经济深度融合，是大事。\n\n济深度融合，让渠道也会说话。\n", "fragment", (7, 7), "济深度融合"),
    "punctuation": (f"{HEAD}渠道修好了,水流进了田里,人们都很高兴。\n", "punctuation", (5, 5), "2 half-width"),
    "missing": ("目录\n水渠的故事……1\n没有的文章……9\n\n" + HEAD + "渠道修好了，水流进了田里。\n", "missing", (3, 3), "没有的文章"),
    "byline": ("目录\n张国栋：水渠的故事……1\n李小山：田埂上……9\n\n水渠的故事\n\n张 栋\n\n渠道修好了，水流进了田里。\n\n田埂上\n\n李小山\n\n风从田埂上吹过来。\n", "byline", (5, 5), "张国栋"),
    "displaced": (f"{HEAD}{PASSAGE}。\n\n（作者系某市水利局局长）\n\n后来有人说：{PASSAGE}\n\n田埂上的风\n\n李小山\n\n风从田埂上吹过来，稻子低下头去。\n", "displaced", (9, 9), PASSAGE),
}  # fmt: skip


def reading(text: str, folder: Path) -> Document:
    """`text` as a file, read."""
    file = folder / "a.txt"
    file.write_text(text, "utf-8")
    return read(file)


@pytest.mark.parametrize("case", CASES)
def test_what_was_done_is_reported(case: str, tmp_path: Path) -> None:
    """A finding of the right kind names the lines and holds the words concerned."""
    text, kind, lines, words = CASES[case]
    found = reading(text, tmp_path).findings
    assert any(f.kind == kind and f.lines == lines and words in f.message for f in found), found


def test_a_clean_text_has_no_findings(tmp_path: Path) -> None:
    """Where nothing was done, nothing is reported."""
    assert reading(f"{HEAD}渠道修好了，水流进了田里。\n", tmp_path).findings == ()


def test_a_text_without_a_title_has_none(tmp_path: Path) -> None:
    """Bare paragraphs are one article without a title, in lists called by its first words; the book is called like its
    file."""
    document = reading("渠道修好了，水流进了田里。\n\n人们都很高兴，放了一挂鞭炮。\n", tmp_path)
    assert (document.title, document.articles[0].title, len(document.articles)) == ("a", "", 1)
    assert document.articles[0].name == "渠道修好了"
