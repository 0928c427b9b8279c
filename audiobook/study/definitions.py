"""Where a text says what something is: the term, and the words that say it.

Known by cues: …叫作X, …称为X, 简称X, 所谓X就是…, X是指…, X是一种…, X是…的过程, 这就是X, X（English）, “X”（…）,
X：…之一, 提出X：….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from audiobook.language.chinese import han_count
from audiobook.language.word_lists import alternatives, any_word, word_list
from audiobook.study.proper_names import is_foreign_name
from audiobook.study.tokens import Token, Words

_GLOSS = r"(?: ?[（(][^）)]{1,60}[）)])?"
_QUOTED = rf"[“‘「](?P<q>[^“”‘’「」，。；：（(]{{2,12}}){_GLOSS}[”’」]"
_LATIN = r"[A-Za-z][\w’'.\-]*(?: [A-Z][\w’'.\-]*)*"
_STOP = r"(?=[。；;，,：:（(）)！!—、]| ?[（(]|或[称叫者]|$)"
_NAMED = re.compile(
    rf"(?<!为)(?<!不)(?<!不能)(?<!不可)(?<!不应)(?:{alternatives('study', 'naming_cues')})(?!了)(?:"
    rf"{_QUOTED}|[“‘]?(?P<x>[\w·\-]{{1,14}}?)[”’]?{_STOP}"
    rf"| ?(?P<latin>{_LATIN}){_STOP})"
)
_CALLED = re.compile(rf"(?<![不喊呼鸣名])叫{_QUOTED}")
_THIS_IS = re.compile(
    r"(?:^|[，,；;])这(?:就|便|正)是(?:\w{0,3}(?:所谓的?|著名的|有名的))?[“‘]?(?P<x>[\w·\-]{2,14}?)[”’]?" + _STOP
)
_HEDGED = rf"(?:{alternatives('study', 'hedges')})*"
LABEL = r"(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、）)]|[一二三四五六七八九十]{1,3}[、.．]|[-•·*＊])? ?"
"""The number or mark of an item (（一）电子签名人，是指……)."""
_BEGINS = rf"(?:(?:^|[。；;]){LABEL}|^[^，,。；;：:]{{2,4}}[：:])"
_HEAD = rf"{_BEGINS}(?:一[个种条座项])?[“‘]?(?P<x>[\w·\-]{{2,14}}?)[”’]?{_GLOSS} ?"
_MEANS = re.compile(
    rf"{_HEAD}(?P<cue>[，,]?{_HEDGED}(?:{alternatives('study', 'meaning_cues')})|[，,]即(?![可将使便刻时日能是]))"
    r"[：:]?(?P<d>[^。；;]{6,})"
)
_SO_CALLED = re.compile(
    rf"(?:^|[，,。；;])(?:所谓的?|本[法规条例办定细则]{{1,3}}所称的?)[“‘]?(?P<x>[\w·\-]{{2,14}}?)[”’]?{_GLOSS}"
    rf"[，,]?{_HEDGED}(?P<cue>就?是指?|即|指的?是?)(?!由[^，,。；;]{{1,12}}(?:开始|传下来))(?P<d>[^。；;]{{6,}})"
)
_KIND = re.compile(
    rf"{_HEAD}(?P<cue>{_HEDGED}就?是)(?P<d>(?:一[种类个门项套](?![人个])|[^，。；;]{{2,30}}的(?:一[种类个门项]))[^。；;]{{5,}})"
)
_GENUS = re.compile(
    rf"{_HEAD}(?P<cue> ?{_HEDGED}是)(?!指)"
    rf"(?P<d>[^，,。；;：:！!？?]{{4,60}}的(?:{alternatives('study', 'genera')}))(?=[，,。；;：:]|$)"
)
_GLOSSED = re.compile(
    r"(?P<x>[^\W\d_]{2,12})[”’]? ?[（(](?:英文|英语)?[:：]?\s?"
    r"(?P<en>(?:[A-Za-z]?[a-z]+[ \-])*[A-Z]?[a-z]{3,}|[A-Z][a-z]{3,})[)）,，]"
)
_EXPLAINED = re.compile(
    r"(?:[“‘「](?P<q>[^“”‘’「」，。；：（(]{2,12})[”’」]|(?:一|另一|[两三])[种类](?:就?是|叫|为)(?P<x>\w{2,10}))"
    r"[（(](?!见|如|例如|比如|包括)(?P<d>[^（）()A-Za-z0-9]{6,50})[）)]"
)
_ENTRY = re.compile(
    r"^[-·•＊*\s]*(?P<x>[^\W\d_]{2,8})(?:[（(][^）)]{1,30}[）)])?[：:]\s*(?P<d>[^，,。；;：:]{1,40}(?:之一|的[^，,。；;：:的]{1,8}))(?=[，,。；;]|$)"
)
_GENUS_FAR = re.compile(
    rf"{_HEAD}(?P<cue> ?{_HEDGED}是)(?!指)(?P<said>[^。；;：:！!？?]{{6,90}})"
    rf"的(?:[^，,。；;的]{{0,4}}(?:{alternatives('study', 'genera')}))(?=[，,。；;]|$)"
)
_CONCEPT_NOUN = alternatives("study", "concept_nouns")
_CONCEPT = re.compile(
    rf"(?:{_CONCEPT_NOUN})[“‘「](?P<q>[^“”‘’「」，。；：（(]{{1,12}})[”’」](?![、和与])"
    rf"|[“‘「](?P<x>[^“”‘’「」，。；：（(]{{1,12}})[”’」](?:[这那]一?个?|的)?(?:{_CONCEPT_NOUN})(?!\w*[、和与])"
)
_USED_FOR = re.compile(rf"{_HEAD}(?:主要|通常|一般)?(?:适用于|旨在|用于|用来|专门用于)[^。；;：:！!？?]{{6,}}")
_IS = re.compile(
    rf"{_HEAD}(?P<cue>(?:其实|本质上|实际上|说白了)(?:就)?是|就是|便是|即是|无非是)(?![不否说要在因由为这那])"
    r"[^，,。；;：:！!？?]{4,40}(?=[，,。；;]|$)"
)
_BRACKETED = re.compile(
    r"(?:^|[。；;])(?P<x>[A-Za-z][\w\-]*|[^\W\d_]{2,8})[（(][^）)]{1,30}[）)](?P<tail>[^\W\d_a-zA-Z]{1,4}?)"
    r"(?:是指|指的是|描述了|就是指|是一[种类])"
)
_STATED = re.compile(rf"[“‘]?(?P<x>[\w\-·]{{2,10}}(?:{alternatives('study', 'theories')}))[”’]?[：:](?=\w)")
_TRANSLATED = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+(?: [A-Z]?[a-z]+)*[（(](?P<x>[^\W\d_a-zA-Z]{2,8})[）)]")
"""Atomicity（原子性）."""
_PARTS = re.compile(r"(?:分为|分成|包括|包含|划分为)[^。；;]*?[）)]")
_PART = re.compile(r"(?:[、，,和与及为成括含]|以及)(?P<x>[^\W\d_]{3,12})[（(](?P<d>[^（）()A-Za-z]{5,40})[）)]")
"""One of the kinds something is divided into, with what it is in brackets."""
_EXAMPLE_OF = re.compile(r"(?:是|属于)(?P<x>[^\W\d_]{3,10})的(?:例子|典型|一种表现)")
_INTRODUCED = re.compile(
    r"(?:提出|画出|引入|创立|建立|发现)了?(?:一条|一个|著名的)?[“‘]?(?P<x>[\w·\-]{2,14}?)[”’]?(?=[：:])"
)
_PREFIX = re.compile(r"(?:^|[^\w]|[或和与及])(?P<prefix>不可|[可再非不无未半反])$")
"""What stands before a name by itself belongs to it (可|再生资源)."""
_OF_THIS_LAW = re.compile(r"本\w{1,5}所称")
_GOES_ON = re.compile(r"[（(][^）)]{1,12}[）)]\w")
_HOLLOW = re.compile(
    r"^\d+[万亿千百余多]|[这那此其它他她我你们]|最(?![优大小高低长短佳])|什么|怎么|如何|可以|能够|因为|所以|一[个种些样]|自己|^(?:所|[上下前后](?:[一两三几面述文列来边者半款条次]|$)|[两三几]个)|^该|^本(?:[文书章节课讲身]|项目)|没有|本身|[又也]称|^简单如|问题$|方面$|时$|人们|大家"
)
_GRAMMAR = frozenset((*"的了着过是在有不和与或把被让很更都也就还又只", "就是", "而是", "只是", "也是", "还是", "不是"))
"""By themselves; within a word they say nothing (感觉过敏, 被动转运, 有限状态机)."""
_TRAILS = frozenset("中里内上下时不并")
"""What a name by several words doesn't end in (物理学|中)."""
_STATES_NOTHING = re.compile(r"什么|怎么|如何|[这那][样个些]|[？?！!…]")
_SURE = (_SO_CALLED, _MEANS, _GENUS, _GLOSSED)
"""Cues by which an act may be a term, too (所谓处理，指的是)."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term where it is defined; offsets are into the sentence."""

    term: str
    start: int
    stop: int
    named: bool
    """The words that say it come first (…叫作X), and are asked by what they name."""
    told: bool
    """The text says what it is; else it only names it anew (X（English）)."""
    form: str
    """The cue it is known by, as it is called in data/term_evidence.tsv."""
    meaning: tuple[int, int] | None = None
    """Span of what the term is said to be, where it follows."""


