"""Tracks are joined as soon as their own sentences are there."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from audiobook.errors import AudioError
from audiobook.model import Clip
from audiobook.pipeline.joining import Joining
from tests.waiting import GUARD_S


def clip(digest: str) -> Clip:
    """A clip nobody opens."""
    return Clip(Path(digest), 8_000, 8_000, digest)


class Bench:
    """Joins by writing down what it was given."""

    def __init__(self) -> None:
        self.joined: list[tuple[int, list[str], dict[str, str]]] = []
        self.told: list[int] = []

    def join(self, place: int, clips: Sequence[Clip], stood_in: Mapping[str, str]) -> None:
        """One track."""
        self.joined.append((place, [each.digest for each in clips], dict(stood_in)))


@pytest.mark.parametrize("beside", [False, True])
def test_each_track_when_its_sentences_are_there(beside: bool) -> None:
    """Not before, in whatever order they come, with the sentences in the track's own order; what tracks share counts
    for each."""
    bench = Bench()
    with Joining([["a", "b", "a"], ["b", "c"]], bench.join, bench.told.append, beside=beside) as joining:
        for digest, reason in (("b", ""), ("c", "no voice"), ("a", "")):
            joining.settled(digest, clip(digest), reason)
        joining.finish()
    assert bench.joined == [(1, ["b", "c"], {"c": "no voice"}), (0, ["a", "b", "a"], {})]
    assert bench.told == [1, 0]


@pytest.mark.parametrize("beside", [False, True])
def test_a_track_that_lacks_a_sentence_is_not_joined(beside: bool) -> None:
    """Nor does it keep others from being joined."""
    bench = Bench()
    with Joining([["a", "b"], ["c"]], bench.join, bench.told.append, beside=beside) as joining:
        joining.settled("a", None, "thunder")
        joining.settled("b", clip("b"), "")
        joining.settled("c", clip("c"), "")
        joining.finish()
    assert bench.told == [1]


@pytest.mark.parametrize("beside", [False, True])
def test_trouble_of_joining_reaches_the_caller(beside: bool) -> None:
    """At the next sentence, or at the end."""

    def fails(*_: object) -> None:
        raise AudioError("no room")

    with (
        pytest.raises(AudioError, match="no room"),
        Joining([["a"]], fails, lambda place: None, beside=beside) as joining,
    ):
        joining.settled("a", clip("a"), "")
        joining.finish()


def test_whatever_ends_it_ends_the_work() -> None:
    """A track under way ends at its next passage, one that waits is not begun, and nothing goes on behind."""
    begun, places, ended = threading.Event(), [], []

    def join(place: int, *_: object) -> None:
        places.append(place)
        begun.set()
        try:
            while True:
                joining.check()
                joining._stopped.wait(GUARD_S)
        except KeyboardInterrupt:
            ended.append(place)
            raise

    with pytest.raises(ZeroDivisionError), Joining([["a"], ["b"]], join, ended.append, beside=True) as joining:
        joining.settled("a", clip("a"), "")
        joining.settled("b", clip("b"), "")
        assert begun.wait(GUARD_S)
        assert joining.behind
        raise ZeroDivisionError
    assert (places, ended) == ([0], [0])
