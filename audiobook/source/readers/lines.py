"""What stands in one block of a page -> its lines: paragraphs, verse, code, headings and bylines, notes, ruby."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from audiobook.language.chinese import HAN, compiled, han_count
from audiobook.source.blocks import Block
from audiobook.source.bylines import byline
from audiobook.source.line_features import ends, width
from audiobook.source.readers.elements import local
from audiobook.source.readers.note_marks import mark, reference

_WRAPPED = re.compile(f"(?<=[{HAN}，。；：、！？”’）》])\\s*\\n\\s*(?=[{HAN}“‘（《])")
_TWICE = re.compile(r"\[\s*(\[[^\[\]]{1,12}\])\s*\]")
_FORMULA = re.compile(
    r"\\\((?P<text>(?:(?!\\\)).)+)\\\)\s*[.,;，。；]?(?P<number>\s*[（(]\s*[\d.–-]{1,8}[a-z]?\s*[)）])?", re.S
)
_SIGNED = compiled(
    r"^(?:by\s+\S|written by\s|[文图]\s*[/／｜|:：]|作者\s*[:：]|撰文|本报记者|记者\s|译者|"
    r"[□■○◎●◇◆]\s*[[:Han:]])|[著译编]$",
    re.I,
)
BARE_NUMBER = re.compile(
    r"[（(【\[]?\s*(?:\d{1,4}|[一二三四五六七八九十百零〇]{1,5}|[IVXLC]{1,7}|[ivxlc]{1,7}|"
    r"第\s*[\d一二三四五六七八九十百千零〇两]+\s*[章回节節篇讲講课課话話集卷部编編]|"
    r"(?:chapter|part|book|lesson|lecture|letter|canto|volume|section|stave|act|scene)\s+[\w-]{1,12})\s*[)）】\]]?\s*[.．、:：]?",
    re.I,
)
"""A heading that is a number and leaves its name to the line below."""
_OWN_MARK = re.compile(
    r"\s*(?P<mark>[\[［(（〔【]\s*[^\]］)）〕】]{1,8}\s*[\]］)）〕】]|[①-⑳㉑-㉟㊱-㊿❶-❿]|[*＊†‡§]{1,3}|"
    r"(?:注|註)?\s*\d{1,4}(?![\d%年月日A-Za-z,])|[a-z](?=[.)]\s))\s*[.．、:：]?\s*"
)
_BACK = re.compile(r"^\s*[\^↑⬆]+\s*|[\s↩↑⬆⤴\ufe0e\ufe0f]+$")
_PROSE_SIGNS = re.compile(r"[{}=<>|$#;\\]|::|->|//|^\s*(?:def|class|import|for|if|return|sudo|apt|cd|ls)\b", re.M)
_A_SIGN = 200
"""Characters of running text to which comes less than one sign of code."""
_VERSE_LINES = 4
"""Short lines, one under another, that are verse or an address, not a paragraph broken by hand."""
_VERSE_WIDTH = 50


def clean(text: str) -> str:
    """White space as a browser shows it; line ends of the file between Chinese characters mean nothing."""
    text = text.replace("\r", "\n").replace("\xa0", " ")
    if "\n" in text and not text.isascii():
        text = _WRAPPED.sub("", text)
    return _TWICE.sub(r"\1", " ".join(text.split()).strip())


def paragraphs(whole: str) -> list[str]:
    """The paragraphs in one element: line breaks part them where they part sentences, else they stay."""
    found: list[str] = []
    fresh = True
    for raw in whole.split("\n"):
        line = clean(raw)
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


def is_verse(whole: str) -> bool:
    """Whether it is four or more short lines, none of them empty.

    >>> is_verse("床前明月光，\\n疑是地上霜。\\n举头望明月，\\n低头思故乡。"), is_verse("一。\\n二。")
    (True, False)
    """
    if whole.count("\n") < _VERSE_LINES - 1:
        return False
    lines = [clean(line) for line in whole.strip("\n\r \t").split("\n")]
    widths = [width(line) for line in lines]
    if not all(lines) or max(widths) > _VERSE_WIDTH or len(lines) < _VERSE_LINES:
        return False
    letters = [line for line in lines if line[:1].isascii() and line[:1].isalpha()]
    return not letters or sum(line[0].isupper() for line in letters) * 3 >= len(letters) * 2


def verse(whole: str) -> str:
    """Its lines, without empty ones."""
    return "\n".join(filter(None, (clean(line) for line in whole.split("\n"))))


def stanzas(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of verse in which lines that stood in elements of their own are put together to one stanza."""
    done: list[Block] = []
    open_ = False
    for block in blocks:
        line = block.kind == "verse" and "\n" not in block.text
        if line and open_:
            done[-1] = replace(done[-1], text=f"{done[-1].text}\n{block.text}")
        else:
            done.append(block)
        open_ = line
    return done


