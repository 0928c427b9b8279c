"""Landlock: from now on this process reads the named files and folders and nothing else, and writes nothing (Linux
5.13 and later).

See https://docs.kernel.org/userspace-api/landlock.html; constants are those of linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILES = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
"""Version of the interface -> rights over files that it has first: all there were, then linking to another folder,
cutting, controlling devices."""
_NETWORK, _SCOPES = 0b11, 0b11
"""Listening and connecting over TCP (version 4); sockets without a file, and signals, of others (version 6)."""
_PR_SET_NO_NEW_PRIVS = 38


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of the interface that this kernel has; 0 for none."""
    if sys.platform != "linux":
        return 0
    found = int(_call(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1)))
    return max(0, found)


def restrict(readable: Iterable[str | int]) -> bool:
    """Let this process read only what stands in `readable`, paths or open descriptors of files and folders, and write
    nothing; whether the kernel has agreed. Paths that do not exist are passed over."""
    known = version()
    if not known:
        return False
    rights = sum(bits for first, bits in _FILES.items() if first <= known)
    rules = _Ruleset(rights, _NETWORK if known >= 4 else 0, _SCOPES if known >= 6 else 0)
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    ruleset = _call(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if ruleset < 0:
        return False
    try:
        for one in readable:
            if not _allow(ruleset, one):
                return False
        libc = ctypes.CDLL(None, use_errno=True)
        zero = ctypes.c_ulong(0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero)
        return _call(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, what: str | int) -> bool:
    if isinstance(what, int):
        return _add(ruleset, what)
    try:
        opened = os.open(what, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        return _add(ruleset, opened)
    finally:
        os.close(opened)


def _add(ruleset: int, opened: int) -> bool:
    rights = _READ_FILE | (_READ_DIR if stat.S_ISDIR(os.fstat(opened).st_mode) else 0)
    rule = _Beneath(rights, opened)
    return _call(_ADD, ctypes.c_int(ruleset), ctypes.c_int(1), ctypes.byref(rule), ctypes.c_uint32(0)) == 0


def _call(number: int, *arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    return int(libc.syscall(ctypes.c_long(number), *arguments))
