"""The editable script: what is written is read back."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import UnreadableSource
from audiobook.model import Article, Document, Finding, Paragraph, ParagraphKind, Section
from audiobook.source import script
from tests.conftest import more_examples

TEXT = st.text(
    st.one_of(
        st.sampled_from(list('#>-|:~$^\\`*+= "[]、,\n\t　一二。（）“”()a1.')),
        st.characters(blacklist_categories=["Cs", "Cc"]),
    ),
    max_size=30,
)
LINE = TEXT.map(lambda text: text.replace("\n", " ").replace("\t", " "))
KINDS = get_args(ParagraphKind)
PARAGRAPH = st.builds(Paragraph, TEXT, st.none(), st.sampled_from(KINDS))
SECTION = st.builds(Section, st.none() | LINE, st.lists(PARAGRAPH, max_size=3).map(tuple), st.integers(1, 6), st.none())
ARTICLE = st.builds(
    Article,
    number=st.integers(1, 9),
    title=LINE,
    sections=st.lists(SECTION, max_size=3).map(tuple),
    subtitle=st.none() | LINE,
    authors=st.lists(LINE, max_size=3).map(tuple),
    note=st.none() | TEXT,
    source=st.none() | TEXT,
    column=st.none() | LINE,
    date=st.none() | LINE,
    emphasised=st.lists(LINE, max_size=3).map(tuple),
    language=st.sampled_from(["zh", "en"]),
)
LINES = st.none() | st.tuples(st.integers(1, 99), st.integers(1, 99))
DOCUMENT = st.builds(
    Document,
    title=LINE.filter(bool),
    articles=st.lists(ARTICLE, max_size=3).map(tuple),
    findings=st.lists(st.builds(Finding, st.sampled_from(["torn", "doubled"]), LINES, TEXT), max_size=2).map(tuple),
    issue=st.none() | LINE,
    date=st.none() | st.just("2024-05"),
    publisher=st.none() | LINE,
    language=st.sampled_from(["zh", "en"]),
    imprint=st.lists(LINE, max_size=2).map(tuple),
)


def without_lines(document: Document) -> Document:
    """`document` without what a script does not keep: line numbers of its text, the letters of findings, the ledger,
    and what else the text might have been."""
    return replace(
        document,
        ledger=None,
        alternatives=(),
        findings=tuple(replace(finding, text="") for finding in document.findings),
        articles=tuple(
            replace(
                article,
                lines=None,
                confidence=1.0,
                sections=tuple(
                    replace(s, lines=None, paragraphs=tuple(replace(p, lines=None) for p in s.paragraphs))
                    for s in article.sections
                ),
            )
            for article in document.articles
        ),
    )


@more_examples(3)
@given(DOCUMENT)
def test_what_is_written_is_read_back(document: Document) -> None:
    """Any document survives being written and read, but for the line numbers of its text."""
    assert without_lines(script.read(script.write(document))) == document


def test_a_script_written_by_hand_is_understood() -> None:
    """A person may leave out what they do not need and use Chinese keys and tight lists."""
    document = script.read(
        "---\naudiobook: 1\ntitle: 我的书\n---\n# 春\n- 作者：张三，李四\n\n第一段\n第二行\n## 一\n- 甲\n- 乙\n"
    )
    article = document.articles[0]
    assert article.authors == ("张三", "李四")
    assert article.sections[0].paragraphs[0].text == "第一段\n第二行"
    assert [(p.text, p.kind) for p in article.sections[1].paragraphs] == [("甲", "list"), ("乙", "list")]
    assert article.sections[1].lines == (10, 10)


CODE = "\n".join(["# 一", "", "    x = `1`", "- 作者: 二", "```", "````", "> \\", "\tend  ", ""])
"""Code that looks like everything else a script holds."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text", [CODE, "年份\t产量（吨）\n\t—", "[1] 陆羽，字鸿渐。", "\\frac{1}{2}\n$ 5", "", "\n", "^", "~ ~"]
)
def test_every_kind_holds_any_text(kind: ParagraphKind, text: str) -> None:
    """Code may look like titles, verse like quotations, a cell may be empty: the kind and the text come back."""
    paragraphs = (Paragraph("前。"), Paragraph(text, kind=kind), Paragraph(text, kind=kind), Paragraph("后。"))
    document = Document("书", (Article(1, "题", (Section(None, paragraphs),)),))
    assert without_lines(script.read(script.write(document))) == document


def test_the_kinds_are_written_the_way_people_write_them() -> None:
    """A person marks verse, a formula, a note and code with one sign each, and a price is no formula."""
    document = script.read(
        "---\naudiobook: 1\n---\n# 题\n~ 床前明月光，\n~ 疑是地上霜。\n\n$ \\frac12\n\n^ [1] 李白诗。\n\n"
        "```python\n\n# 一\n```\n$5 一斤。\n\n\\(x\\)是数。\n"
    )
    assert [(p.text, p.kind, p.lines) for p in document.articles[0].sections[0].paragraphs] == [
        ("床前明月光，\n疑是地上霜。", "verse", (5, 6)),
        ("\\frac12", "formula", (8, 8)),
        ("[1] 李白诗。", "note", (10, 10)),
        ("\n# 一", "code", (12, 15)),
        ("$5 一斤。", "body", (16, 16)),
        ("\\(x\\)是数。", "body", (18, 18)),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\naudiobook: 1\n---\n# a\n甲\n```\n# b\n", "line 6: .*never closed"),
        ("---\naudiobook: 1\ntitle: x\n# a\n", "never closed"),
        ("---\naudiobook: 1\ncolour: red\n---\n", "line 3"),
        ("---\naudiobook: 1\n---\nhello\n# a\n", "line 4"),
    ],
)
def test_a_broken_script_names_the_line(text: str, message: str) -> None:
    """What is wrong in a script is said in one line that names the place."""
    with pytest.raises(UnreadableSource, match=message):
        script.read(text, "book.md")
