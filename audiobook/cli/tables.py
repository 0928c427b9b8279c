"""Tables a person likes to read; plain text when the output is not a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.model import VoiceInfo
    from audiobook.pipeline import Inspection


def console() -> Console:
    """Standard output; wide enough for titles when it goes to a file."""
    plain = Console()
    return plain if plain.is_terminal else Console(width=120, color_system=None)


def duration(seconds: float) -> str:
    """Hours and minutes as a listener says them.

    >>> duration(754), duration(3725)
    ('13 min', '1 h 02 min')
    """
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"


def print_inspection(inspection: Inspection) -> None:
    """Articles, then findings with their lines."""
    out = console()
    document = inspection.document
    facts = [document.title, document.issue, document.date, document.publisher]
    out.print(" · ".join(fact for fact in facts if fact), style="bold", markup=False)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, right in (("no", True), ("title", False), ("by", False), ("sections", True), ("characters", True)):
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    table.add_column("listening", justify="right")
    for article, characters, seconds in inspection.rows():
        title = article.title + (f"——{article.subtitle}" if article.subtitle else "")
        headings = sum(1 for section in article.sections if section.heading)
        table.add_row(
            str(article.number), title, "、".join(article.authors), str(headings), f"{characters:,}", duration(seconds)
        )
    out.print(table)
    total = sum(seconds for _, _, seconds in inspection.rows())
    out.print(f"{len(document.articles)} articles, about {duration(total)} in all", markup=False)
    if document.findings:
        out.print(f"\n{len(document.findings)} findings", style="bold")
        for finding in document.findings:
            where = f"line {finding.lines[0]}" if finding.lines else "      "
            if finding.lines and finding.lines[1] != finding.lines[0]:
                where = f"lines {finding.lines[0]}-{finding.lines[1]}"
            out.print(f"  {where:14} {finding.kind:10} {finding.message}", markup=False, highlight=False)


def print_voices(voices: Sequence[VoiceInfo], default: str) -> None:
    """Voices with language, gender and note; the default is marked."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("voice", "language", "gender", "note"):
        table.add_column(name)
    for voice in voices:
        mark = " *" if voice.name == default else ""
        table.add_row(voice.name + mark, voice.language, voice.gender, voice.note)
    console().print(table)
    console().print("* the default", style="dim")
