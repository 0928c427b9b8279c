# ruff: noqa: E501 - verse
"""Collections as plain text: poems under the names of tunes, books in volumes, what a publisher says of a book."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from tests.source.accounts import whole

_HAN = "　　撑船的老人天不亮就到了渡口，先看水，再看天，一句话也不说，直到船离了岸，才说上游下过雨。\n"
_POEMS = (
    ("渡江雲", "春水初生渡口，柳外小船橫。岸上人家，誰吹玉笛到三更？", "明月照人歸去，一路聽蛙鳴。夢裏還家，山色向人青。"),
    ("又", "昨夜風吹渡口，雨打小船輕。酒醒燈殘，江上數峰清。", "試問東流何處，不見故人行。歲歲年年，空有暮潮平。"),
    ("采茶子", "山前雨細茶初綠，籃子青青。歌子輕輕，隔岸人家捲幔聽。", "春來何處無新水，看遍雲生。看遍雲停，一徑歸來月未明。"),
    ("又", "山深不見人來去，鳥也無聲。花也無聲，流過門前水自清。", "十年不到江南岸，夢也難成。書也難成，又是殘燈點到明。"),
)  # fmt: skip


def _read(folder: Path, text: str, name: str = "book.txt", encoding: str = "utf-8") -> Document:
    return whole(folder / name, text, encoding)


def test_poems_by_the_names_of_their_tunes_are_sections(tmp_path: Path) -> None:
    """Each with its name, 又 for the same tune once more; no name is joined to a verse or taken for an author's."""
    body = "\n".join(f"{name}\n{one}\n{two}\n" for name, one, two in _POEMS * 2)
    article = _read(tmp_path, f"渡口詞\n\n宋·沈渡舟\n\n\n{body}").articles[0]
    assert (article.title, article.authors) == ("渡口詞", ("沈渡舟",))
    assert [s.heading for s in article.sections] == [name for name, _, _ in _POEMS * 2]
    assert all(len(s.paragraphs) == 2 for s in article.sections)


def test_short_lines_over_paragraphs_here_and_there_are_no_names_of_poems(tmp_path: Path) -> None:
    """Only where most groups of lines have one."""
    text = "渡口\n\n" + "\n".join(_HAN + _HAN for _ in range(8)) + "\n后来\n" + _HAN + "\n"
    assert len(_read(tmp_path, text).articles[0].sections) <= 2


def _volumes(first: int, last: int, *, told: bool) -> str:
    blurb = "　　这一部讲的是渡口上下的几家人，如何在一场大水里失散，又如何在多年以后各自回到岸边。" * 3 + "\n"
    names = {
        n: f"第{n}回　老船夫{'东西南北中'[n % 5]}岸渡客　新来人{'春夏秋冬末'[n % 5]}夜问津" for n in range(first, last)
    }
    if told:
        return f"第{'一二三'[first // 10]}部\n{blurb}" + "".join(f"{name}\n" for name in names.values()) + "\n\n"
    return "".join(f"{name}\n\n{_HAN * 8}\n\n" for name in names.values())


def test_contents_in_volumes_that_tell_what_happens_are_contents(tmp_path: Path) -> None:
    """Also where no heading says so, and where the file breaks off before the last chapters."""
    listed = "".join(_volumes(n, n + 10, told=True) for n in (1, 11, 21))
    document = _read(tmp_path, f"《渡口三十回》作者：沈渡舟\n\n{listed}{_volumes(1, 15, told=False)}")
    assert len(document.articles) == 14
    assert document.title == "渡口三十回"
    assert "第30回" in "".join(f.text for f in document.findings if f.kind == "contents")


def test_what_a_publisher_says_is_told_apart_from_the_text(tmp_path: Path) -> None:
    """内容简介： and 作者简介： are articles of their own before the chapters."""
    chapters = "".join(f"\n\n第{n}章\n\n{_HAN * 8}" for n in "一二三")
    text = f"==========\n\n《渡口》作者：沈渡舟\n\n内容简介：\n{_HAN}\n作者简介：\n{_HAN}{chapters}"
    document = _read(tmp_path, text)
    assert [a.title for a in document.articles] == ["内容简介", "作者简介", "第一章", "第二章", "第三章"]
    assert document.title == "渡口"


@pytest.mark.parametrize(("first", "name"), [("第一章", "局中人"), ("CHAPTER I.", "局中人")])
def test_a_chapter_does_not_name_its_book(first: str, name: str, tmp_path: Path) -> None:
    """Where nothing else does, the file is called as its owner calls it."""
    others = ("第二章", "第三章") if first == "第一章" else ("CHAPTER II.", "CHAPTER III.")
    text = "".join(f"{title}\n\n{_HAN * 8}\n\n" for title in (first, *others))
    assert _read(tmp_path, text, f"{name}.txt").title == name


def test_the_lines_over_each_poem_are_its_title_and_what_goes_with_it(tmp_path: Path) -> None:
    """In a collection each poem is an article; Epistle over a name in capitals is one title with it."""
    verse = "The river took the lantern,\nThe river took the oar;\nAnd what it took at midnight\nIt brought again to shore.\n"
    heads = (
        "Epistle\n\nTO A FERRYMAN.\n\n\nMay Day, 1811.",
        "THE LANTERN.\n\n1812.",
        "Epistle\n\nTO HIS DAUGHTER.",
        "Hymn.",
    )
    text = "RIVER VERSES\n\n\n" + "".join(f"\n\n\n{head}\n\n\n{verse}\n{verse}" for head in heads)
    document = _read(tmp_path, text)
    titles = [a.title for a in document.articles]
    assert titles == ["Epistle TO A FERRYMAN.", "THE LANTERN.", "Epistle TO HIS DAUGHTER.", "Hymn."]
    assert [a.subtitle for a in document.articles] == ["May Day, 1811.", "1812.", None, None]
