"""What a draft is held to, in the language of its article: the laws of `guard` or of `english_guard`, and the words of
the requests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from audiobook.study.tokens import Words
from audiobook.study.tutor import english_guard, guard, prompts
from audiobook.study.tutor.guard import Fault
from audiobook.study.tutor.prompts import Requests


class Laws(Protocol):
    """The laws of one language."""

    language: str
    requests: Requests
    between: str
    """Stands between two sentences."""

    def fault_of_question(self, text: str, cited: Sequence[str], *, claims: bool = False) -> Fault:
        """What is wrong with a question about the sentences `cited`; `claims`: it takes to be so what it asks the
        reason of."""

    def fault_of_statement(self, text: str, cited: Sequence[str]) -> Fault:
        """What is wrong with a sentence that says what they say."""

    def normalised(self, text: str) -> str:
        """What two answers are compared by."""

    def claims(self, question: str) -> bool:
        """Does it ask for a reason?"""


class ChineseLaws:
    """Of Chinese articles, whose words `words` cuts when they are first needed."""

    language = "zh"
    requests = prompts.CHINESE
    between = ""

    def __init__(self, words: Callable[[], Words]) -> None:
        self._words = words

    def fault_of_question(self, text: str, cited: Sequence[str], *, claims: bool = False) -> Fault:
        """See `Laws`."""
        return guard.fault_of_question(text, cited, self._words(), claims=claims)

    def fault_of_statement(self, text: str, cited: Sequence[str]) -> Fault:
        """See `Laws`."""
        return guard.fault_of_statement(text, cited, self._words())

    def normalised(self, text: str) -> str:
        """See `Laws`."""
        return guard.normalised(text)

    def claims(self, question: str) -> bool:
        """See `Laws`."""
        return "为什么" in question or "为何" in question


class EnglishLaws:
    """Of English articles."""

    language = "en"
    requests = prompts.ENGLISH
    between = " "

    def fault_of_question(self, text: str, cited: Sequence[str], *, claims: bool = False) -> Fault:
        """See `Laws`."""
        return english_guard.fault_of_question(text, cited, claims=claims)

    def fault_of_statement(self, text: str, cited: Sequence[str]) -> Fault:
        """See `Laws`."""
        return english_guard.fault_of_statement(text, cited)

    def normalised(self, text: str) -> str:
        """See `Laws`."""
        return english_guard.normalised(text)

    def claims(self, question: str) -> bool:
        """See `Laws`."""
        return "why" in question.lower().split()
