# ruff: noqa: E501 - XML
"""Word files: what Word shows is read once, in its order; what is not read is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiobook.source import read
from audiobook.source.readers.word.inline import Inline
from audiobook.source.readers.word.rows import Cell
from audiobook.source.readers.word.story import Story
from tests.source.accounts import aside, difference, extract, texts
from tests.source.word_file import (
    box,
    control,
    field,
    levels,
    listed,
    lists,
    math,
    mr,
    notes,
    p,
    r,
    sub,
    sup,
    table,
    write,
)

CELL = "<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (r("面积10") + sup("6") + r("平方米。"), "面积10⁶平方米。"),
        (r("速度为3m/s") + sup("2") + r("。"), "速度为3m/s²。"),
        (r("这是") + r("H") + sub("2") + r("O和CO") + sub("2") + r("。"), "这是H₂O和CO₂。"),
        (r("x") + sub("max") + r("与x") + sup("n+1"), "x_(max)与x^(n+1)"),
        (r("前人已有研究") + sup("[1]") + r("。"), "前人已有研究[1]。"),
        (r("唐代") + sup("2") + r("的诗"), "唐代[2]的诗"),
        (r("在1984") + sup("①") + r("年"), "在1984[1]年"),
        (r("the 5") + sup("th") + r(" of May"), "the 5th of May"),
        (r("a word") + sup("2-") + sup("4") + r(" here"), "a word[2–4] here"),
        ("<w:r><w:ruby><w:rt>" + r("qiú") + "</w:rt><w:rubyBase>" + r("仇") + "</w:rubyBase></w:ruby></w:r>" + r("先生"), "仇（qiú）先生"),
        (r("角") + '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>' + r("和") + '<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>', "角α和①"),
        (r("角\uf062", '<w:rFonts w:ascii="Symbol"/>'), "角β"),
        (control(r("控件里的字")) + r("。"), "控件里的字。"),
        ('<w:hyperlink w:anchor="x">' + r("链接") + "</w:hyperlink>" + r("后"), "链接后"),
        ("<w:ins>" + r("插入") + "</w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>" + r("的"), "插入的"),
        ("<w:moveFrom>" + r("移走") + "</w:moveFrom><w:moveTo>" + r("移来") + "</w:moveTo>", "移来"),
        (r("看得见") + r("看不见", "<w:vanish/>"), "看得见"),
        (r("第") + field("PAGE", r("7")) + r("页"), "第7页"),
        ('<w:fldSimple w:instr="SEQ 图">' + r("3") + "</w:fldSimple>" + r("号"), "3号"),
        (r("圈") + field("eq \\o\\ac(○,3)", "").replace('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "") + r("号"), "圈③号"),
        (r("前") + '<w:r><w:tab/><w:t>后</w:t><w:br/><w:t>下</w:t></w:r>', "前\t后\n下"),
        (r("non") + "<w:r><w:noBreakHyphen/></w:r>" + r("stop"), "non-stop"),
        (r("设") + math(mr("x") + mr("=1")) + r("，则"), r"设\(x=1\)，则"),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph(inner: str, text: str, tmp_path: Path) -> None:
    """Powers, marks, readings, signs, controls, changes and fields become the text that Word shows."""
    path = write(tmp_path / "a.docx", p(inner) + p("末段。"))
    found = extract(path)
    assert texts(found)[0] == text
    assert difference(path, found) == ("", "")


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (mr("a²+b²=c²"), "a²+b²=c²"),
        (CELL.format(mr("a+b"), mr("2")), "(a+b)/2"),
        (CELL.format(mr("1"), mr("2a")), "1/(2a)"),
        ("<m:sSup><m:e>" + mr("x") + "</m:e><m:sup>" + mr("2") + "</m:sup></m:sSup>", "x²"),
        ("<m:sSubSup><m:e>" + mr("x") + "</m:e><m:sub>" + mr("i") + "</m:sub><m:sup>" + mr("2") + "</m:sup></m:sSubSup>", "xᵢ²"),
        ("<m:rad><m:deg/><m:e>" + mr("x+1") + "</m:e></m:rad>", "√(x+1)"),
        ("<m:rad><m:deg>" + mr("3") + "</m:deg><m:e>" + mr("x") + "</m:e></m:rad>", "³√(x)"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>' + mr("i=1") + "</m:sub><m:sup>" + mr("n") + "</m:sup><m:e>" + mr("y") + "</m:e></m:nary>",
            "∑_(i=1)^n y",
        ),
        ("<m:func><m:fName><m:limLow><m:e>" + mr("lim") + "</m:e><m:lim>" + mr("x→0") + "</m:lim></m:limLow></m:fName><m:e>" + mr("x") + "</m:e></m:func>", "lim_(x→0) x"),
        ('<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr><m:e><m:eqArr><m:e>' + mr("x=1") + "</m:e><m:e>" + mr("y=2") + "</m:e></m:eqArr></m:e></m:d>", "{x=1; y=2"),
        ("<m:d><m:e><m:m><m:mr><m:e>" + mr("a") + "</m:e><m:e>" + mr("b") + "</m:e></m:mr><m:mr><m:e>" + mr("c") + "</m:e><m:e>" + mr("d") + "</m:e></m:mr></m:m></m:e></m:d>", "(a, b; c, d)"),
        ("<m:bar><m:barPr><m:pos m:val='top'/></m:barPr><m:e>" + mr("x") + "</m:e></m:bar>", "x\u0305"),
        ("<m:unheard><m:e>" + mr("z") + "</m:e></m:unheard>", "z"),
        (mr("\U0001d465\U0001d7d1"), "x3"),
    ],
)  # fmt: skip
def test_a_formula_is_one_line_that_keeps_every_letter(inner: str, text: str, tmp_path: Path) -> None:
    """Fractions, roots, sums and matrices are written in one line; a formula alone is a block of its own."""
    path = write(
        tmp_path / "a.docx",
        p("如下：") + p(f"<m:oMathPara>{math(inner)}</m:oMathPara>") + p(math(inner) + r("（3-1）")),
    )
    found = extract(path)
    assert [(block.text, block.kind) for block in found.blocks[1:]] == [
        (text, "formula"),
        (f"{text} （3-1）", "formula"),
    ]
    assert difference(path, found) == ("", "")


def test_numbers_of_lists_are_counted_as_word_counts_them(tmp_path: Path) -> None:
    """Decimal, several levels, Chinese, restarted lists; an empty item counts, a deleted one does not, bullets are silent."""
    numbering = lists(
        levels(("decimal", "%1."), ("decimal", "%1.%2")),
        levels(("chineseCounting", "%1、"), ("chineseCounting", "（%2）")),
        levels(("bullet", "•")),
        levels(("decimalEnclosedCircle", "%1"), ("lowerLetter", "%2)")),
    ).replace(
        '<w:num w:numId="4">',
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="4">',
    )
    gone = "<w:del><w:r><w:delText>删去的一项</w:delText></w:r></w:del>"
    body = (
        p("甲", listed(1)) + p("乙", listed(1, 1)) + p("丙", listed(1, 1)) + p(gone, listed(1)) + p("丁", listed(1))
        + p("戊", listed(1, 1)) + p("<w:r/>", listed(1)) + p("己", listed(1)) + p("庚", listed(2)) + p("辛", listed(2, 1))
        + p("壬", listed(2)) + p("癸", listed(3)) + p("子", listed(4)) + p("丑", listed(4, 1)) + p("寅", listed(5)) + p("卯", listed(0))
    )  # fmt: skip
    path = write(tmp_path / "a.docx", body, numbering=numbering)
    found = extract(path)
    assert texts(found) == [
        "1. 甲", "1.1 乙", "1.2 丙", "2. 丁", "2.1 戊", "4. 己", "一、庚", "（一）辛", "二、壬", "癸", "① 子", "a) 丑", "1. 寅", "卯"
    ]  # fmt: skip
    assert found.blocks[6].kind == "body"
    assert found.blocks[9].kind == "list"
    assert difference(path, found) == ("", "")


def test_notes_stand_at_the_end_of_their_section(tmp_path: Path) -> None:
    """Footnotes and endnotes are marked where they belong, and read once; one that nothing leads to is set aside."""
    heading = '<w:outlineLvl w:val="0"/>'
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = (
        p("第一节", heading) + p(r("引文") + mark.format("footnote", 1) + r("在此。")) + p("正文。")
        + p("第二节", heading) + p(r("再引") + mark.format("endnote", 1) + r("与") + mark.format("footnote", 1) + r("。"))
    )  # fmt: skip
    path = write(
        tmp_path / "a.docx",
        body,
        footnotes=notes("footnote", "脚注的话。", "没有人引的话。"),
        endnotes=notes("endnote", "尾注的话。"),
    )
    found = extract(path)
    assert [(b.text, b.kind) for b in found.blocks] == [
        ("第一节", "body"), ("引文[1]在此。", "body"), ("正文。", "body"), ("[1] 脚注的话。", "note"),
        ("第二节", "body"), ("再引[2]与[1]。", "body"), ("[2] 尾注的话。", "note"),
    ]  # fmt: skip
    assert "没有人引的话。" in aside(found)
    assert difference(path, found) == ("", "")


def test_a_mark_of_the_authors_own(tmp_path: Path) -> None:
    """A note whose mark the author chose keeps it."""
    body = p(r("标题") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>')
    path = write(tmp_path / "a.docx", body, footnotes=notes("footnote", "基金项目。"))
    found = extract(path)
    assert texts(found) == ["标题[*]", "[*] 基金项目。"]
    assert difference(path, found) == ("", "")


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    """Of the two renderings of a box one is read, behind the paragraph it hangs on, with the tables in it."""
    inner = p("框里的话。") + table(["年", "量"], ["2023", "100"])
    path = write(tmp_path / "a.docx", p(box(inner) + r("框外的话。")) + p("末段。"))
    found = extract(path)
    assert texts(found) == ["框外的话。", "框里的话。", "年\t量", "2023\t100", "末段。"]
    assert difference(path, found) == ("", "")


def test_rows_of_tables(tmp_path: Path) -> None:
    """Cells are parted by tabs and keep their columns; a table in a cell follows its row; a frame is no table."""
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    on = "<w:tcPr><w:vMerge/></w:tcPr>"
    body = (
        table(["", "2020", "2021"], ["甲县", "1", "2"], [on + p("<w:r/>"), "3", "4"], [wide + p("合计"), "9"])
        + table(["甲", p("乙") + table(["丙", "丁"], ["戊", "己"])]) + table([p("框里第一段。") + p("框里第二段。")])
    )  # fmt: skip
    path = write(tmp_path / "a.docx", body)
    found = extract(path)
    assert [(b.text, b.kind) for b in found.blocks] == [
        ("\t2020\t2021", "table"), ("甲县\t1\t2", "table"), ("\t3\t4", "table"), ("合计\t\t9", "table"),
        ("甲\t乙", "table"), ("丙\t丁", "table"), ("戊\t己", "table"),
        ("框里第一段。", "body"), ("框里第二段。", "body"),
    ]  # fmt: skip
    assert difference(path, found) == ("", "")


def test_a_table_is_no_contents_page(tmp_path: Path) -> None:
    """Rows that end in rising figures are a table, and all that follows it is read."""
    rows = [[f"第{name}乡", str(10 + 3 * place)] for place, name in enumerate("一二三四五六七")]
    body = p("年度报告", '<w:pStyle w:val="Heading1"/>') + p("各乡产量见下表。") + table(["乡", "产量"], *rows)
    for _ in range(5):
        body += p("这是一段写得完整的话，有头有尾，也有句号。")
    document = read(write(tmp_path / "a.docx", body))
    assert document.ledger is not None
    assert document.ledger.lost == document.ledger.set_aside == 0
    assert sum(len(section.paragraphs) for section in document.articles[0].sections) == 14


def test_what_is_set_aside_is_named_with_its_text(tmp_path: Path) -> None:
    """Tables of contents, page heads, comments, hidden and deleted text, prompts and charts are findings, whole."""
    entry = (
        '<w:hyperlink w:anchor="_Toc1">'
        + r("第一章 茶")
        + "<w:r><w:tab/></w:r>"
        + field("PAGEREF _Toc1", r("3"))
        + "</w:hyperlink>"
    )
    toc = p(field('TOC \\o "1-3"', entry + "</w:p><w:p>" + entry.replace("一", "二")))
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    body = (
        p("目录") + toc + control(p("目 录") + p("图表一"), gallery) + p(control(r("点此输入"), "<w:showingPlcHdr/>") + r("填好的话。"))
        + p("第一章 茶", '<w:pStyle w:val="Heading1"/>') + p(r("正文。") + r("暗记", "<w:vanish/>"))
    )  # fmt: skip
    path = write(
        tmp_path / "a.docx", body, header1=p("页眉"), footer1=p(r("第") + field("PAGE", r("9")) + r("页")),
        comments=f'<w:comment w:author="甲">{p("批注一条")}</w:comment>',
    )  # fmt: skip
    found = extract(path)
    assert texts(found) == ["填好的话。", "第一章 茶", "正文。"]
    reasons = [finding.message for finding in found.findings]
    for why in ("contents page", "prompt of a form", "hidden text", "page head", "page foot", "comment"):
        assert any(message.startswith(f"Not read ({why}): ") for message in reasons), why
    assert difference(path, found) == ("", "")


def test_a_field_that_never_ends_takes_only_its_page(tmp_path: Path) -> None:
    """A table of contents without an end stops at the next heading, code without an end with its paragraph."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = (
        p(begin.format("TOC") + separate + r("一 3")) + p("一", '<w:outlineLvl w:val="0"/>') + p("正文甲。")
        + p(begin.format("REF x") + r("乙")) + p("正文丙。")
    )  # fmt: skip
    path = write(tmp_path / "a.docx", body)
    found = extract(path)
    assert texts(found) == ["一", "正文甲。", "正文丙。"]
    assert difference(path, found) == ("", "")


