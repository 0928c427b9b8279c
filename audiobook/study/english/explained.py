"""What an English sentence explains or sets apart by its words: when something occurs, how two things differ, into
which parts something is divided, what happens during, without or as something, on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.model import QuestionKind
from audiobook.study.english.answers import one_deed
from audiobook.study.english.clauses import capital, without_opener
from audiobook.study.english.inversions import inverted, why
from audiobook.study.english.main_clauses import Clause, clause_of
from audiobook.study.english.verbs import base_of_past, has_finite_verb
from audiobook.study.english.words import any_phrase, holds, is_known, is_subject, lowered, whole_phrase, words_of

LONGEST = 140
"""Characters of an answer."""
Asked = tuple[str, QuestionKind, str, str]
"""Form, kind, question and answer."""
_NUMBER = r"(?P<n>two|three|four|five|six|seven|eight|nine|ten)"
_LIST = r"(?P<x>[^;:]{6,140}? and [^;:]+?)"
_OCCURS = re.compile(
    r"^(?P<s>[^,;:()]{3,60}?) (?:also |usually |often |typically |only |generally )?"
    r"(?P<v>occurs?|happens?|arises?|takes? place|results?|begins?|exists?|develops?|ends?|forms?) "
    r"(?P<x>(?:only )?(?:when|whenever|if) [^;:()]{12,130}?)[.]$"
)
_UNLIKE = re.compile(r"^(?:Unlike|In contrast to) (?P<a>[^,;:()]{3,60}), (?P<y>[^;:()]{12,140}?)[.]$")
_SO = re.compile(
    r"^(?P<x>[^;:()]{12,120}?), (?:and )?so (?!that\b|as\b|far\b|long\b|called)(?P<y>[^;:()]{12,110}?)[.]$"
)
_WHEREAS = re.compile(r"^(?P<a>[^;:()]{12,110}?),? whereas (?P<b>[^;:()]{12,110}?)[.]$")
_WHEREAS_LEAD = re.compile(r"^Whereas (?P<a>[^,;:()]{12,110}?), (?P<b>[^;:()]{12,110}?)[.]$")
_DIVIDED = re.compile(
    r"^(?P<s>[^,;:()]{3,60}?) (?P<be>is|are|can be|may be|was|were) (?:\w+ly |often |further )?"
    r"(?P<v>divided|classified|grouped|categorized|categorised|split|broken down|separated|organized|organised|sorted) "
    rf"into {_NUMBER} (?P<unit>(?:[\w’'\-]+ ){{0,3}}?[a-z]+s)(?:: |, | [—–] ?|—|–)(?:namely |that is,? )?{_LIST}[.]$"
)
_THE_PARTS = re.compile(
    rf"^(?:The|There are) {_NUMBER} (?P<unit>(?:[\w’'\-]+ ){{0,3}}?[a-z]+s(?: (?:of|in|for|to) [^,;:()]{{3,50}}?)?)"
    rf"(?: are(?: the)?:? |: | [—–] ?|—|–){_LIST}[.]$"
)
_ITS_PARTS = re.compile(
    rf"^(?P<s>[^,;:()]{{8,90}}?) {_NUMBER} (?P<unit>(?:[\w’'\-]+ ){{0,3}}?[a-z]+s)(?:: |, namely | [—–] ?|—|–)"
    rf"{_LIST}[.]$"
)
_PLAIN = re.compile(r"^(?:(?:major|main|key|basic|important|primary|different|distinct|broad|general|common|other) )+")
"""Before a noun that needs more to say which."""
_DURING = re.compile(
    r"^(?P<p>During|Without|In|At|Under) (?P<x>(?:the |an? )?[\w’'\- ]{4,50}), (?P<y>[^;:()]{12,150}?)[.]$"
)
_PERIOD = re.compile(r"\b(?:stage|phase|step|period|process|era|condition|model|system|approach|view|theory)s?$")
_AS = re.compile(r"^(?:As|Whenever) (?P<x>[^,;:()]{10,80}), (?P<y>[^;:()]{12,150}?)[.]$")
_DAY = (
    r"(?P<day>(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4})"
)
_ON_DAY = re.compile(rf"^On {_DAY}, (?P<y>[^;:()]{{12,110}}?)[.]$")
_EVENT = re.compile(
    rf"\b[Tt]he (?P<s>(?:[A-Z][\w’'\-]+ ){{0,4}}{any_phrase('named_events')}(?: (?:of|for|in) (?:the )?"
    r"[A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+)*)?) \((?P<x>(?:1[0-9]|20)\d\d(?: ?[–—-] ?\d{2,4})?)\)"
)
_RATHER = re.compile(
    r"^(?P<x>[^,;:()]{4,70}?),? (?P<than>(?:rather than|instead of|as opposed to) [^,;:()]{4,60}?)[.!]?$"
)
_POINTS = re.compile(r"\b(?:it|its|they|them|their|he|his|she|her|this|that|these|those|there)\b")


def explained(text: str, article: str) -> Iterator[Asked]:
    """What `text`, one sentence or clause of `article`, explains.

    >>> list(explained("A glaze crawls whenever dust lies on the pot.", ""))
    []
    >>> list(explained("Crawling occurs when dust lies on the pot.", ""))
    [('occurs', 'relation', 'When does crawling occur?', 'when dust lies on the pot')]
    """
    if (found := _OCCURS.match(text)) and _is_told(found["s"], article):
        do = "does" if found["v"].split(" ")[0].endswith("s") else "do"
        verb = re.sub(r"^(\w+?)s\b", r"\1", found["v"]) if do == "does" else found["v"]
        yield (
            "occurs",
            "relation",
            f"When {do} {lowered(found['s'], article)} {verb}?",
            one_deed(whole_phrase(found["x"])),
        )
    if found := _UNLIKE.match(text):
        yield from _differs(found["a"], found["y"], article)
    if found := _WHEREAS.match(text) or _WHEREAS_LEAD.match(text):
        yield from _between(found["a"], found["b"], text)
    if found := _SO.match(text):
        yield from _so(found["x"], found["y"], article)
    yield from _parts(text, article)
    yield from _happens(text, article)
    if found := _ON_DAY.match(text):
        yield from _day(found["y"], found["day"], article)
    for event in _EVENT.finditer(text):
        yield "event", "figure", f"When was the {event['s']}?", event["x"]


def rather_than(clause: Clause, rest: str) -> Iterator[Asked]:
    """What something does, and not something else."""
    found, turned = _RATHER.match(rest), inverted(clause)
    if found and turned and turned.verb and not holds(found["than"], "elsewhere"):
        asked = f"What {turned.helper} {clause.subject} {turned.verb} {found['than']}?"
        if has_finite_verb(found["x"]):
            return
        yield "rather_than", "contrast", asked, found["x"]


def over_two(before: str, after: str, article: str) -> Iterator[tuple[str, str, str, bool]]:
    """(form, question, answer, whether it stands in `after`) for a reason told in one sentence and what follows from
    it in the other.

    >>> list(over_two("Steam cannot escape from the clay.", "As a result, the pot breaks in the kiln.", "the pot " * 9))
    [('therefore', 'Why does the pot break in the kiln?', 'Steam cannot escape from the clay', False)]
    """
    cue = re.match(rf"{any_phrase('results')},? (?P<y>[^;:()]{{12,110}}?)[.]$", after)
    if cue and len(before) <= LONGEST:
        clause = clause_of(capital(cue["y"]), article)
        asked = why(clause, cue["y"] and clause.rest) if clause else None
        if asked:
            yield "therefore", asked, _bare(before), False
    reason = re.match(r"(?:This|That) is (?:mainly |largely |partly )?because (?P<x>[^;:()]{12,140}?)[.]$", after)
    clause = clause_of(before.rstrip(".! "), article) if reason else None
    if reason and clause and (asked := why(clause, clause.rest)):
        yield "this_is_because", asked, reason["x"], True


def _bare(text: str) -> str:
    """`text` without what joins it to what is before, and its mark, as it is written."""
    return text[len(text) - len(without_opener(text)) :].rstrip(".! ")


def _is_told(subject: str, article: str) -> bool:
    return is_subject(subject) and is_known(subject, article)


def _differs(other: str, said: str, article: str) -> Iterator[Asked]:
    clause = clause_of(capital(said), article)
    if clause is None or _POINTS.search(other) or holds(other, "elsewhere", "deictic") or len(said) > LONGEST:
        return
    turned = inverted(clause)
    if turned is None:
        return
    past = turned.helper in ("did", "was", "were", "had")
    one = turned.helper in ("does", "is", "has", "was") or (past and not clause.subject.endswith("s"))
    do = "did" if past else "does" if one else "do"
    if turned.helper not in ("can", "will", "could", "must", "should", "may", "might", "would"):
        yield "unlike", "contrast", f"How {do} {clause.subject} differ from {other}?", said


def _so(reason: str, said: str, article: str) -> Iterator[Asked]:
    clause = clause_of(capital(said), article)
    if re.match(r"(?:When|If|As|While|Although|Because|Since|Unlike)\b", reason):
        return
    if clause and has_finite_verb(reason) and (asked := why(clause, clause.rest)):
        yield "so", "cause", asked, one_deed(reason)


def _between(one: str, other: str, text: str) -> Iterator[Asked]:
    first, second = clause_of(capital(one), ""), clause_of(capital(other), "")
    if not first or not second or first.subject == second.subject or len(text) > LONGEST + 60:
        return
    if all(len(words_of(each.subject)) < 6 and each.subject.islower() for each in (first, second)):
        asked = f"What is the difference between {first.subject} and {second.subject}?"
        yield "whereas", "contrast", asked, text.rstrip(".")


def _parts(text: str, article: str) -> Iterator[Asked]:
    if (found := _DIVIDED.match(text)) and _is_told(found["s"], article):
        be = found["be"].removesuffix(" be")
        behind = "be " if found["be"].endswith(" be") else ""
        asked = f"Into which {found['n']} {found['unit']} {be} {lowered(found['s'], article)} {behind}{found['v']}?"
        yield "divided", "list", asked, found["x"]
    found = _THE_PARTS.match(text)
    # There are two major pathways: of what, the sentence before says
    told = found and re.search(
        r" " if text.startswith("There") else r" (?:of|in|for|to) ", _PLAIN.sub("", found["unit"])
    )
    if found and told and not holds(found["unit"], "elsewhere", "deictic"):
        yield "the_parts", "list", f"What are the {found['n']} {found['unit']}?", found["x"]
    if found := _ITS_PARTS.match(text):
        counted = f"{found['n']} {found['unit']}"
        clause = clause_of(f"{found['s']} {counted}.", article)
        turned = inverted(clause) if clause else None
        if clause and turned and turned.verb and clause.rest == f"{counted}.":
            asked = f"Which {counted} {turned.helper} {clause.subject} {turned.verb}?"
            yield "its_parts", "list", asked, found["x"]


def _happens(text: str, article: str) -> Iterator[Asked]:
    found = _DURING.match(text)
    if found and (
        found["p"] in ("During", "Without") or (is_subject(capital(found["x"])) and _PERIOD.search(found["x"]))
    ):
        clause = clause_of(capital(found["y"]), article)
        if clause is not None and _stands(found["x"]) and not re.search(r"\d", found["x"]):
            cue = found["p"].lower()
            yield f"happens_{cue}", "cause", f"What {_happened(clause)} {cue} {found['x']}?", found["y"]
    found = _AS.match(text)
    if found and _stands(found["x"]):
        first, clause = clause_of(capital(found["x"]), ""), clause_of(capital(found["y"]), article)
        if first is not None and clause is not None:
            asked = f"What {_happened(first)} as {lowered(found['x'], article)}?"
            yield "happens_as", "cause", asked, found["y"]


def _stands(text: str) -> bool:
    return not _POINTS.search(text) and not holds(text, "elsewhere", "deictic")


def _happened(clause: Clause) -> str:
    past = clause.verb in ("was", "were", "had") or base_of_past(clause.verb) not in (None, clause.verb)
    return "happened" if past else "happens"


def _day(said: str, day: str, article: str) -> Iterator[Asked]:
    clause = clause_of(capital(said), article)
    turned = inverted(clause) if clause else None
    if clause is None or turned is None or turned.helper not in ("did", "was", "were"):
        return
    rest = re.split(r",| and (?=\w+ed\b)", clause.rest)[0]
    if len(rest) > 3 and not holds(rest, "elsewhere", "deictic") and not re.search(r"\d", rest):
        words = (turned.helper, clause.subject, turned.verb, rest)
        yield "on_day", "figure", f"When {' '.join(word for word in words if word)}?", day
