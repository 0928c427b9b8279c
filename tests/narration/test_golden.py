"""The golden lines of tests/golden/spoken: written<TAB>spoken, one written form a file, # for comments.

With AUDIOBOOK_UPDATE_GOLDEN=1 the second column is written anew from what the code says, for a person to read in the
diff. To add a line, write both columns by hand and see it fail first: what the code says is not yet what is right.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from audiobook.narration.characters import tidied
from audiobook.narration.normalize import normalize

GOLDEN = Path(__file__).parents[1] / "golden"
FOLDER = GOLDEN / "spoken"
SHARED = Path(__file__).parents[3] / "shared"
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


# ------------------------------------------------------------------------------------------ the two samples

_RUN = re.compile(
    r"[^㐀-䶿一-鿿，。！？；：、“”‘’《》（）()…—\s][^㐀-䶿一-鿿，。！？；：、“”‘’《》（）()…]*[㐀-䶿一-鿿]{0,2}"
)


def forms(text: str) -> dict[str, str]:
    """Every short stretch with figures or Latin letters, with two characters after it, and how it is said there."""
    said: dict[str, str] = {}
    for line in text.splitlines():
        changes = {change.start: change for change in normalize(line).changes}
        for run in _RUN.finditer(line):
            written = run[0].strip()
            if not re.search(r"[A-Za-z0-9]", written):
                continue
            position, spoken = run.start(), ""
            while position < run.end():
                change = changes.get(position)
                spoken += line[position] if change is None else f" {change.spoken} "
                position += 1 if change is None else max(1, len(change.written))
            said.setdefault(written.lstrip(", "), tidied(re.sub(" +", " ", spoken)))
    return said


@pytest.mark.skipif(not SHARED.is_dir(), reason="the samples are not beside the project")
def test_golden_forms_of_the_samples() -> None:
    """All written forms with figures or Latin letters in the samples are said as a person has read and approved."""
    found: dict[str, str] = {}
    for sample in ("journal_issue.txt", "newspaper_page.txt"):
        found |= forms((SHARED / "samples" / sample).read_text("utf-8"))
    file = GOLDEN / "spoken_samples.tsv"
    text = "# written<TAB>spoken: each form with figures or Latin letters, with what it counts\n"
    text += "".join(f"{written}\t{found[written]}\n" for written in sorted(found))
    if UPDATING:
        file.write_text(text, "utf-8")
    assert file.read_text("utf-8") == text
