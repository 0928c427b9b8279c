"""The ffmpeg inside the imageio-ffmpeg wheel: found, run, and its failures turned into `AudioError`."""

from __future__ import annotations

import contextlib
import functools
import re
import subprocess
import threading
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from audiobook.errors import AudioError

_PIPE = 1 << 20  # bytes
QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error")


@functools.cache
def executable() -> str:
    """Path of the program. Raises `AudioError` when the wheel has none for this machine."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise AudioError("no ffmpeg for this machine: reinstall imageio-ffmpeg or set IMAGEIO_FFMPEG_EXE") from error


@functools.cache
def version() -> str:
    """The version it reports; part of every digest, because another encoder makes other bytes."""
    first = run(["-version"], b"", what="ffmpeg").decode("utf-8", "replace")
    found = re.match(r"ffmpeg version (\S+)", first)
    return found.group(1) if found else first[:60]


def run(arguments: Sequence[str], data: bytes | memoryview, *, what: str, folder: Path | None = None) -> bytes:
    """Standard output of one run in `folder` (None: where we are) that is fed `data`.

    Its exit code alone says whether it failed: what it prints besides are warnings, and whether the output is whole is
    for the caller to see. Raises `AudioError` naming `what` when the program is missing or fails.
    """
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen([executable(), *QUIET, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder)
    except OSError as error:
        raise AudioError(f"{what}: ffmpeg cannot be run: {error}") from error
    # communicate() would hand over 4 KB at a time: a thousand turns of a loop for one passage
    with process, ThreadPoolExecutor(2) as pool:
        assert process.stdout is not None and process.stderr is not None
        _widen(process.stdin, process.stdout)
        fed, complaints = pool.submit(_feed, process, data), pool.submit(process.stderr.read)
        output = process.stdout.read()
        fed.result()
        complaint = complaints.result().decode("utf-8", "replace").strip()
    if process.returncode != 0:
        last = complaint.splitlines()[-1] if complaint else "no message"
        raise AudioError(f"{what}: ffmpeg failed with code {process.returncode}: {last}")
    return output


def _widen(*pipes: IO[bytes] | None) -> None:
    """Fewer turns between the two programs, where the system lets a pipe be widened; it may refuse."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl
    except ImportError:  # not on Linux
        return
    for pipe in pipes:
        if pipe is not None:
            with contextlib.suppress(OSError):
                fcntl(pipe.fileno(), F_SETPIPE_SZ, _PIPE)


def local(path: Path) -> str:
    """`path` as an argument that is a file's name whatever stands in it: a colon would make it a protocol, a hyphen
    in front an option."""
    return f"file:{path}"


def _feed(process: subprocess.Popen[bytes], data: bytes | memoryview) -> None:
    assert process.stdin is not None
    # a program that ends early says why; that we could not say all is no news
    with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
        pipe.write(data)


_IMPORTING = threading.Lock()


def audio_segment() -> Any:
    """pydub's AudioSegment, told where ffmpeg is (it would look for one on the machine, and warn)."""
    # Warnings belong to the whole process: threads that each save and restore them at once leave them off for good
    with _IMPORTING:
        return _pydub()


@functools.cache
def _pydub() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    AudioSegment.converter = executable()
    return AudioSegment
