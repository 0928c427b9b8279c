"""Batches that take far longer than others do: they are given to a second worker, and to a third, and the first
answer counts; one that nobody answers is given up."""

from __future__ import annotations

import statistics
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

_TIMES = 8.0
"""So many times the usual is far longer."""
_LEAST_S = 30.0
"""But nothing is late before this: a worker may first have to load a model."""
_COPIES = 2


@dataclass(slots=True)
class Stragglers:
    """How long batches take, and which are late; times are of `time.monotonic`."""

    took: deque[float] = field(default_factory=lambda: deque(maxlen=50))
    """Seconds of the last batches."""

    def late_s(self) -> float:
        """After so many seconds a batch is late."""
        return max(_LEAST_S, _TIMES * statistics.median(self.took)) if self.took else 4 * _LEAST_S

    def verdict(self, began: float, copies: int) -> Literal["wait", "copy", "give up"]:
        """What to do with a batch that `began` then and was given to `copies` more workers since."""
        waited = time.monotonic() - began
        if waited < self.late_s() * (copies + 1):
            return "wait"
        return "copy" if copies < _COPIES else "give up"
