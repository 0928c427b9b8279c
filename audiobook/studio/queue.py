"""Builds, one after the other, as `audiobook build` makes them; a server that was killed goes on where it was.

What is spoken lies in the cache, which tracks are there in index.json: a job is only the wish that a book be whole.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from audiobook.errors import AudiobookError, PublishError
from audiobook.pipeline import Built, Step
from audiobook.system import files

State = Literal["waiting", "running", "done", "failed", "cancelled"]
FILE = "queue.json"
MOST_KEPT = 50
"""Jobs that have ended."""
TELL_S = 0.25
"""Between two tellings of how far a job is."""


class Cancelled(Exception):
    """Somebody wants no more of it; what is done stays done."""


@dataclass(slots=True)
class Job:
    """One build, wanted, under way or over."""

    id: int
    work: str
    """Key of the publication."""
    name: str
    command: str
    """What would do the same in a terminal."""
    only: tuple[int, ...] = ()
    state: State = "waiting"
    note: str = ""
    done: int = 0
    total: int = 0
    messages: list[str] = field(default_factory=list)
    error: str = ""
    stop: threading.Event = field(default_factory=threading.Event, repr=False, compare=False)

    def as_json(self) -> dict[str, Any]:
        """All that is told and kept of it."""
        facts = {one.name: getattr(self, one.name) for one in dataclasses.fields(self) if one.name != "stop"}
        return {**facts, "only": list(self.only), "messages": self.messages[-5:]}


Make = Callable[[Job, Callable[[Step], None]], Built]
"""Makes the book of a job; whatever the callback raises stops it."""


class Queue:
    """Jobs in the order they were wanted in; one thread makes them. `tell` is called in it, and in those that ask."""

    def __init__(self, file: Path, make: Make, tell: Callable[[dict[str, Any]], None]) -> None:
        self._file, self._make, self._tell = file, make, tell
        self._wake = threading.Condition()
        self._ended = False
        self._jobs = self._kept()
        self._ids = itertools.count(max((job.id for job in self._jobs), default=0) + 1)
        self._versions = itertools.count(1)
        self._thread = threading.Thread(target=self._run, name="studio-queue", daemon=True)

    def start(self) -> None:
        """Goes on with what was wanted when the last server ended."""
        self._thread.start()

    def jobs(self) -> list[dict[str, Any]]:
        """All of them, the oldest first."""
        with self._wake:
            return [self._seen(job) for job in self._jobs]

    def add(self, work: str, name: str, command: str, only: tuple[int, ...] = ()) -> dict[str, Any]:
        """Wants a book to be built; where it waits to be already, no second time. Raises `PublishError`."""
        with self._wake:
            waiting = next((job for job in self._jobs if job.work == work and job.state == "waiting"), None)
            if waiting is None:
                waiting = Job(next(self._ids), work, name, command, only)
                self._jobs.append(waiting)
            else:
                waiting.command, waiting.only = command, only
            self._keep()
            self._wake.notify_all()
        self._show(waiting)
        return waiting.as_json()

    def cancel(self, number: int) -> None:
        """Stops a job within a second of speaking, or takes it out of the line."""
        with self._wake:
            job = next((job for job in self._jobs if job.id == number), None)
            if job is None or job.state not in ("waiting", "running"):
                return
            job.stop.set()
            if job.state == "waiting":
                job.state = "cancelled"
            self._keep()
        self._show(job)

    def close(self) -> None:
        """Stops what is under way; the next server goes on with it."""
        with self._wake:
            self._ended = True
            for job in self._jobs:
                if job.state == "running":
                    job.stop.set()
            self._wake.notify_all()
        if self._thread.is_alive():
            self._thread.join(10)

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._ended or any(job.state == "waiting" for job in self._jobs))
                if self._ended:
                    return
                job = next(job for job in self._jobs if job.state == "waiting")
                job.state = "running"
                self._keep()
            self._show(job)
            self._settle(job, *self._one(job))
            self._show(job)

    def _seen(self, job: Job) -> dict[str, Any]:
        """It as it is now. Of two that were seen the higher `version` is the later, whichever arrives first."""
        with self._wake:
            return {**job.as_json(), "version": next(self._versions)}

    def _show(self, job: Job) -> None:
        self._tell(self._seen(job))

    def _one(self, job: Job) -> tuple[State, str]:
        last = 0.0

        def show(step: Step) -> None:
            nonlocal last
            if job.stop.is_set():
                raise Cancelled
            if step.message:
                job.messages.append(step.message)
            if step.total:
                job.done, job.total, job.note = step.done, step.total, step.note
            if step.message or time.monotonic() - last > TELL_S:
                last = time.monotonic()
                self._show(job)

        try:
            built = self._make(job, show)
        except Cancelled:
            return "cancelled", ""
        except AudiobookError as error:
            return "failed", str(error)
        except Exception as error:  # whatever is wrong with one book, the others are made
            return "failed", f"unexpected {type(error).__name__}: {error}"
        job.messages += [*built.warnings, *built.lacking]
        return "done", ""

    def _settle(self, job: Job, state: State, error: str) -> None:
        with self._wake:
            # stopped because the server ends: the next one goes on
            job.state = "waiting" if state == "cancelled" and self._ended else state
            job.error = error
            ended = [one for one in self._jobs if one.state in ("done", "failed", "cancelled")]
            for old in ended[:-MOST_KEPT]:
                self._jobs.remove(old)
            with contextlib.suppress(PublishError):  # a full disk is no reason not to go on
                self._keep()

    def _keep(self) -> None:
        data = json.dumps([job.as_json() for job in self._jobs], ensure_ascii=False, indent=1)
        files.write(self._file, data.encode("utf-8", "replace"), error=PublishError)

    def _kept(self) -> list[Job]:
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            found = [
                Job(**{**facts, "only": tuple(facts["only"])}) for facts in json.loads(self._file.read_text("utf-8"))
            ]
            for job in found:
                job.state = "waiting" if job.state == "running" else job.state
            return found
        return []
