"""Labels -> Document: every line goes where its label says, or is set aside with a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from audiobook.model import Article, Document, Finding, Paragraph, Section
from audiobook.source.blocks import Block, Extract, Report, left_over, span
from audiobook.source.bylines import credit, lead
from audiobook.source.line_features import close_gaps, comparable, is_chinese, squeeze
from audiobook.source.outline import line_kinds, series
from audiobook.source.outline.contents import DASHED, ContentsEntry, split_subtitle
from audiobook.source.outline.evidence import Evidence, Line
from audiobook.source.outline.misprints import better_title, fuller_name
from audiobook.source.repair import doubles, marks, torn
from audiobook.source.vocabulary import Vocabulary

_WHY = {
    "page_number": "page number", "running_head": "running head", "web": "of the page, not of the text",
    "contents": "contents page", "masthead": "masthead", "imprint": "imprint",
}  # fmt: skip
_REASONS = {
    "photo": "picture", "editor": "editors", "reference": "references", "second language": "the same in English",
    "classes": "numbers of classification",
}  # fmt: skip
"""Why lines of the page are set aside, where a feature says more than the label."""
_PREFACE = 300
"""So many characters before the first title are a text of their own, fewer a remark."""
_DISPLACED = 2_000
_LITTLE = 700
"""Characters that may be a block out of its place, also where they are a good part of the article, or have headings."""
_ALIKE = 84
"""Per cent from which a line and an entry of the contents page are one title."""


_CLASSES = re.compile(r"(?<=\S)\s+[\[【]?(?:中图分类号|文献标识码|文章编号|DOI)[\]】]?\s*[：:].*$", re.S)
_NOTE_MARK = re.compile(r"(?<=\w)\s*[*＊※†]+$")
_ORNAMENT = re.compile(r"^[■□●○◆◇▲△▼▽★☆▪•·◎※\s]+(?=\S)")


@dataclass(slots=True)
class _Draft:
    """An article while its lines are gathered."""

    place: int | None = None
    """Of the line that its title begins with."""
    title: list[Block] = field(default_factory=list)
    subtitle: list[Block] = field(default_factory=list)
    kickers: list[Block] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    part: str | None = None
    ended: int = 0
    """So many blocks of the body stand before a line that ends the article; 0: there is none."""
    prefix: str = ""
    """What stands before the number in all titles of its series, and is not said."""

    @property
    def lines(self) -> list[Block]:
        """All of its blocks."""
        return [*self.kickers, *self.title, *self.subtitle, *self.bylines, *self.body]


def assemble(
    extract: Extract, evidence: Evidence, labels: Sequence[str], vocabulary: Vocabulary, stem: str
) -> tuple[Document, list[int | None]]:
    """The publication that `labels` make of the lines in `evidence`, and where the title of each article stands."""
    report = Report(list(extract.findings))
    drafts, front, back = _drafts(evidence, labels, report)
    articles: list[Article] = []
    for draft in drafts:
        article = _article(len(articles) + 1, draft, evidence, vocabulary, extract, report)
        articles.append(article)
    _missing(evidence, articles, report)
    report.findings += doubles.find(articles)
    document = _document(extract, evidence, tuple(articles), front, back, stem, report)
    return document, [draft.place for draft in drafts]


def _drafts(evidence: Evidence, labels: Sequence[str], report: Report) -> tuple[list[_Draft], list[Block], list[Block]]:
    drafts: list[_Draft] = []
    front: list[Block] = []
    back: list[Block] = []
    contents: list[Block] = []
    kickers: list[Block] = []
    speaker: Block | None = None
    part: str | None = None
    opening = _Draft()
    names_the_book = _book_title(labels)
    prefixes = tuple(row.prefix for row in evidence.series if row.prefix)
    for line, label in zip(evidence.lines, labels, strict=True):
        block = line.block
        if speaker is not None and label != "prose" and label not in _WHY:
            (drafts[-1] if drafts else opening).body.append(replace(speaker, label="body"))
            speaker = None
        if label in ("page_number", "running_head", "web"):
            why = next((said for feature, said in _REASONS.items() if feature in line.features), _WHY[label])
            report.set_aside(why, block)
        elif label == "contents":
            contents.append(block)
        elif label == "masthead":
            front.append(block)
        elif label == "imprint":
            back.append(block)
        elif label == "kicker":
            # under a title it is that article's, over one the next one's
            (drafts[-1].kickers if drafts and drafts[-1].title and not drafts[-1].body else kickers).append(block)
        elif label == "part" and line.place == names_the_book:
            front.append(block)
        elif label == "part":
            part = close_gaps(block.text)
            kickers.append(block)
        elif label == "title":
            drafts.append(
                _Draft(
                    line.place,
                    [block],
                    kickers=kickers,
                    part=part,
                    prefix=next((one for one in prefixes if block.text.startswith(one)), ""),
                )
            )
            kickers = []
        else:
            draft = drafts[-1] if drafts else opening
            if label == "title2":
                draft.title.append(block)
            elif label == "subtitle":
                draft.subtitle.append(block)
            elif label == "byline":
                draft.authors += line.authors
                draft.bylines.append(block)
            elif label in ("source", "signature"):
                draft.authors += credit(block.text) or ()
                draft.source.append(block.text)
                draft.ended = draft.ended or (label == "source" and len(draft.body))
            elif label == "greeting" and "addressee" in line.features:
                draft.source.append(block.text)
            elif label == "below":
                kept = draft.source if {"source", "date"} & set(line.features) else draft.note
                kept.append(block.text)
                draft.ended = draft.ended or ("source" in line.features and len(draft.body))
            elif label == "heading" and _goes_on_from(draft, line):
                heading = draft.body[-1]
                both = f"{heading.text} {block.text}" if not is_chinese(block.text) else heading.text + block.text
                draft.body[-1] = replace(heading, text=both, lines=span(heading, block))
            elif label == "heading":
                draft.body.append(replace(block, label="heading"))
            elif label == "speaker":
                speaker = block
            else:
                if speaker is not None:
                    who = squeeze(speaker.text) if is_chinese(speaker.text) else f"{speaker.text} "
                    block = replace(block, text=f"{who}{block.text}", lines=span(speaker, block))
                    speaker = None
                draft.body.append(_without_classes(replace(block, label="body"), report))
    if speaker is not None:
        (drafts[-1] if drafts else opening).body.append(replace(speaker, label="body"))
    if contents:
        text = " ¶ ".join(block.text for block in contents)
        report.add("contents", span(*contents), f"Contents page, not read: {text}", text)
    if opening.lines or opening.source or opening.note:
        size = sum(len(block.text) for block in opening.body)
        if size >= _PREFACE or not drafts:
            drafts.insert(0, opening)
        else:
            front += [*opening.lines, *(Block(text) for text in (*opening.source, *opening.note))]
    if kickers and drafts:
        drafts[-1].kickers += kickers
    else:
        front += kickers
    return drafts, front, back


def _without_classes(block: Block, report: Report) -> Block:
    """`block` without the numbers of a library's classification behind the keywords."""
    found = _CLASSES.search(block.text) if len(block.text) < 300 else None
    if found is None or block.kind != "body":
        return block
    report.add("dropped", block.lines, f"Not read (numbers of classification): {found[0].strip()}", found[0])
    return replace(block, text=block.text[: found.start()].rstrip())


