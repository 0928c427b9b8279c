"""What is not the text of a paper or a law is not read, and what is its text is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read
from tests.source.accounts import whole
from tests.source.test_printed_pages import ENGLISH
from tests.source.typeset import BOLD, SERIF, Sheet

_PARAGRAPH = "渡口的水位逐年下降，本文以三十年的观测资料分析其原因，并讨论上游取水和沿岸植被变化的影响。"
_REFERENCES = """\
[1]沈渡舟，顾南桥，等.南江渡口水位观测[J].水文研究

与进展,2015，12(1):89-95.

Shen Duzhou, Gu Nanqiao, et al. Observation of the level of the southern river [J]. Hydrology, 2015, 12(1):89-95.

[2] Marsh J, Reed A, et al. The handbook of ferries [M]. 9th ed. River Press, 2000: 318.

[3]顾南桥.沿岸植被与水位[J].水文研究与进展，2018，15(4):415-419
"""


def _read(text: str, folder: Path) -> tuple[Document, list[str]]:
    file = folder / "paper.md"
    file.write_text(text, "utf-8")
    document = read(file)
    return document, [p.text for a in document.articles for s in a.sections for p in s.paragraphs]


def test_references_end_with_their_last_entry_however_they_are_torn(tmp_path: Path) -> None:
    """Entries torn in two and their English twins go with the references; what follows the next heading is read."""
    text = f"# 渡口水位的变化\n\n# 1引言\n\n{_PARAGRAPH}\n\n# 参考文献：\n\n{_REFERENCES}\n# 附录\n\n{_PARAGRAPH}\n"
    _, paragraphs = _read(text, tmp_path)
    assert paragraphs == [_PARAGRAPH, _PARAGRAPH]


def test_classification_glued_to_the_keywords_is_not_read(tmp_path: Path) -> None:
    """The numbers of a library's classification are dropped behind the keywords also where a blank is lost."""
    keywords = "关键词：渡口；水位；沿岸植被"
    text = f"# 渡口水位的变化\n\n{keywords}中图分类号：P412.15 文献标识码：A\n\n# 1引言\n\n{_PARAGRAPH}\n"
    _, paragraphs = _read(text, tmp_path)
    assert keywords in paragraphs


def test_an_article_of_a_law_that_ends_in_a_colon_is_text(tmp_path: Path) -> None:
    """第三条 处理的种类： under the title of a chapter leads into its list, and is addressed to nobody."""
    laws = [f"第{n}条　渡口的使用应当遵守本条例，不得影响行船。" for n in "一二"]
    kinds, last = "第三条　处理的种类：", "第四条　本条例自公布之日起施行，由渡口所在地的镇负责解释。"
    text = (
        f"# 渡口条例\n\n## 第一章　总则\n\n{laws[0]}\n\n{laws[1]}\n\n## 第二章　处理\n\n{kinds}\n\n"
        f"（一）警告；\n\n（二）停渡。\n\n## 第三章　附则\n\n{last}\n"
    )
    document, paragraphs = _read(text, tmp_path)
    assert kinds in paragraphs
    assert [article.source for article in document.articles] == [None] * len(document.articles)


_DATED = """\
Marsh, J., & Reed, A. (2000). The handbook of ferries (9th ed.). River Press.

Adeline Holt, Joran Breck, and Al Mori. Reading a river from old pictures. arXiv preprint arXiv:1908.01234, 2019.

River Association. Observations of the lower crossing. Technical report, 2021. URL https://rivers.example/crossing.
"""


def test_references_without_numbers_are_set_aside(tmp_path: Path) -> None:
    """Entries that say who wrote what when are no text, and what follows the next heading is."""
    body = "The river fell year by year. In 2019, the ferry stopped for the first time, as Holt et al. report."
    text = f"# The level of the river\n\n## Causes\n\n{body}\n\n## References\n\n{_DATED}\n## Appendix\n\n{body}\n"
    document, paragraphs = _read(text, tmp_path)
    assert paragraphs == [body, body]
    assert sum("River Press" in finding.message for finding in document.findings) == 1


def test_references_of_a_printed_paper_are_set_aside_over_its_pages(tmp_path: Path) -> None:
    """Entries without numbers go on over the number of a page; a number with a point begins no note."""
    sheet = Sheet(tmp_path / "paper.pdf")
    body = "The river fell year by year, and nobody knew why the ferry lay on the gravel each summer. "
    sheet.centred(80, "The Level of the River", 20)
    y = sheet.column(60, 120, sheet.wrapped(body * 9, 470)) + 20
    sheet.line(60, y, "References", 13, BOLD)
    y += 20
    for number in range(24):
        if number == 14:
            sheet.line(290, 810, "1")
            sheet.page()
            y = 80
        entry = sheet.wrapped(
            f"Holt {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}, Breck J and Mori A. Levels of the lower crossing, part "
            f"{number + 1}. Journal of Rivers, {20 + number}(3):10-19, {1990 + number}. doi: 10.1117/12.20100{number}.",
            440,
        )
        sheet.line(60, y, entry[0])
        y = sheet.column(80, y + 12, entry[1:]) + 6
    sheet.line(290, 810, "2")
    sheet.save()
    document = read(tmp_path / "paper.pdf")
    paragraphs = [p.text for a in document.articles for s in a.sections for p in s.paragraphs]
    assert paragraphs == [" ".join((body * 9).split())]


