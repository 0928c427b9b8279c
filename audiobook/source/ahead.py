"""What closes something, looked for once: where nothing does, a text full of openings would be gone through again and
again."""

from __future__ import annotations

import re


class Ahead:
    """The next place of `pattern` in `text`, asked for from places that only go forward."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern, self._text = pattern, text
        self._found: re.Match[str] | None = None
        self._is_known = False

    def find(self, at: int) -> re.Match[str] | None:
        """The first match that begins at `at` or behind it.

        >>> dashes = Ahead(re.compile("--"), "a--b--")
        >>> [found.start() if (found := dashes.find(at)) else None for at in (0, 1, 2, 5)]
        [1, 1, 4, None]
        """
        if not self._is_known or (self._found is not None and self._found.start() < at):
            self._found, self._is_known = self._pattern.search(self._text, at), True
        return self._found


_CLOSINGS = {
    "<!--": "--!?>", "<!": ">", "<?": ">", "<![cdata[": r"\]\]>", "script": r"</script\s*>", "style": r"</style\s*>",
    "head": "</head|<body",
}  # fmt: skip
"""What opens a stretch of mark-up that is no text -> what closes it; head: what closes a script that nothing else
does."""
_PATTERNS = {opening: re.compile(closing, re.I) for opening, closing in _CLOSINGS.items()}
_EMPTY = re.compile("-?>")
"""What closes a comment that has just been opened."""


class Unread:
    """Where comments, declarations, scripts and styles of a page end."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._closings = {opening: Ahead(pattern, markup) for opening, pattern in _PATTERNS.items()}

    def end(self, opening: str, at: int) -> tuple[int, int] | None:
        """Where what `opening` has opened before `at` ends, without and with what closes it; None if nothing does.

        >>> Unread("<!-- a --> b").end("<!--", 4), Unread("<!-- a > b").end("<!--", 4), Unread("<!-- a").end("<!--", 4)
        ((7, 10), (7, 8), None)
        """
        kind = opening.lower()
        empty = _EMPTY.match(self._markup, at) if kind == "<!--" else None
        found = empty or self._closings[kind].find(at)
        if found is None and kind == "<!--":
            found = self._closings["<!"].find(at)
        if found is None and kind in ("script", "style"):
            found = self._closings["head"].find(at)
            stop = found.start() if found else len(self._markup)
            return stop, stop
        return found.span() if found else None
