"""Proof of completeness, clip by clip: what was made is looked at before it counts.

A service that drops the connection in mid-sentence, a model that babbles or falls silent, audio that decodes to
nothing: all of these look like success to a caller that only waits for the call to return.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from audiobook.system.pcm import FRAME_S, frame_levels, speech_bounds, speech_stretches, to_float

if TYPE_CHECKING:
    from audiobook.model import SpeechRequest
    from audiobook.speech.engine import Capabilities, Speech
    from audiobook.system.pcm import Samples

_SILENT_DBFS = -55.0
"""A clip whose loudest 5 ms are below this is silent."""
_PAUSE_MS = 2500
"""No engine pauses this long inside a sentence at rate 1.0, not even at …… ."""
_END_S = 0.03
"""The last stretch must have died away; speech cut off in mid-word has not."""
_BAND = (0.65, 1.7)
"""Around what is usual for a voice: eight Mandarin voices keep within 0.9 to 1.1, English words and lists stray."""
_ENDED_DB = 25.0
"""How far it must have died away by then."""
_SHORT = 10
"""Under this many syllables a clip may last as long as if it had so many: engines draw short ones out."""


def fault(request: SpeechRequest, speech: Speech, capabilities: Capabilities) -> str | None:
    """What is wrong with `speech` as the answer to `request`, in words that fit after "sentence 12: ", or None."""
    samples = speech.samples
    if samples.ndim != 1 or samples.dtype != np.int16:
        return f"audio is not mono 16-bit ({samples.dtype}, shape {samples.shape})"
    if len(samples) == 0:
        return "no audio"
    if speech.sample_rate != capabilities.sample_rate:
        return f"audio has {speech.sample_rate} Hz instead of {capabilities.sample_rate}"
    duration_ms = len(samples) * 1000 / speech.sample_rate
    for mark in speech.marks:
        if not 0 <= mark.start_ms <= mark.end_ms <= duration_ms + 1:
            return f"the mark of {mark.text!r} lies outside of the audio"
    times = speech.times
    if times is not None:
        if len(times.symbols) != len(times.durations_ms) or min(times.durations_ms, default=0) < 0:
            return "the times of its symbols make no sense"
        if not 0 <= times.before_ms <= times.edges_ms[-1] <= duration_ms + 1:
            return "the times of its symbols lie outside of the audio"
    shortest, longest = band_ms(request, capabilities)
    if capabilities.exact_durations:
        expected = request.syllables * shortest
        return None if abs(duration_ms - expected) <= 1 else f"{duration_ms:.0f} ms instead of {expected:.0f}"
    return _shape_fault(request, samples, speech.sample_rate, shortest, longest)


def _shape_fault(
    request: SpeechRequest, samples: Samples, sample_rate: int, shortest: float, longest: float
) -> str | None:
    """What the levels of the clip say, 5 ms by 5 ms."""
    signal = to_float(samples)
    levels, stretches = frame_levels(signal, sample_rate), speech_stretches(signal, sample_rate)
    if not stretches or levels.max() < _SILENT_DBFS:
        return "only silence came back"
    length_ms = (stretches[-1][1] - stretches[0][0]) * 1000 / sample_rate
    if length_ms < request.syllables * shortest:
        return f"cut off: {length_ms / 1000:.1f} s of speech for {request.syllables} syllables"
    if length_ms > max(request.syllables, _SHORT) * longest:
        return f"too long: {length_ms / 1000:.1f} s of speech for {request.syllables} syllables"
    gaps = (after[0] - before[1] for before, after in itertools.pairwise(stretches))
    gap_ms = max(gaps, default=0) * 1000 / sample_rate
    if gap_ms > _PAUSE_MS / min(request.rate, 1.0):
        return f"{gap_ms / 1000:.1f} s of silence inside"
    if levels[-round(_END_S / FRAME_S) :].min() > np.percentile(levels, 98) - _ENDED_DB:
        return "cut off: the audio ends in mid-word"
    return None


def band_ms(request: SpeechRequest, capabilities: Capabilities) -> tuple[float, float]:
    """The least and the most a syllable of `request` may take on average, in ms."""
    usual = capabilities.voice_syllable_ms.get(request.voice)
    band = capabilities.syllable_ms if usual is None else (usual * _BAND[0], usual * _BAND[1])
    return band[0] / request.rate, band[1] / request.rate


def speech_ms(speech: Speech) -> int:
    """Milliseconds from the first sound to the last; all of it if there is none."""
    first, _, stop = speech_bounds(to_float(speech.samples), speech.sample_rate)
    return round((stop - first) * 1000 / speech.sample_rate)
