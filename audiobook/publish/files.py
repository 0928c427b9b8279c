"""Writing files so that a reader never sees half of one, and so that what did not change keeps its bytes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from audiobook.errors import PublishError


def write(path: Path, data: bytes, *, durable: bool = False) -> bool:
    """Put `data` at `path` atomically; nothing is touched, not even the time stamp, when it is there already.

    `durable` waits until it is on the disk, for what cannot be made again. True when the file was written. Raises
    `PublishError` naming the file.
    """
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        # in the same folder, because a rename is atomic only within one file system
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            Path(name).chmod(0o644)  # mkstemp makes it private; web servers run as somebody else
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise PublishError(f"{path}: cannot be written ({reason}); free space or choose another --output") from error
    return True
