"""A directory of files as one publication: pages of one text, or one piece a file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnsupportedSource
from audiobook.model import Article, Document, Finding, Ledger
from audiobook.source.blocks import Block, Extract
from audiobook.source.printed import Page
from audiobook.source.readers import FORMATS, detect, formats, publication

_PAGE = re.compile(r"^(?:p|page|img|image|scan|第)?[-_ ]?\d{1,5}(?:页)?$", re.I)
_PICTURES = {extension for one in FORMATS if one.name == "scan" for extension in one.extensions}


def read(path: Path, settings: SourceSettings) -> Extract | Document:
    """All readable files of `path` in the order of their names, numbers counted as numbers.

    Files called like pages (001.txt, page-2.jpg) are joined into one text; others are one or more articles each.
    Raises `EmptySource` if there is nothing to read.
    """
    files, skipped = _files(path)
    if not files:
        raise EmptySource(
            f"{path}: no file in this folder can be read; put text, Word, EPUB, HTML or PDF files into it"
        )
    extracts: list[tuple[Path, Extract | Document]] = []
    for file in files:
        try:
            extracts.append((file, detect(file).reader()(file, settings)))
        except (EmptySource, UnsupportedSource) as error:
            skipped.append(Finding("skipped", None, str(error).replace(f"{path}/", "")))
    if not extracts:
        raise EmptySource(f"{path}: none of the {len(files)} files in this folder has text in it")
    pages = [(file, one) for file, one in extracts if isinstance(one, Extract)]
    if len(pages) == len(extracts) and all(_PAGE.match(file.stem) and one.shape == "flat" for file, one in pages):
        return _one_text(pages, skipped)
    documents = [(file, publication(one, file, settings)) for file, one in extracts]
    return _together(path, documents, skipped)


def _files(path: Path) -> tuple[list[Path], list[Finding]]:
    readable = {extension for one in formats() for extension in one.extensions}
    found = [file for file in path.iterdir() if file.is_file() and not file.name.startswith((".", "~"))]
    known = sorted((file for file in found if file.suffix.lower() in readable), key=_natural)
    if any(file.suffix.lower() not in _PICTURES for file in known):
        known = [file for file in known if file.suffix.lower() not in _PICTURES]
    skipped = sorted((file for file in found if file not in known), key=_natural)
    return known, [
        Finding("skipped", None, f"{file.name}: not a file this publication is read from") for file in skipped
    ]


def _natural(path: Path) -> list[tuple[int, int | str]]:
    """2.txt before 10.txt."""
    return [(0, int(part)) if part.isdecimal() else (1, part.lower()) for part in re.split(r"(\d+)", path.name) if part]


def _one_text(pages: list[tuple[Path, Extract]], skipped: list[Finding]) -> Extract:
    blocks: list[Block] = []
    findings = list(skipped)
    printed: list[Page] = []
    for number, (file, extract) in enumerate(pages, 1):
        findings += extract.findings
        printed += [replace(page, file=file.name) for page in extract.printed]
        blocks += [
            replace(block, page=number, starts_page=place == 0, lines=None)
            for place, block in enumerate(extract.blocks)
        ]
    return Extract(tuple(blocks), tuple(findings), printed=tuple(printed))


def _together(path: Path, documents: list[tuple[Path, Document]], skipped: list[Finding]) -> Document:
    articles: list[Article] = []
    findings = list(skipped)
    imprint: list[str] = []
    for file, document in documents:
        findings += [replace(finding, message=f"{file.name}: {finding.message}") for finding in document.findings]
        imprint += document.imprint
        for article in document.articles:
            articles.append(replace(article, number=len(articles) + 1))
    first = documents[0][1]
    return Document(
        title=path.resolve().name,
        articles=tuple(articles),
        findings=tuple(findings),
        issue=next((d.issue for _, d in documents if d.issue), None),
        date=next((d.date for _, d in documents if d.date), None),
        publisher=next((d.publisher for _, d in documents if d.publisher), None),
        language=first.language,
        imprint=tuple(imprint),
        ledger=_summed([document.ledger for _, document in documents]),
        printed=tuple(replace(page, file=file.name) for file, document in documents for page in document.printed),
    )


def _summed(ledgers: list[Ledger | None]) -> Ledger | None:
    """The ledgers of all files; None where one could not be looked at."""
    known = [ledger for ledger in ledgers if ledger is not None]
    if len(known) < len(ledgers):
        return None
    return Ledger(*(sum(getattr(one, name) for one in known) for name in ("letters", "read", "set_aside", "lost")))
