"""What the titles of a publication may be: each scheme is tried, and the one under which everything weighs most wins.

A scheme says which lines are titles and which stand over them (volumes, parts); how much speaks for it is a sum over
its titles, so that 365 chapters are 365 small reasons. What else is a line is left to the decoding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiobook.language.word_lists import word_list
from audiobook.source import numberings
from audiobook.source.line_features import squeeze
from audiobook.source.outline import line_kinds, unmarked
from audiobook.source.outline.line import Evidence, Line, is_running
from audiobook.source.outline.scheme import NUMBERED, SECTION, STORIES, Scheme, has_section_number, median_size, worth

_TOLD = 12.0
"""For each title that is known to be one."""
_SINGLE = 2.0
"""For one article, where nothing speaks for several: simpler is likelier."""
_LISTED = 3.0
"""Against each title that is listed as the sections of one text are."""
_DEEP, _LITTLE, _SMALL = 2, 150, 3.0
"""Against each numbered title that is marked deeper than this level, where most have so few characters below them."""
_BESIDE = 3.6
"""For each part of a book beside its chapters: 楔子, 番外一, 后记."""
_OF_A_PAPER = -3.0
"""Against each numbered title of a paper, however long its sections are."""
_FILE = 1.5
"""For each title that begins a file of its own, as most of its level do."""
_MELTED = 3.0
"""Against a scheme, for each heading above its titles that has a text of its own; one may be an introduction."""


def candidates(evidence: Evidence) -> list[Scheme]:
    """All schemes worth trying, one article first."""
    found = [Scheme("one article", frozenset(), frozenset(), _SINGLE)]
    found += _told(evidence)
    found += _levels(evidence)
    found += _series(evidence)
    best: dict[tuple[frozenset[int], frozenset[int]], Scheme] = {}
    for scheme in found:
        known = best.setdefault((scheme.titles, scheme.parts), scheme)
        if scheme.prior > known.prior:
            best[scheme.titles, scheme.parts] = scheme
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
        yield Scheme("chapters of the navigation", frozenset(titles), frozenset(above), _TOLD * len(titles))


def _levels(evidence: Evidence) -> Iterator[Scheme]:
    """Titles are the headings the file marks with one level; those of higher levels are parts, or the book's name."""
    lines, marked = evidence.lines, evidence.marked
    ordered = sorted(marked)
    for depth, level in enumerate(ordered[:4]):
        titles = marked[level]
        above = sorted(place for upper in ordered[:depth] for place in marked[upper])
        numbers = [has_section_number(lines[place]) for place in titles]
        each = 1.6
        files = sum(not place or lines[place - 1].block.part < lines[place].block.part for place in titles)
        if files * 2 > len(titles) > 2:
            each += _FILE
        elif len(titles) > 1 and sum(numbers) * 2 >= len(titles):
            each -= NUMBERED
        chapters = sum(any(f in lines[p].features for f in ("row 1", "row 0")) for p in titles)
        if chapters * 2 >= len(titles) > 1:
            each += 2.5
        signed = sum("before names" in lines[place].features for place in titles)
        if not depth and signed * 2 >= len(titles) > 1:
            each += 1.5
        if depth:
            bare = [place for place in above if not _text_under(evidence, place)]
            listed = sum(place in evidence.listed for place in titles)
            each -= 3.2
            if signed * 2 >= len(titles):
                each += 3.0
                # the one line over all is the name of the book, not one of several parts
                each += 1.5 * (len(titles) > 1 and above == bare and len(above) == 1)
            if listed * 2 >= len(titles) > 1:
                told = len(above) == 1 and any(map(is_running, lines[above[0] : titles[0]]))
                short = told and median_size(lines, titles) < STORIES[0]
                # short texts listed under a heading that has a text of its own are its sections
                each += -_LISTED if short and not signed and not chapters else 1.0
            if len(bare) == len(above) and len(above) > 1:
                each += 2.6
            elif bare and (len(ordered) > depth + 1 or chapters * 2 >= len(titles)) and len(titles) > 1:
                each += 2.2
        # bare headings of the same level, one under another, are a part and its first title
        inner = [place for place in titles if _text_under(evidence, place) or not _followed(lines, place)]
        parts = [*above, *(place for place in titles if place not in inner)]
        prior = worth(evidence, inner, each)
        if depth:
            # the text under a heading of a higher level would melt into the article before
            prior -= _MELTED * max(0, len(above) - len(bare) - 1)
        yield Scheme(f"headings of level {level}", frozenset(inner), frozenset(parts), prior)


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
        if row.kind == "1." and _is_paper(evidence, titles[0]):
            each, chapters = _OF_A_PAPER, False
        above = [
            o.place for other in evidence.series if other.rank < row.rank and other.rank == 0 for o in other.members
        ]
        level = min((evidence.lines[place].block.level or 0 for place in titles), default=0)
        if level > _DEEP and size < _LITTLE:
            each -= _SMALL  # lectures of a plan of study, a few words each under the heading of a section
        above += [place for upper, places in evidence.marked.items() if upper < level for place in places]
        # headings of the same level that the series leaves to the article before it
        beside = len(set(evidence.marked.get(level, ())) - set(titles)) if level else 0
        prior = worth(evidence, titles, each) - _MELTED * beside
        yield Scheme(f"numbered titles ({row.kind})", frozenset(titles), frozenset(above), prior)
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
            beside = len(set(evidence.marked.get(level, ())) - set(both)) if level else 0
            # beside chapters, 序 is none
            called = sum({"known heading", "part of a book"} <= set(evidence.lines[place].features) for place in extra)
            yield Scheme(
                f"numbered titles ({row.kind}) and others like them",
                frozenset(both),
                frozenset(above),
                worth(evidence, titles, each) + worth(evidence, extra, _BESIDE) + SECTION * called - _MELTED * beside,
            )


def _is_paper(evidence: Evidence, first: int) -> bool:
    """Whether the row that begins at `first` is counted from an introduction on, below an abstract or keywords."""
    name = squeeze(numberings.unnumbered(evidence.lines[first].text)).lower()
    above = any("known heading" in line.features for line in evidence.lines[:first])
    return above and name in word_list("source", "headings") | word_list("source", "book_parts")


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
