"""Nonsense in every place where files or strangers speak to the program: one of our errors or a result, never another.

AUDIOBOOK_FUZZ says how many inputs (`scripts/torture --fuzz 5000`); a few hundred unless told. Each input is made
from a right one by cutting, flipping, doubling and mixing, from a fixed seed; each has half a minute at most.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import logging
import os
import random
import signal
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from audiobook.config_file import load
from audiobook.errors import AudiobookError
from audiobook.narration import lexicon_file
from audiobook.pipeline.fingerprint import Stamp
from audiobook.publish import index
from audiobook.source import read as read_source
from audiobook.speech.cache import Cache
from audiobook.speech.render import render
from audiobook.speech.silence import Silence
from tests.conftest import Run
from tests.end_to_end.lingering import sentences
from tests.source import formats, press
from tests.source.pieces import PIECES

T = TypeVar("T")
COUNT = int(os.environ.get("AUDIOBOOK_FUZZ", "300"))
PLACES = 7
TOML = b"""output = "out"
[speech]
engine = "silence"
rate = 1.5
workers = 2
[speech.voices]
quote = "a"
[audio]
bitrate = 96
chime = true
[narration]
lexicon = ["a.tsv"]
pauses = { title = 900 }
[engines.silence]
x = 1
"""
TSV = "# 注\n行长\thang2 zhang3\nGPU\t图形处理器\tedge\n重\tchong2\n\n".encode()
REQUEST = (
    b"GET /book/01.mp3?x=%E4%B8%80 HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-99\r\n"
    b'If-None-Match: "a"\r\nAccept: */*\r\n\r\n'
)
SPICES = (
    *(b"\x00", b"\xff\xfe", b"../../", b"\n", b"\r\n\r\n", b"[" * 500, b"{" * 500, b"9" * 400, b"-1", b"1e999"),
    *(b'"', b"\xed\xa0\x80", "\u202e\u2028".encode(), b"NaN", b"null", b"true", b"\t\t", b"/etc/passwd", b"%00"),
)


def spoilt(right: bytes, dice: random.Random) -> bytes:
    """`right` after one to four accidents."""
    data = bytearray(right)
    for _ in range(dice.randint(1, 4)):
        here = dice.randrange(len(data) + 1)
        there = min(len(data), here + dice.choice((1, 1, 3, 10, 100)))
        match dice.randrange(5):
            case 0:
                del data[here:there]
            case 1:
                data[here:here] = dice.choice(SPICES)
            case 2:
                data[here:here] = data[here:there] * dice.randint(1, 4)
            case 3 if here < len(data):
                data[here] ^= 1 << dice.randrange(8)
            case _:
                data[here:there] = dice.choice(SPICES)
    return bytes(data[:here] if dice.random() < 0.1 else data)


GIVEN: list[object] = []
"""What the test under way has handed over."""


@pytest.fixture(autouse=True)
def counted(record_property: Callable[[str, object], None]) -> Iterator[None]:
    """How many inputs it were, for scripts/promises."""
    GIVEN.clear()
    yield
    record_property("tried", len(GIVEN))


def inputs(right: bytes, seed: int) -> Iterator[bytes]:
    """This place's share."""
    dice = random.Random(seed)
    for _ in range(COUNT // PLACES):
        data = spoilt(right, dice)
        GIVEN.append(data)
        yield data


def survive(right: bytes, seed: int, use: Callable[[bytes], object]) -> int:
    """Hands every input made from `right` to `use`; how many were refused with one line."""
    return refused(inputs(right, seed), use)


def refused(given: Iterable[T], use: Callable[[T], object]) -> int:
    """Hands each of `given` to `use`; how many were refused with one line."""
    count = 0
    for one in given:
        try:
            with no_longer_than(30):
                use(one)
        except AudiobookError as error:
            assert str(error)
            count += 1
    return count


@contextlib.contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """What hangs is cut off and fails, where the system has alarms."""

    def ring(*_: object) -> None:
        raise TimeoutError(f"hangs: no end after {seconds} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def tree(folder: Path) -> dict[str, str]:
    """What lies around."""
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_settings(desk: Path) -> None:
    """audiobook.toml, and the environment with the same nonsense in a value."""

    def use(data: bytes) -> None:
        Path("audiobook.toml").write_bytes(data)
        text = data[:200].decode("utf-8", "replace").replace("\0", "")
        try:
            load(environment={"AUDIOBOOK_SPEECH_RATE": text[:20]})
        except AudiobookError:
            load(environment={})

    assert survive(TOML, 1, use)
    assert list(Path().iterdir()) == [Path("audiobook.toml")], "reading settings makes no file"


def documents(folder: Path) -> Iterator[Path]:
    """A small right one of every format."""
    pieces = press.choose(PIECES, 0, most=2)
    texts = {
        "a.txt": press.print_text(pieces, next(press.styles(1, 1))),
        "b.md": formats.markdown(pieces, book="南江文集"),
        "c.html": formats.web_page(pieces[0], layout="article"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
        yield folder / name
    formats.word(pieces, folder / "d.docx", look="styles")
    yield folder / "d.docx"
    formats.epub(pieces, folder / "e.epub", version=3)
    yield folder / "e.epub"
    formats.pdf(pieces[:1], folder / "f.pdf", columns=1)
    yield folder / "f.pdf"


def zipped_again(right: bytes, dice: random.Random) -> bytes:
    """A container whose members are whole but for one, which is spoilt: what a check of the zip does not find."""
    with zipfile.ZipFile(io.BytesIO(right)) as old:
        members = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    one = dice.choice(sorted(members))
    members[one] = spoilt(members[one], dice)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return buffer.getvalue()


def test_documents(desk: Path) -> None:
    """Every reader: a spoilt document gives a document or one line, soon, and no file is made."""
    (desk / "right").mkdir()
    rights = list(documents(desk / "right"))
    dice, count = random.Random(7), max(len(rights), COUNT // PLACES)
    before = tree(Path())

    def use(path: Path) -> None:
        right = path.read_bytes()
        inside = zipfile.is_zipfile(path) and dice.random() < 0.7
        file = Path(f"spoilt{path.suffix}")
        file.write_bytes(zipped_again(right, dice) if inside else spoilt(right, dice))
        try:
            assert read_source(file).articles
        except AudiobookError as error:
            assert str(file) in str(error)
            raise
        finally:
            file.unlink()

    GIVEN.extend(range(count))
    assert 0 < refused((rights[number % len(rights)] for number in range(count)), use) < count
    assert tree(Path()) == before


def test_lexicons(desk: Path) -> None:
    """Lexicons, read and checked."""

    def use(data: bytes) -> None:
        path = Path("lexicon.tsv")
        path.write_bytes(data)
        lexicon_file.load([path])
        lexicon_file.check([path])

    survive(TSV, 2, use)
    assert list(Path().iterdir()) == [Path("lexicon.tsv")]


def test_indexes(issue: Path, audiobook: Run) -> None:
    """index.json of a real book; a path in it never leads out of its folder."""
    assert audiobook("build", issue, "--engine", "silence", "--no-study", "-q") == 0
    place = (Path("output") / "山中读书-2025-04-06").resolve()

    def use(data: bytes) -> None:
        (place / "index.json").write_bytes(data)
        read = index.read(place)
        assert read is not None
        assert all(place in track.path.resolve().parents for track in read.tracks)

    before = {name: digest for name, digest in tree(place).items() if not name.endswith("index.json")}
    assert survive((place / "index.json").read_bytes(), 3, use)
    assert {name: digest for name, digest in tree(place).items() if not name.endswith("index.json")} == before


def test_clips(tmp_path: Path) -> None:
    """A spoilt clip is found missing or is the same clip, and is spoken again with the same bytes."""
    engine, store = Silence({}, tmp_path), Cache(tmp_path / "clips")
    request = sentences(engine, 1)[0]
    render([request], engine, store)
    path = store.path(store.digest(request))
    right = path.read_bytes()

    def use(data: bytes) -> None:
        path.write_bytes(data)
        if data != right:
            assert store.get(request) is None
        render([request], engine, store)
        assert path.read_bytes() == right

    assert survive(right[:600] + right[600:], 4, use) == 0


def test_stamps(desk: Path) -> None:
    """A spoilt stamp only means that the book is looked at again."""
    stamp = Stamp(desk / "stamp.json", "f" * 64)
    (desk / "a.mp3").write_bytes(b"a")
    stamp.write(desk, [desk / "a.mp3"])
    assert stamp.finished() == desk

    def use(data: bytes) -> None:
        stamp.path.write_bytes(data)
        assert stamp.finished() in (None, desk)

    assert survive(stamp.path.read_bytes(), 5, use) == 0


def test_requests(issue: Path, audiobook: Run, caplog: pytest.LogCaptureFixture) -> None:
    """Each request to the server is answered or cut off within a moment, none is an error on its side, nothing of
    what lies beside the books is handed out, and nothing is written."""
    from audiobook.config import PublishSettings
    from audiobook.publish.server.run import Site, running

    assert audiobook("build", issue, "--engine", "silence", "--no-study", "-q") == 0
    Path("secret.txt").write_text("not for listeners")
    before = tree(Path())

    async def ask(port: int, data: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            # whatever became of the first, the second lets the server close
            writer.write(data + b"\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return await asyncio.wait_for(reader.read(65536), 20)
        except ConnectionError:
            return b""
        finally:
            writer.close()

    async def all_of_them() -> None:
        async with running(Site(Path("output"), PublishSettings())) as server:
            assert (await ask(server.port, b"")).startswith(b"HTTP/1.1 200")
            for data in inputs(REQUEST, 6):
                answer = await ask(server.port, data)
                assert not answer or answer.startswith(b"HTTP/1."), data
                assert answer.split(b" ", 2)[1:2] != [b"500"], data
                assert b"not for listeners" not in answer
                assert b"root:" not in answer

    with caplog.at_level(logging.ERROR):
        asyncio.run(all_of_them())
    faults = {str(record.exc_info[0]) for record in caplog.records if record.exc_info}
    assert not {name for name in faults if "http_exceptions" not in name}, "what is no HTTP is no fault of ours"
    assert tree(Path()) == before
