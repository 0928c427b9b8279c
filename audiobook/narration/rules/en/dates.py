"""Dates in English: Jan. 15, 2020; May 5th; 25 July; 2024-05-06; 5/12/2020; Mon–Fri; Jan.–Mar. 2020."""

from __future__ import annotations

import re

from audiobook.narration.rules.en.parts import TO, full_stop, preceded
from audiobook.narration.rules.english_words import cardinal, ordinal, year
from audiobook.narration.rules.rule import FIGURES, Rule, rule

_MONTHS: list[str] = re.findall(
    r"\w+",
    "January February March April May June July August September October November December",
)
_WEEKDAYS: list[str] = re.findall("[A-Z][a-z]+", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_MONTH = (
    r"(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_SUFFIX = r"(?i:st|nd|rd|th)"
YEAR = r"(?:1[0-9]|20|21)\d\d"
_ON = re.compile(
    r"\b(?:on|of|in|since|by|until|till|before|after|from|to|last|next|this|every|and|dated|late|early|mid)$", re.I
)
_THE = re.compile(r"\bthe$", re.IGNORECASE)
_NO_DAY = r"(?![\d:%]|[.,]\d|\s?(?:[aApP]\.?[mM]\b|percent|hundred|thousand|million|billion|people|per ))"


def _month(written: str) -> str:
    return next(month for month in _MONTHS if month.lower().startswith(written.lower()[:3]))


def _weekday(written: str) -> str:
    return next(day for day in _WEEKDAYS if day.startswith(written[:3]))


def _is_word(found: re.Match[str], month: str) -> bool:
    """Whether may, mar and march in small letters are no months here."""
    return month in ("may", "mar", "march", "dec", "sun") and not preceded(found, _ON) and not found["year"]


def _year(found: re.Match[str], *, comma: bool = False) -> str:
    if not found["year"]:
        return ""
    return f"{'，' if comma else ' '}{year(found['year'])}"


def _month_first(found: re.Match[str]) -> str | None:
    if _is_word(found, found["month"]) and not found["suffix"]:
        return None
    day = ordinal(found["day"].lstrip("0"))
    if found["last"]:
        day += f" to {ordinal(found['last'].lstrip('0'))}"
    return f"{_month(found['month'])} {day}{_year(found, comma=',' in (found['gap'] or ''))}"


def _day_first(found: re.Match[str]) -> str | None:
    if _is_word(found, found["month"]) and not found["of"]:
        return None
    if found["month"] == "May" and re.match(
        r" (?:be|have|not|also|well|include|seem|need|need|take)\b", found.string[found.end() :]
    ):
        return None
    days = [ordinal(found[name].lstrip("0")) for name in ("day", "last") if found[name]]
    the = "" if preceded(found, _THE) else "the "
    said = f"{the}{' to the '.join(days)} of {_month(found['month'])}{_year(found)}"
    return said + (full_stop(found) if found[0].endswith(".") else "")


def _month_year(found: re.Match[str]) -> str:
    return f"{_month(found['month'])} {year(found['year'])}"


def _months(found: re.Match[str]) -> str:
    return f"{_month(found['month'])} to {_month(found['last'])}{_year(found)}"


def _short_month(found: re.Match[str]) -> str | None:
    if found["month"] == "Mar" and not preceded(found, _ON):
        return None
    return f"{_month(found['month'])}{full_stop(found)}"


def _short_weekday(found: re.Match[str]) -> str | None:
    if found["last"]:
        return f"{_weekday(found['day'])} to {_weekday(found['last'])}"
    return _weekday(found["day"])


def _figures(found: re.Match[str]) -> str | None:
    """By figures alone: the year first, or the month first, as in America, unless it can be no month."""
    month, day, when = int(found["m"]), found["d"].lstrip("0"), found["year"]
    if month > 12:
        month, day = int(day), str(month)
    if month > 12 or not 0 < int(day) < 32:
        return None
    if found["m"] == day and int(found["m"]) > 12:
        said = f"the {ordinal(day)} of {_MONTHS[month - 1]}"
    else:
        said = f"{_MONTHS[month - 1]} {ordinal(day)}"
    if when is None:
        return said
    return (
        f"{said}，{year(when) if len(when) == 4 else cardinal(when) if when[0] != '0' else 'oh ' + cardinal(when[1])}"
    )


def _day_alone(found: re.Match[str]) -> str | None:
    return _figures(found) if preceded(found, _NUMBERED) else None


def _quarter(found: re.Match[str]) -> str:
    when = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    return f"{'' if preceded(found, _THE) else 'the '}{ordinal(found['q'])} quarter of {year(when)}"


_NUMBERED = re.compile(r"\b(?:on|since|until|dated|due)$", re.IGNORECASE)

_TAIL = rf"(?P<gap>,?\s|,)(?P<year>{YEAR})"

RULES: tuple[Rule, ...] = (
    rule(
        "English date",
        FIGURES,
        rf"(?<![\d/.-])(?P<year>{YEAR})(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>{_DAY})(?![\d/-]|\.\d)",
        _figures,
        example="The log of 2021-03-09 is lost, that of 2021/4/10 is not.",
    ),
    rule(
        "English date, year last",
        FIGURES,
        rf"(?<![\d/.-])(?P<m>\d\d?)(?P<s>[-/.])(?P<d>\d\d?)(?P=s)(?P<year>{YEAR}|(?<=/)\d\d)(?![\d/-]|\.\d)",
        _figures,
        example="It was signed on 03/15/1998 and on 25.12.2004.",
    ),
    rule(
        "English date without a year",
        FIGURES,
        rf"(?<![\d/.-])(?P<m>1[0-2]|0?[1-9])/(?P<d>{_DAY})(?P<year>(?!))?(?![\d/])",
        _day_alone,
        example="The tax is due 4/15 in most states.",
    ),
    rule(
        "English quarter",
        FIGURES,
        rf"(?P<q>[1-4])Q ?'?(?P<year>{YEAR}|\d\d)(?![\dA-Za-z])",
        _quarter,
        example="Sales fell in 3Q21 and rose in the 4Q of it.",
    ),
    rule(
        "English quarter, Q first",
        "Q",
        rf"(?<![A-Za-z0-9])Q(?P<q>[1-4])[ /-]?(?:of )?'?(?P<year>{YEAR})(?!\d)",
        _quarter,
        example="The loss of Q2 2019 was small.",
    ),
    rule(
        "English month and day",
        "JFMASONDjfmasond",
        rf"(?<![A-Za-z])(?P<month>{_MONTH})(?:\.?\s|-|\.)(?:the )?(?P<day>{_DAY})(?P<suffix>{_SUFFIX})?(?!\d)"
        rf"(?:{TO}(?P<last>{_DAY}){_SUFFIX}?(?!\d))?{_NO_DAY}(?:{_TAIL}(?!\d))?",
        _month_first,
        example="He was born on Feb. 12, 1809, and died on April 15th.",
    ),
    rule(
        "English day and month",
        FIGURES,
        rf"(?<![\d/.:-])(?:(?P<day>{_DAY}){_SUFFIX}?{TO})?(?P<last>{_DAY}){_SUFFIX}?(?P<of> of)?[ -](?P<month>{_MONTH})"
        rf"(?![A-Za-z])(?:\.?,?[ -](?P<year>{YEAR})(?!\d)|\.)?",
        _day_first,
        example="They left on 14 August 1987 and came back on the 2nd of May.",
    ),
    rule(
        "English months",
        "JFMASOND",
        rf"(?<![A-Za-z])(?P<month>{_MONTH})\.?{TO}(?P<last>{_MONTH})(?![A-Za-z])"
        rf"(?:\.?,? (?P<year>{YEAR})(?!\d)|\.(?= [a-z]))?",
        _months,
        example="Sales fell in Jan.–Mar. 2016 and in May-June.",
    ),
    rule(
        "English month and year",
        "JFMASONDjfmasond",
        rf"(?<![A-Za-z])(?P<month>{_MONTH})(?:\.?,? of |\.?,? |-)'?(?P<year>{YEAR})(?!\d|[.,]\d)(?! [a-z]+s\b)",
        _month_year,
        example="In Aug. 1914 and in March, 1917 things changed.",
    ),
    rule(
        "English month",
        "JFMASOND",
        r"(?<![A-Za-z])(?P<month>Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.",
        _short_month,
        example="It rained from Nov. to the end of Feb. that year.",
    ),
    rule(
        "English weekdays",
        "MTWFS",
        rf"(?<![A-Za-z])(?P<day>{_WEEKDAY})\.?{TO}(?P<last>{_WEEKDAY})(?![A-Za-z])\.?",
        _short_weekday,
        example="The desk is open Mon–Fri and closed Sat.–Sun. at all times.",
    ),
    rule(
        "English weekday",
        "MTWFS",
        rf"(?<![A-Za-z])(?P<day>Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)(?P<last>(?!))?\.?"
        rf"(?=,? (?:{_MONTH}|\d)|\.,|\. at\b)\.?",
        _short_weekday,
        example="The ball is on Sat., Dec. 6 and not on Wed., Dec. 3.",
    ),
)
