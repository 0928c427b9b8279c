"""What a line says by itself: its look, its shape, what it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from audiobook.language.chinese import compiled
from audiobook.language.word_lists import alternatives, word_list
from audiobook.source import numberings
from audiobook.source.bylines import byline
from audiobook.source.line_features import ends, is_chinese, open_marks, squeeze, stops
from audiobook.source.outline import line_kinds
from audiobook.source.outline.line import HUGE, LARGE, SHORT, Line, is_display

_PAGE = re.compile(
    r"[\s\-—–─·.•～~\[【第(（]{0,8}(?:\d{1,4}|[ivxlc]{1,6})(?:\s*[/／]\s*(?:共\s*)?\d{1,4})?[\s\-—–─·.•～~\]】页)）]{0,8}",
    re.I,
)


_DECORATED = re.compile(r"[\-—–─·.•～~\[【第(（]|页|/|^p(?:age|g)?\.?\s*\d", re.I)


_URL = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|net|org|cn)\b", re.I)


_CASE_NUMBER = re.compile(r"^[（(〔\[](?:19|20)\d\d[）)〕\]][^，。\s]{2,16}\d{1,6}号(?:之[一二三四五])?$")
_VERDICT = re.compile(
    r"(?:民事|刑事|行政|执行|国家赔偿)?(?:附带民事)?(?:判决|裁定|决定|调解|通知|起诉|不起诉决定|仲裁裁决)书$"
)
_DOCUMENT_NUMBER = re.compile(r"^[^，。\s]{2,16}[〔\[（(]\s*(?:19|20)\d\d\s*[〕\]）)]\s*第?\s*\d{1,5}\s*号$")


_ADDRESSEE = re.compile(r"^(?!.*[。！？]|第[一二三四五六七八九十百千〇零\d]+条).{2,50}[：:]$")
"""Whom an official document is for; 第九条　行政处罚的种类： is for nobody."""
_LEADS_IN = re.compile(
    r"(?:如下|是|为|有|包括|包含|要求|规定|认为|指出|强调|决定|提出|之一|(?:下列|以下).{1,16})[：:]$"
)
"""What leads into a list, also where it names offices: 教育局的主要职责是："""


_UNITS = re.compile(r"单位|部门|委员会|厅|局|司|处|公司|政府|各(?:市|县|区|省|镇|乡|校|院|系|科|站|中心)")


_GREETING = re.compile(r"^(?:各位|尊敬的|亲爱的|敬爱的|同志们|dear\b)|(?:们|大家|您好|你好)[：:]$", re.I)


BYLINE = re.compile(
    r"(?:by\s+(?:the\s)?(?-i:[A-Z][\w.’'-]*\s+){1,4}(?-i:[A-Z])|by\s+(?-i:[A-Z])\w+[.,]?$|作者[：:]|文\s?[/／|｜])",
    re.I,
)


_DECREE = re.compile(
    r"关于.{2,60}的(?:通知|意见|决定|决议|通报|报告|请示|批复|函|公告|公示|通告|说明|建议|指示|规定|办法|方案|倡议书?|纪要)"
)


_WHAT_IT_HAS = re.compile(r"[期号]\s*[）)]?\s*[：:](?!\s*(?:总|第|\d|$))")
"""2020年（第 139 期）：船桨的历史 speaks of an issue, and is not the head of one."""


_PUBLIC = re.compile(r"^[（(]此[件文](?:主动|依申请|不予)?公开(?:发布)?[）)]$|^[（(]此件.{2,16}[）)]$")


_EQUATION = re.compile(r"[=≈≤≥<>]\s*[-−]?[\d√(（]")
_WORD = compiled(r"[[:Han:]]|[A-Za-z]{4,}")
_EQUATION_WORDS = 2
"""Words of a line that computes something: P(X < 0.05) = 0.52."""
_BULLETED = re.compile(r"[·•‣▸]\s*[^·•]+(?<![·•\s])$")
_ENCLOSURE = re.compile(r"附[件录表]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[A-Z])?[：:]?")


_AFFILIATION = re.compile(
    r"(?:大学|学院|研究院|研究所|研究中心|实验室|医院|党校|科学院|出版社|有限公司)|"
    r"\b(?:university|department|institute|college|school of|faculty|laborator|academy)\b|@",
    re.I,
)


_CLASSES = re.compile(r"^\s*[\[【]?(?:中图分类号|文献标识码|文章编号|分类号|收稿日期|DOI)\s*[\]】]?\s*[：:]?", re.I)


_BOOK_PART = re.compile(
    r"(?:代?序|序言|前言|楔子|序章|序幕|引子|尾声|番外|终章|后记|附录)(?:[篇之]?[一二三四五六七八九十\d]{0,3})[\s\u3000：:]+\S"
)


_DISGUISED = 40
_DISGUISE = re.compile(r"www\w{3,24}(?:com|net|org|cn|cc)[a-z]{0,5}$", re.I)
"""An address without its points, of a line that is nothing else, however it is broken up: wＷw。hepan neｔt xt."""
_ADVERT = re.compile(alternatives("source", "advert_phrases"))
_ADVERT_TAIL = re.compile(alternatives("source", "advert_tails"))
_NAME_SHAPED = compiled(r"[[:Han:]·•．]{2,16}|(?:[A-Z][\w.'’-]*\s?){1,4}")
"""What could be anybody's name, also one in no list."""
_SIGNS_AS = re.compile(
    rf"(?:{alternatives('source', 'signing_offices')})[：:\s\u3000]+\S{{1,12}}(?:[\s\u3000]+\S{{1,6}}){{0,3}}$"
)
"""Who signs a judgment, below it: 书记员　孙倩."""
_COLUMNS = tuple(word_list("source", "column_endings"))
_SPEAKER = re.compile(r"^[^，。；！？：:]{2,18}[：:]$")


