"""Mathematics and joining signs: + - × ÷ = < > ± ^, & / @ ~, exponents and subscripts; data/signs.tsv has the rest."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from audiobook.language.chinese import IDEOGRAPHS
from audiobook.language.numerals import cardinal, digits
from audiobook.language.word_lists import alternatives
from audiobook.narration.amounts import NUMBER, RANGE, number
from audiobook.narration.references import ISOTOPE
from audiobook.narration.rules.rule import Rule, before, rule
from audiobook.narration.rules.units import table as units

_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ"
_DOTS = "·•‧・∙⋅"
_SUB = "₀₁₂₃₄₅₆₇₈₉₊₋"
_MINUS_AFTER = re.compile(
    r"(?:^|[=＝(（\[×÷+*/<>≥≤≈±:：,，、；;“‘]|[为是到至算于达约近降跌增长值得即]|气温|温度|同比|环比|最低|最高|零下|计算|海拔)\s*$"
)
_MODEL = re.compile(rf"(?:{alternatives('narration', 'model_before')})\s*$")


def _hyphen(found: re.Match[str]) -> str | None:
    if _MODEL.search(before(found)):
        return ""
    rest = found.string[found.end() : found.end() + 14]
    if (
        _MINUS_AFTER.search(before(found))
        or rest.lstrip()[:1] in tuple("¥$€£")
        or re.match(r"\s?\d+(?:\.\d+)?\s*(?:[%‰℃°]|百分)|\s?\d+\.\d", rest)
    ):
        return "负"
    return None


def _power(found: re.Match[str]) -> str | None:
    """10⁻³ -> 的负三次方, m² -> 平方; Ca²⁺ is a charge: 二加."""
    exponent = unicodedata.normalize("NFKC", found["e"]).replace("−", "-")
    charge = re.fullmatch(r"(\d*)([+-])", exponent)
    if charge:
        return (cardinal(charge[1]) if charge[1] else "") + ("加" if charge[2] == "+" else "负")
    power = re.fullmatch(r"([+-]?)(\d+|[A-Za-z])", exponent)
    if not power:
        return None
    said = ("负" if power[1] == "-" else "") + (power[2].upper() if power[2].isalpha() else cardinal(power[2]))
    if said == "二" and found.re.groupindex.get("short"):
        return "平方"
    return f"的{said}次方"


def _mass(found: re.Match[str]) -> str:
    """²³⁵U -> 二三五 U, ¹⁴C -> 十四 C."""
    figures = unicodedata.normalize("NFKC", found[0])
    return cardinal(figures) if len(figures) < 3 else digits(figures)


def _subscript(found: re.Match[str]) -> str:
    return "".join(
        {"₊": "正", "₋": "负", ".": "点"}.get(c) or cardinal(unicodedata.normalize("NFKC", c)) for c in found[0]
    )


def _about(found: re.Match[str]) -> str:
    if before(found)[-1:].isdigit():
        return "到"
    return "" if before(found).endswith("约") else "约"


@cache
def _table() -> dict[str, str]:
    text = files("audiobook.narration").joinpath("data/signs.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def _sign(found: re.Match[str]) -> str | None:
    """A Greek letter beside another is part of a Greek word."""
    start, end = found.span()
    beside = found.string[start - 1 : start] + found.string[end : end + 1]
    if "Ͱ" <= found[0] <= "Ͽ" and any("Ͱ" <= each <= "Ͽ" for each in beside):
        return None
    return _table()[found[0]]


_PARTS = r"\d+(?:\.\d+)*"


def _section(found: re.Match[str]) -> str:
    """§3.2 -> 第三点二节, §§3-5 -> 第三到五节, §2—§4 -> 第二节到第四节."""
    first, second = ("点".join(map(number, found[each].split("."))) if found[each] else "" for each in ("n", "to"))
    between = ("节到第" if found["own"] else "到") if second else ""
    return f"第{first}{between}{second}节"


def rules() -> tuple[Rule, ...]:
    """The signs of the table after those that look at what stands beside them."""
    table = _table()
    squared = "".join(sign for sign in units() if len(sign) == 1 and "㌀" <= sign <= "㏿")
    number_ = NUMBER
    return (
        rule("minus", "-−–", r"(?<![A-Za-z\d%)）\]])[-−–](?=\s?[¥$€£]?\d)", _hyphen, example="-1+2"),
        rule("minus", "-−–", r"(?<![A-Za-z\d])[-−–](?=百分之|千分之)", lambda m: "负", example="约-百分之三"),
        rule("operator", "-−–", r"(?<=[\d)）])\s?[-−–](?=\s?\d+(?:\.\d+)?\s?[=＝])", lambda m: "减", example="3-2=1"),
        rule("operator", "*∗", r"(?<=[\d)A-Za-z])\s?[*∗]\s?(?=[\d(A-Za-z])", lambda m: "乘", example="3*4"),
        rule("operator", "=", r"==?", lambda m: "等于", example="1+1=2"),
        rule(
            "operator",
            "<",
            r"<(?:=(?P<e>))?(?=\s?[\d.A-Za-z])",
            lambda m: "小于" + ("等于" if m["e"] is not None else ""),
            example="p<0.05",
        ),
        rule(
            "operator",
            ">",
            r">(?:=(?P<e>))?(?=\s?[\d.A-Za-z])",
            lambda m: "大于" + ("等于" if m["e"] is not None else ""),
            example="x>5",
        ),
        rule("plus", "+", r"(?<![\d%A-Za-z])\+(?=\d+(?:\.\d+)?\s?[%‰℃])", lambda m: "正", example="同比+3.5%"),
        rule(
            "plus",
            "+",
            r"(?<=[A-Za-z])\+\+(?![\dA-Za-z])|(?<![A-Za-z\d+])\+\+(?=[a-z](?![A-Za-z]))",
            lambda m: "加加",
            example="用f++和C++编写。",
        ),
        rule("plus", "+", rf"(?<=[{IDEOGRAPHS}A-Za-z\d”’\"）)%])\s?\+(?!\+)", lambda m: "加", example="人工智能+"),
        rule(
            "plus",
            "+",
            r"\+(?=\s?\d)",
            lambda m: "正" if not before(m) or before(m)[-1] in "，、；：（(" else "加",
            example="2 = 1 + 1",
        ),
        rule("plus", "+", rf"\+(?=\s?[{IDEOGRAPHS}A-Za-z])", lambda m: "加", example="“互联网 + 教育”"),
        rule("power", "^", r"\^\s?[{(]?(?P<e>[-−+]?(?:\d+|[A-Za-z](?![A-Za-z])))[})]?", _power, example="10^6"),
        rule("power", _SUPER, rf"(?<=[\d)）])(?P<e>[{_SUPER}]+)", _power, example="10⁻³"),
        rule("power", _SUPER, rf"(?<=[A-Za-z])(?P<short>)(?P<e>[{_SUPER}]+)", _power, example="a²+b²=c²"),
        rule("isotope", _SUPER, rf"(?<![A-Za-z\d]){ISOTOPE.pattern}", _mass, example="²³⁵U和¹⁴C"),
        rule("silent", _SUPER, rf"[{_SUPER}]+", lambda m: "", example="上标 ⁿ"),
        rule("subscript", _SUB, rf"[{_SUB}]+(?:\.[{_SUB}]+)?", _subscript, example="H₂O"),
        rule("and", "&", r"(?:(?<=[A-Za-z])|(?<=[A-Za-z] ))&\s?(?=[A-Za-z])", lambda m: " and ", example="A&B"),
        rule("and", "&", r"&", lambda m: "和", example="甲&乙"),
        rule(
            "slash",
            "/",
            rf"(?<=[{IDEOGRAPHS}A-Za-z\d”》）)%])\s?/\s?(?=[{IDEOGRAPHS}A-Za-z\d“《（(+-])",
            lambda m: "、",
            example="和/或",
        ),
        rule("at", "@", r"@", lambda m: " at ", example="@张三"),
        rule("about", "~", rf"~(?=\s?{number_})", lambda m: _about(m), example="~5"),
        rule("times", "×", r"(?<=\d)\s?×\s?(?=\d)", lambda m: "乘", example="3×4=12"),
        rule(
            "to",
            "~—–-−",
            r"(?<=[\d年月日号时点分元万亿%#])\s?[~—–−-]\s?(?=(?:[A-Z]{0,2}[¥$€£]|前)?\d)",
            lambda m: "到",
            example="2023年12月—2024年3月",
        ),
        rule("dot", _DOTS, rf"(?<=\s)[{_DOTS}]\s?|[{_DOTS}](?=\s)", lambda m: "，", example="中国 · 北京"),
        rule("dot", _DOTS, f"[{_DOTS}]", lambda m: "", example="•要点"),  # between the parts of a name: 亚当·斯密
        rule("triangle", "△", r"△(?=[A-Z]{3})", lambda m: "三角形", example="△ABC"),
        rule("diameter", "ΦφØø", r"[ΦφØø]\s?(?=\d)", lambda m: "直径", example="Φ20mm"),
        rule(
            "section",
            "§",
            rf"§{{1,2}}\s?(?P<n>{_PARTS})(?:{RANGE}(?P<own>§)?\s?(?P<to>{_PARTS}))?",
            _section,
            example="§3",
        ),
        rule("sign", "".join(table), f"[{re.escape(''.join(table))}]", _sign, example="10÷2=5"),
        rule("unit", squared, f"[{squared}]", lambda m: units()[m[0]], example="㎡数"),
    )
