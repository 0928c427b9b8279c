"""What the page meant: blocks -> articles with titles, authors, sections, notes and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobook.model import Article, Document
from audiobook.source.blocks import Block, Extract, Report, left_over, not_read, span
from audiobook.source.bylines import byline
from audiobook.source.line_features import close_gaps, numbering, squeeze, stops
from audiobook.source.outline import article, headings, heads, levels, line_kinds
from audiobook.source.outline import contents as contents_page
from audiobook.source.outline.heads import Head
from audiobook.source.repair import doubles
from audiobook.source.vocabulary import Vocabulary

_PREFACE = 300
"""So many characters before the first title are a text of their own, fewer a remark."""


def outline(extract: Extract, stem: str) -> Document:
    """The publication in `extract`; `stem` names it where it does not name itself."""
    report = Report(list(extract.findings))
    blocks = list(extract.blocks)
    vocabulary = Vocabulary(block.text for block in blocks)
    page = contents_page.find(blocks)
    marked = extract.shape == "levels"
    found = levels.find(blocks, page, report) if marked else []
    found = found or heads.find(blocks, page, vocabulary, report)
    if not found:
        found = [_only_head(blocks, page.last + 1 if page else 0, vocabulary)]
    front = [b for i, b in enumerate(blocks[: found[0].start]) if not page or not page.first <= i <= page.last]
    imprint_at = _imprint(blocks, found[-1].body)
    articles: list[Article] = []
    preface = [block for block in front if heads.is_running(block) and not line_kinds.is_remark(block.text)]
    if sum(len(block.text) for block in preface) >= _PREFACE:
        one, _ = article.make(1, Head(0, 0, ""), preface, last=False, marked=True, vocabulary=vocabulary, report=report)
        articles.append(one)
        front = [block for block in front if block not in preface]
    for place, head in enumerate(found, 1):
        stop = found[place].start if place < len(found) else imprint_at
        rest = blocks[head.body : stop]
        _note_lines(head, blocks, report)
        while True:
            last = place == len(found)
            one, rest = article.make(
                len(articles) + 1, head, rest, last=last, marked=marked, vocabulary=vocabulary, report=report
            )
            articles.append(replace(one, lines=_lines(blocks[head.start : stop], one)))
            if not rest:
                break
            head = heads.below(rest, 0, 0)
            rest = rest[head.body :]
    if page:
        listed = blocks[page.first : page.last + 1]
        text = " ¶ ".join(block.text for block in listed)
        report.add("contents", span(*listed), f"Contents page, not read: {text}", text)
    report.findings += doubles.find(articles)
    return _masthead(extract, tuple(articles), front, blocks[imprint_at:], stem, report)


def _note_lines(head: Head, blocks: Sequence[Block], report: Report) -> None:
    """Bylines that say more than names stand in the report as printed; so does whatever else of the lines above an
    article is not said."""
    lines = [block for block in blocks[head.place : head.body] if byline(block.text)]
    names = "".join(head.authors)
    if squeeze("".join(block.text for block in lines)) != squeeze(names):
        for block in lines:
            report.add("byline", block.lines, f"Byline as printed: {block.text}")
    said = "\n".join(filter(None, (head.title, head.subtitle, names, head.column, head.source)))
    above = blocks[head.start : head.body]
    rest = left_over("\n".join(block.text for block in above), said)
    if rest:
        report.add("head", span(*above), f"Of the lines above the article, not said: {rest}", rest)


def _lines(blocks: Sequence[Block], one: Article) -> tuple[int, int] | None:
    known = [block.lines for block in blocks if block.lines]
    return (known[0][0], max(known[-1][1], one.lines[1] if one.lines else 0)) if known else one.lines


def _only_head(blocks: Sequence[Block], begin: int, vocabulary: Vocabulary) -> Head:
    """The head of a text without contents page and bylines: the first of the short lines before its running text."""
    chain: list[int] = []
    for i in range(begin, min(begin + 6, len(blocks))):
        if not heads.is_short(blocks[i]) or heads.is_running(blocks[i]):
            break
        chain.append(i)
    if not chain or chain[-1] + 1 >= len(blocks) or not heads.is_running(blocks[chain[-1] + 1]):
        return Head(begin, begin, "", place=begin)
    while len(chain) > 1 and (numbering(blocks[chain[-1]].text) or squeeze(blocks[chain[-1]].text) in headings.KNOWN):
        chain.pop()
    first = next((i for i in chain if not heads.is_column(blocks[i].text) and _is_title(blocks[i].text)), chain[0])
    last = first
    while last + 1 <= chain[-1] and heads.continues(blocks[last], blocks[last + 1], vocabulary):
        last += 1
    head = heads.below(blocks, first, last)
    columns = [*(close_gaps(block.text) for block in blocks[begin:first]), *([head.column] if head.column else [])]
    return replace(head, start=begin, column=" · ".join(columns) or None)


def _is_title(text: str) -> bool:
    return not (line_kinds.issue(text) or line_kinds.is_dateline(text) or line_kinds.publisher(text))


def _imprint(blocks: Sequence[Block], begin: int) -> int:
    """Where the distribution list and imprint begin, at the end of everything."""
    at = len(blocks)
    while at > begin and len(blocks[at - 1].text) <= 120:
        text = blocks[at - 1].text
        if (heads.is_body(blocks[at - 1]) or stops(text)) and not line_kinds.is_imprint(text):
            break
        at -= 1
    return next((i for i in range(at, len(blocks)) if line_kinds.is_imprint(blocks[i].text)), len(blocks))


def _masthead(
    extract: Extract,
    articles: tuple[Article, ...],
    front: Sequence[Block],
    back: Sequence[Block],
    stem: str,
    report: Report,
) -> Document:
    """The document with what its first and last lines say about it."""
    issue = None
    date, publisher, title = extract.date, extract.publisher, extract.title
    for what, blocks in (("masthead", front), ("imprint", back)):
        report.findings += [not_read(what, block.text, block.lines, kind=what) for block in blocks]
    for block in front:
        text = block.text
        found = (line_kinds.issue(text), line_kinds.date(text), line_kinds.publisher(text))
        issue = " ".join(filter(None, (issue, found[0]))) or None
        date = max(date or "", found[1] or "", key=len) or None
        publisher = publisher or found[2]
        if not any(found) and title is None and heads.is_short(block, 40):
            title = close_gaps(text)
    named = next((one.title for one in articles if one.title), "")
    if title is None:
        title = named if len(articles) == 1 or not named else f"{named}等{len(articles)}篇"
    title = title or stem
    return Document(
        title=title,
        articles=tuple(one if one.title else replace(one, title=title) for one in articles),
        findings=tuple(sorted(report.findings, key=lambda finding: finding.lines or (0, 0))),
        issue=issue,
        date=date,
        publisher=publisher,
        language=_language(articles),
        imprint=tuple(block.text for block in [*front, *back]),
    )


def _language(articles: Sequence[Article]) -> str:
    """zh, unless most articles are in English."""
    english = sum(one.language == "en" for one in articles)
    return "en" if english * 2 > len(articles) else "zh"
