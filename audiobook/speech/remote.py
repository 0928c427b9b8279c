"""Clips shared through an object store: fetched before anything is spoken, sent on while others are being spoken.

fsspec reaches the store (S3, GCS, Azure, WebDAV, SFTP, a mounted folder, …); keys and passwords are its business and
come from the environment, never from the settings. The local store stays what builds work with, and what arrives is
checked like everything in it. A store that fails costs time, not the build: it is told of once and left alone.
"""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from audiobook.errors import ConfigError
from audiobook.speech.cache import Cache
from audiobook.system import files

_AT_ONCE = 64
"""Clips fetched together: some 15 MB."""
_PATIENCE_S = 120.0
"""So long a store may take for one of them. The packages that reach stores have limits of their own, and try again
so often that it comes to many minutes."""

T = TypeVar("T")


class Remote:
    """The clips at `url`, an address that fsspec understands: s3://bucket/clips, gs://…, file:///mnt/shared/clips.

    Raises `ConfigError` when fsspec, or its package for this kind of address, is not installed, or when the address
    is none.
    """

    def __init__(self, url: str) -> None:
        self._name = re.sub(r"//[^/@]*@", "//", url)
        """The address without a password in it."""
        try:
            import fsspec
        except ImportError as error:
            raise ConfigError("speech.store needs the extra: pip install 'audiobook[store]'") from error
        try:
            fs, root = fsspec.url_to_fs(url)
        except Exception as error:  # every kind of store has its own way to say no
            raise ConfigError(f"speech.store = {self._name}: {_brief(error)}") from error
        self._fs: Any = fs
        self._root = str(root).rstrip("/")
        self._folders: set[str] = set()
        """Made or found: asking a store for each clip's folder would cost as much as the clip."""
        self.trouble = ""
        """Why the store is no longer asked, in one line; empty while it answers."""

    def fetch(self, digests: Sequence[str], cache: Cache, *, fetched: Callable[[int], None] | None = None) -> int:
        """Brings those of `digests` that `cache` lacks and the store has; returns how many came and were whole."""
        missing = [digest for digest in dict.fromkeys(digests) if not cache.path(digest).is_file()]
        came = 0
        for first in range(0, len(missing), _AT_ONCE):
            for digest, content in self._read(missing[first : first + _AT_ONCE]):
                came += cache.receive(digest, content)
            if self.trouble:
                break
            if fetched is not None:
                fetched(came)
        return came

    def _read(self, digests: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        paths = {self._path(digest): digest for digest in digests}
        try:
            found: Mapping[str, bytes | Exception] = _in_time(lambda: self._fs.cat(list(paths), on_error="return"))
        except FileNotFoundError:
            return
        except Exception as error:
            self._gave_up(error)
            return
        # some file systems give back the paths in a form of their own
        by_name = {path.rsplit("/", 1)[-1]: digest for path, digest in paths.items()}
        for path, content in found.items():
            if isinstance(content, bytes):
                yield by_name[path.rsplit("/", 1)[-1]], content
            elif not isinstance(content, FileNotFoundError | KeyError):
                self._gave_up(content)

    def sending(self) -> Sender:
        """A thread that sends clips while the block runs, and what is left at its end."""
        return Sender(self)

    def send(self, path: Path) -> None:
        """Puts one clip's file into the store; once there has been trouble, nothing."""
        if self.trouble:
            return
        target = self._path(path.stem)
        try:
            folder = target.rsplit("/", 1)[0]
            if folder not in self._folders:
                _in_time(lambda: self._make(folder))
                self._folders.add(folder)
            content = files.read(path)
            _in_time(lambda: self._fs.pipe_file(target, content))
        except FileNotFoundError:
            if path.is_file():
                self._gave_up(FileNotFoundError("no such bucket or folder"))
        except Exception as error:
            self._gave_up(error)

    def _make(self, folder: str) -> None:
        # stores make a bucket that is not there along with its folder: a slip in the address would become one
        bucket = self._root.split("/", 1)[0]
        if bucket and not self._fs.exists(bucket):
            raise FileNotFoundError(bucket)
        self._fs.makedirs(folder, exist_ok=True)

    def _path(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest}.wav"

    def _gave_up(self, error: Exception) -> None:
        self.trouble = f"{self._name}: not used further: {_brief(error)}"


class Sender:
    """Sends clips one behind the other, beside the work."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self._waiting: queue.SimpleQueue[Path | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="audiobook-send", daemon=True)

    def __enter__(self) -> Sender:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        """Waits for what is left; not after Ctrl-C, which is not to wait for anything."""
        self._waiting.put(None)
        if kind is None or issubclass(kind, Exception):
            self._thread.join()

    def add(self, path: Path) -> None:
        """Sends the clip at `path` before long."""
        self._waiting.put(path)

    def _work(self) -> None:
        while (path := self._waiting.get()) is not None:
            self._remote.send(path)


def _in_time(call: Callable[[], T]) -> T:
    """What `call` returns or raises; `TimeoutError` when it takes too long. It is left alone then."""
    done: Future[T] = Future()

    def work() -> None:
        try:
            done.set_result(call())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=work, name="audiobook-store", daemon=True).start()
    try:
        return done.result(_PATIENCE_S)
    except TimeoutError as error:
        if done.done():
            raise
        raise TimeoutError(f"no answer in {_PATIENCE_S:.0f} s") from error


def _brief(error: Exception) -> str:
    """One line without addresses, in which there may be keys."""
    text = re.sub(r"\S+://\S+", "…", str(error)).strip() or type(error).__name__
    return text.splitlines()[0][:200]
