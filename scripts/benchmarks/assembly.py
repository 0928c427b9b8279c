"""Joining clips into one tagged MP3: ours, the bare encoder, pydub `+=` and ffmpeg's concat; time and peak memory.

The last two need the machine's ffmpeg. Also what a change of one sentence costs in a 40-minute article. Each way runs
in a process of its own, so that its peak memory is its own (the larger of the process's and its children's, in MB).
10 and 60 minutes by default; AUDIOBOOK_BENCH_MINUTES=10,60,300 measures others. pydub `+=` is quadratic and measured
at 10 minutes only.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
RATE, SECONDS, PAUSE_MS, POOL = 24_000, 4.0, 400, 30
BEFORE_S, AFTER_S = 0.4, 0.7


def voice(number: int) -> np.ndarray:
    """Four seconds that are as hard to encode as speech: a gliding voice in syllables with breath between them."""
    t = np.arange(int(SECONDS * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(150 + 6 * number + 30 * np.sin(2 * np.pi * 0.7 * t + number)) / RATE
    sound = sum(np.sin(k * phase + 0.7 * k * k) / k for k in range(1, 24))
    sound *= np.clip(0.6 + 0.6 * np.sin(2 * np.pi * 4.3 * t + number), 0, 1) ** 2
    sound += 0.1 * np.random.default_rng(number).standard_normal(len(t)) * np.clip(np.sin(2 * np.pi * 3.1 * t), 0, 1)
    return sound / np.abs(sound).max() * (0.2 + 0.02 * number)


def prepare(folder: Path) -> None:
    """The pool of clips, as an engine gives them and (`bare-…`) as they sound in the chapter, pause included."""
    before, after, pause = (np.zeros(int(s * RATE)) for s in (BEFORE_S, AFTER_S, PAUSE_MS / 1000 + 0.085))
    for number in range(POOL):
        for name, parts in (("clip", [before, voice(number), after]), ("bare", [voice(number), pause])):
            with wave.open(str(folder / f"{name}-{number:02d}.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes((np.concatenate(parts) * 32767).astype("<i2").tobytes())


def count(minutes: float) -> int:
    """Sentences in so many minutes."""
    return round(minutes * 60 / (SECONDS + PAUSE_MS / 1000 + 0.085))


def ours(folder: Path, minutes: float, *, work: Path | None = None, changed: int | None = None) -> None:
    """assemble(), with a new section every 40 sentences."""
    from audiobook.audio.assemble import assemble
    from audiobook.audio.tags import Tags
    from audiobook.config import AudioSettings
    from audiobook.model import Clip, Script, Utterance

    frames = int((BEFORE_S + AFTER_S) * RATE) + int(SECONDS * RATE)
    number = count(minutes)
    clips = [Clip(folder / f"clip-{n % POOL:02d}.wav", RATE, frames, f"sentence {n}") for n in range(number)]
    if changed is not None:
        clips[changed] = replace(clips[(changed + 7) % number], digest=f"another {changed}")
    utterances = tuple(
        Utterance(n + 1, "body", f"第{n}句。", f"第{n}句。", PAUSE_MS, section=n // 40, paragraph=n // 5 + 1)
        for n in range(number)
    )
    script = Script("书", 1, "题", utterances, headings=tuple(f"第{n}节" for n in range(number // 40 + 1)))
    assemble(script, clips, folder / "ours.mp3", settings=AudioSettings(), tags=Tags("题", "书"), work=work)


def bare(folder: Path, minutes: float) -> None:
    """The same sound as one stream into one encoder with the same settings: the limit for one thread."""
    import lameenc

    from audiobook.system.pcm import to_float, to_int16
    from audiobook.system.resampling import resampled

    pool = []
    for number in range(POOL):
        with wave.open(str(folder / f"bare-{number:02d}.wav")) as file:
            pool.append(to_float(np.frombuffer(file.readframes(file.getnframes()), "<i2")))
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(44_100)
    encoder.set_bit_rate(96)
    encoder.set_quality(3)
    with (folder / "bare.mp3").open("wb") as out:
        for piece in resampled((pool[number % POOL] for number in range(count(minutes))), RATE, 44_100):
            out.write(encoder.encode(to_int16(piece).tobytes()))
        out.write(encoder.flush())


def plus(folder: Path, minutes: float) -> None:
    """pydub as its tutorials do it."""
    from audiobook.audio.segments import audio_segment

    segments = audio_segment()
    whole = segments.empty()
    for number in range(count(minutes)):
        whole += segments.from_wav(folder / f"clip-{number % POOL:02d}.wav")
        whole += segments.silent(PAUSE_MS, frame_rate=RATE)
    whole.export(folder / "plus.mp3", format="mp3", codec="mp3", bitrate="96k", parameters=["-ar", "44100"]).close()


def concat(folder: Path, minutes: float) -> None:
    """ffmpeg's concat demuxer into FLAC, then one pass of loudnorm into MP3, as ebook2audiobook chains them."""
    files = folder / "files.txt"
    names = [f"file '{folder / f'clip-{number % POOL:02d}.wav'}'" for number in range(count(minutes))]
    files.write_text("\n".join(names))
    run = ["ffmpeg", "-v", "error", "-y"]
    joined = str(folder / "joined.flac")
    subprocess.run([*run, "-f", "concat", "-safe", "0", "-i", str(files), "-c:a", "flac", joined], check=True)
    level = ["-af", "loudnorm=I=-16:TP=-1:LRA=7", "-ar", "44100", "-c:a", "libmp3lame", "-b:a", "96k"]
    subprocess.run([*run, "-i", joined, *level, str(folder / "concat.mp3")], check=True)


