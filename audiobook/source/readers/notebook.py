"""A Jupyter notebook: its cells of Markdown as text, its code as code; what cells have printed is set aside."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource
from audiobook.source.blocks import Extract, not_read
from audiobook.source.encoding import decode
from audiobook.source.readers.markdown import from_text

_TEXTS = ("text/plain", "text/markdown", "text/html", "text/latex")


def read(path: Path, _: SourceSettings) -> Extract:
    """The cells of a notebook, one below the other. Raises `UnreadableSource`, `EmptySource`."""
    found = cells(path)
    text = "\n\n".join(filter(None, (_as_markdown(kind, source) for kind, source, _ in found)))
    if not text.strip():
        raise EmptySource(f"{path}: the notebook has no cells with text in them")
    extract = from_text(text)
    printed = "\n".join(filter(None, (output for *_, output in found)))
    findings = [not_read("what cells have printed", " ".join(printed.split()))] if printed.strip() else []
    blocks = tuple(replace(block, lines=None) for block in extract.blocks)
    own = tuple(replace(finding, lines=None) for finding in extract.findings)
    return replace(extract, blocks=blocks, findings=(*own, *findings))


def cells(path: Path) -> list[tuple[str, str, str]]:
    """Of each cell its kind, what stands in it, and what it has printed. Raises `UnreadableSource`."""
    try:
        notebook: Any = json.loads(decode(path.read_bytes(), path))
        sheets = notebook.get("worksheets", [notebook])
        return [
            (str(cell["cell_type"]), _said(cell.get("source", cell.get("input", ""))), _printed(cell))
            for sheet in sheets
            for cell in sheet["cells"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableSource(f"{path}: not a notebook inside, whatever its name says; save it again") from error


def _said(source: Any) -> str:
    return "".join(source) if isinstance(source, list) else str(source)


def _printed(cell: Any) -> str:
    said: list[str] = []
    for output in cell.get("outputs", ()):
        said.append(_said(output.get("text", "")))
        said += [_said(value) for kind, value in output.get("data", {}).items() if kind in _TEXTS]
        said += [_said(output[key]) for key in ("ename", "evalue") if key in output]
    return "\n".join(filter(None, said))


def _as_markdown(kind: str, source: str) -> str:
    if kind != "code" or not source.strip():
        return source if kind != "code" else ""
    longest = max((len(run) for run in re.findall("`{3,}", source)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{source}\n{fence}"
