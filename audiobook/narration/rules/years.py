"""Years, ranges of years, decades, generations: figure by figure; decades and spans of years as numbers."""

from __future__ import annotations

import re

from audiobook.language.numerals import cardinal, digits
from audiobook.language.word_lists import alternatives, any_word
from audiobook.narration.amounts import TO, is_measure, takes_liang, to
from audiobook.narration.rules.rule import FIGURES, after, before, rule

_YEAR = r"(?:1[1-9]|20|21)\d\d"
# 1500年前 and 2000年的历史 count years; 1949年前 does not, so only round ones are looked at
_SPAN = re.compile(r"\s*年(?:前|之前|以前|来|的?历史|的?文明|之久|间|以上|左右|多|后|的?时间)")
_YEAR_WORDS = ("年", "届", "级", "版", "赛季")


# words that begin like a measure word: 2024人工智能大会 is not 2,024 people
_NAMES = any_word("narration", "no_measures")


def _season(found: re.Match[str]) -> str | None:
    first, second = found["first"], found["second"]
    follows = str(int(first) + 1)[-len(first) :].zfill(2)
    return f"{digits(first)}到{digits(second)}" if second in (follows, follows[2:]) else None


def _range(found: re.Match[str]) -> str | None:
    first, second, rest = found["first"], found["second"], after(found)
    if not (found["unit"] or found["last"]) and is_measure(rest) and not rest.startswith(_YEAR_WORDS):
        return None  # 1500—2000元 is an amount
    if not (found["unit"] or found["last"]) and re.match(r"[A-Za-zμΩ°℃%‰/]", rest):
        return None  # 2120-2183r/min
    full = second if len(second) == 4 else first[:2] + second
    if full <= first:
        return None
    return f"{digits(first)}{found['unit'] or ''}{to(found['to'])}{digits(full)}{found['last'] or ''}"


def _decade(found: re.Match[str]) -> str:
    first, second = _tens(found["first"]), found["second"]
    if not second:
        return f"{first}年代"
    return f"{first}{found['own'] or ''}{to(found['to'])}{_tens(second)}年代"


def _tens(figures: str) -> str:
    return cardinal(figures) if len(figures) == 2 and figures[0] != "0" else digits(figures)


def _generation(found: re.Match[str]) -> str:
    said = re.sub(r"\d\d", lambda age: digits(age[0]), found["ages"])
    return re.sub(r"[/\s]+", "、", said) + found["quote"] + "后"


_ERA = re.compile(rf"(?:{alternatives('narration', 'eras')})$")


def _short_year(found: re.Match[str]) -> str | None:
    """24年6月; 民国38年6月 is counted from another year."""
    return None if _ERA.search(before(found)) else f"{digits(found['year'])}年"


def _year(found: re.Match[str]) -> str | None:
    figures = found["year"]
    if figures.endswith("00") and _SPAN.match(found.string, found.end("year")):
        return None
    return f"{digits(figures)}年"


def _eras(found: re.Match[str]) -> str:
    return f"{digits(found['a'])}{found['unit'] or ''}到{found['era'] or ''}{digits(found['b'])}"


def _era(found: re.Match[str]) -> str:
    before_christ = found["era"].replace(".", "").upper().startswith("B")
    day = re.sub(r"\d+", lambda part: cardinal(part[0]), found["day"] or "")
    return f"公元{'前' if before_christ else ''}{digits(found['year'])}年{day}"


def _counts(rest: str) -> bool:
    """Whether what follows is counted: 2024名, 2024多."""
    return rest[:1] in tuple("多余几来号期级") or (takes_liang(rest) and not _NAMES.match(rest))


def _bare(found: re.Match[str]) -> str | None:
    """2024世界人工智能大会: a year that names what follows, unless it counts it (2024名)."""
    return None if found["year"].endswith("00") or _counts(after(found)) else digits(found["year"])


def _apostrophe(found: re.Match[str]) -> str | None:
    """’98抗洪; in ‘24小时’ the quote is one."""
    start, end, text = found.start(), found.end(), found.string
    opened = text.count("‘", 0, start) > text.count("’", 0, start)
    quotes = opened if text[start] == "’" else "’" in text[end : end + 40]
    rest = after(found)
    return None if quotes and _counts(rest) and not rest.startswith(_YEAR_WORDS) else digits(found["year"])


