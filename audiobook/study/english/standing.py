"""Does an English sentence stand by itself where it is heard out of its place?"""

from __future__ import annotations

import re

from audiobook.language.word_lists import word_list
from audiobook.study.english.ties import without_own
from audiobook.study.english.verbs import has_finite_verb
from audiobook.study.english.words import any_phrase, holds, is_known, without_numerals, words_of
from audiobook.study.prose import is_numbered, points_back
from audiobook.study.whole_sentences import Sentence

SHORTEST = 36
"""Characters of a sentence that says something by itself."""
PHRASE = 90
"""Letters up to which a line without a finite verb is a heading or a caption."""
EARLY = 60
"""Characters within which a connective ties the sentence to the one before."""
_ENDS = re.compile(r"[.!][”’\"')]*$")
_OURS = re.compile(
    rf"^(?:(?:here|in (?:this|the present) {any_phrase('studies')}|{any_phrase('concluding')}),? )?"
    rf"(?:[^,;.]{{3,60}}, )?we (?:also |thus |therefore )?(?={any_phrase('findings')}\b)",
    re.IGNORECASE,
)
"""Here we report that; we find. Who wrote says what was found, and that is not told to the reader but claimed."""
_CONCLUDING = re.compile(rf"^{any_phrase('concluding')}, ", re.IGNORECASE)
_EXPLETIVE = (
    r"There (?:is|are|was|were|has|have|exists?)\b"
    r"|It (?:is|was|can be|may be) [\w\-]+(?: for [\w ]{2,30}?)? (?:that|to)\b"
    r"|It takes\b|Only (?:when|if|by|after|in|through)\b|What (?:is|are|we|makes|matters|counts)\b[^?]*\.$"
    r"|Those who\b|Whether [^,]* (?:is|depends|matters)\b"
)
"""There are two kinds; it is hard to tell; what counts is: the first word points to nothing."""
_OPENS = re.compile(
    rf"^(?:(?!{_EXPLETIVE})(?i:{any_phrase('dangling')})(?![\w’'\-])|[a-z]"
    r"|In (?:this|these|those|that|such|each|either)\b"
    r"|(?:An?|The|One|Two|Three) "
    r"(?:(?:second|third|fourth)(?! (?:\w+ )?of\b)|latter|former|same|other|others|following|above|reason)\b"
    r"|One (?:is|was)\b)"
)
_DATELINE = re.compile(
    r"^(?:[A-Z][\w.,’' \-]{1,40} )?\([A-Z][\w ]*\) ?[—–-]+ (?=[A-Z])|^[A-Z][A-Z .]{2,}(?:, [\w. ]+)? [—–-]+ "
)
"""CAIRO (AP) — where a report comes from."""
_SAYS_NOTHING = re.compile(rf"\b{any_phrase('saying_nothing')}\b", re.IGNORECASE)
_TIME = re.compile(
    rf"\b(?:earlier )?(?:(?:in )?the previous|the following|this) {any_phrase('times')}\b|\bearlier (?:in|on|last)\b"
)
"""What points to a time, not to another sentence."""
_OF_IT = re.compile(
    r"^(?:At|By|During|For|From|In|Like|On|Through|To|Under|Unlike|Until|With|Without) [^,]{3,80}, it "
    r"(?!(?:is|was|takes|can be) (?:[\w\-]+ )?(?:that|to|for)\b)"
)
"""With care, it holds: what holds is told before."""
_TAKES_UP = re.compile(r"^(?:This|These|That|Those|It|They|Such|As a result|Therefore|Thus|Because of this)\b")
_PICTURE = re.compile(
    r"^(?:An?|The) (?:[\w\-]+ ){0,3}?(?:view|image|photo|photograph|picture|illustration|drawing|screenshot)"
    r" (?:of|showing)\b(?!.* (?:is|are|was|were|shows?|has|have) )"
)
"""An aerial view of the quay: what stands below a picture."""
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b")
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]+|^[A-Z][\w.’'\-]+ [A-Z][a-z]+")
_SAYS = re.compile(r"\b(?:he|she|they) (?:say|says|said|added|adds|told|noted|explained)\b")
_GROUP = re.compile(r"\b(?:they|them|their|theirs)\b")
_THAT = re.compile(r"^[^,]+(?:, [^,]+)?, (?:that|this) (?:is|was|has|will|would|can)\b")
"""For the town, that is the best way."""
_MANY = re.compile(r"\w+s\b|\b(?:people|children|men|women)\b")
_BEFORE_MANY = re.compile(
    r"(?:When|While|As|If|Because|Although|Though|Since|After|Before|Once|Until|Unless|Whether) (?:they|their)\b[^,]*, "
    r"(?:(?!they|their|it|we|he|she)[\w\-]+ ){0,3}?(?:[\w\-]+[^\Ws]s|people|children|men|women)\b"
)
"""When they sleep on land, seals …: who they are is said behind."""
_TIED = re.compile(rf"(?<!and ){any_phrase('connectives')}\b", re.IGNORECASE)
_SUCH = re.compile(r"\bsuch (?!as\b|an?\b)[a-z]+", re.IGNORECASE)
_THE_FIRST = re.compile(r"^The (?:first|second|third|last|other|same) [a-z]+ (?:has|have|is|are|was|were)\b")
_DEFINITE = re.compile(
    r"^(?P<s>The [a-z][\w’'\-]*(?: [a-z][\w’'\-]*)?) (?:is|are|was|were|has|have|had|will|can|[a-z]+ed)\b"
)


def claimed(text: str) -> str:
    """`text` without what says that it is found, or what it comes to.

    >>> claimed("Here we report that bees sleep."), claimed("Overall, bees sleep.")
    ('People report that bees sleep.', 'Bees sleep.')
    """
    found = _OURS.match(text)
    if found:
        return f"People {text[found.end() :]}"
    bare = _CONCLUDING.sub("", text)
    return bare[:1].upper() + bare[1:]


def stands_alone(sentence: Sentence) -> bool:
    """Is it a whole statement of the running text that needs none of those before it?"""
    text = _DATELINE.sub("", sentence.text)
    bare = claimed(text)
    return (
        sentence.prose
        and len(text) >= SHORTEST
        and _ENDS.search(text) is not None
        and text[0] not in '(“"‘'
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and (len(text) > PHRASE or bare != text or has_finite_verb(text))
        and not _OPENS.match(bare.replace("’", "'"))
        and not points_back(without_own(_TIME.sub("", bare)))
        and not dangles(bare)
        and not is_numbered(text)
        and not _PICTURE.match(text)
        and not opens_command(text)
        and not _SAYS_NOTHING.search(text)
    )


def takes_up(sentence: Sentence) -> bool:
    """Does it stand beside the sentence before, of which it says more: This means …, These waves …, They …?"""
    text = sentence.text
    return (
        sentence.prose
        and len(text) >= SHORTEST
        and _ENDS.search(text) is not None
        and text.count('"') % 2 == 0
        and text.count("“") == text.count("”")
        and (len(text) > PHRASE or has_finite_verb(text))
        and _TAKES_UP.match(text) is not None
    )


def dangles(text: str) -> bool:
    """Does a word within it lean on the sentence before: however, such losses, a "he" whose name is not said?

    >>> dangles("Prices, however, fell."), dangles("Few expected such losses."), dangles("It was late, she said.")
    (True, True, True)
    >>> dangles("Ada Holm sold the kiln that she had built.")
    False
    """
    if _TIED.search(text[:EARLY]) or _SAYS.search(text) or _SUCH.search(without_own(text)) or _THE_FIRST.match(text):
        return True
    if _OF_IT.match(text) or _THAT.match(text):
        return True
    person = _PERSON.search(text)
    if person and not _NAME.search(before := text[: person.start()]):
        people = word_list("study", "english_roles") | word_list("study", "english_people")
        if not people & {re.sub(r"[’']s$", "", word) for word in words_of(before)}:
            return True
    group = _GROUP.search(text)
    return group is not None and not (_MANY.search(text[: group.start()]) or _BEFORE_MANY.match(text))


def is_unknown(text: str, article: str) -> bool:
    """Is it said of "the company" or "the questions", which only the sentences before tell?"""
    found = _DEFINITE.match(text)
    return found is not None and not is_known(found["s"], article)


def opens_command(text: str) -> bool:
    """Does it tell the reader to do something?

    >>> opens_command("Think of a plate."), opens_command("Names help.")
    (True, False)
    """
    first = re.match(r"(?:\d+\. )?([A-Z][a-z]+) ", text)
    return (
        first is not None
        and first[1].lower() in word_list("study", "english_commands")
        and not has_finite_verb(" ".join(text.split(" ")[1:4]))
    )


def addresses(text: str) -> bool:
    """Is it said to the reader, or of who wrote it?"""
    return opens_command(text) or holds(without_numerals(text), "addressed")
