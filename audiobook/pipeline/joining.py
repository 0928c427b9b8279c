"""Tracks are joined beside the speaking: each as soon as its own sentences are there, whatever is still to be spoken.

One thread joins, so that workers never wait for an encoder. With an engine that takes no time there is nothing to go on
beside, and a track is joined where its last sentence arrives: what is written when is then the same every time.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from audiobook.model import Clip

Join = Callable[[int, Sequence[Clip], Mapping[str, str]], None]
"""Makes the track at a place from its clips; digests of sentences that another engine spoke, and why."""


class Joining:
    """The joining of tracks whose sentences have the digests `wanted`; `settled` tells it what was spoken.

    `told` is called with the place of each track that is joined, in the thread that calls `settled` and `finish`;
    these raise what `join` raises. A context: whatever ends it ends the work at once.
    """

    def __init__(
        self, wanted: Sequence[Sequence[str]], join: Join, told: Callable[[int], None], *, beside: bool
    ) -> None:
        self._wanted, self._join, self._told = wanted, join, told
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="audiobook-join") if beside else None
        self._under_way: deque[tuple[int, Future[None]]] = deque()
        self._begun = self._joined = 0
        self._stopped = threading.Event()
        self._clips: dict[str, Clip] = {}
        self._stood_in: dict[str, str] = {}
        self._lacking = {place: set(digests) for place, digests in enumerate(wanted)}
        """Of each track that is not begun: the sentences it waits for."""
        self._places: dict[str, list[int]] = {}
        for place, digests in self._lacking.items():
            for digest in digests:
                self._places.setdefault(digest, []).append(place)

    @property
    def behind(self) -> bool:
        """Whether another track has all its sentences already, or will have them as soon as it is asked."""
        return self._pool is None or self._begun - self._joined > 1

    def check(self) -> None:
        """Raises `KeyboardInterrupt` in the thread that joins, once the work is to end."""
        if self._stopped.is_set():
            raise KeyboardInterrupt

    def settled(self, digest: str, clip: Clip | None, reason: str) -> None:
        """A sentence is spoken, by another engine for `reason`; or it cannot be, and its tracks will not be joined."""
        if clip is not None:
            self._clips[digest] = clip
            if reason:
                self._stood_in[digest] = reason
        for place in self._places.pop(digest, ()):
            lacking = self._lacking.get(place)
            if clip is None:
                self._lacking.pop(place, None)
            elif lacking is not None:
                lacking.discard(digest)
                if not lacking:
                    self._begin(place)
        self._tell()

    def finish(self) -> None:
        """Wait until all tracks that have their sentences are joined."""
        for place in [place for place, lacking in self._lacking.items() if not lacking]:
            self._begin(place)  # it has no sentences, which is for `join` to judge
        while self._under_way:
            self._under_way[0][1].result()
            self._tell()

    def _begin(self, place: int) -> None:
        del self._lacking[place]
        clips = [self._clips[digest] for digest in self._wanted[place]]
        stood_in = {digest: self._stood_in[digest] for digest in self._wanted[place] if digest in self._stood_in}
        self._begun += 1
        if self._pool is None:
            self._run(place, clips, stood_in)
            self._told(place)
        else:
            self._under_way.append((place, self._pool.submit(self._run, place, clips, stood_in)))

    def _run(self, place: int, clips: Sequence[Clip], stood_in: Mapping[str, str]) -> None:
        self._join(place, clips, stood_in)
        self._joined += 1

    def _tell(self) -> None:
        while self._under_way and self._under_way[0][1].done():
            place, future = self._under_way.popleft()
            future.result()
            self._told(place)

    def __enter__(self) -> Joining:
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
