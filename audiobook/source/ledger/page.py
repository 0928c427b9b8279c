"""All that a web page holds: the text between its tags, by a tokenizer that knows no structure.

Script and style are skipped, comments and declarations are no text. What is not written like a tag is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from audiobook.source.ledger.piece import Piece
from audiobook.source.markup_encoding import decode_markup

_REST = r"""(?:=\s*+(?:"[^"]*+"|'[^']*+')(?=[\s/>])|[^<>=]++|=)*+"""
_MARKUP = re.compile(
    rf"""
    <!--(?:-?>|.*?--!?>|[^>]*>)
    | <!\[CDATA\[(?P<cdata>.*?)\]\]>
    | <(?P<skipped>script|style)(?=[\s/>]){_REST}(?:(?<=/)>|>(?:.*?</(?P=skipped)\s*>|.*?(?=</head|<body)|.*))
    | <[!?][^>]*>
    | </?(?P<name>[A-Za-z][A-Za-z0-9_.-]*+(?::[A-Za-z0-9_.-]++)?)(?=[\s/>])(?!\s+&){_REST}>
    | <[/!?]?[A-Za-z][^<>\n]{{0,300}}\Z
    """,
    re.S | re.I | re.X,
)
_WITHIN = frozenset([
    "a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "rb", "rp",
    "rt", "ruby", "s", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr",
])  # fmt: skip
"""Tags that stand within words."""
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>""")


def pieces(path: Path) -> Iterator[Piece]:
    """The text of the page at `path`, in stretches."""
    for text, line in texts(decode_markup(path.read_bytes(), path)):
        yield Piece(text, f"line {line}", line)


def texts(markup: str) -> Iterator[tuple[str, int]]:
    """Stretches of text that no tag parts but those within words, and the line each begins in.

    >>> list(texts("<p>a<b>b</b>&eacute; x<y=3</p><script>1</script>c"))
    [('abé x<y=3', 1), ('c', 1)]
    """
    own = {name: one or other for name, one, other in _ENTITY.findall(markup[:20_000])}
    gathered: list[str] = []
    line, begun, at = 1, 1, 0
    for found in _MARKUP.finditer(markup):
        if found.start() > at:
            gathered.append(_resolved(markup[at : found.start()], own))
        line += markup.count("\n", at, found.end())
        at = found.end()
        if found["cdata"]:
            gathered.append(found["cdata"])
        elif found["name"] and found["name"].lower() not in _WITHIN:
            if gathered:
                yield "".join(gathered), begun
                gathered = []
            begun = line
    gathered.append(_resolved(markup[at:], own))
    yield "".join(gathered), begun


def _resolved(text: str, own: dict[str, str]) -> str:
    """`text` with its entities as what they stand for; `own` are those the page declares itself."""
    if "&" not in text:
        return text
    if own:
        text = re.sub(r"&([\w.-]+);", lambda found: own.get(found[1], found[0]), text)
    return html.unescape(text)