_ORNAMENTED = re.compile(r"[■□◆◇●▲★☆]|[【〖［][^】〗］]+[】〗］]|\[(?=[^\[\]]*[^\x00-\x7f])[^\[\]]+\]")
_IN_BRACKETS = re.compile(r"[【〖\[［〔(（]([^\]】〗］〕)）]{1,8})[\]】〗］〕)）][：:]?")
_SEVERAL = 4
"""Numbers with no word beside them that are no heading, nor a date."""
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")


def alone(lines: Sequence[Line], may: Sequence[bool]) -> None:
    """Adds what each line says by itself; `may`: whether it can be a heading at all."""
    for line in lines:
        block, add = line.block, line.features.append
        text = block.text
        size = len(text)
        if block.level:
            add("marked")
            add(f"marked {min(block.level, 6)}")
        if block.label:
            add(f"called {block.label}")
        if block.label == "byline":  # however many they are
            known = block.names
            line.authors = known if known is not None else byline(text) or tuple(" ".join(text.split()).split("、"))
        if block.kind != "body":
            add("kind")
            add(f"kind {block.kind}")
        if not any(c.isalnum() for c in text):
            add("no letters")
            continue
        if size > SHORT and is_display(block):
            add("long title")
        elif size > 100:
            add("very long")
        elif size > SHORT:
            add("long")
        else:
            add("tiny" if size <= 4 else "short" if size <= 25 else "middling" if size <= 45 else "longish")
        if "\n" in text:
            add("several lines")
        if block.bold:
            add("bold")
        elif block.other_face and block.size > 0.95:
            add("other face")
        if block.size >= HUGE:
            add("huge")
        elif block.size >= LARGE:
            add("large")
        elif block.size <= 0.88:
            add("small")
        if block.centred:
            add("centred")
        elif block.indented is not None and not (block.indented and (block.bold or block.size >= LARGE)):
            add("indented" if block.indented else "flush")
        capitals = not is_chinese(text) and text.upper() == text and sum(c.isupper() for c in text) > 3
        if capitals and size <= 90:
            add("capitals")
        if size <= 40 and text.rstrip("”’」』）)").endswith(("？", "?")) and "。" not in text:
            add("question")
        elif stops(text) and not capitals:
            add("sentence")
        elif text[-1] in "，、；,;" or text.endswith(("——", "--")):
            add("goes on")
        elif text[-1] in "：:":
            add("colon")
        elif ends(text):
            add("ends")
        if text[0] in '“「『"‘' and text[-1] in '”」』"’':
            add("quotation")
        if 1 < size <= 80 and text[0] in "—–―-" and text[1] in "—–―-":
            add("dash")
        if open_marks(text):
            add("open marks")
        if size <= 200 and block.kind == "body":
            _remark(line)
        if size <= 90:
            _shape(line, may[line.place])
        elif block.label == "byline":
            line.authors = tuple(" ".join(text.split()).split("、"))


_COMMON = 300_000
"""Characters of running text that tell which English words are common ones."""


def common_words(lines: Sequence[Line]) -> None:
    """Takes names away that are made of words which the text has in small letters: Elastic Stop Nut."""
    maybe = [line for line in lines if "names maybe" in line.features and line.text.isascii()]
    if not maybe:
        return
    words: set[str] = set()
    size = 0
    for line in lines:
        words.update(re.findall(r"\w{4,}", line.text))
        size += len(line.text)
        if size > _COMMON:
            break
    for line in maybe:
        if not BYLINE.match(line.text) and words & set(re.findall(r"\b[a-z]{4,}\b", line.text.lower())):
            line.features.remove("names maybe")
            line.authors = ()


