"""How many workers this machine can feed."""

from __future__ import annotations

import os
from pathlib import Path

_SPARE_MB = 512
"""Left to everything else."""


def workers(memory_mb: int) -> int:
    """Processes to start when nobody says: one a core, fewer if they would not fit into free memory, at least one."""
    free = free_mb()
    fitting = cores() if free is None or not memory_mb else max(0, free - _SPARE_MB) // memory_mb
    return max(1, min(cores(), fitting))


def cores() -> int:
    """Cores this process may use, a container's quota included."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        return max(1, min(allowed, round(int(quota) / int(period))))
    except (OSError, ValueError):  # no cgroups here, or "max": no limit
        return allowed


def free_mb() -> int | None:
    """Megabytes of memory that can be had, or None where the system does not say."""
    free: list[int] = []
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        free += [int(line.split()[1]) // 1024 for line in lines if line.startswith("MemAvailable:")]
    except (OSError, ValueError, IndexError):
        pass
    try:
        limit = int(Path("/sys/fs/cgroup/memory.max").read_text("ascii"))
        used = int(Path("/sys/fs/cgroup/memory.current").read_text("ascii"))
        free.append((limit - used) // 1_048_576)
    except (OSError, ValueError):  # no cgroups, or "max"
        pass
    return min(free, default=None)
