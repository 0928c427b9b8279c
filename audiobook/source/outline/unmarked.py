"""Titles that neither a mark nor a number tells: listed in the contents, signed, or set otherwise than the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiobook.source.outline import printed_titles
from audiobook.source.outline.counted import amid_sections
from audiobook.source.outline.line import HUGE, Evidence, Line
from audiobook.source.outline.scheme import NUMBERED, STORIES, STORY, Scheme, has_section_number, median_size, worth

_SIGNED_BELOW = 3.6
"""For each title that has a byline under its subtitle, as for one right over a byline."""
_ALIKE = 2.5
"""Against the titles over bylines for each line that stands as some of them do, and has no byline below."""
_ROW = 0.0
"""For each title of a row that stands alike; what is likelier no such row is not tried."""
_WITHIN = 9.0
"""Against each title in the middle of sections that are counted on."""


def schemes(evidence: Evidence) -> Iterator[Scheme]:
    """Titles are what a contents page lists, what has a byline below, what is far larger than the text."""
    lines = evidence.lines
    begin = evidence.contents.last + 1 if evidence.contents else 0
    # before the contents page may stand a preface, and the title of the whole
    front = [line for line in lines[: evidence.contents.first if evidence.contents else 0] if _may_be_title(line)]
    early = [line for line in front if "huge" in line.features]
    early = [line for at, line in enumerate(early) if not at or "part of a book" in line.features]
    body = lines[begin:]
    signed = [
        line.place for line in body if {"before names", "before lead"} & set(line.features) and _may_be_title(line)
    ]
    yield from _listed_or_signed(evidence, begin, signed)
    may = [line for line in [*early, *body] if _may_be_title(line)]
    yield from _of_one_look(evidence, may, signed)
    headed = [line.place for line in body if "headed" in line.features]
    if len(headed) > 1:
        yield Scheme("titles of texts headed alike", frozenset(headed), frozenset(), worth(evidence, headed, 3.0))
    yield from _huge(evidence, may)
    row = [line.place for line in lines if "title row" in line.features]
    if row:
        yield Scheme("titles that stand alike", frozenset(row), frozenset(), _ROW * len(row))
    yield from _set_apart(evidence, body, signed)


def _listed_or_signed(evidence: Evidence, begin: int, signed: Sequence[int]) -> Iterator[Scheme]:
    """Titles of the contents page, over bylines, and both."""
    listed = [place for place in sorted(evidence.listed) if place >= begin]
    sure = [place for place in listed if "not marked" not in evidence.lines[place].features]
    # of what contents list, what is marked stands over what is not
    listed = sure if len(sure) > 1 else listed
    if listed:
        prior = worth(evidence, listed, 3.0)
        yield Scheme("titles of the contents page", frozenset(listed), frozenset(), prior, "contents")
    if signed:
        row = {line.place for line in evidence.lines[begin:] if "spaced row" in line.features}
        unsigned = len(row - set(signed)) if row & set(signed) else 0
        against = _WITHIN * len(amid_sections(evidence, signed)) + _ALIKE * unsigned
        prior = worth(evidence, signed, 1.4) - against
        yield Scheme("titles over bylines", frozenset(signed), frozenset(), prior)
    if listed and signed:
        both = sorted({*listed, *signed})
        others = [place for place in signed if place not in evidence.listed]
        prior = worth(evidence, listed, 3.0) + worth(evidence, others, 0.4)
        yield Scheme("titles of the contents page and over bylines", frozenset(both), frozenset(), prior, "contents")


def _of_one_look(evidence: Evidence, lines: Sequence[Line], signed: Sequence[int]) -> Iterator[Scheme]:
    """Those of `lines` that are set in one size, larger than the text."""
    looks = printed_titles.looks(lines)
    for size, alike in looks.items():
        named = sum(place in signed for place in alike)
        larger = sorted(place for other, places in looks.items() if other > 1.2 * size for place in places)
        above = len(larger) == 1 and printed_titles.over_sections(evidence.lines, [*larger, *alike])
        if len(alike) > 1 and (named * 3 >= len(alike) or (size >= HUGE and not above)):
            both = sorted({*alike, *signed})
            cover = both[:1] if printed_titles.is_cover(evidence.lines, both) else []
            both = both[len(cover) :]
            others = [place for place in both if place not in signed]
            prior = worth(evidence, [place for place in both if place in signed], 1.4)
            prior += worth(evidence, others, 1.6 if size >= HUGE else 0.8)
            yield Scheme("titles of one look", frozenset(both), frozenset(cover), prior)


def _huge(evidence: Evidence, lines: Sequence[Line]) -> Iterator[Scheme]:
    """Those of `lines` that are set in very large type."""
    huge = [line.place for line in lines if "huge" in line.features]
    cover = huge[:1] if printed_titles.is_cover(evidence.lines, huge) else []
    huge = huge[len(cover) :]
    sections = [place for place in huge if has_section_number(evidence.lines[place])]
    levels = {evidence.lines[place].block.level for place in huge}
    if len(levels) == 1 and not printed_titles.over_sections(evidence.lines, huge):
        prior = worth(evidence, huge, 1.6) - NUMBERED * len(sections)
        yield Scheme("titles in large type", frozenset(huge), frozenset(cover), prior)


def _set_apart(evidence: Evidence, lines: Sequence[Line], signed: Sequence[int]) -> Iterator[Scheme]:
    """Those of `lines` in capitals, over verse, or under wide space."""
    loud = [
        line.place
        for line in lines
        if {"capitals", "wide gap"} <= set(line.features)
        and _may_be_title(line)
        and "before frame" not in line.features
    ]
    if len(loud) > 2:
        # what is signed right under such a line is its subtitle
        both = sorted({*loud, *(place for place in signed if place - 1 not in loud)})
        others = [place for place in both if place not in loud]
        prior = worth(evidence, loud, 1.2) + worth(evidence, others, 1.4)
        prior += _SIGNED_BELOW * sum(place + 1 in signed for place in loud)
        yield Scheme("titles in capitals set apart by space", frozenset(both), frozenset(), prior)
    poems = [line.place for line in lines if "verse head" in line.features]
    if poems:
        yield Scheme("poems under their titles", frozenset(poems), frozenset(), worth(evidence, poems, 3.0))
    spaced = [
        line.place
        for line in lines
        if ("wide gap" in line.features and "before running" in line.features) or "spaced row" in line.features
        if _may_be_title(line)
    ]
    if len(spaced) > 2:
        # stories are longer than the sections of an essay
        each = 1.2 + STORY * sum(median_size(evidence.lines, spaced) >= size for size in STORIES)
        yield Scheme("titles set apart by space", frozenset(spaced), frozenset(), worth(evidence, spaced, each))


def _may_be_title(line: Line) -> bool:
    features = set(line.features)
    return not features & {
        "very long", "long", "sentence", "goes on", "kind", "source", "note", "imprint", "page number", "names",
        "web word", "advert", "photo", "editor", "date", "colon", "dash", "in contents", "often", "no letters",
        "credits",
    }  # fmt: skip
