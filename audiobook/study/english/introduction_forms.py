"""The forms in which an English sentence names a term beside what it says of it, by name.

`x` and `y` hold the term; `d` and `a` what is said of it as of one thing, `p` and `m` as of many.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from audiobook.study.english.words import any_phrase

WORD = r"[^\W\d_][\w’'\-]*"
_BEHIND = rf"(?:the |an? |its |their |his |her )?[“\"‘]?(?P<x>{WORD}(?: {WORD}){{0,4}}?)[”\"’]?"
_STOP = (
    r"(?=[”’\"']?(?:[.,;:)!?—–]|$| \(| --| [—–]| (?:and|or|but|because|which|that|in|by|for|to|when|where|since"
    r"|after|from|as|"
    r"is|are|was|were|can|has|have|had|may|will|must|also|of) ))"
)
BEFORE_IT = rf"(?P<x>{WORD}(?: {WORD}){{0,4}}?)"
_GLOSS = r"(?: \([^()]{2,40}\))?"
"""Its letters: (OSB), which is …"""
_ADVERB = r"(?:\w+ly |also |often |sometimes |then |otherwise )?"
FORMS: Mapping[str, re.Pattern[str]] = {
    # We call this a double free; Comte called this third stage positivism; which he called the annona
    "somebody_calls": re.compile(
        rf"\b(?:[Ww]e|[Hh]e|[Tt]hey|[Ss]he|I|[A-Z]\w+|\w+s) {_ADVERB}(?:might |may |can |could |will |has |have )?"
        rf"(?:call(?:s|ed)?|term(?:s|ed)?|dub(?:s|bed)?|coined|label(?:s|ed)?) "
        rf"(?:(?:this|these|it|them|that|what|the (?:first|second|third|last|former|latter))(?: \w+){{0,2}}? )?"
        rf"{_BEHIND}{_STOP}"
    ),
    "referred_to": re.compile(rf"\brefer(?:s|red)? to (?:[^,;:.]{{2,80}}? )?as {_BEHIND}{_STOP}"),
    "also_known": re.compile(
        rf"\b(?:also|better|commonly|otherwise|now|formerly|collectively) (?:known|called|termed)(?: as)?"
        rf" {_BEHIND}{_STOP}"
    ),
    "called_anyhow": re.compile(rf"\b(?:known as|called|termed|dubbed|titled|named) {_BEHIND}{_STOP}"),
    "so_called": re.compile(
        rf"\b[Ss]o-called (?:[“\"‘](?P<y>{WORD}(?: {WORD}){{0,3}})[”\"’]|(?P<x>{WORD}(?: {WORD}){{0,2}}?){_STOP})"
    ),
    "in_quotes": re.compile(r"(?<!said )(?<!, )[“\"‘](?P<x>[a-z][\w\-]+(?: [a-z][\w\-]+){0,3})[”\"’]"),
    "in_single_quotes": re.compile(r"(?<!\w)'(?:the )?(?P<x>[a-z][\w\-]+(?: [a-z][\w\-]+){0,3})'(?!\w)"),
    "named": re.compile(
        rf"\b(?:the|this|its) (?:name|term|word|phrase|concept|notion|technique|process|practice|principle)"
        rf"(?: of| called| known as)?,? [“\"‘](?P<x>{WORD}(?: {WORD}){{0,3}})[,.]?[”\"’]"
    ),
    "considered": re.compile(
        rf"\b(?:is|are) (?:considered|said to (?:be|have)|described as|regarded as) (?:to be )?{_BEHIND}(?=[.,;])"
    ),
    "turned_round": re.compile(
        rf"^(?:The|An?|One|Another|This|What) [a-z][^,;:.]{{6,100}} (?:is|are) (?:that of )?{_BEHIND}(?=[.]$|,"
        rf" (?:which|where|in which|"
        rf"under which))"
    ),
    "one_is": re.compile(
        rf"^(?:One|Another|The (?:first|second|third|last|other)) is (?:called |known as )?{_BEHIND}"
        rf"(?=[.]$|, (?:which|where|in which|under which))"
    ),
    "called_in_brackets": re.compile(
        rf"\((?:or |also |more |commonly |sometimes |often |usually |hereafter )*(?:called|known as|termed|or)"
        rf" {_BEHIND}"
        rf"(?=[”\"’]?[),])"
    ),
    "in_brackets": re.compile(rf"\b{BEFORE_IT} \((?P<d>(?:an?|the) [^();]{{10,140}})\)"),
    "short_in_brackets": re.compile(rf"\b{BEFORE_IT} \((?P<s>(?:or )?[a-z][a-z\-]+(?: [a-z\-]+){{0,3}})\)"),
    "appositive": re.compile(
        rf"\b{BEFORE_IT}{_GLOSS}, (?P<d>(?:an?|the|any) (?:[a-z\-]+, ){{0,2}}[^,;:.()]{{10,160}})(?=[,;:.(]|$)"
    ),
    "appositive_of_many": re.compile(
        rf"\b{BEFORE_IT}, (?P<m>(?:{WORD} ){{0,3}}?[a-z]{{3,}}s (?:that|which|who|whose|in which|of|with|for|used"
        rf"|made|found) "
        rf"[^,;:.]{{8,160}})"
    ),
    "dash": re.compile(
        rf"\b{BEFORE_IT}{_GLOSS} ?(?:—|–|--) ?(?P<d>(?:an?|the|their|its|any) [^—–;:]{{10,140}}?)"
        r"(?= ?(?:—|–|--)|[.,]|$)"
    ),
    "dash_of_many": re.compile(
        rf"\b{BEFORE_IT} ?(?:—|–|--) ?(?P<m>(?:{WORD} ){{0,3}}?[a-z]{{3,}}s (?!and\b|or\b)[^—–;:]{{10,140}}?)(?="
        rf" ?(?:—|–|--)|[.]|$)"
    ),
    "colon": re.compile(rf"\b{BEFORE_IT}: (?P<d>(?:an?|the) [^:;.]{{14,140}})[.]?$"),
    # the power unit (the driving member); the commoners (macehualtin)
    "within_brackets": re.compile(
        r"[a-z]{3,} \((?:the |an? |or )?(?P<y>[A-Za-z][a-zà-ÿ][\wà-ÿ\-]+(?: [a-z][\w\-]+){0,2})\)"
    ),
    # latifundia (large landed estates); the velocity of money (how many times money changes hands)
    "brackets_tell": re.compile(
        rf"\b{BEFORE_IT} \((?P<b>(?!(?:e\.g|i\.e|see|or|and|in|for|as|also|from|plural|cf|such)\b|an? |the )"
        r"[a-z][^();]{14,140})\)"
    ),
    "categorized_as": re.compile(
        rf"\b(?:categori[sz]ed|classified|described|designated|identified|recogni[sz]ed|labell?ed|regarded)"
        rf" as (?:either )?{_BEHIND}{_STOP}"
    ),
    "was_a": re.compile(rf"^(?:(?:An?|The) )?{BEFORE_IT} (?:was|were) (?P<a>(?:an?|the|one) [^;:]{{10,}})"),
    # Stoneware is pottery that has been fired at …
    "is_mass": re.compile(
        rf"^{BEFORE_IT} (?:is|are) (?P<n>(?!(?:an?|the|one|any|not|no|all|also|often|now|very|more|most)\b)[a-z]+"
        r"(?: [a-z]+){0,2} (?:that|which|made|used|of|in which|whose|from|by which|with|who) [^;:]{8,})"
    ),
    # …, whereas a drug that interrupts it is a sympatholytic
    "clause_turned": re.compile(
        r"(?:, (?:whereas|while|and|but)|;) (?:the|an?|one|those) [a-z][^,;:.]{6,100} (?:is|are) (?:called |known as )?"
        rf"{_BEHIND}(?=[.]$|,|;)"
    ),
    "namely": re.compile(rf"\bnamely,? {_BEHIND}{_STOP}"),
    # V = the velocity of money
    "equals": re.compile(rf"^\W*[A-Za-z]\w? ?= ?(?:the )?{BEFORE_IT}(?= \(|[.,;]|$)"),
    "that_is": re.compile(rf"\b{BEFORE_IT}(?:,| ?—| --) ?(?:that is|i\.e\.|in other words|meaning(?: that)?)[, ]"),
    "which_is": re.compile(rf"\b{BEFORE_IT}{_GLOSS},? which (?:is|are|was|were) (?P<d>[^,;:.]{{12,160}})"),
    "which_does": re.compile(
        rf"\b{BEFORE_IT}, (?:which|who) (?!is\b|are\b|was\b|were\b|has\b|have\b|had\b|can\b|could\b|will\b"
        rf"|would\b|may\b)[a-z]+s? [^,;:.]{{8,}}"
    ),
    "in_which": re.compile(
        rf"\b{BEFORE_IT}, (?:in which|where|whereby|by which|under which|through which|during which) "
    ),
    "two_names": re.compile(rf"\b{BEFORE_IT}, or (?:the |an? )?(?P<y>{WORD}(?: {WORD}){{0,2}}),"),
    "means": re.compile(
        rf"^(?:(?:An?|The|Any|This) )?[“\"‘]?{BEFORE_IT}[”\"’]? (?:\([^)]{{2,60}}\) )?"
        r"(?:(?:simply |basically |typically |generally |usually )?"
        r"(?:means?|refers? to|denotes?|describes?|is defined as|are defined as|stands? for|designates?))\b"
    ),
    "does": re.compile(
        rf"^(?:(?:An?|The) )?{BEFORE_IT} (?:\w+ly )?(?:involves?|includes?|stems? from|consists? of|occurs? when"
        rf"|occurs? if|happens? when|is when|arises? when|"
        r"exists? when|is where|(?:occurs?|forms?|develops?|takes? place) (?:when|where|if|as|in|under|from)|allows?"
        r"|relies on|focuses on|comprises?|results? from|forms? from)\b"
    ),
    "is_a": re.compile(
        rf"^(?:(?:An?|The|Any) )?[“\"‘]?{BEFORE_IT}[”\"’]?(?:,? \([^)]{{2,60}}\))? (?:is|are) "
        r"(?:simply |basically |essentially |typically |generally |usually |often |thus )?(?P<a>(?:an?|the|any"
        r"|one|those) [^;:]{10,})"
    ),
    "are_such": re.compile(rf"^{BEFORE_IT} are (?:simply |basically )?(?P<p>[a-z][^;:]{{12,}})"),
    "of_something": re.compile(
        rf"^(?:The|An?) {BEFORE_IT} (?:of|for) (?:an?|the|any|one) [^,;:.]{{2,40}} (?:is|are) (?P<a>(?:the|an?)"
        rf" [^;:]{{10,}})"
    ),
    "of_somebody": re.compile(
        rf"^(?:The|An?) (?:\w+ ){{1,2}}?\w+[’']s? {BEFORE_IT} (?:is|are) (?P<a>(?:the|an?) [^;:]{{10,}})"
    ),
    "used_to": re.compile(
        rf"\b(?:uses?|using|use of|create|creates|employs?|through|by) (?:an? |the ){BEFORE_IT} (?:to|for) [a-z]+"
    ),
    "within": re.compile(
        rf"^(?:In|During|Under|With) (?:an? |the )?{BEFORE_IT}, (?:an?|the|you|people|we|there|one|each) "
    ),
    # rods, another type of receptor, …
    "another_kind": re.compile(
        rf"\b{BEFORE_IT}{_GLOSS}, (?:another|one) (?:\w+ )?(?:type|kind|form|sort|variety|class|branch|of the)"
        r" [^,;:.()]{4,80}(?=[,;:.(]|$)"
    ),
    # majority rule, or the idea that …
    "or_the_idea": re.compile(
        rf"\b{BEFORE_IT},? (?:or|i\.e\.,|namely) (?:the|an?) (?:\w+ )?{any_phrase('notions')} (?:that|of|to|in|at|by)\b"
    ),
    # defines a bond as …
    "defined_as": re.compile(
        rf"\b{any_phrase('defining')} (?:the |an? )?[“\"‘]?{BEFORE_IT}[”\"’]?{_GLOSS} as"
        r" [“\"‘]?(?:an?|the|any|being|\w+ing|\w+ion|\w+s)\b"
    ),
    # Atomism holds that …
    "holds_that": re.compile(rf"^(?:(?:An?|The) )?{BEFORE_IT}{_GLOSS} (?:\w+ly )?{any_phrase('holding')} that\b"),
    "represents": re.compile(
        rf"^(?:(?:An?|The) )?{BEFORE_IT}{_GLOSS} (?:represents?|signif(?:y|ies)|encompass(?:es)?) "
    ),
    "term_is": re.compile(
        rf"\b(?:[Tt]erm|[Nn]ame|[Ww]ord|[Pp]hrase)\b[^,;:.]{{0,70}}? (?:is|was) (?:the )?{_BEHIND}{_STOP}"
    ),
    "kinds": re.compile(
        rf"\b(?:kinds?|types?|forms?|examples?|cases?) of (?:the |an? )?(?P<x>{WORD}(?: {WORD}){{0,2}}?)(?= (?:is"
        rf"|are|include|called|that)\b|[:,])"
    ),
}
