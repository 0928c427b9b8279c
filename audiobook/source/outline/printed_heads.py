"""Headings on printed pages: what the type of a line, and of all lines set as it is, says for its being one.

A heading is set as other headings of the document are, under more space than lines of its text have, and over text.
What is set in that way but stands over nothing (cells of tables, formulas, words in a diagram, lines of a program)
makes all that looks alike unlikely. The evidence is summed with the weights of data/outline_printed.tsv, which
scripts/fit-headings fits to documents whose bookmarks say what their headings are.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiobook.language.chinese import compiled
from audiobook.language.weighing import log_odds
from audiobook.source import numberings
from audiobook.source.line_features import ends, is_chinese, longest_title, squeeze, stops
from audiobook.source.outline.line import Line, is_running, runs, text_after, text_before

Look = tuple[float, bool, str]

_PROGRAM = re.compile(r"[{}\\_;=<>$#|&%@^~`]|\(\)")
_FORMULA = re.compile(r"[=+−×÷·∑∏∫√∂∞≤≥≈∈∉∀∃→⟨⟩|<>^_α-ωΑ-Ω𝐀-𝟿�]|[₀-₉⁰-⁹]")
_WORD = compiled(r"[^\W\d_]{3,}|[[:Han:]]{2,}")
_LAST_FIGURE = re.compile(r"(?:\s|\D……\s*)\d{1,4}$")
_STEPS = (-4.0, -2.0, -0.5, 0.5, 2.0)
"""Log-odds that part the features below, which stand from the unlikeliest up."""
FEATURES = (
    "set as no heading", "hardly a heading by its type", "rather no heading by its type", "",
    "rather a heading by its type", "a heading by its type",
)  # fmt: skip
_FEATURES_OF_LINES = (
    "before running", "stands alone", "goes on after", "after unfinished", "before middle", "begins within",
    "known heading", "part of a book", "listed", "names", "names maybe", "colon", "sentence", "goes on", "question",
    "open marks", "capitals", "bulleted", "equation", "figures", "in a list", "in a run", "often", "twice", "again",
    "rising", "figure label", "reference", "before names", "page start", "before text", "caption", "address", "date",
    "in a law", "row bare", "number alone", "row 0", "row 1", "row 2", "row 3", "row 4", "row 5", "row 6", "row 7",
    "row 8", "second line", "second line of heading", "dash", "quotation", "before heading",
)  # fmt: skip


def look(line: Line) -> Look:
    """What a line is set in."""
    return round(line.block.size, 1), line.block.bold, line.block.face


def candidates(lines: Sequence[Line]) -> list[Line]:
    """The lines of printed pages that may be headings."""
    return [line for line in lines if _may_head(line)]


def _may_head(line: Line) -> bool:
    block, text = line.block, line.text
    if block.page is None or block.kind != "body" or block.level or block.edge or block.label or "\n" in text:
        return False
    if "in contents" in line.features or len(text) > longest_title(text) or not any(map(str.isalpha, text)):
        return False
    return not is_running(line) or (stops(text) and len(text) <= 80)


@dataclass(slots=True)
class _Set:
    """All lines of one look."""

    heads: int = 0
    """That may be headings."""
    running: int = 0
    over_text: int = 0
    spaced: int = 0
    worded: int = 0
    numbered: int = 0
    program: int = 0
    stacked: int = 0
    """Right under another of the same look that may be one."""
    cells: int = 0
    pages: int = 0
    characters: int = 0
    """Of running text."""
    again: int = 0


def evidence(lines: Sequence[Line]) -> Iterator[tuple[Line, dict[str, float]]]:
    """Each line that may be a heading, with what speaks for and against it."""
    heads = candidates(lines)
    if not heads:
        return
    may = {line.place for line in heads}
    looks: dict[Look, _Set] = {}
    told = Counter(squeeze(line.text) for line in heads)
    pages = {line.block.page for line in lines}
    seen: set[tuple[Look, int | None]] = set()
    near: dict[int, tuple[Line | None, Line | None]] = {}
    whole = 1
    for line in lines:
        if line.block.page is None or line.block.edge:
            continue
        own = looks.setdefault(look(line), _Set())
        if line.place not in may:
            if is_running(line):
                own.running += 1
                own.characters += len(line.text)
                whole += len(line.text)
            elif line.block.kind in ("table", "formula", "code"):
                own.cells += 1
            continue
        before, after = near[line.place] = text_before(lines, line.place), text_after(lines, line.place)
        own.heads += 1
        own.over_text += after is not None and runs(after)
        own.spaced += line.block.space > 1.25 or not line.block.space
        own.worded += _worded(line.text) > 0.5
        own.numbered += numberings.numbered(line.text) is not None
        own.program += bool(_PROGRAM.search(line.text))
        own.stacked += before is not None and before.place in may and look(before) == look(line)
        own.again += told[squeeze(line.text)] > 1
        own.pages += (look(line), line.block.page) not in seen
        seen.add((look(line), line.block.page))
    for line in heads:
        found = _of(line, lines, near[line.place], may, looks[look(line)], whole, len(pages), told)
        yield line, {name: round(value, 3) for name, value in found if value}


def _of(
    line: Line,
    lines: Sequence[Line],
    near: tuple[Line | None, Line | None],
    may: set[int],
    own: _Set,
    whole: int,
    pages: int,
    told: Counter[str],
) -> Iterator[tuple[str, float]]:
    text, block, (before, after) = line.text, line.block, near
    yield "look of the text", own.characters / whole
    yield "look runs", own.running / (own.running + own.heads)
    yield "look over text", own.over_text / own.heads
    yield "look spaced", own.spaced / own.heads
    yield "look worded", own.worded / own.heads
    yield "look numbered", own.numbered / own.heads
    yield "look program", own.program / own.heads
    yield "look stacked", own.stacked / own.heads
    yield "look again", own.again / own.heads
    yield "look cells", own.cells / (own.cells + own.heads)
    yield "look often", math.log1p(own.heads / pages)
    yield "look crowded", math.log(own.heads / max(1, own.pages))
    yield "look once", float(own.heads == 1)
    yield "larger", max(0.0, min(1.5, math.log(block.size) * 3))
    yield "smaller", max(0.0, min(1.5, -math.log(block.size) * 3))
    yield "bold", float(block.bold)
    yield "other face", float(block.other_face)
    yield "plain", float(not block.bold and not block.other_face and 0.95 < block.size < 1.06)
    yield "centred", float(block.centred)
    yield "indented", float(bool(block.indented))
    yield "top of a column", float(not block.space)
    yield "space above", max(0.0, min(2.0, block.space - 1))
    yield "close above", float(0 < block.space < 1.08)
    below = lines[line.place + 1] if line.place + 1 < len(lines) else None
    yield "space below", max(0.0, min(2.0, below.block.space - 1)) if below is not None else 0.0
    yield "over text", float(after is not None and runs(after))
    yield "under text", float(before is not None and is_running(before))
    yield "under open text", float(before is not None and is_running(before) and not ends(before.text))
    yield "over a table", float(below is not None and below.block.kind in ("table", "formula", "code"))
    yield "under a table", float(before is not None and before.block.kind in ("table", "formula", "code"))
    yield "over its like", float(after is not None and after.place in may and look(after) == look(line))
    yield "under its like", float(before is not None and before.place in may and look(before) == look(line))
    yield "over another", float(after is not None and after.place in may and look(after) != look(line))
    number = numberings.numbered(text)
    yield "no number", float(number is None)
    if number is not None:
        yield f"number {numberings.RANKS[number.kind]}", 1.0
        yield "bare number", float(number.bare)
        plain = not block.bold and not block.other_face and block.size < 1.06
        yield f"plain number {numberings.RANKS[number.kind]}", float(plain)
    size = len(text) if is_chinese(text) else len(text) / 3
    yield "length", math.log(size + 1)
    yield "long", max(0.0, math.log(size + 1) - 3)
    yield "few letters", 1 - _worded(text)
    yield "figures", sum(map(str.isdigit, text)) / len(text)
    yield "program", min(3.0, len(_PROGRAM.findall(text)) / len(text) * 10)
    yield "formula", min(3.0, len(_FORMULA.findall(text)) / len(text) * 10)
    yield "cells", float("\t" in text)
    yield "ends in a figure", float(_LAST_FIGURE.search(text) is not None)
    yield "small first letter", float(text[:1].islower())
    yield "again", float(told[squeeze(text)] > 1)
    yield "English", float(not is_chinese(text))
    features = set(line.features)
    for name in _FEATURES_OF_LINES:
        if name in features:
            yield f"said {name}", 1.0


def _worded(text: str) -> float:
    """The share of a line that is words."""
    return sum(map(len, _WORD.findall(text))) / max(1, len(squeeze(text)))


def mark(lines: Sequence[Line]) -> None:
    """Adds to each line of a printed page that may be a heading how likely it is one, if it is known how they stand."""
    if not any(line.block.space for line in lines):
        return
    for line, found in evidence(lines):
        if "before text" in line.features:
            continue  # what stands over the text is titles and names, and in no list of headings
        odds = log_odds("source", "outline_printed", found)
        step = sum(odds > bound for bound in _STEPS)
        if FEATURES[step]:
            line.features.append(FEATURES[step])