_FORMS = (
    ("named", _NAMED, True),
    ("called", _CALLED, True),
    ("this_is", _THIS_IS, True),
    ("so_called", _SO_CALLED, False),
    ("means", _MEANS, False),
    ("kind", _KIND, False),
    ("genus", _GENUS, False),
    ("genus_far", _GENUS_FAR, False),
    ("concept", _CONCEPT, False),
    ("explained", _EXPLAINED, False),
    ("entry", _ENTRY, False),
    ("glossed", _GLOSSED, False),
    ("example_of", _EXAMPLE_OF, False),
    ("introduced", _INTRODUCED, False),
    ("used_for", _USED_FOR, False),
    ("is", _IS, False),
    ("bracketed", _BRACKETED, False),
    ("stated", _STATED, False),
    ("part", _PART, False),
    ("translated", _TRANSLATED, False),
)
PLAIN_NAME = 6
"""Characters behind 的 that are the name, whatever the words are."""
RARE_CHARACTER = 8.0
"""idf of a character that may be a term by itself (熵)."""
_ONLY_NAMED = (_GLOSSED, _EXAMPLE_OF, _INTRODUCED, _CONCEPT, _STATED, _TRANSLATED)


def definitions(text: str, words: Words) -> Iterator[Definition]:
    """The definitions in a sentence, by cue; a term once."""
    seen: set[str] = set()
    for form, pattern, named in _FORMS:
        places = list(pattern.finditer(text))
        if pattern is _PART and not _PARTS.search(text):
            continue
        if pattern is _CALLED and len(places) > 1:
            continue  # 管头叫“脑袋”，管嘴叫“嘴巴”: words of a dialect
        for found in places:
            group = next(name for name in ("x", "q", "latin") if found.groupdict().get(name))
            start, stop = found.span(group)
            if pattern is _GLOSSED:
                start = phrase_start(text, start, stop, words)
                if stop - start < 3 or is_foreign_name(text[start:stop], words) or "《" in text[:start][-12:]:
                    continue
            if said := any_word("study", "in_other_words").match(text, start, stop):
                start = said.end()
            term = text[start:stop]
            if pattern is _BRACKETED:
                term += found["tail"]
            quoted = group == "q"
            if term in seen or not _is_term(term, pattern, words, named=named, quoted=quoted):
                continue
            if named and not quoted and (text[stop : stop + 1] == "、" or _GOES_ON.match(text, stop)):
                continue  # one name of several, or the beginning of one
            meaning = found.span("d") if "d" in pattern.groupindex else None
            if pattern is _GENUS_FAR and not _defines(term, found["said"], pattern):
                continue
            if meaning and not _defines(term, text[slice(*meaning)], pattern):
                continue
            seen.add(term)
            spoken = meaning if pattern not in (_EXPLAINED, _ENTRY, _PART) else None
            yield Definition(term, start, stop, named, pattern not in _ONLY_NAMED, form, spoken)


