"""The cache of spoken sentences and encoded passages: how large it is, and making room in it."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import AudiobookError, CacheError
from audiobook.system import cleanup, locks

if TYPE_CHECKING:
    from audiobook.speech.cache import Cache

_LOOK_S = 3600


def cache_of(settings: Settings) -> Cache:
    """The store of spoken sentences that builds with these settings use."""
    from audiobook.speech.cache import Cache

    return Cache(settings.cache / "clips")


def passages(settings: Settings) -> tuple[Path, int, int]:
    """Where encoded passages are kept, how many there are, and the room they take in bytes."""
    from audiobook.audio import store

    folder = settings.cache / "passages"
    return folder, *store.info(folder)


def prune(settings: Settings, megabytes: int) -> tuple[int, int]:
    """Makes room: sentences and passages used longest ago go until the cache holds at most `megabytes`.

    What running builds use stays. Passages can be made again from sentences, so they get at most a fifth. Returns
    files and bytes removed. Raises `CacheError`.
    """
    from audiobook.audio import store

    keep = megabytes * 1_000_000
    folder, clips = settings.cache / "passages", cache_of(settings)
    try:
        with cleanup.running(settings.cache):  # so that what it had in its hands when it was killed is found
            files, freed = store.prune(folder, keep // 5, clips.in_use_since())
            amount = clips.prune(max(0, keep - store.info(folder)[1]))
    except OSError as error:
        raise CacheError(f"{settings.cache}: the cache cannot be written ({error.strerror or error})") from error
    return files + amount.clips, freed + amount.bytes


def sweep(settings: Settings) -> None:
    """Clears what killed processes of this machine left, also when a build found nothing to do; a look into two
    folders where there was none."""
    from audiobook.speech.prune import IN_USE

    if any(locks.somebody_died(settings.cache / place) for place in ("runs", f"clips/{IN_USE}")):
        with contextlib.suppress(OSError, AudiobookError), cleanup.running(settings.cache, settings.output):
            cache_of(settings).in_use_since()


def trim(settings: Settings) -> None:
    """Keeps the cache within its limit; looks at most once an hour, for looking takes a second in a large one."""
    looked = settings.cache / "looked-at"
    if not settings.cache_megabytes:
        return
    with contextlib.suppress(OSError, AudiobookError):  # a cache that cannot be pruned costs room, not the book
        if looked.is_file() and 0 <= time.time() - looked.stat().st_mtime < _LOOK_S:
            return
        looked.touch()
        prune(settings, settings.cache_megabytes)
