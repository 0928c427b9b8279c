"""Figures and signs in English sentences: "In 2023, 45% of 1,200 GPUs" -> twenty twenty three, forty five percent."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from audiobook.narration.rules.english_words import cardinal, digits, number, ordinal, year
from audiobook.narration.rules.latin import say
from audiobook.narration.rules.rule import FIGURES, LETTERS, Rule, after, before, rule

_MONTHS = re.findall(
    "[A-Z][a-z]+",
    "January February March April May June July August September October November December",
)
_MONEY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yuan", "US$": "U S dollar", "₹": "rupee", "A$": "dollar"}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|by|until|till|during|of|to|after|before|between|and|through|circa|early|late|mid|year|fiscal"
    rf"|the|©|{'|'.join(month[:3] for month in _MONTHS)})|{'|'.join(_MONTHS)}|[,(\[–—-]|\d(?:st|nd|rd|th)?,?)\s*$",
    re.IGNORECASE,
)


def _plural(figures: str, noun: str) -> str:
    return noun if figures == "1" else noun + "s"


def _year(found: re.Match[str]) -> str | None:
    rest = after(found)
    if re.match(r"[a-z]+s\b", rest) and not _YEAR_BEFORE.search(before(found)):
        return None
    return year(found[0])


def _years(found: re.Match[str]) -> str | None:
    second = found["b"]
    if len(second) == 2:
        second = found["a"][:2] + second
    return f"{year(found['a'])} to {year(second)}" if second > found["a"] else None


def _decade(found: re.Match[str]) -> str:
    figures = found["d"]
    low = cardinal(figures[-2:]) if figures[-2:] != "00" else "hundred"
    low = low[:-1] + "ies" if low.endswith("y") else low + "s"
    return f"{cardinal(figures[:2])} {low}" if len(figures) == 4 else low


def _money(found: re.Match[str]) -> str:
    unit, figures, scale = _MONEY[found["sign"]], found["n"], found["scale"]
    if scale:
        return f"{number(figures)} {scale.strip()} {unit}s"
    if re.fullmatch(r"[\d,]+\.\d\d", figures):
        whole, cents = figures.split(".")
        tail = "" if cents == "00" else f" and {cardinal(cents.lstrip('0'))} {_plural(cents, 'cent')}"
        return f"{cardinal(whole)} {_plural(whole, unit)}{tail}"
    return f"{number(figures)} {_plural(figures, unit)}"


def _time(found: re.Match[str]) -> str:
    hour, minute = cardinal(found["h"].lstrip("0") or "0"), found["m"]
    said = (
        hour if minute == "00" else f"{hour} {'oh ' if minute[0] == '0' else ''}{cardinal(minute.lstrip('0') or '0')}"
    )
    if found["half"]:
        return f"{said} {' '.join(c for c in found['half'].upper() if c.isalpha())}"
    return said if minute != "00" else f"{said} o'clock"


def _fraction(found: re.Match[str]) -> str:
    top, bottom = found["n"], found["d"]
    names = {"2": "half", "4": "quarter"}
    name = names.get(bottom) or ordinal(bottom)
    plural = "halves" if name == "half" else f"{name}s"
    return f"{cardinal(top)} {name if top == '1' else plural}"


def _day(found: re.Match[str]) -> str:
    return f"{found['month']} {ordinal(found['day'])}"


def _date(found: re.Match[str]) -> str:
    return f"{_MONTHS[int(found['m']) - 1]} {ordinal(found['d'].lstrip('0'))}，{year(found['y'])}"


@cache
def _units() -> dict[str, str]:
    text = files("audiobook.narration").joinpath("data/units_english.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def amount(figures: str, sign: str) -> str | None:
    """Figures with a unit sign: ("2", "km") -> two kilometres; None for a sign there is not."""
    word = _units().get(sign)
    if word is None:
        return None
    singular, _, plural = word.partition("|")
    return f"{number(figures)} {singular if figures == '1' else plural or singular}"


def _unit(found: re.Match[str]) -> str:
    word = _units()[found["unit"]]
    singular, _, plural = word.partition("|")
    first = number(found["a"])
    if found["b"]:
        first += f" to {number(found['b'])}"
    return f"{first} {singular if found['a'] == '1' and not found['b'] else plural or singular}"


_ABBREVIATIONS = {
    "Fig.": "figure", "Figs.": "figures", "fig.": "figure", "No.": "number", "no.": "number", "Nos.": "numbers",
    "Vol.": "volume", "vol.": "volume", "pp.": "pages", "p.": "page", "vs.": "versus", "e.g.": "for example",
    "i.e.": "that is", "etc.": "et cetera", "et al.": "and others", "cf.": "compare", "Dr.": "Doctor", "Mr.": "Mister",
    "Mrs.": "Missis", "Ms.": "Miz", "Prof.": "Professor", "St.": "Saint", "Eq.": "equation", "Sec.": "section",
    "Ch.": "chapter", "ch.": "chapter", "approx.": "approximately", "Inc.": "Incorporated", "Ltd.": "Limited",
    "Co.": "Company", "Jr.": "Junior", "U.S.": "U S", "U.K.": "U K", "U.N.": "U N", "a.m.": "A M", "p.m.": "P M",
    "Ph.D.": "P H D", "Jan.": "January", "Feb.": "February", "Aug.": "August", "Sept.": "September", "Oct.": "October",
    "Nov.": "November", "Dec.": "December", "w/": "with", "w/o": "without",
}  # fmt: skip
_SIGNS = {"&": "and", "+": "plus", "=": "equals", "%": "percent", "@": "at", "×": "times", "±": "plus or minus",
          "≥": "at least", "≤": "at most", "<": "less than", ">": "greater than", "≈": "about", "~": "about",
          "°": "degrees", "§": "section", "#": "number"}  # fmt: skip


def _abbreviation(found: re.Match[str]) -> str:
    said = _ABBREVIATIONS[found[0]]
    rest = found.string[found.end() :]
    ends = found[0] in ("etc.", "Inc.", "Ltd.", "U.S.", "U.K.", "et al.") and (
        not rest.strip() or re.match(r"\s+[A-Z]", rest)
    )
    return f"{said}。" if ends and found[0] != "U.S." else f"{said} "


def _word(found: re.Match[str]) -> str:
    """In a headline of capitals an ordinary word is a word: THE FUTURE OF AI."""
    said = []
    for word in re.split(r"[-‐/]+", found[0]):
        loud = len(word) > 1 and word.isalpha() and word.isupper() and found.string.isupper()
        common = word.lower() in _SMALL or (len(word) > 3 and bool(re.search("[AEIOUY]", word)))
        said.append(word.capitalize() if loud and common else word if word in ("a", "I") else say(word))
    return " ".join(said)


_SMALL = frozenset(
    re.findall(
        "[a-z]+",
        "a an the of in on at to by for and or but nor as is are was be it its we our you your all new with from not no"
        " has had how why who what when where can may do does this that these those into over than more",
    )
)


def _model(found: re.Match[str]) -> str:
    said = []
    for piece in re.findall(r"[A-Za-z]+|\d+(?:\.\d+)*", found[0]):
        if not piece[0].isdigit():
            said.append(say(piece))
        elif "." in piece:
            head, *rest = piece.split(".")
            said.append(" point ".join([cardinal(head), *(digits(part) for part in rest)]))
        elif len(piece) <= 2 or (piece.endswith("00") and len(piece) == 3):
            said.append(cardinal(piece))
        else:
            said.append(digits(piece))
    return " ".join(said)


def rules() -> tuple[Rule, ...]:
    """In the order they are tried, for English sentences only."""
    units = "|".join(re.escape(unit) for unit in sorted(_units(), key=len, reverse=True))
    short = "|".join(re.escape(each) for each in sorted(_ABBREVIATIONS, key=len, reverse=True))
    y = r"(?:1[1-9]|20|21)\d\d"
    free, end = r"(?<!\d)(?<!\d[.,])", r"(?![\d]|[.,]\d)"
    to = r"\s?[-–—~]\s?"
    return (
        rule("English abbreviation", LETTERS, rf"(?<![A-Za-z.])(?:{short})(?![A-Za-z])", _abbreviation),
        rule(
            "English date", FIGURES, rf"{free}(?P<y>{y})[-/](?P<m>0?[1-9]|1[0-2])[-/](?P<d>[0-2]?\d|3[01]){end}", _date
        ),
        rule(
            "English day",
            LETTERS,
            rf"(?<![A-Za-z])(?P<month>{'|'.join(_MONTHS)}) (?P<day>[12]?\d|3[01])(?![\d:.%]|,\d)",
            _day,
        ),
        rule(
            "English money",
            "$€£¥₹UA",
            rf"(?<![A-Za-z])(?P<sign>US\$|A\$|[$€£¥₹])\s?(?P<n>{_NUMBER})(?P<scale>\s(?:million|billion|trillion|thousand)\b)?",
            _money,
        ),
        rule(
            "English percent",
            FIGURES,
            rf"(?P<a>{_NUMBER})\s?%?{to}(?P<b>{_NUMBER})\s?%",
            lambda m: f"{number(m['a'])} to {number(m['b'])} percent",
        ),
        rule("English percent", FIGURES, rf"(?P<a>{_NUMBER})\s?%", lambda m: f"{number(m['a'])} percent"),
        rule(
            "English time",
            FIGURES,
            r"(?<![\d:])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?:\s?(?P<half>[aApP]\.?[mM]\.?)(?![A-Za-z]))?(?![\d:])",
            _time,
        ),
        rule("English years", FIGURES, rf"{free}(?P<a>{y}){to}(?P<b>{y}|\d\d){end}", _years),
        rule("English decade", FIGURES, rf"{free}(?P<d>(?:1[1-9]|20)\d0|\d0)'?s(?![A-Za-z])", _decade),
        rule(
            "English ordinal",
            FIGURES,
            r"(?<!\d)(?<!\d[.,])(?P<n>\d+)(?:st|nd|rd|th)(?![A-Za-z])",
            lambda m: ordinal(m["n"]),
        ),
        rule("English year", FIGURES, rf"{free}{y}{end}(?![A-Za-z%])", _year),
        rule(
            "English unit",
            FIGURES,
            rf"(?P<a>{_NUMBER})(?:{to}(?P<b>{_NUMBER}))?\s?(?P<unit>{units})(?![A-Za-z0-9])",
            _unit,
        ),
        rule(
            "English model",
            LETTERS,
            r"(?<![A-Za-z])[A-Za-z]+(?:-[A-Za-z]+)*-?\d+(?:\.\d+)*(?:-?[A-Za-z]+(?![A-Za-z])|-\d+)*",
            _model,
        ),
        rule("English model", FIGURES, r"\d+(?:\.\d+)*-?[A-Za-z]+(?:-?\d+[A-Za-z]*)*", _model),
        rule("English fraction", FIGURES, r"(?<![\d./])(?P<n>[1-9]\d?)/(?P<d>[2-9]|1\d)(?![\d/])", _fraction),
        rule(
            "English ratio",
            FIGURES,
            r"(?<![\d:])(?P<a>\d+):(?P<b>\d+)(?![\d:])",
            lambda m: f"{cardinal(m['a'])} to {cardinal(m['b'])}",
        ),
        rule(
            "English range",
            FIGURES,
            rf"(?<![\d-])(?<!\d[.,])(?P<a>{_NUMBER}){to}(?P<b>{_NUMBER})(?![\d-])",
            lambda m: f"{number(m['a'])} to {number(m['b'])}",
        ),
        rule("English minus", "-−–", r"(?<![A-Za-z\d)])[-−–](?=\d)", lambda m: "minus "),
        rule("English version", FIGURES, r"\d+(?:\.\d+){2,}", lambda m: " point ".join(map(digits, m[0].split(".")))),
        rule("English number", FIGURES, _NUMBER, lambda m: number(m[0])),
        rule("English sign", "".join(_SIGNS), "[" + re.escape("".join(_SIGNS)) + "]", lambda m: f" {_SIGNS[m[0]]} "),
        rule("English word", LETTERS, r"[A-Za-z]+(?:['’][A-Za-z]+)*(?:[-‐/][A-Za-z]+(?:'[A-Za-z]+)?)*", _word),
    )
