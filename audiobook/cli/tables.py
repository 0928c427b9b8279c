"""What `inspect` and `voices` show, in tables a person likes to read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audiobook.cli.screen import Screen, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiobook.model import Document, ExplainedLine, Ledger, VoiceInfo
    from audiobook.pipeline import Inspection


def duration(seconds: float) -> str:
    """Hours and minutes as a listener says them.

    >>> duration(754), duration(3725)
    ('13 min', '1 h 02 min')
    """
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"


def account(ledger: Ledger | None) -> str:
    """Where every letter of a publication is, in one line."""
    if ledger is None:
        return "letters: not counted, for the file does not say how many there are"
    return (
        f"{ledger.letters:,} letters: {ledger.read:,} read, {ledger.set_aside:,} set aside (see findings), "
        f"{ledger.lost:,} lost"
    )


_FINDINGS = 10
"""So many findings are shown unless somebody wants all."""
_WEIGHT = {
    "language": 0, "illegible": 0, "lost": 0, "missing": 1, "feed": 1, "displaced": 1, "after-end": 2, "overlap": 2,
    "second-opinion": 2, "doubled": 3, "fragment": 3, "title": 4, "byline": 5, "torn": 6, "marks": 6, "joined": 7,
}  # fmt: skip
"""What should be looked at first; what is not named comes after these, what was only set aside last."""
_HEADINGS = 20
"""So many headings of a publication that is one article are listed."""
_SET_ASIDE = 20
_SURE = 0.8
"""An article whose beginning is less sure than this is marked."""


def print_inspection(inspection: Inspection, *, everything: bool = False) -> None:
    """Articles (the sections of one that is alone), then the findings that matter most, or all, with their lines."""
    out = Screen()
    document = inspection.document
    facts = [document.title, document.issue, document.date, document.publisher]
    out.print(" · ".join(fact for fact in facts if fact), style="bold")
    figures = ("no", "sections", "characters", "listening")
    table = Table("no", "title", "by", *figures[1:], right=figures)
    for article, characters, seconds in inspection.rows():
        title = article.title + (f"——{article.subtitle}" if article.subtitle else "")
        title = title or f"（{article.name}…）"
        doubt = "" if article.confidence >= _SURE else " ?"
        headings = sum(1 for section in article.sections if section.heading)
        by = "、".join(article.authors)
        table.add_row(f"{article.number}{doubt}", title, by, str(headings), f"{characters:,}", duration(seconds))
    if len(document.articles) == 1:
        parts = [section.heading for section in document.articles[0].sections if section.heading]
        for heading in parts[:_HEADINGS]:
            table.add_row("", f"  {heading}")
        if len(parts) > _HEADINGS:
            table.add_row("", f"  and {len(parts) - _HEADINGS} more")
    out.print_table(table)
    total = sum(seconds for _, _, seconds in inspection.rows())
    out.print(f"{len(document.articles)} articles, about {duration(total)} in all")
    out.print(account(document.ledger))
    _print_doubts(document, out)
    _print_findings(document, out, everything=everything)


def _print_doubts(document: Document, out: Screen) -> None:
    unsure = [str(article.number) for article in document.articles if article.confidence < _SURE]
    if not unsure:
        return
    out.print(f"? not sure that an article begins there: {', '.join(unsure[:20])}")
    for one in document.alternatives[1:2]:
        titles = " · ".join(one.titles)
        out.print(f"  or {one.articles} articles ({one.scheme}): {titles}")
        out.print(f'  to have it so: [source] articles = "{one.scheme}" in audiobook.toml')


def _print_findings(document: Document, out: Screen, *, everything: bool) -> None:
    if not document.findings:
        return
    out.print()
    out.print(f"{len(document.findings)} findings", style="bold")
    shown = list(document.findings)
    if not everything and len(shown) > _FINDINGS:
        weighed = sorted(shown, key=lambda one: _WEIGHT.get(one.kind, _SET_ASIDE if one.text else 10))
        first = weighed[:_FINDINGS]
        shown = [one for one in shown if one in first][:_FINDINGS]
    for finding in shown:
        where = f"line {finding.lines[0]}" if finding.lines else "      "
        if finding.lines and finding.lines[1] != finding.lines[0]:
            where = f"lines {finding.lines[0]}-{finding.lines[1]}"
        out.print(f"  {where:14} {finding.kind:10} {finding.message}")
    rest = Counter(one.kind for one in document.findings) - Counter(one.kind for one in shown)
    if rest:
        counted = ", ".join(f"{count} {kind}" for kind, count in rest.most_common())
        out.print(f"  and {counted}; --all shows them")


def print_explained(lines: Sequence[ExplainedLine]) -> None:
    """Each line with its label, and what decided."""
    out = Screen()
    for line in lines:
        where = str(line.lines[0]) if line.lines else str(line.place)
        text = line.text if len(line.text) <= 40 else f"{line.text[:39]}…"
        out.print(f"{where:>6}  {line.label} ({line.score:+.1f} over {line.second})  {text}")
        out.print(f"        {', '.join(line.features[:12])}", style="dim")
    if not lines:
        out.print("no text on these lines")


def print_voices(voices: Sequence[VoiceInfo], default: str) -> None:
    """Voices with language, gender and note; the default is marked."""
    table = Table("voice", "language", "gender", "note")
    for voice in voices:
        mark = " *" if voice.name == default else ""
        table.add_row(voice.name + mark, voice.language, voice.gender, voice.note)
    out = Screen()
    out.print_table(table)
    out.print("* the default", style="dim")
