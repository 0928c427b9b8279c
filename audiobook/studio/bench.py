"""The workbench: what is on it, and what can be done with it. The addresses of `addresses.py` call these methods."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from audiobook import pipeline
from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.studio import commands
from audiobook.studio.listening import Listening
from audiobook.studio.pages import Pages
from audiobook.studio.queue import Job, Queue
from audiobook.studio.shelf import UPLOADS, Shelf, Work
from audiobook.studio.texts import Texts

Tell = Callable[[str, dict[str, Any]], None]


class Bench:
    """All that the studio knows; methods block, and are called in threads. `tell` reaches every window."""

    def __init__(self, settings: Settings, tell: Tell) -> None:
        self.settings, self.tell = settings, tell
        self.shelf = Shelf(settings)
        self.texts = Texts(settings)
        self.pages = Pages(self.shelf, self.texts)
        self.auditions = pipeline.Auditions()
        self.listening = Listening(self.shelf, self.texts, self.auditions, tell, self._build_again)
        self.queue = Queue(settings.output / UPLOADS / "queue.json", self._make, lambda job: tell("job", job))
        self._publishing = threading.Lock()

    def start(self) -> None:
        """Goes on with the builds that were wanted."""
        self.queue.start()

    def close(self) -> None:
        """Lets go of engines; builds under way stop where they are."""
        self.queue.close()
        self.auditions.close()

    def state(self) -> dict[str, Any]:
        """What lies here, and the builds."""
        return {
            "works": [self._shown(work) for work in self.shelf.works()],
            "jobs": self.queue.jobs(),
            "output": commands.shown(self.settings.output),
            "serve": commands.serve(self.settings),
        }

    def look(self, key: str) -> dict[str, Any]:
        """The text of a work, its articles, what was set aside, and the commands. Raises `SourceError`."""
        work = self.shelf.work(key)
        settings = self.shelf.settings_for(work)
        return {
            **self._shown(work),
            **self.texts.as_json(work),
            "commands": {
                "inspect": commands.inspect(work) if work.upload else "",
                "script": commands.script(work) if work.upload else "",
                "build": commands.build(work, settings),
            },
        }

    def correct(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Corrects the text: an edit, "undo" or "redo". Raises `Outdated`, `ConfigError`."""
        work, version = self.shelf.work(str(asked.get("work"))), str(asked.get("version"))
        if asked.get("op") in ("undo", "redo"):
            self.texts.turn(work, version, back=asked["op"] == "undo")
        else:
            self.texts.correct(work, version, asked)
        self.tell("text", {"work": work.key, "version": self.texts.text(work).version})
        return self.look(work.key)

    def take_apart(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Has a source fall into articles in another way: {"work", "scheme"}. Raises `ConfigError`."""
        work = self.shelf.work(str(asked.get("work")))
        self.texts.take_apart(work, str(asked.get("scheme")))
        self.tell("text", {"work": work.key})
        return self.look(work.key)

    def build(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Puts a build into the queue, with what was chosen. Raises `ConfigError`."""
        work = self.shelf.work(str(asked.get("work")))
        only = asked.get("only") or []
        if not isinstance(only, list) or any(type(number) is not int for number in only):
            raise ConfigError("only: article numbers look like [2, 4]")
        work = dataclasses.replace(work, choices=self._choices(work, asked))
        settings = self.shelf.settings_for(work)
        if settings.speech.engine == "silence" and self.settings.speech.engine != "silence":
            raise ConfigError("silence speaks no word; choose an engine that does")
        self.shelf.keep(work)
        return self.queue.add(work.key, work.name, commands.build(work, settings, tuple(only)), tuple(only))

    def address(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Puts what is at an address on the bench: a page, or a feed. Raises `ConfigError`."""
        work = self.shelf.add_address(str(asked.get("address") or ""))
        self.tell("works", {})
        return {"work": work.key}

    def cancel(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Stops a build, or takes it out of the line."""
        number = asked.get("job")
        if type(number) is int:
            self.queue.cancel(number)
        return {}

    def remove(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Takes an upload off the bench; a book that was made of it stays. Raises `ConfigError`."""
        import shutil

        work = self.shelf.work(str(asked.get("work")))
        if work.upload is None:
            raise ConfigError("a finished book is removed by removing its folder")
        if any(job["work"] == work.key and job["state"] in ("waiting", "running") for job in self.queue.jobs()):
            raise ConfigError("it is being built; stop that first")
        shutil.rmtree(work.upload, ignore_errors=True)
        self.tell("works", {})
        return {}

    def voices(self, engine: str) -> dict[str, Any]:
        """The engines there are, and the voices of one. Raises `SpeechError`."""
        chosen = engine or self.settings.speech.engine
        speech = dataclasses.replace(self.settings.speech, engine=chosen, voice=None)
        default, found = pipeline.voices(dataclasses.replace(self.settings, speech=speech))
        mine = self.settings.speech
        return {
            "engines": [name for name in pipeline.engines() if name != "silence" or mine.engine == "silence"],
            "engine": chosen,
            "default": (mine.voice if chosen == mine.engine else None) or default,
            "rate": mine.rate,
            "voices": [{"name": v.name, "language": v.language, "gender": v.gender, "note": v.note} for v in found],
        }

    def _build_again(self, work: Work) -> None:
        self.build({"work": work.key})

    def _choices(self, work: Work, asked: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
        chosen = dict(work.choices)
        for name in ("engine", "voice", "rate"):
            if asked.get(name) not in (None, ""):
                chosen[name] = float(asked[name]) if name == "rate" else str(asked[name])
        if "engine" in asked and asked.get("engine") and not asked.get("voice"):
            chosen.pop("voice", None)
        return tuple(chosen.items())

    def _make(self, job: Job, show: Callable[[pipeline.Step], None]) -> pipeline.Built:
        work = self.shelf.work(job.work)
        settings = self.shelf.settings_for(work)
        if work.to_build != work.script:
            settings = dataclasses.replace(settings, source=self.texts.settings.source)

        def shown(step: pipeline.Step) -> None:
            show(step)
            if step.playable is not None:
                # the folder is known now: what can be played is
                self._made(work, step.playable)

        built = pipeline.build(work.to_build, settings, only=job.only, progress=shown)
        self._keep_book(work, built.directory)
        with self._publishing, contextlib.suppress(ConfigError):
            pipeline.shelve(self.settings)
        self.tell("works", {})
        return built

    def _made(self, work: Work, track: Path) -> None:
        folder = track.parent.parent if track.parent.name == "review" else track.parent
        self._keep_book(work, folder)
        self.tell("track", {"work": work.key})

    def _keep_book(self, work: Work, folder: Path) -> None:
        if work.upload is not None and work.book != folder:
            self.shelf.keep(dataclasses.replace(work, book=folder))

    def _shown(self, work: Work) -> dict[str, Any]:
        index = self.shelf.index(work)
        return {
            "work": work.key,
            "name": work.name,
            "source": commands.shown(work.source),
            "book": work.book.name if work.book else None,
            "title": index.title if index else None,
            "tracks": len(index.tracks) if index else 0,
            "coming": len(index.coming) if index else 0,
            "choices": dict(work.choices),
            "upload": work.upload is not None,
        }