RULES = (
    rule(
        "season",
        FIGURES,
        rf"(?P<first>{_YEAR})\s*[/\-—–−]\s*(?P<second>\d{{4}}|\d\d)(?=\s*(?:赛季|学年|财年|年度))",
        _season,
        example="2023/24赛季",
    ),
    rule(
        "year range",
        FIGURES,
        rf"(?P<first>{_YEAR})\s*(?P<unit>年)?{TO}(?P<second>{_YEAR}|\d\d(?=\s*年(?!代)))"
        r"(?!\s*[-./–—]\s*\d)(?:\s*(?P<last>年)(?!代))?",
        _range,
        example="2014—2023年",
    ),
    rule(
        "decade",
        FIGURES,
        rf"(?P<first>\d0|{_YEAR})\s*(?:(?P<own>年代)?{TO}(?P<second>\d0))?\s*年代",
        _decade,
        example="90年代",
    ),
    rule("decade", FIGURES, rf"(?P<first>{_YEAR})(?P<second>(?!))?'?s(?![A-Za-z])", _decade, example="1990s"),
    rule(
        "generation",
        FIGURES,
        r"(?P<ages>\d[05](?:\s*[、/和与]?\s*\d[05])*)(?P<quote>[”’\"]?)后(?![面来续者天边半期退备排卫])",
        _generation,
        example="80后",
    ),
    rule(
        "years before Christ",
        FIGURES,
        r"(?:(?<=前)|(?<=公元))(?P<a>\d{2,4})\s*(?P<unit>年)?\s*(?:—|–|-|~|至|到)+\s*(?P<era>前|公元前|公元)?(?P<b>\d{2,4})(?=\s*年)",
        _eras,
        example="前770—前476年",
    ),
    rule(
        "years before Christ",
        FIGURES,
        r"(?<=[^\d之以]前)\d{3,4}(?=\s*年)|(?<=^前)\d{3,4}(?=\s*年)",
        lambda m: digits(m[0]),
        example="公元前221年",
    ),
    rule(
        "years before Christ",
        FIGURES,
        r"(?:(?<=[(（]前)|(?<=[—–~-]前))\d{1,4}(?=\s?(?:[—–~-]|[)）]))",
        lambda m: digits(m[0]),
        example="孔子（前551—前479）",
    ),
    rule(
        "listed year",
        FIGURES,
        r"(?:19|20)\d\d(?=(?:\s*[、，和与及]\s*(?:19|20)\d\d)+(?:\s*[—–~至到-]\s*\d{2,4})?\s*年)",
        lambda found: digits(found[0]),
        example="2020、2021、2022年",
    ),
    rule(
        "year in front",
        FIGURES,
        r"(?<![^\n])(?:19|20)\d\d(?=\s?[：:](?!\d))",
        lambda found: digits(found[0]),
        example="2023：回顾",
    ),
    rule(
        "era year",
        FIGURES,
        r"(?:(?<=公元)|(?<=公元前)|(?<=纪元)|(?<=纪元前))\s*(?P<year>\d{3,4})\s*年",
        _year,
        example="公元618年",
    ),
    rule(
        "era",
        FIGURES,
        r"(?P<year>\d{1,4})(?:年)?(?P<day>\d{1,2}月(?:\d{1,2}[日号])?)?\s?(?P<era>[aA]\.?[dD]\b\.?|[bB]\.?[cC]\b\.?|BCE|CE)(?![A-Za-z])",
        _era,
        example="2934ad",
    ),
    rule("year", FIGURES, r"(?P<year>(?:1[1-9]|2\d)\d\d)\s*年(?!代)", _year, example="2024年"),
    rule(
        "short year",
        FIGURES,
        r"(?P<year>0\d|[1-9]\d(?=\s*年\s*(?:1[0-2]|0?[1-9])\s*月)|[5-9]\d(?=\s*年\s*[初底末](?!级|中)))\s*年(?!代)",
        _short_year,
        example="05年",
    ),
    rule("short year", "'‘’", r"(?<!\d)['‘’](?P<year>\d\d)(?=\s*[[:Han:]])", _apostrophe, example="'98年"),
    rule(
        "season",
        FIGURES,
        r"(?P<first>\d\d)\s*[/\-—–]\s*(?P<second>\d\d)(?=\s*(?:赛季|学年|财年|年度|雪季|榨季))",
        _season,
        example="23/24赛季",
    ),
    rule(
        "year of an edition",
        FIGURES,
        r"(?:19|20)\d\d(?=\s*(?:[级届版款]|财年|财季|赛季|学年|春夏|秋冬|奥运|世界杯|亚运|冬奥|世博|高考))",
        lambda found: digits(found[0]),
        example="2024级",
    ),
    rule(
        "quarter",
        FIGURES,
        r"(?P<year>\d{2}|(?:19|20)\d\d)(?=[QH][1-4](?!\d))",
        lambda m: digits(m["year"]),
        example="2024Q3",
    ),
    rule(
        "quarter in front",
        FIGURES,
        r"(?P<n>[1-4])(?P<part>[QH])(?P<year>\d\d)(?![A-Za-z])",
        lambda m: f"{digits(m['n'])} {m['part']} {digits(m['year'])}",
        example="1Q24营收",
    ),
    rule(
        "year of an event",
        FIGURES,
        r"(?P<year>(?:19[0-9]|20[0-4])\d)(?=[[:Han:]])",
        _bare,
        example="2024世界人工智能大会",
    ),
    rule(
        "year",
        FIGURES,
        r"(?:(?<=截至)|(?<=截止)|(?<=早在)|(?<=始于)|(?<=成立于)|(?<=建于)|(?<=生于)|(?<=©)|(?<=© ))"
        r"(?P<year>(?:1[5-9]|20)\d\d)(?![[:Han:]])",
        lambda found: digits(found["year"]),
        example="截至2023，",
    ),
    rule(
        "year of a work",
        FIGURES,
        r"(?:19|20)\d\d(?=,\s?\d+(?:\(\d+\))?:)",
        lambda m: digits(m[0]),
        example="2023, 12(3): 45-50",
    ),
    rule(
        "year of a work",
        FIGURES,
        r"(?:(?<=[A-Za-z[:Han:]][,，])|(?<=al\. )|(?<=al )|(?<=[A-Za-z[:Han:].][,，] )|(?<=\d\d[,，] ))"
        r"(?:19|20)\d\d[a-d]?(?=(?:[,，]\s?(?:19|20)\d\d[a-d]?)*[)）:：;；]|$)",
        lambda m: digits(m[0]) + (f" {m[0][4:].upper()}" if m[0][4:] else ""),
        example="(Smith, 2020)",
    ),
    # 国发〔2015〕40号, (Smith, 2020), （2023）
    rule(
        "year in brackets",
        FIGURES,
        r"(?<=[(（〔\[【《“‘])(?P<year>(?:19|20)\d\d)(?=[)）〕\]】》”’])",
        lambda m: digits(m[0]),
        example="（2023）",
    ),
)
