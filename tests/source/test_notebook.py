"""Jupyter notebooks: text and code of the cells, and what these have printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audiobook.errors import EmptySource, SourceError, UnreadableSource
from audiobook.source import read

_TOLD = "撑船的老人天不亮就到了渡口，先看水，再看天。"


def _write(folder: Path, cells: list[dict[str, Any]]) -> Path:
    file = folder / "ferry.ipynb"
    file.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    return file


def test_cells_are_read_and_what_they_print_is_set_aside(tmp_path: Path) -> None:
    """Every letter of a cell and of its output is accounted for."""
    printed = [
        {"output_type": "stream", "text": ["水位 42\n"]},
        {"output_type": "display_data", "data": {"text/plain": "图"}},
    ]
    file = _write(
        tmp_path,
        [
            {"cell_type": "markdown", "source": ["# 渡口水位\n", "\n", _TOLD]},
            {"cell_type": "code", "source": "print('```')\nprint(42)", "outputs": printed},
            {"cell_type": "markdown", "source": f"## 结果\n\n{_TOLD}"},
        ],
    )
    document = read(file)
    assert document.ledger is not None
    assert document.ledger.lost == 0
    article = document.articles[0]
    assert (article.title, [s.heading for s in article.sections]) == ("渡口水位", [None, "结果"])
    kinds = [(p.kind, p.text) for s in article.sections for p in s.paragraphs]
    assert kinds == [("body", _TOLD), ("code", "print('```')\nprint(42)"), ("body", _TOLD)]
    assert any("水位 42" in finding.text for finding in document.findings)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{}", UnreadableSource),
        ("[1, 2]", UnreadableSource),
        ("渡口", UnreadableSource),
        ('{"cells": [{"cell_type": "markdown", "source": 3, "outputs": 4}]}', UnreadableSource),
        ('{"cells": []}', EmptySource),
    ],
)
def test_what_is_no_notebook_is_refused(text: str, error: type[SourceError], tmp_path: Path) -> None:
    """With an error of ours that says what to do."""
    file = tmp_path / "ferry.ipynb"
    file.write_text(text, "utf-8")
    with pytest.raises(error):
        read(file)
