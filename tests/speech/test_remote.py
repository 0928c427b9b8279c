"""Clips shared through an object store: fetched whole or not at all, and a store that fails costs only time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fsspec
import numpy as np
import pytest

from audiobook import cli
from audiobook.errors import ConfigError
from audiobook.model import SpeechRequest
from audiobook.speech.cache import Cache
from audiobook.speech.engine import Speech
from audiobook.speech.remote import Remote


def request(text: str) -> SpeechRequest:
    """One sentence."""
    return SpeechRequest("silence", "1", "v", 1.0, text, len(text))


def speech() -> Speech:
    """A tenth of a second of noise."""
    return Speech(np.random.default_rng(1).integers(-9000, 9000, 2400).astype(np.int16), 24_000)


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A store in a folder, as an address."""
    return (tmp_path / "bucket").as_uri()


def stored(cache: Cache, *texts: str) -> list[str]:
    """Clips of `texts` in `cache`; their digests."""
    return [cache.put(request(text), speech()).digest for text in texts]


def test_what_one_machine_sent_another_fetches(tmp_path: Path, address: str) -> None:
    """The same bytes arrive, once; what nobody sent stays missing."""
    here, there = Cache(tmp_path / "here"), Cache(tmp_path / "there")
    digests = stored(here, "一。", "二。", "三。")
    with Remote(address).sending() as sender:
        for digest in digests[:2]:
            sender.add(here.path(digest))
    remote = Remote(address)
    assert remote.fetch(digests, there) == 2
    assert not remote.trouble
    for digest in digests[:2]:
        assert there.path(digest).read_bytes() == here.path(digest).read_bytes()
    assert there.get(request("一。")) is not None
    assert there.get(request("三。")) is None
    assert remote.fetch(digests, there) == 0


def test_what_is_damaged_or_another_clip_does_not_arrive(tmp_path: Path, address: str) -> None:
    """A flipped byte, a cut file, an empty one, and a whole clip under a wrong name."""
    here, there = Cache(tmp_path / "here"), Cache(tmp_path / "there")
    digests = stored(here, "一。", "二。", "三。", "四。")
    contents = [here.path(digest).read_bytes() for digest in digests]
    flipped = bytearray(contents[0])
    flipped[-5] ^= 1
    for digest, content in zip(digests, [bytes(flipped), contents[1][:-7], b"", contents[0]], strict=True):
        file = tmp_path / "bucket" / digest[:2] / f"{digest}.wav"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    assert Remote(address).fetch(digests, there) == 0
    assert there.info().clips == 0


class Refusing(fsspec.AbstractFileSystem):  # type: ignore[misc]
    """A store that asks for another key, and counts how often it was asked."""

    protocol = "refusing"
    asked = 0

    def cat_file(self, path: str, *arguments: Any, **options: Any) -> bytes:
        """Never."""
        Refusing.asked += 1
        raise PermissionError(f"403 for https://key:secret@example/{path}")

    def pipe_file(self, path: str, value: bytes, *arguments: Any, **options: Any) -> None:
        """Never."""
        self.cat_file(path)

    def makedirs(self, path: str, exist_ok: bool = False) -> None:
        """There are no folders."""


def test_a_store_that_refuses_is_asked_once(tmp_path: Path) -> None:
    """One line without the key; then nothing is sent or fetched any more."""
    fsspec.register_implementation("refusing", Refusing, clobber=True)
    here = Cache(tmp_path / "here")
    digests = stored(here, "一。", "二。")
    remote = Remote("refusing://key:secret@bucket/clips")
    assert remote.fetch(["0" * 64], here) == 0
    assert remote.trouble
    assert "secret" not in remote.trouble
    assert "\n" not in remote.trouble
    asked = Refusing.asked
    with remote.sending() as sender:
        for digest in digests:
            sender.add(here.path(digest))
    assert Refusing.asked == asked


@pytest.mark.parametrize("url", ["nosuchkind://bucket/clips", "hdfs+nothing://key:secret@x"])
def test_an_address_that_is_none(url: str) -> None:
    """Named with the setting."""
    with pytest.raises(ConfigError, match=r"speech\.store"):
        Remote(url)


def test_a_second_machine_speaks_nothing(
    issue: Path, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Built with the store, then on a machine with an empty cache: no sentence is spoken, and the bytes are the same.
    A store that cannot be written is told of, and the book is made."""
    monkeypatch.setenv("AUDIOBOOK_SPEECH_STORE", address)
    assert cli.run(["build", str(issue), "--engine", "silence", "-o", "one"]) == 0
    assert "0 sentences spoken" not in capsys.readouterr().out
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "another"))
    from audiobook.speech.silence import Silence

    monkeypatch.setattr(Silence, "speak", lambda *_: pytest.fail("spoken twice"))
    assert cli.run(["build", str(issue), "--engine", "silence", "-o", "two", "--workers", "1"]) == 0
    monkeypatch.undo()
    files = {p.relative_to("one"): p.read_bytes() for p in Path("one").rglob("*") if p.is_file()}
    assert files == {p.relative_to("two"): p.read_bytes() for p in Path("two").rglob("*") if p.is_file()}
