"""What the scheduler keeps in mind: how it was asked to work, one request and its tries, a request in parts."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field

from audiobook.model import Clip, SpeechRequest


@dataclass(frozen=True, slots=True)
class Policy:
    """How `render` was asked to work; see there."""

    workers: int | None
    retries: int
    executor: Executor | None
    backoff_s: float


@dataclass(slots=True)
class Job:
    """A request on its way, and what has happened to it so far."""

    digest: str
    request: SpeechRequest
    chapter: int = 0
    """The first that needs it."""
    part_of: SplitJob | None = None
    """The split request this is a part of."""
    failures: int = 0
    deaths: int = 0
    """Of workers, while it was under way."""


@dataclass(slots=True)
class SplitJob:
    """A request that was split: it is settled when all its parts are."""

    job: Job
    waiting: set[str]
    order: list[str]
    clips: dict[str, Clip] = field(default_factory=dict)
    failed: bool = False

    def has_failed(self) -> bool:
        """It is settled already as failed, or what it is a part of is."""
        return self.failed or (self.job.part_of is not None and self.job.part_of.has_failed())
