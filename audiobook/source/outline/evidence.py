"""What can be said of each line: by itself, by its neighbours, by the whole document. Names of weights.tsv."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from audiobook.language.word_lists import word_list
from audiobook.source.blocks import Block
from audiobook.source.bylines import byline, lead
from audiobook.source.line_features import comparable, ends, is_chinese, open_marks, squeeze, stops
from audiobook.source.outline import contents as contents_page
from audiobook.source.outline import line_kinds, series
from audiobook.source.outline.contents import Contents
from audiobook.source.repair import torn
from audiobook.source.vocabulary import Vocabulary, splits_a_word

_SHORT = 60
"""Characters up to which a line is looked at closely; what is longer is running text, whatever else it has."""
_HUGE = 1.45
"""Type so many times as large as the text's is far larger."""
_PAGE = re.compile(
    r"[\s\-—–─·.•～~\[【第(（]{0,8}(?:\d{1,4}|[ivxlc]{1,6})(?:\s*[/／]\s*(?:共\s*)?\d{1,4})?[\s\-—–─·.•～~\]】页)）]{0,8}",
    re.I,
)
_DECORATED = re.compile(r"[\-—–─·.•～~\[【第(（]|页|/|^p(?:age|g)?\.?\s*\d", re.I)
_URL = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|net|org|cn)\b", re.I)
_DOCUMENT_NUMBER = re.compile(r"^[^，。\s]{2,16}[〔\[（(]\s*(?:19|20)\d\d\s*[〕\]）)]\s*第?\s*\d{1,5}\s*号$")
_ADDRESSEE = re.compile(r"^(?!.*[。！？]).{2,50}[：:]$")
_UNITS = re.compile(r"单位|部门|委员会|厅|局|司|处|公司|政府|各(?:市|县|区|省|镇|乡|校|院|系|科|站|中心)")
_GREETING = re.compile(r"^(?:各位|尊敬的|亲爱的|敬爱的|同志们|dear\b)|(?:们|大家|您好|你好)[：:]$", re.I)
_BYLINE = re.compile(
    r"(?:by\s+(?:the\s)?(?-i:[A-Z][\w.’'-]*\s+){1,4}(?-i:[A-Z])|by\s+(?-i:[A-Z])\w+[.,]?$|作者[：:]|文\s?[/／|｜])",
    re.I,
)
_LETTERHEAD = re.compile(r"^[^，。：；]{3,40}(?:文件|公报|函|公告|通报|简报|令)$")
_DECREE = re.compile(
    r"关于.{2,60}的(?:通知|意见|决定|决议|通报|报告|请示|批复|函|公告|公示|通告|说明|建议|指示|规定|办法|方案|倡议书?|纪要)"
)
_PUBLIC = re.compile(r"^[（(]此[件文](?:主动|依申请|不予)?公开(?:发布)?[）)]$|^[（(]此件.{2,16}[）)]$")
_AFFILIATION = re.compile(
    r"(?:大学|学院|研究院|研究所|研究中心|实验室|医院|党校|科学院|出版社|有限公司)|"
    r"\b(?:university|department|institute|college|school of|faculty|laborator|academy)\b|@",
    re.I,
)
_CLASSES = re.compile(r"^\s*[\[【]?(?:中图分类号|文献标识码|文章编号|分类号|收稿日期|DOI)\s*[\]】]?\s*[：:]?", re.I)
_ABSTRACT = re.compile(r"^\s*(?:abstract|key\s?words)\b", re.I)
_REFERENCES = re.compile(
    r"^(?:主要)?参考(?:文献|资料|书目)[：:]?$|^(?:references|bibliography|works cited)[:.]?$", re.I
)
_CITED = re.compile(r"^\s*[\[〔【［]\s*\d|\[[A-Z](?:/[A-Z]{1,2})?\]|\bdoi\b|\bet al\b")
_NOTES = re.compile(r"^(?:注释|注解|附注|尾注|脚注|注|notes|footnotes|endnotes)[：:.]?$", re.I)
_NOTE = re.compile(r"^\s*(?:[\[〔【［（(]\s*\d{1,3}\s*[\]〕】］）)]|[①-⑳*＊†‡]|\^)")
_REFERENCE = re.compile(r"^\s*(?:[\[〔【［]\s*\d{1,3}\s*[\]〕】］]|\d{1,3}[.．、)）])")
_BOOK_PART = re.compile(r"(?:楔子|序章|序幕|引子|尾声|番外|终章|后记|附录)[\s\u3000：:]+\S")
_PERSONS = re.compile(r"^(?:出席|参加|参会|与会|列席|缺席|嘉宾|主持|发布人|present|attend)", re.I)
_FRAME = re.compile(r"\*{3} ?(?P<what>START|END) OF|End of (?:the |this )?Project Gutenberg", re.I)
"""What frames the text in files of the large free libraries."""
_SPEAKER = re.compile(r"^[^，。；！？：:]{2,18}[：:]$")
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_BEGINS_WITHIN = re.compile(r"[a-z,.;:!?，、。；：？！”’》）)%]")
_MOST_CONTENTS = 600