def test_paragraphs_that_are_one(tmp_path: Path) -> None:
    """A dropped initial, and a paragraph whose mark was deleted, go on in the next one."""
    drop = '<w:framePr w:dropCap="drop" w:lines="2"/>'
    body = p("春", drop) + p("天来了。") + p("花", "<w:rPr><w:del/></w:rPr>") + p("开了。") + p("完", drop)
    path = write(tmp_path / "a.docx", body)
    assert texts(extract(path)) == ["春天来了。", "花开了。", "完"]


def test_signs_and_objects_without_text_are_named(tmp_path: Path) -> None:
    """A sign of an unknown font, a formula that is an object and a file put in are findings."""
    body = p(
        r("看") + '<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>'
        '<w:r><w:object><o:OLEObject ProgID="Equation.DSMT4"/></w:object></w:r>'
    ) + "<w:altChunk/>"  # fmt: skip
    kinds = [finding.kind for finding in extract(write(tmp_path / "a.docx", body)).findings]
    assert kinds == ["symbol", "formula", "skipped"]


def test_styles_in_a_circle_and_tables_without_end(tmp_path: Path) -> None:
    """A style on itself and a cell of two hundred million columns are read like others."""
    styles = "".join(
        f'<w:style w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA")
    )
    wide = '<w:tcPr><w:gridSpan w:val="200000000"/></w:tcPr>' + p("宽")
    path = write(tmp_path / "a.docx", p("正文。", '<w:pStyle w:val="A"/>') + table([wide, "末"]), styles=styles)
    first, row = extract(path).blocks
    assert first.text == "正文。"
    assert row.text.split() == ["宽", "末"]
    assert len(row.text) < 100


