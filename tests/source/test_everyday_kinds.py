"""Kinds of documents that people drop in: conversations, judgments, exam papers, editions with notes, releases."""

from __future__ import annotations

from pathlib import Path

from audiobook.model import Document
from tests.source.accounts import whole

_TOLD = "撑船的老人天不亮就到了渡口，先看水，再看天，一句话也不说，直到船离了岸，才说上游下过雨。"
_ENGLISH = "The ferryman came down to the landing before it was light and looked at the water. He did not say a word."


def _read(folder: Path, text: str, name: str = "paper.txt") -> Document:
    return whole(folder / name, text)


def _texts(document: Document) -> list[str]:
    return [p.text for a in document.articles for s in a.sections for p in s.paragraphs]


def test_a_conversation_says_who_speaks_and_not_when(tmp_path: Path) -> None:
    """A name and a time over each message: the name is said before it, the time is set aside."""
    said = [("张远山", "今天水位多少？"), ("王小川", "三米二。"), ("张远山", "那就不开船了。"), ("王小川", "收到。")]
    text = "".join(f"{who} 2024-05-06 09:1{n}:33\n{what}\n\n" for n, (who, what) in enumerate(said))
    document = _read(tmp_path, text)
    assert _texts(document) == [f"{who}：{what}" for who, what in said]
    assert sum("time of a message" in f.message for f in document.findings) == 4


def test_a_judgment_is_called_by_its_court_and_kind(tmp_path: Path) -> None:
    """The number of the case is its source."""
    head = "江南省青石市中级人民法院\n民 事 判 决 书\n（2031）江05民终1234号\n\n"
    article = _read(tmp_path, f"{head}上诉人：王小川，男，住青石市东区。\n\n{_TOLD}\n\n本判决为终审判决。\n").articles[
        0
    ]
    assert (article.title, article.source) == ("江南省青石市中级人民法院民事判决书", "（2031）江05民终1234号")


def test_questions_before_a_signed_text_are_read(tmp_path: Path) -> None:
    """In an exam paper only one text has an author; what stands before it is no masthead."""
    questions = "1．下列句子没有语病的一项是（　　）\nA．通过这次活动，使我们懂得了很多。\nB．他天不亮就到了渡口。\n"
    text = (
        f"青石市语文试卷\n\n一、选择题（共15分）\n{questions}\n二、阅读理解\n\n渡口\n沈渡舟\n　　{_TOLD}\n　　{_TOLD}\n"
    )
    assert "B．他天不亮就到了渡口。" in _texts(_read(tmp_path, text))


def test_parts_of_an_edition_are_headings(tmp_path: Path) -> None:
    """【注释】 and 【赏析】 are no columns and no names; 山中 over a dynasty and a name is the next poem's title."""
    poems = (("渡口晚望", "［唐］　沈渡舟"), ("山中", "［宋］　陆山行"))
    text = "".join(
        f"{title}\n{by}\n\n水落渡头平，风来柳下轻。\n一灯人未宿，隔岸有鸡声。\n\n【译文】\n潮水退去，渡口平静。\n\n"
        f"【赏析】\n这首诗写渡口的夜晚。{_TOLD}\n\n"
        for title, by in poems
    )
    document = _read(tmp_path, text)
    assert [(a.title, a.authors) for a in document.articles] == [("渡口晚望", ("沈渡舟",)), ("山中", ("陆山行",))]
    assert [s.heading for s in document.articles[1].sections if s.heading] == ["【译文】", "【赏析】"]


def test_a_press_release_is_called_by_its_headline(tmp_path: Path) -> None:
    """Also where that is as long as a line of text, and a notice stands over it."""
    head = "FOR IMMEDIATE RELEASE\n\nRivertown Ferry Company Launches Electric Boat\n\n"
    document = _read(tmp_path, f"{head}RIVERTOWN, May 6 -- {_ENGLISH}\n\n{_ENGLISH}\n\n{_ENGLISH}\n")
    assert document.articles[0].title == "Rivertown Ferry Company Launches Electric Boat"
    assert not any("IMMEDIATE" in text for text in _texts(document))


def test_bold_type_that_ends_in_a_mark_is_bold_type(tmp_path: Path) -> None:
    """**老人：**撑船, as people write it; the stars are not text."""
    text = f"# 对话\n\n**记者：**您是哪一年来的？\n\n**老人：**一九七四年。{_TOLD}\n"
    assert _texts(_read(tmp_path, text, "talk.md"))[0] == "记者：您是哪一年来的？"


def test_contents_with_roman_pages_are_contents(tmp_path: Path) -> None:
    """Abstracts of a thesis stand on pages I and II."""
    listed = "目　录\n摘要……………I\n第一章　绪论…………1\n第二章　方法…………5\n第三章　结论…………9\n\n"
    chapters = "".join(
        f"第{n}章　{name}\n\n{_TOLD * 8}\n\n" for n, name in (("一", "绪论"), ("二", "方法"), ("三", "结论"))
    )
    document = _read(tmp_path, f"摘　要\n{_TOLD * 8}\n\n{listed}{chapters}")
    assert not any(f.kind == "missing" for f in document.findings)


