"""Documents whose articles somebody judged: those given by name, the golden ones, and issues set by press.py."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.source import press  # noqa: E402
from tests.source.pieces import PIECES  # noqa: E402

STYLES = 48


def titles(gold: Any) -> list[str]:
    """Of either form of gold: the articles themselves ([{"title": …}]) or their titles ({"titles": […]})."""
    return gold["titles"] if isinstance(gold, dict) else [article["title"] or "" for article in gold]


def given(arguments: Sequence[str]) -> Iterator[tuple[Path, Any]]:
    """Files and what is known of them, of GOLD.json FOLDER [GOLD.json FOLDER …]."""
    for gold, folder in zip(arguments[::2], arguments[1::2], strict=True):
        for name, known in json.loads(Path(gold).read_text("utf-8")).items():
            yield Path(folder) / name, known


def of_the_house() -> Iterator[tuple[Path, list[str]]]:
    """The golden documents of tests/golden/source and issues set in all styles, with the titles they should have."""
    for path in sorted((ROOT / "tests" / "golden" / "source").glob("*.*")):
        if path.suffix != ".json":
            yield path, titles(json.loads(path.with_suffix(".json").read_text("utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        for style in press.styles(STYLES, seed=11):
            pieces = press.choose(PIECES, style.seed)
            path = Path(folder) / f"{style.seed}.txt"
            path.write_text(press.print_text(pieces, style), "utf-8")
            yield path, titles(press.gold(pieces, style))
