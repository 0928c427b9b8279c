"""The lines of one article -> Article: what its title, authors and sections are, mended by the contents page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from audiobook.language.word_lists import word_list
from audiobook.model import Article, Paragraph, Section
from audiobook.source import numberings
from audiobook.source.blocks import Block, Extract, Report, left_over, span
from audiobook.source.bylines import lead
from audiobook.source.line_features import comparable, is_chinese, squeeze
from audiobook.source.outline import line_kinds, series
from audiobook.source.outline.entries import DASHED, ContentsEntry, split_subtitle
from audiobook.source.outline.line import Evidence
from audiobook.source.outline.misprints import better_title, fuller_name
from audiobook.source.repair import doubles, marks, torn
from audiobook.source.similarity import Nearest
from audiobook.source.vocabulary import Vocabulary

_DISPLACED = 2_000


_LITTLE = 700
"""Characters that may be a block out of its place, also where they are a good part of the article, or have headings."""


_ALIKE = 84
"""Per cent from which a line and an entry of the contents page are one title."""


_NOTE_MARK = re.compile(r"(?<=\w)\s*(?:[*＊※†]+|\[[\d*†]{1,3}\])$")


_REFERENCE = re.compile(r"\[[^\[\]]{1,6}\]$")
_ORNAMENT = re.compile(r"^[■□●○◆◇▲△▼▽★☆▪•·◎※\s]+(?=\S)")


@dataclass(slots=True)
class Draft:
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


def article(
    number: int, draft: Draft, evidence: Evidence, vocabulary: Vocabulary, extract: Extract, report: Report
) -> Article:
    """Article `number` from `draft`; what is mended or set aside stands in `report`."""
    printed = re.sub(r"：$|(?<=[^\x00-\x7f]):$", "", " ".join(block.text for block in draft.title))
    if draft.prefix:
        _, _, rest = printed.partition(draft.prefix)
        report.add("head", span(*draft.title), f"Not said before the title: {draft.prefix}", draft.prefix)
        printed = rest or printed
    printed = line_kinds.without_pleas(printed) or printed
    title, subtitle = split_subtitle(_NOTE_MARK.sub("", printed)) if draft.title else ("", None)
    if draft.subtitle:
        title = series.parted(printed)
        subtitle = series.parted(" ".join(DASHED.sub("", block.text) for block in draft.subtitle))
    authors = tuple(dict.fromkeys(draft.authors))
    entry = _entry(evidence, title, subtitle)
    if entry is not None:
        title, subtitle, authors = _by_contents(draft, entry, title, subtitle, authors, vocabulary, report)
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
    body = _ranked(_in_place(_without_title(draft, title, report), report))
    mended, findings = torn.mend(body, vocabulary, strict=extract.shape != "flat")
    report.findings += [*findings, *marks.find(mended)]
    column = " · ".join(series.parted(_ORNAMENT.sub("", block.text)) for block in draft.kickers) or draft.part
    sample = title + "".join(block.text for block in mended[:20])
    return Article(
        number=number,
        title=title,
        sections=tuple(_sections(_without_note_headings(mended, report))),
        subtitle=subtitle,
        authors=authors or _led(mended),
        note="\n".join(draft.note) or None,
        source="\n".join(draft.source) or None,
        column=column,
        emphasised=tuple(
            dict.fromkeys(one for block in mended if block.label != "heading" for one in block.emphasised)
        ),
        language="zh" if is_chinese(sample) else "en",
        lines=span(*draft.lines),
    )


def _without_title(draft: Draft, title: str, report: Report) -> Draft:
    """Without a first line that is the title once more, as texts have it whose title stands in their fields."""
    first = draft.body[0] if len(draft.body) > 1 else None
    if first is None or first.kind != "body" or _bare(first.text) != comparable(title):
        return draft
    report.set_aside("the title once more", first)
    return replace(draft, body=draft.body[1:], ended=max(0, draft.ended - 1))


def _bare(text: str) -> str:
    """A line as titles are compared, without a mark that leads to a note."""
    return comparable(_REFERENCE.sub("", _NOTE_MARK.sub("", text)))


def _in_place(draft: Draft, report: Report) -> list[Block]:
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
    keys = evidence.contents.keys
    found = [near for own in dict.fromkeys([comparable(title), whole]) if (near := keys.of(own, _ALIKE))]
    # of two that are as near, the one that is listed first
    best = max(found, key=lambda near: (near[0], -near[1]), default=None)
    entry = evidence.contents.entries[best[1] // 2] if best else None
    return None if entry is None or _counted_apart(entry.title, title) else entry


def _counted_apart(one: str, other: str) -> bool:
    """Whether both have numbers of one kind, and not the same: 216. To Steiner, 217. To Steiner."""
    numbers = numberings.numbered(one), numberings.numbered(other)
    first, second = numbers
    return first is not None and second is not None and first.kind == second.kind and first.number != second.number


def _by_contents(
    draft: Draft,
    entry: ContentsEntry,
    title: str,
    subtitle: str | None,
    authors: tuple[str, ...],
    vocabulary: Vocabulary,
    report: Report,
) -> tuple[str, str | None, tuple[str, ...]]:
    """Title, subtitle and authors, mended by what the contents page has where a print has lost something."""
    here = span(*draft.title)
    if not _is_named(title, entry):
        better = better_title(vocabulary.pairs, title, entry.title)
        if better != title:
            report.add("title", here, f"The heading “{title}” is read as the contents page has it: “{better}”.")
        else:
            report.add("title", entry.lines, f"The contents page has “{entry.title}” for “{title}”.")
        title = better
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


def _is_named(title: str, entry: ContentsEntry) -> bool:
    """Whether an entry has the same name, whatever numbers stand before the two: II A WET NIGHT, CHAPTER II A WET
    NIGHT."""
    own = comparable(numberings.unnumbered(title))
    entries = (entry.title, entry.title + (entry.subtitle or ""))
    if own in (comparable(numberings.unnumbered(one)) for one in entries):
        return True
    return own != comparable(title) and any(comparable(one).endswith(own) for one in entries)


def missing(evidence: Evidence, articles: Sequence[Article], report: Report) -> None:
    """Entries of the contents page that no article answers."""
    if evidence.contents is None:
        return
    titles = [comparable(text) for one in articles for text in (one.title, one.title + (one.subtitle or ""))]
    headings = [comparable(s.heading) for one in articles for s in one.sections if s.heading]
    bare = [comparable(numberings.unnumbered(one.title)) for one in articles if one.title]
    known = Nearest(list(dict.fromkeys([*titles, *headings, *bare])))
    for entry in evidence.contents.entries:
        named = comparable(numberings.unnumbered(entry.title))
        wanted = (comparable(entry.title), comparable(entry.title + (entry.subtitle or "")), named)
        if not any(known.of(one, _ALIKE) for one in wanted):
            text = f"The contents page lists “{entry.title}”, but no such heading stands in the text."
            report.add("missing", entry.lines, text)


def _ranked(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with the levels of the headings counted from 1: by their numbers, else as the file marks them, else by
    size; what looks alike is alike."""
    heads = [(i, numberings.numbered(block.text)) for i, block in enumerate(blocks) if block.label == "heading"]
    numbered = sum(one is not None for _, one in heads)
    flat = len({blocks[i].level for i, _ in heads}) <= 1
    looks: dict[int, tuple[float, float]] = {}
    for i, one in heads:
        level, size = blocks[i].level, round(blocks[i].size, 1)
        if level is not None and not (flat and numbered):
            looks[i] = (level, 0)
        elif one is not None:
            looks[i] = (numberings.RANKS[one.kind], 0)
        else:
            looks[i] = (-1, -size if blocks[i].size > 1.05 else 0)
    order = sorted({look for look in looks.values() if look[0] >= 0})
    plain = sorted({look for look in looks.values() if look[0] < 0})
    depth = {look: place for place, look in enumerate(order, 1)}
    # headings without a number stand as high as the highest that have one: 引言 beside 一、
    depth |= {look: place for place, look in enumerate(plain, 1)}
    levels = [depth[looks[i]] if i in looks else None for i in range(len(blocks))]
    return [
        block if block.level == level else replace(block, level=level)
        for block, level in zip(blocks, levels, strict=True)
    ]


def _without_note_headings(blocks: Sequence[Block], report: Report) -> list[Block]:
    """Without headings like 注释 that stand over notes alone: what becomes of notes, they announce nothing."""
    kept: list[Block] = []
    below: set[str] = set()  # kinds of what stands between here and the next heading
    for block in reversed(blocks):
        name = squeeze(block.text).strip("：:【】[]").lower() if block.label == "heading" else ""
        if below == {"note"} and name in word_list("source", "note_headings"):
            report.set_aside("heading of the notes", block)
        else:
            kept.append(block)
        below = set() if block.label == "heading" else below | {block.kind}
    return kept[::-1]


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """Headings and the paragraphs under them."""
    heading: Block | None = None
    paragraphs: list[Paragraph] = []
    for block in [*blocks, None]:
        if block is not None and block.label != "heading":
            paragraphs.append(Paragraph(block.text, block.lines, block.kind))
            continue
        if heading is not None:
            yield Section(series.parted(heading.text), tuple(paragraphs), heading.level or 1, heading.lines)
        elif paragraphs:
            yield Section(None, tuple(paragraphs))
        heading, paragraphs = block, []
