"""reStructuredText: put into Markdown line by line, and read as that."""

from __future__ import annotations

import re
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.model import Lines
from audiobook.source.aside import Aside
from audiobook.source.blocks import Extract
from audiobook.source.encoding import decode, undecoded
from audiobook.source.line_features import width
from audiobook.source.readers import marked_up

_RULE = re.compile(r"([=\-`:'\"~^_*+#<>.])\1{2,}[ \t]*$")
_TABLE = re.compile(r"[ \t]*(?:={2,}(?:[ \t]+={2,})+|\+(?:[-=]+\+)+)[ \t]*$")
_DIRECTIVE = re.compile(r"[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?(?P<name>[\w:-]+?)::(?:[ \t]+(?P<value>.*))?$")
_NOTE = re.compile(r"\.\.[ \t]+\[#?(?P<name>[\w.-]*)\][ \t]+(?P<text>.*)$")
_EXPLICIT = re.compile(r"[ \t]*\.\.(?:[ \t]|$)")
_OPTION = re.compile(r"[ \t]*:[\w-]+:(?:[ \t]|$)")
_FIELD = re.compile(r":?(?P<key>[A-Z][\w-]*):[ \t]+(?P<value>.*)$")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•]|\d{1,3}[.)]|\(\d{1,3}\)|#\.)(?P<gap>[ \t]+)")
_CODE = frozenset([
    "code", "code-block", "sourcecode", "doctest", "testcode", "parsed-literal", "productionlist", "math", "highlight",
    "literalinclude", "csv-table", "raw", "graphviz",
])  # fmt: skip
"""Directives whose content is no text."""
_UNSEEN = frozenset([
    "toctree", "contents", "include", "index", "meta", "image", "figure", "default-role", "role", "target-notes",
    "currentmodule", "module", "sectnum", "replace",
])  # fmt: skip
"""Directives whose argument is for machines; the caption of a figure is text."""
_INLINE = (
    re.compile(r":[\w:+-]+:`[!~]?([^`<]+?)[ \t]*<[^`<>]+>`"),
    re.compile(r":[\w:+-]+:`[!~]?([^`]+)`"),
    re.compile(r"(?<!`)`([^`<]+?)[ \t]*<[^`<>]+>`__?"),
    re.compile(r"(?<!`)`([^`]+)`__?"),
)
"""Roles and references; the group is the text that stays."""
_REFERENCE = re.compile(r"\[#?(\w[\w.-]*)\]_\b|\[#?(\w[\w.-]*)\]_(?!\w)")
_LITERAL = re.compile(r"``(.+?)``")
_WORD = re.compile(r"(?<![\w`])(\w[\w.-]*\w)__?(?![\w`])")


def read(path: Path, _: SourceSettings) -> Extract:
    """The blocks of a file in reStructuredText. Raises `UnreadableSource`, `EmptySource`."""
    return from_text(decode(path.read_bytes(), path))


