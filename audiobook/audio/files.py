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
    name = None
    try:
        # a name of its own, short and without the target's: that one may fill the 255 bytes there are
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".audiobook-", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError as error:
        raise AudioError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        if name is not None:
            Path(name).unlink(missing_ok=True)
