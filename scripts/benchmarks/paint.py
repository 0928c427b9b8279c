"""First paint of the player in Chromium under its own throttling: 50 kB/s, 100 ms a request, a quarter of the CPU.

A book of 60 articles by `audiobook serve` on this machine. Counts that mean the same on every machine (requests and
bytes before the first contentful paint, tasks of the main thread in ms of its own, before the throttle) stand beside
the seconds, which mean something on a quiet machine only. A page without anything in it is opened first: what it
takes is the browser's own. `first` is the first page in a browser just started, `again` one in a browser that is warm,
its cache empty both times. AUDIOBOOK_BENCH_RUNS=5 opens it more often than three times; the median is told.
"""

import contextlib
import dataclasses
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
RUNS = int(os.environ.get("AUDIOBOOK_BENCH_RUNS", "3"))
BYTES_PER_S, LATENCY_MS, CPU = 50_000, 100, 4
ARTICLES, SENTENCES = 60, 200
PHONE = {"width": 360, "height": 740}
PAINT = """() => new Promise((done) => {
  const told = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  if (told()) done(told());
  new PerformanceObserver(() => { if (told()) done(told()); }).observe({ type: 'paint', buffered: true });
})"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
EMPTY = b"<!doctype html><title>empty</title><p>nothing</p>"


@dataclasses.dataclass
class Opened:
    """What one visit took."""

    paint_s: float
    requests: int
    kilobytes: float
    tasks_ms: float
    """Of the main thread before the first paint, each task as long as it ran there."""


def write_book(folder: Path) -> None:
    """Sixty articles of two hundred sentences, their audio a second of nothing."""
    from audiobook.config import PublishSettings
    from audiobook.publish import publish
    from audiobook.publish.index import reconcile
    from tests.publish import samples

    index = samples.book(folder, *(f"第{number}种旧水车和它的三副轴承" for number in range(1, ARTICLES + 1)))
    tracks = []
    for track in index.tracks:
        track.path.write_bytes(samples.mp3(1.0))
        cues = [
            dataclasses.replace(track.cues[at % 4 + 1], start_ms=30 * at, end_ms=30 * at + 20, utterance=at + 1)
            for at in range(SENTENCES)
        ]
        tracks.append(dataclasses.replace(track, cues=tuple(cues)))
    made = dataclasses.replace(index, tracks=tuple(tracks))
    publish(reconcile(made, None, date=None), folder, settings=PublishSettings())


@contextlib.contextmanager
def empty_page() -> Iterator[str]:
    """The address of a page without anything."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(EMPTY)

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which `audiobook serve` shows `folder`: a process of its own, as it is for users."""
    command = [sys.executable, "-m", "audiobook", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def main_thread_ms(events: list[dict[str, Any]]) -> float:
    """Milliseconds of tasks of the page's main thread before its first contentful paint, by a trace."""
    paint = next(one for one in events if one["name"] == "firstContentfulPaint")
    start = next(
        one["ts"] for one in reversed(events)
        if one["name"] == "navigationStart" and one["pid"] == paint["pid"] and one["ts"] <= paint["ts"]
    )  # fmt: skip
    mine = (one for one in events if (one["pid"], one["tid"]) == (paint["pid"], paint["tid"]))
    tasks = [one for one in mine if one["name"].endswith("RunTask") and start <= one["ts"] <= paint["ts"]]
    return sum(float(one.get("tdur", one.get("dur", 0))) for one in tasks) / 1000


def visit(browser: Any, url: str) -> Opened:
    """The page in a profile of its own, throttled, with a trace."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", service_workers="block")
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    limits = {"latency": LATENCY_MS, "downloadThroughput": BYTES_PER_S, "uploadThroughput": BYTES_PER_S}
    tools.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    tools.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    got: dict[str, tuple[float, float]] = {}
    ended = "Network.loadingFinished"
    tools.on(ended, lambda one: got.update({one["requestId"]: (one["timestamp"], one["encodedDataLength"])}))
    began: list[float] = []
    tools.on("Network.requestWillBeSent", lambda one: began.append(one["timestamp"]))
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace.json"
        categories = ["toplevel", "loading", "blink.user_timing"]
        browser.start_tracing(page=page, path=trace, categories=categories)
        page.goto(url, wait_until="commit")
        paint_s = page.evaluate(PAINT) / 1000
        browser.stop_tracing()
        events = json.loads(trace.read_text("utf-8"))["traceEvents"]
    before = [size for at, size in got.values() if at - began[0] <= paint_s]
    context.close()
    tasks_ms = main_thread_ms(sorted(events, key=lambda one: one["ts"]))
    return Opened(paint_s, len(before), sum(before) / 1000, tasks_ms)


def run() -> dict[str, float]:
    """Medians; seconds, requests, kB and ms."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        sys.exit("chromium is not installed")
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as api, empty_page() as empty:
        write_book(Path(folder) / "河流")
        with served(Path(folder)) as address:
            found: dict[str, list[Opened]] = {"empty, first": [], "player, first": [], "player, again": []}
            for _ in range(RUNS):
                for name, url in (("empty", empty), ("player", f"{address}{quote('河流')}/")):
                    browser = api.chromium.launch(executable_path=program, args=FLAGS)
                    found[f"{name}, first"].append(visit(browser, url))
                    if name == "player":
                        found["player, again"].append(visit(browser, url))
                    browser.close()
    for name, visits in found.items():
        for field in dataclasses.fields(Opened):
            figures[f"{name}: {field.name}"] = round(statistics.median(getattr(one, field.name) for one in visits), 2)
    return figures