def from_text(text: str) -> Extract:
    """Headings by the rules under them, paragraphs, lists, quotations and code.

    >>> [(b.text, b.level, b.kind) for b in from_text("河工\\n====\\n\\n见 `图 <a.png>`_::\\n\\n  x = 1\\n").blocks]
    [('河工', 1, 'body'), ('见 图:', None, 'body'), ('x = 1', None, 'code')]
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    aside = Aside()
    converter = _Converter(plain.split("\n"), aside)
    return marked_up.extract("\n".join(converter.rows()), converter.fields, aside, undecoded(text))


class _Converter:
    """A line of Markdown for every line of the file."""

    def __init__(self, lines: list[str], aside: Aside) -> None:
        self._lines, self._aside = lines, aside
        self.fields: dict[str, str] = {}
        self._styles: list[str] = []
        """Rules of headings, the highest first."""
        self._item = 0
        """How far the text of the list item that is open is set in; 0: none is."""

    def rows(self) -> list[str]:
        """All of them."""
        made: list[str] = []
        at = self._head(made)
        while at < len(self._lines):
            at = self._next(at, made)
        return made

    def _head(self, made: list[str]) -> int:
        """The fields that the file begins with."""
        at, key = 0, ""
        names: dict[str, str] = {}
        while at < len(self._lines):
            line = self._lines[at]
            found = _FIELD.match(line)
            if found:
                key = found["key"].lower()
                names[key] = found["key"]
                self.fields[key] = found["value"].strip()
            elif key and line.strip() and line[0] == " ":
                self.fields[key] += f" {line.strip()}"
            else:
                break
            at += 1
        if at < 2 and not (at and self._lines[0].startswith(":")):
            self.fields.clear()
            return 0
        for key, name in names.items():
            self._aside.add("fields", name if key in marked_up.SAID else f"{name}: {self.fields[key]}", (1, at))
        made += [""] * at
        return at

    def _next(self, at: int, made: list[str]) -> int:
        """Puts the line at `at`, or what begins there, into `made`; the line after it."""
        line = self._lines[at]
        here = (at + 1, at + 1)
        heading = self._heading(at)
        if heading is not None:
            before, text, rule, after = heading
            level = self._level(rule)
            self._item = 0
            made += [""] * before + [f"{'#' * level} {self._inline(text.strip(), here)}"] + [""] * after
            return at + before + 1 + after
        if _TABLE.match(line):
            end = at
            while end < len(self._lines) and self._lines[end].strip():
                end += 1
            made += [f"    {row}" if made and not made[-1].strip() else row for row in self._lines[at:end]]
            return end
        if note := _NOTE.match(line):
            made.append(f"[^{note['name'] or '1'}]: {self._inline(note['text'], here)}")
            return at + 1
        if _EXPLICIT.match(line):
            return self._directive(at, made)
        if not line.strip():
            made.append("")
            return at + 1
        made.append(self._text(at, made))
        if line.rstrip().endswith("::"):
            return self._literal(at + 1, _indent(line), made)
        return at + 1

    def _heading(self, at: int) -> tuple[int, str, str, int] | None:
        """Lines above the text of a heading that begins at `at`, the text, the rules, lines below."""
        rows = [row.rstrip() for row in self._lines[at : at + 3]] + ["", "", ""]
        if _RULE.match(rows[0]) and rows[1].strip() and rows[2] == rows[0] and not _RULE.match(rows[1]):
            return 1, rows[1], rows[0][0] * 2, 1
        under = _RULE.match(rows[1]) and rows[0].strip() and rows[0][0] != " " and not _RULE.match(rows[0])
        if under and len(rows[1]) >= min(width(rows[0]), len(rows[0]) + 4) - 2:
            return 0, rows[0], rows[1][0], 1
        return None

    def _level(self, rule: str) -> int:
        if rule not in self._styles:
            self._styles.append(rule)
        return min(6, self._styles.index(rule) + 1)

    def _directive(self, at: int, made: list[str]) -> int:
        """`.. name:: value`, its options, and what is set in under it; or a comment or a target."""
        line = self._lines[at]
        found = _DIRECTIVE.match(line)
        name = found["name"].split(":")[-1] if found else ""
        value = (found["value"] or "") if found else ""
        kept = value if name and name not in _CODE | _UNSEEN else ""
        self._aside.add("mark-up" if found else "comments", line.replace(kept, "") if kept else line, (at + 1, at + 1))
        made.append(self._inline(kept, (at + 1, at + 1)))
        indent, at = _indent(line), at + 1
        if not found or name in _UNSEEN - {"figure"}:
            end = self._set_in(at, indent)
            self._aside.add("mark-up" if found else "comments", "\n".join(self._lines[at:end]), (at + 1, end + 1))
            made += [""] * (end - at)
            return end
        while at < len(self._lines) and _OPTION.match(self._lines[at]) and _indent(self._lines[at]) > indent:
            self._aside.add("mark-up", self._lines[at], (at + 1, at + 1))
            made.append("")
            at += 1
        if name in _CODE:
            return self._literal(at, indent, made)
        return self._dedented(at, indent, made)

    def _set_in(self, at: int, indent: int) -> int:
        """Where the lines from `at` on end that are set in by more than `indent`, empty ones among them."""
        while at < len(self._lines) and (not self._lines[at].strip() or _indent(self._lines[at]) > indent):
            at += 1
        return at

    def _literal(self, at: int, indent: int, made: list[str]) -> int:
        """Code, set in under a line that says so."""
        first, at = at, self._set_in(at, indent)
        inner = min((_indent(row) for row in self._lines[first:at] if row.strip()), default=0)
        made += [f"{' ' * (self._item + 4)}{row[inner:]}" if row.strip() else "" for row in self._lines[first:at]]
        return at

    def _dedented(self, at: int, indent: int, made: list[str]) -> int:
        """The text of a note, a warning, …: as any other."""
        first, at = at, self._set_in(at, indent)
        body = self._lines[first:at]
        inner = min((_indent(row) for row in body if row.strip()), default=0)
        converter = _Converter([row[inner:] for row in body], self._aside)
        place = 0
        while place < len(body):
            place = converter._next(place, made)
        return at

    def _text(self, at: int, made: list[str]) -> str:
        line = self._lines[at]
        here = (at + 1, at + 1)
        indent = _indent(line)
        begins = not made or not made[-1].strip()
        item = _ITEM.match(line)
        text = self._inline(line.strip(), here)
        text = re.sub(r"\s?::$", ":", text) if text != "::" else ""
        if item and (begins or self._item):
            self._item = len(item[0])
            return " " * indent + re.sub(r"^(?:#\.|•)", lambda found: "1." if found[0] == "#." else "-", text)
        if indent == 0:
            self._item = 0 if begins else self._item
            return text
        if self._item and indent >= min(self._item, 2):
            return " " * min(indent, self._item) + text
        # what is set in and is no item is a quotation, or what explains the term above
        quoted = begins or made[-1].startswith("> ")
        return f"> {text}" if quoted else text

    def _inline(self, text: str, here: Lines) -> str:
        """Roles, references and literals as Markdown has them; what they point to is set aside."""
        kept: list[str] = []

        def literal(found: re.Match[str]) -> str:
            kept.append(found[1])
            return f"\0{len(kept) - 1}\0"

        def taken(found: re.Match[str]) -> str:
            self._aside.add("mark-up", found[0].replace(found[1], " ", 1).strip("`_ "), here)
            return found[1]

        text = _LITERAL.sub(literal, text)
        for pattern in _INLINE:
            text = pattern.sub(taken, text)
        text = _REFERENCE.sub(lambda found: f"[^{found[1] or found[2]}]", text)
        text = _WORD.sub(r"\1", text)
        return re.sub(r"\0(\d+)\0", lambda found: f"`{kept[int(found[1])]}`", text)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
