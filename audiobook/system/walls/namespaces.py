"""Namespaces: a network without interfaces, no memory shared with other processes, no list of them (Linux)."""

from __future__ import annotations

import ctypes
import sys

_USER, _NETWORK, _SHARED_MEMORY, _MOUNTS = 0x10000000, 0x40000000, 0x08000000, 0x00020000
_PRIVATE, _RECURSIVE = 1 << 18, 1 << 14
_READ_ONLY = 1


def leave(*, hide_processes: bool) -> tuple[bool, bool]:
    """Leave the machine's network and shared memory and, if asked, hide /proc, which shows what other processes of
    the same user have in their environment; whether the network is left, and /proc hidden. The process must have one
    thread."""
    if sys.platform != "linux":
        return False, False
    libc = ctypes.CDLL(None, use_errno=True)
    mounts = _MOUNTS if hide_processes else 0
    wanted = _NETWORK | _SHARED_MEMORY | mounts
    # who may do it alone keeps its rights over its own files; others need a user namespace of their own for it
    if libc.unshare(wanted) == 0 or libc.unshare(_USER | wanted) == 0:
        return True, bool(mounts) and _covered(libc, b"/proc")
    alone = libc.unshare(_NETWORK) == 0 or libc.unshare(_USER | _NETWORK) == 0
    return alone, False


def _covered(libc: ctypes.CDLL, path: bytes) -> bool:
    """Whether an empty folder lies over `path` now, for this process only."""
    none, nothing = ctypes.c_char_p(None), ctypes.c_void_p(None)
    if libc.mount(none, b"/", none, ctypes.c_ulong(_PRIVATE | _RECURSIVE), nothing) != 0:
        return False
    return bool(libc.mount(b"none", path, b"tmpfs", ctypes.c_ulong(_READ_ONLY), nothing) == 0)