def _remark(line: Line) -> None:
    """Lines about the article, the page, the publication."""
    text, add = line.text, line.features.append
    # 小?说?txt?天堂, ｗｗｗ．: sites write themselves so that nobody finds them
    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))) if len(text) <= _DISGUISED else ""
    if plain.isascii() and _DISGUISE.match(plain):
        add("address alone")
    elif ("." in text or "://" in text) and _URL.search(text):
        add("address" if len(_URL.sub("", re.sub(r"\S*(?:://|www\.)\S*", "", text))) > 6 else "address alone")
    if any(_ADVERT.search(one) or _ADVERT_TAIL.match(one) for one in {text, plain}):
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
    if not any(map(str.isalpha, text)) and len(re.findall(r"\d+", text)) >= _SEVERAL:
        add("figures")
    if line_kinds.is_dateline(text):
        add("date and time" if _CLOCK.search(text) else "date")
    elif line_kinds.issue(text) and len(bare) <= 40 and not _WHAT_IT_HAS.search(text):
        add("issue")
    if line_kinds.publisher(text):
        add("publisher")
    if "关于" in text and _DECREE.search(text):
        add("decree")
    if _ENCLOSURE.fullmatch(bare):
        add("enclosure")
    if _EQUATION.search(text) and len(_WORD.findall(text)) <= _EQUATION_WORDS:
        add("equation")
    if _BULLETED.match(text) and numberings.numbered(text) is None:
        add("bulleted")
    if _PUBLIC.match(text):
        add("public note")
    if _CLASSES.match(text):
        add("classes")
    if "。" not in text and _AFFILIATION.search(text):
        add("affiliation")
    if _VERDICT.match(bare) and not line.block.level:
        add("verdict")
    if _DOCUMENT_NUMBER.match(bare) or _CASE_NUMBER.match(bare):
        add("document number")
    introduces = text[-1] in "：:"
    if introduces and _ADDRESSEE.match(text):
        add(
            "greeting"
            if _GREETING.search(text)
            else "addressee"
            if _UNITS.search(text) and len(text) > 4 and not _LEADS_IN.search(text) and numberings.kind(text) is None
            else "lead-in"
        )
    office = _SIGNS_AS.match(text)
    if office:
        add("signs as")
    if line_kinds.is_particular(text):
        add("particular")
    if introduces and _SPEAKER.match(text):
        add("speaker")
    if may and not line.block.level and (one := numberings.numbered(text)) is not None:
        add(f"number {numberings.RANKS[one.kind]}")
    if line.block.italic and _NAME_SHAPED.fullmatch(text):
        line.authors = byline(text) or (text,)
        add("italic name")
    named = len(text) <= 90 and not line.block.level and line.block.kind == "body" and not _numbering_only(text)
    if (
        office
        or not named
        or {"particular", "italic name", "date"} & set(line.features)
        or line.block.label in ("subtitle", "byline")
    ):
        names = None
    else:
        names = _shouted(text) if "capitals" in line.features and not BYLINE.match(text) else byline(text)
    if names:
        line.authors = names
        add("names" if byline(text, sure=True) else "names maybe")
        if BYLINE.match(text):
            add("signed")
    if re.fullmatch(r"《[^《》]{1,30}》(?:作者[：:].{1,12}|[^，。：；]{0,8})", bare):
        add("name of a work")
    if bare in word_list("source", "headings"):
        line.features = [one for one in line.features if one not in ("names", "names maybe")] + ["known heading"]
        line.authors, add = (), line.features.append
    part = bare.lower().rstrip("：:") in word_list("source", "book_parts")
    if part and bare[-1] in "：:":  # 内容简介： names what stands under it
        line.features = [one for one in line.features if one not in ("colon", "lead-in", "source", "ends")]
        add = line.features.append
    if part or _BOOK_PART.match(text):
        add("part of a book")
    if len(bare) <= 8 and bare.endswith(_COLUMNS):
        add("column name")
    if (inner := _IN_BRACKETS.fullmatch(bare)) and inner[1] in word_list("source", "edition_parts"):
        line.features = [one for one in line.features if one not in ("names", "names maybe")]
        line.authors = ()
        line.features.append("part of an edition")
    elif _ORNAMENTED.match(text) and len(bare) <= 22:
        add("bracketed")


def _shouted(text: str) -> tuple[str, ...] | None:
    """Names in capitals, as they stand under titles: HANS CHRISTIAN ANDERSEN, ABRAM S. ISAACS."""
    words = text.split()
    shaped = all(re.fullmatch(r"(?:[A-Z]\.){1,3}|[A-Z][A-Z'’-]+,?|AND|OF|DE|VON|VAN", word) for word in words)
    if text.endswith(".") and not text.endswith(("JR.", "SR.", "ESQ.")):
        return None
    return (text.rstrip(","),) if 2 <= len(words) <= 4 and shaped and byline(text.title()) else None


def _numbering_only(text: str) -> bool:
    one = numberings.numbered(text)
    return one is not None and one.bare
