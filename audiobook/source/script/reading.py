"""The editable script -> Document."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace

from audiobook.errors import UnreadableSource
from audiobook.model import Article, Document, Finding, Lines, Paragraph, ParagraphKind, Section
from audiobook.source.script.signs import ARTICLE_KEYS, BOOK_KEYS, FENCE, KINDS, META, SEPARATORS

_CHINESE_KEYS = {
    "副标题": "subtitle",
    "副题": "subtitle",
    "作者": "authors",
    "注": "note",
    "来源": "source",
    "栏目": "column",
    "日期": "date",
    "强调": "emphasised",
}
_FINDING = re.compile(r"^(?P<kind>[\w-]+)(?: (?P<first>\d+)-(?P<last>\d+))?: (?P<message>.*)$")


def read(text: str, name: str = "script") -> Document:
    """The document a script says; `name` stands in messages. Raises `UnreadableSource` with the line at fault."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    try:
        close = next(i for i, line in enumerate(lines) if i and line.rstrip() == "---")
    except StopIteration:
        raise UnreadableSource(
            f"{name}: the front matter is never closed; end it with a line of three hyphens"
        ) from None
    document = _read_front(lines[1:close], name)
    fences = dict(_fences(lines, close + 1, name))
    articles = tuple(_read_articles(lines, close + 1, fences, document.language, name))
    return replace(document, articles=articles, title=document.title or (articles[0].title if articles else ""))


def _read_front(lines: list[str], name: str) -> Document:
    fields: dict[str, str] = {}
    lists: dict[str, list[str]] = {"imprint": [], "entries": [], "findings": []}
    current = ""
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.startswith("  - ") and current in lists:
            lists[current].append(line[4:])
            continue
        key, colon, value = line.partition(":")
        current = key.strip()
        if not colon or current not in (*BOOK_KEYS, *lists, "audiobook"):
            raise UnreadableSource(
                f"{name}, line {number}: “{line.strip()}” is nothing known here; "
                f"front matter takes {', '.join(BOOK_KEYS)}, imprint, entries and findings"
            )
        fields[current] = _value(value)
    return Document(
        title=fields.get("title", ""),
        articles=(),
        findings=tuple(_read_finding(line) for line in lists["findings"]),
        issue=fields.get("issue"),
        date=fields.get("date"),
        publisher=fields.get("publisher"),
        language=fields.get("language", "zh"),
        imprint=tuple(_value(line) for line in lists["imprint"]),
        feed=fields.get("feed"),
        entries=tuple(_value(line) for line in lists["entries"]),
    )


def _read_finding(line: str) -> Finding:
    match = _FINDING.match(line)
    if not match:
        return Finding("note", None, _value(line))
    lines = (int(match["first"]), int(match["last"])) if match["first"] else None
    return Finding(match["kind"], lines, _value(match["message"]))


def _fences(lines: list[str], start: int, name: str) -> Iterator[tuple[int, int]]:
    """Places of the lines above and below each stretch of code."""
    at = start
    while at < len(lines):
        if opened := FENCE.fullmatch(lines[at]):
            ticks = re.compile(rf"{opened['ticks']}`*[ \t]*")
            end = next((i for i in range(at + 1, len(lines)) if ticks.fullmatch(lines[i])), None)
            if end is None:
                raise UnreadableSource(
                    f"{name}, line {at + 1}: the code that begins here is never closed; "
                    f"put a line {opened['ticks']} below it"
                )
            yield at, end
            at = end
        at += 1


def _read_articles(lines: list[str], start: int, fences: dict[int, int], language: str, name: str) -> Iterator[Article]:
    code = {i for first, last in fences.items() for i in range(first, last + 1)}
    heads = [i for i in range(start, len(lines)) if i not in code and re.match(r"#(?: |$)", lines[i])]
    for i in range(start, heads[0] if heads else len(lines)):
        if lines[i].strip() and not lines[i].startswith("<!--"):
            raise UnreadableSource(
                f"{name}, line {i + 1}: text before the first article; begin it with a line “# Title”"
            )
    for number, (first, stop) in enumerate(itertools.pairwise([*heads, len(lines)]), 1):
        at, values = _read_meta(lines, first + 1, stop)
        yield Article(
            number=int(values["number"]) if values.get("number", "").isdigit() else number,
            title=_value(lines[first][2:]),
            sections=tuple(_read_sections(lines, at, stop, fences)),
            subtitle=_optional(values, "subtitle"),
            authors=_read_list(values.get("authors", "")),
            note=_optional(values, "note"),
            source=_optional(values, "source"),
            column=_optional(values, "column"),
            date=_optional(values, "date"),
            emphasised=_read_list(values.get("emphasised", "")),
            language=_optional(values, "language") or language,
            lines=(first + 1, stop),
        )


