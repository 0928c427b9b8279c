"""The text of a work: what was found in its source, what a person made of it, and what is read of neither.

Corrections are kept in book.md, the script that `build` reads, so that the command line sees the same.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import threading
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook import pipeline
from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.model import Document, PrintedPage
from audiobook.pipeline import answers
from audiobook.pipeline.fingerprint import key
from audiobook.studio.edits import edited
from audiobook.studio.findings import in_chinese
from audiobook.studio.history import History
from audiobook.studio.lines import Line, as_json, assembled, flatten
from audiobook.studio.shelf import Work
from audiobook.system import files


class Outdated(ConfigError):
    """Somebody else has corrected the text meanwhile, in another window or with an editor."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a work as it is now."""

    document: Document
    lines: tuple[Line, ...]
    version: str
    """Changes whenever the text does."""
    corrected: bool
    """A script stands in the place of the source."""


class Texts:
    """The texts of all works; every method blocks, and may be called from several threads."""

    def __init__(self, settings: Settings) -> None:
        # a document from elsewhere, read in a thread: only in a process of its own do its limits hold
        walled = dataclasses.replace(settings.source, sandbox=settings.source.sandbox or os.name == "posix")
        self.settings = dataclasses.replace(settings, source=walled)
        self._found: dict[Path | str, tuple[object, pipeline.Inspection]] = {}
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def inspection(self, work: Work) -> pipeline.Inspection | None:
        """What was found in the source, read again only when it is another file; None for a book that has none here.

        Raises `SourceError`.
        """
        if work.upload is None:
            return None
        with self._locks[f"source {work.key}"]:
            stamp = _stamp(work.source)
            kept = self._found.get(work.source)
            if kept is None or kept[0] != stamp:
                kept = self._found[work.source] = stamp, pipeline.inspect(work.source, self.settings)
            return kept[1]

    def text(self, work: Work) -> Text:
        """The text as it is now. Raises `SourceError`."""
        if not work.script.is_file():
            inspection = self.inspection(work)
            if inspection is None:
                raise ConfigError(f"{work.script}: is missing; build the book from its source again")
            return _text(inspection.document, repr(_stamp(work.source)).encode(), corrected=False)
        data = files.read(work.script)
        plain = dataclasses.replace(self.settings.source, sandbox=False)
        document = pipeline.inspect(work.script, dataclasses.replace(self.settings, source=plain)).document
        inspection = self.inspection(work)
        # a script does not say how sure it was
        sure = {one.title: one.confidence for one in inspection.document.articles} if inspection else {}
        articles = tuple(dataclasses.replace(one, confidence=sure.get(one.title, 1.0)) for one in document.articles)
        return _text(dataclasses.replace(document, articles=articles), data, corrected=True)

    def printed(self, work: Work) -> tuple[PrintedPage, ...]:
        """The pages that its source was read from; none of a text, a web page or a book without its source here.

        Raises `SourceError`."""
        inspection = self.inspection(work)
        return inspection.document.printed if inspection and isinstance(work.source, Path) else ()

    def correct(self, work: Work, version: str, asked: Mapping[str, Any]) -> None:
        """Corrects the text that was `version` when it was looked at, and keeps it as the script. Raises `Outdated`,
        `ConfigError` for a correction that makes no sense, `SourceError`."""
        with self._locks[work.key]:
            text = self._current(work, version)
            lines = self._restored(work, text, asked) if asked.get("op") == "restore" else edited(text.lines, asked)
            document = assembled(text.document, lines)
            if not work.script.is_file():
                # what can be undone is the text as it was found
                pipeline.write_script(text.document, work.script)
            self._history(work).push(files.read(work.script))
            pipeline.write_script(document, work.script)

    def take_apart(self, work: Work, scheme: str) -> None:
        """Keeps the answer to how the source falls into articles, as `build` asks for it on a terminal.

        Raises `ConfigError` for another way than those that were found, and for a text that is corrected already.
        """
        with self._locks[work.key]:
            inspection = self.inspection(work)
            ways = [one.scheme for one in inspection.document.alternatives] if inspection else []
            if work.script.is_file() or not isinstance(work.source, Path):
                raise ConfigError("the text has been corrected; undo that, and remove book.md to start afresh")
            if scheme not in ways:
                raise ConfigError(f"no way called {scheme[:40]!r}; there are {', '.join(ways)}")
            answers.keep(work.source, self.settings.cache, scheme)
            self._found.pop(work.source, None)

    def turn(self, work: Work, version: str, *, back: bool) -> None:
        """Undoes the last correction, or makes it again. Raises as `correct`."""
        with self._locks[work.key]:
            self._current(work, version)
            history = self._history(work)
            now = files.read(work.script) if work.script.is_file() else b""
            state = history.undo(now) if back else history.redo(now)
            if state is None:
                raise ConfigError("there is nothing to undo" if back else "there is nothing to do again")
            files.write(work.script, state, error=ConfigError)

    def remember(self, work: Work, before: bytes) -> None:
        """The script was `before`, and was changed by other means than `correct`: that can be undone, too."""
        self._history(work).push(before)

    def left_out(self, work: Work, text: Text) -> list[dict[str, Any]]:
        """What the source has and the text has not, each with its reason: set aside by a reader, or by a person."""
        inspection = self.inspection(work)
        if inspection is None:
            return []
        there = Counter(line.text for line in text.lines)
        found: list[dict[str, Any]] = []
        for at, line in enumerate(flatten(inspection.document)):
            there[line.text] -= 1
            if there[line.text] < 0 and line.text.strip():
                found.append({"text": line.text, "reason": "by hand", "line": at})
        whole = "\n".join(line.text for line in text.lines)
        for number, finding in enumerate(inspection.document.findings):
            if finding.text and finding.text not in whole:
                shown = {"text": finding.text, "reason": finding.message, "kind": finding.kind, "finding": number}
                found.append({**shown, "reasonZh": in_chinese(finding.message)})
        return found

    def as_json(self, work: Work) -> dict[str, Any]:
        """All that the page shows of the text. Raises `SourceError`."""
        text = self.text(work)
        inspection = self.inspection(work)
        findings = inspection.as_json()["findings"] if inspection else []
        findings = [{**one, "messageZh": in_chinese(one["message"])} for one in findings]
        ledger = inspection.document.ledger if inspection else None
        rate = self.settings.speech.rate
        rows = pipeline.Inspection(text.document, rate).rows()
        undo, redo = self._history(work).steps
        return {
            "title": text.document.title,
            "version": text.version,
            "corrected": text.corrected,
            "lines": as_json(text.lines),
            "articles": [
                {"number": one.number, "title": one.name, "authors": one.authors, "seconds": round(seconds)}
                for one, _, seconds in rows
            ],
            "findings": findings,
            "leftOut": self.left_out(work, text),
            "alternatives": _alternatives(text) if isinstance(work.source, Path) else [],
            "ledger": dataclasses.asdict(ledger) if ledger else None,
            "pages": len(self.printed(work)),
            "undo": undo,
            "redo": redo,
        }

    def _current(self, work: Work, version: str) -> Text:
        text = self.text(work)
        if text.version != version:
            raise Outdated("the text has been corrected elsewhere meanwhile; here it is as it is now")
        return text

    def _history(self, work: Work) -> History:
        return History(self.settings.cache / "studio" / key(work.upload or work.script))

    def _restored(self, work: Work, text: Text, asked: Mapping[str, Any]) -> list[Line]:
        """{"line": 5} of the source, or {"finding": 2}: back in its place, behind what stands before it there."""
        inspection = self.inspection(work)
        source = flatten(inspection.document) if inspection else []
        at, number = asked.get("line"), asked.get("finding")
        if isinstance(at, int) and 0 <= at < len(source):
            line = source[at]
        elif inspection and isinstance(number, int) and 0 <= number < len(inspection.document.findings):
            finding = inspection.document.findings[number]
            line = Line("body", finding.text, lines=finding.lines)
            first = finding.lines[0] if finding.lines else 0
            at = sum(1 for one in source if one.lines and one.lines[0] < first)
        else:
            raise ConfigError("there is nothing to bring back")
        place = _behind(source[:at], text.lines)
        return [*text.lines[:place], line, *text.lines[place:]]


def _behind(before: Sequence[Line], lines: Sequence[Line]) -> int:
    """The place in `lines` behind the last of them that stands in `before`; behind the first title where none does."""
    places = {line.text: at for at, line in enumerate(lines)}
    found = next((places[line.text] + 1 for line in reversed(before) if line.text in places), None)
    return found if found is not None else min(1, len(lines))


def _alternatives(text: Text) -> list[dict[str, Any]]:
    """How else the source may fall into articles, the way taken first; nothing once a person has said what is what."""
    ways = () if text.corrected else text.document.alternatives
    return [{"scheme": one.scheme, "articles": one.articles, "titles": one.titles} for one in ways]


def _text(document: Document, of: bytes, *, corrected: bool) -> Text:
    version = hashlib.sha256(of).hexdigest()[:16]
    return Text(document, tuple(flatten(document)), version, corrected)


def _stamp(source: Path | str) -> object:
    """Changes when a file, or one in a folder, does; what is at an address is read once."""
    if isinstance(source, str):
        return source
    paths = sorted(source.rglob("*")) if source.is_dir() else [source]
    return [(path.name, (facts := path.stat()).st_size, facts.st_mtime_ns) for path in paths if path.exists()]
