"""How many workers this machine can feed, and what it can compute with."""

from __future__ import annotations

import ctypes
import os
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from audiobook.errors import EngineMissing

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


def device(wanted: str) -> str:
    """What onnxruntime is to compute with: "cpu" or "cuda"; `wanted` may be "auto".

    Raises `EngineMissing` if a graphics card is wanted and cannot be used.
    """
    if wanted == "cpu":
        return "cpu"
    lacking = "onnxruntime-gpu is not installed" if not _installed() else "" if graphics_cards() else "no card is here"
    if wanted == "cuda" and lacking:
        raise EngineMissing(f"device cuda: {lacking}; set [speech] device = 'auto'")
    return "cpu" if lacking else "cuda"


def graphics_cards() -> int:
    """How many graphics cards CUDA finds; 0 where there is no driver."""
    try:
        driver = ctypes.CDLL("nvcuda.dll" if os.name == "nt" else "libcuda.so.1")
        count = ctypes.c_int()
        return count.value if driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0 else 0
    except (OSError, AttributeError):
        return 0


def _installed() -> bool:
    try:
        return bool(distribution("onnxruntime-gpu"))
    except PackageNotFoundError:
        return False
