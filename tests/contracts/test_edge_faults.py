"""The fault matrix: however the service fails, every sentence is spoken or named, and nothing hangs."""

from __future__ import annotations

from pathlib import Path

import pytest
from edge_faults import PATTERNS, ROWS, expected_missing, possible, run, sentences

COUNT = 5


@pytest.mark.parametrize(("fault", "pattern"), [(f, p) for f in ROWS for p in PATTERNS if possible(f, p)])
def test_spoken_or_named(tmp_path: Path, fault: str, pattern: str) -> None:
    """All sentences are there, or exactly the missing ones are named with a reason, within the limits."""
    # where nothing ever works, more tries only take longer
    retries = 1 if pattern == "every request" else 4
    # only where the service really stalls do we wait for the limit; elsewhere a busy machine must not look like one,
    # but where it always stalls it may
    idle_s = (0.05 if pattern == "every request" else 0.2) if fault.startswith(("stall", "endless")) else 5
    outcome = run(fault, pattern, tmp_path, count=COUNT, retries=retries, idle_s=idle_s)
    expected = expected_missing(fault, pattern)
    assert set(outcome.missing) == (set(sentences(COUNT)) if expected is None else expected)
    assert outcome.spoken == COUNT - len(outcome.missing)
    assert all(reason and "\n" not in reason for reason in outcome.reasons)
    # a service that never works is not asked for the whole book: six sentences, their tries and those of their parts,
    # and what is under way when it is given up
    assert outcome.requests <= 48