def _is_term(term: str, pattern: re.Pattern[str], words: Words, *, named: bool, quoted: bool) -> bool:
    """May `term` be one, where `pattern` found it?"""
    if pattern is _CONCEPT or (quoted and named):
        return not _STATES_NOTHING.search(term) and not term.isdigit()
    if not names_something(term, words, named=named, sure=pattern in _SURE):
        return False
    if _OF_THIS_LAW.match(term):
        return False  # 本法所称食品 is 食品, found by another cue
    tokens = [token for run in words.runs(term) for token in run]
    if pattern is _EXAMPLE_OF:
        allowed = len(tokens) > 1 and tokens[0].kind not in ("verb", "other")
    elif pattern in (_ENTRY, _INTRODUCED):
        allowed = all(token.kind not in ("verb", "other") for token in tokens)
    elif pattern is _KIND:
        allowed = tokens[0].kind != "other" and tokens[-1].kind not in ("verb", "other")
    elif pattern is _GENUS:
        allowed = len(tokens) == 1 or all(
            token.kind not in ("verb", "other") or (token.kind == "verb" and following.kind == "affix")
            for token, following in pairwise((*tokens, tokens[0]))
        )
    elif pattern is _MEANS:
        allowed = tokens[-1].text not in word_list("study", "function")
    else:
        allowed = True
    if pattern in (_KIND, _GENUS, _GENUS_FAR, _USED_FOR, _IS) and is_action(term):
        return False
    if pattern in (_USED_FOR, _IS, _TRANSLATED) and (tokens[-1].kind == "other" or is_foreign_name(term, words)):
        return False
    plain = len(tokens) == 1 and (term in word_list("study", "weak") or term in word_list("study", "of_what"))
    if pattern in (_GENUS, _ENTRY, _INTRODUCED, _USED_FOR, _IS, _STATED) and (plain or is_foreign_name(term, words)):
        return False
    if pattern in (_THIS_IS, _INTRODUCED, _EXAMPLE_OF) and (len(term) < 3 or words.dictionary.is_common(term)):
        return False  # 这就是主题 names nothing
    return allowed


