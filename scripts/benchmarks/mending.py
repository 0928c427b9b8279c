"""From a reading that is chosen in the workbench to its sound: seconds, processor time, and what takes it.

A short book is built with the embedded voice; then words of sentences of 3.5 to 5 s are mended in it, as the page of
`audiobook studio` does: a click asks for the words of a sentence, a press keeps another reading. What counts is the
time from the press to the answer, which is when the browser begins to fetch the sound (`#mend[data-heard-ms]` in the
page has what comes on top). The goal is 2 s on two cores. Seconds mean something on a quiet machine only; processor
time is that of all threads of the workbench.
"""

import contextlib
import dataclasses
import functools
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SENTENCES = {
    "傍晚的时候，河边的灯一盏一盏地亮了起来。": ("灯", "路灯"),
    "老板说，这台机器每天要用掉四十斤黄豆。": ("机器", "磨豆机"),
    "邮局里有一台旧电脑，用来查天气和下棋。": ("旧电脑", "老电脑"),
    "桥上的行人都停下来，看对岸的船慢慢靠近。": ("行人", "路人"),
    "他在山里住了三十年，从来没有进过一次城。": ("一次", "一回"),
    "去年修的水渠，今年夏天就派上了大用场。": ("水渠", "渠道"),
}
"""A sentence of the book -> a word in it, and what is to be said for it."""


def run() -> dict[str, float]:
    """Medians over the sentences; the first press of a session by itself."""
    from audiobook.config_file import load
    from audiobook.studio.bench import Bench

    ended: list[dict[str, Any]] = []

    def tell(what: str, facts: dict[str, Any]) -> None:
        if what == "mended" and (facts.get("whole") or facts.get("error")):
            ended.append(facts)

    presses: list[dict[str, float]] = []
    clicks: list[float] = []
    with tempfile.TemporaryDirectory() as folder, _inside(folder):
        settings = load(flags={"speech.engine": "kokoro", "study.enabled": False})
        settings = dataclasses.replace(settings, cache=Path(folder) / "cache", output=Path(folder) / "output")
        bench = Bench(settings, tell)
        work = bench.shelf.add("book.txt")
        assert isinstance(work.source, Path)
        work.source.write_text("河边的小城\n\n" + "\n\n".join(SENTENCES), "utf-8")
        bench.shelf.keep(work)
        bench.start()
        bench.build({"work": work.key})
        _until(lambda: bench.queue.jobs()[0]["state"] not in ("waiting", "running"))
        assert bench.queue.jobs()[0]["state"] == "done", bench.queue.jobs()[0]
        for text, (written, value) in SENTENCES.items():
            track, cue = next(
                (track, cue) for track in bench.listening.tracks(work.key)["tracks"] for cue in track["cues"]
                if cue[2].startswith(text[:8])
            )  # fmt: skip
            asked = {"work": work.key, "text": cue[2], "track": track["guid"], "utterance": cue[5]}
            began = time.perf_counter()
            bench.listening.words(asked)
            clicks.append(time.perf_counter() - began)
            if not presses:
                time.sleep(1)  # whoever has clicked reads what is there
            with _watched() as press:
                bench.listening.mend(
                    {**asked, "written": written, "start": cue[2].index(written), "value": value, "scope": "here"}
                )
            presses.append(press)
            _until(functools.partial(lambda count: len(ended) >= count, len(presses)))
            assert not ended[-1].get("error"), ended[-1]
        bench.close()
    first, *others = presses
    middle = {name: statistics.median(press[name] for press in others) for name in first}
    return {
        "first_press_s": first["wall_s"],
        "press_s": middle["wall_s"],
        "press_worst_s": max(press["wall_s"] for press in others),
        "press_processor_s": middle["processor_s"],
        "of_it_voice_s": middle["voice_s"],
        "of_it_joining_s": middle["joining_s"],
        "sound_s": middle["sound_s"],
        "processor_over_sound_ratio": middle["processor_s"] / middle["sound_s"],
        "click_to_words_s": statistics.median(clicks[1:]),
    }


@contextlib.contextmanager
def _watched() -> Iterator[dict[str, float]]:
    """Fills in what was taken within the block: processor time of all threads, also by voice and joining."""
    from audiobook.audio import assemble
    from audiobook.speech.kokoro.inference import Synthesizer

    spent = {"voice_s": 0.0, "joining_s": 0.0, "sound_s": 0.0}
    speak, join = Synthesizer.speak, assemble.assemble

    def speaking(self: Synthesizer, *asked: Any) -> Any:
        began = time.process_time()
        found = speak(self, *asked)
        spent["voice_s"] += time.process_time() - began
        spent["sound_s"] += len(found[0]) / 24_000
        return found

    def joining(*asked: Any, **more: Any) -> Any:
        began = time.process_time()
        found = join(*asked, **more)
        spent["joining_s"] += time.process_time() - began
        return found

    found: dict[str, float] = {}
    Synthesizer.speak, assemble.assemble = speaking, joining  # type: ignore[method-assign, assignment]
    try:
        began, processor = time.perf_counter(), time.process_time()
        yield found
        found.update(spent, wall_s=time.perf_counter() - began, processor_s=time.process_time() - processor)
    finally:
        Synthesizer.speak, assemble.assemble = speak, join  # type: ignore[method-assign]


@contextlib.contextmanager
def _inside(folder: str) -> Iterator[None]:
    """In `folder`, where the workbench looks for lexicons."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _until(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 300
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError("the workbench does not come to an end")
        time.sleep(0.02)
