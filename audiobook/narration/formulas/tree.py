"""What a formula is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple["Node", ...]
"""What stands beside one another."""


@dataclass(frozen=True, slots=True)
class Number:
    """Figures as written: 1,234.5."""

    figures: str


@dataclass(frozen=True, slots=True)
class Name:
    """A letter, a constant, a function, or a sign said before what it belongs to."""

    chinese: str
    english: str
    kind: str = "letter"
    """letter, prefix or function, as in data/mathematics.tsv; log is a function of kind "log"."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words: of `\\text`, Chinese characters, a name of several letters (softmax)."""

    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands between two or, in its second form, before one."""

    chinese: str
    english: str
    chinese_before: str = ""
    english_before: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """In brackets of any kind; `drawn` False: the braces of LaTeX, which only hold together."""

    inside: Row
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Fraction:
    """top / bottom."""

    top: Row
    bottom: Row


@dataclass(frozen=True, slots=True)
class Choose:
    """The binomial coefficient."""

    top: Row
    bottom: Row


@dataclass(frozen=True, slots=True)
class Root:
    """The square root, or of another degree."""

    inside: Row
    degree: Row = ()


@dataclass(frozen=True, slots=True)
class Scripted:
    """With an index below, an exponent, or primes."""

    base: Node
    lower: Row = ()
    upper: Row = ()
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Big:
    """A sum, an integral, a limit, and where it runs."""

    chinese: str
    english: str
    lower: Row = ()
    upper: Row = ()


@dataclass(frozen=True, slots=True)
class Accented:
    """With something above it; … in the words stands for what is below."""

    chinese: str
    english: str
    inside: Row


@dataclass(frozen=True, slots=True)
class Absolute:
    """Between strokes; `norm`: between double ones."""

    inside: Row
    norm: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """With a sign behind it: ! % ‰ °."""

    base: Node
    sign: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The number of an equation."""

    figures: str


Node = (
    Number | Name | Text | Sign | Group | Fraction | Choose | Root | Scripted | Big | Accented | Absolute | After | Tag
)


def is_compound(row: Sequence[Node]) -> bool:
    """Whether something is added, taken away or compared in it, so that a listener must be told where it ends."""
    return any(isinstance(node, Sign) for node in row[1:])


def is_list(row: Sequence[Node]) -> bool:
    """Whether commas part it: arguments, the ends of an interval, the members of a set."""
    return any(isinstance(node, Sign) and node.chinese == "，" for node in row)


def single(row: Row) -> Node | None:
    """The only node of `row`."""
    return row[0] if len(row) == 1 else None
