"""A place among the tokens of a formula."""

from __future__ import annotations

from audiobook.narration.formulas.table import commands
from audiobook.narration.formulas.tokens import Token, tokens


class NotPlain(Exception):
    """The formula is not one of those that are read."""


class Cursor:
    """Looks at tokens and goes on."""

    def __init__(self, source: str) -> None:
        self.latex = "\\" in source or "{" in source
        self.tokens = list(tokens(source))
        self.at = 0
        self.depth = 0

    def peek(self, ahead: int = 0) -> Token | None:
        """The next token, or one further on."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def is_next(self, kind: str, *texts: str) -> bool:
        """Whether the next token is of this kind and one of `texts`."""
        token = self.peek()
        return token is not None and token.kind == kind and token.text in texts

    def blanks(self) -> bool:
        """Passes over white space and says whether there was any."""
        begin = self.at
        while (token := self.peek()) is not None:
            tilde = self.latex and token.kind == "sign" and token.text == "~"
            entry = commands().get(token.text) if token.kind == "command" else None
            if token.kind != "space" and not tilde and (entry is None or entry.kind not in ("space", "plain")):
                break
            self.at += 1
        return self.at > begin

    def take(self, text: str) -> None:
        """Passes over `text`. Raises `NotPlain` if something else stands there."""
        token = self.peek()
        if token is None or token.text != text:
            raise NotPlain
        self.at += 1