def test_the_strict_variant_is_read(tmp_path: Path) -> None:
    """ISO 29500 Strict has other names for the same things."""
    path = write(tmp_path / "a.docx", p(r("正文") + math(mr("x"))) + p("末段。"))
    strict = tmp_path / "b.docx"
    import zipfile

    with zipfile.ZipFile(path) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(
                b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"
            )
            target.writestr(
                name,
                data.replace(
                    b"schemas.openxmlformats.org/officeDocument/2006/math", b"purl.oclc.org/ooxml/officeDocument/math"
                ),
            )
    assert texts(extract(strict)) == [r"正文\(x\)", "末段。"]
    assert difference(strict, extract(strict)) == ("", "")


# ------------------------------------------------------------------------------------------------ the law

WORDS = st.text("春夏秋冬山水风月东西南北一二三四abcxyz0123456789", min_size=1, max_size=6)
RUNS = st.one_of(
    WORDS.map(r),
    WORDS.map(sup),
    WORDS.map(sub),
    WORDS.map(lambda x: r(x, "<w:vanish/>")),
    WORDS.map(lambda x: math(mr(x))),
    st.tuples(WORDS, WORDS).map(lambda x: math(CELL.format(mr(x[0]), mr(x[1])))),
    WORDS.map(lambda x: f"<w:del><w:r><w:delText>{x}</w:delText></w:r></w:del>"),
    WORDS.map(lambda x: f"<w:ins>{r(x)}</w:ins>"),
    WORDS.map(lambda x: field("REF a", r(x))),
    WORDS.map(lambda x: field("TOC", r(x))),
    WORDS.map(lambda x: control(r(x))),
    st.integers(0x61, 0x7A).map(lambda x: f'<w:r><w:sym w:font="Symbol" w:char="F0{x:02X}"/></w:r>'),
    st.just('<w:r><w:footnoteReference w:id="1"/></w:r>'),
    st.just('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
    st.just('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
)
PROPERTIES = st.sampled_from(
    ["", listed(1), listed(2, 1), '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="TOC1"/>', "<w:rPr><w:del/></w:rPr>"]
)
PARAGRAPHS = st.tuples(st.lists(RUNS, max_size=5), PROPERTIES).map(lambda x: p("<w:r/>" + "".join(x[0]), x[1]))
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda x: control("".join(x))),
        st.lists(inner, min_size=1, max_size=2).map(lambda x: p(r("框") + box("".join(x)))),
        st.lists(st.lists(inner, min_size=2, max_size=2), min_size=1, max_size=3).map(lambda x: table(*x)),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(BLOCKS, min_size=1, max_size=5))