def cold(folder: Path, minutes: float) -> None:
    """Ours, with passages kept."""
    ours(folder, minutes, work=folder / "work")


def again(folder: Path, minutes: float) -> None:
    """Ours, after one sentence in the middle has changed."""
    ours(folder, minutes, work=folder / "work", changed=count(minutes) // 2)


WAYS: dict[str, Callable[[Path, float], None]] = {
    "ours": ours, "bare_encoder": bare, "pydub_plus": plus, "ffmpeg_concat": concat, "cold": cold, "again": again,
}  # fmt: skip


def measure(way: str, folder: Path, minutes: float, repeats: int = 1) -> tuple[float, float]:
    """Best wall time (s) and largest peak memory (MB) of `way` in processes of its own, start-up left out."""
    results = []
    for _ in range(repeats):
        done = subprocess.run(
            [sys.executable, __file__, way, str(folder), str(minutes)], capture_output=True, text=True, cwd=ROOT
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        results.append(json.loads(done.stdout))
    return min(seconds for seconds, _ in results), max(memory for _, memory in results)


def main(arguments: Sequence[str]) -> None:
    """One way, once: prints seconds and MB."""
    way, folder, minutes = arguments
    sys.path.insert(0, str(ROOT))
    from audiobook.audio.segments import audio_segment

    audio_segment()
    start = time.perf_counter()
    WAYS[way](Path(folder), float(minutes))
    seconds = time.perf_counter() - start
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps([seconds, max(peaks) / 1024]))


def run() -> dict[str, float]:
    """Seconds and MB of every way at every length, and the ratios that are promised."""
    lengths = [float(m) for m in os.environ.get("AUDIOBOOK_BENCH_MINUTES", "10,60").split(",")]
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        memory = []
        for minutes in lengths:
            times = {}
            for way in ("bare_encoder", "ours", "ffmpeg_concat", *(("pydub_plus",) if minutes <= 10 else ())):
                repeats = 2 if minutes <= 60 and way in ("bare_encoder", "ours") else 1
                times[way], peak = measure(way, folder, minutes, repeats)
                figures[f"assembly_{minutes:g}min_{way}_s"] = round(times[way], 2)
                figures[f"assembly_{minutes:g}min_{way}_mb"] = round(peak)
                if way == "ours":
                    memory.append(peak)
            figures[f"assembly_{minutes:g}min_over_bare_encoder_ratio"] = round(
                times["ours"] / times["bare_encoder"], 3
            )
        figures["assembly_memory_spread_mb"] = round(max(memory) - min(memory), 1)
        figures["assembly_40min_cold_s"] = round(measure("cold", folder, 40)[0], 2)
        figures["assembly_40min_one_sentence_s"] = round(measure("again", folder, 40)[0], 2)
        figures["assembly_40min_nothing_changed_s"] = round(measure("again", folder, 40)[0], 2)
    return figures


if __name__ == "__main__":
    main(sys.argv[1:])
