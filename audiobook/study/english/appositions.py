"""What an English text says beside a name: Ada Byron, a mathematician who …, or X, also known as Y."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import QuestionKind
from audiobook.study.english.verbs import base_of_past
from audiobook.study.english.words import NAME, head_of, holds, is_person, is_role, is_subject, lowered, words_of

SHORTEST, LONGEST = 14, 120
"""Characters of what is said beside it."""
MENTIONS = 3
"""How often an article has to name what is asked after."""
_ROLE = alternatives("study", "english_roles")
_BESIDE = re.compile(
    rf"(?:^|(?<=[a-z] )|(?<=[”’\"] ))(?P<x>(?:[Tt]he )?{NAME})(?P<gloss> \([^)]{{2,40}}\))?, "
    rf"(?:(?:which|who) (?:is|was|are|were) )?"
    rf"(?P<d>(?:an?|the|(?:co-|former |chief |deputy |vice )?(?:{_ROLE})) [^,;:()“”\"—–]+?)"
    r"(?P<end>, (?P<next>[a-z]\w+)|\.$)"
)
_NAMED = re.compile(rf"\b(?P<d>an? (?:[\w’'\-]+ ){{0,3}}?(?:{_ROLE})) named (?P<x>{NAME})")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|may|must)\b")
_ALSO = re.compile(
    rf"^(?P<s>(?:(?:The|An?) )?[\w’'\- ]{{3,50}}?),? (?:\(|)(?:also|formerly|originally|commonly|better) "
    rf"(?P<cue>known as|called) (?:the )?[“\"‘]?(?P<x>{NAME}|[a-z][\w’'\-]+(?: [a-z][\w’'\-]+){{0,3}}?)[”\"’]?[,)]"
)


def asked_of_names(text: str, article: str) -> Iterator[tuple[QuestionKind, str, str]]:
    """(kind, question, answer) for what stands in `text`, one sentence of `article`, beside a name."""
    for found in _BESIDE.finditer(text):
        name, said = found["x"], found["d"]
        if not SHORTEST <= len(said) <= LONGEST or holds(said, "elsewhere", "deictic"):
            continue
        if not re.search(r"[A-Z]", name) or article.count(name.removeprefix("The ").split(" ")[-1]) < MENTIONS:
            continue
        if name.partition(" ")[0].lower() in word_list("study", "english_prepositions"):
            continue  # In Cork, the guild …
        if re.match(r"[Tt]he ", name) and re.search(rf"\b{re.escape(name[4:])}s\b", article):
            continue  # the SUV is one of several
        if re.search(rf"(?:,|\band|\bor|\bof) {re.escape(name)}$", text[: found.end("x")]):
            continue  # the mayor of Paris, a socialist, …; Marx and Engels, a pair of …
        if _FINITE.search(re.split(r"\b(?:that|which|who|where|when)\b", said)[0]) or name in said:
            continue  # a lead ended before it
        head = head_of(said)
        if head.capitalize() in said or (found["next"] and not _goes_on(found["next"])):
            continue  # a list of names
        if is_person(name) or (is_role(head) and len(words_of(name)) > 1):
            if " and " not in name and is_role(head):
                yield "definition", f"Who is {name}?", said
        elif len(words_of(said)) >= 4 and not is_role(head):
            yield "definition", f"What is {name[0].lower() + name[1:] if name.startswith('The ') else name}?", said
    for found in _NAMED.finditer(text):
        if article.count(found["x"].split(" ")[-1]) >= MENTIONS:
            yield "definition", f"Who is {found['x']}?", found["d"]
    also = _ALSO.match(text)
    if also and is_subject(also["s"]) and also["x"].lower() not in also["s"].lower():
        yield "name", f"What is another name for {lowered(also['s'], article)}?", also["x"]


def _goes_on(word: str) -> bool:
    """Does the sentence go on with its verb behind the comma?"""
    return (
        word in word_list("study", "english_auxiliaries") or word in ("says", "who") or base_of_past(word) is not None
    )
