"""What the script's own signs mean: known to what writes it and to what reads it."""

from __future__ import annotations

import re

from audiobook.model import ParagraphKind

VERSION = 1
PREFIX: dict[ParagraphKind, str] = {"quote": ">", "list": "-", "table": "|", "caption": ":"}
KINDS: dict[str, ParagraphKind] = {sign: kind for kind, sign in PREFIX.items()}
SPECIAL = ("#", ">", "-", "|", ":", "\\", "<!--", "```", "*", "+", "=")
BOOK_KEYS = ("title", "issue", "date", "publisher", "language")
ARTICLE_KEYS = ("number", "subtitle", "authors", "note", "source", "column", "language")
SEPARATORS = re.compile(r"\s*[、,，;；]\s*")
META = re.compile(r"^- (?P<key>[\w]+)\s*[:：]\s*(?P<value>.*)$")
