"""Answers kept in the cache by digest of server, model and question, and a server that fails given up for the build."""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from pathlib import Path

from audiobook.errors import CacheError
from audiobook.study.tutor.client import LONGEST, Messages, Unanswered, ask
from audiobook.system import files

FAILURES = 2
"""Requests in a row without an answer, after which no more are made."""
MOST_SECONDS = 1800
"""What all requests of one build may take together."""


class Answers:
    """What a model says to what it is asked: from the cache, else from its server."""

    def __init__(self, base_url: str, model: str, seconds: float, folder: Path) -> None:
        self._base_url, self._model, self._seconds, self._folder = base_url, model, seconds, folder
        self._failed = 0
        self._spent = 0.0
        self.trouble = ""
        """Why the last request had no answer."""
        self.given_up = False
        """Nothing more is asked of the server in this build."""

    def to(self, messages: Messages) -> str | None:
        """What the model says; None where no answer can be had."""
        path = self._path(messages)
        if (kept := _kept(path)) is not None:
            return kept
        if self.given_up:
            return None
        before = time.monotonic()
        try:
            answer = ask(self._base_url, self._model, messages, seconds=min(self._seconds, MOST_SECONDS - self._spent))
        except Unanswered as error:
            self.trouble = str(error)
            self._failed += 1
            self.given_up = error.final or self._failed >= FAILURES
            return None
        finally:
            self._spent += time.monotonic() - before
            self.given_up = self.given_up or self._spent >= MOST_SECONDS - 1
        self._failed = 0
        with contextlib.suppress(CacheError):  # it only has to be asked for again
            text = json.dumps({"model": self._model, "answer": answer}, ensure_ascii=False)
            files.write(path, text.encode("utf-8", "replace"), error=CacheError)
        return answer

    def asks(self, messages: Messages) -> bool:
        """Will the server be asked?"""
        return not self.given_up and _kept(self._path(messages)) is None

    def _path(self, messages: Messages) -> Path:
        facts = json.dumps([self._base_url, self._model, messages], ensure_ascii=False)
        return self._folder / f"{hashlib.sha256(facts.encode('utf-8', 'replace')).hexdigest()}.json"


def _kept(path: Path) -> str | None:
    try:
        answer = json.loads(files.read(path))["answer"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return answer if isinstance(answer, str) and len(answer) <= LONGEST else None