def test_a_text_within_counted_sections_is_no_article(tmp_path: Path) -> None:
    """二、 before it and 三、 behind it: the whole is one paper of questions."""
    text = (
        f"青石市语文试卷\n\n一、选择题\n1．下列句子没有语病的一项是（　　）\nA．{_TOLD}\n\n"
        "二、阅读理解\n\n渡口\n沈渡舟\n"
        f"　　{_TOLD}\n　　{_TOLD}\n\n3．文中的老人为什么不说话？\n\n三、作文\n请以渡口为题写一篇文章。\n"
    )
    assert [a.title for a in _read(tmp_path, text).articles] == ["青石市语文试卷"]


def test_who_signs_a_judgment_is_no_author(tmp_path: Path) -> None:
    """审判长, 审判员 and 书记员 stand below it and are read."""
    head = "江南省青石市中级人民法院\n民事判决书\n（2031）江05民终1234号\n\n"
    signed = ["审判长　王小川", "审判员　李春梅", "书记员　孙倩"]
    document = _read(
        tmp_path, f"{head}{_TOLD}\n\n本判决为终审判决。\n\n{signed[0]}\n{signed[1]}\n二〇三一年六月一日\n{signed[2]}\n"
    )
    assert document.articles[0].authors == ()
    assert set(signed) <= {*_texts(document), *(document.articles[0].source or "").split("\n")}


def test_chapters_of_a_short_law_are_its_sections(tmp_path: Path) -> None:
    """Its provisions are counted on through them; stories in chapters that count anew are articles."""
    rules = [f"**第{n}条**　{_TOLD}" for n in "一二三四五六"]
    chapters = "\n\n".join(
        f"## 第{n}章　{name}\n\n" + "\n\n".join(rules[at : at + 2])
        for n, name, at in (("一", "总则", 0), ("二", "渡口", 2), ("三", "附则", 4))
    )
    document = _read(tmp_path, f"# 青石市渡口条例\n\n2031年6月1日通过\n\n{chapters}\n", "law.md")
    assert [a.title for a in document.articles] == ["青石市渡口条例"]
    assert [s.heading for s in document.articles[0].sections if s.heading] == [
        "第一章　总则",
        "第二章　渡口",
        "第三章　附则",
    ]


def test_minutes_are_called_by_the_line_over_their_number(tmp_path: Path) -> None:
    """Where nothing else names a text, the line that stands over all is its title."""
    head = "青石市水务局局长办公会议纪要\n\n〔2031〕第7期\n\n时间：2031年5月12日\n地点：局会议室\n\n"
    text = f"{head}{_TOLD}\n\n一、关于渡口\n{_TOLD}\n"
    assert [a.title for a in _read(tmp_path, text).articles] == ["青石市水务局局长办公会议纪要"]


def test_what_a_read_me_says_over_its_contents_is_read(tmp_path: Path) -> None:
    """One heading over all, a sentence, and links to its sections: no title page of a book."""
    contents = "## Contents\n\n- [Install](#install)\n- [Use](#use)"
    text = f"# ferry\n\n{_ENGLISH}\n\n{contents}\n\n## Install\n\n{_ENGLISH}\n\n## Use\n\n{_ENGLISH}\n"
    document = _read(tmp_path, text, "README.md")
    assert [a.title for a in document.articles] == ["ferry"]
    assert _texts(document) == [_ENGLISH] * 3


def test_chapters_listed_in_a_text_with_headings_are_read(tmp_path: Path) -> None:
    """What a course is about, item by item, is no masthead and no heading."""
    items = [f"第{n}章 {name}" for n, name in enumerate(("准备", "过程", "更新", "鞅"), 1)]
    text = f"# 课程\n\n## 一、简介\n\n{_TOLD}\n\n## 二、讲义\n\n" + "\n\n".join(items) + f"\n\n## 三、进度\n\n{_TOLD}\n"
    assert _texts(_read(tmp_path, text, "course.md")) == [_TOLD, *items, _TOLD]


def test_who_holds_a_meeting_is_told(tmp_path: Path) -> None:
    """Below its time and place; the same label in the imprint of a publication is set aside."""
    text = (
        f"# 渡口会议\n\n时间：2031年6月1日\n\n地点：青石市图书馆\n\n{_TOLD}\n\n主办：青石市水利学会\n\n协办：渡口之家\n"
    )
    assert _texts(_read(tmp_path, text, "meeting.md"))[-2:] == ["主办：青石市水利学会", "协办：渡口之家"]


def test_what_computes_something_is_no_heading(tmp_path: Path) -> None:
    """σ = 39.952 stands alone over text as headings do; 一、 over it is one."""
    computed = f"σ = 39.952 m\n\n{_TOLD}\n\nP(X < 0.05) = 0.5199\n\n{_TOLD}"
    text = f"渡口的水位\n\n一、平均\n\n{_TOLD}\n\n{computed}\n\n二、结论\n\n{_TOLD}\n"
    (article,) = _read(tmp_path, text).articles
    assert [section.heading for section in article.sections] == ["一、平均", "二、结论"]


def test_lectures_of_a_plan_are_sections(tmp_path: Path) -> None:
    """A few words each, marked two levels below the title, whatever they are called."""
    plan = "\n\n".join(
        f"### 第{n}讲　{name}\n\n- 定义\n- 例子" for n, name in zip("一二三四五", "船桥路水灯", strict=True)
    )
    document = _read(
        tmp_path, f"# 渡口课程\n\n## 一、简介\n\n{_TOLD}\n\n## 二、进度\n\n{_TOLD}\n\n{plan}\n", "course.md"
    )
    assert [a.title for a in document.articles] == ["渡口课程"]