def preformatted(whole: str, block: Block, *, verse: bool) -> list[Block]:
    """The blocks of a pre: code as it stands; running text that only keeps its line ends so is paragraphs."""
    text = "\n".join(line.rstrip() for line in whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip("\n")
    if not verse and not _is_prose(text):
        return [replace(block, text=text)]
    parts = [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    if verse:
        return [replace(block, text=_lines(part), kind="verse") for part in parts]
    done = []
    for part in parts:
        rows = [row.strip() for row in part.split("\n")]
        wrapped = len(rows) > 1 and all(width(row) > 45 for row in rows[:-1])
        joined = clean("\r".join(rows)) if wrapped else _lines(part)
        done.append(replace(block, text=joined, kind="body"))
    return done


def _lines(text: str) -> str:
    return "\n".join(filter(None, (" ".join(row.split()) for row in text.split("\n"))))


def _is_prose(text: str) -> bool:
    """Whether preformatted text is meant to be read: Chinese sentences, or English ones without the signs of code."""
    size = len("".join(text.split()))
    if han_count(text) * 2 > size and re.search("[，。！？；]", text):
        return not _PROSE_SIGNS.search(text)
    return size > 300 and _has_words(text, size) and ". " in text + " "


def is_running(text: str) -> bool:
    """Whether lines are sentences or verse, which have marks of sentences and next to no signs of code.

    >>> is_running("The river was low,\\nand nobody came."), is_running("def low(river):\\n    return river.level")
    (True, False)
    """
    size = len("".join(text.split()))
    if not re.search(r"[a-z][.,!?;]['”\"]?(?:\s|$)|[，。！？；]", text):
        return False
    if han_count(text) * 2 > size:
        return len(_PROSE_SIGNS.findall(text)) * _A_SIGN < size
    return _has_words(text, size)


def _has_words(text: str, size: int) -> bool:
    """Whether English text of `size` characters is words with few signs of code."""
    words = re.findall(r"[A-Za-z][a-z'’]+", text)
    return sum(map(len, words)) * 10 > size * 8 and len(_PROSE_SIGNS.findall(text)) * _A_SIGN < size


def heading(whole: str, block: Block) -> list[Block]:
    """A heading, and what stands in it behind its title: a subtitle after an empty line, the author's name."""
    groups: list[list[str]] = [[]]
    for line in (clean(raw).rstrip("¶# ") for raw in whole.split("\n")):
        if not line:
            groups.append([])
        else:
            groups[-1].append(line)
    title: list[str] = []
    below: list[Block] = []
    plain = replace(block, level=None, bold=False)
    for group in filter(None, groups):
        signed = [line for line in group if _SIGNED.search(line) and byline(line)]
        rest = " ".join(line for line in group if line not in signed)
        if rest and (not title or BARE_NUMBER.fullmatch(title[-1])):
            title.append(rest)
        elif rest and byline(rest, sure=True):
            below.append(replace(plain, text=rest, label="byline"))
        elif rest:
            below.append(replace(plain, text=rest, label="subtitle"))
        below += [replace(plain, text=line, label="byline") for line in signed]
    if not title:
        return [replace(block, text=one.text) for one in below[:1]] + below[1:]
    return [replace(block, text=" ".join(title), label=None), *below]


def with_names(blocks: Sequence[Block]) -> list[Block | None]:
    """Blocks in which a heading that is only a number takes up its name from the line below, where then None stands:
    01, 山路 -> 01 山路."""
    done: list[Block | None] = list(blocks)
    for at, (block, below) in enumerate(itertools.pairwise(blocks)):
        if block.level and done[at] and BARE_NUMBER.fullmatch(block.text) and _is_name(blocks, at, below):
            done[at : at + 2] = [replace(block, text=f"{block.text} {below.text}"), None]
    return done


def _is_name(blocks: Sequence[Block], at: int, below: Block) -> bool:
    """Whether the block under a number at `at` is its name: the only heading of its kind up to the next number."""
    level = blocks[at].level or 1
    if below.label == "subtitle" and not below.level:
        return len(below.text) <= 40
    if not below.level or below.level <= level or BARE_NUMBER.match(below.text):
        return False
    for place in range(at + 2, len(blocks)):
        block = blocks[place]
        if block.level and block.level <= level:
            return True
        if block.level == below.level:
            return False
    return True


def note(text: str, label: str) -> tuple[str, str]:
    """A note with its mark before it, and what of that the text did not bring itself.

    >>> note("① 陆羽，字鸿渐。 ↩", "1"), note("Walden, chapter 3.", "2")
    (('[1] 陆羽，字鸿渐。', ''), ('[2] Walden, chapter 3.', '2'))
    """
    bare = _BACK.sub("", _BACK.sub("", text))
    found = _OWN_MARK.match(bare)
    own = mark(found["mark"]) if found else None
    if found and own and (own == label or not label):
        rest = bare[found.end() :]
        return f"{reference(own)} {rest}".rstrip(), ""
    return (f"{reference(label)} {bare}", label) if label else (bare, "")


def formula(text: str) -> str | None:
    """The formula that is all of a block, without its delimiters."""
    found = _FORMULA.fullmatch(text.strip())
    return " ".join(filter(None, (found["text"].strip(), (found["number"] or "").strip()))) if found else None


def inline_formula(text: str) -> str:
    """A formula as it stands in running text."""
    return rf"\({text}\)"


def ruby(element: Any) -> str:
    """Characters and then how they are read: 仇（qiú）, whichever stands first in the file.

    >>> from lxml import etree
    >>> ruby(etree.XML("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>"))
    '漢（かん）字（じ）'
    """
    done, base, reading = "", "", ""
    first: str | None = None
    for kind, raw in _ruby_parts(element):
        text = "".join(raw.split()) if re.search(f"[{HAN}\u3040-\u30ff]", raw) else " ".join(raw.split())
        if not text or (kind == "rp" and not any(c.isalnum() for c in text)):
            continue
        first = first or kind
        if kind == "rt":
            if reading and base and first == "rt":
                done, base, reading = done + _read(base, reading), "", ""
            reading += text
        else:
            if reading and base:
                done, base, reading = done + _read(base, reading), "", ""
            base += text
    return done + _read(base, reading)


def _read(base: str, reading: str) -> str:
    return f"{base}（{reading}）" if reading else base


def _ruby_parts(element: Any) -> list[tuple[str, str]]:
    """(rt, rp or rb, text) of all texts in a ruby."""
    found: list[tuple[str, str]] = []
    stack: list[tuple[Any, str, bool]] = [(element, "rb", False)]
    while stack:
        node, kind, tail = stack.pop()
        if tail:
            if node.tail:
                found.append((kind, node.tail))
            continue
        name = local(node)
        inner = {"rt": "rt", "rp": "rp", "rb": "rb"}.get(name, kind)
        if name in ("script", "style", ""):
            continue
        if node.text:
            found.append((inner, node.text))
        for child in reversed(node):
            stack.append((child, inner, True))
            stack.append((child, inner, False))
    return found
