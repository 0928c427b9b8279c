"""Files that are whole or not there: written beside their place under a temporary name, then moved into it.

There is one form of temporary name, `.audiobook-xxxxxxxx` with any suffix, for files and folders alike: whatever a
killed process leaves is known by it (see `system.cleanup`).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audiobook.errors import AudiobookError

_PREFIX = ".audiobook-"
_TRIES, _WAIT_S = 20, 0.05
"""Windows lets nobody rename over a file, or remove it, while another has it open; most readers are done soon."""
_TEMPORARY = re.compile(rf"{re.escape(_PREFIX)}[a-z0-9_]{{8}}(?:\.\w+)?")


def is_temporary(name: str) -> bool:
    """Whether a file or folder of this name is only ever temporary.

    >>> is_temporary(".audiobook-k2_9abcd.part"), is_temporary(".audiobook-probe"), is_temporary("book.md")
    (True, False, False)
    """
    return _TEMPORARY.fullmatch(name) is not None


def beside(path: Path, lock: Path | None = None) -> Path:
    """A temporary name in the folder of `path` that nothing has yet; where `lock` lets one process at a time write
    there, the same name each time, so that the next writer takes away what a killed one left."""
    own = (
        secrets.token_hex(4) if lock is None else hashlib.sha256(f"{lock.absolute()}\0{path.name}".encode()).hexdigest()
    )
    return path.with_name(f"{_PREFIX}{own[:8]}.part")


def read(path: Path) -> bytes:
    """What is in the file. Raises `OSError`.

    On a network file system the file may be replaced by another machine between opening and reading; the handle is
    stale then, and the name leads to the new file.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        if error.errno != errno.ESTALE:
            raise
        return path.read_bytes()


def move(path: Path, target: Path) -> None:
    """Renames `path` to `target`, over what is there. Raises `OSError`, and only after some tries where `target` is
    open in another program and the system forbids it."""
    for left in reversed(range(_TRIES)):
        try:
            path.replace(target)
        except PermissionError:
            if not left or not target.is_file() or not os.access(target.parent, os.W_OK):
                raise
            time.sleep(_WAIT_S)
        else:
            return


@contextmanager
def scratch_folder(parent: Path, *, error: type[AudiobookError]) -> Iterator[Path]:
    """An empty folder in `parent` for as long as the block runs. Raises `error` where none can be made."""
    with _refused(parent, error):
        # what another has open (a virus scanner, a network file system) cannot be removed: the next start does that
        folder = tempfile.TemporaryDirectory(prefix=_PREFIX, dir=parent, ignore_cleanup_errors=True)
    with folder as name:
        yield Path(name)


@contextmanager
def replacing(
    target: Path,
    *,
    suffix: str = ".part",
    durable: bool = True,
    mode: int = 0o644,
    lock: Path | None = None,
    error: type[AudiobookError] | None = None,
) -> Iterator[Path]:
    """An empty file beside `target` that becomes `target` when the block ends well, and is gone when it does not.

    `suffix` is for programs that go by it; `durable` waits until the bytes are on the disk. `lock` is held by the
    caller and keeps all others from `target`, in folders that nobody clears (see `beside`). What the system refuses is
    raised as `error` naming `target` and the remedy, or as the `OSError` it is where `error` is None.
    """
    path = None
    try:
        with _refused(target, error):
            # in the same folder, because a rename is atomic only within one file system; a name of its own, without
            # the target's: that one may already fill the 255 bytes there are
            if lock is None:
                handle, name = tempfile.mkstemp(dir=target.parent, prefix=_PREFIX, suffix=suffix)
                path = Path(name)
            else:
                draft = beside(target, lock)
                draft.unlink(missing_ok=True)
                handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
                path = draft
            os.close(handle)
            yield path
            if durable:
                with path.open("r+b") as file:
                    os.fsync(file.fileno())
            path.chmod(mode)  # mkstemp makes it private; web servers run as somebody else
            move(path, target)
    finally:
        # also when Ctrl-C strikes here; after the rename there is no such file any more
        if path is not None:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def write(
    path: Path, data: bytes, *, durable: bool = False, mode: int = 0o644, error: type[AudiobookError] | None = None
) -> bool:
    """Puts `data` at `path`, in a folder made if need be. Nothing is touched, not even the time stamp, when it is
    there already; True when it was written. Errors as in `replacing`."""
    with _refused(path, error):
        if _holds(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with replacing(path, durable=durable, mode=mode) as part:
                part.write_bytes(data)
        except PermissionError:
            if not _holds(path, data):  # else another process has put it there meanwhile, and has it open
                raise
            return False
    return True


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and read(path) == data


@contextmanager
def _refused(path: Path, error: type[AudiobookError] | None) -> Iterator[None]:
    """What the system refuses in the block, as `error` that names `path` and the remedy; as it is without `error`."""
    try:
        yield
    except OSError as refusal:
        if error is None:
            raise
        remedy = f"make room, or mend the rights of {path.parent}"
        if isinstance(refusal, PermissionError) and path.is_file() and os.access(path.parent, os.W_OK):
            remedy = "close the program that has it open"
        raise error(f"{path}: cannot be written ({refusal.strerror or refusal}); {remedy}") from refusal
