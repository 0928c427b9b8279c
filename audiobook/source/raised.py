"""Raised and lowered text written in one line: powers, indices and charges, marks of notes, endings of ordinals.

What a superscript is shows in what it stands on: 10⁶, 5m³, x², Ca²⁺, (a+b)² are formulas; a raised figure on a
Chinese character, an English word or a punctuation mark is the mark of a note, written [1].
"""

from __future__ import annotations

import re
from unicodedata import numeric

from audiobook.language.chinese import HAN
from audiobook.language.word_lists import word_list

_UP = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_DOWN = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿"
_LIST = r"\d{1,4}(?:\s*[,，、;–—―~～-]\s*\d{1,4})*"
_MARK = re.compile(
    rf"[\[［(（〔【]?\s*(?P<label>(?:注|註|校|译注|译者注|编者注|note\s?|n\.\s?)?\s*{_LIST}|[{_CIRCLED}]|"
    r"[*＊†‡§¶#]{1,4}|注|註|[a-z]|[ivxl]{1,6})\s*[\]］)）〕】]?",
    re.I,
)
_FIGURES = re.compile(rf"[\[［(（〔【]?\s*(?:{_LIST}|[*＊†‡§¶]{{1,3}}|[{_CIRCLED}]|[注註]\d{{0,3}})\s*[\]］)）〕】]?")
_BRACKETED = re.compile(r"[\[［(（〔【].*[\]］)）〕】]")
_ENDINGS = frozenset(["st", "nd", "rd", "th", "er", "ère", "ème", "os", "as", "tm", "sm", "®", "©", "º", "ª"])
_ORDINAL = re.compile(r"[a-z]{2,}|[eoa]", re.I)
_ABBREVIATED = re.compile(r"[A-Za-z]{2,}$|\b[A-Z]$|\d$")
_TABLE_MARK = re.compile(r"[a-h]")
_FUNCTION = re.compile(r"(?:sin|cos|tan|cot|sec|csc|sinh|cosh|tanh|log|ln|lg|exp|max|min|det|lim)$")
_POWER = re.compile(r"[-−–+]?\d{1,3}(?:[.,/]\d{1,3})?")
_CHARGE = re.compile(r"\d{0,2}[-−–+]")
_VARIABLE = re.compile(r"[-−+]?(?:\d{1,3}|[a-zα-ωTH])(?:[-−+*·/]?(?:\d{1,3}|[a-zα-ω]))*|\([a-z\d]{1,3}\)|∗|\*|′|″|∘|°")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d$")
_DIGIT = re.compile(r"(?:\d|[⁰-⁹₀-₉])$")
_UNITS = "|".join(sorted(word_list("source", "power_units"), key=lambda unit: (-len(unit), unit)))
_UNIT = re.compile(rf"(?:(?<=[\d/·.⁰-⁹\s])|(?<=[{HAN}]))(?:{_UNITS})$|^(?:{_UNITS})$")
_WORDLIKE = re.compile(rf"(?<![\d/·.⁰-⁹])\s*(?:in|ft|A|a|I|[{HAN}]+)$")
_VARIABLES = re.compile(rf"(?:^|[^A-Za-zα-ωΑ-Ω])(?P<one>[A-Za-zα-ωΑ-Ω])$|[-+−=×÷·*/(（\[<>≤≥≈∝\d]\s*[A-Za-zα-ωΑ-Ω]{{2,3}}$")
_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{1,60})[)）\]]$")
_WORDS = re.compile(rf"[A-Za-z]{{3,}}|[{HAN}]|\d{{4}}")
_NOTED = re.compile(rf"(?:[{HAN}，。；：、！？”’）》,.;:!?%]|[A-Za-z]{{3,}}|[\d.,]\d)$")
_INDEXED = re.compile(r"[A-Za-z0-9α-ωΑ-Ω∑∏∫∮⋃⋂)\]）}′'⁰¹²³⁴-ⁿ]")
_SPECIES = re.compile(r"(?:(?:^|[^A-Za-z])(?:[A-Z][a-z]?[₀-₉]*)+|[)\]][₀-₉]*)$")


