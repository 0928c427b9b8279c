"""Clips to join that need no voice, and a second opinion on what was made: ffmpeg's own decoder and meter."""

from __future__ import annotations

import re
import subprocess
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audiobook.audio.assemble import assemble
from audiobook.audio.tags import Tags
from audiobook.config import AudioSettings
from audiobook.model import Clip, Script, Track, Utterance
from tests.tools import tool

RATE = 24_000
Floats = NDArray[np.float64]


def voice(seconds: float, *, pitch_hz: float = 180, peak: float = 0.4, rate: int = RATE, seed: int = 1) -> Floats:
    """Something like speech: a gliding voice in syllables, with breath between them, sounding from its first sample."""
    t = np.arange(int(seconds * rate)) / rate
    phase = 2 * np.pi * np.cumsum(pitch_hz + 30 * np.sin(2 * np.pi * 2 * t + seed)) / rate
    voiced = sum(np.sin(k * phase) / k for k in range(1, 20))
    sound = voiced * (0.55 + 0.45 * np.cos(2 * np.pi * 4 * t)) ** 2
    sound += 0.05 * np.random.default_rng(seed).standard_normal(len(t))
    return sound / np.abs(sound).max() * peak


def padded(sound: Floats, *, before_s: float = 0.4, after_s: float = 0.7, rate: int = RATE) -> Floats:
    """With the silence engines leave around it, which is not quite silent."""
    whole = np.concatenate([np.zeros(int(before_s * rate)), sound, np.zeros(int(after_s * rate))])
    return whole + 2e-5 * np.random.default_rng(7).standard_normal(len(whole))


def write_wav(path: Path, signal: Floats, rate: int = RATE, *, channels: int = 1, width: int = 2) -> Path:
    """PCM at `path`; more channels all carry `signal`."""
    full = {1: 127, 2: 32767, 3: 8388607, 4: 2147483647}[width]
    whole = np.round(np.clip(signal, -1, 1) * full).astype("<i4").repeat(channels)
    raw = (whole + 128).astype("u1").tobytes() if width == 1 else whole.view("u1").reshape(-1, 4)[:, :width].tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(raw)
    return path


MakeClip = Callable[..., Clip]


@pytest.fixture
def make_clip(tmp_path: Path) -> MakeClip:
    """Writes a signal as the clip of one utterance."""
    folder = tmp_path / "clips"
    folder.mkdir()

    def make(signal: Floats, *, rate: int = RATE, channels: int = 1, width: int = 2, name: str = "") -> Clip:
        name = name or f"{len(list(folder.iterdir())):03d}"
        path = write_wav(folder / f"{name}.wav", signal, rate, channels=channels, width=width)
        return Clip(path, rate, len(signal), digest="")

    return make


def script(count: int, *, pause_ms: int = 400, per_section: int = 4, **changes: object) -> Script:
    """`count` sentences under headings, a heading's sentence first in each section but the opening."""
    utterances = tuple(
        Utterance(
            number=number + 1,
            role="heading" if number and number % per_section == 0 else "body",
            written=f"第{number + 1}句，写的是 {number + 1}。",
            spoken=f"第{number + 1}句，写的是{number + 1}。",
            pause_ms=pause_ms,
            section=number // per_section,
            paragraph=number // 2 + 1,
        )
        for number in range(count)
    )
    headings = tuple(f"第{n + 1}节" for n in range((count - 1) // per_section + 1))
    return Script("山中读书", 1, "早起的人", utterances, ("顾长风",), headings=headings, **changes)  # type: ignore[arg-type]


TAGS = Tags(
    title="早起的人", album="山中读书", artist="顾长风", track=1, tracks=2, date="2025-04-06", publisher="山中读书会"
)

Join = Callable[..., Track]


@pytest.fixture
def join(tmp_path: Path) -> Join:
    """`assemble` with everything but the script and the clips filled in."""

    def run(script: Script, clips: Sequence[Clip], **changes: object) -> Track:
        options: dict[str, object] = {"settings": AudioSettings(), "tags": TAGS} | changes
        target = options.pop("target", tmp_path / "track.mp3")
        return assemble(script, clips, target, **options)  # type: ignore[arg-type]

    return run


def decode(path: Path, rate: int = 44_100) -> Floats:
    """What ffmpeg's player hears."""
    done = subprocess.run(
        [tool("ffmpeg"), "-v", "error", "-i", path, "-map", "0:a", "-ar", str(rate), "-f", "f32le", "pipe:1"],
        capture_output=True,
        check=True,
    )
    assert not done.stderr, done.stderr.decode()
    return np.frombuffer(done.stdout, "<f4").astype(float)


METER = ("-af", "ebur128=peak=true:framelog=verbose")


def ebur128(path: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) as ffmpeg's meter reads the file."""
    done = subprocess.run(
        [tool("ffmpeg"), "-hide_banner", "-nostats", "-i", path, "-map", "0:a", *METER, "-f", "null", "-"],
        capture_output=True,
        check=True,
    )
    text = done.stderr.decode()
    loudness = re.search(r"I:\s+(\S+) LUFS", text)
    peak = re.search(r"Peak:\s+(\S+) dBFS", text)
    assert loudness and peak, text
    return float(loudness[1]), float(peak[1])
