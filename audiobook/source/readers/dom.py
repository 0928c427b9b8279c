"""An HTML tree -> blocks: what browsers show as headings, paragraphs, items, quotations and rows."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from audiobook.language.chinese import HAN
from audiobook.language.word_lists import word_list
from audiobook.model import Finding, ParagraphKind
from audiobook.source.blocks import Block
from audiobook.source.line_features import ends

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = word_list("source", "blocks_elements")
UNSEEN = word_list("source", "unseen_elements")
_LAYOUT = frozenset(["p", "div", "table", "h1", "h2", "h3", "ul", "ol", "br"])
"""What is in a table's cell when the table lays out a page and holds no data."""
_KINDS: dict[str, ParagraphKind] = {
    "li": "list", "blockquote": "quote", "figcaption": "caption", "caption": "caption", "td": "table", "th": "table"
}  # fmt: skip
_BOLD = frozenset(["b", "strong"])
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_WRAPPED = re.compile(f"(?<=[{HAN}，。；：、！？”’）》])\\s*\\n\\s*(?=[{HAN}“‘（《])")

Skip = Callable[[Any], str | None]
"""Why an element is not read, or None."""


class Walker:
    """Goes through a tree once, without recursion, and gathers blocks and findings."""

    def __init__(self, skip: Skip) -> None:
        self.skip = skip
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self._text: list[str] = []
        self._bold = 0
        self._seen = 0
        self._line: int | None = None

    def walk(self, root: Any) -> None:
        """All of `root`, in reading order."""
        stack: list[tuple[Any, str, Any]] = [(root, "open", None)]
        state = _State()
        while stack:
            element, step, saved = stack.pop()
            if step == "tail":
                self._add(element.tail, state)
                continue
            if step == "close":
                if element.tag in _BLOCKS:
                    self._flush(state)
                if element.tag == "tr":
                    self._end_row()
                state = saved
                continue
            if not isinstance(element.tag, str):
                continue
            tag = _local(element.tag)
            with contextlib.suppress(ValueError):  # broken HTML has names that lxml reads but does not write: <a他说…>
                element.tag = tag
            if tag in UNSEEN:
                continue
            reason = self.skip(element)
            if reason:
                self.skipped(element, reason)
                continue
            if tag == "br":
                self._text.append("\n")
                continue
            if tag == "hr":
                self._flush(state)
                continue
            stack.append((element, "close", state))
            if tag in _BLOCKS:
                self._flush(state)
                self._line = element.sourceline
            state = state.inside(element)
            self._add(element.text, state)
            for child in reversed(element):
                stack.append((child, "tail", None))
                stack.append((child, "open", None))
        self._flush(state)

    def _add(self, text: str | None, state: _State) -> None:
        if not text:
            return
        text = text if state.pre else re.sub(r"[ \t\r\f\v]*\n[ \t\r\n\f\v]*", "\r", text)
        self._text.append(text)
        count = len("".join(text.split()))
        self._seen += count
        self._bold += count * state.bold

    def _flush(self, state: _State) -> None:
        whole = "".join(self._text)
        self._text = []
        seen, bold = self._seen, self._bold
        self._seen = self._bold = 0
        if not whole.strip():
            return
        line = (self._line, self._line) if self._line else None
        if state.cell and self.blocks and self.blocks[-1].kind == "table" and self.blocks[-1].label == "contents":
            self.blocks[-1] = replace(self.blocks[-1], text=f"{self.blocks[-1].text}\t{_clean(whole)}")
            return
        for text in _paragraphs(whole, pre=state.pre):
            self.blocks.append(
                Block(
                    text,
                    line,
                    level=state.level,
                    kind=state.kind,
                    bold=bool(seen) and bold * 10 >= seen * 9,
                    centred=state.centred,
                    # a mark between cells of one row, taken away when the row ends
                    label="contents" if state.cell else None,
                )
            )

    def _end_row(self) -> None:
        """Close the row that cells are being added to."""
        if self.blocks and self.blocks[-1].kind == "table":
            self.blocks[-1] = replace(self.blocks[-1], label=None)

    def skipped(self, element: Any, reason: str) -> None:
        """A finding for an element that is not read, with all of its text."""
        text = " ".join(" ".join(_texts(element)).split())
        if text:
            line = (element.sourceline, element.sourceline) if element.sourceline else None
            self.findings.append(Finding("dropped", line, f"Not read ({reason}): {text}"))


class _State:
    """What the elements around a text say about it."""

    __slots__ = ("bold", "cell", "centred", "kind", "level", "pre")

    def __init__(self) -> None:
        self.level: int | None = None
        self.kind: ParagraphKind = "body"
        self.bold = False
        self.centred = False
        self.pre = False
        self.cell = False

    def inside(self, element: Any) -> _State:
        new = _State()
        new.level, new.kind, new.bold, new.centred, new.pre, new.cell = (
            self.level, self.kind, self.bold, self.centred, self.pre, self.cell,
        )  # fmt: skip
        tag, style = element.tag, element.get("style") or ""
        new.level = _HEADINGS.get(tag, new.level)
        cell = tag in ("td", "th") and not any(
            _local(e.tag) in _LAYOUT for e in element.iter() if isinstance(e.tag, str)
        )
        new.kind = _KINDS.get(tag, new.kind) if cell or tag not in ("td", "th") else new.kind
        new.cell = new.cell or cell
        new.bold = new.bold or tag in _BOLD or bool(_BOLD_STYLE.search(style))
        new.centred = new.centred or tag == "center" or element.get("align") == "center" or bool(_CENTRED.search(style))
        new.pre = new.pre or tag == "pre"
        return new


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _texts(element: Any) -> Iterator[str]:
    for event in element.iter():
        if not isinstance(event.tag, str) or _local(event.tag) in UNSEEN:
            if event is not element and event.tail:
                yield event.tail
            continue
        if event.text:
            yield event.text
        if event is not element and event.tail:
            yield event.tail


def _clean(text: str) -> str:
    """White space as a browser shows it; line ends of the file between Chinese characters mean nothing."""
    text = _WRAPPED.sub("", text.replace("\r", "\n").replace("\xa0", " "))
    return " ".join(text.split()).strip()


def _paragraphs(whole: str, *, pre: bool) -> list[str]:
    """The paragraphs in one element: line breaks part them where they part sentences, else they stay."""
    if pre:
        return [part.strip("\n") for part in re.split(r"\n\s*\n", whole.replace("\r", "\n")) if part.strip()]
    lines = [(line, _clean(line)) for line in whole.split("\n")]
    found: list[str] = []
    fresh = True
    for raw, line in lines:
        if not line:
            fresh = True
            continue
        indented = raw.lstrip("\r \t\n").startswith(("\u3000", "\xa0\xa0"))
        if fresh or indented or ends(found[-1]):
            found.append(line)
        else:
            found[-1] += f"\n{line}"
        fresh = False
    return found
