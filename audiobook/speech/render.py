"""What is missing -> executor -> cache: every request ends as a clip or as a named failure, never as silence.

    have = render(requests, engine, cache, progress=show)
    have.clips[cache.digest(request)]      # for every request that is not in have.failures

A request that fails is tried again, then split at a clause and its parts joined, then handed to the fallback if
there is one, and only then reported. Waiting for another try occupies no worker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from audiobook.errors import AudiobookError, ConfigError
from audiobook.model import Clip, SpeechRequest
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Engine

if TYPE_CHECKING:
    from audiobook.speech.jobs import Policy


NOTHING_REFUSED: Mapping[SpeechRequest, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Progress:
    """Told once for every different request, as soon as it is settled; the reused ones come first, in order."""

    done: int
    total: int
    """Different requests, reused ones included."""
    spoken: int
    reused: int
    failed: int
    syllables: int
    """Of the requests that had to be spoken, settled so far; the measure for time left."""
    syllables_total: int
    request: SpeechRequest
    clip: Clip | None
    """None: it could not be spoken."""
    reason: str = ""
    """Why it could not be spoken, or why the fallback had to."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that could not be spoken, and why in one line."""

    request: SpeechRequest
    reason: str


@dataclass(frozen=True, slots=True)
class Fallback:
    """Another engine for what the first one could not speak."""

    engine: Engine
    request: Callable[[SpeechRequest], SpeechRequest]
    """From a failed request to the one that makes the other engine say the same; may raise `AudiobookError`."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What `render` brought together."""

    clips: Mapping[str, Clip]
    """By the digest of the request, also where the clip itself is the fallback's and has another digest."""
    spoken: int
    reused: int
    failures: tuple[Failure, ...] = ()
    stood_in: Mapping[str, Failure] = field(default_factory=dict)
    """By digest: what the fallback said, and why it had to."""


def render(
    requests: Sequence[SpeechRequest],
    engine: Engine,
    cache: Cache,
    *,
    workers: int | None = None,
    retries: int = 4,
    progress: Callable[[Progress], None] | None = None,
    executor: Executor | None = None,
    fallback: Fallback | None = None,
    refused: Mapping[SpeechRequest, str] = NOTHING_REFUSED,
    chapters: Sequence[int] = (),
    backoff_s: float = 0.5,
) -> Rendering:
    """A clip for every request, taken from `cache` or spoken by `engine`.

    `workers`: processes or connections (None: what the engine declares and the machine can feed). `retries`: further
    tries of a request, the first after about `backoff_s` seconds, each wait twice the last. `executor`: any
    `concurrent.futures.Executor` that reaches `cache.directory`, in place of our own; it is left running. `refused`:
    those among `requests` that `engine` cannot be asked to speak, and why; they fail at once, or the fallback has them.
    `chapters`: of each request its chapter; lower ones are spoken first.

    Does not raise for what cannot be spoken: that is in `failures`. Raises `CacheError` if clips cannot be kept,
    and `ConfigError` for a fallback that does not speak.
    `KeyboardInterrupt`, and whatever `progress` raises, stop all work within a second; what is done stays done.
    """
    if fallback is not None and fallback.engine.capabilities.exact_durations:
        raise ConfigError(f"{fallback.engine.name} cannot be a fallback: silence is never put in the place of speech")
    # only a build that has something to speak needs processes and threads
    from audiobook.speech.jobs import Policy
    from audiobook.speech.schedule import Scheduler

    total = {cache.digest(request): request for request in requests}
    chapter_of: dict[str, int] = {}
    for request, chapter in zip(requests, chapters, strict=False):
        chapter_of.setdefault(cache.digest(request), chapter)
    clips: dict[str, Clip] = {}
    missing: dict[str, SpeechRequest] = {}
    for digest, request in total.items():
        clip = None if request in refused else cache.get(request)
        if clip is None:
            missing[digest] = request
        else:
            clips[digest] = clip
    failures: list[Failure] = []
    stood_in: dict[str, Failure] = {}
    reused, syllables, all_syllables = len(clips), 0, sum(request.syllables for request in missing.values())

    def tell(request: SpeechRequest, clip: Clip | None, reason: str = "", *, done: int) -> None:
        if progress is not None:
            spoken = len(clips) - reused if done > reused else 0
            counts = (done, len(total), spoken, min(done, reused), len(failures), syllables, all_syllables)
            progress(Progress(*counts, request=request, clip=clip, reason=reason))

    for number, (digest, clip) in enumerate(list(clips.items()), start=1):
        tell(total[digest], clip, done=number)

    def settled(digest: str, clip: Clip | None, reason: str) -> None:
        nonlocal syllables
        if clip is None and fallback is not None and digest not in stood_in:
            stood_in[digest] = Failure(total[digest], reason)
            return
        syllables += total[digest].syllables
        if clip is None:
            failures.append(Failure(total[digest], reason))
        else:
            clips[digest] = clip
        if clip is not None and digest in stood_in:
            reason = stood_in[digest].reason
        tell(total[digest], clip, reason, done=len(clips) + len(failures))

    policy = Policy(workers, retries, executor, backoff_s)
    for digest, request in [(digest, request) for digest, request in missing.items() if request in refused]:
        del missing[digest]
        settled(digest, None, refused[request])
    if missing:
        Scheduler(engine, cache, policy, missing, settled, chapter_of).run()
    if fallback is not None and stood_in:
        _stand_in(fallback, cache, policy, stood_in, settled)
    return Rendering(
        clips=clips,
        spoken=len(clips) - reused,
        reused=reused,
        failures=tuple(failures),
        stood_in={digest: failure for digest, failure in stood_in.items() if digest in clips},
    )


def _stand_in(
    fallback: Fallback,
    cache: Cache,
    policy: Policy,
    failed: Mapping[str, Failure],
    settled: Callable[[str, Clip | None, str], None],
) -> None:
    """Let the fallback speak what failed; what it cannot speak either is settled with both reasons."""
    from audiobook.speech.schedule import Scheduler

    name = fallback.engine.name
    owners: dict[str, list[str]] = {}
    wanted: dict[str, SpeechRequest] = {}

    def settle(other: str, clip: Clip | None, reason: str) -> None:
        for digest in owners[other]:
            settled(digest, clip, f"{failed[digest].reason}; {name}: {reason}" if clip is None else "")

    for digest, failure in failed.items():
        try:
            request = fallback.request(failure.request)
        except AudiobookError as error:
            settled(digest, None, f"{failure.reason}; {name}: {error}")
            continue
        other = cache.digest(request)
        owners.setdefault(other, []).append(digest)
        wanted[other] = request
    have = {other: cache.get(request) for other, request in wanted.items()}
    for other, clip in have.items():
        if clip is not None:
            settle(other, clip, "")
    missing = {other: request for other, request in wanted.items() if have[other] is None}
    if missing:
        Scheduler(fallback.engine, cache, policy, missing, settle).run()