def mark(text: str) -> str | None:
    """The label of a note's mark, without its brackets; None for what is none.

    >>> mark("[12]"), mark("①"), mark("注3"), mark("*"), mark("2–4"), mark("see above")
    ('12', '1', '注3', '*', '2–4', None)
    """
    found = _MARK.fullmatch(text.strip())
    if not found:
        return None
    label = "".join(found["label"].split())
    # ① counts as the figure it holds; figures of other scripts and fractions do not come here
    return str(int(numeric(label))) if re.fullmatch(f"[{_CIRCLED}]", label) else label


def reference(label: str) -> str:
    """A note's mark as it stands in running text and before the note."""
    return f"[{label}]"


def superscript(before: str, text: str) -> str:
    """What is put behind `before`, the text of its line so far, for a raised `text`.

    >>> [superscript(*pair) for pair in (("面积是10", "6"), ("5m", "3"), ("E=mc", "2"), ("CO₂、Ca", "2+"), ("x", "n"))]
    ['⁶', '³', '²', '²⁺', 'ⁿ']
    >>> [superscript(*pair) for pair in (("生于唐代", "2"), ("divines.", "1"), ("in 1995", "3"), ("陆羽", "[1]"))]
    ['[2]', '[1]', '[3]', '[1]']
    >>> superscript("1", "st"), superscript("e", "i+x"), superscript("(a+b)", "2"), superscript("Smith (1995)", "2")
    ('st', '^(i+x)', '²', '[2]')
    """
    inner = " ".join(text.split())
    if not inner:
        return ""
    before = before[-60:].rstrip("\r\n")
    if _FIGURES.fullmatch(inner) and (_BRACKETED.fullmatch(inner) or not _is_base(before, inner)):
        label = mark(inner)
        if label:
            return reference(label)
    if _TABLE_MARK.fullmatch(inner) and _NOTED.search(before):
        return reference(inner)
    return raised(inner) if _is_base(before, inner) else inner


def subscript(before: str, text: str) -> str:
    """The same for lowered text.

    >>> subscript("CO", "2"), subscript("x", "i"), subscript("V", "max"), subscript("说明", "小字")
    ('₂', '_(i)', '_(max)', '小字')
    """
    inner = " ".join(text.split())
    return lowered(inner) if inner and len(inner) <= 30 and _INDEXED.search(before[-1:]) else inner


def raised(text: str) -> str:
    """`text` as a power: Unicode's own figures, else in ^(…).

    >>> raised("-3"), raised("n"), raised("2x")
    ('⁻³', 'ⁿ', '^(2x)')
    """
    return _mapped(text, _UP) or f"^({text})"


def lowered(text: str) -> str:
    """`text` as an index.

    >>> lowered("10"), lowered("i,j")
    ('₁₀', '_(i,j)')
    """
    return _mapped(text, _DOWN) or f"_({text})"


def _mapped(text: str, table: dict[str, str]) -> str:
    bare = text.replace(" ", "").replace("–", "−")
    return "".join(table[c] for c in bare) if bare and all(c in table for c in bare) else ""


def _is_base(before: str, inner: str) -> bool:
    """Whether `inner` is a power (or a charge) of what stands before it."""
    if not before or before[-1].isspace():
        return False
    if inner.lower() in _ENDINGS or (_ORDINAL.fullmatch(inner) and _ABBREVIATED.search(before)):
        return False
    if _CHARGE.fullmatch(inner) and _SPECIES.search(before):
        return True
    power = bool(_POWER.fullmatch(inner))
    if not (power or _VARIABLE.fullmatch(inner)):
        return False
    if _DIGIT.search(before):
        return not _YEAR.search(before) or inner[0] in "-−–"
    if _UNIT.search(before) and not _WORDLIKE.search(before):
        return power
    bracket = _BRACKET.search(before)
    if bracket:
        return not _WORDS.search(bracket[1])
    if _FUNCTION.search(before):
        return True
    found = _VARIABLES.search(before)
    if not found:
        return False
    return not (found["one"] and found["one"] in "aAI" and power and before[-2:-1] in ("", " "))


