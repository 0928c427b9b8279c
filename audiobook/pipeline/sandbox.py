"""Reading documents of strangers: in a child process that may read and compute, within bounds, and nothing else.

    parent ──open document, path, settings (JSON)──▶ child: walls, reader ──Document or error (JSON)──▶ parent

The child (pipeline/sandboxed.py) puts up the walls of system/walls around itself before it looks at the document. It
begins with none of the environment but paths and language, in a session without a terminal. It hands back JSON, which
unlike a pickle can do nothing but be parsed. See docs/security.md for what this does and does not hold off.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import json
import os
import select
import signal
import subprocess
import sys
import time
import types
import typing
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import audiobook
from audiobook import errors
from audiobook.config import Settings, SourceSettings
from audiobook.errors import ConfigError, SourceError, UnreadableSource
from audiobook.model import Document, Lines
from audiobook.pipeline import answers
from audiobook.system import watchdog

if TYPE_CHECKING:
    from audiobook.web.feeds import Feed

T = TypeVar("T")
_PASSED = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT", "OMP_NUM_THREADS")
"""What a reader gets to see of the environment: no keys, no tokens."""
_OVERHEAD_S = 60
"""Waiting for the disk or for other processes does not count as computing; this long at most."""
_MOST_TEXT = 4
"""What a file of source.max_megabytes may become, in files of that size."""
_LONGEST_MESSAGE = 1_000
_LEAVING_S = 5
"""A child that has closed its answer may take so long to end."""


def read(source: Path, settings: Settings, lines: Lines | None = None) -> Document:
    """The publication in `source`, read in a child process if `settings.source.sandbox` is set; an answer that
    somebody has given about it counts. `lines`: those to explain.

    Raises `SourceError`, also for a document that takes more time or memory than the settings allow.
    """
    chosen = settings.source
    if not chosen.articles and (answer := answers.kept(source, settings.cache)):
        chosen = dataclasses.replace(chosen, articles=answer)
    if chosen.sandbox:
        if os.name != "posix":
            raise ConfigError("--sandbox: this system cannot limit a process; read only documents you trust here")
        return _answer("document", source, chosen, Document, lines=lines)
    from audiobook.source import read as here

    try:
        last_word = f"audiobook: {too_long(source, chosen)}"
        with watchdog.watch(chosen.sandbox_seconds, chosen.sandbox_megabytes, last_word):
            return here(source, chosen, lines)
    except watchdog.TooLong as error:
        raise UnreadableSource(too_long(source, chosen)) from error
    except (watchdog.TooMuch, MemoryError) as error:
        raise UnreadableSource(too_much(source, chosen)) from error


def read_feed(path: Path, name: str, settings: Settings) -> Feed:
    """The feed in a file, which messages call `name`; read in a child process if `settings.source.sandbox` is set.

    Raises `SourceError`."""
    from audiobook.web import feeds

    if settings.source.sandbox and os.name == "posix":
        return _answer("feed", path, settings.source, feeds.Feed, name=name)
    return feeds.read(path.read_bytes(), name)


def picture(path: Path, number: int, settings: Settings) -> bytes:
    """Page `number` of a PDF, or a scan, as a JPEG; drawn in a child process if `settings.source.sandbox` is set.

    Raises `SourceError`."""
    from audiobook.source import page_picture

    if settings.source.sandbox and os.name == "posix":
        drawn = _answer("picture", path, settings.source, page_picture.PagePicture, number=number)
    else:
        drawn = page_picture.draw(path, number, settings.source)
    return drawn.jpeg()


def end_with_the_reader() -> None:
    """This process is one command of ours: it ends together with a library that does not come back from a document."""
    watchdog.this_process_may_end()


def too_long(source: Path, settings: SourceSettings) -> str:
    """What is said of a document that takes too much time."""
    return (
        f"{source}: takes more than {settings.sandbox_seconds} s to read; raise source.sandbox_seconds if you trust it"
    )


def too_much(source: Path, settings: SourceSettings) -> str:
    """What is said of a document that takes too much memory."""
    return (
        f"{source}: takes more than {settings.sandbox_megabytes} MB to read; raise source.sandbox_megabytes if you "
        "trust it"
    )


def standing() -> tuple[str, ...]:
    """The names of the walls that stand around a reader on this machine, found by putting them up around a child."""
    if os.name != "posix":
        return ()
    with contextlib.suppress(ValueError, TypeError, OSError):
        said, _ = _child({"walls": True}, None, seconds=30, most=100_000)
        return tuple(map(str, json.loads(said or b"[]")))
    return ()


def _answer(what: str, source: Path, settings: SourceSettings, kind: type[T], **more: Any) -> T:
    """The `what` (see pipeline/sandboxed.py) that a child makes of the file or folder `source`, of type `kind`."""
    facts = {"what": what, "path": str(source), "settings": dataclasses.asdict(settings), **more}
    with contextlib.ExitStack() as stack:
        opened = None
        with contextlib.suppress(OSError):  # its reader says what is the matter
            if source.is_file() or source.is_dir():
                opened = os.open(source, os.O_RDONLY | os.O_CLOEXEC)
                stack.callback(os.close, opened)
        seconds = settings.sandbox_seconds + _OVERHEAD_S
        said, code = _child(facts, opened, seconds=seconds, most=settings.max_megabytes * _MOST_TEXT * 1_000_000)
    if said is None or code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise UnreadableSource(too_long(source, settings))
    try:
        answer = json.loads(said)
        if "error" in answer:
            named = getattr(errors, str(answer["error"]), None)
            known = isinstance(named, type) and issubclass(named, SourceError)
            refusal: type[SourceError] = named if named is not None and known else UnreadableSource
            raise refusal(_one_line(str(answer["message"])))
        found: T = rebuilt(answer["found"], kind)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableSource(
            f"{source}: its reader broke off (exit {code}); it may be damaged, or made to do harm"
        ) from error
    return found


def _one_line(message: str) -> str:
    """The words of a reader that may be anybody's by now: one line, and nothing that speaks to a terminal."""
    plain = "".join(c if c.isprintable() or "\udc80" <= c <= "\udcff" else " " for c in message)
    return plain[:_LONGEST_MESSAGE]


