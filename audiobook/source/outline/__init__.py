"""What the page meant: blocks -> articles with titles, authors, sections, notes and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobook.model import Article, Document, Finding, Section
from audiobook.model import Paragraph as Para
from audiobook.source.blocks import Block, Reading, Report, span
from audiobook.source.lexis import Lexis
from audiobook.source.outline import contents as contents_page
from audiobook.source.outline import endmatter, headings, heads, levels
from audiobook.source.outline.heads import Head
from audiobook.source.repair import torn
from audiobook.source.shapes import close_gaps


def outline(reading: Reading, stem: str) -> Document:
    """The publication in `reading`; `stem` names it where it does not name itself."""
    report = Report(list(reading.findings))
    blocks = list(reading.blocks)
    lexis = Lexis(block.text for block in blocks)
    page = contents_page.find(blocks)
    found = levels.find(blocks, page, report) if reading.shape == "levels" else []
    found = found or heads.find(blocks, page, lexis, report)
    if not found:
        found = [_only_head(blocks, page.last + 1 if page else 0)]
    front = [b for i, b in enumerate(blocks[: found[0].start]) if not page or not page.first <= i <= page.last]
    imprint_at = _imprint(blocks, found[-1].body)
    articles: list[Article] = []
    for number, head in enumerate(found, 1):
        stop = found[number].start if number < len(found) else imprint_at
        articles.append(_article(number, head, blocks[head.start : stop], blocks[head.body : stop], lexis, report))
    document = Document(title="", articles=tuple(articles), imprint=())
    return _masthead(reading, document, front, blocks[imprint_at:], stem, report)


def _only_head(blocks: Sequence[Block], begin: int) -> Head:
    """The head of a text that shows none: its first short line, if running text follows."""
    rest = blocks[begin:]
    if len(rest) > 1 and heads.is_short(rest[0]) and not heads.is_short(rest[1]):
        return heads.below(blocks, begin, begin)
    return Head(begin, begin, "", place=begin)


def _imprint(blocks: Sequence[Block], begin: int) -> int:
    """Where the distribution list and imprint begin, at the end of everything."""
    at = len(blocks)
    while at > begin and len(blocks[at - 1].text) <= 120 and not heads.is_body(blocks[at - 1]):
        at -= 1
    return next((i for i in range(at, len(blocks)) if endmatter.is_imprint(blocks[i].text)), len(blocks))


def _article(
    number: int, head: Head, whole: Sequence[Block], blocks: Sequence[Block], lexis: Lexis, report: Report
) -> Article:
    notes: list[str] = []
    sources: list[str] = [head.source] if head.source else []
    column = head.column
    body: list[Block] = []
    ended = False
    for i, block in enumerate(blocks):
        text = block.text
        if endmatter.is_source(text):
            sources.append(text)
            ended = True
        elif endmatter.is_note(text) and i > 0:
            notes.append(text)
        elif endmatter.is_editor(text) or endmatter.is_photo(text) or endmatter.is_caption(text):
            report.add("dropped", block.lines, f"Not read: {text}")
        elif ended and i == len(blocks) - 1 and heads.is_short(block, 20) and column is None:
            column = text
        elif ended:
            report.add("displaced", block.lines, f"Stands after the end of the article and is not read: {text}")
        else:
            body.append(block)
    ranks = headings.marked(body) or headings.find(
        body, lambda first, second, doubt=0.0: torn.goes_on(first, second, lexis, doubt)
    )
    labelled = [replace(b, label="heading" if i in ranks else "body", level=ranks.get(i)) for i, b in enumerate(body)]
    mended, findings = torn.mend(labelled, lexis)
    report.findings += findings
    return Article(
        number=number,
        title=head.title,
        sections=_sections(mended),
        subtitle=head.subtitle,
        authors=head.authors,
        note="\n".join(notes) or None,
        source="\n".join(sources) or None,
        column=column,
        lines=span(*whole),
    )


def _sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    sections: list[Section] = []
    heading: Block | None = None
    paragraphs: list[Para] = []
    for block in [*blocks, None]:
        if block is None or block.label == "heading":
            if heading or paragraphs:
                sections.append(
                    Section(
                        close_gaps(heading.text) if heading else None,
                        tuple(paragraphs),
                        (heading.level or 1) if heading else 1,
                        heading.lines if heading else None,
                    )
                )
            heading, paragraphs = block, []
        else:
            paragraphs.append(Para(block.text, block.lines, block.kind))
    return tuple(sections)


def _masthead(
    reading: Reading, document: Document, front: Sequence[Block], back: Sequence[Block], stem: str, report: Report
) -> Document:
    issue = None
    date, publisher, title = reading.date, reading.publisher, reading.title
    for block in front:
        text = block.text
        found_issue, found_date, found_publisher = (
            endmatter.issue(text),
            endmatter.date(text),
            endmatter.publisher(text),
        )
        issue = " ".join(filter(None, (issue, found_issue))) or None
        date = max(date or "", found_date or "", key=len) or None
        publisher = publisher or found_publisher
        if not (found_issue or found_date or found_publisher) and title is None and heads.is_short(block, 40):
            title = close_gaps(text)
    if title is None:
        first = document.articles[0].title
        count = len(document.articles)
        title = first if count == 1 else f"{first}等{count}篇"
    findings = tuple(sorted(report.findings, key=lambda f: f.lines or (0, 0)))
    imprint = tuple(block.text for block in [*front, *back])
    return replace(
        document, title=title or stem, issue=issue, date=date, publisher=publisher, imprint=imprint, findings=findings
    )


__all__ = ["Finding", "outline"]
