"""An article that was fetched in several pages: one text, in the order that `fetched.json` beside them gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource
from audiobook.model import Finding
from audiobook.source.blocks import Block, Extract, not_read
from audiobook.source.ledger import page
from audiobook.source.ledger.piece import Piece
from audiobook.source.readers import html

RECORD = "fetched.json"
_HEAD = 6
"""Blocks at the beginning of a further page that may say again what the first begins with."""
_OF_PAGES = re.compile(r"[\W\d_]+|第.{1,3}页|\bpage\b", re.I)


def is_fetched(path: Path) -> bool:
    """Whether a folder holds the pages of one article."""
    return (path / RECORD).is_file()


def read(path: Path, settings: SourceSettings) -> Extract:
    """The article in the folder `path`. Raises `UnreadableSource`, `EmptySource`."""
    try:
        facts = json.loads((path / RECORD).read_bytes())
        names = [str(one["name"]) for one in facts["files"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableSource(f"{path / RECORD}: damaged; fetch the article again (--refresh)") from error
    if not names or any(Path(name).name != name for name in names):
        raise UnreadableSource(f"{path / RECORD}: names no pages of this folder; fetch the article again (--refresh)")
    first = html.read(path / names[0], settings)
    begin = {_plain(block.text) for block in first.blocks[:_HEAD]}
    blocks, findings, made = list(first.blocks), list(first.findings), list(first.made)
    for number, name in enumerate(names[1:], 2):
        try:
            found = html.read(path / name, settings)
        except EmptySource as error:
            findings.append(Finding("skipped", None, str(error)))
            continue
        findings += [replace(one, lines=None, message=f"Page {number}: {one.message}") for one in found.findings]
        made += found.made
        for place, block in enumerate(found.blocks):
            if place < _HEAD and _plain(block.text) in begin:
                findings.append(not_read(f"again on page {number}", block.text))
            else:
                # lines count in each page anew
                blocks.append(_of_the_same_article(replace(block, lines=None)))
    return replace(
        first,
        blocks=tuple(blocks),
        findings=tuple(findings),
        made=tuple(made),
        second_look=tuple(_pieces(path, names)),
    )


def _of_the_same_article(block: Block) -> Block:
    """No title stands on a further page."""
    return replace(block, level=2) if block.level == 1 else block


def _plain(text: str) -> str:
    return _OF_PAGES.sub("", text) or text


def _pieces(path: Path, names: list[str]) -> Iterator[Piece]:
    for name in names:
        for piece in page.pieces(path / name):
            yield piece._replace(place=f"{name}, {piece.place}", line=None)
