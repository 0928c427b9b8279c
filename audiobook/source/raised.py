"""Raised and lowered characters as text: powers, indices and marks of notes, by what they stand on."""

from __future__ import annotations

import re

from audiobook.language.chinese import compiled
from audiobook.language.word_lists import word_list

_UP = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_DOWN = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_PLAIN = re.compile(r"[-−+=()\d]+|[a-z]", re.ASCII)
"""What Unicode has raised and lowered: figures with their signs, and single letters."""

_MARK = re.compile(
    r"[\[［【〔(（]?\s*(?P<mark>[*†‡§#]{1,3}|[a-z]|[①-⑳]|(?:注|note\s*)?\d{1,3}(?:\s*[-–—~～,，、]\s*\d{1,3})*)\s*[\]］】〕)）]?",
    re.IGNORECASE,
)
_CIRCLED = {chr(0x2460 + number): str(number + 1) for number in range(20)}
_ORDINAL = re.compile(r"st|nd|rd|th|er|e|ème", re.IGNORECASE)
_PRIMES = str.maketrans("'’´", "′′′")

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d$")
_UNIT = re.compile(
    r"(?<![A-Za-z])(?:[kcdmnμµ]?m|[mμµn]?s|min|h|kg|g|ft|in|yd|mi|K|℃|[MkG]?Pa|[mkGM]?Hz)$|[米秒尺寸码]$"
)
_NAME = compiled(r"(?<![A-Za-zÀ-ɏ])(?P<name>[A-Za-z]{1,2}|[\u0370-\u03ff])$")
"""A quantity: one letter, two (mc²), or a Greek one."""
_ELEMENT = re.compile(r"(?:[A-Z][a-z]?[₀-₉]*)+[\])]?[₀-₉]*$")
_ISOTOPE = re.compile(
    r"\s*(?:[HCNOPSKIUBFVWY]|He|Li|Be|Na|Mg|Al|Si|Cl|Ar|Ca|Fe|Co|Ni|Cu|Zn|Kr|Sr|Tc|Xe|Cs|Pb|Po|Rn|Ra|Th|Pu|Am)(?![a-z])"
)
_BRACKETED = re.compile(r"[(（][^()（）]*[A-Za-z\d₀-₉][^()（）]*[)）]$|[\]|⟩]$")
_OUTSIDE_WORDS = compiled(r"[\u3000-\u303f\uff00-\uff60[:Han:]]")
_ENGLISH = frozenset(word for word in word_list("source", "english_function_words") if len(word) <= 2)


_NEAR = 40
"""Characters before it that are looked at."""


def superscript(before: str, text: str, after: str = "", *, linked: bool = False) -> str:
    """Raised `text` as it is written in a line: a power (m², 10⁻³, e^(−λt)), the mark of a note ([1]) or what it was.

    `before` and `after` are what stands around it; `linked` says that it leads to a note.

    >>> superscript("面积10", "6"), superscript("速度为3m/s", "2"), superscript("研究", "2-4"), superscript("e", "-kt")
    ('⁶', '²', '[2–4]', '^(-kt)')
    >>> superscript("唐代", "①"), superscript("", "14", "C"), superscript("the 5", "th"), superscript("in 1984", "2")
    ('[1]', '¹⁴', 'th', '[2]')
    """
    bare, before = text.strip(), before[-_NEAR:]
    if not bare:
        return text
    mark = _MARK.fullmatch(bare)
    if mark and (linked or _is_mark(before, bare, after)):
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{lead}[{marks(mark['mark'])}]{trail}"
    if _ORDINAL.fullmatch(bare) and re.search(r"\d$", before):
        return text
    if set(bare) <= set("'’´′″‴"):
        return bare.translate(_PRIMES)
    if bare == "TM":
        return "™"
    if bare in ("°", "®", "™", "©", "℠") or _is_words(before, bare):
        return text
    return up(bare)


def subscript(text: str) -> str:
    """Lowered `text`: H₂O, x₁, T_(max).

    >>> subscript("2"), subscript("max"), subscript("i")
    ('₂', '_(max)', 'ᵢ')
    """
    bare = text.strip()
    if not bare:
        return text
    low = bare.translate(_DOWN)
    return low if _PLAIN.fullmatch(bare) and low != bare else f"_({bare})"


def up(text: str) -> str:
    """An exponent.

    >>> up("-3"), up("n"), up("2x"), up("T")
    ('⁻³', 'ⁿ', '^(2x)', '^(T)')
    """
    high = text.translate(_UP)
    return high if _PLAIN.fullmatch(text) and not set(high) & set(text) else f"^({text})"


def marks(text: str) -> str:
    """The numbers within the mark of a note, one way of writing them.

    >>> marks("2 - 4"), marks("①"), marks("1，3"), marks("注2")
    ('2–4', '1', '1,3', '注2')
    """
    even = "".join(_CIRCLED.get(char, char) for char in text)
    return re.sub(r"\s*[,，、]\s*", ",", re.sub(r"\s*[-–—~～]\s*", "–", even))


def _is_mark(before: str, bare: str, after: str) -> bool:
    """Whether it is a note's mark: in brackets or a circle, or a figure on a word."""
    figures = re.sub(r"\D", "", bare)
    if bare[0] in _CIRCLED or bare[0] in "[［【〔*†‡§#" or "注" in bare:
        return True
    if re.fullmatch("[A-Za-z]", bare):
        return bool(before) and _OUTSIDE_WORDS.match(before[-1]) is not None and before[-1] not in "）)"
    if not figures:
        return False
    if not before.strip() or _OUTSIDE_WORDS.match(before[-1]):
        if _ISOTOPE.match(after) and len(figures) > 1:
            return False
        if before and _UNIT.search(before) and bare in ("2", "3"):
            return False
        return not (before and before[-1] in ")）" and _is_power(before))
    return not _is_power(before)


def _is_power(before: str) -> bool:
    """Whether what ends in `before` is a quantity that can have an exponent."""
    if before[-1].isdigit() or before[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉":
        return _YEAR.search(before) is None
    if before[-1] in ")）]|⟩":
        return _BRACKETED.search(before) is not None
    if _UNIT.search(before):
        return True
    name = _NAME.search(before)
    return bool(name and name["name"].lower() not in _ENGLISH) or before[-1] in "′'"


def _is_words(before: str, bare: str) -> bool:
    """Text set high for its looks: a whole word, Chinese characters."""
    return _OUTSIDE_WORDS.search(bare) is not None or (len(bare) > 3 and bare.isalpha() and not before[-1:].isdigit())
