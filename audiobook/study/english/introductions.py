"""Where an English sentence names a term and says what it is, each place by its form: in an apposition, in brackets,
between dashes, called so, at its head, behind a label. Forms differ in how often what they name is a term, which
term_evidence weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.english.entries import entry_of, listed_kinds
from audiobook.study.english.introduction_forms import BEFORE_IT, FORMS, WORD
from audiobook.study.english.shapes import JUDGES, SHAPE, cleaned, is_term, judges
from audiobook.study.english.verbs import base_of_past
from audiobook.study.english.words import words_of

MOST_WORDS = 4
"""Words of a term that stands before what is said of it."""
_LABEL = re.compile(
    rf"^(?:[\d.]+[.)]? |[(]?[a-z][)] )?[“\"]?(?P<x>{WORD}(?: {WORD}){{0,4}}?)[”\"]?(?: \([^)]{{2,40}}\))?(?::|"
    rf" [–—-]| =) (?P<d>.{{15,}})"
)
"""Mentions: received when somebody …; 1. Power Orientation: the degree …"""
_LAW = re.compile(
    rf"^(?:[\d.]+[.)]? |[(]\w[)] )?(?:(?:As used|For purposes|In) [^,]{{4,60}}, )?(?:To |The term |An? |The"
    rf" )?[“\"‘](?P<x>{WORD}(?: {WORD}){{0,4}})[”\"’]"
    r"[^.;:]{0,40}?\b(?:means?|includes?|refers? to|shall mean|is|are)\b"
)
"""1.1. “Contributor” means …"""
_BEFORE_SUBJECT = re.compile(r"^(?:[\d.]+[.)] )?[A-Z][\w’'\- ]{2,40}: (?=[A-Z])|^[\d.]+[.)] (?=[A-Z])")
_LEAD = re.compile(
    r"^(?:(?:In|As|When|If|For|Within|By|At|On|With|While|Although|Because|Since|After|Under|Among|From|During"
    r"|[A-Z]\w+ly)\b"
    r"[^,;:.]{2,90}|[A-Z]\w+ (?:defined|speaking|put)|However|Thus|Therefore|Traditionally|Specifically"
    r"|Conversely|Moreover|"
    r"Finally), (?:in [^,;]{3,50}, )?"
)
"""What may stand before the subject of a sentence."""
_HEADING = re.compile(rf"^(?:[\d.]+[.)]? *)?[“\"]?(?P<x>{WORD}(?: {WORD}){{0,4}})[”\"]?(?: \([^)]+\))?$")
_LAST = re.compile(rf"\b{BEFORE_IT}[.]$")
_TAKES_UP = re.compile(r"^(?:These|This|Such) (?:[\w’'\-]+ ){1,3}?(?:is|are|was|were|has|have|had|can|may|\w+s)\b")
_PLURAL = re.compile(
    r"^(?:the )?(?:[\w’'\-]+,? ){0,6}?[a-z]+s,? (?:that|which|who|whose|where|in which|of|used|made|formed"
    r"|found|in|with|for)\b"
)
_NAME_AT_END = re.compile(r"(?:[A-Z][\w’'\-]*\.? )(?:(?:[A-Z][\w’'\-]*|of|for|on|the|and|in)\.? )*[A-Z][\w’'\-]*$")
NAMING = frozenset(("somebody_calls", "referred_to", "also_known", "called_anyhow", "so_called", "named", "considered"))
"""Forms that say what something is called, which may be somebody's: Avogadro's number, but no Bitcoin's security."""
_OF_SOMEBODY = re.compile(r"[’']s ")
AFTER_COMMA = frozenset(
    ("appositive", "appositive_of_many", "which_does", "in_which", "two_names", "another_kind", "or_the_idea")
)
BARE = 8
"""Words below which a noun phrase with nothing behind its noun says little."""
_LIST_GOES_ON = re.compile(r",? (?:and|or) |, [^,.;:]{3,60}, (?:and|or) ")
_ANY_LEAD = re.compile(
    r"^(?:Although|Though|Because|Since|While|When|If|As|After|Before|Until|Unless|Once|Where|Whereas|To|In|On"
    r"|At|By|For|With|"
    r"From|Under|Over|During|Despite|Unlike|Like|Through|Throughout|Without|Upon|Given|According|Due|Instead"
    r"|Rather|Today|Here|"
    r"This (?:year|week|month|time|way)|Yet|Thus|Also|Additionally|Furthermore"
    r"|\w+ing(?! (?:is|are|was|were|refers|means|involves)\b)|\w+ly)\b[^,;]{0,140}, "
)
LEADING = (
    "means", "does", "is_a", "was_a", "is_mass", "are_such", "of_something", "of_somebody", "holds_that", "represents",
)  # fmt: skip
"""Forms that stand at the head of a sentence."""
BEFORE = frozenset(
    {
        "colon", "in_brackets", "short_in_brackets", "brackets_tell", "appositive", "appositive_of_many", "dash",
        "dash_of_many", "that_is", "which_is", "which_does", "in_which", "two_names", "another_kind", "or_the_idea",
    }
)  # fmt: skip
"""Forms whose term ends where the form begins."""
_LOOSE = re.compile(rf"^(?:{alternatives('study', 'english_function')}|\w+ly|so-called)$", re.IGNORECASE)


