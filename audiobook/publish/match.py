"""Which track of the last build is this one? Identity survives a new title, new text and a new place, not all three."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audiobook.model import Script, Track

ALIKE = 0.5
"""Share of sentences, or of a title's letters, that must agree when nothing else speaks for a match."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a track is recognised by, as far as it is known."""

    kind: str
    title: str
    authors: tuple[str, ...]
    sentences: frozenset[str]
    guid: str = ""
    stem: str = ""


def of_script(script: Script) -> Likeness:
    """What a script is recognised by."""
    sentences = frozenset(u.written for u in script.utterances if u.role in ("body", "quote", "question", "recap"))
    return Likeness(script.kind, _plain(script.title), script.authors, sentences)


def of_track(track: Track) -> Likeness:
    """What a track is recognised by."""
    sentences = frozenset(c.written for c in track.cues if c.role in ("body", "quote", "question", "recap"))
    return Likeness(track.kind, _plain(track.title), track.authors, sentences, track.guid, track.path.stem)


def match(new: Sequence[Likeness], old: Sequence[Likeness]) -> list[int | None]:
    """For each of `new` its place in `old`, or None; no place is given twice. Sure signs first, then resemblance."""
    found: list[int | None] = [None] * len(new)
    free = dict(enumerate(old))
    for same in SIGNS:
        for at, one in enumerate(new):
            if found[at] is None:
                place = next((place for place, other in free.items() if same(one, other)), None)
                if place is not None:
                    found[at] = place
                    del free[place]
    left = [at for at, place in enumerate(found) if place is None]
    pairs = [
        (_resemblance(new[at], other), -abs(at - place), at, place) for at in left for place, other in free.items()
    ]
    for score, _, at, place in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3])):
        if score >= ALIKE and found[at] is None and place in free:
            found[at] = place
            del free[place]
    return found


SIGNS: tuple[Callable[[Likeness, Likeness], bool], ...] = (
    lambda one, other: bool(one.guid) and one.guid == other.guid,
    lambda one, other: bool(one.stem) and one.stem == other.stem,
    lambda one, other: (one.kind, one.title, one.authors) == (other.kind, other.title, other.authors),
    lambda one, other: (one.kind, one.title) == (other.kind, other.title),
)


def _resemblance(one: Likeness, other: Likeness) -> float:
    """0 to 1: how much of the shorter text is in the other, or how alike the titles are."""
    if one.kind != other.kind:
        return 0.0
    smaller = min(len(one.sentences), len(other.sentences))
    text = len(one.sentences & other.sentences) / smaller if smaller else 0.0
    if text >= ALIKE:
        return text
    # titles alone prove little (要闻一, 要闻二): text must not speak against them
    title = difflib.SequenceMatcher(None, one.title, other.title, autojunk=False).ratio()
    return title if title >= 0.8 and (text > 0 or not smaller) else 0.0


def _plain(title: str) -> str:
    """`title` without what a second scan changes: width, case, spaces, punctuation."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(character for character in folded if character.isalnum()) or folded
