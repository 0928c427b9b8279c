"""Clips in, one finished MP3 out: passages made or found, put in a row, tagged, and put in place at once.

Memory is that of a few passages, whatever the chapter's length: frames go to the file as passages are done.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np

from audiobook.audio import encode, loudness, mp3, passages, phrasing
from audiobook.audio import tags as id3
from audiobook.audio.passages import Plan, Step
from audiobook.audio.phrasing import Pause
from audiobook.audio.store import Passage
from audiobook.audio.tags import Tags
from audiobook.audio.word_places import placed
from audiobook.config import AudioSettings
from audiobook.errors import AudioError
from audiobook.model import ChapterMark, Clip, Cue, Script, TimedWord, Track
from audiobook.system import files
from audiobook.system.mp3 import Format

_FOLLOWING = ("content", "written_words", "lines", "number", "study")
_SHAPING = ("bitrate", "sample_rate", "loudness", "true_peak", "chime", "opus", "opus_bitrate", "lrc")
"""The settings that a track and the files beside it follow from; the others are the book's."""
WORDS_REVISION = 2
"""Raised when the same clips would give words other times: tracks are put together anew, passages stay."""
_LEAD_MS = 250  # some players and headphones swallow the first moment


def digest_of(script: Script, clip_digests: Sequence[str], settings: AudioSettings, tags: Tags) -> str:
    """Of everything the track is made from; no clip is opened."""
    facts = {
        "revision": passages.REVISION,
        "words": WORDS_REVISION,
        "encoder": encode.version(),
        "script": script,
        "clips": list(clip_digests),
        "settings": [getattr(settings, name) for name in _SHAPING],
        "tags": tags.digest(),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: object) -> object:
    """A record as its fields, for JSON; `asdict` copies all that is in it, which took a tenth of the joining. What is
    read, where it stands in its file and in the book, and what study knows of it do not change the sound; where words
    stand follows from the rest."""
    if not is_dataclass(value):
        return str(value)
    return {each.name: getattr(value, each.name) for each in fields(value) if each.name not in _FOLLOWING}


def assemble(
    script: Script,
    clips: Sequence[Clip],
    target: Path,
    *,
    settings: AudioSettings,
    tags: Tags,
    words: Sequence[Sequence[TimedWord]] = (),
    work: Path | None = None,
    check: Callable[[], None] = lambda: None,
) -> Track:
    """The chapter as an MP3 at `target`, and what is known of it.

    `clips[i]` answers `script.utterances[i]`, and `words[i]` are its words and their times in the clip. Passages are
    kept in `work` (None: nowhere) so that the next call makes only those that changed. `check` is called before each
    passage; what it raises ends the work.
    Raises `AudioError` naming the target or the clip; then `target` is as it was.
    """
    if len(clips) != len(script.utterances):
        raise AudioError(f"{target}: {len(clips)} clips for {len(script.utterances)} sentences")
    if not clips:
        raise AudioError(f"{target}: there is nothing to join")
    form = Format(settings.sample_rate, settings.bitrate)
    plans = plan(script, clips, settings)
    row = _Row(form)
    with files.replacing(target, error=AudioError) as part, part.open("r+b") as file:
        words = words or [()] * len(clips)
        reserved = id3.reserve(tags, script, words)
        file.seek(reserved + len(mp3.info_frame(form, 0, 0, [])))
        for chosen, passage in zip(plans, _passages(plans, settings, work, str(target)), strict=True):
            check()
            for piece in row.add(chosen, passage):
                file.write(piece)
        cues, marks = _cues(script, row, words), _marks(script, row)
        file.seek(0)
        file.write(id3.render(tags, marks, cues, duration_ms=row.duration_ms, size=reserved))
        file.write(mp3.info_frame(form, row.frames, row.size, row.seek_table()))
    return Track(
        number=script.number,
        title=script.title,
        path=target,
        duration_ms=row.duration_ms,
        size_bytes=target.stat().st_size,
        loudness_lufs=round(row.meter.integrated(), 2),
        true_peak_dbtp=round(loudness.decibels(row.true_peak), 2),
        sample_rate=form.sample_rate,
        bitrate_kbps=form.bitrate_kbps,
        cues=cues,
        marks=marks,
        authors=script.authors,
        subtitle=script.subtitle,
        note=script.note,
        source=script.source,
        sentences=len(script.utterances),
        digest=digest_of(script, [clip.digest for clip in clips], settings, tags),
        kind=script.kind,
    )


def plan(script: Script, clips: Sequence[Clip], settings: AudioSettings) -> list[Plan]:
    """The chapter as passages: a new one at every section, and where `passages.closes` says so. What decides stands
    near, so a change stays local."""
    plans: list[Plan] = []
    steps: list[Step] = []
    duration_ms, before = 0, script.utterances[0]
    for utterance, clip in zip(script.utterances, clips, strict=True):
        new_section = utterance.section != before.section
        quiet = before.pause_ms >= passages.MIN_PAUSE_MS
        if new_section or (
            steps and quiet and passages.closes(duration_ms, steps[-1].clip, utterance.paragraph != before.paragraph)
        ):
            plans.append(_plan(steps, before.section, plans, settings))
            steps, duration_ms = [], 0
        gaps = phrasing.gaps(clip.times, utterance.spoken, utterance.marks_ms, utterance.breaths)
        steps.append(Step(clip, utterance.pause_ms, utterance.answer_ms, gaps))
        duration_ms += clip.duration_ms + utterance.pause_ms
        before = utterance
    plans.append(_plan(steps, before.section, plans, settings))
    return plans