def _child(task: dict[str, Any], document: int | None, *, seconds: float, most: int) -> tuple[bytes | None, int]:
    """What the child answers to `task`, with an open `document`, and how it ended; None for an answer that is not
    there after `seconds`, or longer than `most` bytes."""
    environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(_program())
    environment["PYTHONDONTWRITEBYTECODE"] = environment["PYTHONUTF8"] = "1"
    environment["MALLOC_ARENA_MAX"] = "2"  # glibc puts by 64 MB of addresses for every thread, which are counted
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "audiobook.pipeline.sandboxed"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        pass_fds=() if document is None else (document,),
        start_new_session=True,
    )
    assert process.stdin is not None and process.stdout is not None
    said: bytes | None = None
    try:
        with contextlib.suppress(BrokenPipeError):
            given = json.dumps({**task, "document": document, "program": _program()})
            process.stdin.write(given.encode("utf-8", "surrogateescape"))
            process.stdin.close()
        said = _all(process.stdout.fileno(), time.monotonic() + seconds, most)
    finally:
        process.stdout.close()
        code = _ended(process, at_once=said is None)
    return said, code


def _ended(process: subprocess.Popen[bytes], *, at_once: bool) -> int:
    """How the child ended, which has said all it will say; whatever it may have started ends with it."""
    try:
        code = process.wait(timeout=0 if at_once else _LEAVING_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        code = -signal.SIGTERM  # by us; SIGKILL is the kernel's, at the end of its processor time
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    return code


def _all(pipe: int, deadline: float, most: int) -> bytes | None:
    """What comes out of `pipe` up to its end; None where that is too late or too much."""
    found: list[bytes] = []
    size = 0
    while size <= most and (left := deadline - time.monotonic()) > 0:
        if select.select([pipe], [], [], left)[0]:
            part = os.read(pipe, 1 << 20)
            if not part:
                return b"".join(found)
            found.append(part)
            size += len(part)
    return None


def _program() -> Sequence[str]:
    """Where Python, this program and its readers stand: what the child imports from. Not the folder somebody happens
    to be in."""
    own = str(Path(audiobook.__file__).resolve().parent.parent)
    here = str(Path.cwd())
    paths = [str(Path(path).absolute()) for path in sys.path if path]
    return [path for path in paths if path != here or own == here]


_hints = functools.cache(typing.get_type_hints)


def rebuilt(tree: Any, hint: Any) -> Any:
    """`tree`, as JSON has it, as the type `hint`; raises `ValueError` or `TypeError` where it does not fit."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        return hint(**{name: rebuilt(value, hints[name]) for name, value in tree.items()})
    if origin in (typing.Union, types.UnionType):
        return None if tree is None else rebuilt(tree, next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        kinds = [arguments[0]] * len(tree) if arguments[-1] is Ellipsis else list(arguments)
        return tuple(rebuilt(item, kind) for item, kind in zip(tree, kinds, strict=True))
    if origin is typing.Literal and tree in arguments:
        return tree
    if isinstance(hint, type) and type(tree) is hint:
        if isinstance(tree, str):
            tree.encode("utf-8", "surrogateescape")  # half a character is none; names of files may have odd bytes
        return tree
    raise ValueError(f"{tree!r:.60} is not a {hint}")