def _goes_on_from(draft: _Draft, line: Line) -> bool:
    return "second line of heading" in line.features and bool(draft.body) and draft.body[-1].label == "heading"


def _book_title(labels: Sequence[str]) -> int | None:
    """The only heading over all titles: it names the book."""
    parts = [place for place, label in enumerate(labels) if label == "part"]
    first = next((place for place, label in enumerate(labels) if label == "title"), -1)
    return parts[0] if len(parts) == 1 and parts[0] < first else None


def _article(
    number: int, draft: _Draft, evidence: Evidence, vocabulary: Vocabulary, extract: Extract, report: Report
) -> Article:
    printed = " ".join(block.text for block in draft.title)
    if draft.prefix:
        _, _, rest = printed.partition(draft.prefix)
        report.add("head", span(*draft.title), f"Not said before the title: {draft.prefix}", draft.prefix)
        printed = rest or printed
    title, subtitle = split_subtitle(_NOTE_MARK.sub("", printed)) if draft.title else ("", None)
    if draft.subtitle:
        title = close_gaps(printed)
        subtitle = close_gaps(" ".join(DASHED.sub("", block.text) for block in draft.subtitle))
    authors = tuple(dict.fromkeys(draft.authors))
    entry = _entry(evidence, title, subtitle)
    if entry is not None:
        title, subtitle, authors = _by_contents(draft, entry, title, subtitle, authors, evidence, report)
    rest = left_over("\n".join(block.text for block in draft.bylines), "".join(authors))
    for block in draft.bylines:
        if squeeze(block.text) != "".join(authors):
            report.add("byline", block.lines, f"Byline as printed: {block.text}", rest)
            rest = ""
    if rest:
        report.add("byline", span(*draft.bylines), f"Named more than once: {rest}", rest)
    kept = "\n".join(filter(None, (title, subtitle)))
    rest = left_over("\n".join(block.text for block in [*draft.title, *draft.subtitle]), kept + draft.prefix)
    if rest:
        report.add("head", span(*draft.title), f"Of the heading as printed, not said: {rest}", rest)
    body = _ranked(_in_place(draft, report))
    mended, findings = torn.mend(body, vocabulary, strict=extract.shape != "flat")
    report.findings += [*findings, *marks.find(mended)]
    column = " · ".join(close_gaps(_ORNAMENT.sub("", block.text)) for block in draft.kickers) or draft.part
    sample = title + "".join(block.text for block in mended[:20])
    return Article(
        number=number,
        title=title,
        sections=tuple(_sections(mended)),
        subtitle=subtitle,
        authors=authors or _led(mended),
        note="\n".join(draft.note) or None,
        source="\n".join(draft.source) or None,
        column=column,
        language="zh" if is_chinese(sample) else "en",
        lines=span(*draft.lines),
    )


