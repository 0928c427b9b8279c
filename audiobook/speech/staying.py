"""What an engine does to end the program ends its own request, with a word about it.

Engines by others bring libraries that call `sys.exit` or `os._exit` when something is wrong. In a thread the first
would end that thread alone, in a worker process the second looks like a crash, and in this process it is the end of a
build that nobody can explain.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from audiobook.errors import NoAudio

_here = threading.local()
_real = os._exit


@contextmanager
def staying() -> Iterator[None]:
    """While it lasts, `sys.exit` and `os._exit` in this thread raise `NoAudio`."""
    os._exit = _leave
    before = getattr(_here, "process", None)
    _here.process = os.getpid()
    try:
        yield
    except SystemExit as error:
        raise _refused(f"sys.exit({error.code!r})") from error
    finally:
        _here.process = before


def _leave(status: int) -> NoReturn:
    # a process forked in there is the engine's own
    if getattr(_here, "process", None) == os.getpid():
        raise _refused(f"os._exit({status!r})")
    _real(status)


def _refused(call: str) -> NoAudio:
    return NoAudio(f"the engine tried to end the program, by {call}")
