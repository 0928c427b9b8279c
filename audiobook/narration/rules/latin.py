"""Latin letters: words stay, acronyms are spelled (G D P) or become words (Nato), mixed ones both (Chat G P T)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from audiobook.language.word_lists import any_of, word_list
from audiobook.narration.rules.rule import LETTERS, Rule, rule

_PART = re.compile(r"[A-Z]'s|[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+(?:'[a-z]+)?|[A-Z]")
_IRISH = re.compile(r"[A-Z]'[A-Z][a-z]+")
_CAMEL = re.compile(r"(?=.[a-z])[A-Za-z]?[a-z]*[aeiouy][a-z]*|Mc")
"""A word within a word, not a letter nor letters."""
_VOWELS = re.compile("[AEIOU]+")
_CROWDED = re.compile("[^AEIOUY]{4}|[AEIOU]{3}")
# consonants at the start, vowel, then clusters English allows inside a word: LAMDA, UNESCO, ASEAN; not OECD, AIGC, IEEE
_SAYABLE = re.compile(
    r"(?:[BCDFGHJKLMNPRSTVWYZ]|[BCFGPS][LR]|[DT]R|S[CKMNPTW]|TH|SH|CH)?[AEIOU]"
    r"(?:(?:[BCDFGKLMNPRSTVZ]|PP|SS|TT|LL|NN|RR|MM|[LMNRS][BCDFGKLMNPSTZ]|TH|SH|CH|CK|TR|CR|PR|BR|GR|PL|CL|BL)[AEIOUY])+"
    r"(?:[BCDFGKLMNPRSTXZ]|[LNR][DKST]|ST|CT|NG|SH)?"
)


@cache
def table() -> dict[str, str]:
    """Latin word -> how it is said; the first entry of a word counts."""
    text = files("audiobook.narration").joinpath("data/acronyms.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@cache
def titles() -> dict[str, str]:
    """Mr -> Mister: what stands before names, without its full stop."""
    text = files("audiobook.narration").joinpath("data/abbreviations_english.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0][:-1]: row[1] for row in rows if row[2:] in (["title"], ["name"]) and len(row[0]) > 2}


@lru_cache(maxsize=4096)
def say(word: str) -> str:
    """One Latin word, without hyphens: ChatGPT -> "Chat G P T", LoRA -> "Lora", GPUs -> "G P U's", PyTorch as it is.

    The table first, then words within words, ordinary words in capitals, acronyms that can be said, and letters.
    """
    told = table().get(word)
    if told is not None:
        return told
    if word.endswith("'s") and len(word) > 3 and not word.islower():
        return f"{say(word[:-2])}'s"
    if _IRISH.fullmatch(word):
        return word
    parts = _PART.findall(word)
    if len(parts) == 3 and len(word) == 3:
        return _spelled(word)  # IoT, SoC, QoS
    if len(parts) > 1:
        told = table().get(word.upper())
        if told is not None and " " not in told:
            return told  # LiDAR is LIDAR
        if all(_CAMEL.fullmatch(part) for part in parts):
            return word  # PyTorch, DeepSeek, McDonald
    return " ".join(_part(part, alone=len(parts) == 1) for part in parts) or word


def _part(part: str, *, alone: bool) -> str:
    if part in table() and not alone:
        return table()[part]
    if len(part) == 1:
        return part.upper()
    if len(part) == 3 and part.endswith("'s"):
        return part
    if part.isupper():
        return part.capitalize() if _is_word(part) else _spelled(part)
    if len(part) > 2 and part[:-1].isupper() and part[-1] == "s":
        return f"{say(part[:-1])}'s"
    if not any(c in "aeiouyAEIOUY" for c in part):
        return _spelled(part)
    return part


def _is_word(capitals: str) -> bool:
    """Whether capitals are said as a word: four letters or more that are an English word (SLAM) or could be, and six
    or more with vowels in them (WASHINGTON)."""
    if len(capitals) < 4:
        return False
    if capitals.lower() in word_list("language", "english_words") or _SAYABLE.fullmatch(capitals):
        return True
    return len(capitals) > 5 and len(_VOWELS.findall(capitals)) > 1 and not _CROWDED.search(capitals)


def _spelled(letters: str) -> str:
    return " ".join(letters.upper())


def _exact(found: re.Match[str]) -> str:
    return table()[found[0]]


def _initials(found: re.Match[str]) -> str:
    return " ".join(c for c in found[0] if c != ".")


def _word(found: re.Match[str]) -> str:
    return " ".join(say(word) for word in re.split(r"[-‐‑.·/]+", found[0]) if word)


def _abbreviation(found: re.Match[str]) -> str:
    """Smith et al., 2020: the dot is part of the word, and no pause."""
    return " ".join(say(word) for word in re.findall("[A-Za-z]+", found[0]))


def rules() -> tuple[Rule, ...]:
    """Words of the table that hold more than letters first, then every other run of letters."""
    odd = [w for w in table() if not re.fullmatch(r"[A-Za-z]+", w)]
    words = word_list("narration", "abbreviations")
    short = any_of([*words, *(word[0].upper() + word[1:] for word in words)])
    exact = any_of(odd)
    return (
        rule("as listed", LETTERS + ".", rf"(?<![A-Za-z0-9])(?:{exact})(?![A-Za-z0-9])", _exact, example="DALL·E"),
        rule(
            "dot in a name",
            ".",
            r"(?<=[A-Za-z\d])\.(?=[a-z])|(?<![^\s（(“、])\.(?=[A-Za-z]{2,5}(?![A-Za-z]))",
            lambda found: "点",
            example="解压tar.gz文件",
        ),
        rule(
            "initials",
            LETTERS,
            r"(?<![A-Za-z])(?:[A-Z]\.){2,}[A-Z]?(?![A-Za-z])|(?<![A-Za-z])[A-Z]\.[A-Z](?![A-Za-z.])"
            r"|(?<![A-Za-z.])[A-Z]\.(?= [a-z]{3}|[A-Z][a-z])",  # E. coli, J.Lacan
            _initials,
            example="M.V.P",
        ),
        rule(
            "numbered",
            LETTERS,
            r"(?<![A-Za-z])(?:[Vv]ol|[Vv]er|Fig|Part|Ch|Sec|Art|[Pp]p?)\.(?=\s?\d)",
            lambda found: say(found[0][:-1]),
            example="见Fig. 3",
        ),
        rule(
            "title",
            "".join(dict.fromkeys(title[0] for title in titles())),
            rf"(?<![A-Za-z])(?P<title>{'|'.join(titles())})\.(?=\s?[A-Z])",
            lambda found: titles()[found["title"]],
            example="Mr. Smith和Dr. Lee来了",
        ),
        rule(
            "library",
            LETTERS,
            r"(?P<name>[A-Za-z]+)\.js(?![A-Za-z.])",
            lambda found: f"{say(found['name'])} J S",
            example="用Vue.js和Next.js写",
        ),
        rule(
            "abbreviation",
            LETTERS,
            rf"(?<![A-Za-z.])(?:et )?(?:{short})\.(?=\s?[^\s])(?!\.)",
            _abbreviation,
            example="e.g.苹果",
        ),
        rule(
            "initial",
            LETTERS,
            r"(?<![A-Za-z])[A-Z]\.(?=\s[A-Z][a-z])",
            lambda found: found[0][0],
            example="J. Smith等人",
        ),
        rule("article", "a", r"a(?=\s[a-z]{2})(?<![A-Za-z]a)", lambda found: "a", example="at a time"),
        rule("word", LETTERS, r"[A-Za-z]+(?:['’][A-Za-z]+)*(?:[-‐‑·][A-Za-z]+(?:'[A-Za-z]+)?)*", _word, example="GDP"),
    )