def is_action(term: str) -> bool:
    """Does it say what somebody does (降低利率)? Such a thing is a term only where it is named."""
    found = any_word("study", "acting_on").match(term)
    return bool(found and len(term) > found.end() + 1)


def _defines(term: str, said: str, pattern: re.Pattern[str]) -> bool:
    """Is `said` what the term is, not what is thought of it?"""
    if pattern is _ENTRY:
        ends = (*word_list("study", "genera"), term[-1:] if len(term) > 2 else term, "之一")
        return said.endswith(ends) and not any_word("study", "hedges").match(term)
    if pattern not in (_KIND, _GENUS, _GENUS_FAR, _SO_CALLED):
        return True
    if pattern is _SO_CALLED and not said.startswith("一"):
        return True
    clause = re.split(r"[，,]", said)[0]
    return not any_word("study", "not_defining").search(clause)


def phrase_start(text: str, start: int, stop: int, words: Words) -> int:
    """Where the noun phrase that ends at `stop` begins."""
    if start == 0 or text[start - 1] in "“‘「":
        inside: list[Token] = [token for run in words.runs(text[start:stop]) for token in run]
        if stop - start < 9 and all(token.kind != "other" or len(token.text) > 1 for token in inside):
            return start  # a heading in all but name (最优基（Optimal Basis）)
    at = stop
    behind = text.rfind("的", start, stop) + 1
    if behind and 2 <= stop - behind <= PLAIN_NAME:
        return behind  # 更加简单的拟模型（meta model）
    for run in words.runs(text):
        inside = [token for token in run if token.start >= start and token.end <= stop]
        if inside and inside[-1].end == stop:
            for token in reversed(inside):
                if token.text in ("为", "是", "即", "叫") or token.text[1:] in ("为", "成", "是", "括", "含"):
                    break  # 分为|淋巴因子（lymphokine）
                if token.kind == "verb":
                    return stop  # 扩散|模型 or 使用|模型: who can tell
                if token.kind == "other":
                    if len(token.text) > 1 and words.dictionary.tag(token.text)[:1] in ("n", "m", "b", "a", "d"):
                        return stop  # 多方|安全计算 (Secure Multi-Party Computation) begins with it
                    break
                at = token.start
    prefix = _PREFIX.search(text, 0, at)
    return prefix.start("prefix") if prefix and at < stop else at


def names_something(term: str, words: Words, *, named: bool, sure: bool = False) -> bool:
    """Can it be a term? What a text itself names (…叫作必要难度, …称为熵, …称为肥大) may begin with any word."""
    if not term or len(term) > (14 if han_count(term) else 30) or _HOLLOW.search(term) or term.isdigit():
        return False
    if any_word("study", "in_other_words").search(term):
        return False
    tokens = [token for run in words.runs(term) for token in run]
    if any(token.text in _GRAMMAR and token.text != "不" for token in tokens) or term[0] in _GRAMMAR - {
        "不",
        "被",
        "有",
    }:
        return False
    if not tokens or (tokens[0].kind == "other" and not (named or (sure and len(term) > 2))):
        return False
    if tokens[0].text == "不" and (len(term) < 4 or tokens[-1].kind in ("verb", "other")):
        return False
    if len(term) == 1:
        return named and words.dictionary.tag(term)[:1] in ("n", "g") and words.dictionary.idf(term) >= RARE_CHARACTER
    if len(tokens) > 1:
        return tokens[-1].text not in _TRAILS
    if sure and len(term) > 2:
        return True  # 自由度是指……, whatever the dictionary has it for
    return tokens[0].kind not in ("other",) if named or sure else tokens[0].kind not in ("verb", "other")
