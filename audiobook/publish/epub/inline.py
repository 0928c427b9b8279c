"""What stands within a paragraph: text, line breaks, readings as ruby, marks of notes as links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from audiobook.publish.epub.chapter import Footnote
from audiobook.publish.epub.xml import TYPE, E
from audiobook.publish.notes import plain

_RUBY = re.compile(r"\{([^{}|\n]{1,8})\|([^{}|\n]{1,60})\}")


def inline(text: str, links: dict[str, Footnote], *, breaks: bool = True) -> Iterator[Any]:
    """`text` as strings and elements. `links`: notes by the marks that lead to them; one that is found is taken out,
    so that a mark leads to its note once. `breaks`: a new line is one in the page too."""
    text, end = plain(text), 0
    for found in signs(text, links):
        if found[0] == "\n" and not breaks:
            continue
        yield text[end : found.start()]
        end = found.end()
        if ruby := _RUBY.fullmatch(found[0]):
            yield E.ruby(ruby[1], E.rt(ruby[2].strip()))
        elif found[0] == "\n":
            yield E.br()
        elif note := links.pop(found[0], None):
            where = {"id": f"mark{note.place}", "href": f"#{note_id(note)}"}
            yield E.a({TYPE: "noteref", "role": "doc-noteref", **where}, found[0])
        else:
            yield found[0]
    yield text[end:]


def signs(text: str, marks: Iterable[str]) -> Iterator[re.Match[str]]:
    """What in `text` is more than text: readings, new lines, and any of `marks`."""
    return re.finditer("|".join([*map(re.escape, marks), _RUBY.pattern, "\n"]), text)


def note_id(note: Footnote) -> str:
    """The id of a note's element."""
    return f"note{note.place}"
