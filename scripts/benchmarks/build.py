"""The whole build against the voice's inference alone, on the same utterances: what everything else costs.

The bare side is as good as it gets: as many processes as the build uses, one thread each, the engine and its model in
each before the clock starts, only requests on their way, longest first. The build side is the command itself, from
start-up to the feed.

And of an issue of four articles, two minutes each, without study: when the first can be played, over the time until its
own sentences are there where nothing else is spoken (a build of it alone). Both from the start of the build, reading
and models included.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

    from audiobook.model import SpeechRequest
    from audiobook.pipeline import Step
    from audiobook.speech.engine import Engine

TOWNS = ["青溪", "白沙", "云顶", "柳林", "石桥", "望海", "长坪", "半山", "南渡", "北口"]
CROPS = ["水稻", "小麦", "棉花", "茶叶", "柑橘", "玉米"]
WORKERS = min(2, os.cpu_count() or 1)


def article(title: str = "一年的账本", prefixes: str = " 新", most: int = 10) -> str:
    """About seven minutes of our own text, as much with each prefix of the towns; every sentence is different."""
    lines = [title, "", "沈知远", ""]
    towns = [f"{prefix.strip()}{town}" for prefix in prefixes for town in TOWNS[:most]]
    for number, town in enumerate(towns, start=1):
        crop, other = CROPS[number % len(CROPS)], CROPS[(number + 2) % len(CROPS)]
        lines += [
            f"{town}去年收了{number * 137}吨{crop}，比前年多{number + 2}.5%，乡亲们说这是修渠带来的好处。"
            f"村里的账本一笔一笔记着，从{2000 + number}年记到今天。"
            f"{town}的年轻人在县城学会了修农机，也学会了用手机卖{other}，生意最好的一天卖出了{number * 48}单。"
            f"老会计把这些数字念给大家听，念到第{number}页的时候，屋里笑成一片。",
            "",
        ]
    return "\n".join(lines)


def run() -> dict[str, float]:
    """Wall times of both, their ratio, and the build's share of the audio's length."""
    from audiobook.config import Settings
    from audiobook.speech.kokoro import model_file

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        source = place / "article.txt"
        source.write_text(article(), "utf-8")
        os.environ["AUDIOBOOK_KOKORO_MODEL"] = str(model_file.locate(Settings().cache))
        bare = inference(source, place)
        build_s, audio_s = whole(source, place)
        first_s, own_s = early(place)
    return {
        "inference_alone_s": bare,
        "whole_build_s": build_s,
        "whole_build_over_inference_ratio": build_s / bare,
        "whole_build_over_audio_ratio": build_s / audio_s,
        "audio_s": audio_s,
        "first_article_playable_s": first_s,
        "first_article_over_its_sentences_ratio": first_s / own_s,
    }


def inference(source: Path, place: Path) -> float:
    """Seconds to speak every request of the article, the pool started and warm."""
    from audiobook.config_file import load
    from audiobook.pipeline.narrate import narrate
    from audiobook.pipeline.speak import Speaking
    from audiobook.source import read

    settings = load(flags={"output": place / "bare", "cache": place / "bare-cache", "speech.workers": WORKERS})
    speaking = Speaking(settings, [])
    scripts = narrate(read(source), settings, speaking.engine, [], lambda scripts: []).scripts
    requests = {speaking.request(utterance) for script in scripts for utterance in script.utterances}
    ordered = sorted(requests, key=lambda request: -request.syllables)
    spawned = multiprocessing.get_context("spawn")
    ready = spawned.Barrier(WORKERS + 1)
    with ProcessPoolExecutor(WORKERS, spawned, begin, (speaking.engine, ordered[-1], ready)) as pool:
        for _ in range(WORKERS):
            pool.submit(len, ())  # each starts a process
        ready.wait()
        start = time.perf_counter()
        list(pool.map(speak, ordered))
        return time.perf_counter() - start


_own: list[Engine] = []
"""The engine of a worker process."""


def begin(engine: Engine, first: SpeechRequest, ready: Barrier) -> None:
    """In a worker: the engine stays, and speaks once, so that its model is loaded."""
    _own.append(engine)
    engine.speak(first)
    ready.wait()


def speak(request: SpeechRequest) -> int:
    """One request in a worker."""
    return len(_own[0].speak(request).samples)


def early(place: Path) -> tuple[float, float]:
    """Seconds until the first of four articles can be played, and until its sentences are spoken where it is alone."""
    source = place / "issue.md"
    titles = ("春天的账本", "夏天的账本", "秋天的账本", "冬天的账本")
    source.write_text(
        "\n".join("# " + article(title, prefix, 6) for title, prefix in zip(titles, "东南西北", strict=True)), "utf-8"
    )
    return moment(source, place / "early", lambda step: step.playable is not None), moment(
        source, place / "alone", lambda step: 0 < step.total == step.done, only=(1,)
    )


def moment(source: Path, place: Path, reached: Callable[[Step], bool], only: Sequence[int] = ()) -> float:
    """Seconds from the start of a build until `reached`, where it is ended."""
    from audiobook import pipeline
    from audiobook.config_file import load

    class Reached(Exception):
        pass

    def progress(step: Step) -> None:
        if reached(step):
            raise Reached

    flags = {"output": place / "out", "cache": place / "cache", "speech.workers": WORKERS, "study.enabled": False}
    settings = load(flags=flags)
    start = time.perf_counter()
    try:
        pipeline.build(source, settings, only=only, progress=progress)
    except Reached:
        return time.perf_counter() - start
    raise RuntimeError("the build ended before that")


def whole(source: Path, place: Path) -> tuple[float, float]:
    """Seconds of the command, and of the audio it made."""
    from audiobook.publish import index

    shutil.rmtree(place / "cache", ignore_errors=True)
    environment = dict(os.environ, AUDIOBOOK_CACHE=str(place / "cache"))
    command = [sys.executable, "-m", "audiobook", "build", str(source), "-q", "-o", str(place / "out")]
    start = time.perf_counter()
    subprocess.run([*command, "--workers", str(WORKERS)], check=True, env=environment, cwd=place)
    seconds = time.perf_counter() - start
    (book,) = (path.parent for path in (place / "out").glob("*/index.json"))
    made = index.read(book)
    assert made is not None
    return seconds, sum(track.duration_ms for track in made.tracks) / 1000
