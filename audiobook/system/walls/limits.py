"""Limits on memory, time, files and processes of this process (all systems but Windows)."""

from __future__ import annotations

import contextlib
import ctypes
import sys

_PR_CAPBSET_DROP = 24
_CAPABILITIES_3 = 0x20080522
_LAST_CAPABILITY = 63


def lower(megabytes: int, seconds: int) -> None:
    """At most so much address space and processor time, no writing to any file, no other process where that does not
    take threads as well."""
    import resource

    limits = {
        resource.RLIMIT_AS: megabytes * 1_000_000,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform != "linux":
        limits[resource.RLIMIT_NPROC] = 0
    for kind, limit in limits.items():
        _, most = resource.getrlimit(kind)
        # macOS does not let everybody set each of them; one that is missing does not make the others useless
        with contextlib.suppress(OSError, ValueError):
            value = limit if most == resource.RLIM_INFINITY else min(limit, most)
            resource.setrlimit(kind, (value, value))


def drop_privileges() -> None:
    """Give up what root may do beyond others, now and by running a program (Linux)."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    for capability in range(_LAST_CAPABILITY + 1):
        libc.prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(capability), zero, zero, zero)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
    libc.capset(ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)()))
