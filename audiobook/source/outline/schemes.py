"""What the titles of a publication may be: each scheme is tried, and the one under which everything weighs most wins.

A scheme says which lines are titles and which stand over them (volumes, parts); how much speaks for it is a sum over
its titles, so that 365 chapters are 365 small reasons. What else is a line is left to the decoding.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from audiobook.language.chinese import compiled
from audiobook.source.outline import laws, line_kinds, printed_titles
from audiobook.source.outline.counted import amid_sections
from audiobook.source.outline.line import HUGE, Evidence, Line, is_running

_FORCED = 4.2
"""What the feature "titles" adds to each; taken off again here."""
_TOLD = 12.0
"""For each title that is known to be one."""
_SINGLE = 2.0
"""For one article, where nothing speaks for several: simpler is likelier."""


_SIGNED_BELOW = 3.6
"""For each title that has a byline under its subtitle, as for one right over a byline."""
_STORY, _STORIES = 1.2, (1_500, 3_000)
"""For each title set apart by space, where most have so many characters below them, and again where they have more."""
_ALIKE = 2.5
"""Against the titles over bylines for each line that stands as some of them do, and has no byline below."""
_WITHIN = 9.0
"""Against each title in the middle of sections that are counted on."""
_LISTED = 3.0
"""Against each title that is listed as the sections of one text are."""
_DEEP, _LITTLE, _SMALL = 2, 150, 3.0
"""Against each numbered title that is marked deeper than this level, where most have so few characters below them."""
_BESIDE = 3.6
"""For each part of a book beside its chapters: 楔子, 番外一, 后记."""
_FILE = 1.5
"""For each title that begins a file of its own, as most of its level do."""
_SECTION = 3.0
"""Against each title that is called as sections are: 引言."""
_IN_A_LAW = 14.0
"""Against each title that stands within a law."""
_HEARD_ALONE, _LONG = 6_000, 5.0
"""Characters of a text that is long enough for a track of its own, whatever stands over it, and what speaks for one."""
_PREFACE = frozenset(["part of a book", "huge", "page start"])
"""Features of a preface that is set as chapters are, and is no section."""
_FIGURE = compiled(r"\d{1,2}\s*(?![年月日号])[[:Han:]]")
"""The number of a marked section, right before its name: 1引言."""
_NUMBERED = 4.5
"""Against each title that has the number of a section: 一、, 1.1."""
_MELTED = 3.0
"""Against a scheme, for each heading above its titles that has a text of its own; one may be an introduction."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to take a publication apart."""

    name: str
    """For people: "one article", "chapters numbered 第…章"."""
    titles: frozenset[int]
    parts: frozenset[int] = frozenset()
    prior: float = 0.0


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
    for scheme in _named(evidence):
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


def _prior(evidence: Evidence, titles: Sequence[int], each: float) -> float:
    """`each` for every title, and what the text under it says for or against its being an article."""
    lines = evidence.lines
    total = -_IN_A_LAW * len(laws.within(evidence.laws, titles))
    for start, stop in itertools.pairwise([*titles, len(lines)]):
        body = sum(len(line.text) for line in lines[start + 1 : stop] if "in contents" not in line.features)
        features = set(lines[start].features)
        body = 0 if _is_outline(lines[start + 1 : stop]) else body
        worth = each - _FORCED
        worth += (
            _LONG
            if body >= _HEARD_ALONE and len(titles) > 1
            else 2.0
            if body >= 400
            else 0.8
            if body >= 120
            else -0.2
            if body >= 20
            else -7.0
        )
        worth += 3.6 * bool({"before names", "before lead"} & features)
        worth += 3.0 * ("listed" in features)
        worth -= _SECTION * ("known heading" in features and not features >= _PREFACE)
        total += worth
    return total