def introduced(text: str) -> Iterator[tuple[str, str]]:
    """(form, term) for every term that `text`, one sentence, introduces."""
    places = [(form, said) for form in FORMS for said in (_heads(text) if form in LEADING else (text,))]
    for form, said in places:
        for found in FORMS[form].finditer(said):
            groups = found.groupdict()
            kind = _of_what_is_said(groups)
            if form in AFTER_COMMA:
                if _behind_lead(said, found) or not kind:
                    continue
                kind = "_listed" if _LIST_GOES_ON.match(said[found.end() :]) else kind
            elif not kind:
                continue
            for named in (groups.get("x"), groups.get("y")):
                term = _last_words(named or "") if form in BEFORE else cleaned(named or "")
                if is_term(term, called=True) and (form in NAMING or not _OF_SOMEBODY.search(term)):
                    yield f"{form}{kind.removesuffix('_shaped')}", term
    for form, head in (("label", _LABEL), ("law", _LAW)):
        begun = head.match(text)
        if begun and (is_term(term := cleaned(begun["x"]), called=True) or form == "law"):
            yield form, term
            if form == "label":
                yield f"label_{entry_of(begun['d'])}", term
    yield from listed_kinds(text)


def _heads(text: str) -> Iterator[str]:
    """`text` from where its subject may stand: at its head, behind a label, behind what is said beforehand."""
    text = text.lstrip("(")
    label = _BEFORE_SUBJECT.match(text)
    text = text[label.end() :] if label else text
    yield text
    lead = _LEAD.match(text)
    begun = re.match(r"(?:Whereas|While|When|If|As|Although|Because|Since|But|And|So) ", text)
    if begun:
        yield text[begun.end()].upper() + text[begun.end() + 1 :]
    if lead and lead.end() < len(text):
        yield text[lead.end()].upper() + text[lead.end() + 1 :]


def _of_what_is_said(groups: Mapping[str, str | None]) -> str:
    """What a form holds beside the term: "_shaped" as a definition is or of no shape to look at, "_bare" without
    anything behind its noun, "_loose" of another shape, "_judged" what is thought of the thing; empty if nothing."""
    if many := groups.get("p") or groups.get("m"):
        return (
            "_shaped"
            if _PLURAL.match(many) and not re.match(r"\w+(?:ing|ed (?!(?:\w+ ){0,2}?\w+s (?:that|which|who))\b)", many)
            else ""
        )
    one = re.sub(r"^(?:their|its|his|her) ", "the ", groups.get("d") or groups.get("a") or "")
    if not one:
        return "_shaped"
    if JUDGES.match(one) or judges(one):
        return "_judged"
    shape = SHAPE.match(one)
    if shape is None:
        return "_loose"
    return "_bare" if shape.end() == len(one) and shape["head"] and len(words_of(one)) < BARE else "_shaped"


def _behind_lead(text: str, found: re.Match[str]) -> bool:
    """Does the comma behind the term end what is said beforehand: In the case of a business, the …?"""
    lead = _LEAD.match(text) or _ANY_LEAD.match(text)
    return lead is not None and found.end("x") < lead.end()


def _last_words(text: str) -> str:
    """The noun phrase that `text` ends in: of "can be held by procurators", the last word."""
    if found := _NAME_AT_END.search(text):
        return cleaned(found[0])
    words = text.split(" ")
    kept: list[str] = []
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if _LOOSE.match(word) or len(kept) == MOST_WORDS:
            break
        does = kept and at and not _LOOSE.match(words[at - 1]) and base_of_past(word) is not None
        if does or (kept and at and words[at - 1] == "to"):
            break  # the insurgents included guards; to test reliability
        kept.append(word)
    return cleaned(" ".join(reversed(kept)))


def headed(heading: str, text: str) -> Iterator[tuple[str, str]]:
    """(form, term) if a `heading` is a term that `text`, the first sentence below it, says something of."""
    found = _HEADING.match(heading)
    if found is None:
        return
    term = cleaned(found["x"])
    if re.match(r"means? ", text):
        yield "law", term
    if not is_term(term, called=True):
        return
    name = re.escape(term)
    if re.match(r"(?:means?|is|are|refers? to) ", text):
        yield "heading_means", term
    elif re.match(
        rf"(?:(?:An?|The) )?[“\"‘]?{name}[”\"’]? (?:is|are|means?|refers?"
        rf"|involves?)\b",
        text,
        re.IGNORECASE,
    ):
        yield "heading_defined", term
    elif re.search(rf"\b{name}\b", text, re.IGNORECASE):
        yield "heading_said", term
    else:
        yield "heading_alone", term


def taken_up(text: str, following: str) -> Iterator[tuple[str, str]]:
    """(form, term) for what `text` ends in and the sentence `following` says: … in amphorae. These large vases …"""
    found = _LAST.search(text)
    if found and _TAKES_UP.match(following) and is_term(term := _last_words(found["x"])):
        yield "taken_up", term


def is_everyday(term: str) -> bool:
    """Are all its words everyday ones?"""
    common = word_list("study", "english_common")
    return all(word in common or word.removesuffix("s") in common for word in words_of(term))
