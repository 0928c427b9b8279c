"""A book on its way into its folder: which tracks are there, which are coming, and what the index says meanwhile."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from audiobook.model import Coming, Index, Track


class Publication:
    """The tracks of one book as they become ready. `whole` is its index with every track in its place, with the
    identity and date it will have, so that neither depends on which of them was ready first, and with what study says
    of it, of which the audio need not say all."""

    def __init__(self, whole: Index) -> None:
        self._whole = whole
        self._ready: list[Track | None] = [None] * len(whole.tracks)

    @property
    def tracks(self) -> list[Track]:
        """Those that are there, in the order to listen in."""
        return [track for track in self._ready if track is not None]

    def put(self, place: int, track: Track) -> None:
        """The track at `place`, from 0, is there."""
        planned = self._whole.tracks[place]
        self._ready[place] = dataclasses.replace(
            track, number=planned.number, guid=planned.guid, published=planned.published, study=planned.study
        )

    def index(self) -> Index:
        """The book as it is now: the tracks that are there, and the names of the others."""
        shown = list(self._shown())
        coming = tuple(
            Coming(planned.number, planned.title, planned.kind, planned.authors)
            for planned, track in zip(self._whole.tracks, shown, strict=True)
            if track is None
        )
        tracks = tuple(track for track in shown if track is not None)
        authors = tuple(dict.fromkeys(name for track in tracks for name in track.authors))
        return dataclasses.replace(self._whole, tracks=tracks, coming=coming, authors=authors)

    def _shown(self) -> Iterator[Track | None]:
        """The tracks that are there, but no review before its article."""
        is_there = True
        for planned, track in zip(self._whole.tracks, self._ready, strict=True):
            if planned.kind != "review":
                is_there = track is not None
            yield track if is_there else None

    def playable(self) -> str:
        """Which articles can be played, for people; empty while there is none."""
        episodes = [at for at, track in enumerate(self._whole.tracks) if track.kind != "review"]
        ready = [self._whole.tracks[at].number for at in episodes if self._ready[at] is not None]
        return f"{spans(ready)} of {len(episodes)} can be played" if ready else ""


def spans(numbers: Sequence[int]) -> str:
    """Ascending numbers as people write them.

    >>> spans([1, 2, 3, 5])
    '1-3, 5'
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ", ".join("-".join(map(str, each)) for each in found)
