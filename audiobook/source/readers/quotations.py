"""What a letter by e-mail repeats from earlier ones, and the signature below it: set aside."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as pages

from audiobook.model import Finding
from audiobook.source.aside import Aside
from audiobook.source.readers.elements import text_of

_QUOTED = re.compile(r"[ \t]*(?:[A-Za-z]{0,4}>|[｜|]\s)")
_INTRODUCES = re.compile(
    r"(?:on\b.{4,120}\bwrote|.{2,120}写道|在.{4,100}[，,]\s*.{1,60}(?:写道|写到)|.{4,100}\bschrieb|le\b.{4,100}a écrit)"
    r"\s*[：:]?\s*$",
    re.I,
)
_EARLIER = re.compile(
    r"[ \t]*(?:-{3,}\s*(?:original message|forwarded message|原始邮件|原始郵件|回复的原邮件|转发邮件信息)"
    r"\s*-{3,}|_{20,})\s*$",
    re.I,
)
_SIGNATURE = re.compile(r"(?:-- ?|——|--{2,})\s*$")
_SIGNED = 12
"""Lines of a signature at the most."""
_CLASSES = re.compile(
    r"\b(?:gmail_(?:quote|attr|signature)|yahoo_quoted|moz-(?:cite-prefix|signature)|protonmail_quote|"
    r"(?:zmail_)?x?_?mail_quote|outlookmessageheader|mailquote)\b",
    re.I,
)


def without(text: str) -> tuple[str, list[Finding]]:
    """A letter in plain text without what it quotes and its signature, line for line, and what these were."""
    aside = Aside()
    lines = text.split("\n")
    earlier = next((at for at, line in enumerate(lines) if at and _EARLIER.match(line)), len(lines))
    aside.add("earlier letters", "\n".join(lines[earlier:]))
    lines[earlier:] = [""] * (len(lines) - earlier)
    for at, line in enumerate(lines):
        if not _QUOTED.match(line):
            continue
        above = next((i for i in range(at - 1, max(-1, at - 4), -1) if lines[i].strip()), None)
        if above is not None and _INTRODUCES.search(" ".join(lines[max(0, above - 1) : above + 1])):
            first = above if _INTRODUCES.match(lines[above].strip()) else above - 1
            aside.add("earlier letters", "\n".join(lines[first : above + 1]))
            lines[first : above + 1] = [""] * (above + 1 - first)
        aside.add("earlier letters", line)
        lines[at] = ""
    for at, line in enumerate(lines):
        below = [row for row in lines[at + 1 :] if row.strip()]
        if at and _SIGNATURE.match(line) and 0 < len(below) <= _SIGNED:
            aside.add("signature", "\n".join(lines[at:]))
            lines[at:] = [""] * (len(lines) - at)
            break
    return "\n".join(lines), list(aside.findings())


def without_in_page(markup: str) -> tuple[bytes, list[Finding]]:
    """A letter that is a page without what programs mark as quoted or as a signature, and what these were."""
    aside = Aside()
    try:
        tree = pages.document_fromstring(markup.encode("utf-8", "replace"), parser=pages.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return b"", []
    elements: list[Any] = list(tree.iter())
    for element in elements:
        if isinstance(element.tag, str) and _is_quoted(element) and element.getparent() is not None:
            why = "signature" if "signature" in element.get("class", "") else "earlier letters"
            aside.add(why, text_of(element))
            element.drop_tree()
    return pages.tostring(tree, encoding="utf-8"), list(aside.findings())


def _is_quoted(element: Any) -> bool:
    if element.tag == "blockquote" and element.get("type", "").lower() == "cite":
        return True
    return bool(_CLASSES.search(element.get("class", ""))) or element.get("id", "") in ("divRplyFwdMsg", "appendonsend")
