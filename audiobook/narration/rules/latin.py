"""Latin letters: words stay, acronyms are spelled (G D P) or become words (Nato), mixed ones both (Chat G P T)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from audiobook.language.word_lists import any_of, word_list
from audiobook.narration.rules.rule import LETTERS, Rule, rule

_PART = re.compile(r"[A-Z]'s|[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+(?:'[a-z]+)?|[A-Z]")
# consonants at the start, vowel, then clusters English allows inside a word: LAMDA, UNESCO, ASEAN; not OECD, AIGC, IEEE
_SAYABLE = re.compile(
    r"(?:[BCDFGHJKLMNPRSTVWYZ]|[BCFGPS][LR]|[DT]R|S[CKMNPTW]|TH|SH|CH)?[AEIOU]"
    r"(?:(?:[BCDFGKLMNPRSTVZ]|[LMNRS][BCDFGKLMNPSTZ]|TH|SH|CH|CK|TR|CR|PR|BR|GR|PL|CL|BL)[AEIOUY])+"
    r"(?:[BCDFGKLMNPRSTXZ]|[LNR][DKST]|ST|CT|NG|SH)?"
)


@cache
def table() -> dict[str, str]:
    """Latin word -> how it is said; the first entry of a word counts."""
    text = files("audiobook.narration").joinpath("data/acronyms.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@lru_cache(maxsize=4096)
def say(word: str) -> str:
    """One Latin word, without hyphens: ChatGPT -> "Chat G P T", LoRA -> "Lora", GPUs -> "G P U's"."""
    told = table().get(word)
    if told is not None:
        return told
    parts = _PART.findall(word)
    if len(parts) == 3 and len(word) == 3:
        return _spelled(word)  # IoT, SoC, QoS
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
    """Whether capitals are said as a word: four letters or more that English could pronounce."""
    return len(capitals) >= 4 and bool(_SAYABLE.fullmatch(capitals))


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
            r"(?<![A-Za-z])(?:[A-Z]\.){2,}[A-Z]?(?![A-Za-z])|(?<![A-Za-z])[A-Z]\.[A-Z](?![A-Za-z.])",
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
