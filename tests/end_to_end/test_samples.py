"""The two real inputs, where they are at hand: found and read as they should be."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import SHARED

needs_samples = pytest.mark.skipif(
    not (SHARED / "samples").is_dir(), reason="the shared samples are not beside the project"
)


def score(tool: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """One of the shared scorers, run on this environment's commands."""
    command = [sys.executable, str(SHARED / "tools" / tool), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


@needs_samples
def test_the_structure_of_both_samples() -> None:
    """Titles, authors, sections and paragraphs of the samples are found (shared scorer, at least 0.99)."""
    command = f"{sys.executable} -m audiobook inspect"
    gold, samples = SHARED / "gold" / "structure.json", SHARED / "samples"
    done = score("score_structure.py", gold, samples, "--command", command, "--min", "0.99")
    assert done.returncode == 0, done.stdout + done.stderr


@needs_samples
def test_the_spoken_forms_of_the_samples() -> None:
    """Every written form of the gold list is said in an accepted way (shared scorer, 1.0)."""
    command = f"{sys.executable} -m audiobook normalize"
    done = score("score_spoken.py", SHARED / "gold" / "spoken.tsv", "--command", command, "--min", "1.0", "-v")
    assert done.returncode == 0, done.stdout + done.stderr
