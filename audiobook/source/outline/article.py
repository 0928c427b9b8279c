"""One article: its body told from notes, sources, credits and what stands after its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from audiobook.model import Article, Section
from audiobook.model import Paragraph as Para
from audiobook.source.blocks import Block, Report, span
from audiobook.source.bylines import byline, lead
from audiobook.source.line_features import close_gaps, is_chinese
from audiobook.source.outline import headings, heads, line_kinds
from audiobook.source.outline.heads import Head
from audiobook.source.repair import doubles, marks, torn
from audiobook.source.vocabulary import Vocabulary

_SIGNED = re.compile(r"[（(]|(?:作者|撰文|执笔)\s*[：:]")
"""How a line begins that names who wrote what stands above it."""


@dataclass(slots=True)
class _Parts:
    """What the lines of an article turn out to be."""

    body: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    """Named below the text or in its first words."""
    after: list[Block] = field(default_factory=list)
    """What stands after the line that ends the article."""


def make(
    number: int,
    head: Head,
    blocks: Sequence[Block],
    *,
    last: bool,
    marked: bool,
    vocabulary: Vocabulary,
    report: Report,
) -> tuple[Article, list[Block]]:
    """The article under `head`, and the blocks after it that are an article of their own without a byline.

    `marked`: the format marks its headings, so what it does not mark is no title. `last`: no article follows.
    """
    parts = _sort(head, blocks, report)
    column = head.column
    rest: list[Block] = []
    if last and column is None and len(parts.after) == 1 and heads.is_short(parts.after[0], 20):
        column = parts.after.pop().text
    if parts.after:
        rest = _after_end(parts, marked=marked, report=report)
    ranks = headings.marked(parts.body) or headings.find(
        parts.body, lambda first, second, doubt=0.0: torn.goes_on(first, second, vocabulary, doubt)
    )
    labelled = [
        replace(block, label="heading" if i in ranks else "body", level=ranks.get(i))
        for i, block in enumerate(parts.body)
    ]
    mended, findings = torn.mend(labelled, vocabulary, strict=marked)
    report.findings += [*findings, *marks.find(mended)]
    article = Article(
        number=number,
        title=head.title,
        sections=sections(mended),
        subtitle=head.subtitle,
        authors=head.authors or _lead(parts.body) or tuple(dict.fromkeys(parts.authors)),
        note="\n".join(parts.notes) or None,
        source="\n".join(parts.sources) or None,
        column=column,
        language="zh" if is_chinese(head.title + "".join(block.text for block in mended[:20])) else "en",
        lines=span(*blocks),
    )
    return article, rest


def _sort(head: Head, blocks: Sequence[Block], report: Report) -> _Parts:
    parts = _Parts(sources=[head.source] if head.source else [])
    ended = False
    for i, block in enumerate(blocks):
        text = block.text
        if block.level or block.kind != "body":
            (parts.after if ended else parts.body).append(block)
        elif line_kinds.is_source(text):
            parts.sources.append(text)
            ended = ended or any(heads.is_running(one) for one in parts.body)
        elif _SIGNED.match(text) and byline(text) and any(heads.is_running(one) for one in parts.body):
            cut = _another(head, parts, byline(text) or ())
            if cut:
                # signed by somebody else: what stands above it from its own title on is another article
                parts.after, parts.body = [*parts.body[cut:], *blocks[i:]], parts.body[:cut]
                break
            parts.authors += byline(text) or ()
            report.add("byline", block.lines, f"Byline as printed: {text}")
            ended = True
        elif line_kinds.is_page_head(text):
            report.add("dropped", block.lines, f"Not read (page head): {text}")
        elif line_kinds.is_note(text) and i > 0:
            parts.notes.append(text)
        elif line_kinds.is_editor(text) or line_kinds.is_photo(text) or line_kinds.is_caption(text):
            what = "editors" if line_kinds.is_editor(text) else "picture"
            report.add("dropped", block.lines, f"Not read ({what}): {text}")
        else:
            (parts.after if ended else parts.body).append(block)
    return parts


def _another(head: Head, parts: _Parts, names: tuple[str, ...]) -> int | None:
    """Where an article of other authors begins in the body, if there is a line there that can be its title."""
    own = head.authors or _lead(parts.body)
    if not own or set(own) & set(names):
        return None
    spots = range(len(parts.body) - 2, 0, -1)
    return next((i for i in spots if heads.is_short(parts.body[i], 45) and heads.is_running(parts.body[i + 1])), None)


def _after_end(parts: _Parts, *, marked: bool, report: Report) -> list[Block]:
    """Decide about text after the end: out of place and doubled, an article of its own, or part of this one."""
    repeat = doubles.standing_before(parts.after, parts.body)
    if repeat:
        _, other, passage = repeat
        report.add(
            "displaced",
            span(*parts.after),
            f"Stands after the end of the article and repeats {_where(other)} (“{passage[:16]}…{passage[-12:]}”): "
            "a block out of its place, not read; move it where it belongs in the script. "
            f"It says: {' ¶ '.join(one.text for one in parts.after)}",
        )
        return []
    first = parts.after[0]
    if not marked and len(parts.after) > 1 and heads.is_short(first, 45) and heads.is_running(parts.after[1]):
        return parts.after
    report.add("after-end", span(*parts.after), f"Stands after the line that ends the article: {first.text[:30]}…")
    parts.body += parts.after
    return []


def _lead(blocks: Sequence[Block]) -> tuple[str, ...]:
    return next((lead(block.text) or () for block in blocks if heads.is_running(block)), ())


def _where(block: Block) -> str:
    return f"line {block.lines[0]}" if block.lines else "a passage above"


def sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Headings and the paragraphs under them."""
    found: list[Section] = []
    heading: Block | None = None
    paragraphs: list[Para] = []
    for block in [*blocks, None]:
        if block is not None and block.label != "heading":
            paragraphs.append(Para(block.text, block.lines, block.kind))
            continue
        if heading is not None:
            text, level = close_gaps(heading.text), heading.level or 1
            found.append(Section(text, tuple(paragraphs), level, heading.lines))
        elif paragraphs:
            found.append(Section(None, tuple(paragraphs)))
        heading, paragraphs = block, []
    return tuple(found)