def _plan(steps: Sequence[Step], section: int, before: Sequence[Plan], settings: AudioSettings) -> Plan:
    new_part = bool(before) and before[-1].section != section
    return Plan(
        steps=tuple(steps),
        section=section,
        lead_ms=0 if before else _LEAD_MS,
        chime=settings.chime and new_part,
    )


def _passages(plans: Sequence[Plan], settings: AudioSettings, work: Path | None, what: str) -> Iterator[Passage]:
    """In order, a few ahead of the writer at a time; the encoders work side by side."""
    # one more than there are cores: while one waits for its encoder, another works here
    workers = min(8, os.cpu_count() or 1) + 1
    with ThreadPoolExecutor(workers, thread_name_prefix="audiobook-encode") as pool:
        waiting: deque[Future[Passage]] = deque()
        try:
            for each in plans:
                waiting.append(pool.submit(passages.obtain, each, settings, work, what=what))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


class _Row:
    """The passages put in a row so far."""

    def __init__(self, form: Format) -> None:
        self.form = form
        self.frames = self.size = 0
        self.true_peak = 0.0
        self.meter = loudness.Meter(form.samples, form.sample_rate)
        self.spans_ms: list[tuple[float, float]] = []
        self.pauses: list[tuple[Pause, ...]] = []
        self.starts: dict[int, int] = {}
        """Section -> whole second at which it begins, in ms."""
        self._section: int | None = None
        self._positions = [(0, 0)]
        """Frame and byte at which each passage begins."""
        self._frame_ms = form.duration_ms

    @property
    def duration_ms(self) -> int:
        """What players that know the Info frame show: all frames but the delay and the padding."""
        return round((self.frames - (mp3.ENCODER_DELAY + mp3.PADDING) / self.form.samples) * self._frame_ms)

    def add(self, plan: Plan, passage: Passage) -> Iterator[bytes]:
        """The bytes to write: silence up to a whole second where a section begins, then the passage."""
        if plan.section != self._section:
            self._section = plan.section
            # the second that lies within the last frame will do: speech begins less than a frame after it
            second = math.ceil((self.frames - 1) * self._frame_ms / 1000 + 1e-9) if self.frames else 0
            fill = max(0, math.ceil(second * 1000 / self._frame_ms - 1e-9) - self.frames)
            self.starts.setdefault(plan.section, second * 1000)
            self.meter.add(np.zeros(fill))
            for _ in range(fill):
                yield self._count(self._silent(), 1)
        at = self.frames * self._frame_ms
        self.spans_ms += [(at + start, at + end) for start, end in passage.spans_ms]
        self.pauses += passage.pauses or [()] * len(passage.spans_ms)
        self.meter.add(passage.energies)
        self.true_peak = max(self.true_peak, passage.true_peak)
        yield self._count(passage.stream, passage.frames)

    def seek_table(self) -> list[int]:
        """Byte position of every hundredth of the playing time."""
        frames, sizes = zip(*self._positions, strict=True)
        return [int(at) for at in np.interp(np.arange(100) * self.frames / 100, frames, sizes)]

    def _silent(self) -> bytes:
        # padded when the row has fallen behind its bit rate
        due = (self.frames + 1) * self.form.samples * self.form.bitrate_kbps * 125 / self.form.sample_rate
        return mp3.silent_frame(self.form, padded=self.size + self.form.size(True) <= due)

    def _count(self, stream: bytes, frames: int) -> bytes:
        self.frames += frames
        self.size += len(stream)
        self._positions.append((self.frames, self.size))
        return stream


def _cues(script: Script, row: _Row, words: Sequence[Sequence[TimedWord]]) -> tuple[Cue, ...]:
    cues = []
    for utterance, own, (start, end), pauses in zip(script.utterances, words, row.spans_ms, row.pauses, strict=True):
        start_ms, end_ms = round(start), max(round(start), round(end))
        cues.append(
            Cue(
                start_ms=start_ms,
                end_ms=end_ms,
                written=utterance.written,
                role=utterance.role,
                section=utterance.section,
                utterance=utterance.number,
                spoken=utterance.spoken,
                paragraph=utterance.paragraph,
                words=placed(own, pauses, start, (start_ms, end_ms)),
            )
        )
    return tuple(cues)


def _marks(script: Script, row: _Row) -> tuple[ChapterMark, ...]:
    titles = script.headings or (script.title,)
    return tuple(
        ChapterMark(start_ms, titles[section] if section < len(titles) else script.title)
        for section, start_ms in sorted(row.starts.items(), key=lambda item: item[1])
    )
