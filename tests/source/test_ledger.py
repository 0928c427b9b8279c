"""Every letter of a file is read or set aside with a reason; a reader that loses one is found out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.source import read, readers
from audiobook.source.blocks import Extract
from tests.source import formats, press
from tests.source.pieces import PIECES

PIECE = PIECES[0]


def _text(path: Path) -> None:
    style = next(iter(press.styles(1, seed=5)))
    path.write_text(press.print_text(press.choose(PIECES, 5), style), "utf-8")


MAKERS: dict[str, Callable[[Path], object]] = {
    "issue.txt": _text,
    "issue.md": lambda path: path.write_text(formats.markdown(PIECES[:2], book="期刊"), "utf-8"),
    "page.html": lambda path: path.write_text(formats.web_page(PIECE, layout="article"), "utf-8"),
    "issue.docx": lambda path: formats.word(PIECES[:2], path, look="styles"),
    "book.epub": lambda path: formats.epub(PIECES[:2], path, version=3),
    "issue.pdf": lambda path: formats.pdf(PIECES[:2], path, columns=2),
}


def _broken(extract: Extract) -> Extract:
    """`extract` without its longest paragraph, as a reader with a fault would give it."""
    longest = max(extract.blocks, key=lambda block: len(block.text))
    return replace(extract, blocks=tuple(block for block in extract.blocks if block is not longest))


@pytest.mark.parametrize("name", MAKERS)
def test_nothing_is_lost_and_the_sum_is_right(name: str, tmp_path: Path) -> None:
    """letters = read + set aside, and none lost, in every format."""
    path = tmp_path / name
    MAKERS[name](path)
    ledger = read(path).ledger
    assert ledger is not None
    assert ledger.lost == 0
    assert ledger.letters == ledger.read + ledger.set_aside > 100


@pytest.mark.parametrize("name", MAKERS)
def test_a_reader_that_loses_a_paragraph_is_found_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is looked at a second time, by other means: what the reader has left out is lost, and named."""
    path = tmp_path / name
    MAKERS[name](path)
    whole = read(path)
    honest = readers.cleaned
    monkeypatch.setattr(readers, "cleaned", lambda extract: honest(_broken(extract)))
    document = read(path)
    assert document.ledger is not None
    assert document.ledger.lost > 40
    assert [finding for finding in document.findings if finding.kind == "lost"]
    assert not [finding for finding in whole.findings if finding.kind == "lost"]
