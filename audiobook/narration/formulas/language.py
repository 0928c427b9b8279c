"""What is said of each node of a formula, in whatever language; the languages have the words."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from audiobook.narration.formulas import tree
from audiobook.narration.formulas.speaker import written
from audiobook.narration.formulas.tree import Node, Row

Named = tree.Name | tree.Sign | tree.Big | tree.Accented


class Language(ABC):
    """One language's words for the nodes of a tree."""

    def words(self, nodes: Row) -> str:
        """What is said for nodes that stand beside one another."""
        return " ".join(part for part in self._parts(nodes) if part).strip("， ")

    def _parts(self, nodes: Row) -> Iterator[str]:
        at = 0
        while at < len(nodes):
            node, before = nodes[at], nodes[at - 1] if at else None
            if taken := self.taken(nodes, at):
                yield taken[0]
                at += taken[1]
                continue
            if isinstance(node, tree.Sign):
                yield self.sign(node, alone=before is None or isinstance(before, tree.Sign | tree.Big))
            else:
                yield self.say(node, before)
            at += 1

    def sign(self, sign: tree.Sign, *, alone: bool) -> str:
        """Words of a sign between two, or `alone` before one."""
        return (alone and self.name_alone(sign)) or self.name(sign)

    def say(self, node: Node, before: Node | None) -> str:
        """Words of a node; a comma at an end of them parts it from what else stands there."""
        match node:
            case tree.Number(figures):
                return self.number(figures)
            case tree.Name():
                return self.name(node)
            case tree.Text(text):
                return written(text, self.number)
            case tree.Group(inside, drawn):
                return self.group(inside, before) if drawn else self.words(inside)
            case tree.Fraction(top, bottom):
                return self.fraction(top, bottom)
            case tree.Choose(top, bottom):
                return self.choose(top, bottom)
            case tree.Root(inside, degree):
                return self.root(inside, degree)
            case tree.Scripted():
                return self.scripted(node)
            case tree.Big():
                return self.big(node)
            case tree.Accented(inside=inside):
                return self.name(node).replace("…", f" {self.words(inside)} ")
            case tree.Absolute(inside, norm):
                return self.absolute(inside, norm)
            case tree.After(base, sign):
                return self.after(base, sign)
            case tree.Tag(figures):
                return f"，{self.tag(re.split('[-.–—]', figures))}" if figures else ""
            case _:
                return ""

    @abstractmethod
    def taken(self, nodes: Row, at: int) -> tuple[str, int] | None:
        """Words of several nodes from `at` on that are said together, and how many they are."""

    @abstractmethod
    def number(self, figures: str) -> str:
        """Words of figures, with a point or without."""

    @abstractmethod
    def name(self, node: Named) -> str:
        """What a letter, function, sign or accent is called."""

    @abstractmethod
    def name_alone(self, sign: tree.Sign) -> str:
        """What a sign before one is called, "" where that is no other name."""

    @abstractmethod
    def group(self, inside: Row, before: Node | None) -> str:
        """Words of what stands in brackets, behind `before`."""

    @abstractmethod
    def fraction(self, top: Row, bottom: Row) -> str:
        """Words of a fraction; a sum above or below is parted from what stands around it."""

    @abstractmethod
    def choose(self, top: Row, bottom: Row) -> str:
        """Words of a binomial coefficient."""

    @abstractmethod
    def root(self, inside: Row, degree: Row) -> str:
        """Words of a root."""

    @abstractmethod
    def scripted(self, node: tree.Scripted) -> str:
        """Words of a base with primes, an index and a power."""

    @abstractmethod
    def big(self, node: tree.Big) -> str:
        """Words of a sum, product, integral or limit with what stands below and above."""

    @abstractmethod
    def absolute(self, inside: Row, norm: bool) -> str:
        """Words of an absolute value or a norm."""

    @abstractmethod
    def after(self, base: Node, sign: str) -> str:
        """Words of a factorial, percentage or degree."""

    @abstractmethod
    def tag(self, parts: Sequence[str]) -> str:
        """Words of the number of a formula: (3-1) is ["3", "1"]."""
