"""Scripts that a newcomer starts with whatever Python there is."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from tests.conftest import ROOT

BENCHMARKS = sorted(path.stem for path in (ROOT / "scripts" / "benchmarks").glob("*.py"))
SCRIPTS = ("attack-table", "bench", "fault-table", "promises", "torture")


def bare(*command: str) -> str:
    """What a script prints under a Python without any package installed."""
    done = subprocess.run([sys.executable, "-S", "-E", *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_benchmarks_are_listed() -> None:
    """Each with what it measures, before anything is installed."""
    lines = bare("scripts/bench").splitlines()
    assert [line.split()[0] for line in lines] == BENCHMARKS
    assert all(line.endswith(".") for line in lines)


def test_every_benchmark_explains_itself() -> None:
    """`scripts/bench NAME --help` is that benchmark's own text, not the list."""
    told = bare("scripts/bench", *BENCHMARKS, "--help")
    for name in BENCHMARKS:
        assert f"{name}: " in told
    assert "AUDIOBOOK_BENCH_MINUTES" in told
    assert "positional arguments" not in told


@pytest.mark.parametrize("name", SCRIPTS)
def test_help_needs_no_environment(name: str) -> None:
    """What needs an environment says so first, and makes it only when it is to run."""
    assert "environment of scripts/test" in bare(f"scripts/{name}", "--help")


def test_every_promise_is_tried() -> None:
    """Every test that docs/evidence names is there, and the tables are those that scripts/promises writes."""
    rows = tomllib.loads((ROOT / "docs" / "evidence" / "promises.toml").read_text("utf-8"))["row"]
    for row in rows:
        assert row.keys() <= {"table", "promise", "tests", "torture", "limits"}
        assert row.get("tests") or row.get("torture"), row["promise"]
        for name in row.get("tests", []):
            file, _, function = name.partition("::")
            assert not function or f"def {function}(" in (ROOT / file).read_text("utf-8"), name
            assert (ROOT / file).is_file(), name
    bare("scripts/promises", "--check")
