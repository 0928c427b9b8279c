"""A dialogue of two on an article: what a model wrote of it, line by line proved or left out.

Every line cites its sentences and is held to the laws of questions and statements (`guard`). A question is heard only
with its answer: what the model says when it is asked again, with the cited sentences alone, must stand in that answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from audiobook.model import DialogueLine
from audiobook.study.tutor import prompts
from audiobook.study.tutor.guard import span
from audiobook.study.tutor.laws import Laws
from audiobook.study.tutor.prompts import Draft
from audiobook.study.whole_sentences import Sentence

MOST, LEAST = 16, 4
"""Lines that are asked for, and those that make a dialogue."""

Ask = Callable[[str, Sequence[str]], str | None]
"""What is answered to a question from the sentences given; None where there is no answer."""


def proved(
    drafts: Sequence[Draft], shown: Sequence[Sentence], laws: Laws, ask: Ask
) -> Iterator[tuple[DialogueLine | None, str]]:
    """Each line with "", or None with the law that it breaks; `shown`: the sentences that were sent."""
    faults = [_fault(draft, shown, laws) for draft in drafts]
    for at, draft in enumerate(drafts):
        if not faults[at] and _asks(draft):
            faults[at] = _unanswered(at, drafts, faults, shown, laws, ask)
            if faults[at] and at + 1 < len(drafts) and not faults[at + 1]:
                faults[at + 1] = "question"  # an answer to nothing
    for draft, fault in zip(drafts, faults, strict=True):
        yield (None, fault) if fault else (_line(draft, shown, laws), "")


def whole(lines: Sequence[DialogueLine]) -> tuple[DialogueLine, ...]:
    """`lines` if they are a dialogue: enough of them, by both."""
    enough = len(lines) >= LEAST and {line.speaker for line in lines} == {"host", "guest"}
    return tuple(lines) if enough else ()


def _fault(draft: Draft, shown: Sequence[Sentence], laws: Laws) -> str:
    host, _ = speakers = laws.requests.speakers
    if draft.kind not in speakers:
        return "form"
    cited = _cited(draft, shown)
    if fault := prompts.ill_cited(laws.requests, cited):
        return fault
    if _asks(draft):
        asked = laws.fault_of_question(draft.text, cited, claims=laws.claims(draft.text))
        return asked if draft.kind == host else "form"
    return laws.fault_of_statement(draft.text, cited)


def _unanswered(
    at: int, drafts: Sequence[Draft], faults: Sequence[str], shown: Sequence[Sentence], laws: Laws, ask: Ask
) -> str:
    """What is wrong with the answer to the question at `at`, which the next line has to be."""
    following = drafts[at + 1] if at + 1 < len(drafts) else None
    if following is None or faults[at + 1] or following.kind == laws.requests.speakers[0] or _asks(following):
        return "no answer"
    cited = _cited(following, shown)
    again = ask(drafts[at].text, cited)
    if again is None:
        return "not asked again"
    answer = span(prompts.answer(again), drafts[at].text, cited)
    return "" if answer and laws.normalised(answer) in laws.normalised(following.text) else "another answer"


def _asks(draft: Draft) -> bool:
    return draft.text.endswith(("？", "?"))


def _cited(draft: Draft, shown: Sequence[Sentence]) -> list[str]:
    return [shown[place].text for place in draft.cites]


def _line(draft: Draft, shown: Sequence[Sentence], laws: Laws) -> DialogueLine:
    numbers = tuple(number for place in draft.cites for number in shown[place].numbers)
    return DialogueLine("host" if draft.kind == laws.requests.speakers[0] else "guest", draft.text, numbers)