@dataclass(slots=True)
class Line:
    """A block and what is known of it."""

    place: int
    block: Block
    features: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    """Whom it names if it is a byline."""

    @property
    def text(self) -> str:
        """As printed."""
        return self.block.text


@dataclass(slots=True)
class Evidence:
    """All lines of a publication, and what holds for the whole of it."""

    lines: list[Line]
    contents: Contents | None
    series: list[series.Series]
    listed: frozenset[int]
    """Places of lines that read as an entry of the contents page, or of the navigation, does."""
    marked: dict[int, list[int]]
    """Level -> places of the headings that the file itself marks with it."""


def gather(blocks: Sequence[Block], vocabulary: Vocabulary, names: Sequence[str] = (), *, levels: bool) -> Evidence:
    """The evidence in `blocks`, whose words `vocabulary` knows; `names`: titles that a navigation lists; `levels`:
    headings are marked as such."""
    lines = [Line(place, _without_level(block)) for place, block in enumerate(blocks)]
    page = contents_page.find(blocks)
    may = [_may_be_heading(block) for block in blocks]
    inside = range(page.first, page.last + 1) if page else range(0)
    rows = series.find([block.text for block in blocks], [ok and i not in inside for i, ok in enumerate(may)])
    marked: dict[int, list[int]] = {}
    for line in lines:
        if line.block.level and line.place not in inside:
            marked.setdefault(line.block.level, []).append(line.place)
    listed = _listed(lines, page, names, may)
    if levels and marked:
        listed = frozenset(place for place in listed if lines[place].block.level)
    evidence = Evidence(lines, page, rows, listed, marked)
    _alone(lines, may)
    _whole(evidence, levels=levels)
    _beside(lines)
    if not levels or sum(map(len, marked.values())) < 2:
        _standing(lines, vocabulary)
        _broken(lines, vocabulary)
    _signed(lines, marked)
    return evidence


def _without_level(block: Block) -> Block:
    """A byline that the file marks as a heading is a byline."""
    return replace(block, level=None) if block.level and _BYLINE.match(block.text) else block


def _may_be_heading(block: Block) -> bool:
    text = block.text
    if block.level:
        return True
    return not block.edge and (
        len(text) <= _SHORT
        and block.kind == "body"
        and "\n" not in text
        and (text[-1] not in "。，；、,;" or bool(re.match(r"[A-Z]", text) and text.upper() == text))
    )


def _listed(lines: Sequence[Line], page: Contents | None, names: Sequence[str], may: Sequence[bool]) -> frozenset[int]:
    found: set[int] = set()
    begin = page.last + 1 if page else 0
    if page:
        for first, last in contents_page.locate(
            [line.block for line in lines], contents_page.highest(page.entries), begin
        ):
            found.add(first)
            for place in range(first + 1, last + 1):
                lines[place].features.append("second line")
    keys = {comparable(name) for name in names} - {""}
    if keys:
        found |= {line.place for line in lines[begin:] if may[line.place] and comparable(line.text) in keys}
    return frozenset(found)


# --------------------------------------------------------------------------------------- a line by itself


