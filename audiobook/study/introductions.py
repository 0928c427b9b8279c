"""Where a text introduces a term in words from which nothing is asked: X（English）指…, X（…），即…, A（…）和B（…）,
前款所称X, 谓之X, 提出X理论 (`introduction_forms` has all of them).

`definitions` has the forms that a question may be made of. What is found here is evidence for a term, weighed in
`term_evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.chinese import han_count
from audiobook.language.word_lists import any_word, word_list
from audiobook.study.answer_classes import is_role
from audiobook.study.definitions import is_action, names_something
from audiobook.study.introduction_forms import END_IN_IT, PATTERNS
from audiobook.study.proper_names import is_foreign_name
from audiobook.study.tokens import Token, Words

_TWO = re.compile(
    r"(?:分为|分成|包括|有)(?P<one>[^\W\d_A-Za-z]{2,10}?)[和与](?P<other>[^\W\d_A-Za-z]{2,10}?)(?:[两二]\w{1,2}|之分)?[。；;]?$"
)
_NAMED_OUTRIGHT = frozenset({"so_called_one", "named_so", "quoted_is"})
"""Forms in which what stands in quotation marks is a name, whatever its words are."""
_OF_A_KIND = frozenset({"comma_is", "apposed_kind", "this_is_a", "genus_short", "it_means"})
"""Forms that say of what kind something is, be it an action that nobody named."""
_PREPOSITIONS = frozenset("对由为以从将于向按经")
"""By themselves they open a clause, and no term (对|肾脏替代治疗)."""
_NO_TERM = re.compile(
    r"[这那此其它他她我你们吗呢吧该某]|(?<!^)每|^每(?!股)|什么|怎么|如何|可以|能够|因为|所以"
    r"|^(?:所|上述|下列|下面|前述|前款|前者|后者|如|但|当|若|而|且|又|则|即|应|原先|然后|包括|字面)|提出|发现|根据"
)


def introduced(text: str, words: Words, following: str = "") -> Iterator[tuple[str, str]]:
    """The terms that a sentence introduces, or, two of them, the one `following` it (前者…, 后者…), each with the form,
    as it is called in data/term_evidence.tsv."""
    seen: set[tuple[str, str]] = set()
    if following.startswith("前者") and (two := _TWO.search(text)):
        yield from ((term, "former") for term in two.groups() if _may_be(term, words))
    for form, pattern in PATTERNS:
        for found in pattern.finditer(text):
            term = found["x"]
            if form in END_IN_IT:
                term = _noun_at_the_end(text, *found.span("x"), words, whole=form in ("pair", "bracket_kind"))
            if "d" in pattern.groupindex and not _is_of_a_kind(term, found["d"], words):
                continue
            if "r" in pattern.groupindex and is_role(re.split(r"[，,；;]", found["r"])[0]):
                continue  # 克劳修斯（Clausius：德国物理学家）
            if form == "reverse" and not _is_name_of(term, found["g"], found["cue"]):
                continue
            quoted = form in _NAMED_OUTRIGHT and text[: found.start("x")].endswith(("“", "‘", "「", "『"))
            if (term, form) in seen or not _may_be(term, words, quoted=quoted):
                continue
            if form in _OF_A_KIND and is_action(term):
                continue
            if form == "abbreviated" and any(other.endswith(term) and other != term for other, _ in seen):
                continue  # 交叉上核（SCN）, where it was said to be 视交叉上核
            seen.add((term, form))
            yield term, form


def _noun_at_the_end(text: str, start: int, stop: int, words: Words, *, whole: bool) -> str:
    """The words before `stop` behind the last verb or word of grammar; all of them if they begin with a noun where a
    `whole` phrase may stand."""
    tokens = [token for run in words.runs(text[start:stop]) for token in run]
    if (
        whole
        and tokens
        and tokens[0].kind not in ("verb", "other")
        and (start == 0 or not re.match(r"\w", text[start - 1]))
    ):
        return text[start:stop]
    at = stop
    for token in reversed(tokens):
        ends = token.kind in ("verb", "other") and (whole or not _counts(token, words))
        if ends and at < stop and token.text not in ("不", "·"):
            break
        at = start + token.start
    return re.sub(r"^一(?![种个类些样项条])", "", text[at:stop])


def _counts(token: Token, words: Words) -> bool:
    """第一, 首次, 每股: before a noun it belongs to it."""
    tag = words.dictionary.tag(token.text)
    return tag[:1] in ("m", "b", "a", "q", "f") or token.text[0] in "每首第非反超不"


def _is_of_a_kind(term: str, said: str, words: Words) -> bool:
    """Does `said` tell of what kind a thing is: no opinion of it, and no person?"""
    if said.startswith("一") or any_word("study", "not_defining").search(said) or is_role(said) or is_action(term):
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


def _may_be(term: str, words: Words, *, quoted: bool = False) -> bool:
    if not term or _NO_TERM.search(term) or term in word_list("study", "plain") or not han_count(term):
        return False
    if any_word("study", "hedges").match(term):
        return False
    tokens = [token for run in words.runs(term) for token in run]
    if quoted and not term.isdigit():
        return True  # 所谓“道”，是指……; 这个叫“不修而修”
    return tokens[:1] != [] and tokens[0].text not in _PREPOSITIONS and names_something(term, words, named=True)
