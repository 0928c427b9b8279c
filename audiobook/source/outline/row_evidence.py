"""What speaks for a row of lines that stand alike being titles or headings: names of data/outline_rows.tsv."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median, pstdev

from audiobook.language.word_lists import word_list
from audiobook.source import numberings
from audiobook.source.line_features import is_chinese, squeeze
from audiobook.source.outline.line import LARGE, SHORT, Line

_BRACKETS = re.compile(r"(?:【.*】|《.*》|〈.*〉|「.*」|『.*』|\[.*\]|［.*］|〔.*〕|（.*）)")
_COLLECTED = re.compile(
    r"(?:集|选|录|汇编|全书|志|丛)[》】]?$|\b(?:stories|essays|tales|poems|letters|fables|works|sketches)\b", re.I
)
"""What a book of several texts is called."""


@dataclass(frozen=True, slots=True)
class Head:
    """A short line that may head a text."""

    line: Line
    gap: int
    over: int
    """Lines between it and its text."""
    named: bool
    """Right over names, or a date."""
    ruled: bool
    underlined: bool


LOOKS: dict[str, Callable[[Head], bool]] = {
    "in the middle": lambda head: head.line.block.centred,
    "bold": lambda head: head.line.block.bold,
    "capitals": lambda head: "capitals" in head.line.features,
    "brackets": lambda head: bool(_BRACKETS.fullmatch(head.line.text)),
    "below a rule": lambda head: head.ruled,
    "underlined": lambda head: head.underlined,
}
"""Looks that a line has by itself."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is asked of all lines once."""

    lines: Sequence[Line]
    before: list[int]
    """Characters of text before each line, and of all."""
    opening: int
    """The first line of running text."""
    usual: int
    """Blank lines above most paragraphs."""
    heads: int
    repeated: Counter[str]
    set_in: bool
    """Whether most paragraphs are."""
    set_otherwise: int
    """Running lines that are not set as most are."""
    spaced: int
    """Running lines with more space above than most have."""
    bold: int
    """Running lines that are bold."""

    @classmethod
    def of(cls, lines: Sequence[Line], running: Sequence[Line], heads: int) -> Text:
        """Of all `lines`, the running ones among them, and how many may head a text."""
        sizes = [0 if "in contents" in line.features else _size(line.text) for line in lines]
        usual = Counter(line.block.gap for line in running).most_common(1)[0][0] if running else 0
        indented = sum(bool(line.block.indented) for line in running)
        set_in = indented * 2 > len(running)
        return cls(
            lines,
            [0, *itertools.accumulate(sizes)],
            running[0].place if running else len(lines),
            usual,
            heads,
            Counter(squeeze(line.text) for line in lines if len(line.text) <= SHORT),
            set_in,
            len(running) - indented if set_in else indented,
            sum(line.block.gap > usual for line in running),
            sum(line.block.bold for line in running),
        )


def _size(text: str) -> int:
    """In Chinese characters: an English word is about two of them."""
    return len(text) if is_chinese(text) else len(text) // 3


