"""Formulas in English: the quantity A plus B，over two."""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.narration.formulas import tree
from audiobook.narration.formulas.language import Language, Named
from audiobook.narration.formulas.speaker import together
from audiobook.narration.formulas.tree import Node, Row, is_compound, is_list, single
from audiobook.narration.rules.english_words import cardinal, number, ordinal

_AFTER = {"!": " factorial", "%": " percent", "‰": " per thousand", "°": " degrees"}
_PRIMES = {1: " prime", 2: " double prime", 3: " triple prime"}
_SHARES = {"2": ("half", "halves"), "4": ("quarter", "quarters")}
_LARGEST_SHARE = 20
_FUNCTIONS = frozenset(["F", "G", "H", "P", "phi", "psi"])
"""Letters before a bracket that are taken for functions of it."""


def words(nodes: Row) -> str:
    """What is said for a tree."""
    return _ENGLISH.words(nodes)


class _English(Language):
    def taken(self, nodes: Row, at: int) -> tuple[str, int] | None:
        return together(nodes, at, "en")

    def number(self, figures: str) -> str:
        return number(figures.replace(",", ""))

    def name(self, node: Named) -> str:
        return node.english

    def name_alone(self, sign: tree.Sign) -> str:
        return sign.english_before

    def group(self, inside: Row, before: Node | None) -> str:
        base = before
        while isinstance(base, tree.Scripted):
            base = base.base
        of = isinstance(base, tree.Text) or (isinstance(base, tree.Name) and base.kind != "letter")
        if isinstance(base, tree.Name) and base.kind == "letter":
            of = base.english in _FUNCTIONS or is_list(inside) or not is_compound(inside)
        if of:
            return f"of {words(inside)}"
        if base is None or isinstance(base, tree.Sign | tree.Big):
            return _quantity(inside)
        if any(isinstance(node, tree.Sign) and node.english.startswith(("is ", "equals")) for node in inside):
            return f"，{words(inside)}"
        return f"times {_quantity(inside)}"

    def fraction(self, top: Row, bottom: Row) -> str:
        above, below = single(top), single(bottom)
        if isinstance(above, tree.Number) and isinstance(below, tree.Number):
            share = below.figures
            if share.isdigit() and above.figures.isdigit() and 1 < int(share) <= _LARGEST_SHARE:
                one, many = _SHARES.get(share, (ordinal(share), f"{ordinal(share)}s"))
                return f"{cardinal(above.figures)} {one if above.figures == '1' else many}"
        return f"{_quantity(top)}{'，' if is_compound(top) else ' '}over {_quantity(bottom)}"

    def choose(self, top: Row, bottom: Row) -> str:
        return f"{_quantity(top)} choose {_quantity(bottom)}"

    def root(self, inside: Row, degree: Row) -> str:
        pause = "，" if is_compound(inside) else ""
        named: dict[Row, str] = {
            (): "the square root",
            (tree.Number("2"),): "the square root",
            (tree.Number("3"),): "the cube root",
        }
        return f"{named.get(degree) or f'the root of degree {words(degree)}'} of {_quantity(inside)}{pause}"

    def scripted(self, node: tree.Scripted) -> str:
        said = self.say(node.base, None) + _PRIMES.get(node.primes, " prime" if node.primes else "")
        if node.lower:
            if isinstance(node.base, tree.Name) and node.base.kind == "log":
                said += f" base {words(node.lower)} of"
            else:
                said += f" sub {words(node.lower)}{'，' if is_compound(node.lower) else ''}"
        return said + _power(node) if node.upper else said

    def big(self, node: tree.Big) -> str:
        """the sum from I equals one to N of"""
        lower, upper = words(node.lower), words(node.upper)
        if "limit" in node.english:
            return f"{node.english} as {lower} of" if lower else f"{node.english} of"
        where = f" from {lower} to {upper}" if lower and upper else f" over {lower}" if lower else ""
        return f"{node.english}{where} of"

    def absolute(self, inside: Row, norm: bool) -> str:
        return f"the {'norm' if norm else 'absolute value'} of {words(inside)}"

    def after(self, base: Node, sign: str) -> str:
        return self.say(base, None) + _AFTER[sign]

    def tag(self, parts: Sequence[str]) -> str:
        return f"equation {' '.join(map(cardinal, parts))}"


_ENGLISH = _English()


def _power(node: tree.Scripted) -> str:
    exponent = single(node.upper)
    pause = "，" if isinstance(node.base, tree.Group) else " "
    if isinstance(exponent, tree.Sign):
        return {"times": " star", "composed with": " degrees"}.get(exponent.english, f" {exponent.english}")
    if isinstance(exponent, tree.Name) and exponent.english == "T":
        return f"{pause}transpose"
    if exponent in (tree.Number("2"), tree.Number("3")):
        return f"{pause}{'squared' if exponent == tree.Number('2') else 'cubed'}"
    if isinstance(node.upper[-1], tree.Sign):  # a charge: Ca²⁺
        each = (one.english if isinstance(one, tree.Sign) else words((one,)) for one in node.upper)
        return f" {' '.join(each)}"
    return f"{pause}to the power of {words(node.upper)}"


def _quantity(nodes: Row) -> str:
    return f"the quantity {words(nodes)}" if is_compound(nodes) and not is_list(nodes) else words(nodes)
