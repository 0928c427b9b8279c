"""What kind of thing an answer is, and so what is asked for it: 谁, 哪个机构, 哪里, 什么动物 or 什么.

An answer whose class is not known, and one that is an action, is not asked for.
"""

from __future__ import annotations

import re
from typing import Literal

from audiobook.language.names import COMPOUND, SURE
from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.tokens import Words

AnswerClass = Literal["person", "organisation", "company", "place", "animal", "thing", "unknown"]

ASKED: dict[AnswerClass, str] = {
    "person": "谁",
    "organisation": "哪个机构",
    "company": "哪家公司",
    "place": "哪里",
    "animal": "什么动物",
    "thing": "什么",
}
"""What is said in the gap, by class; a class that is missing is not asked for."""

_ROLE = re.compile(rf"(?:{alternatives('study', 'roles')})$")
_WHO_IS = re.compile(
    rf"^一位|^(?:{alternatives('study', 'roles')})$|的[^，,。；;的]{{0,4}}(?:{alternatives('study', 'roles')})$"
)
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z.]+ [^，,。；;]{1,30}$")
_ANIMAL = re.compile(rf"(?:{alternatives('study', 'animals')})$")
_COMPANY = re.compile(r"(?:公司|集团)$")
_ORGANISATION = re.compile(rf"(?:{alternatives('study', 'organisations')})$")
_PLACE = re.compile(rf"..(?:{alternatives('study', 'places')})$")
_HUMAN = re.compile(
    rf"(?:也|就|还|都|便|曾经?|后来|首次|最早|终于|首先|因为)?(?:{alternatives('study', 'human_verbs')})"
)
_THINKS = re.compile(
    r"(?:也|还|都|曾|后来|首次|最早)?(?:主张|写|说|出生|去世|撰写|创作|发明|翻译|回忆|相信|认为|觉得|想|获得)"
)
_TITLED = re.compile(rf"(?:{alternatives('study', 'roles')})$")


def acts_as_person(after: str) -> bool:
    """Does what follows say what only people do (主张, 获得)?"""
    return bool(_HUMAN.match(after))


def is_somebody(subject: str, said: str, words: Words, *, named_again: bool = False) -> bool:
    """Is `subject`, which is `said` to be something, a person: by what they are (…的画家), by their name, or because
    the next sentence goes on with 他? Nobody is asked for by 什么."""
    bare = subject.strip("“”‘’ ")
    tag = words.dictionary.tag(bare)
    unknown = len(bare) == 3 and bare[0] in SURE and not words.dictionary.is_common(bare)
    return (
        bool(_WHO_IS.search(said)) or unknown or tag.startswith("nr") or (named_again and bool(_LATIN_NAME.match(bare)))
    )


def is_role(answer: str) -> bool:
    """Does it say what somebody is (出租人), not who?"""
    return bool(_ROLE.search(answer))


def answer_class(answer: str, text: str, words: Words) -> AnswerClass:
    """The class of `answer`, a noun phrase, as it is used in `text`, a whole article."""
    bare = answer.strip("“”‘’《》 ")
    tag = words.dictionary.tag(bare)
    if _ANIMAL.search(bare) and len(bare) < 5 and not words.dictionary.tag(bare[0]).startswith("v"):
        return "animal"
    if _COMPANY.search(bare):
        return "company"
    if tag == "nt" or _ORGANISATION.search(bare):
        return "organisation"
    if _ROLE.search(bare) and bare not in word_list("study", "no_roles") and tag[:1] in ("n", "") and len(bare) < 7:
        return "person"
    at = [found.span() for found in re.finditer(re.escape(bare), text)]
    acts = any(acts_as_person(text[stop:]) for _, stop in at)
    titled = any(_TITLED.search(text[max(0, start - 3) : start]) for start, _ in at)
    if bare in word_list("study", "not_names"):
        return "thing"
    if bare.endswith("化"):
        return "unknown"  # 常态化 is what becomes of something
    if tag[:2] == "ns":  # a city may announce; it is not born and writes nothing
        thinks = any(_THINKS.match(text[stop:]) for _, stop in at)
        return "person" if thinks or titled else "place"
    known = words.dictionary.is_common(bare)
    named = (bare[:1] in SURE or bare[:2] in COMPOUND) and _is_a_name(bare, words)
    if (tag in ("nr", "nrt", "nrfg") and (len(bare) < 4 or acts or titled) and _is_a_name(bare, words)) or (
        not known and 1 < len(bare) < 4 and named
    ):
        # the dictionary takes many a plain word for a name: what acts or bears a title is one
        return "person" if acts or titled else "unknown"
    if _PLACE.search(bare) and not known:
        return "place"
    return _of_its_last_word(bare, words)


def _is_a_name(answer: str, words: Words) -> bool:
    """Might it be a surname and a given name? No plain words are put together so (申请|书, 经|审查), whatever
    the dictionary calls them."""
    dictionary = words.dictionary
    if len(answer) == 3 and (dictionary.is_common(answer[:2]) or dictionary.tag(answer[1:]).startswith("v")):
        return False
    tokens = [token.text for run in words.runs(answer) for token in run]
    return len(tokens) == 1 or tokens[:1] == [answer[:1]] or answer[:2] in COMPOUND


def _of_its_last_word(answer: str, words: Words) -> AnswerClass:
    tokens = [token for run in words.runs(answer) for token in run]
    if not tokens:
        return "unknown"
    last = tokens[-1]
    if len(tokens) == 1 and words.dictionary.tag(answer)[:2] in ("nr", "nz") and len(answer) > 3:
        return "thing"
    if last.kind in ("noun", "affix", "saying") and not last.name:
        return "thing" if last.known or len(tokens) > 1 else "unknown"
    return "thing" if last.kind == "action" and len(tokens) > 1 else "unknown"
