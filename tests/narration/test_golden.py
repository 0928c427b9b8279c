"""The golden lines of tests/golden/spoken: written<TAB>spoken, one written form a file, # for comments.

To add a line, write both columns by hand and see it fail (tests/golden/README.md). With AUDIOBOOK_UPDATE_GOLDEN=1 the
second column is written anew from what the code says, for a person to read in the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audiobook.narration.normalize import normalize

FOLDER = Path(__file__).parents[1] / "golden" / "spoken"
UPDATING = os.environ.get("AUDIOBOOK_UPDATE_GOLDEN") == "1"


def lines(file: Path) -> list[tuple[str, str]]:
    """Written and spoken of each line of a golden file."""
    rows = (line.partition("\t") for line in file.read_text("utf-8").splitlines() if line and line[0] != "#")
    return [(written, spoken) for written, _, spoken in rows]


def refresh(file: Path) -> None:
    """Write what is said now beside every written form of `file`."""
    kept = []
    for line in file.read_text("utf-8").splitlines():
        written = line.partition("\t")[0]
        kept.append(line if not line or line[0] == "#" else f"{written}\t{normalize(written).text}")
    file.write_text("\n".join(kept) + "\n", "utf-8")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.tsv")), ids=lambda file: file.stem)
def test_golden_lines(file: Path) -> None:
    """Every written form of the file is said as its line says."""
    if UPDATING:
        refresh(file)
    wrong = [(written, normalize(written).text, spoken) for written, spoken in lines(file)]
    assert not [row for row in wrong if row[1] != row[2]]


def test_golden_unchanged() -> None:
    """Idioms, names and numbers in words are left alone."""
    assert not [row for row in lines(FOLDER / "unchanged.tsv") if row[0] != row[1]]


def test_golden_is_large_enough() -> None:
    """Over all written forms there are at least 400 lines, and 150 where nothing may change."""
    counts = {file.stem: len(lines(file)) for file in FOLDER.glob("*.tsv")}
    assert counts.pop("unchanged") >= 150
    assert sum(counts.values()) >= 400
    assert len(counts) >= 15
