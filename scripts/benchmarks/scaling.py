"""Speech on 1, 2 and 4 workers of this machine: the process pool beside a dask.distributed cluster; cost of a task.

Without the extra `cluster` only the pool is measured.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from audiobook.config import Settings
from audiobook.model import SpeechRequest, Utterance, Voice
from audiobook.pronunciation import read, sandhi
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Engine, create
from audiobook.speech.render import render

TEXTS = [f"山里的花开了第{n}次，水边的鸟飞走了，树下读书的人没有抬头。" for n in "一二三四五六七八九十"]
WORKERS = (1, 2, 4)


def requests(engine: Engine) -> list[SpeechRequest]:
    voice = Voice(engine.name, engine.default_voice())
    takes_words = engine.capabilities.takes == "words"
    words = [tuple(sandhi(read(text))) if takes_words else () for text in TEXTS]
    return [engine.request(Utterance(n, "body", text, text, 0, words=words[n]), voice) for n, text in enumerate(TEXTS)]


@contextlib.contextmanager
def cluster(workers: int, directory: Path) -> Iterator[Any]:
    """A scheduler here and `workers` processes, as a user would start them."""
    from distributed import LocalCluster

    from audiobook.speech.cluster import connected

    with LocalCluster(n_workers=0, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=None) as local:
        command = [sys.executable, "-m", "distributed.cli.dask_worker", local.scheduler_address, "--nthreads", "1"]
        there = [
            subprocess.Popen([*command, "--no-dashboard", "--no-nanny"], stderr=subprocess.DEVNULL, cwd=directory)
            for _ in range(workers)
        ]
        try:
            while len(local.scheduler.workers) < workers:
                time.sleep(0.1)
            with connected(local.scheduler_address, directory / "clips") as executor:
                yield executor
        finally:
            for process in there:
                process.kill()
                process.wait()


def seconds(engine: Engine, wanted: Sequence[SpeechRequest], directory: Path, **options: Any) -> float:
    began = time.perf_counter()
    done = render(wanted, engine, Cache(directory), **options)
    assert not done.failures, done.failures[0]
    return time.perf_counter() - began


def overhead_ms(executor: Any, directory: Path, count: int = 200) -> float:
    """What a task costs beyond its work: batches of a clip that is in the store already."""
    import pickle

    from audiobook.speech.worker import speak_all_pickled

    silent = create("silence", Settings())
    pickled, request = pickle.dumps(silent), requests(silent)[:1]
    executor.submit(speak_all_pickled, pickled, directory, request).result()
    began = time.perf_counter()
    waiting = [executor.submit(speak_all_pickled, pickled, directory, request) for _ in range(count)]
    for future in waiting:
        future.result()
    return (time.perf_counter() - began) / count * 1000


def run() -> dict[str, float]:
    figures: dict[str, float] = {}
    engine = create(os.environ.get("AUDIOBOOK_SPEECH_ENGINE", "kokoro"), Settings())
    wanted = requests(engine)
    with tempfile.TemporaryDirectory() as folder:
        for workers in WORKERS:
            place = Path(folder) / f"pool-{workers}"
            figures[f"pool_{workers}_workers_seconds"] = seconds(engine, wanted, place, workers=workers)
        try:
            import distributed  # noqa: F401
        except ImportError:
            print("scaling: the cluster is not measured: pip install 'audiobook[cluster]'", file=sys.stderr)
            return figures
        for workers in WORKERS:
            place = Path(folder) / f"cluster-{workers}"
            place.mkdir()
            with cluster(workers, place) as executor:
                figures[f"cluster_{workers}_workers_seconds"] = seconds(
                    engine, wanted, place / "clips", workers=executor.slots, executor=executor
                )
                if workers == 2:
                    figures["cluster_ms_per_task"] = overhead_ms(executor, place / "clips")
    figures["cluster_over_pool_ratio_2_workers"] = (
        figures["cluster_2_workers_seconds"] / figures["pool_2_workers_seconds"]
    )
    return figures
