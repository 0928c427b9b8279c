"""What speaks for the titles of a scheme being those of the articles: names of data/outline_schemes.tsv."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import mean, median, pstdev

from audiobook.language.weighing import log_odds
from audiobook.source import numberings
from audiobook.source.line_features import is_chinese
from audiobook.source.outline import laws, section_names
from audiobook.source.outline.counted import IN_CHAPTERS, amid_sections
from audiobook.source.outline.line import SHORT, Evidence, Line
from audiobook.source.outline.scheme import Scheme, has_section_number
from audiobook.source.outline.topics import Topics

_BARE, _TEXT = 30, 120
"""Characters below a heading: fewer are none, so many a text of its own."""
_OPENING = 400
"""So many characters before the first title are a text of their own."""
_LONG = 6_000
"""Characters of a text that is long enough for a track of its own."""
_SHORT_IN_ALL = 9.2
"""The logarithm of the characters that several articles have together, if one of them is as long as most."""
_LATIN, _SAMPLE = 3, 200
"""Letters that say what one Chinese character says, and lines that show which of the two a text is in."""
_HEAD = 60
"""Lines above the first title among which an abstract stands."""
_MOST = 60
"""Parts that are looked into."""
_EACH = 8.0
"""What the decoding says for each title, at the most."""
_SIGNED = frozenset(["before names", "before lead"])
_OVER_TEXT = frozenset(["before running", *_SIGNED])
_PLAIN = (1.0, False, False)
"""How running text looks: its size, not bold, not in capitals."""
_CHAPTER = frozenset(["row 0", "row 1"])
_OF_LINES: dict[str, frozenset[str]] = {
    "signed": _SIGNED,
    "listed": frozenset(["listed"]),
    "numbered as chapters": _CHAPTER,
    "figures": frozenset(["row 5"]),
    "questions": frozenset(["question"]),
    "sentences": frozenset(["sentence", "goes on", "colon"]),
    "large": frozenset(["large", "huge"]),
    "in the middle": frozenset(["centred"]),
    "set apart": frozenset(["wide gap", "spaced row"]),
    "titles by their look": frozenset(["title row"]),
    "parts of a book": frozenset(["part of a book"]),
}
"""Evidence -> features of lines; it is the share of titles that have one of them."""


def log_weight(evidence: Mapping[str, float]) -> float:
    """How much speaks for a scheme: the difference of two is the logarithm of how much likelier the one is."""
    return log_odds("source", "outline_schemes", evidence)


class Weighing:
    """What is asked of all lines once, however many schemes are tried."""

    def __init__(self, evidence: Evidence) -> None:
        self._all = evidence
        self._lines = evidence.lines
        sizes = (0 if "in contents" in line.features else len(line.text) for line in self._lines)
        self._before = [0, *itertools.accumulate(sizes)]
        sample = "".join(line.text for line in self._lines[:_SAMPLE])
        self._letters = 0.0 if is_chinese(sample) else math.log(_LATIN)
        self._topics = Topics(self._lines)
        heads = [line for line in self._lines if len(line.text) <= SHORT and _may_be_heading(line)]
        self._names = {line.place: section_names.bare(line.text) for line in heads}
        self._looks = {
            line.place: _look(line)
            for line in self._lines
            if len(line.text) <= SHORT and not line.block.level and _OVER_TEXT & set(line.features)
        }
        self._sections = [line.place for line in self._lines if IN_CHAPTERS & set(line.features)]
        self._ones = [
            line.place for line in heads if (one := numberings.numbered(line.text)) is not None and one.number == 1
        ]

    def of(self, scheme: Scheme, labels: Sequence[str], decoded: float) -> dict[str, float]:
        """Evidence -> how much of it there is for `scheme`; nothing that is 0. `labels`: of the lines under it;
        `decoded`: what the decoding says for it over one article."""
        titles = sorted(scheme.titles)
        if not titles:
            return {}
        found = dict(
            self._of_one(titles[0], scheme, labels) if len(titles) == 1 else self._of_many(titles, scheme, labels)
        )
        said = math.copysign(math.log1p(abs(decoded)), decoded)
        if len(titles) == 1:
            found["one title, decoding"] = said
        else:
            found |= {"decoding": said, "decoding each": max(-_EACH, min(_EACH, decoded / len(titles)))}
        return _told(found)

    def topics(self, scheme: Scheme) -> dict[str, float]:
        """What the texts below several titles speak of: words are to be cut, which takes longer than all else."""
        found = self._topics.evidence(sorted(scheme.titles)) if len(scheme.titles) > 1 else {}
        return _told(found)

    def _size(self, first: int, stop: int) -> int:
        return self._before[stop] - self._before[first]

    def _of_one(self, title: int, scheme: Scheme, labels: Sequence[str]) -> Iterator[tuple[str, float]]:
        others = sum(label == "title" for place, label in enumerate(labels) if place != title)
        yield "one title, others taken", math.log1p(others)
        yield "one title, amid sections", float(bool(amid_sections(self._all, [title])))
        yield "one title", 1.0
        yield "one title, text before", self._before[title] / max(1, self._before[-1])
        yield "one title, signed", float(bool(_SIGNED & set(self._lines[title].features)))
        yield "one title, parts", math.log1p(len(scheme.parts))

    def _of_many(self, titles: Sequence[int], scheme: Scheme, labels: Sequence[str]) -> Iterator[tuple[str, float]]:
        count = len(titles)
        begins = [place for place, label in enumerate(labels) if label == "title"]
        opening = labels[: begins[0] if begins else len(labels)]
        yield "several", 1.0
        yield "count", math.log(count)
        yield "named by the file", float(self._all.named)
        yield "two only", float(count == 2)
        yield scheme.told, 1.0
        yield "not taken", len(scheme.titles.difference(begins)) / count
        yield "others taken", math.log1p(len(set(begins) - scheme.titles))
        said = sum(len(line.text) for line, label in zip(self._lines, opening, strict=False) if label == "prose")
        yield "opening without a title", float(said > _OPENING)
        yield from self._as_lines(titles)
        yield "others look alike", self._alike(titles, scheme)
        yield from self._as_marked(titles, scheme)
        yield from self._sizes(titles)
        yield from self._above(titles, scheme)
        yield from self._below(titles)

    def _as_lines(self, titles: Sequence[int]) -> Iterator[tuple[str, float]]:
        """The titles as lines of their own."""
        lines = [self._lines[place] for place in titles]
        features = [set(line.features) for line in lines]
        for name, some in _OF_LINES.items():
            yield name, sum(bool(some & own) for own in features) / len(lines)
        yield "numbered as sections", sum(map(has_section_number, lines)) / len(lines)
        named = [section_names.is_one(line.text) for line in lines]
        yield "named as sections", sum(named) / len(named)
        yield "first named as a section", float(named[0])
        yield "last named as a section", float(named[-1])
        yield "page starts", sum(line.block.starts_page for line in lines) / len(lines)
        yield "in a law", len(laws.within(self._all.laws, titles)) / len(lines)
        yield "amid sections", len(amid_sections(self._all, titles)) / len(lines)
        # an English word is about two Chinese characters
        lengths = [len(line.text) if is_chinese(line.text) else len(line.text) // 3 for line in lines]
        yield "length", mean(lengths) / 10
        yield "lengths alike", 1 / (1 + pstdev(lengths))

    def _alike(self, titles: Sequence[int], scheme: Scheme) -> float:
        """How many lines stand over text, look as most titles do and not as the text does, and are left out."""
        looks = Counter(_look(self._lines[place]) for place in titles)
        look, count = looks.most_common(1)[0]
        if count * 2 < len(titles) or look == _PLAIN:
            return 0.0
        taken = scheme.titles | scheme.parts
        others = sum(own == look and place not in taken for place, own in self._looks.items())
        return math.log1p(others / len(titles))

    def _as_marked(self, titles: Sequence[int], scheme: Scheme) -> Iterator[tuple[str, float]]:
        """What the file marks as headings: the titles, others of their levels, others below."""
        marked = self._all.marked
        levels = [self._lines[place].block.level or 0 for place in titles]
        lowest = max(levels)
        if not lowest:
            yield "headings not taken", float(bool(marked))
            return
        yield "marked titles", sum(map(bool, levels)) / len(titles)
        yield "depth", float(sum(level < lowest for level in marked))
        taken = scheme.titles | scheme.parts
        beside = sum(place not in taken for level, places in marked.items() if level <= lowest for place in places)
        yield "headings beside", math.log1p(beside / len(titles))
        yield "some heading beside", float(beside > 0)
        deeper = sorted(place for level, places in marked.items() if level > lowest for place in places)
        with_some = sum(
            bisect_left(deeper, stop) > bisect_left(deeper, title)
            for title, stop in itertools.pairwise([*titles, len(self._lines)])
        )
        yield "headings below", with_some / len(titles)
        yield "no level below", float(not deeper)

    def _sizes(self, titles: Sequence[int]) -> Iterator[tuple[str, float]]:
        """How long the texts below the titles are."""
        sizes = [self._size(one + 1, two) for one, two in itertools.pairwise([*titles, len(self._lines)])]
        logs = [math.log(size + 10) for size in sizes]
        yield "long", median(logs) - 6
        yield "very long", max(0.0, median(logs) - 7.3)
        yield "uneven", pstdev(logs)
        yield "long enough alone", sum(size >= _LONG for size in sizes) / len(sizes)
        yield "short in all", max(0.0, _SHORT_IN_ALL + self._letters - math.log(len(sizes)) - median(logs))
        yield "one has most", max(sizes) / max(1, self._before[-1])

    def _above(self, titles: Sequence[int], scheme: Scheme) -> Iterator[tuple[str, float]]:
        """What stands over the titles: parts, the name of the whole, a text before the first."""
        yield "text before", float(self._before[titles[0]] > _OPENING)
        head = [line for line in self._lines[: titles[0]] if "in contents" not in line.features]
        yield "nothing above", float(not head)
        yield "one line above", float(len(head) == 1)
        abstract = {"known heading", "paper head"}
        yield "abstract above", float(any(abstract & set(line.features) for line in head[:_HEAD]))
        parts = sorted(scheme.parts)
        if not parts:
            return
        every = sorted({*parts, *titles, len(self._lines)})
        texts = [self._size(place + 1, every[bisect_left(every, place) + 1]) for place in parts]
        over_all = len(parts) == 1 and parts[0] < titles[0]
        yield "parts", math.log1p(len(parts))
        yield "parts each", len(parts) / len(titles)
        yield "bare parts", sum(size < _BARE for size in texts) / len(parts)
        yield "one over all", float(over_all)
        yield "one bare over all", float(over_all and texts[0] < _BARE)
        yield "parts with text", math.log1p(sum(size >= _TEXT for size in texts))

    def _below(self, titles: Sequence[int]) -> Iterator[tuple[str, float]]:
        """What stands in the texts below the titles: numbers that begin again, the same names in several."""
        spans = list(itertools.pairwise([*titles, len(self._lines)]))[:_MOST]
        again = sum(bisect_left(self._ones, stop) > bisect_left(self._ones, title + 1) for title, stop in spans)
        names = [{self._names[at] for at in range(title + 1, stop) if at in self._names} for title, stop in spans]
        yield "numbers begin again", again / len(spans)
        yield "numbers begin again twice", float(again > 1)
        yield "names of headings below", sum(map(bool, names)) / len(spans)
        several = Counter(itertools.chain.from_iterable(names))
        yield "same headings below", math.log1p(sum(count > 1 for count in several.values()))
        counted = sum(bisect_left(self._sections, stop) > bisect_left(self._sections, title) for title, stop in spans)
        yield "counted sections below", counted / len(spans)
        chapters = [bool(_CHAPTER & set(self._lines[title].features)) for title, _ in spans]
        plain = sum(chapter and not some for chapter, some in zip(chapters, names, strict=True))
        yield "chapters of plain text", plain / len(spans)
        known = section_names.known()
        yield "sections named below", sum(bool(known & some) for some in names) / len(spans)


def _told(evidence: Mapping[str, float]) -> dict[str, float]:
    """What there is any of, as it is written into the table of judged schemes."""
    return {name: round(value, 3) for name, value in evidence.items() if value}


def _look(line: Line) -> tuple[float, bool, bool]:
    return round(line.block.size, 1), line.block.bold, "capitals" in line.features


def _may_be_heading(line: Line) -> bool:
    return bool(line.block.level) or any(one == "known heading" or one.startswith("row ") for one in line.features)