def _alone(lines: Sequence[Line], may: Sequence[bool]) -> None:
    for line in lines:
        block, add = line.block, line.features.append
        text = block.text
        size = len(text)
        if block.level:
            add("marked")
            add(f"marked {min(block.level, 6)}")
        if block.label:
            add(f"called {block.label}")
        if block.kind != "body":
            add("kind")
            add(f"kind {block.kind}")
        if not any(c.isalnum() for c in text):
            add("no letters")
            continue
        if size > 100:
            add("very long")
        elif size > _SHORT:
            add("long")
        else:
            add("tiny" if size <= 4 else "short" if size <= 25 else "middling" if size <= 45 else "longish")
        if "\n" in text:
            add("several lines")
        if block.bold:
            add("bold")
        if block.size >= _HUGE:
            add("huge")
        elif block.size >= 1.12:
            add("large")
        elif block.size <= 0.88:
            add("small")
        if block.centred:
            add("centred")
        elif block.indented is not None and not (block.indented and (block.bold or block.size >= 1.12)):
            add("indented" if block.indented else "flush")
        capitals = not is_chinese(text) and text.upper() == text and sum(c.isalpha() for c in text) > 3
        if capitals and size <= 90:
            add("capitals")
        if re.search(r"[？?][”’」』）)]*$", text) and size <= 40 and "。" not in text:
            add("question")
        elif stops(text) and not capitals:
            add("sentence")
        elif text[-1] in "，、；,;":
            add("goes on")
        elif text[-1] in "：:":
            add("colon")
        elif ends(text):
            add("ends")
        if re.match(r"[“「『\"‘]", text) and re.search(r"[”」』\"’]$", text):
            add("quotation")
        if re.match(r"[—–―-]{2}", text) and size <= 80:
            add("dash")
        if open_marks(text):
            add("open marks")
        if size <= 200 and block.kind == "body":
            _remark(line)
        if size <= 90:
            _shape(line, may[line.place])


def _remark(line: Line) -> None:
    """Lines about the article, the page, the publication."""
    text, add = line.text, line.features.append
    if _URL.search(text):
        add("address" if len(_URL.sub("", re.sub(r"\S*(?:://|www\.)\S*", "", text))) > 6 else "address alone")
    if any(re.search(phrase, text) for phrase in word_list("source", "advert_phrases")):
        add("advert")
    if line_kinds.is_source(text):
        add("source")
    elif line_kinds.is_note(text):
        add("note mark" if text[0] in "※*＊" else "note")
    if line_kinds.is_editor(text):
        add("editor")
    elif line_kinds.is_photo(text):
        add("photo")
    elif line_kinds.is_caption(text):
        add("caption" if re.search(r"[图表]表?\s?\d|fig|table", text[:12], re.I) else "photo")
    if line_kinds.is_imprint(text):
        add("imprint")
    if line_kinds.is_page_head(text):
        add("page head")
    if line_kinds.is_credits(text):
        add("credits")


