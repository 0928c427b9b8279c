"""`audiobook studio` on the command line: where it is, what it warns of, how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from audiobook.cli.studio import announce


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_it_says_where_it_is_and_ends_when_it_is_told(desk: Path) -> None:
    """The address is the first line and answers; Ctrl-C ends it with exit 0; the next start has the same path."""
    paths = []
    for _ in range(2):
        command = [sys.executable, "-m", "audiobook", "studio", "--engine", "silence", "--port", "0"]
        home = {**os.environ, "HOME": str(desk), "XDG_DATA_HOME": str(desk / "data")}
        with subprocess.Popen(command, cwd=desk, env=home, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            url = server.stdout.readline().strip()
            with urllib.request.urlopen(url) as answer:
                assert b"studio.js" in answer.read()
            server.send_signal(signal.SIGINT)
            said = server.stdout.read()
            assert "only by this address" in said
            assert server.wait() == 0
        paths.append(url.partition("127.0.0.1:")[2].partition("/")[2])
    assert paths[0] == paths[1]
    assert len(paths[0]) > 20
    (token,) = (desk / "data").rglob("studio-token")
    assert token.stat().st_mode & 0o077 == 0


def test_the_network_is_let_in_with_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what whoever has the address can do."""
    announce("http://192.0.2.7:8765/x/", lan=True, show=False)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "http://192.0.2.7:8765/x/"
    assert said[1].startswith("warning: ")
    assert "build, correct and remove" in said[1]
