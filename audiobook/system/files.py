"""Files that are whole or not there: written beside their place under a temporary name, then moved into it.

There is one form of temporary name, `.audiobook-xxxxxxxx` with any suffix, for files and folders alike: whatever a
killed process leaves is known by it (see `system.cleanup`).
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audiobook.errors import AudiobookError

_PREFIX = ".audiobook-"
_TEMPORARY = re.compile(rf"{re.escape(_PREFIX)}[a-z0-9_]{{8}}(?:\.\w+)?")


def is_temporary(name: str) -> bool:
    """Whether a file or folder of this name is only ever temporary.

    >>> is_temporary(".audiobook-k2_9abcd.part"), is_temporary(".audiobook-probe"), is_temporary("book.md")
    (True, False, False)
    """
    return _TEMPORARY.fullmatch(name) is not None


def beside(path: Path) -> Path:
    """A temporary name in the folder of `path` that nothing has yet."""
    return path.with_name(f"{_PREFIX}{secrets.token_hex(4)}.part")


@contextmanager
def scratch_folder(parent: Path, *, error: type[AudiobookError]) -> Iterator[Path]:
    """An empty folder in `parent` for as long as the block runs. Raises `error` where none can be made."""
    try:
        folder = tempfile.TemporaryDirectory(prefix=_PREFIX, dir=parent)
    except OSError as refusal:
        raise error(f"{parent}: cannot be written ({refusal.strerror or refusal}); {_remedy(parent)}") from refusal
    with folder as name:
        yield Path(name)


@contextmanager
def replacing(
    target: Path,
    *,
    suffix: str = ".part",
    durable: bool = True,
    mode: int = 0o644,
    error: type[AudiobookError] | None = None,
) -> Iterator[Path]:
    """An empty file beside `target` that becomes `target` when the block ends well, and is gone when it does not.

    `suffix` is for programs that go by it; `durable` waits until the bytes are on the disk. What the system refuses
    is raised as `error` naming `target` and the remedy, or as the `OSError` it is where `error` is None.
    """
    path = None
    try:
        # in the same folder, because a rename is atomic only within one file system; a name of its own, without the
        # target's: that one may already fill the 255 bytes there are
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=_PREFIX, suffix=suffix)
        path = Path(name)
        os.close(handle)
        yield path
        if durable:
            with path.open("r+b") as file:
                os.fsync(file.fileno())
        path.chmod(mode)  # mkstemp makes it private; web servers run as somebody else
        path.replace(target)
    except OSError as refusal:
        if error is None:
            raise
        raise error(f"{target}: cannot be written ({refusal.strerror or refusal}); {_remedy(target)}") from refusal
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
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        if error is None:
            raise
        raise error(f"{path}: cannot be written ({refusal.strerror or refusal}); {_remedy(path)}") from refusal
    with replacing(path, durable=durable, mode=mode, error=error) as part:
        part.write_bytes(data)
    return True


def _remedy(path: Path) -> str:
    return f"make room, or mend the rights of {path.parent}"
