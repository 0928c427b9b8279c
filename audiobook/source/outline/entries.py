"""One entry of a contents page: what a line of it says of title, subtitle, authors and page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiobook.language.chinese import compiled
from audiobook.model import Lines
from audiobook.source.bylines import byline, split_names
from audiobook.source.line_features import even_marks, open_marks
from audiobook.source.numberings import unnumbered
from audiobook.source.outline import series

_GAP = r"[.．·…‥•。⋯\-—_~～\s\u3000]*"
_LEADER = rf"(?:(?:\s*[.．·•…⋯]){{3,}}\s*|{_GAP}[.．·…‥•⋯_]{{2,}}{_GAP}|\s*\t\s*|\s{{2,}}|\u3000+|…+)"
_PAGE = r"[（(\[【〔]?\s*(?:[Pp]\.?\s?)?(?P<page>\d{1,4}|[IVXⅠ-Ⅻ]{1,5}|[ivx]{1,5})\s*(?:页)?\s*[）)\]】〕]?"
_LED = re.compile(rf"^(?P<text>.+?){_LEADER}{_PAGE}$")
_BRACKETED = re.compile(r"^(?P<text>.+?)\s*[（(]\s*(?P<page>\d{1,4})\s*[）)]$")
_SLASHED = re.compile(r"^(?P<text>.+?)\s*[/／|｜]\s*(?P<page>\d{1,4})$")
_SPACED = compiled(r"^(?P<text>.*[[:Han:]A-Za-z”》）)！？])[ ](?P<page>\d{1,3})$")
_AT_END = frozenset("页）)]】〕IVXivxⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
"""What a line with the number of a page may end in, beside digits."""
LEADERS = re.compile(r"[.．·…‥•⋯_]{3,}|…")
DASH = re.compile(r"\s*(?:——|--+|―+|⸺|──)\s*")
DASHED = re.compile(r"^\s*(?:——|--+|―+|⸺|──|—|－－)\s*(?=\S)")
"""How a subtitle begins."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One article as the contents page has it."""

    title: str
    subtitle: str | None
    authors: tuple[str, ...]
    page: int | None
    lines: Lines | None


def split_subtitle(text: str) -> tuple[str, str | None]:
    """Title and what follows ——; one within brackets or quotation marks is no title's.

    >>> split_subtitle("抢抓机遇 ——深刻领会论述"), split_subtitle("只有标题")
    (('抢抓机遇', '深刻领会论述'), ('只有标题', None))
    >>> split_subtitle("青石渡口（2030-10——2031-04）工作总结")
    ('青石渡口（2030-10——2031-04）工作总结', None)
    """
    parts = DASH.split(text.strip(), maxsplit=1)
    if len(parts) == 2 and parts[0] and parts[1] and not open_marks(parts[0]):
        return series.parted(parts[0]), series.parted(
            DASH.sub("", parts[1]) if DASH.fullmatch(parts[1][:2]) else parts[1]
        )
    return series.parted(text), None


def page_entry(text: str) -> tuple[str, int] | None:
    """The text and page number of a line of a contents page.

    >>> page_entry("新质生产力……………12"), page_entry("论创新\\t(7)"), page_entry("标题 / 35")
    (('新质生产力', 12), ('论创新', 7), ('标题', 35))
    """
    line = text.strip()
    if not line or len(line) > 160 or not (line[-1].isdecimal() or line[-1] in _AT_END):
        return None
    for pattern in (_LED, _BRACKETED, _SLASHED, _SPACED):
        match = pattern.match(line)
        prose = pattern is _SPACED and (len(line) > 60 or re.search("[。.，,；;]", line)) and not LEADERS.search(line)
        if match and not prose:
            # front matter is numbered in Roman figures, and stands before page 1
            page = int(match["page"]) if match["page"].isdecimal() else 0
            if not page and not LEADERS.search(line):
                return None
            return match["text"].strip(" .．·•…⋯\u3000"), page
    return None


def split_author(text: str) -> tuple[str, tuple[str, ...]]:
    """The title of an entry and the authors named before or behind it.

    >>> split_author("张三:论创新"), split_author("论创新/李四 王五"), split_author("论创新 …… 李 四")
    (('论创新', ('张三',)), ('论创新', ('李四', '王五')), ('论创新', ('李四',)))
    """
    head, colon, rest = even_marks(text).partition("：")
    if colon and rest.strip() and (names := split_names(head)):
        return text[len(head) + 1 :].strip(), names
    number = len(text.strip()) - len(unnumbered(text))
    for pattern in (r"[.．·…‥•⋯]{2,}", r"[/／|｜]", r"\t+", r"\s{2,}|\u3000+", r"\s"):
        pieces = [p.strip() for p in re.split(pattern, text) if p.strip()]
        for cut in range(1, min(4, len(pieces))):
            tail = "  ".join(pieces[-cut:])
            names = byline(tail, sure=True)
            # in CHAPTER I. Snow nobody is called I. Snow
            if names and (title := _before(text, pieces[-cut])) and len(title) >= number:
                return title, names
        if len(pieces) > 1 and (names := split_names(pieces[0])) and pattern != r"\s":
            return text[text.index(pieces[0]) + len(pieces[0]) :].strip(" .…·/|\t\u3000"), names
    return text.strip(), ()


def _before(text: str, piece: str) -> str:
    return text[: text.rindex(piece)].rstrip(" .．·…‥•⋯/／|｜\t\u3000")
