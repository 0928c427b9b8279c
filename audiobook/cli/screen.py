"""Tables and bars in which every text is one line of plain text."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from audiobook.cli.terminal import one_line


class Screen(Console):
    """Standard output, or errors; wide enough for titles when it goes to a file.

    Whatever `str` it is given, alone or in a cell, is neither markup nor emoji code nor escape sequence.
    """

    def __init__(self, *, err: bool = False) -> None:
        super().__init__(stderr=err, highlight=False)
        if not self.is_terminal:
            super().__init__(stderr=err, highlight=False, width=120, color_system=None)

    def render_str(self, text: str, **options: Any) -> Text:
        """What rich makes of every `str` that it is to show."""
        return super().render_str(one_line(text), **{**options, "markup": False, "emoji": False})