def _shape(line: Line, may: bool) -> None:
    """Short lines: names, dates, numbers, buttons."""
    text, add = line.text, line.features.append
    bare = squeeze(text)
    if bare in word_list("source", "web_words") or text.strip() in word_list("source", "web_words"):
        add("web word")
    if _PAGE.fullmatch(text.strip()):
        add("page number" if _DECORATED.search(text) else "number alone")
    if line_kinds.is_dateline(text):
        add("date and time" if _CLOCK.search(text) else "date")
    elif line_kinds.issue(text) and len(bare) <= 40:
        add("issue")
    if line_kinds.publisher(text):
        add("publisher")
    if _DECREE.search(text):
        add("decree")
    if _PUBLIC.match(text):
        add("public note")
    if _CLASSES.match(text):
        add("classes")
    if _AFFILIATION.search(text) and "。" not in text:
        add("affiliation")
    if _DOCUMENT_NUMBER.match(bare):
        add("document number")
    if _ADDRESSEE.match(text):
        add(
            "greeting"
            if _GREETING.search(text)
            else "addressee"
            if _UNITS.search(text) and len(text) > 4
            else "lead-in"
        )
    if line_kinds.is_particular(text):
        add("particular")
    if _SPEAKER.match(text):
        add("speaker")
    if may and not line.block.level and (one := series.numbered(text)) is not None:
        add(f"number {series.RANKS[one.kind]}")
    if line.block.label == "byline":
        line.authors = byline(text) or tuple(" ".join(text.split()).split("、"))
    named = len(text) <= 90 and not line.block.level and line.block.kind == "body" and not _numbering_only(text)
    if not named or "particular" in line.features or line.block.label in ("subtitle", "byline"):
        names = None
    else:
        names = _shouted(text) if "capitals" in line.features and not _BYLINE.match(text) else byline(text)
    if names:
        line.authors = names
        add("names" if byline(text, sure=True) else "names maybe")
        if _BYLINE.match(text):
            add("signed")
    if re.fullmatch(r"《[^《》]{1,30}》[^，。：；]{0,8}", bare):
        add("name of a work")
    if bare in word_list("source", "headings"):
        add("known heading")
    if bare.lower() in word_list("source", "book_parts") or _BOOK_PART.match(text):
        add("part of a book")
    if len(bare) <= 8 and any(bare.endswith(end) for end in word_list("source", "column_endings")):
        add("column name")
    if re.match(r"[【〖\[［■□◆◇●▲★☆]", text) and len(bare) <= 22:
        add("bracketed")


def _shouted(text: str) -> tuple[str, ...] | None:
    """Names in capitals, as they stand under titles: HANS CHRISTIAN ANDERSEN, ABRAM S. ISAACS."""
    words = text.split()
    shaped = all(re.fullmatch(r"(?:[A-Z]\.){1,3}|[A-Z][A-Z'’-]+,?|AND|OF|DE|VON|VAN", word) for word in words)
    if text.endswith(".") and not text.endswith(("JR.", "SR.", "ESQ.")):
        return None
    return (text.rstrip(","),) if 2 <= len(words) <= 4 and shaped and byline(text.title()) else None


def _numbering_only(text: str) -> bool:
    one = series.numbered(text)
    return one is not None and one.bare


# ------------------------------------------------------------------------------- a line in the whole document


def _whole(evidence: Evidence, *, levels: bool) -> None:
    lines = evidence.lines
    page = evidence.contents
    lightly = sum(map(len, evidence.marked.values())) < 2
    if page:
        for place in range(page.first, page.last + 1):
            lines[place].features.append("in contents")
        if page.first and contents_page.HEADING.match(lines[page.first - 1].text):
            lines[page.first - 1].features.append("in contents")
    front = True
    for line in lines:
        front = front and not {"known heading", "part of a book"} & set(line.features)
        if contents_page.HEADING.match(line.text) and "in contents" not in line.features:
            line.features.append("contents heading")
        if page and line.place < page.first:
            line.features.append("before contents")
            if front:
                line.features.append("front matter")
        if line.place in evidence.listed:
            line.features = [f for f in line.features if f not in ("names", "names maybe")]
            line.authors = ()
            line.features.append("listed")
        if levels and not line.block.level:
            # a page that marks its title and nothing else has its headings in bold type
            bold = lightly and line.block.bold
            line.features.append("bold alone" if bold else "lightly marked" if lightly else "not marked")
    for row in evidence.series:
        members = {one.place for one in row.members}
        for line in lines if row.prefix else ():
            if line.text.startswith(row.prefix) and line.place not in members and len(line.text) <= _SHORT:
                line.features.append("row prefix")
        for one in row.members:
            line = lines[one.place]
            if row.rank < 3:
                line.features = [f for f in line.features if f not in ("names", "names maybe")]
                line.authors = ()
            line.features.append(f"row {row.rank}")
            if one.bare:
                line.features.append("row bare")
                below = lines[one.place + 1] if one.place + 1 < len(lines) else None
                if row.rank < 2 and below and _names_a_number(below):
                    below.features.append("below number")
    _over_chapters(lines)
    _official(lines)
    _scholarly(lines)
    _matter(lines)
    _framed(lines)
    _repeats(lines)


