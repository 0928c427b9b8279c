"""What the script's own signs mean: known to what writes it and to what reads it."""

from __future__ import annotations

import re

from audiobook.model import ParagraphKind

VERSION = 1
PREFIX: dict[ParagraphKind, str] = {
    "quote": ">", "list": "-", "table": "|", "caption": ":", "verse": "~", "formula": "$", "note": "^",
}  # fmt: skip
"""What begins every line of a paragraph of this kind, with a blank behind it; code stands between fences."""
KINDS: dict[str, ParagraphKind] = {sign: kind for kind, sign in PREFIX.items()}
FENCE = re.compile(r"(?P<ticks>`{3,})[ \t]*[\w+#.-]*[ \t]*")
"""The whole line above code; as many backticks or more stand below it."""
SPECIAL = ("#", ">", "-", "|", ":", "\\", "<!--", "```", "*", "+", "=")
BOOK_KEYS = ("title", "issue", "date", "publisher", "language", "feed")
ARTICLE_KEYS = ("number", "subtitle", "authors", "note", "source", "column", "date", "emphasised", "language")
SEPARATORS = re.compile(r"\s*[、,，;；]\s*")
META = re.compile(r"^- (?P<key>[\w]+)\s*[:：]\s*(?P<value>.*)$")
