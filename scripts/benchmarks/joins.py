"""Frames of passages encoded one by one, against the same sound encoded in one go: what the joins cost.

Both are decoded and held against the sound that went in: signal to noise in stretches of 20 ms (their mean, in dB),
the loudest sample left in the pauses that end at joins, and bytes. 0 dB of difference means that joining costs nothing.
"""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
RATE, PASSAGES, SECONDS = 24_000, 12, 20


def run() -> dict[str, float]:
    """The figures, at the default bit rate and at the lowest one we would use."""
    sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
    from assembly import voice

    figures: dict[str, float] = {}
    sounds = []
    for number in range(PASSAGES):
        parts = [np.concatenate([voice((number * 5 + n) % 30), np.zeros(RATE // 2)]) for n in range(SECONDS // 5)]
        sounds.append(0.3 * np.concatenate(parts).astype(np.float32))
    for bitrate in (96, 48):
        for name, value in compare(sounds, bitrate).items():
            figures[f"joins_{bitrate}kbps_{name}"] = value
    return figures


def compare(sounds: list[np.ndarray], bitrate: int) -> dict[str, float]:
    """One bit rate."""
    from audiobook.audio import mp3
    from audiobook.audio.decode import decode
    from audiobook.audio.encode import encode
    from audiobook.system.mp3 import Format

    form = Format(44_100, bitrate)
    counts = [int(np.ceil(len(sound) / RATE * form.sample_rate / form.samples)) for sound in sounds]
    tail = np.zeros(RATE // 5, np.float32)
    joined = b"".join(
        encode(np.concatenate([sound, tail]), RATE, form, count, what="joined")
        for sound, count in zip(sounds, counts, strict=True)
    )
    # the same sound, every passage begun at the frame it begins at in the joined file
    resampled = [_resampled(sound, count * form.samples) for sound, count in zip(sounds, counts, strict=True)]
    whole_in = np.concatenate([*resampled, np.zeros(4 * form.samples, np.float32)])
    whole = encode(whole_in, form.sample_rate, form, sum(counts), what="whole")
    truth = np.concatenate(resampled)
    heard = {name: decode(stream, what=name)[mp3.DELAY :] for name, stream in (("j", joined), ("w", whole))}
    edges = np.cumsum([count * form.samples for count in counts])[:-1]
    around = np.concatenate([heard["j"][edge - 16_000 : edge - 2500] for edge in edges])
    return {
        "whole_snr_db": round(_snr(truth, heard["w"]), 3),
        "joined_minus_whole_snr_db": round(_snr(truth, heard["j"]) - _snr(truth, heard["w"]), 3),
        "loudest_in_pauses_dbfs": round(20 * float(np.log10(max(np.abs(around).max(), 1e-6))), 1),
        "bytes_over_whole_ratio": round(len(joined) / len(whole), 5),
    }


def _resampled(sound: np.ndarray, length: int) -> np.ndarray:
    from audiobook.system.resampling import resample

    out = resample(sound, RATE, 44_100)[:length]
    return np.concatenate([out, np.zeros(length - len(out), np.float32)])


def _snr(truth: np.ndarray, heard: np.ndarray) -> float:
    length = min(len(truth), len(heard)) // 882 * 882
    clean, noise = (
        x[:length].reshape(-1, 882).astype(float) for x in (truth, heard[: len(truth)] - truth[: len(heard)])
    )
    power, error = (clean**2).mean(axis=1), (noise**2).mean(axis=1)
    loud = power > 1e-5
    return float(np.mean(10 * np.log10(power[loud] / np.maximum(error[loud], 1e-12))))
