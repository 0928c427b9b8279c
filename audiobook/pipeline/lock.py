"""One builder a book at a time. The cache and index.json are the only state there is.

Locks are the operating system's: it lets go of them when their holder dies, however it dies. The book's folder is
locked too where that can be done (not on Windows), for builds that share an output folder but not a cache.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from audiobook.errors import AudiobookError, CacheError, PublishError
from audiobook.pipeline.fingerprint import key
from audiobook.system import cleanup, locks


class Busy(PublishError):
    """Somebody else is building this book just now."""


@contextmanager
def locked(directory: Path, cache: Path) -> Iterator[None]:
    """Holds the book in `directory` for this process, and clears what a killed one left.

    Raises `Busy` naming who holds it already, `CacheError` or `PublishError` if a folder cannot be written.
    """
    from filelock import Timeout

    path = cache / "locks" / f"{key(directory)}.lock"
    owner = path.with_suffix(".owner")
    with ExitStack() as held:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(locks.locked(path))
            held.enter_context(cleanup.running(cache, directory.parent))
        except Timeout as error:
            raise _busy(directory, path) from error
        except OSError as error:
            raise CacheError(
                f"{cache}: the cache cannot be written ({error.strerror or error}); free space, or set AUDIOBOOK_CACHE"
                " to a folder that can be"
            ) from error
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PublishError(
                f"{directory}: cannot be made ({error.strerror or error}); choose another --output"
            ) from error
        if not held.enter_context(_folder(directory)):
            raise _busy(directory, path)
        cleanup.clear(directory)
        # who it is, for the message of others; a full disk shall not matter here
        with contextlib.suppress(OSError):
            since = time.strftime("%H:%M:%S")
            owner.write_text(f"process {os.getpid()} on {socket.gethostname()}, since {since},", "utf-8")
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                owner.unlink(missing_ok=True)


def _busy(directory: Path, path: Path) -> AudiobookError:
    try:
        who = path.with_suffix(".owner").read_text("utf-8")
    except (OSError, ValueError):
        who = ""
    held = locks.holder(path)
    # on a disk without locks nobody knows whether a process of another machine still lives
    remedy = f", or delete {held} if that machine is gone" if held.exists() else ""
    return Busy(f"{directory}: {who or 'another process'} is building this book; wait for it{remedy}")


@contextmanager
def _folder(directory: Path) -> Iterator[bool]:
    """Whether the lock on the folder itself could be had; True as well where folders cannot be locked."""
    try:
        import fcntl
    except ImportError:
        yield True
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except OSError:
            pass  # a file system without locks: the one in the cache has to do
        yield True
    finally:
        os.close(handle)
