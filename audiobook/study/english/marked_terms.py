"""Words an author sets apart by bold or italic type: in textbooks those that are explained where they stand so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.language.word_lists import alternatives
from audiobook.study.english.shapes import cleaned, is_term
from audiobook.study.whole_sentences import Sentence

_BEHIND = re.compile(r"[”’\"']?(?: \([^()]{2,60}\))?(?P<mark>:| [–—-] |—| \()")
_SAYS = re.compile(r"[”’\"']?(?: \([^()]{2,60}\))?,? (?:is|are|was|were|means?|refers? to|happens?|occurs?|can be) ")
_MENTIONS = re.compile(rf"\b(?:{alternatives('study', 'english_mentions')})[ ,:(“\"]*$", re.IGNORECASE)
_MEANING = re.compile(r"[”’\"',]* ?(?:meaning\b|[\"“(‘']|vs\b)")
_EXAMPLE = re.compile(r"(?:such as|e\.g\.,?|for example,?|like|including|,|and) $")
_CALLED = re.compile(r"\b(?:called|known as|termed|named|defined as|referred to as) (?:the |an? )?[“\"‘]?$")


def marked(emphasised: Sequence[str], sentences: Sequence[Sentence]) -> Iterator[tuple[str, str, Sentence]]:
    """(form, term, sentence) for the words of `emphasised` that may be terms, where they stand first."""
    for shown in emphasised:
        shown = shown.partition(" (")[0]
        term = cleaned(shown)
        if not is_term(term, called=True):
            continue
        word = re.compile(rf"(?<![\w’'\-]){re.escape(shown)}(?![\w\-])")
        for sentence in sentences:
            if found := word.search(sentence.text):
                yield f"marked_{_place(sentence.text, found)}", term, sentence
                break


def _place(text: str, found: re.Match[str]) -> str:
    """Where in a sentence it stands: "mention" as a word that is spoken of (the Latin word for it), "title" with a
    capital, "label" before what explains it, "subject" of what is said of it, "called" behind such a word, "example"
    of what stands before it, "opens" at its head, "within" it."""
    before, behind = text[: found.start()], text[found.end() :]
    if _MENTIONS.search(before) or (_MEANING.match(behind) and not _BEHIND.match(behind)):
        return "mention"
    if found[0][0].isupper() and re.search(r"\w", before):
        return "title"
    opens = re.fullmatch(r"[\W\d]*(?:(?:The|An?) )?[“\"‘]?", before) is not None
    if opens and _BEHIND.match(behind):
        return "label"
    if _SAYS.match(behind) and (opens or re.search(r", (?:the |an? )?$", before)):
        return "subject"
    if _CALLED.search(before):
        return "called"
    if opens:
        return "opens"
    return "example" if _EXAMPLE.search(before) else "within"