def _read_meta(lines: list[str], at: int, stop: int) -> tuple[int, dict[str, str]]:
    while at < stop and not lines[at].strip():
        at += 1
    values: dict[str, str] = {}
    while at < stop and (match := META.match(lines[at])):
        key = _CHINESE_KEYS.get(match["key"], match["key"])
        if key not in ARTICLE_KEYS:
            break
        values[key] = match["value"]
        at += 1
    return at, values


def _optional(values: dict[str, str], key: str) -> str | None:
    return _value(values[key]) if key in values else None


def _read_list(value: str) -> tuple[str, ...]:
    if value.startswith("["):
        try:
            return tuple(str(one) for one in json.loads(value))
        except (ValueError, RecursionError):
            pass
    return tuple(one for one in SEPARATORS.split(value.strip()) if one)


def _read_sections(lines: list[str], at: int, stop: int, fences: dict[int, int]) -> Iterator[Section]:
    heading: str | None = None
    level, here = 1, None
    paragraphs: list[Paragraph] = []
    opened = False
    for first, last, block in _read_blocks(lines, at, stop, fences):
        if match := re.fullmatch(r"(##+)(?: (.*))?", block[0]):
            if opened or paragraphs:
                yield Section(heading, tuple(paragraphs), level, here)
            heading = _value(match[2]) if match[2] else None
            level, here, paragraphs, opened = len(match[1]) - 1, (first, first), [], True
        else:
            paragraphs.append(_read_paragraph(block, (first, last)))
    if opened or paragraphs:
        yield Section(heading, tuple(paragraphs), level, here)


def _read_blocks(lines: list[str], at: int, stop: int, fences: dict[int, int]) -> Iterator[tuple[int, int, list[str]]]:
    """Runs of lines that belong together, with the numbers of their first and last."""
    run: list[str] = []
    first = at + 1
    i = at
    while i < stop:
        line = lines[i]
        alone = line.startswith("##") or i in fences
        if run and (not line.strip() or alone or line.startswith("- ") or run[0].startswith("##")):
            yield first, i, run
            run = []
        if i in fences:
            yield i + 1, fences[i] + 1, lines[i : fences[i] + 1]
            i = fences[i]
        elif line.strip() and not (line.startswith("<!--") and line.rstrip().endswith("-->")):
            if not run:
                first = i + 1
            run.append(line)
        i += 1
    if run:
        yield first, stop, run


def _read_paragraph(block: list[str], lines: Lines) -> Paragraph:
    if FENCE.fullmatch(block[0]):
        return Paragraph("\n".join(block[1:-1]), lines, "code")
    sign = block[0][:1]
    kind: ParagraphKind = KINDS.get(sign, "body") if block[0][1:2] in (" ", "") else "body"
    if kind == "body":
        return Paragraph("\n".join(_line(line) for line in block), lines)
    rest = [line[2:] if line[:1] in (sign, " ") else line for line in block]
    return Paragraph("\n".join(rest if kind == "formula" else map(_line, rest)), lines, kind)


def _line(line: str) -> str:
    """One line of a paragraph with the backslashes at its ends taken away."""
    bare = line.rstrip()
    if bare.startswith("\\") and not bare.startswith("\\("):  # that begins a formula
        bare = bare[1:]
    return bare[:-1] if bare.endswith("\\") else bare


def _value(text: str) -> str:
    bare = text.strip()
    if bare.startswith('"') and bare.endswith('"') and len(bare) > 1:
        try:
            found = json.loads(bare)
        except (ValueError, RecursionError):
            return bare
        return found if isinstance(found, str) else bare
    return bare
