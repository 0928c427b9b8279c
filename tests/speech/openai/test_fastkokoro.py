"""The openai engine against a real server of another project, with the embedded voice's own model file.

Skipped unless fastkokoro is installed, here or where AUDIOBOOK_FASTKOKORO names its command (it brings hundreds of
megabytes of its own):  pip install "fastkokoro[cpu]"
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audiobook.config_file import load
from audiobook.model import Utterance, Voice
from audiobook.speech.cache import Cache
from audiobook.speech.kokoro import model_file
from audiobook.speech.openai import OpenAI
from audiobook.speech.render import render
from tests.waiting import GUARD_S, until

COMMAND = os.environ.get("AUDIOBOOK_FASTKOKORO") or shutil.which("fastkokoro")
VOICES = Path(model_file.__file__).parent / "voices"

pytestmark = [
    pytest.mark.kokoro,
    pytest.mark.skipif(COMMAND is None, reason="fastkokoro is not installed"),
]


def listens(port: int) -> bool:
    """Somebody answers there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Its base URL, as soon as it answers."""
    voices = {file.stem: np.fromfile(file, "<f4").reshape(-1, 1, 256) for file in VOICES.glob("*.bin")}
    np.savez(tmp_path / "voices.npz", **voices)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "FASTKOKORO_HOST": "127.0.0.1",
        "FASTKOKORO_PORT": str(port),
        "FASTKOKORO_MODEL_PATH": str(model_file.locate(load(environment={}).cache)),
        "FASTKOKORO_VOICES_PATH": str(tmp_path / "voices.npz"),
        "FASTKOKORO_DEFAULT_VOICE": "zf_xiaoxiao",
        "FASTKOKORO_DEFAULT_LANG": "zh",
        "FASTKOKORO_WARMUP": "false",
        "FASTKOKORO_CACHE_DIR": str(tmp_path / "cache"),
    }
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([str(COMMAND)], env=environment, stdout=log, stderr=log)
    try:
        until(lambda: listens(port) or process.poll() is not None)
        assert process.poll() is None, (tmp_path / "log").read_text()[-2000:]
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(GUARD_S)


def test_speaks(server: str, tmp_path: Path) -> None:
    """Sentences spoken by a server nobody here wrote pass the proof of completeness."""
    engine = OpenAI({"base_url": server, "model": "kokoro", "voice": "zf_xiaoxiao"}, tmp_path)
    lines = ["春天来了，山里的花都开了。", "我们在村口的大树下面等了一个上午。"]
    voice = Voice("openai", engine.default_voice())
    requests = [engine.request(Utterance(1, "body", line, line, 300), voice) for line in lines]
    done = render(requests, engine, Cache(tmp_path / "clips"))
    engine.close()
    assert (done.spoken, done.failures) == (2, ())
    assert all(1_500 < clip.duration_ms < 8_000 for clip in done.clips.values())
