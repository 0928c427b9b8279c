"""Hearing a book on the workbench: its sentences, why each word is read as it is, and mending what is misread."""

from __future__ import annotations

import dataclasses
import hashlib
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from audiobook import pipeline
from audiobook.config import Settings
from audiobook.errors import ConfigError, TextError
from audiobook.model import Cue, Index, Track
from audiobook.pipeline.lock import Busy
from audiobook.publish import index as indexes
from audiobook.studio import commands
from audiobook.studio.pruning import prune
from audiobook.studio.shelf import Shelf, Work
from audiobook.studio.texts import Texts
from audiobook.system import files

LONGEST = 2000
"""Characters of a sentence that is heard or explained."""
MOST_HEARD = 200
"""Sentences kept in the cache."""
SCOPES = ("here", "book", "always")


class Listening:
    """The books of a shelf, as they are heard. Methods block, and may be called from several threads."""

    def __init__(
        self,
        shelf: Shelf,
        texts: Texts,
        auditions: pipeline.Auditions,
        tell: Callable[[str, dict[str, Any]], None],
        later: Callable[[Work], None],
    ) -> None:
        """`later` is told of a book that is to be made again and is being built just now."""
        self.shelf, self.texts, self.auditions, self.tell, self.later = shelf, texts, auditions, tell, later
        self.heard = shelf.settings.cache / "studio" / "heard"
        self._mending: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def tracks(self, key: str) -> dict[str, Any]:
        """The tracks of a work's book, with the times of their sentences; none where nothing is made yet."""
        work = self.shelf.work(key)
        index = self.shelf.index(work)
        if index is None or work.book is None:
            return {"tracks": [], "coming": []}
        return {
            "title": index.title,
            "engine": index.engine,
            "voice": index.voice,
            "rate": index.rate,
            "tracks": [self._track(track, work.book) for track in index.tracks],
            "coming": [{"number": one.number, "title": one.title} for one in index.coming],
        }

    def warm(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Somebody begins to listen: the voice of {"work"} loads what it needs, before a word is to be heard. Raises
        `ConfigError`, `SpeechError`."""
        self.auditions.warm(self.shelf.settings_for(self.shelf.work(str(asked.get("work")))))
        return {}

    def words(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Why a sentence is said as it is, word by word."""
        work = self.shelf.work(str(asked.get("work")))
        text = sentence(asked)
        settings = self.shelf.settings_for(work)
        # another voice than that of the book that was opened to listen
        self.auditions.warm(settings)
        (found,) = pipeline.explain([text], settings, work.folders)
        words = [{**dataclasses.asdict(word), "doubtful": word.margin < pipeline.UNSURE} for word in found]
        return {"words": words, "command": commands.normalize(text)}

    def doubtful(self, key: str) -> dict[str, Any]:
        """Readings that the network was unsure of: track, sentence, word, margin; in the order to listen in."""
        work = self.shelf.work(key)
        index = self.shelf.index(work)
        tracks = [track for track in index.tracks if track.kind == "article"] if index else []
        cues = [(track, cue) for track in tracks for cue in track.cues]
        read = pipeline.explain((cue.written for _, cue in cues), self.shelf.settings_for(work), work.folders)
        return {
            "doubtful": [
                {"track": track.guid, "utterance": cue.utterance, "written": word.written, "start": word.start,
                 "margin": round(word.margin, 3)}
                for (track, cue), words in zip(cues, read, strict=True)
                for word in words
                if word.margin < pipeline.UNSURE
            ]
        }  # fmt: skip

    def hear(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A sentence, in any voice and at any rate: {"text", "work", "engine", "voice", "rate"}; with {"written",
        "start", "value"} a word of it is said otherwise. Raises what a build raises."""
        key = asked.get("work")
        work = self.shelf.work(str(key)) if key else None
        settings = self._voice(self.shelf.settings_for(work) if work else self.shelf.settings, asked)
        text = sentence(asked)
        if not asked.get("value"):
            return self._hear(text, settings, work)
        text, near = replaced(text, str(asked.get("written")), asked.get("start"), str(asked["value"]).strip())
        return self._hear(text, settings, work, near)

    def mend(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Has a word said otherwise from now on: {"work", "track", "utterance", "written", "start", "value", "scope"}.

        Answers as soon as the word can be heard, with what stands around it up to the next pauses; the sentence is
        spoken and its track joined again meanwhile, and `tell` says when. Raises
        `TextError`, `ConfigError`.
        """
        work = self.shelf.work(str(asked.get("work")))
        scope = str(asked.get("scope"))
        if scope not in SCOPES:
            raise ConfigError(f"no scope called {scope[:20]!r}; there are {', '.join(SCOPES)}")
        track, cue = self._cue(work, asked)
        written, value = str(asked.get("written") or "").strip(), str(asked.get("value") or "").strip()
        if not written or not value or len(written + value) > LONGEST:
            raise ConfigError("say what is to be said for which word")
        settings = self.shelf.settings_for(work)
        text, near = cue.written, start_of(cue.written, written, asked.get("start"))
        with self._mending[work.key]:
            if scope == "here":
                before = files.read(work.script)
                assert work.book is not None
                pipeline.mend_here(work.book, track, cue, near, written, value, settings)
                self.texts.remember(work, before)
                text, near = replaced(cue.written, written, near, value)
                did = f"{commands.shown(work.script)}: {pipeline.said_as(written, value)}"
            else:
                path = work.lexicon if scope == "book" else Path(pipeline.LEXICON)
                pipeline.lexicon_add(path, written, value, settings)
                did = commands.lexicon_add(written, value, path)
        heard = self._hear(text, settings, work, near)
        threading.Thread(target=self._again, args=(work, track, settings), name="mend", daemon=True).start()
        return {**heard, "commands": [did, commands.render(work, settings, track.number)]}

    def _again(self, work: Work, track: Track, settings: Settings) -> None:
        """Makes what has changed again: the track that is heard first, then all others."""
        assert work.book is not None
        with self._mending[work.key]:
            try:
                for only in ((track.number,), ()) if track.kind == "article" else ((),):
                    built = pipeline.build(work.book / pipeline.BOOK, settings, only=only, ready=self.auditions)
                    self.tell("mended", {"work": work.key, "tracks": list(built.made), "whole": not only})
            except Busy:
                self.later(work)
                self.tell("mended", {"work": work.key, "tracks": [], "whole": False})
            except Exception as error:  # the window must know, whatever it is
                self.tell("mended", {"work": work.key, "error": str(error)})

    def _hear(self, text: str, settings: Settings, work: Work | None, near: int | None = None) -> dict[str, Any]:
        """`near`: the character that somebody wants to hear."""
        facts = [text, near, settings.speech, settings.narration, _lexicons(settings, work)]
        name = hashlib.sha256(repr(facts).encode())
        path = self.heard / f"{name.hexdigest()[:32]}.mp3"
        said = ""
        if not path.is_file():
            folders = work.folders if work else ()
            said = self.auditions.hear(text, path, settings, folders, near=near)
            prune(self.heard, MOST_HEARD)
        return {"audio": f"heard/{path.name}", "said": said, "command": commands.say(text, settings)}

    def _voice(self, settings: Settings, asked: Mapping[str, Any]) -> Settings:
        chosen: dict[str, Any] = {name: str(asked[name]) for name in ("engine", "voice") if asked.get(name)}
        if asked.get("engine") and not asked.get("voice"):
            chosen["voice"] = None
        if asked.get("rate"):
            chosen["rate"] = float(asked["rate"])
        return dataclasses.replace(settings, speech=dataclasses.replace(settings.speech, **chosen))

    def _cue(self, work: Work, asked: Mapping[str, Any]) -> tuple[Track, Cue]:
        index = self.shelf.index(work) or Index("", (), "", "")
        track = next((one for one in index.tracks if one.guid == asked.get("track")), None)
        cue = next((one for one in track.cues if one.utterance == asked.get("utterance")), None) if track else None
        if track is None or cue is None:
            raise ConfigError("this sentence is not there any more")
        return track, cue

    def _track(self, track: Track, book: Path) -> dict[str, Any]:
        return {
            "guid": track.guid,
            "number": track.number,
            "kind": track.kind,
            "title": track.title,
            "duration": track.duration_ms / 1000,
            "digest": track.digest[:12],
            "src": f"books/{quote(book.name)}/{quote(indexes.relative(track.path, book))}",
            "cues": [[c.start_ms, c.end_ms, c.written, c.role, c.paragraph, c.utterance] for c in track.cues],
        }


def sentence(asked: Mapping[str, Any]) -> str:
    """The text that is asked about. Raises `TextError` where there is none."""
    text = asked.get("text")
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        raise TextError(f"a sentence has 1 to {LONGEST} characters")
    return text


def replaced(text: str, written: str, start: Any, value: str) -> tuple[str, int]:
    """`text` with `written`, nearest to `start`, said as `value`: {重|chóng}, or the words themselves; and where that
    stands."""
    at = start_of(text, written, start)
    return text[:at] + pipeline.said_as(written, value) + text[at + len(written) :], at


def start_of(text: str, written: str, start: Any) -> int:
    """Where `written` stands in `text`, nearest to `start`. Raises `TextError`."""
    places = [at for at in range(len(text)) if text.startswith(written, at)] if written else []
    if not places:
        raise TextError(f"“{written}” does not stand in this sentence")
    return min(places, key=lambda place: abs(place - (start if type(start) is int else 0)))


def _lexicons(settings: Settings, work: Work | None) -> list[Any]:
    """What is in force: the same sentence is another clip when it changes."""
    return [
        (entry.written, entry.value) for entry in pipeline.lexicon_entries(settings, *(work.folders if work else ()))
    ]
