"""The text of one block while a tree is gone through, and what blocks it becomes at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.model import Lines, ParagraphKind
from audiobook.source import formulas
from audiobook.source.blocks import Block, Label
from audiobook.source.bylines import byline
from audiobook.source.emphasis import emphasised, within
from audiobook.source.outline.line_kinds import is_caption, is_photo
from audiobook.source.raised import subscript, superscript
from audiobook.source.readers import lines
from audiobook.source.readers.around import Around

_CAPTION = 100
"""Characters of a line under a picture."""
_NAMES = 80
"""Characters of a line of names."""
_INDEXED = re.compile(r"[A-Za-z0-9α-ωΑ-Ω∑∏∫)\]）}′'⁰¹²³⁴-ⁿ]")
"""What may have an index; small print that is set low is none."""
_BEFORE = 60
"""Characters in front of a superscript that tell what it is."""
_SPACE = " \t\r\f\v"
"""What means nothing around a line end of the file."""


class Gathering:
    """Text since the last block."""

    def __init__(self, *, sized: bool = False, part: int = 0) -> None:
        self._text: list[str] = []
        self._as_written: list[tuple[str, Around]] = []
        """What stands so in the file, and what is said about it."""
        self._sized, self._part = sized, part
        self._initial = False
        self._pictured = False
        self.is_empty = True
        """Whether nothing has been gathered that is seen."""

    @property
    def is_fresh(self) -> bool:
        """Whether nothing at all has been gathered."""
        return not self._text

    def add(self, text: str, around: Around) -> None:
        """Text as it stands in the file; line ends of the file become \\r, those that are shown are \\n."""
        if self._initial:
            text, self._initial = text.lstrip(), not text.strip()
        self.put(text if around.pre or "\n" not in text else _unwrapped(text))
        self._as_written.append((text, around))

    def put(self, text: str) -> None:
        """Text of ours: marks, formulas, line breaks."""
        self._text.append(text)
        self.is_empty = self.is_empty and not text.strip()

    def begin_word(self) -> None:
        """What comes next goes on with the letter just added."""
        self._initial = True

    def see_picture(self) -> None:
        """A picture that is not read."""
        self._pictured = self._pictured or self.is_empty

    def script(self, text: str, which: str, after: str) -> None:
        """Raised or lowered text (`which`: sup or sub), with what stands behind it."""
        before = "".join(self._text[-8:])[-_BEFORE:].replace("\r", " ")
        text = text.replace("\n", " ")
        if which == "sup":
            text = superscript(before, text, after.lstrip("\r\n"))
        elif _INDEXED.search(before[-1:]):
            text = subscript(text)
        self.put(text)

    def blocks(self, around: Around, line: Lines | None, headed: bool) -> Iterator[Block]:
        """What it becomes, and nothing is left; `headed`: the last block is a heading or belongs to one."""
        whole = "".join(self._text)
        as_written, pictured = self._as_written, self._pictured
        self._text, self._as_written, self._initial = [], [], False
        self.is_empty = True
        if not whole.strip():
            return
        self._pictured = False
        seen, bold, code, size = _counted(as_written, sized=self._sized)
        apart = () if around.level else emphasised((text, each.apart) for text, each in as_written)
        level, kind = around.level, around.kind
        is_bold = bool(seen) and bold * 10 >= seen * 9

        def made(text: str, kind: ParagraphKind, label: Label | None = None) -> Block:
            # at once, not by `replace`, which takes three times as long: nothing is made as often as a block
            return Block(
                text,
                line,
                level,
                kind,
                size=size,
                bold=is_bold,
                label=label,
                centred=around.centred,
                part=self._part,
                emphasised=within(apart, text) if apart else (),
            )

        bare = whole.strip()
        label: Label | None = None
        if around.subtitle and headed:
            level, label = None, "subtitle"
        elif around.signed and headed and not around.level and len(bare) <= _NAMES:
            for text in lines.verse(whole).split("\n"):
                yield made(text, kind, "byline" if byline(text) else None)
            return
        under = pictured and kind == "body" and len(bare) <= _CAPTION
        if under and (around.centred or is_photo(bare) or is_caption(bare)):
            kind = "caption"
        if level:
            yield from lines.heading(whole, made("", kind, label))
        elif around.pre:
            yield from lines.preformatted(whole, made("", kind, label), verse=around.verse)
        elif around.verse or lines.is_verse(whole):
            yield made(lines.verse(whole), "verse" if kind in ("body", "quote") else kind, label)
        elif seen and code >= seen and kind == "body":
            yield made(lines.clean(whole), "code", label)
        else:
            for text in lines.paragraphs(whole):
                alone = (lines.formula(text) or formulas.alone(text)) if kind in ("body", "quote") else None
                yield made(alone, "formula") if alone else made(formulas.inline(text), kind, label)


def _unwrapped(text: str) -> str:
    """`text` with \\r for each line end of the file, empty lines and white space around it among it.

    >>> _unwrapped("a \\n\\n b\\n")
    'a\\rb\\r'
    """
    first, *inner, last = text.split("\n")
    between = (bare for line in inner if (bare := line.strip(_SPACE)))
    return "\r".join((first.rstrip(_SPACE), *between, last.lstrip(_SPACE)))


def _counted(texts: Sequence[tuple[str, Around]], *, sized: bool) -> tuple[int, int, int, float]:
    """Characters that are seen, bold ones, those of code, and the size of type on the average; nothing is counted where
    all are plain."""
    if not sized and not any(around.bold or around.code for _, around in texts):
        return 0, 0, 0, 1.0
    seen = bold = code = 0
    size = 0.0
    for text, around in texts:
        count = len("".join(text.split()))
        seen += count
        bold += count * around.bold
        code += count * around.code
        size += count * around.size
    return seen, bold, code, size / seen if seen and sized else 1.0
