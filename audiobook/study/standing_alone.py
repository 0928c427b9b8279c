"""Has what is asked a subject, and does it stand by itself? What a question must have to be understood alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.language import chinese
from audiobook.language.word_lists import word_list
from audiobook.model import Term
from audiobook.study.clauses import LONGEST, opens_with_noun
from audiobook.study.figures import crowd
from audiobook.study.prose import points_back
from audiobook.study.relations import Asked
from audiobook.study.tokens import Token, Words

LEAST_BESIDE_FIGURE = 11
TELLS = 9.0
"""idf of a word that says what a question is about."""
LONGEST_ANSWER = 110
"""Characters of an answer that can be kept in mind, of a list as well."""
BRACKETS = ("（）", "()", "“”", "‘’", "《》", "「」", "『』", "【】", "[]")
"""Whatever opens in a question closes in it."""
LEAST_LEFT, LEAST_SUBJECT = 6, 4
"""Letters of a question beside what is said in the gap."""
_ELSEWHERE = re.compile(
    r"[他她它牠又]|[在对由为就据]此|其(?![他中余实])|如此|类似|相应|参见|详见|本[线站店馆院社机校]|[翌次同当隔]年|[上下左右][表图]|当时|那时|本届|上届|同期|同日|随后|此后|其后|不久|后来|[：:][）)]|[（(][）)]"
)
"""In a question: what is known only from the sentences before it."""
_ASKS = re.compile(r"谁|什么|怎[么样]|是否|能否")
"""In a statement of which something is asked: it is a question itself (谁来用、用来做什么)."""
_PREDICATE = re.compile(r"[有是可应能会要不将被必需多常均都也便遂即]|往往|一般|通常|大多|\w{2,3}了|\w\w将(?!军)")
"""Opens what is said of something, not something."""
_TORN = chinese.compiled(r"[[:Han:]] [[:Han:]]")
"""Two sentences that lost the mark between them."""
_ONE_THING = re.compile(r"[^，,。；;]{2,14}?(?:是|为|的|上|中|后)")
_CONCEDES = re.compile(r"(?:虽然|虽说|尽管|即使|即便|哪怕)")
"""Begins a clause that is granted, and is not what the sentence says."""
_YEAR = re.compile(r"[在于到自从至，,]?[^，,。；;]{0,4}?年(?:\d{1,2}月)?(?:\d{1,2}日)?[，,]?")
_WAY = re.compile(r"(?:为了?|随着|经过|通过|根据|按照|据|由于)[^，,。；;]{2,24}[，,]")
_WHEN = re.compile(r"(?:[于在自从至到当]?[^，,。；;]{0,12}(?:年|月|日|时|后|中|里|上|下|间|期间)[，,])+")
"""What may stand before a subject."""
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
_GREW = re.compile(r"[原始出初]\w于")


def opens_with_deed(runs: Sequence[Sequence[Token]], words: Words) -> bool:
    """Does it say what is to be done, by nobody (深化改革，推动…)?"""
    first = runs[0][0] if runs and runs[0] else None
    return first is not None and first.kind != "noun" and words.dictionary.tag(first.text)[:1] == "v"


def has_verb(text: str, words: Words) -> bool:
    """Does it say that something is or is done?"""
    tokens = [token for run in words.runs(text) for token in run]
    return any(
        token.kind in ("verb", "action")
        or token.text in "是有为达占约超把"
        or words.dictionary.tag(token.text)[:1] == "v"
        for token in tokens
    )


def has_subject(text: str, gap: Asked, span: tuple[int, int], words: Words) -> bool:
    """Is it said of something? What leads to a year may be the year itself (1946年，医院建成)."""
    head, end = span
    if gap.said == "哪一":
        after = text[gap.stop + 1 : end]
        runs = words.runs(after)
        goes_on = after[:1] in ("，", ",", "") or (runs and runs[0][0].kind in ("verb", "action", "other"))
        clause = re.split(r"[，,。；;]", after)[0]
        opens = gap.start == head and not _ONE_THING.match(after) and has_verb(clause, words)
        if not goes_on and not opens:
            return False  # 2010年法国公开赛 is one thing
        if gap.start - head < 5 and (year := _YEAR.match(text[head:end])):
            head += year.end()
    for leading in (_WAY, _WHEN):
        found = leading.match(text[head:end])
        if found and (head + found.end() <= gap.start or gap.said == "哪一"):
            head += found.end()
    piece = text[head:end]
    return opens_with_noun(piece, words) and not opens_with_verb(piece, words) and not _GREW.match(piece)


def opens_with_verb(text: str, words: Words) -> bool:
    """Has it no subject of its own (由于…的人，有权…)?"""
    runs = words.runs(text)
    return bool(_PREDICATE.match(text) or (runs and runs[0] and runs[0][0].kind == "verb"))


def has_own_subject(clause: str, words: Words) -> bool:
    """Is something named before anything is said of it? Of others (容易形成风险) the clause before tells of what."""
    for at, token in enumerate(token for run in words.runs(clause) for token in run):
        if token.kind in ("noun", "latin", "saying") or (token.kind == "action" and not at):
            return True
        if token.kind in ("verb", "action") or token.text in ("是", "有", "为"):
            return False
    return False


def alike(one: str, two: str, words: Words) -> bool:
    """Are both things, or both something that is so or done? 贸易战使它更强 and 更弱 are not set against each other."""
    kinds = []
    for phrase in (one, two):
        tokens = [token for run in words.runs(phrase) for token in run]
        if not tokens:
            return False
        kinds.append((tokens[0].kind == "verb", tokens[-1].kind in ("noun", "affix", "latin", "action")))
    return kinds[0] == kinds[1]


def is_fair(text: str, gap: Asked, span: tuple[int, int]) -> bool:
    """Is it short enough, with enough to answer from, and not said in the question itself?"""
    head, end = span
    rest = text[head : gap.start] + text[gap.stop : end]
    answer = text[gap.start : gap.stop].strip("，,。；;：: ")
    left = re.sub(r"[^\w]", "", rest)
    if any(rest.count(one) != rest.count(two) for one, two in map(tuple, BRACKETS)):
        return False
    if (
        rest.count('"') % 2
        or re.search(r"[!！]", rest)
        or _ELSEWHERE.search(rest)
        or _TORN.search(rest)
        or answer[:1] in "的了、"
    ):
        return False
    if gap.said == "什么" and re.search(r"(?<![称作成视名变化誉分定改因之])为$", text[head : gap.start]):
        return False  # it would ask why
    if _CONCEDES.match(re.split(r"[，,；;]", text[head : gap.start])[-1]):
        return False
    if re.match(r"由于|因为", rest) and gap.kind != "cause" and not re.search(r"[，,]", text[gap.stop : end]):
        return False
    if gap.kind in ("name", "term") and any(answer[i : i + 4] in rest for i in range(len(answer) - 3)):
        return False
    if gap.kind not in ("list", "contrast") and re.search(r"[：:]", _BRACKETED.sub("", rest)):
        return False
    # what a definition points to may be said in the clause before, of others in the sentence before
    if "这" in (re.split(r"[，,]", rest)[0] if gap.kind in ("name", "definition") else rest):
        return False
    if len(answer) > LONGEST_ANSWER or (gap.kind == "relation" and _ASKS.search(rest)):
        return False
    if gap.kind == "figure":
        return len(left) >= LEAST_BESIDE_FIGURE
    if gap.kind in ("relation", "contrast") and (_ELSEWHERE.search(answer) or crowd(rest) > 1):
        return False
    if gap.kind == "cause" and (
        _ELSEWHERE.search(answer) or "这" in answer or text[gap.start - 1 : gap.start] in tuple("《“‘")
    ):
        return False
    if len(rest) + len(gap.said) > LONGEST + 2 or (len(answer) < 2 and gap.said != "多少"):
        return False
    if gap.kind == "definition":
        return len(left) >= 2
    least = LEAST_SUBJECT if gap.kind == "relation" or gap.form == "parts" else LEAST_LEFT
    return len(left) >= least and answer not in rest and not points_back(answer[:4])


def names_its_subject(question: str, terms: Sequence[Term], words: Words) -> bool:
    """Does it name something of the article's own: a term, or a word rare enough to be one? Of others the listener
    would ask, which one (版本用于什么, 只有怎样，才有后面的旅程)?"""
    said = question.replace(" ", "")
    if not terms or any(term.text.replace(" ", "") in said for term in terms):
        return True
    return any(
        token.kind in ("noun", "latin") and words.dictionary.idf(token.text) >= TELLS
        for run in words.runs(question)
        for token in run
        if len(token.text) > 1 and token.text not in word_list("study", "plain")
    )
