"""Two builds, a prune and a server at once, over one store and one output folder."""

from __future__ import annotations

import hashlib
import http.client
import re
import subprocess
import sys
import threading
from urllib.parse import quote

from siege.arena import BUILD, Arena, Tally

SERVE = ("serve", "--port", "0")


def together(arena: Arena, count: int) -> Tally:
    """Builds of two books that share sentences, pruning to nothing again and again, and listeners asking for files.

    Every answer is whole: of the size it says, and with bytes that a finished file has.
    """
    tally = Tally("two builds, `cache prune --keep 0` again and again, and `serve` at once")
    second = tuple("second.txt" if word == "issue.txt" else word for word in BUILD)
    arena.clear(tally)
    for command in (BUILD, second):
        arena.run(tally, *command)
    wanted = arena.state()
    answers = 0
    for _ in range(count):
        arena.clear(tally)
        arena.output.mkdir()
        for command in (BUILD, second):  # the server wants a book to serve: they are made anew under it
            arena.run(tally, *command)
        for track in arena.output.rglob("*.mp3"):
            track.unlink()
        with Listener(arena, set(wanted.values())) as listener:
            builds = [arena.start(*command) for command in (BUILD, second)]
            while any(build.poll() is None for build in builds):
                arena.run(tally, "cache", "prune", "--keep", "0")
                tally.disturbed += 1
            codes = [arena.end(build, tally) for build in builds]
        tally.tracebacks += sum(code != 0 for code in codes)
        tally.left += listener.broken
        answers += listener.whole
        for command in (BUILD, second):
            arena.run(tally, *command)
        tally.ended += 1
        tally.identical += arena.state() == wanted
        arena.look_round(tally)
    tally.note = f"{answers:,} answers, all whole"
    return tally


class Listener:
    """Asks a server for the tracks of all books for as long as it is entered."""

    def __init__(self, arena: Arena, known: set[str]) -> None:
        self.arena, self.known = arena, known
        self.whole = self.broken = 0
        self._over = threading.Event()

    def __enter__(self) -> Listener:
        self._server = subprocess.Popen(
            [sys.executable, "-u", "-m", "audiobook", *SERVE], cwd=self.arena.folder, env=self.arena.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self._server.stdout is not None
        for line in self._server.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                self._port = int(found[1])
                break
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        self._thread.join()
        self._server.terminate()
        self._server.wait()

    def _listen(self) -> None:
        names = [p.relative_to(self.arena.output) for p in self.arena.output.rglob("*") if p.suffix in (".md", ".srt")]
        names += [name.with_suffix(".mp3") for name in names if name.suffix == ".srt"]
        while not self._over.is_set():
            for name in names:
                connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
                try:
                    connection.request("GET", "/" + quote(name.as_posix()))
                    answer = connection.getresponse()
                    body = answer.read()
                except (OSError, http.client.HTTPException):
                    self.broken += 1
                    continue
                finally:
                    connection.close()
                if answer.status == 200:
                    right = hashlib.sha256(body).hexdigest() in self.known
                    self.whole += right
                    self.broken += not right
                else:
                    self.broken += answer.status != 404
