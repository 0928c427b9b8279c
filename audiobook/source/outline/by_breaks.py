"""Where a file does not say what a heading is: lines that stand alone, and lines that are halves of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.source import numberings
from audiobook.source.line_features import ends, open_marks, squeeze, stops
from audiobook.source.outline.line import SHORT, Line, is_display, runs, text_after, text_before
from audiobook.source.repair import torn
from audiobook.source.vocabulary import Vocabulary, splits_a_word


def standing(lines: Sequence[Line], vocabulary: Vocabulary) -> None:
    """Whether a short line stands for itself, or is the beginning of the paragraph after it, or one of many."""
    candidates = [_may_stand(line) for line in lines]
    if _is_unpunctuated(lines):
        # where sentences have no end, only what is far shorter can be seen to stand apart
        candidates = [ok and len(line.text) < _CLAUSE for ok, line in zip(candidates, lines, strict=True)]
    for i, line in enumerate(lines):
        if not candidates[i]:
            continue
        after, before = text_after(lines, i), text_before(lines, i)
        own = numberings.numbered(line.text[:SHORT])
        add = line.features.append
        if own is not None and before is not None and candidates[before.place]:
            other = numberings.numbered(before.text)
            if other is not None and other.kind == own.kind:
                for one in (line, before):
                    if "in a list" not in one.features:
                        one.features.append("in a list")
        if own is None and all(j >= 0 and candidates[j] and len(lines[j].text) <= 20 for j in (i - 1, i - 2)):
            add("in a run")
        if after is None:
            continue
        if not runs(after):
            # the first line of a paragraph that a page break has torn
            second = text_after(lines, after.place)
            if second is None or not runs(second) or numberings.numbered(after.text) is not None:
                continue
            if _longer(after, line) or torn.goes_on(after.block, second.block, vocabulary):
                line.features += ["stands alone", "before running"]
            continue
        under = before is not None and candidates[before.place] and "ends" not in before.features
        doubt = 1.5 if under and own is None else 0.0
        second_half = before is not None and doubt > 0 and _longer(line, before)
        named = "part of a book" in line.features
        if not named and (second_half or torn.goes_on(line.block, after.block, vocabulary, doubt)):
            add("goes on after")
        elif not _asks_on(line, after):
            add("stands alone")


_CLAUSE = 12
"""Characters from which a line may be a sentence."""
_SENTENCES = 10


def _is_unpunctuated(lines: Sequence[Line]) -> bool:
    """Whether most lines that may be sentences end without a mark, as in many posts with pictures."""
    told = [line for line in lines if line.block.kind in ("body", "caption") and len(line.text) >= _CLAUSE]
    open_ended = sum(not ends(line.text) for line in told if not line.block.level)
    return len(told) >= _SENTENCES and open_ended * 5 > len(told) * 3


_EXPLAINED = frozenset([
    "sentence", "goes on", "several lines", "no letters", "colon", "page number", "date", "names", "dash", "listed",
    "issue", "web word", "in contents", "source", "publisher", "advert", "document number",
])  # fmt: skip
"""Features of lines that are known to be something else than a heading."""


def broken(lines: Sequence[Line], vocabulary: Vocabulary) -> None:
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
            in_head = "before text" in other.features and numberings.numbered(other.text) is None
            if in_head or _belongs(squeeze(line.text), squeeze(other.text), vocabulary):
                other.features.append("second line of dash")
            continue
        broken = line.text.rstrip().endswith(("，", ",", "、")) and len(line.text) <= 24 and "。" not in line.text
        if not (broken or (_may_stand(line) and len(line.text) <= 40)) or "column name" in line.features:
            continue
        if numberings.numbered(other.text) is not None:
            continue
        first, second = squeeze(line.text), squeeze(other.text)
        if broken or _belongs(first, second, vocabulary):
            other.features.append("second line")


def _in_section_row(line: Line) -> bool:
    return any(feature.startswith("row ") and feature[-1] in "2345678" for feature in line.features)


def _may_go_on(line: Line) -> bool:
    """Whether it can be the second half of a numbered heading: short, set as the heading is, perhaps a question."""
    return (
        line.block.kind == "body"
        and not line.block.indented
        and len(line.text) <= 45
        and not {"goes on", "colon", "no letters"} & set(line.features)
        and "。" not in line.text
        and numberings.numbered(line.text) is None
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


_DANGLING = "一二三四五六七八九十两几的和与及在是对把被将从向于为以并或、，,：:《“（(——之让"


_LEADING = "的和与及、，,：）)》”之者等"


def _may_stand(line: Line) -> bool:
    features = set(line.features)
    size = len(squeeze(line.text))
    fits = 2 <= size <= 45 or (size > 2 and is_display(line.block))
    return line.block.kind == "body" and fits and not features & _EXPLAINED


def _longer(line: Line, heading: Line) -> bool:
    """Whether the second of two lines without a full stop is a torn first line: long, and longer than the first."""
    size = len(squeeze(line.text))
    return size >= 15 and size > len(squeeze(heading.text)) * 1.3


def _asks_on(line: Line, after: Line) -> bool:
    """A question of several clauses right over its answer, with no blank line between: running text."""
    return after.block.gap == 0 and bool(re.search(r"[，,].*[？?][”’」』]?$", line.text.strip()))
