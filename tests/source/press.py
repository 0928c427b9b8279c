"""A small printing press: lays articles out as text files the way journals, newspapers and scanners do."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.source.pieces import Piece

CONTENTS = ("none", "dots", "tabs", "leading", "names first", "names last", "slash", "plain", "spaces", "two lines")
BYLINES = (
    "plain",
    "spaced",
    "square",
    "black square",
    "reporter",
    "text by",
    "author",
    "brackets",
    "post before",
    "comma",
)
SET = ("blank lines", "lines", "indented", "wrapped", "wrapped blank", "pages", "form feeds")
ENDS = ("affiliation", "source", "note", "editor", "both", "none")
TITLES = ("one line", "two lines", "kicker", "column before", "column after", "bracketed column")


@dataclass(frozen=True)
class Style:
    """How a publication is laid out."""

    contents: str = "none"
    byline: str = "plain"
    set: str = "blank lines"
    end: str = "affiliation"
    title: str = "one line"
    masthead: bool = True
    imprint: bool = True
    half_width: bool = False
    measure: int = 26
    """Characters on a full line."""
    seed: int = 1


def styles(count: int, seed: int) -> Iterator[Style]:
    """`count` layouts drawn by lot."""
    draw = random.Random(seed)
    for number in range(count):
        yield Style(
            draw.choice(CONTENTS), draw.choice(BYLINES), draw.choice(SET), draw.choice(ENDS), draw.choice(TITLES),
            draw.random() < 0.7, draw.random() < 0.6, draw.random() < 0.3, draw.randint(22, 34), seed * 1000 + number,
        )  # fmt: skip


def is_english(piece: Piece) -> bool:
    """Whether the piece is in English."""
    return piece.title.isascii()


def spaced(name: str) -> str:
    """高文 -> 高　文; names of three characters with single spaces."""
    return " ".join(name) if len(name) <= 3 and not name.isascii() and "·" not in name else name


def byline(piece: Piece, style: Style) -> list[str]:
    """The lines under a title."""
    names = piece.authors
    if is_english(piece):
        return [f"By {' and '.join(names)}" if style.byline in ("text by", "author", "reporter") else ", ".join(names)]
    plain = " ".join(names)
    return {
        "plain": [plain],
        "spaced": ["  ".join(spaced(name) for name in names)],
        "square": [f"□ {plain}"],
        "black square": [f"■{plain}"],
        "reporter": [f"本报记者 {plain}"],
        "text by": [f"文/{plain}"],
        "author": [f"作者：{'、'.join(names)}"],
        "brackets": [f"（记者 {plain}）"],
        "post before": [f"{piece.post} {names[0]}"] if len(names) == 1 else [plain],
        "comma": ["，".join(names)],
    }[style.byline]


def head(piece: Piece, style: Style) -> list[str]:
    """Kicker, title, subtitle, byline and column."""
    lines: list[str] = []
    if style.title == "kicker":
        lines.append("学习贯彻全市教育工作会议精神")
    if style.title == "column before":
        lines.append("观察思考")
    if style.title == "bracketed column":
        lines.append("【实践探索】")
    if style.title == "two lines" and piece.break_at:
        lines += [piece.title[: piece.break_at], piece.title[piece.break_at :]]
    else:
        lines.append(piece.title)
    if piece.subtitle:
        lines.append(f"——{piece.subtitle}")
    lines += byline(piece, style)
    if style.title == "column after":
        lines.append("经纬观察")
    return lines


def tail(piece: Piece, style: Style) -> list[str]:
    """What stands under an article."""
    post = f"（作者系{piece.post}）"
    return {
        "affiliation": [post],
        "source": [f"（作者单位：{piece.post}；来源：《南江日报》2023年6月3日）"],
        "note": ["※这是作者2023年5月6日在全市工作会议上的发言，有删节。"],
        "editor": ["（责任编辑：秦 岚）"],
        "both": ["※本文根据录音整理。", "（来源：《江城论坛》2023年第4期）"],
        "none": [],
    }[style.end]


def contents(pieces: Sequence[Piece], style: Style) -> list[str]:
    """The contents page."""
    if style.contents == "none":
        return []
    lines = [] if style.contents == "tabs" else ["目  录"]
    for number, piece in enumerate(pieces):
        page, names = 3 + number * 7, " ".join(piece.authors)
        title = piece.title + (f" ——{piece.subtitle}" if piece.subtitle else "")
        if style.contents == "dots":
            lines.append(f"{title}{'…' * 12} {page}")
        elif style.contents == "tabs":
            lines.append(f"{title}\t({page})")
        elif style.contents == "leading":
            lines.append(f"{page:02}  {title}")
        elif style.contents == "names first":
            lines.append(
                f"{'、'.join(piece.authors)}：{title}{'.' * 20}（{page}）"
                if not is_english(piece)
                else f"{title}......（{page}）"
            )
        elif style.contents == "names last":
            lines.append(f"{title} {'·' * 15} {names} {page}")
        elif style.contents == "slash":
            lines.append(f"{title} / {page}")
        elif style.contents == "plain":
            lines.append(title)
        elif style.contents == "spaces":
            lines.append(f"{title}    {page}")
        else:
            cut = piece.break_at or 0
            if cut:
                lines.append(title[:cut])
            lines.append(f"{title[cut:]} {'.' * 16} {page}")
    return [*lines, ""]


def half(text: str) -> str:
    """Commas and colons as a poor scanner has them."""
    return text.replace("，", ",").replace("：", ":") if not text.isascii() else text


def wrap(text: str, measure: int, indent: str) -> list[str]:
    """Lines of `measure` characters; Latin words are not broken."""
    if text.isascii():
        words, lines, line = text.split(), [], "    "
        for word in words:
            if len(line) + len(word) + 1 > measure * 2 and line.strip():
                lines.append(line.rstrip())
                line = ""
            line += word + " "
        return [*lines, line.rstrip()]
    tokens = re.findall(r"[A-Za-z0-9.%']+|.", text)
    lines, line, taken = [], indent, len(indent)
    for token in tokens:
        size = (len(token) + 1) // 2 if token.isascii() else 1
        if taken + size > measure and token not in "，。；：、！？”）》":
            lines.append(line)
            line, taken = "", 0
        line += token
        taken += size
    return [*lines, line]


class Printer:
    """Counts lines and breaks pages."""

    def __init__(self, style: Style, title: str) -> None:
        self.style, self.title = style, title
        self.lines: list[str] = []
        self.draw = random.Random(style.seed)
        self.page = 1

    def blank(self) -> None:
        """A blank line, where the layout has any."""
        if self.style.set != "lines" and self.style.set != "indented":
            self.lines.append("")

    def set_apart(self, text: str) -> None:
        """A title, a byline, a heading, a note."""
        centred = "　　　　　　" if self.style.set in ("wrapped",) and len(text) < 24 else ""
        self.lines.append(centred + text)
        if self.style.set != "lines":
            self.lines.append("")

    def paragraph(self, text: str) -> None:
        """Running text."""
        style = self.style
        if style.set == "blank lines":
            self.lines += [text, ""]
        elif style.set == "lines":
            self.lines.append(text)
        elif style.set == "indented":
            self.lines.append(f"　　{text}")
        elif style.set == "wrapped":
            self.lines += wrap(text, style.measure, "　　")
        elif style.set == "wrapped blank":
            self.lines += [*wrap(text, style.measure, ""), ""]
        else:
            self.lines += list(self._torn(text))

    def _torn(self, text: str) -> Iterator[str]:
        """A paragraph cut at the end of a printed line now and then."""
        rows = wrap(text, self.style.measure, "")
        if len(rows) < 3 or self.draw.random() < 0.4:
            yield text
            yield ""
            return
        spots = [i for i in range(1, len(rows)) if rows[i - 1][-1] not in "。！？”.:：；;…"]
        if not spots:
            yield text
            yield ""
            return
        cut = self.draw.choice(spots)
        glue = " " if text.isascii() else ""
        self.page += 1
        yield glue.join(row.strip() for row in rows[:cut])
        yield ""
        if self.style.set == "form feeds":
            yield f"— {self.page - 1} —"
            yield f"\f{self.title}"
            yield ""
        yield glue.join(row.strip() for row in rows[cut:])
        yield ""


def print_text(pieces: Sequence[Piece], style: Style) -> str:
    """The whole publication as one text."""
    printer = Printer(style, "求真学习参考")
    masthead = ["求真学习参考", "", "2023年第6期（总第108期）", "", "中共南江市委讲师团编印", "", "2023年6月18日", ""]
    lines = masthead if style.masthead else []
    printer.lines += [*lines, *contents(pieces, style)]
    for piece in pieces:
        for line in head(piece, style):
            printer.set_apart(line)
        for kind, text in piece.parts:
            printed = half(text) if style.half_width else text
            if kind == "heading":
                printer.set_apart(printed)
            else:
                printer.paragraph(printed)
        for line in tail(piece, style):
            printer.set_apart(line)
    if style.imprint:
        printer.lines += [
            "报：市委常委，市人大常委会、市政协主要领导", "送：各县（市、区）委宣传部，市直机关工委",
            "发：各乡镇党委、街道党工委", "准印证号：南内资准字第023号", "共印300份",
        ]  # fmt: skip
    return "\n".join(printer.lines) + "\n"


def gold(pieces: Sequence[Piece], style: Style) -> list[dict[str, object]]:
    """The structure that must be found."""
    found = []
    for piece in pieces:
        structure = piece.gold
        if style.half_width:
            structure["sections"] = [half(text) for kind, text in piece.parts if kind == "heading"]
            structure["paragraphs"] = [half(text) for kind, text in piece.parts if kind == "body"]
        found.append(structure)
    return found


def choose(all_pieces: Sequence[Piece], seed: int, *, most: int = 5) -> list[Piece]:
    """Some of the pieces in some order."""
    draw = random.Random(seed)
    return draw.sample(list(all_pieces), draw.randint(2, most))
