"""What a text file holds for machines (addresses, mark-up, fields): set aside, one finding for each kind."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from audiobook.model import Finding, Lines
from audiobook.source.blocks import not_read

_TAG = r"<[!?][^<>]*>|</?[A-Za-z][\w:.-]*(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
_MARK_UP = re.compile(_TAG)
_COMMENT_OR_MARK_UP = re.compile(f"<!--.*?-->|{_TAG}", re.DOTALL)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character by its name or number."""


def split_tags(text: str) -> tuple[str, list[str]]:
    """`text` with a blank in place of every tag, comment and declaration of HTML, and these.

    >>> split_tags("a<b>c</b><!-- d -->, 1 < 2 > 0")
    ('a c  , 1 < 2 > 0', ['<b>', '</b>', '<!-- d -->'])
    """
    found: list[str] = []

    def taken(tag: str) -> str:
        found.append(tag)
        return " "

    return with_tags(text, taken, lambda words: words), found


def with_tags(text: str, tag: Callable[[str], str], words: Callable[[str], str]) -> str:
    """`text` with every tag, comment and declaration as `tag` has it, and what stands between as `words` has it."""
    # only before the last end of a comment is there any sense in looking for one
    last = text.rfind("-->") + len("-->") if "-->" in text else 0
    made: list[str] = []
    for pattern, part in ((_COMMENT_OR_MARK_UP, text[:last]), (_MARK_UP, text[last:])):
        at = 0
        for match in pattern.finditer(part):
            made += [words(part[at : match.start()]), tag(match[0])]
            at = match.end()
        made.append(words(part[at:]))
    return "".join(made)


class Aside:
    """Gathers texts that are not read, by the reason; `made` are characters that stand in the file under a name."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}
        self._lines: dict[str, Lines] = {}
        self.made: list[str] = []

    def add(self, why: str, text: str, lines: Lines | None = None) -> None:
        """`text` is not read, because it is `why`."""
        if not text.strip():
            return
        self._texts.setdefault(why, []).append(" ".join(text.split()))
        if lines:
            first, last = self._lines.get(why, lines)
            self._lines[why] = (min(first, lines[0]), max(last, lines[1]))

    def entities(self, text: str, lines: Lines | None = None) -> str:
        """`text` with the characters that are named in it; the names are mark-up.

        >>> aside = Aside()
        >>> aside.entities("caf&eacute; &nbsp;&amp; &unheard;"), aside.made
        ('café \\xa0& &unheard;', ['é'])
        """
        if "&" not in text:
            return text

        def character(found: re.Match[str]) -> str:
            char = html.unescape(found[0])
            if char == found[0]:
                return char
            self.add("mark-up", found[0], lines)
            if any(map(str.isalnum, char)):
                self.made.append(char)
            return char

        return ENTITY.sub(character, text)

    def findings(self) -> Iterator[Finding]:
        """One finding for each reason, with all it sets aside."""
        for why, texts in self._texts.items():
            yield not_read(why, " ".join(texts), self._lines.get(why))
