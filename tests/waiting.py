"""Waiting for what another thread or process does: a state that must come, never a time that must pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
GUARD_S = 60.0
"""So long nothing takes on the busiest machine: only what hangs is ended by it."""


def until(what: Callable[[], T]) -> T:
    """The first answer of `what` that is true. Fails when none comes."""
    end = time.monotonic() + GUARD_S
    while not (found := what()):
        assert time.monotonic() < end, f"it never came, in {GUARD_S:.0f} s"
        time.sleep(0.02)
    return found
