"""Formulas in Chinese: 二A分之，负B加减根号下B平方减四A C."""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.language.numerals import cardinal
from audiobook.narration.amounts import number
from audiobook.narration.formulas import tree
from audiobook.narration.formulas.language import Language, Named
from audiobook.narration.formulas.speaker import together
from audiobook.narration.formulas.tree import Node, Row, is_compound, single

_AFTER = {"!": "的阶乘", "%": "百分号", "‰": "千分号", "°": "度"}
_SHARES = {"%": "百分之", "‰": "千分之"}
_PRIMES = {1: "撇", 2: "两撇", 3: "三撇"}


def words(nodes: Row) -> str:
    """What is said for a tree."""
    return _CHINESE.words(nodes)


class _Chinese(Language):
    def taken(self, nodes: Row, at: int) -> tuple[str, int] | None:
        node = nodes[at]
        log = isinstance(node, tree.Scripted) and isinstance(node.base, tree.Name) and node.base.kind == "log"
        if log and isinstance(node, tree.Scripted) and node.lower and not node.upper and at + 1 < len(nodes):
            of = nodes[at + 1]
            if not isinstance(of, tree.Sign):
                return f"以{words(node.lower)}为底{self.say(of, None)}的对数", 2
        return together(nodes, at, "zh")

    def number(self, figures: str) -> str:
        return number(figures)

    def name(self, node: Named) -> str:
        return node.chinese

    def name_alone(self, sign: tree.Sign) -> str:
        return sign.chinese_before

    def group(self, inside: Row, before: Node | None) -> str:  # noqa: ARG002
        return f"（{words(inside)}）"

    def fraction(self, top: Row, bottom: Row) -> str:
        """B分之A."""
        lead = "，" if is_compound(bottom) else ""
        if is_compound(top):
            return f"{lead}{words(bottom)}分之，{words(top)}，"
        return f"{lead}{words(bottom)}分之{words(top)}"

    def choose(self, top: Row, bottom: Row) -> str:
        return f"{words(top)}取{words(bottom)}"

    def root(self, inside: Row, degree: Row) -> str:
        sign = f"{words(degree)}次根号" if degree else "根号"
        return f"{sign}下{words(inside)}，" if is_compound(inside) else f"{sign}{words(inside)}"

    def scripted(self, node: tree.Scripted) -> str:
        said = self.say(node.base, None) + _PRIMES.get(node.primes, "撇" if node.primes else "")
        if node.lower:
            index = words(node.lower)
            said += f"下标{index}，" if is_compound(node.lower) else f" {index}"
        return f"{said}{_power(node)}" if node.upper else said

    def big(self, node: tree.Big) -> str:
        """求和，I从一到N，…"""
        if not node.lower and not node.upper:
            return node.chinese
        start = words(node.lower)
        variable, equals, *rest = (*node.lower, None, None)
        if isinstance(equals, tree.Sign) and equals.chinese == "等于" and variable is not None and node.upper:
            start = f"{words((variable,))}从{words(tuple(n for n in rest if n is not None))}到"
        elif node.upper:
            start = f"从{start}到" if start else "到"
        return f"{node.chinese}，{start}{words(node.upper)}，"

    def absolute(self, inside: Row, norm: bool) -> str:
        return f"{words(inside)}的{'范数' if norm else '绝对值'}"

    def after(self, base: Node, sign: str) -> str:
        if sign in _SHARES and isinstance(base, tree.Number):
            return _SHARES[sign] + number(base.figures)
        return self.say(base, None) + _AFTER[sign]

    def tag(self, parts: Sequence[str]) -> str:
        return f"式{'杠'.join(map(cardinal, parts))}"


_CHINESE = _Chinese()


def _power(node: tree.Scripted) -> str:
    exponent = single(node.upper)
    if isinstance(exponent, tree.Sign):
        return "星" if exponent.chinese == "乘" else "度" if exponent.chinese == "复合" else exponent.chinese
    if isinstance(exponent, tree.Name):
        if exponent.english == "T":
            return "的转置"
        if exponent.english == "prime":
            return "撇"
    if exponent == tree.Number("2") and not isinstance(node.base, tree.Number):
        return "的平方" if isinstance(node.base, tree.Group) else "平方"
    if isinstance(node.upper[-1], tree.Sign):  # a charge: Ca²⁺
        return "".join(each.chinese if isinstance(each, tree.Sign) else words((each,)) for each in node.upper)
    return f"的{words(node.upper)}次方"
