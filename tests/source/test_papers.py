"""What is not the text of a paper or a law is not read, and what is its text is."""

from __future__ import annotations

from pathlib import Path

from audiobook.model import Document
from audiobook.source import read

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
