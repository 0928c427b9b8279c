"""Versions and model numbers: GPT-4o, 910B, C919, RTX 4090, Qwen2.5-72B, FP16, GB/T 7714—2015, 5G, 4K, G1024次."""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal, digits
from audiobook.language.word_lists import alternatives
from audiobook.narration.amounts import is_measure, number
from audiobook.narration.rules.latin import say, table
from audiobook.narration.rules.rule import FIGURES, LETTERS, after, before, rule

_PIECE = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)+|\d+|\+")
_BRANDS = re.compile(rf"(?:{alternatives('narration', 'brands')})\s*$")
_PLAIN_AFTER = ("参数", "量级", "规模")
_COUNT_BEFORE = re.compile(r"(?:参数|规模|达|约|超|过|至|到|有|的|为|仅)\s*$")


def figures(text: str, *, named: bool = True) -> str:
    """The number in a name: 4 -> 四, 16 -> 十六, 100 -> 一百, 910 -> 九一零, 4090 -> 四零九零, 2.5 -> 二点五."""
    if text.startswith("802.11"):
        return "八零二点一一"
    if "." in text:
        head, *rest = text.split(".")
        return "点".join([number(head), *(digits(part) for part in rest)])
    if text[0] == "0":
        return digits(text)
    if len(text) <= 2 or (text.rstrip("0")[1:] == "" and len(text) <= 4):
        return cardinal(text)
    if not named and len(text) == 3:
        return cardinal(text)
    return digits(text)


def pieces(text: str) -> str:
    """Letters and figures of a name in turn: Qwen2.5-72B -> "Qwen 二点五 七十二 B"."""
    said = []
    found = _PIECE.findall(text)
    for index, piece in enumerate(found):
        if piece == "+":
            said.append("加")
        elif piece[0].isdigit():
            apart = "，" if index and found[index - 1][0].isdigit() else ""
            size = index > 0 and index + 1 < len(found) and found[index + 1] in ("B", "M", "K", "T")
            said.append(apart + figures(piece, named=not size))
        elif piece in ("x", "X") and index and index + 1 < len(found):
            said.append("乘" if found[index - 1][0].isdigit() and found[index + 1][0].isdigit() else "X")
        else:
            said.append(say(piece))
    return " ".join(said)


def _model(found: re.Match[str]) -> str | None:
    text = found[0]
    if text in table():
        return table()[text]
    return pieces(text)


def _spaced(found: re.Match[str]) -> str | None:
    if is_measure(after(found)) or after(found)[:1] in ("年", "%"):
        return None
    if found["n"].startswith(("19", "20")) and len(found["n"]) == 4 and after(found)[:1] in ("", "，", "。", "）", ")"):
        return f"{_name(found['name'])} {digits(found['n'])}"
    return f"{_name(found['name'])} {figures(found['n'])}"


def _name(name: str) -> str:
    return " ".join(say(word) for word in re.findall(r"[A-Za-z]+", name))


def _figures_first(found: re.Match[str]) -> str:
    letters = found["letters"]
    branded = bool(
        _BRANDS.search(before(found))
        or (len(found["n"]) == 3 and re.search(r"[A-Za-z] $", found.string[: found.start()]))
    )
    named = branded or not (
        len(letters) == 1 or after(found).startswith(_PLAIN_AFTER) or _COUNT_BEFORE.search(before(found))
    )
    said = figures(found["n"], named=named) if not named or branded or "." not in found["n"] else number(found["n"])
    if (
        letters in ("x", "X")
        and before(found)[-1:] not in tuple("=+-−×*/(")
        and after(found)[:1] not in tuple("+-=*/^×<>≥≤≠)")
    ):
        return f"{said}倍"
    if letters in ("p", "P") and len(found["n"]) in (3, 4):
        return f"{digits(found['n'])} P"  # 1080p
    if letters in ("st", "nd", "rd", "th"):
        return f"第{said}"
    letters = letters.lstrip("-")
    suffix = letters.isalpha() and letters.islower() and len(letters) < 3
    return f"{said} {' '.join(letters.upper()) if suffix else pieces(letters)}"


def _standard(found: re.Match[str]) -> str:
    letters = " ".join(say(part) for part in re.findall(r"[A-Za-z]+", found["code"]))
    numbers = " ".join(digits(part) for part in re.findall(r"\d+", found["n"]))
    year = f"，{digits(found['year'])}" if found["year"] else ""
    return f"{letters} {'点'.join(digits(p) for p in found['n'].split('.')) if '.' in found['n'] else numbers}{year}"


def _brand(found: re.Match[str]) -> str | None:
    if not _BRANDS.search(before(found)) or (is_measure(after(found)) and not after(found).startswith(("代", "系"))):
        return None
    return figures(found["n"])


def _train(found: re.Match[str]) -> str:
    return f"{found['line']} {digits(found['n'], '幺') if len(found['n']) > 2 else cardinal(found['n'])}"


def _letters(found: re.Match[str]) -> str | None:
    """从A-Z, A-D四组, a-z: letters that stand for a row."""
    first, last = found[0][0].upper(), found[0][-1].upper()
    return f"{first}到{last}" if (first, last) == ("A", "Z") or (first < last and _goes(found)) else None