def _over_chapters(lines: Sequence[Line]) -> None:
    """A book's own title and its author's name: the short lines over the first of its chapters."""
    first = next((line.place for line in lines if {"row 1", "part of a book"} & set(line.features)), None)
    if first is None or first > 12:
        return
    above = [line for line in lines[:first] if "in contents" not in line.features]
    if all(len(line.text) <= _SHORT and not stops(line.text) for line in above):
        for line in above:
            line.features.append("names over chapters" if line.authors else "over chapters")


def _official(lines: Sequence[Line]) -> None:
    """The head of an official document: the issuer's name in large type, over the number of the document."""
    for line in lines[:12]:
        if "document number" in line.features:
            for above in lines[max(0, line.place - 3) : line.place]:
                if _LETTERHEAD.match(squeeze(above.text)):
                    above.features.append("letterhead")


def _scholarly(lines: Sequence[Line]) -> None:
    """A paper's head in a second language, and its references."""
    chinese = sum(is_chinese(line.text) for line in lines) * 2 > len(lines)
    for line in lines:
        if chinese and _ABSTRACT.match(line.text):
            first = last = line.place
            while first > 0 and not is_chinese(lines[first - 1].text):
                first -= 1
            while last + 1 < len(lines) and not is_chinese(lines[last + 1].text):
                last += 1
            if first > 0 and last - first < 20:
                for other in lines[first : last + 1]:
                    if "second language" not in other.features:
                        other.features.append("second language")
        if _NOTES.match(squeeze(line.text)):
            line.features.append("notes heading")
            _notes(lines, line.place)
        if _REFERENCES.match(squeeze(line.text) if is_chinese(line.text) else line.text.strip()):
            below = line.place + 1
            while below < len(lines) and not lines[below].block.level:
                # the second half of an entry stands between two of them
                wrapped = below > line.place + 1 and below + 1 < len(lines) and _REFERENCE.match(lines[below + 1].text)
                ends_here = below + 1 == len(lines) and below > line.place + 1
                if not (_REFERENCE.match(lines[below].text) or wrapped or ends_here):
                    break
                below += 1
            entries = lines[line.place + 1 : below]
            cited = sum(bool(_CITED.search(other.text)) for other in entries) * 2 >= len(entries) > 0
            if cited or (entries and line.place >= len(lines) * 0.8):
                for other in lines[line.place : below]:
                    other.features.append("reference")


def _notes(lines: Sequence[Line], place: int) -> None:
    """The lines under 注释 are notes, up to the next heading that the file marks."""
    below = lines[place + 1 :]
    stop = next((i for i, line in enumerate(below) if line.block.level or _in_row(line)), len(below))
    noted = [line for line in below[:stop] if _NOTE.match(line.text) or line.block.kind in ("list", "note")]
    if noted and (len(noted) * 2 >= stop or noted[-1].place - place > stop - 3):
        for line in lines[place + 1 : noted[-1].place + 1]:
            line.block = replace(line.block, kind="note")
            line.features = ["kind", "kind note"]


def _matter(lines: Sequence[Line]) -> None:
    """What e-books put before and behind their text, each under its own heading: imprint, colophon, licence."""
    inside = False
    for line in lines:
        if line.block.level or "part of a book" in line.features:
            inside = squeeze(line.text).lower() in word_list("source", "matter_titles")
        if inside:
            line.features = [f for f in line.features if f in ("before contents", "in contents")] + ["matter"]


def _names_a_number(line: Line) -> bool:
    """Whether a line under a bare number of a chapter can be the chapter's name."""
    features = set(line.features)
    return (
        bool(features & {"tiny", "short", "middling"})
        and not features & {"sentence", "goes on", "colon", "kind", "marked", "quotation", "no letters", "names"}
        and not any(feature.startswith("row ") for feature in features)
    )


def _framed(lines: Sequence[Line]) -> None:
    """What stands before and behind the frame is the library's, not the author's."""
    found = [((match["what"] or "END").upper(), line.place) for line in lines if (match := _FRAME.match(line.text))]
    start = max((place for what, place in found if what == "START"), default=-1)
    end = min((place for what, place in found if what == "END" and place > start), default=len(lines))
    for line in lines:
        if line.place <= start or line.place >= end:
            line.features = [f for f in line.features if f in ("before contents", "in contents")]
            line.features.append("before frame" if line.place <= start else "after frame")


