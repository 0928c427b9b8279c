"""Nodes made of lines of the table and of one another."""

from __future__ import annotations

from audiobook.narration.formulas import tree
from audiobook.narration.formulas.cursor import NotPlain
from audiobook.narration.formulas.table import Entry
from audiobook.narration.formulas.tree import Node, Row


def named(name: str, entry: Entry) -> Node:
    """What a line of the table stands for in a formula. Raises `NotPlain` for what is never said alone."""
    if entry.kind in ("letter", "prefix", "function"):
        return tree.Name(entry.chinese, entry.english, "log" if name == "log" else entry.kind)
    if entry.kind == "big":
        return tree.Big(entry.chinese, entry.english)
    if entry.kind in ("operator", "relation"):
        return sign(entry)
    raise NotPlain


def sign(entry: Entry) -> tree.Sign:
    """Both forms of an operator or relation."""
    chinese, _, before = entry.chinese.partition(";")
    english, _, english_before = entry.english.partition(";")
    return tree.Sign(chinese, english, before, english_before)


def with_scripts(node: Node, lower: Row, upper: Row, primes: int) -> Node:
    """`node` with what stands below, above and behind it. Raises `NotPlain` where nothing can."""
    if not (lower or upper or primes):
        return node
    if isinstance(node, tree.Big):
        return tree.Big(node.chinese, node.english, lower, upper)
    if isinstance(node, tree.Sign | tree.Tag):
        raise NotPlain
    return tree.Scripted(node, lower, upper, primes)


def is_function(node: Node) -> bool:
    """Whether what follows is its argument."""
    while isinstance(node, tree.Scripted):
        node = node.base
    return isinstance(node, tree.Text) or (isinstance(node, tree.Name) and node.kind in ("function", "log"))


def bare(row: Row) -> Row:
    """A row without the brackets that only held it together."""
    return row[0].inside if len(row) == 1 and isinstance(row[0], tree.Group) else row