def _levels(evidence: Evidence) -> Iterator[Scheme]:
    """Titles are the headings the file marks with one level; those of higher levels are parts, or the book's name."""
    lines, marked = evidence.lines, evidence.marked
    ordered = sorted(marked)
    for depth, level in enumerate(ordered[:4]):
        titles = marked[level]
        above = sorted(place for upper in ordered[:depth] for place in marked[upper])
        numbers = [_section_number(lines[place]) for place in titles]
        each = 1.6
        files = sum(not place or lines[place - 1].block.part < lines[place].block.part for place in titles)
        if files * 2 > len(titles) > 2:
            each += _FILE
        elif len(titles) > 1 and sum(numbers) * 2 >= len(titles):
            each -= _NUMBERED
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
                short = told and _median_size(lines, titles) < _STORIES[0]
                # short texts listed under a heading that has a text of its own are its sections
                each += -_LISTED if short and not signed and not chapters else 1.0
            if len(bare) == len(above) and len(above) > 1:
                each += 2.6
            elif bare and (len(ordered) > depth + 1 or chapters * 2 >= len(titles)) and len(titles) > 1:
                each += 2.2
        # bare headings of the same level, one under another, are a part and its first title
        inner = [place for place in titles if _text_under(evidence, place) or not _followed(lines, place)]
        parts = [*above, *(place for place in titles if place not in inner)]
        prior = _prior(evidence, inner, each)
        if depth:
            # the text under a heading of a higher level would melt into the article before
            prior -= _MELTED * max(0, len(above) - len(bare) - 1)
        yield Scheme(f"headings of level {level}", frozenset(inner), frozenset(parts), prior)


def _median_size(lines: Sequence[Line], titles: Sequence[int]) -> float:
    """Characters that most titles have below them."""
    stops = [*titles[1:], len(lines)]
    return median(sum(len(line.text) for line in lines[a + 1 : b]) for a, b in zip(titles, stops, strict=True))


def _section_number(line: Line) -> bool:
    marked = bool(line.block.level) and _FIGURE.match(line.text) is not None
    return marked or any(f"row {rank}" in line.features for rank in (3, 4, 5, 6, 7))


def _is_outline(lines: Sequence[Line]) -> bool:
    """Whether nothing but numbers of lower sections stands there: the plan of a text, not the text."""
    return bool(lines) and all(any(f.startswith("row ") and f > "row 1" for f in line.features) for line in lines)


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
        stops = [*titles[1:], len(evidence.lines)]
        sizes = [sum(len(line.text) for line in evidence.lines[a + 1 : b]) for a, b in zip(titles, stops, strict=True)]
        each = {0: 3.6, 1: 5.2, 2: -1.0, 3: -4.0, 5: -3.0}.get(row.rank)
        if each is None:
            continue
        chapters = False
        if row.rank == 5:
            bare = sum(one.bare for one in row.members) * 2 >= len(titles)
            each += 4.0 * (bare and median(sizes) > 800) + 1.5 * (median(sizes) > 3000)
            chapters = sum("row 1" in evidence.lines[place].features for place in titles) * 2 > len(titles)
            each = max(each, 4.6) if chapters else each
        above = [
            o.place for other in evidence.series if other.rank < row.rank and other.rank == 0 for o in other.members
        ]
        level = min((evidence.lines[place].block.level or 0 for place in titles), default=0)
        if level > _DEEP and median(sizes) < _LITTLE:
            each -= _SMALL  # lectures of a plan of study, a few words each under the heading of a section
        above += [place for upper, places in evidence.marked.items() if upper < level for place in places]
        # headings of the same level that the series leaves to the article before it
        beside = len(set(evidence.marked.get(level, ())) - set(titles)) if level else 0
        prior = _prior(evidence, titles, each) - _MELTED * beside
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
                _prior(evidence, titles, each)
                + _prior(evidence, extra, _BESIDE)
                + _SECTION * called
                - _MELTED * beside,
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


