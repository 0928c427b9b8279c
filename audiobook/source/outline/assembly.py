"""Labels -> Document: every line goes where its label says, or is set aside with a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.model import Article, Document, Finding
from audiobook.source import numberings
from audiobook.source.blocks import Block, Extract, Report, changed, span
from audiobook.source.bylines import byline, credit
from audiobook.source.line_features import close_gaps, is_chinese, squeeze
from audiobook.source.outline import line_kinds, series
from audiobook.source.outline.articles import Draft, article, missing
from audiobook.source.outline.by_forms import is_field
from audiobook.source.outline.by_itself import BYLINE
from audiobook.source.outline.line import Evidence, Line
from audiobook.source.repair import doubles
from audiobook.source.vocabulary import Vocabulary

_WHY = {
    "page_number": "page number", "running_head": "running head", "web": "of the page, not of the text",
    "contents": "contents page", "masthead": "masthead", "imprint": "imprint",
}  # fmt: skip


_REASONS = {
    "photo": "picture", "figure label": "words in a diagram", "editor": "editors", "reference": "references",
    "pull quote": "said in the text, too",
    "second language": "the same in English", "classes": "numbers of classification",
}  # fmt: skip
"""Why lines of the page are set aside, where a feature says more than the label."""


_TITLE_FIELD = re.compile(r"^title:\s*(\S.*)$", re.I | re.S)
"""How a library says, over a text, what its title is."""


_BOOK_NAME, _LONG_NAME = 40, 90
"""Characters of the name of a publication, and of one that its file marks as a heading."""
_PAIR = 2
_SECTIONS = 2
"""The rank of 第一节; below stand chapters and volumes."""
_PREFACE = 300
"""So many characters before the first title are a text of their own, fewer a remark."""


_WHO = re.compile(r"[^：:]{1,40}[：:][^：:]{1,40}$")
_CLASS = re.compile("中图分类号|文献标识码|文章编号|DOI")
_SHARE = 5
"""One part in so many of all text is no remark, however short it is."""
_CLASSES = re.compile(rf"(?<=\S)\s*[\[【]?(?:{_CLASS.pattern})[\]】]?\s*[：:].*$", re.S)


def assemble(
    extract: Extract, evidence: Evidence, labels: Sequence[str], vocabulary: Vocabulary, stem: str
) -> tuple[Document, list[int | None]]:
    """The publication that `labels` make of the lines in `evidence`, and where the title of each article stands."""
    report = Report(list(extract.findings))
    drafts, front, back = _drafts(evidence, labels, report)
    articles: list[Article] = []
    for draft in drafts:
        articles.append(article(len(articles) + 1, draft, evidence, vocabulary, extract, report))
    missing(evidence, articles, report)
    report.findings += doubles.find(articles)
    document = _document(extract, evidence, tuple(articles), front, back, stem, report)
    return document, [draft.place for draft in drafts]


def _drafts(evidence: Evidence, labels: Sequence[str], report: Report) -> tuple[list[Draft], list[Block], list[Block]]:
    drafts: list[Draft] = []
    front: list[Block] = []
    back: list[Block] = []
    contents: list[Block] = []
    kickers: list[Block] = []
    speaker: Block | None = None
    part: str | None = None
    opening = Draft()
    names_the_book = _book_title(evidence, labels)
    prefixes = tuple(row.prefix for row in evidence.series if row.prefix)
    for line, label in zip(evidence.lines, labels, strict=True):
        block = line.block
        above = evidence.lines[line.place - 1] if line.place else None
        named_part = (
            bool(kickers) and above is not None and (labels[above.place] == "part" or "row 0" in above.features)
        )
        if speaker is not None and label != "prose" and label not in _WHY:
            (drafts[-1] if drafts else opening).body.append(changed(speaker, label="body"))
            speaker = None
        if label in ("page_number", "running_head", "web"):
            why = next((said for feature, said in _REASONS.items() if feature in line.features), _WHY[label])
            report.set_aside(why, block)
        elif named_part and label in ("kicker", "masthead", "part") and "below number" in line.features:
            # BOOK ONE, and under it what the book is called
            kickers[-1] = changed(kickers[-1], text=f"{kickers[-1].text} {block.text}", lines=span(kickers[-1], block))
            part = series.parted(kickers[-1].text)
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
            part = series.parted(block.text)
            kickers.append(block)
        elif label == "title":
            drafts.append(
                Draft(
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
            elif label in ("byline", "byline_below"):
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
                draft.body[-1] = changed(heading, text=both, lines=span(heading, block))
            elif label == "heading":
                draft.body.append(changed(block, label="heading"))
            elif label == "speaker" and "chat stamp" in line.features:
                when = block.text.replace(line.authors[0], "", 1).strip(" ()（）,，")
                report.add("dropped", block.lines, f"Not read (time of a message): {when}", when)
                speaker = changed(block, text=line.authors[0] + ("：" if is_chinese(line.authors[0]) else ":"))
            elif label == "speaker":
                speaker = block
            else:
                if speaker is not None:
                    who = squeeze(speaker.text) if is_chinese(speaker.text) else f"{speaker.text} "
                    block = changed(block, text=f"{who}{block.text}", lines=span(speaker, block))
                    speaker = None
                draft.body.append(_without_classes(changed(block, label="body"), report))
    if speaker is not None:
        (drafts[-1] if drafts else opening).body.append(changed(speaker, label="body"))
    if contents:
        text = " ¶ ".join(block.text for block in contents)
        report.add("contents", span(*contents), f"Contents page, not read: {text}", text)
    if opening.lines or opening.source or opening.note:
        size = sum(len(block.text) for block in opening.body)
        rest = sum(len(block.text) for draft in drafts for block in draft.body)
        if (size >= _PREFACE or size * _SHARE >= rest) and not (drafts and _is_cast(opening.body)):
            drafts.insert(0, opening)
        else:
            front += [*opening.lines, *(Block(text) for text in (*opening.source, *opening.note))]
    if len(drafts) > _PAIR and labels[0] == "kicker" and not any(draft.kickers for draft in drafts[1:]):
        # the first line of all, over the first of many titles and no other, names the whole
        front = [*drafts[0].kickers, *front]
        drafts[0].kickers = []
    if len(kickers) == 1 and len(drafts) == 1 and drafts[0] is opening and not opening.title:
        opening.title = kickers  # what looks like the name of a column is the only name there is
    elif kickers and drafts:
        drafts[-1].kickers += kickers
    else:
        front += kickers
    if len(drafts) == 1 and drafts[0] is opening and not opening.title and front and _names_a_text(front[0]):
        # of one text without a title, over which the line stands that names all
        opening.title = [front.pop(0)]
    return drafts, front, back


def _names_a_text(block: Block) -> bool:
    told = (line_kinds.issue(block.text), line_kinds.date(block.text), line_kinds.publisher(block.text))
    return block.kind == "body" and not any(told) and _may_name(block) and not BYLINE.match(block.text)


def _is_cast(blocks: Sequence[Block]) -> bool:
    """Whether it only says who is who: persons of a play, each with a colon and the one who acts."""
    lines = [line for block in blocks for line in block.text.split("\n") if any(map(str.isalnum, line))]
    named = sum(bool(_WHO.match(line)) for line in lines)
    return len(lines) > 2 and named * 2 > len(lines) and all(len(line) <= _BOOK_NAME * 2 for line in lines)


def _without_classes(block: Block, report: Report) -> Block:
    """`block` without the numbers of a library's classification behind the keywords."""
    found = _CLASSES.search(block.text) if len(block.text) < 300 and _CLASS.search(block.text) else None
    if found is None or block.kind != "body":
        return block
    report.add("dropped", block.lines, f"Not read (numbers of classification): {found[0].strip()}", found[0])
    return changed(block, text=block.text[: found.start()].rstrip())


