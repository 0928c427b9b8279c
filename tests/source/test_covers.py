"""Covers of theses and reports in Word: the title is found, what the writers sign is not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read
from tests.source.word_file import p, r, write

_TOLD = "撑船的老人天不亮就到了渡口，先看水，再看天，一句话也不说，直到船离了岸，才说上游下过雨。" * 3
_CENTRED = '<w:jc w:val="center"/>'
_HEADING = '<w:outlineLvl w:val="0"/>'


def _large(text: str, size: int, extra: str = "") -> str:
    return p(r(text, f'<w:sz w:val="{size}"/>'), _CENTRED + extra)


def _chapters(*names: str) -> str:
    return "".join(p(name, _HEADING) + p(_TOLD) + p(_TOLD) for name in names)


def _read(folder: Path, body: str) -> Document:
    document = read(write(folder / "thesis.docx", body))
    assert document.ledger is not None and document.ledger.lost == 0
    return document


def test_a_title_that_is_large_and_not_marked(tmp_path: Path) -> None:
    """Where only headings are marked, the largest lines over them are the title; they are its sections."""
    body = _large("青石渡口的水位与", 44) + _large("开船的时刻", 44) + p("沈渡舟") + _chapters("引言", "水位", "结论")
    (article,) = _read(tmp_path, body).articles
    assert article.title == "青石渡口的水位与开船的时刻"
    assert [section.heading for section in article.sections if section.heading] == ["引言", "水位", "结论"]


@pytest.mark.parametrize(
    "cover",
    [
        _large("本 科 毕 业 论 文", 72, _HEADING) + p("题    目   青石渡口研究") + p("学    号   U2031"),
        _large("青石大学", 44, _HEADING)
        + p("论文题目：青石渡口研究")
        + p("指导教师：沈渡舟")
        + p("2031年6月8日", _HEADING),
        _large("硕士学位论文", 72) + _large("青石渡口研究", 44) + p("姓    名   沈渡舟", _HEADING),
    ],
)
def test_the_cover_of_a_thesis_names_it(tmp_path: Path, cover: str) -> None:
    """By what it calls the title, or by the largest line that does not say what kind of document it is."""
    document = _read(tmp_path, cover + _chapters("第一章 绪论", "第二章 水位", "第三章 船"))
    assert document.title == "青石渡口研究"
    headings = [a.title for a in document.articles] + [s.heading for a in document.articles for s in a.sections]
    assert not {"指导教师：沈渡舟", "2031年6月8日", "姓 名 沈渡舟", "青石大学"} & set(headings)


def test_a_dashed_line_under_the_kind_of_a_report_is_its_subtitle(tmp_path: Path) -> None:
    """It is no title by itself, however large."""
    body = (
        _large("调研报告", 72)
        + _large("——青石渡口的水位", 44)
        + p("姓名：沈渡舟")
        + _chapters("1 简介", "2 水位", "3 结论")
    )
    (article,) = _read(tmp_path, body).articles
    assert (article.title, article.subtitle) == ("调研报告", "青石渡口的水位")


def test_what_the_writer_of_a_thesis_signs_is_set_aside(tmp_path: Path) -> None:
    """From its heading to the next."""
    signed = p("学位论文原创性声明", _HEADING) + p(f"本人郑重声明：{_TOLD}") + p("作者签名：      年   月   日")
    document = _read(tmp_path, _large("青石渡口研究", 44) + signed + _chapters("摘要", "第一章 绪论", "第二章 水位"))
    said = "".join(x.text for a in document.articles for s in a.sections for x in s.paragraphs)
    assert "郑重声明" not in said
    assert "作者签名" not in said
    assert said.count("撑船的老人") == 6 * 3


def test_paragraphs_that_tell_of_chapters_are_none(tmp_path: Path) -> None:
    """Where chapters are marked, 第二章 in a figure of what stands where is no chapter."""
    plan = p("第一章") + p("讲渡口的来历") + p("第二章") + p("讲水位") + p("第三章") + p("讲船")
    body = p("第一章 绪论", _HEADING) + p(_TOLD) + plan + _chapters("第二章 水位", "第三章 船")
    assert [a.title for a in _read(tmp_path, body).articles] == [
        "第一章\u3000绪论",
        "第二章\u3000水位",
        "第三章\u3000船",
    ]


def test_what_may_be_chosen_from_in_a_test_is_read(tmp_path: Path) -> None:
    """A. to D. are no names, and a question is no heading; 一、 over them is one."""
    asked = "".join(
        p(f"（  ）{n}. 渡口的水位标志上写着：") + p("A. 3") + p("B. C") + p("C. D") + p("D. 王小川") for n in (1, 2, 3)
    )
    (article,) = _read(
        tmp_path, _large("渡口安全测试卷", 44) + p("一、单选题") + asked + p("二、问答题") + p(_TOLD)
    ).articles
    assert not article.authors
    assert [section.heading for section in article.sections] == ["一、单选题", "二、问答题"]


def test_numbered_sections_under_a_title_are_one_article(tmp_path: Path) -> None:
    """1引言 is the number of a section, however short the sections are and however large they are set."""
    body = _large("渡口改造可行性研究报告", 44) + p("指导教师：沈渡舟")
    for n, name in enumerate(("引言", "引用文件", "可行性", "结论"), 1):
        body += p(r(f"{n}{name}", '<w:sz w:val="44"/>'), _HEADING) + p(_TOLD[:60])
    (article,) = _read(tmp_path, body).articles
    assert next(section.heading for section in article.sections if section.heading) == "1引言"


def test_the_plan_of_a_thesis_has_no_chapters(tmp_path: Path) -> None:
    """Chapters over which nothing but sections is listed are what will be written."""
    plan = "".join(
        p(f"第{n}章  {name}") + p("第一节  来历") + p("第二节  现状")
        for n, name in zip("一二三", "水船人", strict=True)
    )
    body = _large("MBA学位论文开题报告", 48) + p("题    目：  渡口管理研究") + p("学    号：  U2031")
    body += (
        p("一、研究背景", _HEADING)
        + p(_TOLD)
        + p("二、论文大纲", _HEADING)
        + plan
        + p("三、研究方法", _HEADING)
        + p(_TOLD)
    )
    document = _read(tmp_path, body)
    assert [article.title for article in document.articles] == ["渡口管理研究"]


def test_a_title_that_is_raised_as_a_whole_is_no_power(tmp_path: Path) -> None:
    """It stands on nothing."""
    raised = p(
        r("青石渡口的水位与开船的时刻研究报告", '<w:sz w:val="44"/><w:vertAlign w:val="superscript"/>'), _CENTRED
    )
    assert _read(tmp_path, raised + _chapters("引言", "结论")).articles[0].title == "青石渡口的水位与开船的时刻研究报告"