_TORN = {
    "years without brackets": (
        "Holt {letter}., Breck J., 19{year}, J. Riv.",
        "Ser., {year}, A119",
        "Mori A., Reed C. D., Marsh E., Salter F.,",
        "Quill G., 20{year}, River Lett., 12, 8{year}",
    ),
    "numbers": (
        "[{number}] {letter}. Holt and J. Breck,",
        "On the levels of the lower crossing,",
        "Rev. Rivers {year} (19{year}) 316.",
        "~",
    ),
}


@pytest.mark.parametrize("form", _TORN)
def test_references_that_a_page_tears_are_set_aside(form: str, tmp_path: Path) -> None:
    """Volumes and pages on lines of their own, names on one line and the year on the next, stray signs between."""
    sheet = Sheet(tmp_path / "paper.pdf")
    body = "The river fell year by year, and nobody knew why the ferry lay on the gravel each summer. "
    sheet.centred(80, "The Level of the River", 20)
    y = sheet.column(60, 120, sheet.wrapped(body * 9, 470)) + 20
    sheet.line(60, y, "REFERENCES", 10, BOLD)
    for number in range(9):
        for at, line in enumerate(_TORN[form]):
            sheet.line(
                60 if at != 1 else 80,
                y + 12 * (4 * number + at + 1),
                line.format(letter="ABCDEFGHIJKL"[number], number=number + 1, year=60 + number),
            )
    sheet.save()
    document = read(tmp_path / "paper.pdf")
    paragraphs = [p.text for a in document.articles for s in a.sections for p in s.paragraphs]
    assert paragraphs == [" ".join((body * 9).split())]
    assert [article.authors for article in document.articles] == [()]


@pytest.mark.parametrize(
    "entries",
    [
        (
            "[1] 王小川. 河流水位研究[J]. 水利学报, 2015, 46(3): 12-18.",
            "[2] 李春梅, 赵立. 渡口管理[M]. 北京: 水利出版社, 2018.",
            "[3] 陆山行. 缆绳[D]. 青石大学, 2020.",
            "[4] 孙倩. 雾中行船[J]. 航运, 2021(2): 3-9.",
        ),
        (
            "[1] E. Marsh. Ferry planning. Journal of Rivers, 12(4):33-41, 2019.",
            "[2] J. Hale. Crossing water. In Proc. of the Rivers Conf., pages 12-20, 2017.",
            "[3] P. Wood. Fog and ferries. PhD thesis, River University, 2015.",
            "[4] A. Holt. Ropes. River Press, London, 2011, pp. 3-9.",
        ),
    ],
)
def test_references_under_no_heading_are_set_aside(entries: tuple[str, ...], tmp_path: Path) -> None:
    """Marked entries one below the other that say where and when a work appeared."""
    text = "# 渡口研究\n\n撑船的老人天不亮就到了渡口，先看水，再看天[1]。\n\n" + "\n\n".join(entries) + "\n"
    document = whole(tmp_path / "paper.md", text)
    assert not any(p.text.startswith("[") for s in document.articles[0].sections for p in s.paragraphs)
    assert sum("references" in f.message for f in document.findings) == 4


def test_marked_remarks_are_no_references(tmp_path: Path) -> None:
    """Notes that explain something name no work."""
    notes = "[1] 看水是当地人的说法。\n\n[2] 1931 年以前叫老码头。\n\n[3] 缆绳用棕做。\n"
    document = whole(tmp_path / "paper.md", f"# 渡口研究\n\n撑船的老人天不亮就到了渡口，先看水[1]，再看天。\n\n{notes}")
    assert not any("references" in f.message for f in document.findings)


def _printed_paper(folder: Path, head: list[tuple[str, float, str]], cells: Sequence[tuple[str, ...]] = ()) -> Document:
    """A typeset paper: lines of its head with their sizes and fonts, rows of cells under them, and its text."""
    sheet = Sheet(folder / "paper.pdf")
    y = 80.0
    for text, size, font in head:
        sheet.line(60, y, text, size, font)
        y += 1.8 * size
    for row in cells:
        for place, cell in enumerate(row):
            sheet.line(60 + 150 * place, y, cell, 9)
        y += 13
    y = sheet.column(60, y + 30, sheet.wrapped(" ".join(ENGLISH), 470))
    sheet.line(60, y + 20, "1. Introduction", 12, BOLD)
    sheet.column(60, y + 40, sheet.wrapped(" ".join(ENGLISH[::-1]), 470))
    sheet.save()
    return read(folder / "paper.pdf")


