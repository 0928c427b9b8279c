"""What stands within a Markdown paragraph: text; addresses, mark-up and descriptions of pictures are set aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.language.word_lists import word_list
from audiobook.model import Lines
from audiobook.source import raised
from audiobook.source.aside import Aside
from audiobook.source.emphasis import EMPHASES, emphasised, within
from audiobook.source.joining import join_all
from audiobook.source.line_features import is_chinese, width

if TYPE_CHECKING:
    from markdown_it.token import Token

_NAME = re.compile(r"</?\s*(?P<name>[A-Za-z][\w:-]*)")
_ATTRIBUTES = re.compile(r"[ \t]*\{(?:[#.:][^{}\n]*|%[^\n]*?%)\}")
"""What kramdown and pandoc write behind a heading or a picture, and commands of Liquid."""

_INDENTED = re.compile(r"[\r\n](?=\u3000\u3000)")
"""Before a line that is set in as Chinese paragraphs are, with no empty line above it."""
_VERSE_LINES = 3
VERSE_WIDTH = 60
"""Columns of a line of verse at the most."""
_CLAUSE_ENDS = "，。！？；、：…—”』」）"
_ENTRY = re.compile(r"\r(?=\[\d{1,3}\]\s)")
"""Before an entry of a bibliography: a line for each."""

_RAISED = re.compile(r"(?:\{\s*\}\s*)?(?P<sign>[\^_])\s*(?:\{(?P<inner>[^{}]*)\}|(?P<one>[^\s{}\\]))")
"""A formula that is nothing but raised or lowered: what converters make of the mark of a note, of m², of H₂O."""
_SIGNS = {r"\circ": "°", r"\prime": "′", r"\dagger": "†", r"\ast": "*", r"\star": "*", r"\cdot": "·"}
_APART = re.compile(r"[ \t]*\0(?P<raised>[^\0]*)\0(?:[ \t]+(?=[\u3000-\uffef，。；：！？、]))?")
"""What is raised, between marks of ours: it belongs to the word before it."""
_CITED = re.compile(r"[ \t\r]*\[(?:[^\[\]@\n]{0,60}[\s-])?@[A-Za-z_][\w:.#$%&+?<>~/-]*(?:[^\[\]\n]{0,200})\]", re.ASCII)
"""What pandoc makes a reference of: [@smith_2004], [see @smith, p. 3; @jones]."""

# ==highlighted==, and a==b, which is none
_MARKED = re.compile(r"(?<!=)==(?=[^\s=])([^=\n]{1,200}?)(?<=[^\s=])==(?!=)")
_WITHIN_CODE = re.compile(r"[\w)\]]==[\w(\[]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a paragraph, and what its lines are."""

    text: str
    formula: str | None = None
    """It is nothing but this formula."""
    lines: int = 1
    """Lines that the author parted by hand."""
    picture: bool = False
    """A picture stands in it."""
    emphasised: bool = False
    """All of its text is."""
    apart: tuple[str, ...] = ()
    """What is emphasised within it."""