def _is_paged(lines: Sequence[Line]) -> bool:
    """Whether the file shows where its pages end: only then can a line that comes back be the head of a page."""
    return any(
        line.block.page is not None
        or line.block.edge
        or line.block.starts_page
        or {"page number", "page head"} & set(line.features)
        for line in lines
    )


def _repeats(lines: Sequence[Line]) -> None:
    """Lines that stand again, figures apart: running heads, times of day, adverts, speakers."""
    masked: dict[tuple[bool, str], list[int]] = {}
    for line in lines:
        block = line.block
        # a title in large type is not the head that repeats it, nor are Chapter 1 and Chapter 2 one line
        plain = not block.level and block.kind == "body" and block.size < _HUGE
        if len(block.text) <= _SHORT and plain and not {"row 0", "row 1", "row 2"} & set(line.features):
            masked.setdefault((block.edge, re.sub(r"\d+", "#", squeeze(block.text))), []).append(line.place)
    paged = _is_paged(lines)
    for places in masked.values():
        if len(places) < 2:
            continue
        for place in places if not paged else ():
            if "capitals" in lines[place].features and lines[place].text.endswith("."):
                lines[place].features.append("speaker")  # as plays have them
            lines[place].features.append("repeated once" if len(places) == 2 else "repeated")
        for place in places if paged else ():
            lines[place].features.append("twice" if len(places) == 2 else "often")
            if place != places[0]:
                lines[place].features.append("again")
    numbers = [line.place for line in lines if "number alone" in line.features]
    values = [int(m[0]) if (m := re.search(r"\d+", lines[p].text)) else 0 for p in numbers]
    for (one, a), (two, b) in zip(
        zip(numbers, values, strict=True), list(zip(numbers, values, strict=True))[1:], strict=False
    ):
        if 0 < b - a <= 4 and two - one > 1:
            for place in (one, two):
                if "rising" not in lines[place].features:
                    lines[place].features.append("rising")


# --------------------------------------------------------------------------------- a line and its neighbours


_REMARKS = frozenset(["imprint", "matter", "before frame", "after frame", "reference", "second language", "advert"])
"""Features of lines that are no text of an article, however long."""


def _beside(lines: Sequence[Line]) -> None:
    running = [i for i, line in enumerate(lines) if _is_running(line) and not _REMARKS & set(line.features)]
    first, last = (running[0], running[-1]) if running else (len(lines), -1)
    gaps = Counter(min(line.block.gap, 6) for line in lines[1:])
    usual = gaps.most_common(1)[0][0] if gaps else 0
    edge = {i for i, line in enumerate(lines) if _is_furniture(line)}
    for i, line in enumerate(lines):
        add, block = line.features.append, line.block
        if i < first:
            add("before text")
        if i > last:
            add("after text")
            if {"column name", "bracketed"} & set(line.features):
                add("column after text")
        if i == 0:
            add("first")
        if block.starts_page:
            add("page start")
        if block.edge:
            add("head or foot")
        if block.gap > usual:
            add("gap" if block.gap <= usual + 1 else "wide gap")
        if {i - 1, i + 1} & edge:
            add("at page edge")
        before, after = _text_before(lines, i), _text_after(lines, i)
        goes_on = before is not None and "particular" in before.features and line.authors and i < first
        if goes_on and before is not None and _PERSONS.match(before.text):
            line.features = [f for f in line.features if f not in ("names", "names maybe")] + ["particular"]
            line.authors, add = (), line.features.append
        if before is not None and len(before.text) > 15 and not ends(before.text) and _is_running(before):
            add("after unfinished")
        if after is not None:
            if _BEGINS_WITHIN.match(after.text) and not after.block.level:
                add("before middle")
            if _runs(after):
                add("before running")
            if i < first and _in_row(after) and not _in_row(line):
                add("before heading")
            if {"source", "credits", "date", "date and time"} & set(after.features):
                add("before source")
            if i > last and "date" in after.features and "short" in line.features:
                add("over date")
        if _BEGINS_WITHIN.match(line.text) and "address" not in line.features:
            add("begins within")
        if before is not None and before.authors and "names" in before.features:
            add("after names")
            maybe = "names maybe" in line.features and "，" not in line.text and "、" not in line.text
            if maybe or "affiliation" in line.features:
                add("place maybe")


