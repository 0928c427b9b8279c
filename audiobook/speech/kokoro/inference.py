"""The network itself: symbols and a style in, samples out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobook.errors import EngineMissing, NoAudio
from audiobook.model import SymbolTimes
from audiobook.speech.kokoro import blends
from audiobook.speech.kokoro.model_file import DURATIONS
from audiobook.speech.kokoro.processor import exact_products
from audiobook.speech.kokoro.symbols import MAX_TOKENS, TOKENS, tokens
from audiobook.speech.split import in_a_row, placed
from audiobook.system.pcm import Samples

SAMPLE_RATE = 24_000
VOICES = Path(__file__).parent / "voices"
_PROVIDERS = {
    "cpu": ["CPUExecutionProvider"],
    "cuda": ["CUDAExecutionProvider", "CPUExecutionProvider"],
}
"""By device, what onnxruntime computes with; what the first cannot, the next does."""
_UNSIGNED = "session.x64quantprecision"
"""onnxruntime's option to multiply with unsigned weights, by instructions for 16 bits: slower, and always exact."""
_JOINS = ".!?…;:,—) "
"""Where a payload that is too long is cut, best first."""
_PAUSE_MS = 120
_FRAME_MS = 25
"""What the model counts durations in: 600 samples."""


class Synthesizer:
    """A loaded model; 370 MB, and up to 650 MB after the longest sentences."""

    def __init__(self, model: Path, device: str = "cpu", threads: int = 1) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise EngineMissing("engine kokoro needs the package onnxruntime: pip install onnxruntime") from error
        options = onnxruntime.SessionOptions()
        # one thread a process, many processes: measured faster than the reverse; several make one sentence come sooner,
        # of the same samples
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # every sentence has another shape, so plans of memory made for one are of no use to the next
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        if not exact_products():
            options.add_session_config_entry(_UNSIGNED, "1")
        try:
            self._session: Any = onnxruntime.InferenceSession(model, options, providers=_PROVIDERS[device])
        except Exception as error:  # onnxruntime's errors have no common base but Exception
            raise EngineMissing(f"{model}: not a model that can be used: {error}") from error
        if self._session.get_providers()[0] != _PROVIDERS[device][0]:
            # it would go on with the processor, and clips would not be what their keys say
            raise EngineMissing(f"onnxruntime cannot use {device} (its libraries?); set [speech] device = 'cpu'")
        self._timed = [output.name for output in self._session.get_outputs()][1:] == [DURATIONS]

    def speak(self, payload: str, voice: str, rate: float) -> tuple[Samples, SymbolTimes | None]:
        """16-bit samples of a phoneme string, at 24 kHz, with the silence the model puts around them, and the times of
        its symbols (None from a file without `DURATIONS`).

        A payload over 510 symbols is spoken in parts, which are joined. Raises `NoAudio`.
        """
        pause = np.zeros(SAMPLE_RATE * _PAUSE_MS // 1000, dtype=np.float32)
        pieces: list[NDArray[np.float32]] = []
        times: list[SymbolTimes | None] = []
        for part in split(payload):
            wave, own = self._infer(part, voice, rate)
            pieces += [pause, wave] if pieces else [wave]
            at = sum(map(len, pieces)) - len(wave)
            times.append(None if own is None else placed(own, at * 1000 / SAMPLE_RATE))
        return to_pcm(np.concatenate(pieces)), in_a_row(times)

    def _infer(self, payload: str, voice: str, rate: float) -> tuple[NDArray[np.float32], SymbolTimes | None]:
        numbers = tokens(payload)
        inputs = {
            "tokens": np.array([[0, *numbers, 0]], dtype=np.int64),
            "style": style(voice)[len(numbers)],
            "speed": np.array([rate], dtype=np.float32),
        }
        try:
            results = self._session.run(None, inputs)
        except Exception as error:  # as above
            raise NoAudio(f"the voice failed on {payload!r}: {error}") from error
        wave: NDArray[np.float32] = results[0].reshape(-1)
        if wave.size == 0 or not np.isfinite(wave).all():
            raise NoAudio(f"the voice gave no sound for {payload!r}")
        return wave, _times(payload, results[1].reshape(-1)) if self._timed else None


def _times(payload: str, frames: NDArray[np.float32]) -> SymbolTimes:
    """Of each symbol, from the frames of all tokens with the padding at both ends."""
    before, *durations = (int(count) * _FRAME_MS for count in frames[:-1])
    return SymbolTimes(payload, tuple(durations), before)


@lru_cache(maxsize=16)
def style(voice: str) -> NDArray[np.float32]:
    """The style rows of a voice or blend, shape [510, 1, 256]: row n is for an utterance of n symbols."""
    shares = blends.parse(voice, sorted(file.stem for file in VOICES.glob("*.bin"))).shares
    rows = [np.fromfile(VOICES / f"{name}.bin", dtype="<f4") for name, _ in shares]
    if len(rows) > 1:
        mean = np.average(np.array(rows, np.float64), axis=0, weights=[weight for _, weight in shares])
        return mean.astype(np.float32).reshape(-1, 1, 256)
    return rows[0].reshape(-1, 1, 256)


def to_pcm(wave: NDArray[np.float32]) -> Samples:
    """16-bit samples; a wave that passes full scale is made quieter as a whole, never clipped."""
    peak = float(np.abs(wave).max())
    scale = 32767 / max(1.0, peak)
    return np.round(wave * scale).astype(np.int16)


def split(payload: str, limit: int = MAX_TOKENS - 1) -> list[str]:
    """`payload` in parts of at most `limit` symbols, cut after the strongest sign in the second half of each.

    >>> split("ni↓ xau↓. ʦai↘ ʨjɛ↘n.", 12)
    ['ni↓ xau↓.', 'ʦai↘ ʨjɛ↘n.']
    """
    parts: list[str] = []
    while len(payload) > limit:
        window = payload[:limit]
        for sign in _JOINS:
            cut = window.rfind(sign) + 1
            if cut > limit // 2:
                break
        else:
            cut = limit
        parts.append(payload[:cut].strip())
        payload = payload[cut:].strip()
    if payload:
        parts.append(payload)
    return [part for part in parts if any(s in TOKENS for s in part)]