class Inline:
    """Reads the tokens within a paragraph; `mark` numbers the notes."""

    def __init__(self, aside: Aside, mark: Callable[[str], str]) -> None:
        self._aside, self._mark = aside, mark

    def read(self, token: Token, lines: Lines | None) -> Text:
        """The text of an inline token, whose lines in the file are `lines`."""
        self._lines = lines
        children = token.children or []
        runs = list(self._runs(children))
        formulas = [child for child in children if child.type == "formula"]
        others = "".join(run for run in runs).replace("\n", "")
        alone = len(formulas) == 1 and others.strip() == rf"\({formulas[0].meta['text']}\)"
        runs = [_APART.sub(r"\g<raised>", "".join(runs))]
        written = _INDENTED.sub("\n\n", _ENTRY.sub("\n", "".join(runs)))
        if "==" in written and not _WITHIN_CODE.search(written):
            written = _MARKED.sub(r"\1", written)
        if "@" in written:
            written = _CITED.sub(self._cited, written)
        if by_hand(written.split("\r")):
            written = written.replace("\r", "\n")
        text = "\n".join(join_all(part.split("\r")) for part in written.split("\n"))
        return Text(
            text.strip(),
            formula=formulas[0].meta["text"] if alone else None,
            lines=1 + text.strip().count("\n"),
            picture=any(child.type == "image" for child in children),
            emphasised=_emphasised(children),
            apart=within(emphasised(_emphases(children)), text),
        )

    def _runs(self, children: Sequence[Token]) -> Iterator[str]:
        """Text of each token: \\n where the author breaks a line, \\r where the file does."""
        high: list[list[str]] = []
        before = ""
        silent = 0
        for child in children:
            text = self._one(child)
            if child.type == "formula" and (found := _RAISED.fullmatch(child.meta["text"].strip())):
                text = _raised(found, before) or text
            name = _tag(child.content) if child.type == "html_inline" else ""
            if name in ("sup", "sub"):
                high.append([])
                continue
            if name in ("/sup", "/sub") and high:
                inner = "".join(high.pop())
                text = raised.superscript(before, inner) if name == "/sup" else raised.subscript(inner)
            silent += {"rp": 1, "/rp": -1}.get(name, 0)
            if silent > 0 and not any(map(str.isalnum, text)):
                continue
            if high:
                high[-1].append(text)
            elif text:
                yield text
                before = (before + text)[-40:]
        yield from ("".join(left) for left in high)

    def _one(self, child: Token) -> str:
        kind, content = child.type, child.content
        if kind == "text_special" and child.info == "entity":
            return self._aside.entities(child.markup, self._lines)
        if kind == "text":
            return _ATTRIBUTES.sub(self._attributes, content)
        if kind in ("code_inline", "text_special"):
            return content
        if kind == "softbreak":
            return "\r"
        if kind == "hardbreak":
            return "\n"
        if kind == "formula":
            return rf"\({child.meta['text']}\)"
        if kind == "footnote":
            return f"[{self._mark(content)}]"
        if kind == "link_open":
            self._address("addresses of links", child)
        elif kind == "image":
            self._aside.add("descriptions of pictures", content, self._lines)
            self._address("addresses of pictures", child)
        elif kind == "html_inline":
            return self._mark_up(content)
        return ""

    def _address(self, why: str, token: Token) -> None:
        # an address in angle brackets is its own text
        self._aside.add(why, token.meta.get("address", ""), self._lines)

    def _mark_up(self, content: str) -> str:
        name = _tag(content)
        if not content.startswith("<!") and name.lstrip("/") not in word_list("source", "html_elements"):
            return content  # List<T>
        self._aside.add("mark-up", content, self._lines)
        return {"br": "\n", "rt": "（", "/rt": "）"}.get(name, "")

    def _cited(self, found: re.Match[str]) -> str:
        self._aside.add("citations", found[0].replace("\r", " "), self._lines)
        return ""

    def _attributes(self, found: re.Match[str]) -> str:
        self._aside.add("mark-up", found[0], self._lines)
        return ""


def _raised(found: re.Match[str], before: str) -> str:
    """Text that a formula raises or lowers behind `before`; "" where it is mathematics."""
    inner = found["inner"] if found["inner"] is not None else found["one"]
    for name, sign in _SIGNS.items():
        inner = inner.replace(name, sign)
    inner = re.sub(r"\\(?:text|mathrm|rm)\b\s*", "", inner).replace("~", "")
    if "\\" in inner or not inner.strip():
        return ""
    text = raised.superscript(before.rstrip(), inner.strip()) if found["sign"] == "^" else raised.subscript(inner)
    return f"\0{text}\0"


def by_hand(lines: Sequence[str]) -> bool:
    """Whether it was the author who parted these lines of one paragraph, as verse is written, and not an editor that
    breaks lines where they are full.

    >>> by_hand(["水退了", "闸门还开着", "谁也没有去关，那一夜"])
    True
    >>> by_hand(["水退了，闸门还开着，谁", "也没有去关，那一夜镇", "静。"])
    False
    """
    rows = [line.strip() for line in lines]
    widths = [width(row) for row in rows]
    if len(rows) < _VERSE_LINES or not all(rows) or max(widths) > VERSE_WIDTH:
        return False
    full = min(widths[:-1]) * 4 >= max(widths) * 3
    if is_chinese("".join(rows)):
        # where every line ends with a mark, the marks say all
        return not full and sum(row[-1] not in _CLAUSE_ENDS for row in rows[:-1]) > 1
    return len(rows) > _VERSE_LINES and not full and all(row[0].isupper() or not row[0].isalpha() for row in rows)


def _tag(content: str) -> str:
    """br, /sup, …; nothing for comments."""
    found = _NAME.match(content)
    return "" if not found else ("/" if content.startswith("</") else "") + found["name"].lower()


def _emphasised(children: Sequence[Token]) -> bool:
    apart = {apart for text, apart in _emphases(children) if text.strip()}
    return apart == {True}


def _emphases(children: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """The text of each token, and whether it is emphasised."""
    depth = 0
    for child in children:
        name = _tag(child.content) if child.type == "html_inline" else ""
        if child.type in ("em_open", "strong_open") or name in EMPHASES:
            depth += 1
        elif child.type in ("em_close", "strong_close") or (name.startswith("/") and name[1:] in EMPHASES):
            depth -= 1
        elif child.type in ("text", "code_inline"):
            yield child.content, depth > 0
        elif child.type in ("softbreak", "hardbreak"):
            yield " ", depth > 0