def _goes(found: re.Match[str]) -> bool:
    return before(found)[-1:] in tuple("从由按") or bool(re.match(r"轮|级|类|座|排|组|区|栋|楼|档|等", after(found)))


def _sized(found: re.Match[str]) -> str:
    """Llama 3.1-405B: a version, then how large."""
    tail = "".join(f" {say(word)}" for word in re.findall(r"[A-Za-z]+", found["tail"]))
    size = f"{figures(found['size'], named=False)} {found['unit']}"
    return f"{_name(found['name'])} {figures(found['n'])}，{size}{tail}"


_CODE = r"(?:GB/T|GB/Z|GB|GJB|ISO/IEC|ISO|IEC|IEEE|RFC|DIN|ANSI|ASTM|ITU-T|JB/T|HJ|DB\d\d/T|T/[A-Z]+|YY/T|YD/T)"

RULES = (
    rule(
        "flight",
        LETTERS,
        r"(?<![A-Za-z])(?P<line>[A-Z]{2}|3U|9C)(?P<n>\d{3,4})(?=\s*(?:次|航班))",
        lambda m: f"{' '.join(m['line'])} {digits(m['n'], '幺')}",
        example="CA1234航班",
    ),
    rule(
        "cable",
        LETTERS,
        # K-2×1.5mm²: two wires of that area
        r"(?<![A-Za-z])(?P<code>[A-Z]{1,6}\d{0,2}(?:-[A-Z]{1,6})*)-(?=(?:\d+[×xX*])?\d+(?:\.\d+)?\s?mm(?:²|2|\^2)(?![A-Za-z\d]))",
        lambda found: pieces(found["code"]),
        example="导线型号K-2×1.5mm²。",
    ),
    rule(
        "model range",
        LETTERS,
        r"(?<![A-Za-z])(?P<letter>[A-Z])(?P<a>\d{1,3})\s?[-–—~]\s?(?P=letter)(?P<b>\d{1,3})",
        lambda m: f"{m['letter']}{figures(m['a'])}到{m['letter']}{figures(m['b'])}",
        example="Q1-Q3",
    ),
    rule(
        "letter range",
        LETTERS,
        r"(?<![A-Za-z\d])(?:(?P<a>[A-Z])[-–—~](?P<b>[A-Z])|a[-–—~]z)(?![A-Za-z\d-])",
        _letters,
        example="A-B轮融资",
    ),
    rule(
        "standard",
        LETTERS,
        rf"(?<![A-Za-z])(?P<code>{_CODE})[ -]?(?P<n>(?:\d{{3,}}|\d+(?=\.\d))(?:[.-]\d{{1,2}}(?!\d))*)"
        r"(?:\s?[-–—:]\s?(?P<year>(?:19|20)\d\d))?(?![\d.]*[A-Za-z])",
        _standard,
        example="GB/T 7714—2015",
    ),
    rule(
        "train",
        "GDCZTKYSL",
        r"(?<![A-Za-z])(?P<line>[GDCZTKYSL])(?P<n>\d{1,4})(?=\s*(?:次|/\d))",
        _train,
        example="G1024次",
    ),
    rule(
        "model",
        LETTERS,
        r"(?<![A-Za-z])v?[A-Za-z]+(?:[-‐‑][A-Za-z]+)*(?:[-‐‑_]?|\.(?=\d{3}))\d+(?:\.\d+)*(?:\+(?!\d))?(?:[-‐‑_]?[A-Za-z]+(?![A-Za-z])"
        r"|[-‐‑_x×]?\d+(?:\.\d+)*)*",
        _model,
        example="GPT-3",
    ),
    rule(
        "model",
        LETTERS,
        r"(?<![A-Za-z])(?P<name>[A-Za-z]{2,})\s(?P<n>\d+\.\d+)-(?P<size>\d+(?:\.\d+)?)(?P<unit>[BMKT])(?P<tail>(?:-[A-Za-z]+)*)"
        r"(?![A-Za-z\d])",
        _sized,
        example="Llama 3.1-405B",
    ),
    rule(
        "model",
        LETTERS,
        r"(?<![A-Za-z])(?P<name>[A-Za-z]+)\s(?P<n>\d+(?:\.\d+)*)(?![A-Za-z%‰:：/]|\s*[-–—~]\s*\d)",
        _spaced,
        example="Llama 3.1 405B",
    ),
    rule(
        "model",
        FIGURES,
        r"(?P<n>\d+(?:\.\d+)*)(?P<letters>-?[A-Za-z]+(?![a-z])(?:-?\d+(?:\.\d+)*[A-Za-z]*)*)(?![A-Za-z])",
        _figures_first,
        example="Llama 3.1 405B",
    ),
    rule("version", FIGURES, r"(?P<n>\d+(?:\.\d+){2,})", lambda found: figures(found["n"]), example="1.2.3版本"),
    rule("model", FIGURES, r"(?P<n>\d{3,4})(?![%‰:：/])", _brand, example="昇腾910"),
)