def test_every_letter_of_a_word_file_is_accounted_for(blocks: list[str], tmp_path: Path) -> None:
    """Whatever stands in whatever: each letter is read or set aside, and none is made up."""
    numbering = lists(levels(("decimal", "%1.")), levels(("chineseCounting", "%1、"), ("decimal", "%1.%2")))
    path = write(
        tmp_path / "a.docx",
        "".join(blocks) + p("末段。"),
        numbering=numbering,
        footnotes=notes("footnote", "脚注一条。"),
    )
    assert difference(path, extract(path)) == ("", "")


BROKEN = {
    "a table's second column": (Cell, "text", property(lambda self: self.found[0].block.text if self.found and self.found[0].block.text != "水位" else "")),
    "symbols": (Inline, "_symbol", lambda self, element: None),
    "formulas": (Inline, "_formula", lambda self, element: None),
    "content controls": (Story, "_control", lambda self, element: iter(())),
    "text boxes": (Story, "separately", lambda self, element: []),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_the_law_notices_a_broken_reader(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that drops something is found out by the second look."""
    body = (
        p("水闸手册", '<w:pStyle w:val="Heading1"/>') + control(p("控件里的一整段话，应当读出来。"))
        + p(r("角") + '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>' + math(mr("Q=vA")) + r("在此，字要写清楚。"))
        + p(r("正文一段，写得完整。") + box(p("框里的提示，也要读。"))) + table(["站名", "水位"], ["甲站", "7"])
    )  # fmt: skip
    path = write(tmp_path / "a.docx", body)
    whole = read(path).ledger
    assert whole is not None
    assert whole.lost == 0
    owner, name, broken = BROKEN[what]
    monkeypatch.setattr(owner, name, broken)
    ledger = read(path).ledger
    assert ledger is not None
    assert ledger.lost > 0


def test_what_an_official_letter_brings_is_an_article_of_its_own(tmp_path: Path) -> None:
    """Titles in large type at the heads of pages, one of them over two lines; who signs and when closes the letter."""
    large = '<w:jc w:val="center"/>'
    big = '<w:sz w:val="44"/>'
    told = "渡口的管理要责任到人，每天检查缆绳和跳板，水位高于警戒线的时候不得开船，并且及时向上级报告情况。"
    file = write(
        tmp_path / "letter.docx",
        p(r("青石市人民政府关于印发渡口两个规定的通知", big), large)
        + p("青政发〔2031〕15号", large)
        + p("各县、区人民政府：")
        + p(told)
        + p("青石市人民政府")
        + p("2031年6月1日")
        + "".join(
            p('<w:r><w:br w:type="page"/></w:r>' + "<w:r><w:br/></w:r>".join(r(half, big) for half in title), large)
            + p("为了加强管理，特制定以下规定：")
            + p("一、关于开船")
            + p(told)
            + p("二、关于停船")
            + p(told)
            for title in (("渡口日常管理和安全责任", "落实的规定"), ("渡口票价的规定",))
        ),
    )
    document = read(file)
    assert [a.title for a in document.articles] == [
        "青石市人民政府关于印发渡口两个规定的通知", "渡口日常管理和安全责任落实的规定", "渡口票价的规定",
    ]  # fmt: skip
    said = [one.text for s in document.articles[1].sections for one in s.paragraphs]
    assert said[0] == "为了加强管理，特制定以下规定："


PREFORMATTED = '<w:style w:type="paragraph" w:styleId="Pasted"><w:name w:val="HTML Preformatted"/></w:style>'


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("The tide had gone out by noon,", "and the boats lay on their sides."), "body"),
        (("潮水在中午退了，船都侧躺在泥里。", "孩子们提着桶跑下堤岸。"), "body"),
        (("for boat in boats:", "    boat.rest(side='left')"), "code"),
        (("npm install tide", "npm run build"), "code"),
    ],
)
def test_pasted_text_is_code_only_where_it_reads_as_code(tmp_path: Path, lines: tuple[str, ...], kind: str) -> None:
    """What a translator's page leaves in Word is preformatted and read; commands and programs are code."""
    body = p("Low water") + "".join(p(line, '<w:pStyle w:val="Pasted"/>') for line in lines)
    blocks = extract(write(tmp_path / "a.docx", body, styles=PREFORMATTED)).blocks
    assert [block.kind for block in blocks[1:]] == [kind] * len(lines)
