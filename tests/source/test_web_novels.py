"""Novels as sites publish them: the volume in every title, notices on their own lines and behind last sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.source.accounts import whole

STORY = (
    "渡口的老人把船系在柳树下，抬头看了看天。云从西边压过来，风里已经有了雨的气味。",
    "他想起三年前的那个夜里，也是这样的风，也是这样的云。那一夜河上死了七个人。",
    "“回去吧。”他对孙子说，“今天不会有人过河了。”",
)


def _chapter(head: str, *behind: str) -> str:
    return "\n\n".join([head, *STORY * 6, *behind])


@pytest.mark.parametrize(
    "heads",
    [
        [
            f"第二篇 第{number}章 {name}"
            for number, name in (("三十四", "归船"), ("三十五", "夜雨"), ("三十六", "河灯"))
        ],
        ["第一卷 山雨 第九章 归船", "第一卷 山雨 第十章 夜雨", "第二卷 秋水 第一章 河灯"],
        ["Book I, Chapter VII", "Book I, Chapter VIII", "Book II, Chapter I"],
    ],
)
def test_the_chapter_counts_not_its_volume(heads: list[str], tmp_path: Path) -> None:
    """Where both stand in one line, also where the volume changes and where the book begins in its middle."""
    document = whole(tmp_path / "novel.txt", "\n\n".join(map(_chapter, heads)) + "\n")
    assert ["".join((one.title or "").split()) for one in document.articles] == [
        "".join(head.split()) for head in heads
    ]


@pytest.mark.parametrize(
    "notice",
    [
        "手机用户请浏览m.阅读，更优质的阅读体验。",
        "（未完待续）",
        "天才一秒记住本站地址",
        "【河畔书屋】，为您提供精彩小说阅读。",
        "HPTXT小说下载网+hptxt.Com",
    ],
)
def test_a_notice_behind_a_sentence_takes_nothing_with_it(notice: str, tmp_path: Path) -> None:
    """It is set aside, glued to a paragraph or on a line of its own, and the sentence before it is heard."""
    last = "船到了对岸，天也亮了。"
    text = "\n\n".join(
        [_chapter("第一章 归船", last + notice), _chapter("第二章 夜雨", notice, last), _chapter("第三章 河灯", last)]
    )
    document = whole(tmp_path / "novel.txt", text + "\n")
    heard = [p.text for a in document.articles for s in a.sections for p in s.paragraphs]
    assert heard.count(last) == 3
    assert not any(notice in text for text in heard)


@pytest.mark.parametrize(
    "line", ["w w w/he pan tx t.nett,xt,小\\说 天\\堂", "wＷw。hepan txt.neｔt xt", "www。hepan-txt?com"]
)
def test_an_address_broken_up_is_no_text(line: str, tmp_path: Path) -> None:
    """Sites write theirs so that nothing finds them."""
    text = "\n\n".join([_chapter("第一章 归船", line), _chapter("第二章 夜雨", line), _chapter("第三章 河灯")])
    document = whole(tmp_path / "novel.txt", text + "\n")
    assert [one.title for one in document.articles] == ["第一章\u3000归船", "第二章\u3000夜雨", "第三章\u3000河灯"]
    assert not any(p.text == line for a in document.articles for s in a.sections for p in s.paragraphs)


def test_a_reader_s_word_in_the_story_stays(tmp_path: Path) -> None:
    """Only what begins as such notices do is one."""
    said = "他合上书。手机用户都不会知道，他等这一章等了多久。"
    text = "\n\n".join([_chapter("第一章 归船", said), _chapter("第二章 夜雨"), _chapter("第三章 河灯")])
    document = whole(tmp_path / "novel.txt", text + "\n")
    assert any(p.text == said for a in document.articles for s in a.sections for p in s.paragraphs)


def test_a_drawn_out_cry_ends_a_paragraph(tmp_path: Path) -> None:
    """轰隆~~~ is a whole sentence; the next paragraph is not joined to it."""
    cry, next_ = "他听见河对岸传来一声闷响，“轰隆~~~”", "半空中一道白光落下来，照亮了整条河。"
    text = "\n\n".join([_chapter("第一章 归船", cry, next_), _chapter("第二章 夜雨"), _chapter("第三章 河灯")])
    heard = [
        p.text for a in whole(tmp_path / "novel.txt", text + "\n").articles for s in a.sections for p in s.paragraphs
    ]
    assert cry in heard
    assert next_ in heard


def test_when_a_chapter_was_put_up_and_how_long_it_is_is_not_read(tmp_path: Path) -> None:
    """A line of figures under every title is nobody's name."""
    heads = [f"第{number}章 归船" for number in "一二三四五六七八九十"]
    lines = [f"更新时间2019-12-{n + 11} 14:0{n}:35 字数：{n + 2236}" for n in range(len(heads))]
    text = "\n\n".join(_chapter(f"{head}\n\n{line}") for head, line in zip(heads, lines, strict=True))
    document = whole(tmp_path / "novel.txt", text + "\n")
    assert len(document.articles) == len(heads)
    assert not any("更新时间" in p.text for a in document.articles for s in a.sections for p in s.paragraphs)
