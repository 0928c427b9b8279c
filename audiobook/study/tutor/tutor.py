"""An article's lesson: what a model wrote about it and the article itself proves, and an account of the rest."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast

from audiobook.config import StudySettings
from audiobook.model import DialogueLine, Question, TutorKind
from audiobook.study.tutor import dialogue, prompts
from audiobook.study.tutor.guard import span
from audiobook.study.tutor.kept import Answers
from audiobook.study.tutor.laws import Laws
from audiobook.study.tutor.prompts import Draft
from audiobook.study.whole_sentences import Sentence
from audiobook.system.redact import hide

SUMMARY = 5
"""Sentences of a summary, at most."""
LEAST_SUMMARY = 2
"""Proved sentences that make one."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is proved."""

    questions: tuple[Question, ...] = ()
    summary: tuple[str, ...] = ()
    dialogue: tuple[DialogueLine, ...] = ()


class Tutor:
    """The model of `settings.tutor` for a whole book; keeps what it says in `cache`, and counts."""

    def __init__(
        self,
        settings: StudySettings,
        cache: Path,
        tell: Callable[[str], None] = lambda line: None,
        talks: Collection[str] = ("zh", "en"),
    ) -> None:
        """`tell`: called with a line before an article is sent; `talks`: the languages that have two voices."""
        tutor = settings.tutor
        assert tutor.base_url and tutor.model
        self.model, self._base_url = tutor.model, tutor.base_url
        self._questions = min(tutor.questions, settings.max_questions) if settings.questions else 0
        self._summary = SUMMARY if tutor.summary and settings.recap else 0
        self._talks = talks if tutor.dialogue else ()
        self._answers = Answers(tutor.base_url, tutor.model, tutor.seconds, cache / "tutor")
        self._tell = tell
        self._proved = self._drafts = self._silent = 0
        self._faults: Counter[str] = Counter()

    @property
    def unanswered(self) -> bool:
        """Was anything asked that had no answer? It may have one next time."""
        return self._silent > 0

    def lesson(
        self, title: str, article: int, sentences: Sequence[Sentence], laws: Laws, *, before: Collection[str] = ()
    ) -> Lesson:
        """What is proved of the model's drafts on an article; `before`: questions that are asked elsewhere already.
        Nothing where no answer is to be had."""
        shown: list[Sentence] = []
        room = prompts.MOST_CHARACTERS
        for sentence in sentences:
            if not sentence.prose:
                continue
            room -= len(sentence.text)
            if room < 0:
                break
            shown.append(sentence)
        if prompts.MOST_CHARACTERS - room < laws.requests.shortest_article:
            return Lesson()
        lesson = self._lesson(title, article, shown, laws, before) if self._questions or self._summary else Lesson()
        if laws.language in self._talks:
            lesson = replace(lesson, dialogue=self._talk(title, shown, laws))
        return lesson

    def _lesson(
        self, title: str, article: int, shown: Sequence[Sentence], laws: Laws, before: Collection[str]
    ) -> Lesson:
        most, summary = self._questions, self._summary
        texts = [sentence.text for sentence in shown]
        request = prompts.to_write(laws.requests, title, texts, questions=most, summary=summary)
        if self._answers.asks(request):
            self._tell(f"asking {self.model} for questions on {title}")
        said = self._answers.to(request)
        if said is None:
            self._silent += 1
            return Lesson()
        written = prompts.drafts(said, len(shown), max(most, summary), laws.requests.question_mark)
        if written is None:
            self._counted("form")
            return Lesson()
        asked, told = written
        questions: list[Question] = []
        for draft in asked[:most]:
            cited = [shown[place] for place in draft.cites]
            answer, fault = self._answer(draft, [each.text for each in cited], laws)
            seen = {*before, *(each.asked for each in questions)}
            if self._counted(fault or ("repeated" if draft.text in seen else "")):
                questions.append(_question(title, article, draft, answer, cited, self.model, laws.between))
        proved = [
            draft.text
            for draft in told[:summary]
            if self._counted(
                prompts.ill_cited(laws.requests, [texts[place] for place in draft.cites])
                or laws.fault_of_statement(draft.text, [texts[place] for place in draft.cites])
            )
        ]
        kept = tuple(dict.fromkeys(proved))
        return Lesson(tuple(questions), kept if len(kept) >= LEAST_SUMMARY else ())

    def _talk(self, title: str, shown: Sequence[Sentence], laws: Laws) -> tuple[DialogueLine, ...]:
        """The dialogue on an article; nothing where too little of it is proved."""
        request = prompts.to_converse(laws.requests, title, [each.text for each in shown], lines=dialogue.MOST)
        if self._answers.asks(request):
            self._tell(f"asking {self.model} for a dialogue on {title}")
        said = self._answers.to(request)
        if said is None:
            self._silent += 1
            return ()
        written = prompts.dialogue(said, len(shown), dialogue.MOST, laws.requests.question_mark)
        if written is None:
            self._counted("form")
            return ()
        lines = [
            line
            for line, fault in dialogue.proved(written, shown, laws, partial(self._again, laws))
            if self._counted(fault)
        ]
        return dialogue.whole([line for line in lines if line is not None])

    def _again(self, laws: Laws, question: str, cited: Sequence[str]) -> str | None:
        """What the model answers from the sentences `cited` alone."""
        again = self._answers.to(prompts.to_answer(laws.requests, question, cited))
        self._silent += again is None
        return again

    def report(self) -> tuple[str, ...]:
        """One line for the user: how much was proved, and why the rest was not said."""
        base_url = hide(self._base_url, ())
        parts = []
        if self._drafts:
            parts.append(f"{self._proved} of {self._drafts} drafts are proved by their source")
        if failed := self._drafts - self._proved:
            why = ", ".join(f"{fault} {count}" for fault, count in sorted(self._faults.items()))
            parts.append(f"{failed} left out or replaced by what the rules find ({why})")
        if self._silent:
            parts.append(f"{self._silent} requests had no answer: {self._answers.trouble or 'time is spent'}")
        return (f"tutor {self.model} at {base_url}: {'; '.join(parts)}",) if parts else ()

    def _answer(self, draft: Draft, cited: Sequence[str], laws: Laws) -> tuple[str, str]:
        """The proved answer of a question, or what is wrong with it."""
        if draft.kind not in prompts.KINDS:
            return "", "form"
        claims = draft.kind == "why" or laws.claims(draft.text)
        if fault := prompts.ill_cited(laws.requests, cited) or laws.fault_of_question(draft.text, cited, claims=claims):
            return "", fault
        answer = span(draft.answer, draft.text, cited)
        if not answer:
            return "", "answer"
        again = self._again(laws, draft.text, cited)
        if again is None:
            return "", "not asked again"
        return answer, "" if laws.normalised(prompts.answer(again)) == laws.normalised(answer) else "another answer"

    def _counted(self, fault: str) -> bool:
        """Counts a draft; True where nothing is wrong with it."""
        self._drafts += 1
        self._proved += not fault
        if fault:
            self._faults[fault] += 1
        return not fault


def _question(
    title: str, article: int, draft: Draft, answer: str, cited: Sequence[Sentence], model: str, between: str
) -> Question:
    numbers = tuple(number for each in cited for number in each.numbers)
    return Question(
        id=hashlib.sha256(f"{title}\t{draft.kind}\t{draft.text}".encode()).hexdigest()[:20],
        article=article,
        kind=cast("TutorKind", draft.kind),
        prompt=draft.text,
        asked=draft.text,
        answer=answer,
        sentence=between.join(each.text for each in cited),
        paragraph=cited[0].paragraph,
        utterance=numbers[0],
        utterances=numbers,
        said="",
        generated_by=model,
    )
