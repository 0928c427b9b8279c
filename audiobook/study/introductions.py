"""Where a text introduces a term in words from which nothing is asked: X（English）指…, X（…），即…, A（…）和B（…）,
前款所称X, 「X」（English）, 称X（English）, 提出X理论.

`definitions` has the forms that a question may be made of. What is found here is evidence for a term, weighed in
`term_evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.chinese import han_count
from audiobook.language.word_lists import alternatives, any_word, word_list
from audiobook.study.answer_classes import is_role
from audiobook.study.definitions import LABEL, names_something
from audiobook.study.proper_names import is_foreign_name
from audiobook.study.tokens import Words

_NAME = r"(?P<x>[\w·\-]{1,14}?)"
_SHORT = r"(?P<x>[\w·\-]{2,12}?)"
_GLOSS = r"(?: ?[（(][^（）()]{1,60}[）)])"
_LATIN_GLOSS = r" ?[（(][^（）()]{0,20}[A-Za-z]{3,}[^（）()]{0,40}[）)]"
_SPELLED = r"(?: ?[A-Z][A-Za-z]{2,}(?: [A-Za-z]+)*)"
_EXPLAINED = r"[（(][^（）()A-Za-z]{6,40}[）)]"
_NOUN = r"(?P<x>[^\W\d_A-Za-z的]{2,8})"
_AND = r"[、，,]?(?:[和与及、]|以及)"
_BEGINS = rf"(?:^|[。；;]){LABEL}"
_OPENS = rf"(?:(?:^|[。；;，,：:]){LABEL}(?:而|其中)?|^[^，,。；;：:]{{2,4}}[：:])"
_HEDGED = rf"(?:{alternatives('study', 'hedges')})*"
_CUE = rf"(?:{alternatives('study', 'meaning_cues')})"
_THEORY = rf"(?:{alternatives('study', 'theories')}|论题)"
_KIND = rf"(?:{alternatives('study', 'genera')}|程度)"
_OPEN, _CLOSE = "[“‘「『]", "[”’」』]"
_NOT_POINTING = "[责导标向引挥南示数控出名定派点望教证正使令的]"
"""Behind 指: 指责, 指导 and their like say what somebody does."""
_FORMS: tuple[tuple[str, str], ...] = (
    # 违约风险（Credit risk）指借款人到期不还的风险
    (
        "points",
        rf"{_OPENS}{_OPEN}?{_NAME}{_CLOSE}?{_GLOSS}?(?:或[^，,。；;]{{2,16}})?[，,]?"
        rf"{_HEDGED}(?<![意拇手食泛特专所])指(?!{_NOT_POINTING})[^。；;]{{6,}}",
    ),
    # 语言的正交性指的是用少量结构组成许多结构
    ("of_it", rf"{_BEGINS}[^，,。；;：:]{{2,14}}的(?P<x>[\w·\-]{{1,10}}?){_CUE}[，,：:]?[^。；;]{{6,}}"),
    # 授权股权证明（DPoS），即股东投票选出一个董事会
    (
        "that_is",
        rf"(?:^|[，,。；;、]|包括|称为|叫作){_OPEN}?(?!包括){_SHORT}{_CLOSE}?{_GLOSS}?[，,](?:亦|也)?"
        r"即(?![可将使便刻时日能是])[^。；;，,]{6,}",
    ),
    # 通用性（在广泛范围内可用的程度）和可靠性（不出错的程度）
    ("pair", rf"{_NOUN}{_EXPLAINED}(?={_AND}[^\W\d_A-Za-z]{{2,10}}{_EXPLAINED})"),
    ("pair", rf"[）)]{_AND}{_NOUN}{_EXPLAINED}"),
    # 会启动「非活跃惩罚」（inactivity leak）
    ("quote_gloss", rf"{_OPEN}(?P<x>[^“”‘’「」『』，。；：（(]{{2,12}}){_CLOSE}{_LATIN_GLOSS}"),
    # 反之称视物显小症（micropsia）
    ("called_gloss", rf"(?<![名统合简俗人自宣声尊职号])称(?:之?为)?{_SHORT}{_LATIN_GLOSS}"),
    # 前款所称利害关系人，包括被许可人
    (
        "law",
        r"(?:第[一二三四五六七八九十百]+[条款]|前款|前条|本[^，,。；;]{1,4}|上述)所[称指](?P<x>\w{2,16}?)"
        r"[，,]?(?:是|指|包括|系指|即)",
    ),
    # 植物新品种权所有人（以下称品种权人）
    ("below", r"[（(]以下(?:统|均)?称(?P<x>\w{2,12})[）)]"),
    # 变成感受态（可以吸收外来基因的状态）
    ("bracket_kind", rf"(?P<x>[^\W\d_A-Za-z的]{{2,10}})[（(][^（）()]{{4,40}}的[^（）()的，,]{{0,3}}{_KIND}[）)]"),
    # 不完备性定理表明，……
    (
        "says",
        rf"(?:^|[，,。；;：:、]|根据|提出|依据)(?P<x>[\w·\-]{{1,10}}{_THEORY}){_CLOSE}?{_GLOSS}?[，,]?"
        r"(?:指出|表明|断言|认为|告诉我们|是说|讲的是)",
    ),
    # 提出了序数理论，允许……
    (
        "proposed",
        rf"(?:提出|发表|创立|发现|证明)了?(?:著名的)?{_OPEN}?(?P<x>[\w·\-]{{2,12}}{_THEORY}){_CLOSE}?(?=[，,。；;]|{_GLOSS})",
    ),
    # 所谓“笼屋”，外面看着像衣橱
    ("so_named", r"所谓的?[“‘「\"](?P<x>[^“”‘’「」\"，。；：（(]{2,10})[”’」\"](?=[，,]|就是|是|指|即)"),
    # 夏布，也叫苎布
    (
        "also",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?[，,]?(?:又|也|亦)被?(?:称|叫|名)(?:为|作|做)?{_OPEN}?(?=\w{{2}})",
    ),
    # 经线是纵向的纱，而纬线则是横向的纱
    (
        "contrast",
        rf"[；;，,]而?{_OPEN}?{_SHORT}{_CLOSE}?(?<![原规法准细守总])则(?:主要|通常|一般)?(?:是|指|为)(?!了|在)[^。；;]{{6,}}",
    ),
    ("contrast", rf"[；;：:](?:而|其中)?{_OPEN}?{_SHORT}{_CLOSE}?(?:就是|是指|指的是)[^。；;]{{8,}}"),
    # 织在布边上的窄条就是布边条
    (
        "reverse",
        rf"[^，,。；;：:]{{3,50}}的(?P<g>[^\W\d_A-Za-z的]{{1,8}})[，,]?(?P<cue>那?就是|即是|即为|便是|就?叫作?|为){_OPEN}?{_SHORT}{_CLOSE}?"
        r"(?=[，,。；;]|$)",
    ),
    # 油纸伞，从唐代传到今天，是用桐油纸做面的雨具
    (
        "apposed",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_GLOSS}?[，,][^。；;：:]{{4,60}}[，,]是(?!指)"
        r"(?P<d>[^，,。；;：:！!？?]{5,60}的[^，,。；;：:！!？?的是]{2,8})(?=[，,。；;]|$)",
    ),
    # 土布是由农家自己纺纱，在木机上织成的棉布
    (
        "genus_long",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_SPELLED}?{_GLOSS}? ?{_HEDGED}是(?!指)"
        r"(?P<d>[^。；;：:！!？?]{4,90}[，,）)][^。；;：:！!？?]{2,60}的[^，,。；;：:！!？?的是]{2,8})(?=[。；;]|$)",
    ),
    # 疫苗是用减毒的病原体制成的生物制品
    (
        "genus_any",
        rf"{_BEGINS}{_OPEN}?{_SHORT}{_CLOSE}?{_SPELLED}?{_GLOSS}? ?{_HEDGED}是(?!指)"
        r"(?P<d>[^，,。；;：:！!？?]{5,50}的[^，,。；;：:！!？?的是]{2,6})(?=[，,。；;]|$)",
    ),
)
_PATTERNS = tuple((form, re.compile(pattern)) for form, pattern in _FORMS)
_END_IN_IT = frozenset({"pair", "bracket_kind"})
"""Forms whose pattern finds more than the term before its end."""
_TWO = re.compile(
    r"(?:分为|分成|包括|有)(?P<one>[^\W\d_A-Za-z]{2,10}?)[和与](?P<other>[^\W\d_A-Za-z]{2,10}?)(?:[两二]\w{1,2}|之分)?[。；;]?$"
)
_PREPOSITIONS = frozenset("对由为以从将于向按经")
"""By themselves they open a clause, and no term (对|肾脏替代治疗)."""
_NO_TERM = re.compile(
    r"[这那此其它他她我你们吗呢吧每该某]|什么|怎么|如何|可以|能够|因为|所以"
    r"|^(?:所|上述|下列|下面|前述|前款|前者|后者|如|但|当|若|而|且|又|则|即|应|原先|然后|包括|字面)|提出|发现|根据"
)


def introduced(text: str, words: Words, following: str = "") -> Iterator[tuple[str, str]]:
    """The terms that a sentence introduces, or, two of them, the one `following` it (前者…, 后者…), each with the form,
    as it is called in data/term_evidence.tsv."""
    seen: set[tuple[str, str]] = set()
    if following.startswith("前者") and (two := _TWO.search(text)):
        yield from ((term, "former") for term in two.groups() if _may_be(term, words))
    for form, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            term = found["x"]
            if form in _END_IN_IT:
                term = _noun_at_the_end(text, *found.span("x"), words)
            if "d" in pattern.groupindex and not _is_of_a_kind(term, found["d"], words):
                continue
            if form == "reverse" and not _is_name_of(term, found["g"], found["cue"]):
                continue
            if (term, form) in seen or not _may_be(term, words):
                continue
            seen.add((term, form))
            yield term, form


def _noun_at_the_end(text: str, start: int, stop: int, words: Words) -> str:
    """The words before `stop` behind the last verb or word of grammar."""
    tokens = [token for run in words.runs(text[start:stop]) for token in run]
    if tokens and tokens[0].kind not in ("verb", "other") and (start == 0 or not re.match(r"\w", text[start - 1])):
        return text[start:stop]
    at = stop
    for token in reversed(tokens):
        if token.kind in ("verb", "other") and at < stop and token.text not in ("不", "·"):
            break
        at = start + token.start
    return text[at:stop]


def _is_of_a_kind(term: str, said: str, words: Words) -> bool:
    """Does `said` tell of what kind a thing is: no opinion of it, and no person?"""
    if said.startswith("一") or any_word("study", "not_defining").search(said) or is_role(said):
        return False
    tokens = [token for run in words.runs(term) for token in run]
    return (
        bool(tokens)
        and tokens[0].kind != "other"
        and tokens[-1].text not in word_list("study", "function")
        and not all(token.name for token in tokens)
        and not is_foreign_name(term, words)
    )


def _is_name_of(term: str, kind: str, cue: str) -> bool:
    """Does the name end in what it is (债券为上市债券), or is it said outright to be a name (行为叫退货)?"""
    called = "叫" in cue and kind.endswith(tuple(word_list("study", "genera")))
    return term != kind and (term[-1] == kind[-1] or called)


def _may_be(term: str, words: Words) -> bool:
    if not term or _NO_TERM.search(term) or term in word_list("study", "plain") or not han_count(term):
        return False
    if any_word("study", "hedges").match(term):
        return False
    tokens = [token for run in words.runs(term) for token in run]
    return tokens[:1] != [] and tokens[0].text not in _PREPOSITIONS and names_something(term, words, named=True)
