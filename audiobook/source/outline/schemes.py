"""What the titles of a publication may be: each scheme is tried, and the one for which most speaks is taken.

A scheme says which lines are titles and which stand over them (volumes, parts). Where the file marks headings, what
speaks for it is weighed by scheme_evidence; elsewhere it is a sum over its titles, so that 365 chapters are 365 small
reasons. What else is a line is left to the decoding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiobook.source.outline import line_kinds, unmarked
from audiobook.source.outline.counted import counts_a_paper
from audiobook.source.outline.line import Evidence, Line
from audiobook.source.outline.scheme import SECTION, Scheme, median_size, worth

_TOLD = 12.0
"""For each title that is known to be one."""
_SINGLE = 2.0
"""For one article, where nothing speaks for several: simpler is likelier."""
_BESIDE = 3.6
"""For each part of a book beside its chapters: 楔子, 番外一, 后记."""
_OF_A_PAPER = -9.0
"""Against each numbered title of a paper, however long its sections are."""
_MARKED = 1.6
"""For the one heading that a file marks."""


def candidates(evidence: Evidence) -> list[Scheme]:
    """All schemes worth trying, one article first."""
    found = [Scheme("one article", frozenset(), frozenset(), _SINGLE)]
    found += _told(evidence)
    found += _levels(evidence)
    found += _series(evidence)
    best: dict[tuple[frozenset[int], frozenset[int]], Scheme] = {}
    for scheme in found:
        best.setdefault((scheme.titles, scheme.parts), scheme)
    # what a file marks or numbers is not surer for being listed, too
    known_titles = {titles for titles, _ in best}
    for scheme in unmarked.schemes(evidence):
        if scheme.titles not in known_titles:
            best.setdefault((scheme.titles, scheme.parts), scheme)
    return list(best.values())


def _told(evidence: Evidence) -> Iterator[Scheme]:
    """Titles are what the reader of the file knows to be titles: the chapters that an e-book's navigation leads to."""
    lines = evidence.lines
    titles = [line.place for line in lines if line.block.label == "title"]
    if titles:
        level = max(lines[place].block.level or 1 for place in titles)
        above = [p for upper, places in evidence.marked.items() if upper < level for p in places]
        yield Scheme(
            "chapters of the navigation", frozenset(titles), frozenset(above), _TOLD * len(titles), "navigation"
        )


def _levels(evidence: Evidence) -> Iterator[Scheme]:
    """Titles are the headings the file marks with one level; those of higher levels are parts, or the book's name."""
    lines, marked = evidence.lines, evidence.marked
    ordered = sorted(marked)
    for depth, level in enumerate(ordered[:4]):
        titles = marked[level]
        above = [place for upper in ordered[:depth] for place in marked[upper]]
        # bare headings of the same level, one under another, are a part and its first title
        inner = [place for place in titles if _text_under(evidence, place) or not _followed(lines, place)]
        parts = [*above, *(place for place in titles if place not in inner)]
        prior = worth(evidence, inner, _MARKED)
        yield Scheme(f"headings of level {level}", frozenset(inner), frozenset(parts), prior, "marked")


def _text_under(evidence: Evidence, place: int) -> bool:
    """Whether running text stands between a heading and the next one."""
    lines = evidence.lines
    for below in range(place + 1, len(lines)):
        line = lines[below]
        if line.block.level:
            return False
        if line.authors and ("names" in line.features or line.block.label == "byline"):
            return True
        passed = line.text[0] in "（(" and line_kinds.date(line.text) is not None
        if (
            len(line.text) > 24
            and not passed
            and not {"date", "issue", "publisher", "in contents"} & set(line.features)
        ):
            return True
        if line.block.kind != "body":
            return True
    return False


def _followed(lines: Sequence[Line], place: int) -> bool:
    return place + 1 < len(lines) and lines[place + 1].block.level == lines[place].block.level


def _series(evidence: Evidence) -> Iterator[Scheme]:
    """Titles are the lines of a numbered series."""
    for row in evidence.series:
        titles = [one.place for one in row.members]
        size = median_size(evidence.lines, titles)
        each = {0: 3.6, 1: 5.2, 2: -1.0, 3: -4.0, 5: -3.0}.get(row.rank)
        if each is None:
            continue
        chapters = False
        if row.rank == 5:
            bare = sum(one.bare for one in row.members) * 2 >= len(titles)
            each += 4.0 * (bare and size > 800) + 1.5 * (size > 3000)
            chapters = sum("row 1" in evidence.lines[place].features for place in titles) * 2 > len(titles)
            each = max(each, 4.6) if chapters else each
        if counts_a_paper(row, evidence.lines):
            each, chapters = _OF_A_PAPER, False
        above = [
            o.place for other in evidence.series if other.rank < row.rank and other.rank == 0 for o in other.members
        ]
        level = min((evidence.lines[place].block.level or 0 for place in titles), default=0)
        above += [place for upper, places in evidence.marked.items() if upper < level for place in places]
        prior = worth(evidence, titles, each)
        yield Scheme(f"numbered titles ({row.kind})", frozenset(titles), frozenset(above), prior, "numbered")
        # chapters are not beside their volumes
        below = {o.place for other in evidence.series if row.rank < other.rank <= 1 for o in other.members}
        taken = {*titles, *above, *(one.place + 1 for one in row.members if one.bare)}
        extra = [
            line.place
            for line in evidence.lines
            if line.place not in taken
            and line.place not in below
            and _stands_out(line)
            and _between(line.place, titles, evidence)
        ]
        if extra and (row.rank <= 1 or chapters):
            both = sorted([*titles, *extra])
            # beside chapters, 序 is none
            called = sum({"known heading", "part of a book"} <= set(evidence.lines[place].features) for place in extra)
            yield Scheme(
                f"numbered titles ({row.kind}) and others like them",
                frozenset(both),
                frozenset(above),
                worth(evidence, titles, each) + worth(evidence, extra, _BESIDE) + SECTION * called,
                "numbered",
            )


def _stands_out(line: Line) -> bool:
    """A preface or an afterword beside numbered chapters."""
    features = set(line.features)
    if "row prefix" in features:
        return True
    if features & {"sentence", "quotation", "goes on", "long", "very long"}:
        return False
    if any(f.startswith(("number ", "row ")) and f[-1] in "2345678" for f in features):
        return False
    if "part of a book" in features and features & {"stands alone", "before running", "before names"}:
        return True
    return bool(features & {"part of a book", "listed"}) and bool(features & {"wide gap", "gap", "marked", "listed"})


def _between(place: int, titles: Sequence[int], evidence: Evidence) -> bool:
    """Before the first or after the last chapter, or between two."""
    named = place in evidence.listed or "row prefix" in evidence.lines[place].features
    return named or place < titles[0] or place > titles[-1]