def _standing(lines: Sequence[Line], vocabulary: Vocabulary) -> None:
    """Whether a short line stands for itself, or is the beginning of the paragraph after it, or one of many."""
    candidates = [_may_stand(line) for line in lines]
    for i, line in enumerate(lines):
        if not candidates[i]:
            continue
        after, before = _text_after(lines, i), _text_before(lines, i)
        own = series.numbered(line.text)
        add = line.features.append
        if own is not None and before is not None and candidates[before.place]:
            other = series.numbered(before.text)
            if other is not None and other.kind == own.kind:
                for one in (line, before):
                    if "in a list" not in one.features:
                        one.features.append("in a list")
        if own is None and all(j >= 0 and candidates[j] and len(lines[j].text) <= 20 for j in (i - 1, i - 2)):
            add("in a run")
        if after is None:
            continue
        if not _runs(after):
            # the first line of a paragraph that a page break has torn
            second = _text_after(lines, after.place)
            if second is None or not _runs(second) or series.numbered(after.text) is not None:
                continue
            if _longer(after, line) or torn.goes_on(after.block, second.block, vocabulary):
                line.features += ["stands alone", "before running"]
            continue
        under = before is not None and candidates[before.place] and "ends" not in before.features
        doubt = 1.5 if under and own is None else 0.0
        second_half = before is not None and doubt > 0 and _longer(line, before)
        if second_half or torn.goes_on(line.block, after.block, vocabulary, doubt):
            add("goes on after")
        elif not _asks_on(line, after):
            add("stands alone")


_EXPLAINED = frozenset([
    "sentence", "goes on", "several lines", "no letters", "colon", "page number", "date", "names", "dash", "listed",
    "issue", "web word", "in contents", "source", "publisher", "advert", "document number",
])  # fmt: skip
"""Features of lines that are known to be something else than a heading."""


def _broken(lines: Sequence[Line], vocabulary: Vocabulary) -> None:
    """Two short lines that are one title broken in two."""
    for i, line in enumerate(lines[:-1]):
        other = lines[i + 1]
        if _in_section_row(line) and not ends(line.text) and _may_go_on(other):
            if _belongs(squeeze(line.text), squeeze(other.text), vocabulary):
                other.features.append("second line of heading")
            continue
        if "second line" in other.features or not _may_stand(other) or len(other.text) > 40:
            continue
        if "dash" in line.features and not stops(line.text):
            in_head = "before text" in other.features and series.numbered(other.text) is None
            if in_head or _belongs(squeeze(line.text), squeeze(other.text), vocabulary):
                other.features.append("second line of dash")
            continue
        broken = line.text.rstrip().endswith(("，", ",", "、")) and len(line.text) <= 24 and "。" not in line.text
        if not (broken or (_may_stand(line) and len(line.text) <= 40)) or "column name" in line.features:
            continue
        if series.numbered(other.text) is not None:
            continue
        first, second = squeeze(line.text), squeeze(other.text)
        if broken or _belongs(first, second, vocabulary):
            other.features.append("second line")
            if broken:
                line.features.append("first line")


def _in_section_row(line: Line) -> bool:
    return any(feature.startswith("row ") and feature[-1] > "1" for feature in line.features)


def _may_go_on(line: Line) -> bool:
    """Whether it can be the second half of a numbered heading: short, set as the heading is, perhaps a question."""
    return (
        line.block.kind == "body"
        and not line.block.indented
        and len(line.text) <= 45
        and not {"goes on", "colon", "no letters"} & set(line.features)
        and "。" not in line.text
        and series.numbered(line.text) is None
    )


