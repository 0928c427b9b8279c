"""The embedded voice against kokoro-onnx on the same model file, the same phonemes and one thread each.

kokoro-onnx is installed into a temporary virtual environment and speaks the phoneme strings we send, so that only
inference and what is around it is compared. Several figures: seconds of audio a second, and the ratio of the two.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCES = (
    "今天天气很好，我们去公园散步。",
    "老师说，学习要靠平时的积累，不能只靠考试前的几天。",
    "春天来了，山里的花都开了，孩子们在河边放风筝，大人们坐在树下聊天。",
    "这本书分为三个部分，先讲历史，再讲现在，最后讲未来。",
)
ROUNDS = 2

PEER = """
import json, sys, time
import numpy as np
import onnxruntime
from kokoro_onnx import Kokoro
model, voice, payloads, rounds = json.loads(sys.stdin.read())
style = np.fromfile(voice, dtype="<f4").reshape(-1, 1, 256)
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
import tempfile, os
voices = os.path.join(tempfile.mkdtemp(), "voices.npz")
np.savez(voices, own=style)
kokoro = Kokoro.from_session(session, voices)
kokoro.create(payloads[0], voice="own", is_phonemes=True, trim=False)
best = None
for _ in range(rounds):
    started = time.perf_counter()
    seconds = 0.0
    for payload in payloads:
        samples, rate = kokoro.create(payload, voice="own", is_phonemes=True, trim=False)
        seconds += len(samples) / rate
    spent = time.perf_counter() - started
    best = spent if best is None else min(best, spent)
print(json.dumps([best, seconds]))
"""


def run() -> dict[str, float]:
    from audiobook.config_file import load
    from audiobook.model import Utterance, Voice
    from audiobook.pronunciation import read_all, sandhi
    from audiobook.speech.kokoro import inference, model_file
    from audiobook.speech.kokoro.engine import Kokoro

    settings = load(environment={})
    engine = Kokoro({}, settings.cache)
    voice = Voice("kokoro", engine.default_voice())
    requests = [
        engine.request(Utterance(1, "body", text, text, 0, words=sandhi(words)), voice)
        for text, words in zip(SENTENCES, read_all(SENTENCES), strict=True)
    ]
    engine.speak(requests[0])
    spans = []
    seconds = 0.0
    for _ in range(ROUNDS):
        started = time.perf_counter()
        seconds = sum(len(engine.speak(request).samples) / 24_000 for request in requests)
        spans.append(time.perf_counter() - started)
    figures = {"kokoro_audio_s_per_s": seconds / min(spans)}
    engine.close()
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "venv" / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", str(python.parent.parent)], check=True)
        if subprocess.run([str(python), "-m", "pip", "install", "-q", "kokoro-onnx"]).returncode:
            print("kokoro-onnx could not be installed; its ratio is left out", file=sys.stderr)
            return figures
        task = [
            str(model_file.locate(settings.cache)),
            str(inference.VOICES / f"{voice.name}.bin"),
            [request.payload for request in requests],
            ROUNDS,
        ]
        answer = subprocess.run([str(python), "-c", PEER], input=json.dumps(task), capture_output=True, text=True)
    if answer.returncode:
        print(f"kokoro-onnx failed: {answer.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return figures
    theirs, their_seconds = json.loads(answer.stdout.splitlines()[-1])
    # both say the same, so compare time a second of audio
    figures["kokoro_over_kokoro_onnx_time_ratio"] = (min(spans) / seconds) / (theirs / their_seconds)
    return figures
