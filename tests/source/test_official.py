"""Official documents: notices with what is annexed to them, decisions, forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read
from tests.source.accounts import whole
from tests.source.word_file import p, r, table, write

_TOLD = "各渡口应当在岸边设置水位标志，水位超过标志的不得开船，并及时向水行政主管部门报告当日的情况。"


def _texts(document: Document) -> list[str]:
    return [p.text for a in document.articles for s in a.sections for p in s.paragraphs]


def test_what_leads_into_duties_is_no_address(tmp_path: Path) -> None:
    """A numbered line that names an office and ends with a colon is said; it is for nobody."""
    led = "二、市水行政主管部门在市人民政府的领导下，管理全市的渡口，其主要职责是："
    text = f"渡口管理职责暂行规定\n\n{_TOLD}\n\n一、{_TOLD}\n\n{led}\n\n（一）{_TOLD}\n\n（二）{_TOLD}\n"
    document = whole(tmp_path / "duties.txt", text)
    said = [*_texts(document), *(s.heading or "" for a in document.articles for s in a.sections)]
    assert any("其主要职责是" in line for line in said)


def test_paragraphs_of_a_word_file_end_where_they_look_otherwise(tmp_path: Path) -> None:
    """An item's name, what ends with a semicolon and what is centred are not joined to the paragraph below."""
    body = "".join(map(p, ("渡口情况", "1）水位监测", _TOLD, "2）资料上报；", _TOLD)))
    document = read(write(tmp_path / "items.docx", body))
    assert _texts(document)[-4:] == ["1）水位监测", _TOLD, "2）资料上报；", _TOLD]


def _notice(*, called: bool) -> str:
    """The body of a Word file: a notice, signed and dated, and two rules annexed to it, each on its page, under 附件1
    and 附件2 if `called`."""
    centred, large = '<w:jc w:val="center"/>', '<w:sz w:val="44"/>'
    title = p(r("青石市水务局关于印发渡口管理规定的", large), centred) + p(r("通知", large), centred)
    notice = p("各县（区）水务局：") + p(_TOLD) + p("青石市水务局") + p("2031年5月6日") + p("（此件公开发布）")
    rules = ""
    for n in "一二":
        new = "<w:pageBreakBefore/>"
        rules += p(f"附件{'一二'.index(n) + 1}", new) if called else ""
        rules += p(r(f"青石市渡口管理规定之{n}", large), centred if called else new + centred)
        rules += p("一、水位") + p(_TOLD) + p("二、船员") + p(_TOLD)
    return title + notice + rules


@pytest.mark.parametrize("called", [False, True])
def test_rules_annexed_to_a_notice_are_articles(tmp_path: Path, called: bool) -> None:
    """They are headed as the notice is, and begin pages; whoever signed the notice is no heading in it."""
    document = read(write(tmp_path / "notice.docx", _notice(called=called)))
    titles = [article.title for article in document.articles]
    names = [title.rpartition(" ")[2] for title in titles]
    assert names[0] == "青石市水务局关于印发渡口管理规定的通知"
    assert names[1:] == ["青石市渡口管理规定之一", "青石市渡口管理规定之二"]
    assert [section.heading for section in document.articles[0].sections] == [None]
    assert "青石市水务局" in (document.articles[0].source or "")


def test_a_table_under_the_name_of_an_annex_has_a_title(tmp_path: Path) -> None:
    """附件1 over it is said before, and a document that is one table has a title like any other."""
    rows = table(["时间", "内容"], ["第一天", "看水位标志，听渡口的老人讲课。"])
    (article,) = read(
        write(tmp_path / "annex.docx", p("附件1") + p("渡口课程安排", '<w:jc w:val="center"/>') + rows)
    ).articles
    assert (article.title, article.column) == ("渡口课程安排", "附件1")


def test_a_row_over_a_form_is_its_title(tmp_path: Path) -> None:
    """One cell as wide as the table, over all others."""
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("渡口安全课教案")}</w:tc></w:tr>'
    rows = table(["年级", "初二"], ["目标", "知道水位标志说什么。"])
    form = rows.replace("<w:tbl>", f"<w:tbl>{wide}")
    (article,) = read(write(tmp_path / "form.docx", form)).articles
    assert article.title == "渡口安全课教案"
    assert [p.kind for s in article.sections for p in s.paragraphs] == ["table", "table"]


def test_lines_of_a_form_are_no_headings(tmp_path: Path) -> None:
    """Who signs what where, label by label, is said as it stands; a contract's clauses with names are headings."""
    fields = (
        "项目名称：青石渡口浮桥",
        "委托方（甲方）：青石市水务局",
        "受托方（乙方）：______",
        "签订地点：青石市东区",
    )
    clauses = "".join(
        f"第{n}条、{name}\n\n{_TOLD}\n\n1、{_TOLD}\n\n"
        for n, name in zip("一二三", ("标的", "交付", "付款"), strict=True)
    )
    document = whole(tmp_path / "contract.txt", "浮桥建造合同\n\n" + "\n".join(fields) + f"\n\n{_TOLD}\n\n{clauses}")
    (article,) = document.articles
    assert article.title == "浮桥建造合同"
    assert not article.authors
    assert [section.heading for section in article.sections] == [None, "第一条、标的", "第二条、交付", "第三条、付款"]
    assert set(fields) <= set(_texts(document))
