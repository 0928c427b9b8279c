"""Questions for the points of a list that stands in paragraphs of its own: what the line above it announces
(Franchising offers several advantages:), a label under a heading (Advantages:), or a heading (Advantages of
franchises)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from audiobook.language.word_lists import alternatives
from audiobook.study.english.clauses import without_opener
from audiobook.study.english.verbs import base_of_third
from audiobook.study.english.words import is_subject, lowered
from audiobook.study.list_items import Points, headed, led, points_of, ranked
from audiobook.study.prose import leans, points_back
from audiobook.study.whole_sentences import Sentence

LONGEST_TOPIC = 40
"""Letters of a heading that names what has sides."""
_NUMBERS = ("two", "three", "four", "five", "six")
_COUNT = r"(?:the following|the|some|several|many|various|a number of|(?P<n>two|three|four|five|six|[2-6]))"
_ADVERB = r"(?:also|usually|typically|generally|often|mainly|commonly|can)"
_SIDES = rf"(?:[\w\-]+ ){{0,3}}(?:{alternatives('study', 'english_countable')})"
_OF = r"(?:of|in|for|to|between)"
_OF_SOMETHING = re.compile(
    rf"^(?P<s>[^,;:()]{{3,70}}?) (?:{_ADVERB} )?(?:(?P<has>has|have) (?P<done>\w+ed)|"
    rf"(?P<v>{alternatives('study', 'english_listing')}))"
    rf"(?: {_COUNT})?(?: (?P<what>{_SIDES}(?: (?:{_OF}|that) [^,;:]{{3,60}})?))$"
)
_INCLUDES = re.compile(
    rf"^(?P<s>[^,;:()]{{3,70}}?) (?:{_ADVERB} )?"
    r"(?P<v>includes?|consists? of|comprises?|requires?|involves?|needs?|contains?)"
    rf"(?: {_COUNT})?(?: (?:things|items|elements|parts))?$"
)
_DIVIDED = re.compile(
    r"^(?P<s>[^,;:()]{3,60}?) (?P<be>can be|may be|are|is)"
    r" (?P<v>(?:(?:generally|usually|broadly|often) )?(?:divided|classified|grouped|split|sorted))"
    rf" (?P<into>into|as) (?:{_COUNT}(?: (?P<what>[\w\- ]{{3,40}}))?)$"
)
_THERE_ARE = re.compile(rf"^There are {_COUNT} (?P<what>[\w\- ]{{3,40}} (?:{_OF}|that) [^,;:]{{3,60}})$")
_ARE = re.compile(
    rf"^The (?:(?P<n>two|three|four|five|six) )?(?P<what>{_SIDES} {_OF} [^,;:]{{3,60}}?)"
    r" (?:are|were|include|are as follows|include the following|are the following)$"
)
_SIDE = re.compile(
    r"^(?P<what>(?:(?:key|main|major|common|primary|important|basic) )?"
    rf"(?:{alternatives('study', 'english_countable')}))(?: (?P<of>{_OF}) (?P<x>[^,;:]{{3,40}}))?$",
    re.IGNORECASE,
)
_NO_POINTS = re.compile(
    r"\b(?:examples?|exercises?|questions?|references?|links?|articles?|resources?|commands?|code|follows?|you|your|we|our|I|my"
    r"|(?:this|these) (?:chapter|section|article|book|course))\b",
    re.IGNORECASE,
)


def points(sentences: Sequence[Sentence], titles: Mapping[int, str]) -> Iterator[Points]:
    """What may be asked of the lists of an article, by the lines or headings above them; `titles`: the heading of each
    section, of section 0 the title."""
    yield from ranked(_found(sentences, titles))


def _found(sentences: Sequence[Sentence], titles: Mapping[int, str]) -> Iterator[Points]:
    article = " ".join(sentence.text for sentence in sentences)
    for lead, items in led(sentences, ":"):
        line = re.split(r"(?<=[.!?]) ", lead.text.rstrip(": "))[-1]
        asked = _worded(line, len(items), article) or _of_side(line, titles.get(lead.section, ""), article)
        yield from _asked((lead, *items), items, asked)
    for items in headed(sentences):
        yield from _asked(items, items, _of_side(titles[items[0].section], titles.get(0, ""), article))


def _asked(whole: Sequence[Sentence], items: Sequence[Sentence], asked: str) -> Iterator[Points]:
    if asked and not _NO_POINTS.search(asked):
        yield from points_of(whole, items, asked, "", "en")


def _worded(line: str, count: int, article: str) -> str:
    """What `line` announces, asked for; nothing where it does not say of what."""
    line = without_opener(line)
    line = re.sub(
        r"^(?:In (?:general|short|addition|practice)|Generally|Typically|Overall|[Ll]ike [^,]{5,60}), ", "", line
    )
    line = line[:1].upper() + line[1:]
    if (leans(line) and not line.startswith("There are ")) or points_back(
        re.sub(r"(?:as follows|the following)", "", line)
    ):
        return ""
    if found := _THERE_ARE.match(line) or _ARE.match(line):
        number = f"{found['n']} " if found["n"] else ""
        return f"What are the {number}{found['what']}?" if _fits(found, count) else ""
    if found := _DIVIDED.match(line):
        return _divided(found, article) if _fits(found, count) and is_subject(found["s"]) else ""
    found = _OF_SOMETHING.match(line) or _INCLUDES.match(line)
    return _of_subject(found, article) if found and _fits(found, count) and is_subject(found["s"]) else ""


def _divided(found: re.Match[str], article: str) -> str:
    be, rest = found["be"].partition(" ")[::2]
    which = f"which {found['n'] or ''} {found['what'] or 'groups'}".replace("  ", " ")
    way = "Into" if found["into"] == "into" else "As"
    return f"{way} {which} {be} {lowered(found['s'], article)} {rest} {found['v']}?".replace("  ", " ")


def _of_subject(found: re.Match[str], article: str) -> str:
    groups = found.groupdict()
    what = f"Which {found['n']}" if found["n"] else "What"
    if groups.get("what"):
        what += f" {found['what']}"
    elif found["n"]:
        return ""
    subject = lowered(found["s"], article)
    if groups.get("done"):
        return f"{what} {found['has']} {subject} {found['done']}?"
    verb, _, rest = found["v"].partition(" ")
    third = "have" if verb == "has" else base_of_third(verb)
    return f"{what} {'does' if third else 'do'} {subject} {third or verb}{rest and ' ' + rest}?"


def _fits(found: re.Match[str], count: int) -> bool:
    """Are there as many items as are told?"""
    told = found["n"]
    return not told or (int(told) if told.isdigit() else _NUMBERS.index(told) + 2) == count


def _of_side(line: str, topic: str, article: str) -> str:
    """Advantages: under the heading of what has them."""
    found = _SIDE.match(_bare(line))
    if not found:
        return ""
    what = found["what"].lower()
    if found["x"]:
        return "" if points_back(found["x"]) else f"What are the {what} {found['of']} {_as_said(found['x'], article)}?"
    topic = _bare(topic)
    if not 3 < len(topic) <= LONGEST_TOPIC or _SIDE.match(topic) or topic.lower() not in article.lower():
        return ""
    return f"What are the {what} of {_as_said(topic, article)}?"


def _as_said(topic: str, article: str) -> str:
    """A heading as the article writes it, with the article that stands before it there."""
    words = topic.lower() if topic.lower() in article else lowered(topic, article)
    found = re.search(rf"\b(an?|[Tt]he) {re.escape(words)}\b", article)
    return f"{found[1].lower()} {words}" if found and not words.endswith("s") else words


def _bare(heading: str) -> str:
    """Without its number and what stands in brackets."""
    return re.sub(r"^(?:[\dIVX]+(?:\.\d+)*[.)]?|[A-Z][.)])\s+", "", re.sub(r"\s*\([^)]*\)", "", heading)).strip(" :")
