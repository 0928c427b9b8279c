"""The number of a list item as Word writes it: 3, iii, C, 三, 叁, 丙, ③, …"""

from __future__ import annotations

from audiobook.language import numerals

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LEGAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟万")
_LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROWS = {
    "decimalEnclosedCircle": (0x2460, 20), "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20), "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}  # fmt: skip
"""Formats whose numbers are characters of their own: the first, and how many there are."""
_COUNTING = frozenset(["japaneseCounting", "chineseCountingThousand", "taiwaneseCountingThousand", "ideographDigital2"])
_SHORT = frozenset(["chineseCounting", "taiwaneseCounting"])
_FIGURES = frozenset(["ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital"])


def written(number: int, form: str) -> str:
    """`number` in the number format called `form` (ECMA-376, ST_NumberFormat); what is not known here in figures.

    >>> [written(12, form) for form in ("decimal", "chineseCounting", "lowerRoman", "upperLetter")]
    ['12', '十二', 'xii', 'L']
    >>> written(3, "decimalEnclosedCircle"), written(28, "lowerLetter"), written(2, "chineseLegalSimplified")
    ('③', 'bb', '贰')
    """
    if form in ("none", "bullet"):
        return ""
    if number < 1:
        return "〇" if form in _FIGURES or form in _SHORT else str(number)
    if form in _ROWS:
        first, count = _ROWS[form]
        return chr(first + number - 1) if number <= count else str(number)
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(number) if number < 4000 else str(number)
        return roman.lower() if form == "lowerRoman" else roman
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * min(1 + (number - 1) // 26, 9)
        return letter.lower() if form == "lowerLetter" else letter
    if (form in _SHORT and number >= 100) or form in _FIGURES:
        return numerals.digits(str(number)).replace("零", "〇")
    if form in _SHORT or form in _COUNTING:
        return numerals.cardinal(str(number))
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return numerals.cardinal(str(number)).translate(_LEGAL if form[0] == "c" else _LEGAL_TRADITIONAL)
    if form == "ideographTraditional" and number <= 10:
        return _STEMS[number - 1]
    if form == "ideographZodiac" and number <= 12:
        return _BRANCHES[number - 1]
    if form == "ideographZodiacTraditional":
        return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "ordinal":
        return f"{number}{_suffix(number)}"
    if form == "numberInDash":
        return f"- {number} -"
    if form.startswith("decimalFullWidth"):
        return str(number).translate({ord("0") + i: 0xFF10 + i for i in range(10)})
    return str(number)


def _roman(number: int) -> str:
    said = ""
    for size, letters in _ROMAN:
        said += letters * (number // size)
        number %= size
    return said


def _suffix(number: int) -> str:
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
