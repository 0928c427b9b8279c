"""Clips in, one finished MP3 out: passages made or found, put in a row, tagged, and put in place at once.

Memory is that of a few passages, whatever the chapter's length: frames go to the file as passages are done.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from audiobook.audio import ffmpeg, loudness, mp3, passages
from audiobook.audio import tags as id3
from audiobook.audio.passages import Passage, Plan, Step
from audiobook.audio.tags import Tags
from audiobook.config import AudioSettings
from audiobook.errors import AudioError
from audiobook.model import ChapterMark, Clip, Cue, Script, Track

_LEAD_MS = 250  # some players and headphones swallow the first moment


def digest_of(script: Script, clip_digests: Sequence[str], settings: AudioSettings, tags: Tags) -> str:
    """Of everything the track is made from; no clip is opened."""
    facts = {
        "revision": passages.REVISION,
        "encoder": ffmpeg.version(),
        "script": asdict(script),
        "clips": list(clip_digests),
        "settings": asdict(settings),
        "tags": tags.digest(),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def assemble(
    script: Script,
    clips: Sequence[Clip],
    target: Path,
    *,
    settings: AudioSettings,
    tags: Tags,
    work: Path | None = None,
) -> Track:
    """The chapter as an MP3 at `target`, and what is known of it.

    `clips[i]` answers `script.utterances[i]`. Passages are kept in `work` (None: nowhere) so that the next call
    makes only those that changed. Raises `AudioError` naming the target or the clip; then `target` is as it was.
    """
    if len(clips) != len(script.utterances):
        raise AudioError(f"{target}: {len(clips)} clips for {len(script.utterances)} sentences")
    if not clips:
        raise AudioError(f"{target}: there is nothing to join")
    form = mp3.Format(settings.sample_rate, settings.bitrate)
    plans = plan(script, clips, settings)
    with tempfile.TemporaryDirectory(prefix="audiobook-") as scratch:
        store = work if work is not None else Path(scratch)
        row = _Row(form)
        try:
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
        except OSError as error:
            raise AudioError(f"{target}: cannot be written: {error.strerror}") from error
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                for chosen, passage in zip(plans, _passages(plans, settings, store, str(target)), strict=True):
                    for frame in row.add(chosen, passage):
                        file.write(frame)
            cues, marks = _cues(script, row), _marks(script, row)
            info = mp3.info_frame(form, row.frames, row.size, row.seek_table())
            tagged = id3.render(tags, marks, cues, duration_ms=row.duration_ms)
            _put_in_place(temporary, target, tagged + info)
        except OSError as error:
            raise AudioError(f"{target}: cannot be written: {error.strerror or error}") from error
        finally:
            temporary.unlink(missing_ok=True)
    return Track(
        number=script.number,
        title=script.title,
        path=target,
        duration_ms=row.duration_ms,
        size_bytes=target.stat().st_size,
        loudness_lufs=round(loudness.integrated(np.concatenate(row.energies), form.samples, form.sample_rate), 2),
        true_peak_dbtp=round(loudness.decibels(row.true_peak), 2),
        sample_rate=form.sample_rate,
        bitrate_kbps=form.bitrate,
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
    """The chapter as passages: a new one at every section, at a paragraph's end when there is enough, and within
    paragraphs that go on for long. Where a passage ends follows from what stands near, so a change stays local."""
    plans: list[Plan] = []
    steps: list[Step] = []
    duration_ms, before = 0, script.utterances[0]
    for utterance, clip in zip(script.utterances, clips, strict=True):
        new_section = utterance.section != before.section
        quiet = before.pause_ms >= passages.MIN_PAUSE_MS
        if new_section or (quiet and passages.too_long(duration_ms, utterance.paragraph != before.paragraph)):
            plans.append(_plan(steps, before.section, plans, settings))
            steps, duration_ms = [], 0
        steps.append(Step(clip, utterance.pause_ms, utterance.answer_ms))
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


def _passages(plans: Sequence[Plan], settings: AudioSettings, store: Path, what: str) -> Iterator[Passage]:
    """In order, a few ahead of the writer at a time; the encoders work side by side."""
    workers = max(1, min(8, os.cpu_count() or 1))
    with ThreadPoolExecutor(workers, thread_name_prefix="audiobook-encode") as pool:
        waiting: deque[Future[Passage]] = deque()
        try:
            for each in plans:
                waiting.append(pool.submit(passages.obtain, each, settings, store, what=what))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


@dataclass(slots=True)
class _Row:
    """The passages put in a row so far."""

    form: mp3.Format
    frames: int = 0
    size: int = 0
    true_peak: float = 0.0
    section: int | None = None
    positions: list[int] = field(default_factory=list)
    """Byte position of every 16th frame."""
    spans_ms: list[tuple[float, float]] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    """Section -> whole second at which it begins, in ms."""
    energies: list[np.ndarray] = field(default_factory=list)

    @property
    def duration_ms(self) -> int:
        """What players that know the Info frame show: all frames but the delay and the padding."""
        return round((self.frames - self._left_out) * self._frame_ms)

    @property
    def _left_out(self) -> int:
        return (mp3.ENCODER_DELAY + mp3.PADDING) // self.form.samples

    @property
    def _frame_ms(self) -> float:
        return self.form.samples * 1000 / self.form.sample_rate

    def add(self, plan: Plan, passage: Passage) -> Iterator[bytes]:
        """The bytes to write: silence up to a whole second where a section begins, then the passage."""
        if plan.section != self.section:
            self.section = plan.section
            second = math.ceil(max(0, self.frames - 1) * self._frame_ms / 1000 + 1e-9) if self.frames else 0
            fill = max(0, math.ceil(second * 1000 / self._frame_ms - 1e-9) - self.frames)
            self.starts.setdefault(plan.section, second * 1000)
            self.energies.append(np.zeros(fill))
            for _ in range(fill):
                yield self._count(self._silent())
        at = self.frames * self._frame_ms
        self.spans_ms += [(at + start, at + end) for start, end in passage.spans_ms]
        self.energies.append(passage.energies)
        self.true_peak = max(self.true_peak, passage.true_peak)
        for frame in passage.frames:
            yield self._count(frame)

    def seek_table(self) -> list[int]:
        """Byte position of every hundredth of the playing time."""
        return [self.positions[self.frames * part // 100 // 16] for part in range(100)]

    def _silent(self) -> bytes:
        # padded when the row has fallen behind its bit rate
        due = (self.frames + 1) * self.form.samples * self.form.bitrate * 125 / self.form.sample_rate
        return self.form.silent(padded=self.size + self.form.size(True) <= due)

    def _count(self, frame: bytes) -> bytes:
        if self.frames % 16 == 0:
            self.positions.append(self.size)
        self.frames += 1
        self.size += len(frame)
        return frame


def _cues(script: Script, row: _Row) -> tuple[Cue, ...]:
    return tuple(
        Cue(
            start_ms=round(start),
            end_ms=max(round(start), round(end)),
            written=utterance.written,
            role=utterance.role,
            section=utterance.section,
            utterance=utterance.number,
            spoken=utterance.spoken,
            paragraph=utterance.paragraph,
        )
        for utterance, (start, end) in zip(script.utterances, row.spans_ms, strict=True)
    )


def _marks(script: Script, row: _Row) -> tuple[ChapterMark, ...]:
    titles = script.headings or (script.title,)
    return tuple(
        ChapterMark(start_ms, titles[section] if section < len(titles) else script.title)
        for section, start_ms in sorted(row.starts.items(), key=lambda item: item[1])
    )


def _put_in_place(frames: Path, target: Path, head: bytes) -> None:
    """`head` and the bytes of `frames` as `target`, which is whole or as it was before."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out, frames.open("rb") as source:
            out.write(head)
            while piece := source.read(1 << 20):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
