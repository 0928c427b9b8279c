"""Real podcast programs subscribe to `audiobook serve` and download: gPodder's gpo, newsboat with podboat."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
from pathlib import Path
from urllib.parse import quote

from audiobook.publish.server.run import Running
from tests.tools import tool
from tests.waiting import GUARD_S, until


def home(tmp_path: Path) -> dict[str, str]:
    """An environment whose home is empty, with no proxy between us and the loopback."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**kept, "HOME": str(tmp_path), "GPODDER_HOME": str(tmp_path / "gPodder"), "TERM": "xterm"}


def episodes(shelf: Path) -> set[bytes]:
    """The audio of the book 河流."""
    return {path.read_bytes() for path in (shelf / "河流").glob("*.mp3")}


def test_gpodder_downloads_what_was_built(web: Running, shelf: Path, tmp_path: Path) -> None:
    """gpo subscribes, lists three episodes in order of their dates and downloads them byte for byte."""
    program = tool("gpo")
    address = f"{web.url}{quote('河流')}/feed.xml"

    def gpo(*arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments], env=home(tmp_path), capture_output=True, text=True, timeout=GUARD_S
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    gpo("subscribe", address)
    listed = gpo("episodes", address)
    assert listed.index("傍晚") < listed.index("轴承") < listed.index("水车")  # newest first
    gpo("download", address)
    got = [path.read_bytes() for path in tmp_path.rglob("*.mp3")]
    assert len(got) == 3
    assert set(got) == episodes(shelf)


def test_podboat_downloads_what_was_built(web: Running, shelf: Path, tmp_path: Path) -> None:
    """newsboat reads the feed and queues its episodes; podboat downloads them byte for byte."""
    reader, downloader = tool("newsboat"), tool("podboat")
    folder = tmp_path / ".newsboat"
    folder.mkdir()
    (folder / "urls").write_text(f"{web.url}{quote('河流')}/feed.xml\n")
    target = tmp_path / "pods"
    target.mkdir()
    (folder / "config").write_text(f'podcast-auto-enqueue yes\ndownload-path "{target}/"\nmax-downloads 2\n')
    environment = home(tmp_path)
    reload = [reader, "-x", "reload", "print-unread"]
    done = subprocess.run(reload, env=environment, capture_output=True, text=True, timeout=GUARD_S)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("3")
    # it is a full-screen program: it needs a terminal, and a key to go
    keyboard, screen = pty.openpty()
    process = subprocess.Popen([downloader, "-a"], env=environment, stdin=screen, stdout=screen, stderr=screen)
    os.set_blocking(keyboard, False)

    def downloaded() -> set[bytes]:
        """What is there, once it is all there; its screen is read away, or the program would stand still."""
        with contextlib.suppress(BlockingIOError):
            os.read(keyboard, 65536)
        files = [path for path in target.rglob("*") if path.is_file() and path.suffix != ".part"]
        return {path.read_bytes() for path in files} if len(files) == 3 else set()

    found = until(downloaded)
    process.terminate()
    process.wait(GUARD_S)
    os.close(keyboard)
    os.close(screen)
    assert found == episodes(shelf)
