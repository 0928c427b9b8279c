"""Reading documents of strangers: in a child process that may read and compute, within bounds, and nothing else.

    parent ──path, settings (JSON)──▶ child: limits, reader ──Document or error (JSON)──▶ parent

The child has a limit on memory and on processor time, cannot write files, gets none of the environment's secrets,
and on Linux has no network. It hands back JSON, which unlike a pickle can do nothing but be parsed. See
docs/security.md for what this does and does not hold off.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import sys
import types
import typing
from pathlib import Path
from typing import Any, NoReturn

from audiobook import errors
from audiobook.config import Settings, SourceSettings
from audiobook.errors import ConfigError, SourceError, UnreadableSource
from audiobook.model import Document, Lines
from audiobook.pipeline import answers

_PASSED = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT", "OMP_NUM_THREADS")
"""What a reader gets to see of the environment: no keys, no tokens."""
_OVERHEAD_S = 60
"""Waiting for the disk or for other processes does not count as computing; this long at most."""
_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000


def read(source: Path, settings: Settings, lines: Lines | None = None) -> Document:
    """The publication in `source`, read in a child process if `settings.source.sandbox` is set; an answer that
    somebody has given about it counts. `lines`: those to explain.

    Raises `SourceError`, also for a document that takes more than the sandbox allows.
    """
    chosen = settings.source
    if not chosen.articles and (answer := answers.kept(source, settings.cache)):
        chosen = dataclasses.replace(chosen, articles=answer)
    if not chosen.sandbox:
        from audiobook.source import read as here

        return here(source, chosen, lines)
    if os.name != "posix":
        raise ConfigError("--sandbox: this system cannot limit a process; read only documents you trust here")
    return _answer(source, chosen, lines)


def _answer(source: Path, settings: SourceSettings, lines: Lines | None) -> Document:
    facts = {"path": str(source), "settings": dataclasses.asdict(settings), "lines": lines}
    task = json.dumps(facts)
    environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    seconds = settings.sandbox_seconds
    try:
        done = subprocess.run(
            [sys.executable, "-m", "audiobook.pipeline.sandbox"],
            input=task.encode("utf-8", "surrogateescape"),
            capture_output=True,
            env=environment,
            timeout=seconds + _OVERHEAD_S,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableSource(_too_long(source, seconds)) from error
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise UnreadableSource(_too_long(source, seconds))
    try:
        answer = json.loads(done.stdout)
        if "error" in answer:
            kind = getattr(errors, str(answer["error"]), None)
            known = isinstance(kind, type) and issubclass(kind, SourceError)
            refusal: type[SourceError] = kind if kind is not None and known else UnreadableSource
            raise refusal(str(answer["message"]))
        document: Document = _rebuilt(answer["document"], Document)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableSource(
            f"{source}: its reader broke off (exit {done.returncode}); it may be damaged, or made to do harm"
        ) from error
    return document


def _too_long(source: Path, seconds: int) -> str:
    return f"{source}: takes more than {seconds} s to read; raise source.sandbox_seconds if you trust it"


def _rebuilt(tree: Any, hint: Any) -> Any:
    """`tree`, as JSON has it, as the type `hint`; raises `ValueError` or `TypeError` where it does not fit."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        return hint(**{name: _rebuilt(value, hints[name]) for name, value in tree.items()})
    if origin in (typing.Union, types.UnionType):
        return None if tree is None else _rebuilt(tree, next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        kinds = [arguments[0]] * len(tree) if arguments[-1] is Ellipsis else list(arguments)
        return tuple(_rebuilt(item, kind) for item, kind in zip(tree, kinds, strict=True))
    if origin is typing.Literal and tree in arguments:
        return tree
    if isinstance(hint, type) and type(tree) is hint:
        return tree
    raise ValueError(f"{tree!r:.60} is not a {hint}")


# ------------------------------------------------------------------------------------------------- the child


def _confine(settings: SourceSettings) -> None:
    """Takes from this process what a reader does not need."""
    import resource

    limits = {
        resource.RLIMIT_AS: settings.sandbox_megabytes * 1_000_000,
        resource.RLIMIT_CPU: settings.sandbox_seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in limits.items():
        _, most = resource.getrlimit(kind)
        # macOS does not let everybody set each of them; one that is missing does not make the others useless
        with contextlib.suppress(OSError, ValueError):
            value = limit if most == resource.RLIM_INFINITY else min(limit, most)
            resource.setrlimit(kind, (value, value))
    if sys.platform == "linux":
        import ctypes

        # a network of its own, without any interface; in a container that may be forbidden
        unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
        if unshare is not None and unshare(_CLONE_NEWNET) != 0:
            unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def main() -> NoReturn:
    """What the child does: one task from standard input, one answer to standard output."""
    task = json.loads(sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))
    settings: SourceSettings = _rebuilt(task["settings"], SourceSettings)
    path = Path(task["path"])
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing a library prints gets into the answer
    answer: dict[str, Any]
    try:
        _confine(settings)
        from audiobook.source import read as here

        answer = {"document": dataclasses.asdict(here(path, settings, _rebuilt(task["lines"], Lines | None)))}
    except SourceError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        much = f"{path}: takes more than {settings.sandbox_megabytes} MB to read; raise source.sandbox_megabytes"
        answer = {"error": "UnreadableSource", "message": f"{much} if you trust it"}
    except Exception as error:  # a reader that stumbles over what it was given
        answer = {"error": "UnreadableSource", "message": f"{path}: {type(error).__name__}: {error}"}
    out.write(json.dumps(answer).encode("ascii"))
    out.flush()
    os._exit(0)  # threads of libraries may not be able to end any more


if __name__ == "__main__":
    main()