def test_the_head_of_a_printed_paper_is_known_by_what_it_says(tmp_path: Path) -> None:
    """Its kind stands over the title; authors, places, dates and terms under it, with no abstract named."""
    head = [
        ("Research Article", 18, SERIF),
        ("What the Harbour of Saltby Cost", 18, BOLD),
        ("Ana B. Holt, Jo Reed, and Al Mori", 12, BOLD),
        ("Department of Harbours, University of Millbrook, Millbrook, UK", 9, SERIF),
        ("Correspondence should be addressed to Jo Reed, jo@millbrook.edu", 9, SERIF),
        ("Received 9 November 2030; Accepted 25 December 2030", 9, SERIF),
    ]
    (one,) = _printed_paper(tmp_path, head).articles
    assert (one.title, one.column) == ("What the Harbour of Saltby Cost", "Research Article")
    assert one.authors == ("Ana B. Holt", "Jo Reed", "Al Mori")
    paragraphs = " ".join(p.text for section in one.sections for p in section.paragraphs)
    assert not any(word in paragraphs for word in ("Received", "Correspondence", "Department"))


@pytest.mark.parametrize("names", [("Ana B. Holt", "Jo Reed", "Al Mori"), ("Jo Reed Ana Holt Al Mori",)])
def test_authors_of_a_paper_stand_beside_one_another(names: tuple[str, ...], tmp_path: Path) -> None:
    """Names in a row, each over where its bearer works, are no table; nor need anything stand between them."""
    head = [("What the Harbour of Saltby Cost", 18, BOLD)]
    cells = [
        names,
        ("University of Millbrook",) * len(names),
        ("a@millbrook.edu", "b@millbrook.edu", "c@millbrook.edu"),
    ]
    sheet = [*head, ("Abstract", 10, BOLD)] if len(names) == 1 else head
    if len(names) == 1:
        sheet.insert(1, (names[0], 10, BOLD))
        cells = []
    (one,) = _printed_paper(tmp_path, sheet, cells).articles
    assert one.authors == (names if len(names) > 1 else ("Jo Reed", "Ana Holt", "Al Mori"))


LONG = "\n\n".join(" ".join(ENGLISH) for _ in range(8))
"""A section as long as a chapter of a book."""


def test_numbered_sections_below_an_abstract_are_no_chapters(tmp_path: Path) -> None:
    """From an introduction on, however long they are."""
    names = ["Introduction", "Two Harbours", "What Was Paid", "Results", "Discussion"]
    sections = "\n\n".join(f"{n} {name}\n\n{LONG}" for n, name in enumerate(names, 1))
    head = "What the Harbour of Saltby Cost\n\nAna Holt, Jo Reed\n\n"
    (paper,) = whole(tmp_path / "paper.txt", f"{head}Abstract\n\n{ENGLISH[0]}\n\n{sections}\n").articles
    assert paper.title == "What the Harbour of Saltby Cost"
    assert [one.heading for one in paper.sections][-5:] == [f"{n} {name}" for n, name in enumerate(names, 1)]


def test_marks_part_the_authors_of_a_paper(tmp_path: Path) -> None:
    """Where nothing else stands between their names."""
    head = [
        ("What the Harbour of Saltby Cost", 18, BOLD),
        ("Ana B. Holt* Jo Reed† Maria Osei‡,*", 12, SERIF),
        ("*University of Millbrook †Institute of Harbours ‡Saltby College", 9, SERIF),
        ("Received 9 November 2030; Accepted 25 December 2030", 9, SERIF),
        ("Correspondence: jo@millbrook.edu", 9, SERIF),
    ]
    (one,) = _printed_paper(tmp_path, head).articles
    assert one.authors == ("Ana B. Holt", "Jo Reed", "Maria Osei")


@pytest.mark.parametrize(
    "label", ["Key words: river, ferry, gravel", "Abstract. The river fell, and the ferry with it."]
)
def test_long_numbered_sections_below_keywords_are_of_one_paper(label: str, tmp_path: Path) -> None:
    """Also where no heading says that there is an abstract: a line that begins so does."""
    body = " ".join(ENGLISH * 12)
    sections = "".join(
        f"{number}. {name}\n\n{body}\n\n"
        for number, name in enumerate(
            ["Introduction", "Gauges", "Weather", "Ferries", "Gravel", "Maps", "Floods", "Results", "Discussion"], 1
        )
    )
    file = tmp_path / "paper.txt"
    file.write_text(f"The Level of the River\n\nAda Holm\n\n{ENGLISH[0]}\n\n{label}\n\n{sections}", "utf-8")
    assert [article.title for article in read(file).articles] == ["The Level of the River"]
