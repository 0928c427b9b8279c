"""`render` against the embedded voice in a plain loop, on the same requests in the same number of processes.

The plain loop is the least anybody could do: two processes, each with its model warm, half of the requests each, and
the samples thrown away. `render` starts its processes, loads the model in them, checks every clip, writes it to disk
and reports it. The model's loading is in both times.
"""

import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

WORKERS = 2
SENTENCES = 40


def requests() -> list:  # type: ignore[type-arg]
    """Sentences of different lengths, all different, as the voice takes them."""
    from audiobook.config_file import load
    from audiobook.model import Utterance, Voice, Word
    from audiobook.speech.engine import create

    readings = {"春": "chun1", "天": "tian1", "来": "lai2", "了": "le5", "山": "shan1", "里": "li3", "的": "de5"}
    readings |= {"花": "hua1", "都": "dou1", "开": "kai1", "我": "wo3", "们": "men5", "去": "qu4", "看": "kan4"}
    engine = create("kokoro", load(environment={}))
    clauses = ["春天来了，", "山里的花都开了，", "我们去看山里的花，", "花开了，", "我们都来看花，"]
    made = []
    for number in range(SENTENCES):
        text = "".join(clauses[(number * 7 + step * (1 + number % 4)) % 5] for step in range(1 + number % 5))
        text = text[:-1] + "。"
        words = tuple(Word(sign, (readings[sign],) if sign in readings else ()) for sign in text)
        utterance = Utterance(1, "body", text, text, 0, words=words)
        # another rate makes another request of the same length
        made.append(engine.request(utterance, Voice("kokoro", "zf_xiaoxiao", 1.0 + number / 10_000)))
    return made


def speak(share: list) -> None:  # type: ignore[type-arg]
    """One process of the plain loop."""
    from audiobook.config_file import load
    from audiobook.speech.engine import create

    engine = create("kokoro", load(environment={}))
    for request in share:
        engine.speak(request)


def plain(todo: list) -> float:  # type: ignore[type-arg]
    """Seconds; the requests are dealt out by length, so that both processes end together."""
    todo = sorted(todo, key=lambda request: -request.syllables)
    context = multiprocessing.get_context("spawn")
    began = time.perf_counter()
    processes = [context.Process(target=speak, args=(todo[start::WORKERS],)) for start in range(WORKERS)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    return time.perf_counter() - began


def rendered(todo: list) -> tuple[float, float]:  # type: ignore[type-arg]
    """Seconds of the work, and of the audio that came of it."""
    from audiobook.config_file import load
    from audiobook.speech.cache import Cache
    from audiobook.speech.engine import create
    from audiobook.speech.render import render

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        engine = create("kokoro", load(environment={}))
        done = render(todo, engine, Cache(Path(folder)), workers=WORKERS)
        seconds = time.perf_counter() - began
        assert not done.failures, done.failures
        return seconds, sum(clip.duration_ms for clip in done.clips.values()) / 1000


def run() -> dict[str, float]:
    """The better of two runs of each, in turn."""
    # the processes of the plain loop import this file by its name
    sys.path.insert(0, str(Path(__file__).parent))
    todo = requests()
    bare, ours = [], []
    audio_s = 0.0
    for _ in range(2):
        bare.append(plain(todo))
        seconds, audio_s = rendered(todo)
        ours.append(seconds)
    return {
        "render_plain_loop_s": min(bare),
        "render_s": min(ours),
        "render_over_plain_loop_ratio": min(ours) / min(bare),
        "render_audio_s": audio_s,
    }
