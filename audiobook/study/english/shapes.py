"""What a definition looks like, and what may be a term."""

from __future__ import annotations

import re

from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.english.words import without_numerals, words_of

LONGEST_TERM = 5
"""Words."""
SHAPE = re.compile(
    r"^(?:the|an?) (?:[\w\-]+ )?(?P<many>set|series|group|collection|body|system) of [\w\-]+s?\b"
    r"|^(?:an?|the|any) (?:[\w’'\-]+,? ){0,6}?(?P<head>[\w’'\-]+)(?:,? (?:that|which|who|whose|where|whereby|"
    r"(?:by|in|through|at|from|on|with|for) (?:which|whom)|of|used|for|made|designed|found|caused|formed|containing|"
    r"consisting|in|between|from|based|produced|written|with|to|at|on)\b|$)"
)
PLURAL_SHAPE = re.compile(
    r"^those (?:that|who|which|we|you|they) |^the (?:[a-z]+, )+(?:and|or) [a-z]+ [a-z]+s that "
    r"|^(?:the )?[a-z]+s and [a-z]+s (?:that|which) "
    rf"|^(?:the )?(?:(?!(?:{alternatives('study', 'english_function')})\b)[\w’'\-]+,? ){{0,5}}?[\w’'\-]+(?<!ou)(?<!s)s"
    rf",? (?:that|which|who|whose|where|in which|of|used|made|formed|found|in|with|for)\b"
)
JUDGES = re.compile(
    r"^(?:the (?:type|kind|one|ones)\b|examples?\b|(?:an? )?(?:[\w’'\-]+ )?(?:\w{3,}ly|very|"
    r"quite|rather|more|most|less|slow|fast|old)\b"
    r"|.* but an?\b)"
)


def cleaned(term: str) -> str:
    """`term` without quotation marks, article and "the term"."""
    bare = re.sub(r"^(?:The|the|An?|an?) ", "", term.strip("“”‘’\"' ")).strip("“”‘’\"' ")
    return re.sub(r"^(?:term|word|name|phrase|expression) (?=\S)", "", bare).strip("“”‘’\"' ")


def is_term(term: str, *, called: bool = False) -> bool:
    """May it be a term: a phrase of nouns that judges nothing, but where it is what something is `called`?"""
    words = words_of(without_numerals(term))
    if not words or len(words) > LONGEST_TERM or len(term) < 3 or term[0].isdigit():
        return False
    function = word_list("study", "english_function")
    several = called and len(words) > 1  # common law, eclipse year
    begins = several and words[0] in word_list("study", "english_begin_terms")
    ends = several and words[-1] in word_list("study", "english_end_terms")
    within = {*words[1:-1]} & function
    of_somebody = re.search(r"[’']s? ", term) and not (called and re.match(r"[A-Z]\w+[’']s [a-z]", term))
    joins = {"of", "the", "for", "in"}
    if len(words) > 3 and not re.search(r"\b(?!(?:and|of|the|for|in)\b)[a-z]", term):
        joins.add("and")  # Safety and Health Administration
    if "--" in term or of_somebody or not within <= joins:
        return False
    if within and words[0] in word_list("study", "english_bare") and not begins:
        return False
    if (words[0] in function and not begins) or (words[-1] in function and not ends):
        return False
    return words[-1] not in word_list("study", "english_evaluations") or (called and len(words) > 1)


_IS_SO = re.compile(r"\b(?:that|which)(?:[’']s| is| are) (?:very |so |most |quite )?(\w+) (?:to|for|in)\b")
"""…that is important to …"""


def judges(meaning: str) -> bool:
    """Does it say what is thought of a thing? The greatest and the best of all are facts.

    >>> judges("a very important tool"), judges("a form of banking that's important to prices"), judges("the best tool")
    (True, True, False)
    """
    evaluations = word_list("study", "english_evaluations")
    early = (word for word in words_of(meaning)[1:4] if not word.endswith("est"))
    later = _IS_SO.findall(meaning)
    return any(word in evaluations for word in early) or any(word.lower() in evaluations for word in later)
