"""The child that reads a document of strangers; see pipeline/sandbox.py. `python -m audiobook.pipeline.sandboxed`."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from audiobook.config import SourceSettings
from audiobook.errors import SourceError
from audiobook.model import Lines
from audiobook.pipeline.sandbox import rebuilt, too_much
from audiobook.system import walls

_MACHINE = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/dev/null", "/dev/urandom",
    "/proc/cpuinfo", "/proc/meminfo", "/proc/self/maps", "/sys/devices/system/cpu",
)  # fmt: skip
"""What the C library, libraries of Python and their threads read of a machine."""


def main() -> NoReturn:
    """One task from standard input, one answer to standard output."""
    task = json.loads(sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing a library prints gets into the answer
    if task.get("walls"):
        _end(out, list(_confined(task, SourceSettings())))
    settings: SourceSettings = rebuilt(task["settings"], SourceSettings)
    path = Path(task["path"])
    answer: dict[str, Any]
    try:
        _confined(task, settings)
        answer = {"found": dataclasses.asdict(_MADE[task["what"]](path, settings, task))}
    except SourceError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        answer = {"error": "UnreadableSource", "message": too_much(path, settings)}
    except Exception as error:  # a reader that stumbles over what it was given
        answer = {"error": "UnreadableSource", "message": f"{path}: {type(error).__name__}: {error}"}
    _end(out, answer)


def _document(path: Path, settings: SourceSettings, task: dict[str, Any]) -> Any:
    from audiobook.source import read as here

    return here(path, settings, rebuilt(task["lines"], Lines | None))


def _feed(path: Path, _: SourceSettings, task: dict[str, Any]) -> Any:
    from audiobook.web import feeds

    return feeds.read(path.read_bytes(), str(task["name"]))


def _picture(path: Path, settings: SourceSettings, task: dict[str, Any]) -> Any:
    from audiobook.source import page_picture

    return page_picture.draw(path, int(task["number"]), settings)


_MADE: dict[str, Callable[[Path, SourceSettings, dict[str, Any]], Any]] = {
    "document": _document,
    "feed": _feed,
    "picture": _picture,
}
"""What can be asked for -> who makes it of the file."""


def _confined(task: dict[str, Any], settings: SourceSettings) -> tuple[str, ...]:
    """Takes from this process what a reader does not need; what holds it then."""
    program = [*task["program"], *sys.path, sys.prefix, sys.base_prefix, sys.exec_prefix]
    document = [] if task["document"] is None else [task["document"]]
    readable: list[str | int] = [*filter(None, program), *_MACHINE, *document]
    return walls.put_up(readable, settings.sandbox_megabytes, settings.sandbox_seconds)


def _end(out: Any, answer: Any) -> NoReturn:
    out.write(json.dumps(answer).encode("ascii"))
    out.flush()
    os._exit(0)  # threads of libraries may not be able to end any more


if __name__ == "__main__":
    main()
