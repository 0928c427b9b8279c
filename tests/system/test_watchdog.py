"""Bounds on time and memory of what is done in this process."""

from __future__ import annotations

import re
import signal
import threading
from pathlib import Path

import pytest

from audiobook import source
from audiobook.config import Settings, SourceSettings
from audiobook.errors import UnreadableSource
from audiobook.model import Document
from audiobook.pipeline import sandbox
from audiobook.system import watchdog

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer of processor time")


def forever(*_: object) -> Document:
    """Computes without an end."""
    while True:
        sum(range(10_000))


def in_a_regular_expression(*_: object) -> Document:
    """The same in one call of a library that looks for signals."""
    re.search("(a|b|ab)*c", "ab" * 40)
    raise AssertionError("there are as many ways as grains of sand")


def swallowing(*_: object) -> Document:
    """A reader that catches whatever its library raises, and goes on."""
    while True:
        try:
            sum(range(10_000))
        except Exception:
            continue


def filling(*_: object) -> Document:
    """Takes memory, little by little."""
    kept = []
    while True:
        kept.append(bytearray(b"x") * 100_000)


def filling_at_once(*_: object) -> Document:
    """Takes it in one call."""
    return bytearray(10**14)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("reader", "limits", "said"),
    [
        (forever, {"sandbox_seconds": 1}, "takes more than 1 s to read"),
        (in_a_regular_expression, {"sandbox_seconds": 1}, "takes more than 1 s to read"),
        (swallowing, {"sandbox_seconds": 1}, "takes more than 1 s to read"),
        (filling, {"sandbox_megabytes": 100}, "takes more than 100 MB to read"),
        (filling_at_once, {"sandbox_megabytes": 100}, "takes more than 100 MB to read"),
    ],
)
def test_a_document_that_takes_too_much_is_one_line(
    reader: object, limits: dict[str, int], said: str, issue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --sandbox, too, the limits hold: one line that names the file and the setting."""
    monkeypatch.setattr(source, "read", reader)
    settings = Settings(source=SourceSettings(**limits), cache=Path("cache"))
    with pytest.raises(UnreadableSource, match=rf"issue\.txt: {said}; raise source\.sandbox_"):
        sandbox.read(issue, settings)


def test_it_leaves_no_trace(issue: Path) -> None:
    """Timer, signal and limits are afterwards what they were before."""
    resource = pytest.importorskip("resource")
    before = signal.getsignal(signal.SIGVTALRM), resource.getrlimit(resource.RLIMIT_AS)
    with watchdog.watch(10, 1000):
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[1] > 0
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert (signal.getsignal(signal.SIGVTALRM), resource.getrlimit(resource.RLIMIT_AS)) == before


def test_more_time_for_what_is_known_to_take_long() -> None:
    """A page that is recognised adds to the time of its document."""
    with watchdog.watch(0.1, 1000):
        watchdog.more(3600)
        for _ in range(3000):
            sum(range(10_000))


def test_other_threads_are_not_watched() -> None:
    """Where no signal arrives the work is done without a watch, and not refused."""
    done: list[int] = []

    def work() -> None:
        with watchdog.watch(0.0001, 1000):
            done.append(sum(range(1_000_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done
