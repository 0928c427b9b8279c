"""study.tsv: what a person has decided of questions and terms; kept over rebuilds.

One line each: use, what, article, text, answer, id. A line whose `use` is `drop` is left out of the book, one whose
text or answer a person has changed says what is asked instead. The id ends in a mark of what the program wrote: by it a
changed line is told from one that only an older version worded otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from audiobook.errors import ConfigError
from audiobook.model import Question, Script, Term

NAME = "study.tsv"
HEAD = (
    "# use: keep, or drop what is not to be asked or listed; correct text and answer as you like; leave the id.\n"
    "# use\twhat\tarticle\ttext\tanswer\tid\n"
)
USES = ("keep", "drop")
WHAT = ("question", "term")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file."""

    use: str
    what: str
    article: str
    text: str
    answer: str
    id: str
    mark: str

    @property
    def changed(self) -> bool:
        """Has a person worded it?"""
        return self.mark != mark(self.text, self.answer)

    @property
    def decided(self) -> bool:
        """Does it say anything that the program would not?"""
        return self.use == "drop" or self.changed


@dataclass(frozen=True, slots=True)
class Decisions:
    """All of a book's, by kind and id."""

    lines: Mapping[tuple[str, str], Line] = field(default_factory=lambda: MappingProxyType({}))

    def dropped(self, what: str) -> frozenset[str]:
        """Ids of what is not wanted."""
        return frozenset(id_ for (kind, id_), line in self.lines.items() if kind == what and line.use == "drop")

    def worded(self, question: Question) -> Question:
        """`question` as a person would ask it."""
        line = self.lines.get(("question", question.id))
        if line is None or not line.changed:
            return question
        return replace(question, prompt=line.text, asked=line.text, answer=line.answer, said="")

    def renamed(self, term: Term, number: int) -> Term:
        """`term` as a person would call it."""
        line = self.lines.get(("term", term_id(term, number)))
        return term if line is None or not line.changed else replace(term, text=line.text)


def parse(text: str, name: str = NAME) -> Decisions:
    """The decisions in a file. Raises `ConfigError` naming the line."""
    lines: dict[tuple[str, str], Line] = {}
    for number, row in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not row.strip() or row.startswith("#"):
            continue
        cells = [cell.strip() for cell in row.split("\t")]
        if len(cells) != 6 or cells[0] not in USES or cells[1] not in WHAT or "." not in cells[5]:
            raise ConfigError(
                f"{name}:{number}: a line is use (keep or drop), what (question or term), article, text, answer, id, "
                "with tabs between them"
            )
        use, what, article, said, answer, whole = cells
        id_, _, mark_ = whole.rpartition(".")
        if not said and use == "keep":
            raise ConfigError(f"{name}:{number}: nothing is asked; write `drop` to leave it out")
        lines[what, id_] = Line(use, what, article, said, answer, id_, mark_)
    return Decisions(MappingProxyType(lines))


def write(scripts: Iterable[Script], decisions: Decisions) -> str:
    """The file for a book as it is now: every question and term of its articles, what was decided of each, and
    behind them what was decided of those that are not found now."""
    rows: dict[tuple[str, str], Line] = {}
    for script in scripts:
        for line in _lines(script, decisions):
            rows[line.what, line.id] = line
    rest = [line for key, line in decisions.lines.items() if key not in rows and line.decided]
    rest.sort(key=lambda line: (_number(line.article), line.what, line.id))
    return HEAD + "".join(_row(line) for line in (*rows.values(), *rest))


def mark(text: str, answer: str) -> str:
    """Of what the program wrote."""
    return hashlib.sha256(f"{_cell(text)}\t{_cell(answer)}".encode()).hexdigest()[:6]


def term_id(term: Term, number: int) -> str:
    """What a term of article `number` is known by."""
    return hashlib.sha256(f"{number}\t{term.text}".encode()).hexdigest()[:12]


def _lines(script: Script, decisions: Decisions) -> Sequence[Line]:
    found: list[Line] = []
    for question in script.study.questions:
        old = decisions.lines.get(("question", question.id))
        found.append(
            old
            if old is not None and old.changed
            else _line("question", script.number, question.asked, question.answer, question.id)
        )
    renamed = {line.text: line for (what, _), line in decisions.lines.items() if what == "term" and line.changed}
    for term in script.study.terms:
        found.append(
            renamed.get(term.text) or _line("term", script.number, term.text, "", term_id(term, script.number))
        )
    return found


def _line(what: str, article: int, text: str, answer: str, id_: str) -> Line:
    return Line("keep", what, str(article), _cell(text), _cell(answer), id_, mark(text, answer))


def _row(line: Line) -> str:
    cells = (line.use, line.what, line.article, line.text, line.answer, f"{line.id}.{line.mark}")
    return "\t".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split())


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