def _belongs(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Whether two lines without spaces are halves of one."""
    return (
        first[-1] in _DANGLING
        or second[0] in _LEADING
        or open_marks(first) > 0
        or vocabulary.together(first, second) > 0
        or splits_a_word(first, second)
    )


def _signed(lines: Sequence[Line], marked: Mapping[int, Sequence[int]]) -> None:
    """Titles with a byline below, or a reporter named in the first words of their text."""
    for i, line in enumerate(lines):
        led = len(line.text) > 20 and lead(line.text) is not None
        if not led and "names" not in line.features and "credits" not in line.features:
            continue
        at = i - 1
        if not led and at > 0 and _runs(lines[at]) and "names" in line.features and line.text[:1] in "（(":
            # signed below: the title stands over the text above
            while at > 0 and _runs(lines[at]) and i - at < 12:
                at -= 1
            if "stands alone" in lines[at].features:
                lines[at].features.append("before lead")
            continue
        while at > 0 and set(lines[at].features) & _BETWEEN and "huge" not in lines[at].features:
            at -= 1
        while at > 0 and {"second line", "second line of dash"} & set(lines[at].features):
            at -= 1
        if at > 0 and _under_title(lines[at - 1], lines[at], marked):
            lines[at].features.append("marked subtitle")
            at -= 1
        if at >= 0:
            lines[at].features.append("before lead" if led else "before names")


def _under_title(title: Line, line: Line, marked: Mapping[int, Sequence[int]]) -> bool:
    """Whether a line between a heading and a byline is the heading's subtitle: unmarked, or of a level as rare."""
    upper, lower = title.block.level, line.block.level
    if upper is None or len(line.text) > _SHORT:
        return False
    return lower is None or (lower > upper and len(marked[lower]) <= len(marked[upper]))


_DANGLING = "一二三四五六七八九十两几的和与及在是对把被将从向于为以并或、，,：:《“（(——之让"
_LEADING = "的和与及、，,：）)》”之者等"
_BETWEEN = frozenset(
    [
        "dash",
        "second line of dash",
        "particular",
        "column name",
        "bracketed",
        "names",
        "source",
        "date",
        "date and time",
        "credits",
    ]
)
"""Features of lines that may stand between a title and its byline."""


def _may_stand(line: Line) -> bool:
    features = set(line.features)
    return line.block.kind == "body" and 2 <= len(squeeze(line.text)) <= 45 and not features & _EXPLAINED


def _longer(line: Line, heading: Line) -> bool:
    """Whether the second of two lines without a full stop is a torn first line: long, and longer than the first."""
    size = len(squeeze(line.text))
    return size >= 15 and size > len(squeeze(heading.text)) * 1.3


def _asks_on(line: Line, after: Line) -> bool:
    """A question of several clauses right over its answer, with no blank line between: running text."""
    return after.block.gap == 0 and bool(re.search(r"[，,].*[？?][”’」』]?$", line.text.strip()))


def _is_running(line: Line) -> bool:
    size = len(line.text)
    return (line.block.level is None and line.block.kind in ("body", "quote", "verse")) and (
        size > 45 or (size >= 10 and stops(line.text)) or (size >= 30 and "。" in line.text)
    )


def _runs(line: Line) -> bool:
    """Running text, or what a page break has left of it."""
    text = line.text
    return _is_running(line) or (
        line.block.level is None
        and ((len(text) >= 8 and ends(text)) or (len(text) >= 18 and any(c in text for c in "，,")))
    )


def _in_row(line: Line) -> bool:
    return any(feature.startswith("row ") for feature in line.features)


def _is_furniture(line: Line) -> bool:
    return line.block.edge or bool({"page number", "rising", "page head"} & set(line.features))


def _text_before(lines: Sequence[Line], i: int) -> Line | None:
    for j in range(i - 1, max(-1, i - 5), -1):
        if not _is_furniture(lines[j]) and "often" not in lines[j].features:
            return lines[j]
    return None


def _text_after(lines: Sequence[Line], i: int) -> Line | None:
    for j in range(i + 1, min(len(lines), i + 5)):
        if not _is_furniture(lines[j]) and "often" not in lines[j].features:
            return lines[j]
    return None
