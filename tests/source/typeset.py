"""Pages typeset for tests: text in columns, at any place, turned any way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 595.0, 842.0
SERIF, BOLD = "Times-Roman", "Times-Bold"
CHINESE = "STSong-Light"


def know_chinese() -> None:
    """Make the Chinese typeface known to reportlab, once in every process that sets in it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))


class Sheet:
    """One PDF, written line by line. Places are points from the upper left corner."""

    def __init__(self, path: Path, *, turned: int = 0) -> None:
        from reportlab.pdfgen.canvas import Canvas

        know_chinese()
        self.turned = turned
        self.canvas: Any = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
        self.begin()

    def begin(self) -> None:
        """What each page starts with: text is set so that it stands upright once the page is turned."""
        from math import cos, radians, sin

        if self.turned:
            self.canvas.setPageRotation(self.turned)
            self.canvas.translate(WIDTH / 2, HEIGHT / 2)
            angle = radians(self.turned)
            self.canvas.transform(cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0)
            self.canvas.translate(-self.width / 2, -self.height / 2)

    @property
    def width(self) -> float:
        """Of the page as it is seen."""
        return HEIGHT if self.turned in (90, 270) else WIDTH

    @property
    def height(self) -> float:
        """Of the page as it is seen."""
        return WIDTH if self.turned in (90, 270) else HEIGHT

    def line(self, x: float, y: float, text: str, size: float = 10, font: str = SERIF) -> None:
        """One line of text."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def centred(self, y: float, text: str, size: float, font: str = BOLD) -> None:
        """One line in the middle of the page."""
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(self.width / 2, self.height - y, text)

    def words(self, x: float, y: float, words: Sequence[str], size: float = 10, gap: float = 0.25) -> None:
        """One line whose words are set one by one, `gap` ems apart, without a space in the file."""
        for word in words:
            self.line(x, y, word, size)
            x += self.canvas.stringWidth(word, SERIF, size) + gap * size

    def column(self, x: float, y: float, lines: Sequence[str], size: float = 10, font: str = SERIF) -> float:
        """Lines one under another; where the next would stand."""
        for line in lines:
            self.line(x, y, line, size, font)
            y += size * 1.4
        return y

    def sideways(self, x: float, y: float, text: str, size: float = 10) -> None:
        """One line that runs up the page."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - y)
        self.canvas.rotate(90)
        self.canvas.setFont(SERIF, size)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def page(self) -> None:
        """The next page."""
        self.canvas.showPage()
        self.begin()

    def save(self) -> None:
        """Written to disk."""
        self.canvas.save()

    def wrapped(self, text: str, width: float, size: float = 10, font: str = SERIF) -> list[str]:
        """`text` in lines of at most `width` points: at blanks, Chinese anywhere."""
        lines = [""]
        for word in text.split(" ") if " " in text else list(text):
            blank = " " if " " in text and lines[-1] else ""
            if lines[-1] and self.canvas.stringWidth(lines[-1] + blank + word, font, size) > width:
                lines.append(word)
            else:
                lines[-1] += blank + word
        return lines