def of_row(row: Sequence[Head], names: Sequence[str], text: Text) -> dict[str, float]:
    """Evidence -> how much of it there is, for the lines of `row`, whose looks are `names`; nothing that is 0."""
    lines, places = text.lines, [head.line.place for head in row]
    count = len(row)
    sizes = [text.before[b] - text.before[a + 1] for a, b in itertools.pairwise([*places, len(lines)])]
    logs = [math.log(size + 10) for size in sizes]
    all_of = max(1, text.before[-1])

    def share(has: Callable[[Head], bool]) -> float:
        return sum(map(has, row)) / count

    found: dict[str, float] = dict(_told(row, names, text))
    found |= {
        "count": math.log(count),
        "two only": float(count == 2),
        "long": median(logs) - 6,
        "very long": max(0.0, median(logs) - 7.3),
        "short": max(0.0, 5 - median(logs)),
        "uneven": pstdev(logs),
        "one has most": max(sizes) / all_of,
        "tiny texts": sum(size < 30 for size in sizes) / count,
        "text before": min(1.0, text.before[places[0]] / (mean(sizes) + 1)),
        "begins the text": float(places[0] <= text.opening),
        "others beside": math.log1p((text.heads - count) / count),
        "all of them": count / text.heads,
        "like the text": _unlike(names, text, count),
        "names or dates below": share(lambda head: head.named),
        "other lines below": share(lambda head: head.over > 0),
        "known headings": share(_is_known),
        "parts of a book": share(lambda head: "part of a book" in head.line.features),
        "fields": share(lambda head: "field" in head.line.features),
        "questions": share(lambda head: head.line.text[-1] in "？?"),
        "names": share(lambda head: "names" in head.line.features),
        "goes on": share(lambda head: "goes on after" in head.line.features),
        "stands alone": share(lambda head: "stands alone" in head.line.features),
        "quoted": share(lambda head: "quotation" in head.line.features),
        "again": sum(text.repeated[squeeze(head.line.text)] > 1 for head in row) / count,
        "length": mean(_size(head.line.text) for head in row) / 10,
        "lengths alike": 1 / (1 + pstdev([_size(head.line.text) for head in row])),
        "in a law": share(lambda head: "in a law" in head.line.features),
        "listed": share(lambda head: "listed" in head.line.features),
        "English": float(not is_chinese("".join(head.line.text for head in row))),
    }
    return {name: round(value, 3) for name, value in found.items() if value}


def _told(row: Sequence[Head], names: Sequence[str], text: Text) -> Iterator[tuple[str, float]]:
    """The looks of the row, and what stands over all."""
    spaced = [head.gap - text.usual for head in row]
    yield "space above", min(4.0, median(spaced))
    yield "as much space", float(len(set(spaced[1:])) <= 1)
    for name in ("set otherwise", "in the middle", "bold", "capitals", "brackets", "below a rule", "underlined"):
        if name in names or (name in LOOKS and all(map(LOOKS[name], row[1:]))):
            yield name, 1.0
    numbers = [one for head in row if (one := numberings.numbered(head.line.text)) is not None]
    if len(numbers) * 4 >= len(row) * 3:
        yield f"number {numberings.RANKS[numbers[0].kind]}", 1.0
        rising = sum(b.number == a.number + 1 for a, b in itertools.pairwise(numbers))
        yield "rises", (rising + 1) / len(row)
    elif not numbers:
        yield "no number", 1.0
    first = row[0].line.place
    top = [line for line in text.lines[: min(first, text.opening)] if "in contents" not in line.features]
    yield "nothing above", float(not top)
    typed = any(all(map(LOOKS[name], row)) for name in ("bold", "in the middle"))
    yield "first of all in its type", float(typed and not top)
    yield "below other type", float(typed and any(_is_set(line) and _type(line) != _type(row[0].line) for line in top))
    yield "lines above", min(4, len(top)) / 4
    if top:
        yield "called a collection", float(bool(_COLLECTED.search(top[0].text)))
        yield "head block", float(sum(bool({"field", "particular"} & set(line.features)) for line in top) > 1)
        yield "names above", float(any("names" in line.features for line in top))


def _is_set(line: Line) -> bool:
    """Whether its type is not that of the text."""
    return line.block.bold or line.block.centred or line.block.size >= LARGE


def _type(line: Line) -> tuple[float, bool, bool]:
    return round(line.block.size, 1), line.block.centred, line.block.bold


def _is_known(head: Head) -> bool:
    name = squeeze(numberings.unnumbered(head.line.text) or head.line.text).lower()
    return "known heading" in head.line.features or name in word_list("source", "headings")


def _unlike(names: Sequence[str], text: Text, count: int) -> float:
    """How many lines of running text stand as those of the row do, for each of these."""
    spaced = any(name.startswith("space") for name in names)
    alike = text.set_otherwise if "set otherwise" in names else text.spaced if spaced else 0
    alike = text.bold if "bold" in names else alike
    return math.log1p(alike / count)
