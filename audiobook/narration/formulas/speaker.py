"""What is said of several nodes of a formula together, and of words in it."""

from __future__ import annotations

from collections.abc import Callable

from audiobook.language.chinese import compiled
from audiobook.narration.formulas import tree
from audiobook.narration.formulas.tree import Row
from audiobook.narration.rules import units
from audiobook.narration.rules.en import measures
from audiobook.narration.rules.latin import say as say_latin


def together(nodes: Row, at: int, language: str) -> tuple[str, int] | None:
    """What is said of the node at `at` only in its place, and of how many nodes: an amount with its unit (9.8 m/s²), a
    colon that is no ratio, the arrow behind one (f: A→B)."""
    node = nodes[at]
    if isinstance(node, tree.Number) and at + 1 < len(nodes):
        unit = nodes[at + 1]
        power = ""
        if isinstance(unit, tree.Scripted) and not unit.lower and unit.upper in _EXPONENTS:
            power, unit = _EXPONENTS[unit.upper], unit.base
        if isinstance(unit, tree.Text):
            amount = measures.amount if language == "en" else units.amount
            name = unit.text.strip()
            said = amount(node.figures, name + power)
            if said is None and power and language == "en" and (plain := measures.amount(node.figures, name)):
                said = f"{plain} {'squared' if power == '²' else 'cubed'}"
            return (said, 2) if said else None
    if isinstance(node, tree.Sign) and node.chinese == COLON and not is_ratio(nodes, at):
        return "，", 1
    if isinstance(node, tree.Sign) and node.chinese == "趋于":
        maps = any(isinstance(each, tree.Sign) and each.chinese == COLON for each in nodes[:at])
        return ("to" if language == "en" else "到", 1) if maps else None
    return None


COLON = "比"
_EXPONENTS: dict[Row, str] = {(tree.Number("2"),): "²", (tree.Number("3"),): "³"}


def written(text: str, number: Callable[[str], str]) -> str:
    """Words inside a formula: Chinese as it is, Latin as elsewhere, figures by `number`."""
    parts = _WRITTEN.findall(text)
    return " ".join(
        number(part) if part[0].isdigit() else say_latin(part) if part.isascii() else part for part in parts
    )


_WRITTEN = compiled(r"[A-Za-z]+(?:'[A-Za-z]+)?|\d+(?:\.\d+)?|[[:Han:]，]+")


def is_ratio(nodes: Row, at: int) -> bool:
    """Whether the colon at `at` stands between figures."""
    around = nodes[max(0, at - 1) : at + 2]
    return len(around) == 3 and isinstance(around[0], tree.Number) and isinstance(around[2], tree.Number)
