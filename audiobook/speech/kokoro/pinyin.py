"""A Mandarin syllable in pinyin -> the symbols Kokoro v1.0 was trained on.

The notation is that of `misaki` for v1.0 (after pinyin-to-ipa, MIT; Duanmu 2007, Lin 2007): the tone arrow stands
behind the vowel, before a closing nasal; non-syllabic marks are left out; zhi, chi, shi, ri and zi, ci, si end in ɨ.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType


def _table(text: str) -> MappingProxyType[str, str]:
    return MappingProxyType(dict(entry.split("=") for entry in text.split()))


TONES = MappingProxyType({"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""})

INITIALS = _table(
    """
    b=p p=pʰ m=m f=f d=t t=tʰ n=n l=l
    g=k k=kʰ h=x j=ʨ q=ʨʰ x=ɕ z=ʦ c=ʦʰ s=s
    zh=ꭧ ch=ꭧʰ sh=ʂ r=ɻ =
    """
)

# 0 is where the tone goes
FINALS = _table(
    """
    a=a0 ai=ai0 an=a0n ang=a0ŋ ao=au0
    e=ɤ0 ei=ei0 en=ə0n eng=ə0ŋ o=wo0 ong=ʊ0ŋ ou=ou0
    i=i0 ia=ja0 ian=jɛ0n iang=ja0ŋ iao=jau0 ie=je0
    in=i0n ing=i0ŋ iong=jʊ0ŋ iu=jou0
    u=u0 ua=wa0 uai=wai0 uan=wa0n uang=wa0ŋ ui=wei0
    un=wə0n ueng=wə0ŋ uo=wo0
    v=y0 ve=ɥe0 van=ɥɛ0n vn=y0n
    """
)

# syllables that are not initial + final, or are spelled otherwise than they are built
WHOLE = _table(
    """
    er=ɚ0 r=ɚ0 o=ɔ0 yo=jɔ0 io=jɔ0 ê=ɛ0 yai=jai0 lo=lwo0
    hm=hm0 hng=hŋ0 m=m0 n=n0 ng=ŋ0
    fiao=fjau0 biang=pja0ŋ rua=ɻwa0 wong=wə0ŋ xx=ɕi0
    """
)

_ZERO_INITIAL = (
    # yu- stands for ü-, y- for i-, w- for u-; yi and wu for the bare vowels
    (re.compile(r"^yu(?=$|e|an|n)"), "v"),
    (re.compile(r"^yong$"), "iong"),
    (re.compile(r"^you$"), "iu"),
    (re.compile(r"^yi(?=$|n)"), "i"),
    (re.compile(r"^y"), "i"),
    (re.compile(r"^wei$"), "ui"),
    (re.compile(r"^wen$"), "un"),
    (re.compile(r"^weng$"), "ueng"),
    (re.compile(r"^wu$"), "u"),
    (re.compile(r"^w"), "u"),
)
_PALATAL_U = re.compile(r"^([jqx])u")
_SPLIT = re.compile(r"^([zcs]h|[bpmfdtnlgkhjqxzcsr]?)(.+)$")
_READING = re.compile(r"^([a-zêü:]+)([1-5])$")


@lru_cache(maxsize=4096)
def ipa(reading: str) -> str | None:
    """Symbols of one syllable with its tone number, or None if there is no such syllable.

    >>> ipa("zhong1"), ipa("lv4"), ipa("shi4"), ipa("xue2"), ipa("de5"), ipa("blah1")
    ('ꭧʊ→ŋ', 'ly↘', 'ʂɨ↘', 'ɕɥe↗', 'tɤ', None)
    """
    match = _READING.match(reading.replace("u:", "v").replace("ü", "v"))
    if match is None:
        return None
    syllable, tone = match[1], TONES[match[2]]
    symbols = WHOLE.get(syllable) or _built(syllable)
    return None if symbols is None else symbols.replace("0", tone)


@lru_cache(maxsize=4096)
def syllables(word: str) -> tuple[str, ...] | None:
    """The pinyin syllables that make up `word` in small letters, the fewest there can be; None if it is not pinyin.

    A word of one or two letters may be anything, so it is not taken for pinyin.

    >>> syllables("wenfeng"), syllables("huawei"), syllables("qwen")
    (('wen', 'feng'), ('hua', 'wei'), None)
    """
    if len(word) < 3 or not word.isascii():
        return None
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(word) + 1):
        found: tuple[str, ...] | None = None
        for start in range(max(0, end - 6), end):
            before = best[start]
            part = word[start:end]
            # a syllable that begins with a vowel needs an apostrophe inside of a name
            if before is None or (start and part[0] in "aeo") or not _spelled(part):
                continue
            if found is None or len(before) + 1 < len(found):
                found = (*before, part)
        best.append(found)
    return best[-1]


_A, _E, _O = "a ai an ang ao", "e ei en eng", "ong ou"
_U = "u ua uai uan uang ui un uo"
_I = "i ia ian iang iao ie in ing iong iu u ue uan un"
_SPELLINGS = {
    "": "a ai an ang ao e ei en eng er o ou", "b": f"{_A} ei en eng i ian iao ie in ing o u",
    "p": f"{_A} ei en eng i ian iao ie in ing o ou u", "m": f"{_A} {_E} i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u", "d": f"{_A} {_E} i ia ian iao ie ing iu {_O} u uan ui un uo",
    "t": f"{_A} e ei eng i ian iao ie ing {_O} u uan ui un uo",
    "n": f"{_A} {_E} i ian iang iao ie in ing iu {_O} u uan ue un uo v",
    "l": f"{_A} e ei eng i ia ian iang iao ie in ing iu o {_O} u uan ue un uo v", "g": f"{_A} {_E} {_O} {_U}",
    "k": f"{_A} {_E} {_O} {_U}", "h": f"{_A} {_E} {_O} {_U}", "j": _I, "q": _I, "x": _I,
    "zh": f"{_A} {_E} i {_O} {_U}", "ch": f"{_A} {_E} i {_O} {_U}", "sh": f"{_A} {_E} i ou {_U}",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo", "z": f"{_A} {_E} i {_O} u uan ui un uo",
    "c": f"{_A} {_E} i {_O} u uan ui un uo", "s": f"{_A} {_E} i {_O} u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un", "w": "a ai an ang ei en eng o u",
}  # fmt: skip
"""Initial -> the finals it is written with."""
_SPELLED = frozenset(initial + final for initial, finals in _SPELLINGS.items() for final in finals.split())
_CHINESE = re.compile(
    r"zh|^[xq]|^[cs]h.|^y|^r|^j.|ao$|[aeo]i$|ou$|uo$|iu$|[iu]an$|ng$|i[ae]$|ua$|ui$|un$|^lin$|^h[eu]$"
)
"""What few syllables of other languages have."""


def _spelled(part: str) -> bool:
    """Whether `part` is a syllable as pinyin spells it."""
    return part in _SPELLED


def is_chinese(word: str) -> bool:
    """Whether a Latin word in small letters is rather pinyin than a word of another language: Zhipu, Wenfeng, Doubao;
    not Binance, Supabase, Modin.

    >>> is_chinese("zhipu"), is_chinese("binance"), is_chinese("modin")
    (True, False, False)
    """
    parts = syllables(word)
    if parts is None or len(parts) > 3 or (len(parts) > 1 and parts[0] in ("a", "e", "o")):
        return False
    if len(parts) > 1 and word.endswith(("ce", "se", "le", "te", "me")):
        return False
    strong = sum(bool(_CHINESE.search(part)) or (len(parts) == 2 and part.endswith("n")) for part in parts)
    return strong >= min(2, len(parts) - 1) if len(parts) > 1 else strong > 0


def _built(syllable: str) -> str | None:
    """Initial + final, with 0 where the tone goes."""
    if syllable[0] in "yw":
        for pattern, replacement in _ZERO_INITIAL:
            final, count = pattern.subn(replacement, syllable, count=1)
            if count:
                return FINALS.get(final)
        return None
    syllable = _PALATAL_U.sub(r"\1v", syllable)
    match = _SPLIT.match(syllable)
    if match is None:
        return None
    initial, final = match[1], match[2]
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        return INITIALS[initial] + "ɨ0"
    if final == "ue" and initial in ("l", "n"):  # lue, nue: the dots left out
        final = "ve"
    rest = FINALS.get(final)
    return None if rest is None else INITIALS[initial] + rest
