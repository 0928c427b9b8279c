"""The edge engine against the edge-tts command line: the same service on loopback, 300 ms away, 2 connections each.

The service is tests/contracts/edge_server.py, which speaks the real protocol. The command line is the package's own,
one process a sentence, two at a time, as in a shell loop with `xargs -P2`; a launcher only changes the address it
connects to. Both write what they got to disk; ours also decodes it and checks that it is whole. The floor is what the
service's latency alone costs.
"""

import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONNECTIONS = 2
LATENCY_S = 0.3
SENTENCES = 40

LAUNCHER = """
import sys
import edge_tts.communicate as c
c.WSS_URL = sys.argv.pop(1) + c.WSS_URL.split("bing.com", 1)[1]
from edge_tts.util import main
main()
"""


def run() -> dict[str, float]:
    """Seconds for both and for the service's latency alone, and their ratios; each side's better of two runs."""
    sys.path.insert(0, str(ROOT / "tests" / "contracts"))
    from edge_server import EdgeServer

    lines = [f"第{number}天，山里的花开了，我们走了很远的路去看花。" for number in range(SENTENCES)]
    ours, theirs = [], []
    with EdgeServer(latency_s=LATENCY_S) as server, tempfile.TemporaryDirectory() as folder:
        for turn in range(2):
            place = Path(folder) / str(turn)
            place.mkdir()
            ours.append(engine(lines, server.url, place))
            theirs.append(command_line(lines, server.url, place))
    floor = LATENCY_S * SENTENCES / CONNECTIONS
    return {
        "edge_engine_s": min(ours),
        "edge_command_line_s": min(theirs),
        "edge_latency_alone_s": floor,
        "edge_engine_over_command_line_ratio": min(ours) / min(theirs),
        "edge_engine_over_latency_ratio": min(ours) / floor,
    }


def engine(lines: list[str], url: str, place: Path) -> float:
    """Seconds to have every line checked and kept."""
    from audiobook.model import Utterance, Voice
    from audiobook.speech.cache import Cache
    from audiobook.speech.edge import Edge
    from audiobook.speech.render import render

    began = time.perf_counter()
    edge = Edge({"endpoint": url, "connections": CONNECTIONS}, place)
    voice = Voice("edge", edge.default_voice())
    requests = [edge.request(Utterance(1, "body", line, line, 0), voice) for line in lines]
    done = render(requests, edge, Cache(place / "clips"))
    edge.close()
    assert done.spoken == len(lines) and not done.failures, done.failures
    return time.perf_counter() - began


def command_line(lines: list[str], url: str, place: Path) -> float:
    """Seconds to have every line as an MP3."""
    address = url.replace("http://", "ws://")

    def one(job: tuple[int, str]) -> None:
        number, line = job
        target = place / f"{number}.mp3"
        command = [sys.executable, "-c", LAUNCHER, address, "--voice", "zh-CN-XiaoxiaoNeural", "--text", line]
        subprocess.run([*command, "--write-media", str(target)], check=True, capture_output=True)
        assert target.stat().st_size > 1000

    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(one, enumerate(lines)))
    return time.perf_counter() - began
