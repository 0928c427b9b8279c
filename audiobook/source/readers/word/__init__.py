"""Word documents (.docx): heading styles, and bold or centred lines where there are none."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource
from audiobook.model import Finding, ParagraphKind
from audiobook.source import typography
from audiobook.source.blocks import Block, Extract
from audiobook.source.readers.archive import Archive

_HEADING = re.compile(r"^(?:heading|标题|heading\s*char)\s*(\d)", re.I)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(path: Path, settings: SourceSettings) -> Extract:
    """The blocks of a Word file. Raises `UnreadableSource`, `EmptySource`."""
    with Archive(path, settings, "Word document") as archive:
        if "word/document.xml" not in archive.names:
            raise UnreadableSource(f"{path}: not a Word document inside; old .doc files must be saved as .docx first")
        for name in archive.names:
            if (
                name.endswith((".xml", ".rels"))
                and b"<!DOCTYPE" in (data := archive.read(name))[:4096]
                and b"<!ENTITY" in data
            ):
                raise UnreadableSource(f"{path}: defines entities of its own, which no word processor does; not opened")
        notes = _notes(archive)
    try:
        import docx

        document = docx.Document(str(path))
        paragraphs = list(_paragraphs(document))
    except Exception as error:  # python-docx lets KeyError, ValueError, XMLSyntaxError and its own through
        raise UnreadableSource(
            f"{path}: damaged inside ({type(error).__name__}); open it in Word and save it again"
        ) from error
    usual = Counter()  # type: Counter[float]
    for block, size in paragraphs:
        usual[size] += len(block.text)
    common = usual.most_common(1)[0][0] if usual else 1.0
    blocks = [_sized(block, size / common if common else 1.0) for block, size in paragraphs]
    if not blocks:
        raise EmptySource(f"{path}: no text in it; if its pages are pictures, print it to PDF and read that with OCR")
    if not any(block.level for block in blocks):
        blocks = typography.levels(blocks)
    findings = [Finding("dropped", None, f"Not read (note): {note}") for note in notes]
    return Extract(tuple(blocks), tuple(findings), title=None, language=_language(document), shape="levels")


def _language(document: Any) -> str | None:
    """As the file's properties name it; damaged ones name none, and are no reason to refuse the text."""
    try:
        return str(document.core_properties.language) or None
    except Exception:  # python-docx makes of them what it finds
        return None


def _sized(block: Block, size: float) -> Block:
    from dataclasses import replace

    return replace(block, size=round(size, 2))


def _paragraphs(document: Any) -> list[tuple[Block, float]]:
    found: list[tuple[Block, float]] = []
    number = 0
    default = _points(document.styles["Normal"].font.size) if "Normal" in [s.name for s in document.styles] else None
    fresh_page = False
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                number += 1
                cells: list[str] = []
                seen: set[int] = set()
                for cell in row.cells:
                    if id(cell._tc) not in seen:
                        seen.add(id(cell._tc))
                        cells.append(" ".join(cell.text.split()))
                if any(cells):
                    found.append((Block("\t".join(cells), (number, number), kind="table"), default or 10.5))
            continue
        number += 1
        text = _text(item)
        fresh_page = fresh_page or "\f" in text
        bare = text.replace("\f", "").strip(" \t\n\u3000\xa0")
        if not bare:
            continue
        block, size = _block(item, bare, number, default or 10.5)
        if fresh_page:
            from dataclasses import replace

            block = replace(block, starts_page=True)
        found.append((block, size))
        fresh_page = False
    return found


def _text(paragraph: Any) -> str:
    """Its text with tabs, line breaks (\\n) and page breaks (\\f), without deleted or hidden runs."""
    parts: list[str] = []
    for node in paragraph._p.iter():
        tag = node.tag
        if tag == f"{_W}t":
            if not any(a.tag in (f"{_W}del", f"{_W}moveFrom") for a in node.iterancestors()):
                run = node.getparent()
                hidden = run.find(f"{_W}rPr/{_W}vanish") if run is not None else None
                if hidden is None:
                    parts.append(node.text or "")
        elif tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":
            parts.append("\t")
        elif tag == f"{_W}br":
            parts.append("\f" if node.get(f"{_W}type") == "page" else "\n")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _block(paragraph: Any, text: str, number: int, default: float) -> tuple[Block, float]:
    style = paragraph.style
    level: int | None = None
    name = (style.name or "") if style is not None else ""
    if match := _HEADING.match(name):
        level = int(match[1]) + 1
    elif name.lower() in ("title", "标题"):
        level = 1
    outline = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")
    if level is None and outline is not None and (outline.get(f"{_W}val") or "9").isdigit():
        value = int(outline.get(f"{_W}val"))
        level = value + 2 if value < 6 else None
    kind: ParagraphKind = "body"
    if name.lower().startswith(("list", "列表", "列出段落")) or paragraph._p.find(f"{_W}pPr/{_W}numPr") is not None:
        kind = "list" if level is None and not name.lower().startswith("list paragraph") else "body"
    elif name.lower() in ("quote", "intense quote", "引用", "明显引用"):
        kind = "quote"
    elif name.lower() in ("caption", "题注"):
        kind = "caption"
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(_bold(run, style) for run in runs)
    sizes = [size for run in runs if (size := _points(run.font.size) or _styled(style)) is not None]
    size = max(set(sizes), key=sizes.count) if sizes else (_styled(style) or default)
    centred = _alignment(paragraph) == 1
    return Block(text, (number, number), level=level, kind=kind, bold=bold, centred=centred), size


def _bold(run: Any, style: Any) -> bool:
    if run.bold is not None:
        return bool(run.bold)
    character = run.style.font.bold if run.style is not None else None
    if character is not None:
        return bool(character)
    return bool(style is not None and style.font.bold)


def _alignment(paragraph: Any) -> int | None:
    own = paragraph.alignment
    if own is None and paragraph.style is not None:
        own = paragraph.style.paragraph_format.alignment
    return None if own is None else int(own)


def _styled(style: Any) -> float | None:
    while style is not None:
        if style.font.size is not None:
            return _points(style.font.size)
        style = style.base_style
    return None


def _points(size: Any) -> float | None:
    return None if size is None else float(size.pt)


def _notes(archive: Archive) -> list[str]:
    """Footnotes and endnotes: named in the report, not read."""
    from lxml import etree

    found: list[str] = []
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name not in archive.names:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            tree = etree.fromstring(archive.read(name), parser)
        except etree.XMLSyntaxError:
            continue
        for note in tree:
            text = "".join(node.text or "" for node in note.iter(f"{_W}t")).strip()
            if text:
                found.append(text)
    return found
