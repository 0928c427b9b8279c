"""Clips shared through a bucket: a real S3 server on loopback, reached by s3fs as users reach theirs."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiobook.speech.remote import Remote
from tests.conftest import Run
from tests.end_to_end.test_survives import book, clips
from tests.tools import package

moto_server = package("moto.server")
s3fs = package("s3fs")

BUILD = ("build", "issue.txt", "--engine", "silence", "--no-study", "-q")
STORE = "s3://listeners/clips"


class Bucket:
    """What is in it, and its server."""

    def __init__(self, address: str) -> None:
        s3fs.S3FileSystem.clear_instance_cache()
        self.fs = s3fs.S3FileSystem(endpoint_url=address, skip_instance_cache=True)

    def names(self) -> set[str]:
        """Of all clips."""
        return {path.rsplit("/", 1)[-1] for path in self.fs.find("listeners/clips")}

    def put(self, name: str, content: bytes) -> None:
        """Something under the name of a clip."""
        self.fs.pipe_file(f"listeners/clips/{name[:2]}/{name}", content)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of the server, for all tests here."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(address: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """Empty, with keys and address where s3fs looks for them."""
    for name, value in (
        ("AWS_ENDPOINT_URL", address),
        ("AWS_ACCESS_KEY_ID", "AKIA-never-written-down"),
        ("AWS_SECRET_ACCESS_KEY", "s3cret-never-written-down"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AUDIOBOOK_SPEECH_STORE", STORE),
    ):
        monkeypatch.setenv(name, value)
    made = Bucket(address)
    if made.fs.exists("listeners"):
        made.fs.rm("listeners", recursive=True)
    made.fs.mkdir("listeners")
    return made


def another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> Path:
    """From now on the cache is an empty one."""
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / name))
    return tmp_path / name


def test_two_machines_and_a_bucket(
    bucket: Bucket, issue: Path, audiobook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """What one build sent, another on a machine of its own fetches: the same clips, the same book, nothing spoken;
    keys stand in no file and no line."""
    assert audiobook(*BUILD, "-o", "first") == 0
    here = clips(tmp_path / "cache")
    assert bucket.names() == set(here)
    sent = {path: bucket.fs.info(path)["LastModified"] for path in bucket.fs.find("listeners")}
    there = another_machine(tmp_path, monkeypatch, "there")
    assert audiobook(*[word for word in BUILD if word != "-q"], "-o", "second") == 0
    assert "(0 now)" in capsys.readouterr().out
    assert set(clips(there)) == set(here)
    books = [book(next(Path(folder).glob("*/index.json")).parent) for folder in ("first", "second")]
    assert books[0] == books[1]
    assert {path: bucket.fs.info(path)["LastModified"] for path in bucket.fs.find("listeners")} == sent
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if b"never-written-down" in path.read_bytes()]


def test_what_is_spoilt_in_the_bucket(
    bucket: Bucket, issue: Path, audiobook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Objects that were cut, emptied, flipped, swapped or replaced by junk do not arrive; the book is the same."""
    assert audiobook(*BUILD, "-o", "first") == 0
    names = sorted(bucket.names())
    contents = {path.name: path.read_bytes() for path in (tmp_path / "cache" / "clips").rglob("*.wav")}
    wounds = (lambda b: b[:100], lambda b: b"", lambda b: b[:-1] + bytes([b[-1] ^ 1]), lambda b: b"junk" * 1000,
              lambda b: contents[names[-1]])  # fmt: skip
    for name, wound in zip(names, wounds, strict=False):
        bucket.put(name, wound(contents[name]))
    there = another_machine(tmp_path, monkeypatch, "there")
    assert audiobook(*BUILD, "-o", "second") == 0
    books = [book(next(Path(folder).glob("*/index.json")).parent) for folder in ("first", "second")]
    assert books[0] == books[1]
    assert {p.name: p.read_bytes() for p in (there / "clips").rglob("*.wav")} == contents


@pytest.mark.parametrize("trouble", ["no bucket", "nobody there", "never answers"])
def test_a_bucket_that_fails(
    trouble: str, bucket: Bucket, issue: Path, audiobook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """The store is named once in a line without an address or a key, and the book is made all the same."""
    # nobody sets how long it waits; the test does, or it would take minutes
    monkeypatch.setattr("audiobook.speech.remote._PATIENCE_S", 2.0 if trouble == "never answers" else 60.0)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3fs.S3FileSystem.clear_instance_cache()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if trouble == "no bucket":
            bucket.fs.rm("listeners", recursive=True)
        else:
            monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        if trouble == "never answers":
            silent.listen()
        assert audiobook(*[word for word in BUILD if word != "-q"]) == 0
    shown = capsys.readouterr()
    notes = [line for line in (shown.out + shown.err).splitlines() if "not used further" in line]
    assert len(notes) == 1, shown
    assert STORE in notes[0]
    assert "127.0.0.1" not in notes[0]
    assert list(Path("output").glob("*/index.json"))


def test_a_bucket_that_is_lost_in_mid_build(
    bucket: Bucket, address: str, tmp_path: Path, issue: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it answers no more after some clips, the rest is spoken and kept here, and sent by nobody."""
    real, count = Remote.send, 0

    def send(remote: Any, path: Path) -> None:
        nonlocal count
        count += 1
        if count == 4:
            bucket.fs.rm("listeners", recursive=True)
        real(remote, path)

    monkeypatch.setattr(Remote, "send", send)
    assert audiobook(*BUILD) == 0
    assert count > 4
    assert not Bucket(address).fs.exists("listeners")
    assert len(clips(tmp_path / "cache")) == count
