"""English sentences: the golden lines of tests/golden/english, and the language of a line.

A file of golden lines is one file of rules; `# NAME` heads the lines of a rule, and the first of them is its example.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from audiobook.narration.english_passages import language_of
from audiobook.narration.normalize import normalize
from audiobook.narration.rules import en

FOLDER = Path(__file__).parents[1] / "golden" / "english"
FILES = sorted(FOLDER.glob("*.tsv"))
UPDATING = os.environ.get("AUDIOBOOK_UPDATE_GOLDEN") == "1"


def lines(file: Path) -> Iterator[tuple[str, str, str]]:
    """Rule, written, spoken."""
    rule = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# "):
            rule = line[2:]
        elif line:
            written, _, spoken = line.partition("\t")
            yield rule, written, spoken


def refresh(file: Path) -> None:
    """Write what is said now beside every written form of `file`."""
    rows = [line.partition("\t")[0] for line in file.read_text("utf-8").splitlines()]
    said = [row if row.startswith("# ") else f"{row}\t{normalize(row, language='en').text}" for row in rows]
    file.write_text("\n".join(said) + "\n", "utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_golden_lines(file: Path) -> None:
    """Every written form of the file is said as its line says."""
    if UPDATING:
        refresh(file)
    wrong = [
        (written, said, spoken)
        for _, written, spoken in lines(file)
        if (said := normalize(written, language="en").text) != spoken
    ]
    assert not wrong


@pytest.mark.parametrize("name", [name for name in en.ORDER if name.startswith("en.")])
def test_every_rule_has_an_example(name: str) -> None:
    """The example each rule carries is the first golden line under its name, and is said by it."""
    module = import_module(f"audiobook.narration.rules.{name}")
    rules = module.rules() if hasattr(module, "rules") else module.RULES
    examples: dict[str, str] = {}
    for rule, written, _ in lines(FOLDER / f"{name.removeprefix('en.')}.tsv"):
        examples.setdefault(rule, written)
    assert examples == {rule.name: rule.example for rule in rules}
    for rule, written in examples.items():
        assert rule in [change.rule for change in normalize(written, language="en").changes]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_language_of_sentences_is_seen(file: Path) -> None:
    """Whole sentences are English without being told."""
    assert not [written for _, written, _ in lines(file) if len(written.split()) > 5 and language_of(written) != "en"]


@pytest.mark.parametrize("line", ["RTX 4090", "GPT-4o", "$300M", "Mate 60 Pro", "AI for Science", "5 kg", "AI时代", ""])
def test_terms_alone_are_those_of_chinese_text(line: str) -> None:
    """A model, an amount or a name without a sentence is read as in Chinese, in which it mostly stands."""
    assert language_of(line) == "zh"