def _named(evidence: Evidence) -> Iterator[Scheme]:
    """Titles are what a contents page lists, what has a byline below, what is far larger than the text."""
    lines = evidence.lines
    begin = evidence.contents.last + 1 if evidence.contents else 0
    listed = [place for place in sorted(evidence.listed) if place >= begin]
    signed = [
        line.place
        for line in lines[begin:]
        if {"before names", "before lead"} & set(line.features) and _may_be_title(line)
    ]
    if listed:
        yield Scheme("titles of the contents page", frozenset(listed), frozenset(), _prior(evidence, listed, 3.0))
    if signed:
        row = {line.place for line in lines[begin:] if "spaced row" in line.features}
        unsigned = len(row - set(signed)) if row & set(signed) else 0
        against = _WITHIN * len(amid_sections(evidence, signed)) + _ALIKE * unsigned
        prior = _prior(evidence, signed, 1.4) - against
        yield Scheme("titles over bylines", frozenset(signed), frozenset(), prior)
    if listed and signed:
        both = sorted({*listed, *signed})
        others = [place for place in signed if place not in evidence.listed]
        prior = _prior(evidence, listed, 3.0) + _prior(evidence, others, 0.4)
        yield Scheme("titles of the contents page and over bylines", frozenset(both), frozenset(), prior)
    # before the contents page may stand a preface, and the title of the whole
    front = [line for line in lines[: evidence.contents.first if evidence.contents else 0] if _may_be_title(line)]
    early = [line for line in front if "huge" in line.features]
    early = [line for at, line in enumerate(early) if not at or "part of a book" in line.features]
    looks = printed_titles.looks([line for line in [*early, *lines[begin:]] if _may_be_title(line)])
    for size, alike in looks.items():
        named = sum(place in signed for place in alike)
        larger = sorted(place for other, places in looks.items() if other > 1.2 * size for place in places)
        above = len(larger) == 1 and printed_titles.over_sections(lines, [*larger, *alike])
        if len(alike) > 1 and (named * 3 >= len(alike) or (size >= HUGE and not above)):
            both = sorted({*alike, *signed})
            cover = both[:1] if printed_titles.is_cover(lines, both) else []
            both = both[len(cover) :]
            others = [place for place in both if place not in signed]
            prior = _prior(evidence, [place for place in both if place in signed], 1.4)
            prior += _prior(evidence, others, 1.6 if size >= HUGE else 0.8)
            yield Scheme("titles of one look", frozenset(both), frozenset(cover), prior)
    headed = [line.place for line in lines[begin:] if "headed" in line.features]
    if len(headed) > 1:
        yield Scheme("titles of texts headed alike", frozenset(headed), frozenset(), _prior(evidence, headed, 3.0))
    huge = [line.place for line in [*early, *lines[begin:]] if "huge" in line.features and _may_be_title(line)]
    cover = huge[:1] if printed_titles.is_cover(lines, huge) else []
    huge = huge[len(cover) :]
    if len({lines[place].block.level for place in huge}) == 1 and not printed_titles.over_sections(lines, huge):
        prior = _prior(evidence, huge, 1.6) - _NUMBERED * sum(_section_number(lines[place]) for place in huge)
        yield Scheme("titles in large type", frozenset(huge), frozenset(cover), prior)
    loud = [
        line.place
        for line in lines[begin:]
        if {"capitals", "wide gap"} <= set(line.features)
        and _may_be_title(line)
        and "before frame" not in line.features
    ]
    if len(loud) > 2:
        # what is signed right under such a line is its subtitle
        both = sorted({*loud, *(place for place in signed if place - 1 not in loud)})
        others = [place for place in both if place not in loud]
        prior = _prior(evidence, loud, 1.2) + _prior(evidence, others, 1.4)
        prior += _SIGNED_BELOW * sum(place + 1 in signed for place in loud)
        yield Scheme("titles in capitals set apart by space", frozenset(both), frozenset(), prior)
    poems = [line.place for line in lines[begin:] if "verse head" in line.features]
    if poems:
        yield Scheme("poems under their titles", frozenset(poems), frozenset(), _prior(evidence, poems, 3.0))
    spaced = [
        line.place
        for line in lines[begin:]
        if ("wide gap" in line.features and "before running" in line.features) or "spaced row" in line.features
        if _may_be_title(line)
    ]
    if len(spaced) > 2:
        # stories are longer than the sections of an essay
        each = 1.2 + _STORY * sum(_median_size(lines, spaced) >= size for size in _STORIES)
        yield Scheme("titles set apart by space", frozenset(spaced), frozenset(), _prior(evidence, spaced, each))


def _may_be_title(line: Line) -> bool:
    features = set(line.features)
    return not features & {
        "very long", "long", "sentence", "goes on", "kind", "source", "note", "imprint", "page number", "names",
        "web word", "advert", "photo", "editor", "date", "colon", "dash", "in contents", "often", "no letters",
        "credits",
    }  # fmt: skip
