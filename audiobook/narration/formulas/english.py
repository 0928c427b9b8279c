"""Formulas in English: the quantity A plus B，over two."""

from __future__ import annotations

from audiobook.narration.formulas import tree
from audiobook.narration.formulas.speaker import row, together, written
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
    return row(_English(), nodes)


class _English:
    def sign(self, sign: tree.Sign, *, alone: bool) -> str:
        return sign.english_before if alone and sign.english_before else sign.english

    def taken(self, nodes: Row, at: int) -> tuple[str, int] | None:
        return together(nodes, at, "en")

    def say(self, node: Node, before: Node | None) -> str:
        """Words of a node; a comma at an end of them parts it from what else stands there."""
        match node:
            case tree.Number(figures):
                return number(figures.replace(",", ""))
            case tree.Name():
                return node.english
            case tree.Text(text):
                return written(text, number)
            case tree.Group(inside, drawn):
                return _group(inside, before) if drawn else words(inside)
            case tree.Fraction(top, bottom):
                return _fraction(top, bottom)
            case tree.Choose(top, bottom):
                return f"{_quantity(top)} choose {_quantity(bottom)}"
            case tree.Root(inside, degree):
                return _root(inside, degree)
            case tree.Scripted():
                return self._scripted(node)
            case tree.Big():
                return _big(node)
            case tree.Accented(inside=inside):
                return node.english.replace("…", words(inside))
            case tree.Absolute(inside, norm):
                return f"the {'norm' if norm else 'absolute value'} of {words(inside)}"
            case tree.After(base, sign):
                return self.say(base, None) + _AFTER[sign]
            case tree.Tag(figures):
                return f"，equation {' '.join(cardinal(part) for part in _parts(figures))}" if figures else ""
            case _:
                return ""

    def _scripted(self, node: tree.Scripted) -> str:
        said = self.say(node.base, None) + _PRIMES.get(node.primes, " prime" if node.primes else "")
        if node.lower:
            if isinstance(node.base, tree.Name) and node.base.kind == "log":
                said += f" base {words(node.lower)} of"
            else:
                said += f" sub {words(node.lower)}{'，' if is_compound(node.lower) else ''}"
        return said + _power(node) if node.upper else said


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


def _group(inside: Row, before: Node | None) -> str:
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


def _fraction(top: Row, bottom: Row) -> str:
    above, below = single(top), single(bottom)
    if isinstance(above, tree.Number) and isinstance(below, tree.Number):
        share = below.figures
        if share.isdigit() and above.figures.isdigit() and 1 < int(share) <= _LARGEST_SHARE:
            one, many = _SHARES.get(share, (ordinal(share), f"{ordinal(share)}s"))
            return f"{cardinal(above.figures)} {one if above.figures == '1' else many}"
    return f"{_quantity(top)}{'，' if is_compound(top) else ' '}over {_quantity(bottom)}"


def _root(inside: Row, degree: Row) -> str:
    pause = "，" if is_compound(inside) else ""
    named: dict[Row, str] = {
        (): "the square root",
        (tree.Number("2"),): "the square root",
        (tree.Number("3"),): "the cube root",
    }
    return f"{named.get(degree) or f'the root of degree {words(degree)}'} of {_quantity(inside)}{pause}"


def _big(node: tree.Big) -> str:
    """the sum from I equals one to N of"""
    lower, upper = words(node.lower), words(node.upper)
    if "limit" in node.english:
        return f"{node.english} as {lower} of" if lower else f"{node.english} of"
    where = f" from {lower} to {upper}" if lower and upper else f" over {lower}" if lower else ""
    return f"{node.english}{where} of"


def _parts(figures: str) -> list[str]:
    for joint in "-–—":
        figures = figures.replace(joint, ".")
    return figures.split(".")
