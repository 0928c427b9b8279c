"""All that a web page holds: the text between its tags, by a tokenizer that knows no structure.

Script and style are skipped, comments and declarations are no text. What is not written like a tag is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from audiobook.source.ahead import Unread
from audiobook.source.ledger.piece import Piece
from audiobook.source.markup_encoding import decode_markup

_WITHIN = (
    "a|abbr|b|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|rb|rp|rt|ruby|s|small|span|strong|sub|sup|tt|u|var|wbr"
)
"""Tags that stand within words."""
_REST = r"""(?:=\s*+(?:"[^"]*+"|'[^']*+')(?=[\s/>])|[^<>=]++|=){0,1000}+"""
_NAME = r"[A-Za-z][A-Za-z0-9_.-]*+(?::[A-Za-z0-9_.-]++)?"
_MARKUP = re.compile(
    rf"""
    <(?: (?P<opening>!\[CDATA\[|!--|[!?])
    | (?P<code>script|style)(?=[\s/>]){_REST}>
    | /?(?:{_WITHIN})(?=[\s/>])(?!\s+&){_REST}>
    | (?P<parting>/?{_NAME}(?=[\s/>])(?!\s+&){_REST}>
        (?:\s*+</?(?!(?:{_WITHIN}|script|style)[\s/>]){_NAME}(?=[\s/>])(?!\s+&){_REST}>)*+)
    | [/!?]?[A-Za-z][^<>\n]{{0,300}}\Z
    | (?P<sign>) )
    """,
    re.S | re.I | re.X,
)
"""Begun with its sign, so that what stands between is passed at once; tags with nothing between them are one."""
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]+)\s+(?:"([^"<&%]{0,200})"|'([^'<&%]{0,200})')\s*>""")


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
    line, counted, begun, at = 1, 0, 0, 0
    unread = Unread(markup)
    while found := _MARKUP.search(markup, at):
        start, (begin, at) = at, found.span()
        if begin > start:
            gathered.append(_resolved(markup[start:begin], own))
        if found["parting"] is not None:
            if gathered:
                line, counted = line + markup.count("\n", counted, begun), begun
                yield "".join(gathered), line
                gathered = []
            begun = at
        elif opening := found["code"] or found["opening"]:
            if found[0].endswith("/>"):
                continue
            end = unread.end(opening if found["code"] else f"<{opening}", at)
            inside = markup[at : end[0]] if end and opening.upper() == "![CDATA[" else ""
            gathered.append(inside if end else "<")
            at = end[1] if end else begin + 1
        elif found["sign"] is not None:
            gathered.append("<")
    gathered.append(_resolved(markup[at:], own))
    yield "".join(gathered), line + markup.count("\n", counted, begun)


def _resolved(text: str, own: dict[str, str]) -> str:
    """`text` with its entities as what they stand for; `own` are those the page declares itself."""
    if "&" not in text:
        return text
    if own:
        text = re.sub(r"&([\w.-]+);", lambda found: own.get(found[1], found[0]), text)
    return html.unescape(text)
