"""Systems that are not here, imposed on a process: a network disk without locks, and Windows' rules for files.

    python -c "from tests import shims; shims.command()" network_disk build issue.txt

runs the command line under `network_disk`; in a test `network_disk(monkeypatch)` does it to this process. What a shim
cannot show is said in docs/reliability.md.
"""

from __future__ import annotations

import errno
import io
import itertools
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMMAND = "from tests import shims; shims.command()"


def command() -> None:
    """The command line, under the shim that the first argument names."""
    from audiobook import cli
    from audiobook.publish import cover

    cover.SIZE = int(os.environ.get("SMALL_COVER", cover.SIZE))
    shim = {"network_disk": network_disk, "windows": windows}[sys.argv[1]]
    shim(pytest.MonkeyPatch())
    sys.exit(cli.run(sys.argv[2:]))


def run(shim: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, under `shim`."""
    from tests.conftest import ROOT, SMALL_COVER

    command = [sys.executable, "-c", COMMAND, shim, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SMALL_COVER": str(SMALL_COVER), "SHIM_ROOT": str(Path.cwd())}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


SHARED = (".wav", ".passage", ".aac", ".mp3", ".jpg", ".json")
"""What several machines write and read."""


def network_disk(patch: pytest.MonkeyPatch) -> None:
    """No locks; a file that is removed while it is open stays under another name; every third file of the cache and
    the books that is read was replaced by another machine between opening and reading, and is read when it is opened
    again, whatever other threads read meanwhile."""
    import fcntl

    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    patch.setattr(fcntl, "flock", flock)
    reads, replaced = itertools.count(1), set[Path]()
    read_bytes, unlink = Path.read_bytes, os.unlink

    def stale(path: Path) -> bytes:
        shared = path.is_file() and path.suffix in SHARED
        if path in replaced:
            replaced.discard(path)
        elif shared and next(reads) % 3 == 0:
            replaced.add(path)
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), str(path))
        return read_bytes(path)

    def renamed(path: Any, *arguments: Any, **options: Any) -> None:
        if not options and not arguments and is_open(path):
            os.rename(path, Path(path).with_name(f".nfs{os.urandom(8).hex()}"))
        else:
            unlink(path, *arguments, **options)

    patch.setattr(Path, "read_bytes", stale)
    patch.setattr(os, "unlink", renamed)
    patch.setattr(os, "remove", renamed)


def is_open(path: Any) -> bool:
    """Whether any process has the file open."""
    try:
        wanted = os.stat(path)
    except OSError:
        return False
    for process in os.listdir("/proc"):
        try:
            handles = list(os.scandir(f"/proc/{process}/fd")) if process.isdigit() else []
        except OSError:
            continue
        for handle in handles:
            try:
                if os.path.samestat(handle.stat(), wanted):
                    return True
            except OSError:
                continue
    return False


RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]|[. ]$')
FOLDER = r"C:\Users\somebody.with-a-name\Documents\audiobooks"
"""Where what lies below SHIM_ROOT would be."""
LONGEST = 259


def windows(patch: pytest.MonkeyPatch) -> None:
    """Names that differ in case are one file; reserved names, forbidden characters, dots and blanks at the end and
    paths over 259 characters are refused; what is open can neither be renamed, replaced nor removed; folders cannot
    be opened; no fork, no POSIX signals, no fcntl. For paths below SHIM_ROOT."""
    import filelock  # noqa: F401 — its locks are the system's there too

    root = Path(os.environ["SHIM_ROOT"]).absolute()
    for name in ("fcntl", "resource", "pwd", "grp"):
        patch.setitem(sys.modules, name, None)
    for name in ("fork", "forkpty", "geteuid", "getuid", "killpg", "setsid"):
        patch.delattr(os, name, raising=False)
    for name in ("SIGHUP", "SIGALRM", "SIGKILL", "SIGUSR1"):
        patch.delattr(signal, name, raising=False)

    inside, state = os.listdir, os.stat

    def real(path: Any, *, new: bool = False) -> Any:
        if not isinstance(path, str | os.PathLike) or (place := Path(path).absolute()) == root:
            return path
        if root not in place.parents:
            return path
        parts = place.relative_to(root).parts
        if new:
            for part in parts:
                if RESERVED.match(part) or FORBIDDEN.search(part):
                    raise OSError(
                        errno.EINVAL, "The filename, directory name, or volume label syntax is incorrect", part
                    )
            if len("\\".join([FOLDER, *parts]).encode("utf-16-le")) // 2 > LONGEST:
                raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified", str(place))
        found = root
        for part in parts:
            try:
                names = inside(found)
            except OSError:
                names = []
            same = [name for name in names if name.casefold() == part.casefold()]
            found = found / (same[0] if same and part not in names else part)
        return str(found)

    def shut(path: Any) -> None:
        if is_open(path):
            raise PermissionError(
                errno.EACCES, "The process cannot access the file because it is being used", str(path)
            )

    def one(name: str, check: Callable[[Any, tuple[Any, ...]], Any]) -> None:
        before = getattr(os, name)

        def call(path: Any, *arguments: Any, **options: Any) -> Any:
            return before(check(path, arguments), *arguments, **options)

        patch.setattr(os, name, call)

    def is_folder(path: Any) -> bool:
        try:
            return stat.S_ISDIR(state(path).st_mode)
        except OSError:
            return False

    def opened(path: Any, arguments: tuple[Any, ...]) -> Any:
        found = real(path, new=bool(arguments and arguments[0] & os.O_CREAT))
        if isinstance(found, str) and root in Path(found).parents and is_folder(found):
            raise PermissionError(errno.EACCES, "Access is denied", found)
        return found

    def gone(path: Any, _: tuple[Any, ...]) -> Any:
        found = real(path)
        if isinstance(found, str) and root in Path(found).parents:
            shut(found)
        return found

    def file(path: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        return before_open(real(path, new=mode[0] in "wax"), mode, *arguments, **options)

    before_open = io.open
    one("open", opened)
    one("mkdir", lambda path, _: real(path, new=True))
    for name in ("unlink", "remove", "rmdir"):
        one(name, gone)
    for name in ("stat", "lstat", "listdir", "scandir", "utime", "chmod", "access"):
        one(name, lambda path, _: real(path))
    patch.setattr(io, "open", file)
    patch.setattr("builtins.open", file)
    for name in ("rename", "replace"):
        moving = getattr(os, name)

        def move(source: Any, target: Any, moving: Any = moving) -> None:
            source, target = real(source), real(target, new=True)
            if isinstance(target, str) and root in Path(target).parents:
                shut(source)
                shut(target)
            moving(source, target)

        patch.setattr(os, name, move)