def _name_of_work(text: str) -> str:
    """What a line over a book names: the work alone, without its marks and its author.

    >>> _name_of_work("《渡口小记》沈渡舟"), _name_of_work("《渡口》的来历")
    ('渡口小记', '《渡口》的来历')
    """
    match = re.match(r"^《([^《》]+)》\s*(.*)$", text)
    return match[1] if match and (not match[2] or byline(match[2])) else text


def _may_name(block: Block) -> bool:
    """Whether what stands over all articles can be the name of the publication."""
    return len(block.text) <= (_LONG_NAME if block.level == 1 and not is_chinese(block.text) else _BOOK_NAME)


def _is_chapter(title: str) -> bool:
    """Whether it has the number of a chapter or a volume, so that it names no book: 第一章, CHAPTER I."""
    found = numberings.numbered(title)
    return found is not None and numberings.RANKS[found.kind] < _SECTIONS


def _goes_on_from(draft: Draft, line: Line) -> bool:
    return "second line of heading" in line.features and bool(draft.body) and draft.body[-1].label == "heading"


def _book_title(evidence: Evidence, labels: Sequence[str]) -> int | None:
    """The only heading over all titles: it names the book."""
    parts = [place for place, label in enumerate(labels) if label == "part"]
    first = next((place for place, label in enumerate(labels) if label == "title"), -1)
    numbered = bool(parts) and "row 0" in evidence.lines[parts[0]].features
    return parts[0] if len(parts) == 1 and parts[0] < first and not numbered else None


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
    library = [line.block.text for line in evidence.lines if "before frame" in line.features]
    title = title or next((" ".join(m[1].split()) for text in library if (m := _TITLE_FIELD.match(text))), None)
    names: list[str] = []
    for block in front:
        text = block.text
        found = (line_kinds.issue(text), line_kinds.date(text), line_kinds.publisher(text))
        if text not in library:
            issue = " ".join(filter(None, (issue, found[0]))) or None
        date = max(date or "", found[1] or "", key=len) or None
        publisher = publisher or found[2]
        number = numberings.numbered(text)
        apart = bool(BYLINE.match(text)) or text[0] in "(（" or (number is not None and number.bare) or is_field(text)
        if (block.level == 1 or not any(found)) and _may_name(block) and not apart:
            names.append(_name_of_work(close_gaps(text)))
    if title is None and names:
        # whoever wrote it may stand over what it is called
        called = next((name for name in names[:2] if not byline(name, sure=True)), names[0])
        title = called if names[0].isascii() else names[0]  # 孟子 is a book
    if date is None:
        date = next((line_kinds.date(line.text) for line in evidence.lines if "page head" in line.features), None)
    named = next((one.title for one in articles if one.title), "")
    english = sum(one.language == "en" for one in articles)
    if title is None and (len(articles) == 1 or not named):
        title = named
    elif title is None and not _is_chapter(named):
        others = len(articles) - 1
        title = f"{named} and {others} more" if english * 2 > len(articles) else f"{named}等{len(articles)}篇"
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