def _in_place(draft: _Draft, report: Report) -> list[Block]:
    """The body without a block out of its place: after the line that ends the article, and said before."""
    after = draft.body[draft.ended :] if draft.ended else []
    if not after:
        return draft.body
    repeat = doubles.standing_before(after, draft.body[: draft.ended])
    first = after[0]
    whole = sum(len(block.text) for block in draft.body)
    size = sum(len(block.text) for block in after)
    much = size > max(_DISPLACED, whole // 10) or any(block.label == "heading" for block in after)
    if repeat is None or (much and size > _LITTLE):
        text = f"Stands after the line that ends the article: {first.text[:30]}…"
        report.add("after-end", span(*after), text)
        return draft.body
    _, other, passage = repeat
    where = f"line {other.lines[0]}" if other.lines else "a passage above"
    report.add(
        "displaced",
        span(*after),
        f"Stands after the end of the article and repeats {where} (“{passage[:16]}…{passage[-12:]}”): "
        "a block out of its place, not read; move it where it belongs in the script. "
        f"It says: {' ¶ '.join(one.text for one in after)}",
        "\n".join(one.text for one in after),
    )
    return draft.body[: draft.ended]


def _led(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The reporters a news item names in its first words."""
    first = next((block for block in blocks if block.label == "body"), None)
    return lead(first.text) or () if first else ()


def _entry(evidence: Evidence, title: str, subtitle: str | None) -> ContentsEntry | None:
    """What the contents page has for this article."""
    if evidence.contents is None or not title:
        return None
    whole = comparable(title + (subtitle or ""))
    best: tuple[float, ContentsEntry] | None = None
    for entry in evidence.contents.entries:
        for wanted in (entry.title, entry.title + (entry.subtitle or "")):
            for own in (comparable(title), whole):
                ratio = fuzz.ratio(own, comparable(wanted))
                if ratio >= _ALIKE and (best is None or ratio > best[0]):
                    best = (ratio, entry)
    return best[1] if best else None


def _by_contents(
    draft: _Draft,
    entry: ContentsEntry,
    title: str,
    subtitle: str | None,
    authors: tuple[str, ...],
    evidence: Evidence,
    report: Report,
) -> tuple[str, str | None, tuple[str, ...]]:
    """Title, subtitle and authors, mended by what the contents page has where a print has lost something."""
    here = span(*draft.title)
    if not subtitle and entry.subtitle and comparable(title) == comparable(entry.title + entry.subtitle):
        title, subtitle = entry.title, entry.subtitle
    elif comparable(series.unnumbered(title)) not in (
        comparable(series.unnumbered(one)) for one in (entry.title, entry.title + (entry.subtitle or ""))
    ):
        better = better_title([line.block for line in evidence.lines], title, entry.title)
        if better != title:
            report.add("title", here, f"The heading “{title}” is read as the contents page has it: “{better}”.")
        else:
            report.add("title", entry.lines, f"The contents page has “{entry.title}” for “{title}”.")
        title = better
    if not subtitle and entry.subtitle and comparable(title) == comparable(entry.title):
        subtitle = entry.subtitle
    if entry.authors and entry.authors != authors:
        if not authors:
            named = "、".join(entry.authors)
            report.add("byline", here, f"No byline stands under the heading; the contents page names {named}.")
            authors = entry.authors
        elif len(authors) == len(entry.authors):
            mended = tuple(fuller_name(own, other) for own, other in zip(authors, entry.authors, strict=True))
            if mended != authors:
                was, now = "、".join(authors), "、".join(mended)
                report.add("byline", here, f"The byline “{was}” is read as the contents page has it: {now}.")
            authors = mended
    return title, subtitle, authors


def _missing(evidence: Evidence, articles: Sequence[Article], report: Report) -> None:
    """Entries of the contents page that no article answers."""
    if evidence.contents is None:
        return
    titles = [comparable(text) for one in articles for text in (one.title, one.title + (one.subtitle or ""))]
    headings = [comparable(s.heading) for one in articles for s in one.sections if s.heading]
    known = [*titles, *headings]
    for entry in evidence.contents.entries:
        wanted = (comparable(entry.title), comparable(entry.title + (entry.subtitle or "")))
        if not any(fuzz.ratio(own, one) >= _ALIKE for own in known for one in wanted):
            text = f"The contents page lists “{entry.title}”, but no such heading stands in the text."
            report.add("missing", entry.lines, text)


# -------------------------------------------------------------------------------------------- sections


def _ranked(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with the levels of the headings counted from 1: by their numbers, else as the file marks them, else by
    size; what looks alike is alike."""
    heads = [(i, series.numbered(block.text)) for i, block in enumerate(blocks) if block.label == "heading"]
    numbered = sum(one is not None for _, one in heads)
    flat = len({blocks[i].level for i, _ in heads}) <= 1
    looks: dict[int, tuple[float, float]] = {}
    for i, one in heads:
        level, size = blocks[i].level, round(blocks[i].size, 1)
        if level is not None and not (flat and numbered):
            looks[i] = (level, 0)
        elif one is not None:
            looks[i] = (series.RANKS[one.kind], 0)
        else:
            looks[i] = (-1, -size if blocks[i].size > 1.05 else 0)
    order = sorted({look for look in looks.values() if look[0] >= 0})
    plain = sorted({look for look in looks.values() if look[0] < 0})
    depth = {look: place for place, look in enumerate(order, 1)}
    # headings without a number stand as high as the highest that have one: 引言 beside 一、
    depth |= {look: place for place, look in enumerate(plain, 1)}
    return [replace(block, level=depth[looks[i]] if i in looks else None) for i, block in enumerate(blocks)]


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """Headings and the paragraphs under them."""
    heading: Block | None = None
    paragraphs: list[Paragraph] = []
    for block in [*blocks, None]:
        if block is not None and block.label != "heading":
            paragraphs.append(Paragraph(block.text, block.lines, block.kind))
            continue
        if heading is not None:
            yield Section(close_gaps(heading.text), tuple(paragraphs), heading.level or 1, heading.lines)
        elif paragraphs:
            yield Section(None, tuple(paragraphs))
        heading, paragraphs = block, []


# ------------------------------------------------------------------------------------------ the publication


def _document(
    extract: Extract,
    evidence: Evidence,
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
        report.findings += [Finding(what, b.lines, f"Not read ({what}): {b.text}", b.text) for b in blocks]
    for block in front:
        text = block.text
        found = (line_kinds.issue(text), line_kinds.date(text), line_kinds.publisher(text))
        issue = " ".join(filter(None, (issue, found[0]))) or None
        date = max(date or "", found[1] or "", key=len) or None
        publisher = publisher or found[2]
        if not any(found) and title is None and len(text) <= 40:
            title = close_gaps(text).strip("《》")
    if date is None:
        date = next((line_kinds.date(line.text) for line in evidence.lines if "page head" in line.features), None)
    named = next((one.title for one in articles if one.title), "")
    if title is None:
        title = named if len(articles) == 1 or not named else f"{named}等{len(articles)}篇"
    english = sum(one.language == "en" for one in articles)
    return Document(
        title=title or stem,
        articles=articles,
        findings=tuple(sorted(report.findings, key=lambda finding: finding.lines or (0, 0))),
        issue=issue,
        date=date,
        publisher=publisher,
        language="en" if english * 2 > len(articles) else "zh",
        imprint=tuple(block.text for block in [*front, *back]),
    )
