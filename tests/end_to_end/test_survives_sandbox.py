"""Documents of strangers, and secrets: what a reader cannot do, and what is never written down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audiobook import source
from audiobook.config import Settings, SourceSettings
from audiobook.errors import EmptySource, UnreadableSource
from audiobook.model import Document
from audiobook.pipeline import sandbox
from tests.conftest import Run
from tests.floods.books import endless

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system cannot limit a process")

EVIL = """
import audiobook.source
from audiobook.errors import EmptySource
def say(data):
    import contextlib, os
    for out in range(3, 50):  # the answer goes through one of them
        with contextlib.suppress(OSError):
            os.write(out, data)
HALF = b'{{"found": {{"title": "\\\\ud800", "articles": []}}}}'
def read(path, settings, lines=None):
    {does}
audiobook.source.read = read
"""


def settings(**source: int) -> Settings:
    """Sandboxed."""
    return Settings(source=SourceSettings(sandbox=True, **source), cache=Path("cache"))


def evil(folder: Path, does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a reader in place that does what a taken-over one might."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(EVIL.format(does=does))
    monkeypatch.syspath_prepend(str(folder))


def test_the_same_document(issue: Path) -> None:
    """What comes out of the child is what the reader found, findings and line numbers included."""
    read = sandbox.read(issue, settings())
    assert isinstance(read, Document)
    assert read == source.read(issue)


def test_its_own_errors_come_through(desk: Path) -> None:
    """An error of a reader arrives with its type and its line."""
    Path("empty.txt").touch()
    with pytest.raises(EmptySource, match=r"empty\.txt"):
        sandbox.read(Path("empty.txt"), settings())


ATTACKS = {
    "memory": ("x = bytearray(10**10)", {"sandbox_megabytes": 500}, "more than 500 MB"),
    "time": ("exec('while True: pass')", {"sandbox_seconds": 1}, "more than 1 s"),
    "crash": ("import os; os.abort()", {}, "broke off"),
    "secrets": ("import os; raise EmptySource(os.environ.get('SOME_API_KEY', 'nothing to see'))", {}, "nothing to see"),
    "silence": ("import os, time; os.closerange(0, 99); time.sleep(3600)", {}, "broke off"),
    "flood": ("import os\n    while True: say(b'[' * 10**6)", {"max_megabytes": 1}, "more than"),
    "terminal": ("raise EmptySource('a\\x1b[2Jb\\nc')", {}, r"^a \[2Jb c$"),
    "half a character": ("import os; say(HALF); os._exit(0)", {}, "broke off"),
    "lies": ("import os; os.write(1, b'{}'); os.write(2, b'noise'); os._exit(0)", {}, "broke off"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_a_reader_cannot_do(name: str, issue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too much memory or time, a crash, reading keys, answering nonsense or without an end: one line."""
    does, limits, said = ATTACKS[name]
    monkeypatch.setenv("SOME_API_KEY", "s3cret")
    monkeypatch.setattr(sandbox, "_LEAVING_S", 0.5)
    evil(tmp_path / "evil", does, monkeypatch)
    with pytest.raises((UnreadableSource, EmptySource), match=said):
        sandbox.read(issue, settings(**limits))


def test_what_does_not_come_back(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that keeps the library that reads it in one call for ever ends in the sandbox; without it the command ends
    with the same line."""
    endless(Path("endless.pdf"))
    with pytest.raises(UnreadableSource, match="more than 1 s"):
        sandbox.read(Path("endless.pdf"), settings(sandbox_seconds=1))
    command = (
        "from audiobook.system import watchdog; watchdog._GRACE_S = 1; from audiobook import cli; "
        "cli.main(['inspect', 'endless.pdf'])"
    )
    environment = {**os.environ, "AUDIOBOOK_SOURCE_SANDBOX_SECONDS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    assert done.stderr == (
        "audiobook: endless.pdf: takes more than 1 s to read; raise source.sandbox_seconds if you trust it\n"
    )


def test_a_book_by_way_of_the_sandbox(issue: Path, audiobook: Run) -> None:
    """`build --sandbox` and `inspect --sandbox` do what they do without."""
    assert audiobook("inspect", issue, "--sandbox") == 0
    assert audiobook("build", issue, "--sandbox", "--engine", "silence", "--no-study", "-q") == 0
    assert (Path("output") / "山中读书-2025-04-06" / "index.json").is_file()


class Echo(BaseHTTPRequestHandler):
    """A server that quotes the key it refuses, as real ones do."""

    def do_POST(self) -> None:
        """401."""
        said = json.dumps({"error": {"message": f"wrong key: {self.headers['Authorization']}"}}).encode()
        self.send_response(401)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture
def echo() -> Iterator[str]:
    """Its address, with a login in it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://me:passw0rd-Zq7@127.0.0.1:{server.server_port}/v1"
        server.shutdown()
        thread.join()


def test_secrets_are_written_nowhere(
    echo: str, issue: Path, audiobook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """A key stands in no output, log, index, cache key or error, even when the server quotes it; nor does a login."""
    secrets = ("sk-Zq7-never-written-down", "passw0rd-Zq7")
    monkeypatch.setenv("OPENAI_API_KEY", secrets[0])
    monkeypatch.setenv("AUDIOBOOK_OPENAI_KEY", "")
    shown = ""
    for address in (echo, f"http://{echo.partition('@')[2]}"):
        Path("audiobook.toml").write_text(f'[engines.openai]\nbase_url = "{address}"\n[speech]\nretries = 1\n')
        assert audiobook("build", issue, "--engine", "openai", "--no-study") == 1
        audiobook("doctor", "--engine", "openai")
        written = capsys.readouterr()
        shown += written.out + written.err
    assert "cannot be reached" in shown
    assert "refuses the key" in shown
    files = [path for place in (tmp_path / "cache", Path("output")) for path in place.rglob("*") if path.is_file()]
    assert files
    for secret in secrets:
        assert secret not in shown
        assert not [path for path in files if secret in str(path) or secret.encode() in path.read_bytes()]
