"""Files that are whole or not there: written beside their place under another name, then moved into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from audiobook.errors import AudioError


@contextmanager
def replacing(target: Path) -> Iterator[IO[bytes]]:
    """A file to write that becomes `target` when the block ends well, and leaves nothing behind when it does not.

    Raises `AudioError` naming `target` when it cannot be written (no folder, no right, no room).
    """
    with replacing_path(target) as path, path.open("r+b") as file:
        yield file


@contextmanager
def replacing_path(target: Path, suffix: str = ".part") -> Iterator[Path]:
    """The same for programs that want a path: it exists, is empty, and lies beside `target`."""
    path = None
    try:
        # a name of its own, without the target's: that one may already fill the 255 bytes there are
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".audiobook-", suffix=suffix)
        path = Path(name)
        os.close(handle)
        yield path
        with path.open("r+b") as file:
            os.fsync(file.fileno())
        path.chmod(0o644)
        path.replace(target)
    except OSError as error:
        raise AudioError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        if path is not None:
            path.unlink(missing_ok=True)
