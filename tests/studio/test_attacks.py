"""What wrong hands try on `audiobook studio`: each attack of docs/security.md on every address it has."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import threading
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from audiobook.config import Settings
from audiobook.config_file import load
from audiobook.publish.server.gate import HEADER, page_key
from audiobook.studio.addresses import CHANGES, LOOKS, PAGES
from tests.conftest import ISSUE
from tests.studio.conftest import TOKEN, Open, opened

KEY = {HEADER.replace("-", "_"): page_key(TOKEN)}
JSON = {"Content_Type": "application/json"}
POSTS = [*CHANGES, "upload?name=a.txt"]


def tree(*folders: Path) -> dict[Path, bytes]:
    """Every file below."""
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("address", POSTS)
def test_a_page_elsewhere_changes_nothing(studio: Open, desk: Path, address: str) -> None:
    """Cross-site requests: without our page's key, with a wrong one, or with it from another site, nothing happens."""
    before = tree(desk)
    path, body = f"/{TOKEN}/{address}", json.dumps({"work": "", "text": "好"}).encode()
    elsewhere: list[dict[str, str]] = [
        {},
        {HEADER.replace("-", "_"): "0" * 32},
        {HEADER.replace("-", "_"): TOKEN},
        {**KEY, "Origin": "http://evil.example"},
        {**KEY, "Origin": "null"},
        {**KEY, "Sec_Fetch_Site": "cross-site"},
        {**KEY, "Sec_Fetch_Site": "same-site"},
    ]
    for headers in elsewhere:
        assert studio.raw("POST", path, body, **JSON, **headers)[0] == 403, headers
    assert tree(desk) == before


@pytest.mark.parametrize("address", list(CHANGES))
def test_a_form_is_no_request_of_ours(studio: Open, address: str) -> None:
    """What a form of another page can send without being asked about it is not taken, even with the key."""
    for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", ""):
        status = studio.raw("POST", f"/{TOKEN}/{address}", b"{}", Content_Type=kind, **KEY)[0]
        assert status == 415, kind


@pytest.mark.parametrize("address", [*PAGES, *LOOKS, *POSTS, "events", "books/", "heard/x.mp3", "picture"])
def test_only_by_our_name_and_our_path(studio: Open, address: str) -> None:
    """DNS rebinding: another name for us gets 421 even with the path; without the path all that there is is 404."""
    method = "POST" if address in POSTS else "GET"
    for host in ("evil.example", "evil.example:8765", "127.0.0.1.evil.example", "192.0.2.7", "0.0.0.0"):
        status, headers, _ = studio.raw(method, f"/{TOKEN}/{address}", b"", Host=host, **KEY)
        assert status == 421
        assert "access-control-allow-origin" not in headers
    for path in (f"/{address}", f"/{TOKEN[:-1]}/{address}", f"/{TOKEN}x/{address}", f"//{TOKEN}/{address}"):
        status, _, body = studio.raw(method, path, b"", **KEY)
        assert status == 404, path
        assert TOKEN.encode() not in body


@pytest.mark.parametrize("address", [*PAGES, *LOOKS, "heard/x.mp3", "picture", "none"])
def test_no_other_site_reads_an_answer(studio: Open, address: str) -> None:
    """Nothing is shared across origins, nothing is guessed to be another type, no address is given away."""
    _, headers, _ = studio.raw("GET", f"/{TOKEN}/{address}", Origin="http://evil.example")
    assert "access-control-allow-origin" not in headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_page_allows_no_eval_and_no_other_place(studio: Open) -> None:
    """The policy names our own place only; the page has no script or style of its own, and nobody may frame it."""
    _, headers, body = studio.raw("GET", f"/{TOKEN}/")
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert b"<style" not in body
    assert b"style=" not in body
    assert b"onclick" not in body
    assert b"http" not in body.replace(b"http-equiv", b"")


TRAVERSAL = [
    "../x.txt", "..\\x.txt", "/etc/x.txt", "a/../../x.txt", "a\\..\\x.txt", "C:\\x.txt", "c:x.txt", ".x.txt",
    "a/.git/x", "..", ".", "", "a//b.txt", "a\0.txt", "/".join("a" * 20), "x" * 300 + ".txt",
]  # fmt: skip


@pytest.mark.parametrize("name", TRAVERSAL)
def test_no_name_leads_out_of_the_uploads(studio: Open, desk: Path, name: str) -> None:
    """Traversal in every spelling, hidden names, drives, names without end: refused, and nothing is written."""
    before = tree(desk.parent)
    assert "no name" in studio.upload(name, b"x", expect=400)["error"]
    assert tree(desk.parent) == before


@pytest.mark.parametrize(
    "name", ["con.txt", 'ab:c|c?d*e<f>g"h.txt', "很长的名字" * 40 + ".txt", "\u202etxt.exe", "ok.TXT"]
)
def test_odd_names_are_made_plain(studio: Open, name: str) -> None:
    """Every name that is none of these becomes one that all systems take, in a folder of its own."""
    if len(name) > 255:
        name = name[-250:]
    key = studio.upload(name, ISSUE.encode())["work"]
    (one,) = [work for work in studio.look("state")["works"] if work["work"] == key]
    source = Path(one["source"])
    assert source.is_file()
    assert source.parent.parent == Path("output/uploads")
    assert not set(':|?*<>"\u202e') & set(str(source))


@pytest.mark.parametrize(
    "key", ["../..", "upload/../../x", "book/..", "upload/", "/etc", "upload/none", "book/uploads"]
)
def test_no_key_leads_elsewhere(studio: Open, dropped: str, desk: Path, key: str) -> None:
    """A publication that is not on the workbench cannot be read, corrected, built, added to or removed."""
    before = tree(desk)
    for address in ("work", "page", "picture", "tracks", "doubtful", "lexicon"):
        assert studio.raw("GET", f"/{TOKEN}/{address}?work={quote(key)}")[0] == 400
    for address in ("correct", "build", "remove", "warm", "words", "mend", "lexicon"):
        studio.change(address, expect=400, work=key, text="好", scope="book", written="好", value="hǎo", file="x")
    studio.upload("a.txt", b"x", work=key, expect=400)
    assert tree(desk) == before


def test_facts_of_an_upload_lead_nowhere_else(studio: Open, dropped: str, desk: Path) -> None:
    """A work.json that names a file or a book elsewhere is not believed."""
    (facts,) = desk.glob("output/uploads/*/work.json")
    (desk / "secret.txt").write_text("SECRET")
    for wrong in ({"source": "../../../secret.txt"}, {"source": "/etc/passwd"}, {"book": "../.."}, {"book": "/"}):
        facts.write_text(json.dumps({"name": "x", "source": "山中读书.txt", **wrong}), "utf-8")
        assert studio.look("state")["works"] == []
    facts.write_text("[" * 5000)
    assert studio.look("state")["works"] == []


@pytest.fixture
def narrow(desk: Path) -> Settings:
    """Settings that take files of 1 MB."""
    return load(flags={"speech.engine": "silence", "source.max_megabytes": 1, "source.sandbox_megabytes": 600})


def test_a_huge_upload_is_refused(narrow: Settings, desk: Path) -> None:
    """By what it announces before a byte is taken, and by what comes where it lies; nothing of it is left."""
    with opened(narrow) as studio:
        path = f"/{TOKEN}/upload?name=a.txt"
        status, _, body = studio.raw("POST", path, b"x", Content_Length=str(10**12), **KEY)
        assert (status, b"larger" in body) == (400, True)
        status, body = chunked(studio, path, [b"x" * 0x10000] * 40)
        assert (status, b"larger" in body) == (400, True)
        assert studio.look("state")["works"] == []
        assert not [path for path in desk.glob("output/uploads/*") if path.is_dir()]


def chunked(studio: Open, path: str, parts: list[bytes]) -> tuple[int, bytes]:
    """Status and body of a request whose length nobody announces."""
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=60)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        headers = {name.replace("_", "-"): value for name, value in KEY.items()}
        connection.request("POST", path, iter(parts), headers, encode_chunked=True)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body


def test_a_folder_has_an_end_too(narrow: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files of a folder together are bounded, in bytes and in number; what was whole before stays."""
    monkeypatch.setattr("audiobook.studio.uploads.MOST_FILES", 4)
    with opened(narrow) as studio:
        key = studio.upload("scans/001.txt", b"x" * 600_000)["work"]
        assert "larger" in studio.upload("scans/002.txt", b"x" * 600_000, work=key, expect=400)["error"]
        assert "already" in studio.upload("scans/001.txt", b"x", work=key, expect=400)["error"]
        studio.upload("scans/003.txt", b"x", work=key)
        studio.upload("scans/004.txt", b"x", work=key)
        assert "4 files" in studio.upload("scans/005.txt", b"x", work=key, expect=400)["error"]


def test_a_huge_request_is_refused(studio: Open) -> None:
    """A JSON body has an end, however it is sent; nested ones and no objects are none."""
    path = f"/{TOKEN}/words"
    assert studio.raw("POST", path, b'{"text": "' + b"x" * 3_000_000 + b'"}', **JSON, **KEY)[0] == 413
    for nonsense in (b"", b"[]", b"1", b"{", b"\xff", b'{"a":' * 100_000, b"[" * 100_000):
        assert studio.raw("POST", path, nonsense, **JSON, **KEY)[0] == 400, nonsense[:10]


def test_a_zip_bomb_is_one_line(narrow: Settings) -> None:
    """A book whose chapters unpack to gigabytes: refused by its reader's own limits, and the workbench goes on."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip")
        container = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
        book.writestr("META-INF/container.xml", container)
        book.writestr("a.opf", bytes(300_000_000))
    with opened(narrow) as studio:
        key = studio.upload("bomb.epub", packed.getvalue())["work"]
        status, _, body = studio.raw("GET", f"/{TOKEN}/work?work={quote(key)}")
        assert status == 400
        assert body.count(b"\n") == 0
        assert studio.look("state")["works"][0]["work"] == key


def test_of_books_only_the_audio_is_read_out(studio: Open, dropped: str) -> None:
    """A book from elsewhere may have any page and script; here they would be of the origin that may change things."""
    assert studio.built(dropped)["state"] == "done"
    book = next(Path("output").glob("*/index.json")).parent
    base = f"/{TOKEN}/books/{quote(book.name)}"
    audio = next(book.glob("*.mp3"))
    assert studio.raw("GET", f"{base}/{quote(audio.name)}")[:1] == (200,)
    for file in [path for path in book.rglob("*") if path.is_file() and path.suffix != ".mp3"]:
        assert studio.raw("GET", f"{base}/{quote(file.relative_to(book).as_posix())}")[0] == 404, file
    for page in ("", "/", "/../", "/index.html"):
        assert studio.raw("GET", base + page)[0] == 404
    for page in ("index.html", "feed.xml", "player/library.js", "uploads/queue.json", "queue.json", ""):
        assert studio.raw("GET", f"/{TOKEN}/books/{page}")[0] == 404


SCRIPTS = """\
<script>alert("1")</script> & 'so on'

"><img src=x onerror=alert(1)>

一个人走在路上，看见<b onclick="alert(2)">一棵树</b>。{{key}} </script><script>alert(3)</script>
"""


def test_what_a_document_says_is_text(studio: Open) -> None:
    """Markup in names and texts goes to the page as JSON that no browser takes for a page."""
    key = studio.upload("<img src=x onerror=alert(1)>.txt", SCRIPTS.encode())["work"]
    for address in ("state", f"work?work={quote(key)}"):
        status, headers, body = studio.raw("GET", f"/{TOKEN}/{address}")
        assert (status, headers["content-type"]) == (200, "application/json")
        assert page_key(TOKEN).encode() not in body


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_no_other_method_does_anything(studio: Open, dropped: str, desk: Path, method: str) -> None:
    """Only GET, HEAD and POST are known, on every address."""
    before = tree(desk)
    for address in [*PAGES, *LOOKS, *CHANGES, "upload", "events", "books/x", "picture"]:
        assert studio.raw(method, f"/{TOKEN}/{address}", b"", **KEY)[0] == 405
    assert tree(desk) == before


def test_looking_changes_nothing(studio: Open, dropped: str, desk: Path) -> None:
    """What a link or a picture of another page can ask for writes nothing, if it got as far as that."""
    studio.look("work", work=dropped)
    before = tree(desk)
    for address in (*LOOKS, "picture"):
        studio.raw("GET", f"/{TOKEN}/{address}?work={quote(dropped)}")
    for address in CHANGES:
        assert studio.raw("GET", f"/{TOKEN}/{address}?work={quote(dropped)}&text=x")[0] in (200, 404)
    assert tree(desk) == before


def test_a_lexicon_elsewhere_is_not_written(studio: Open, dropped: str, desk: Path) -> None:
    """Only the lexicons that are in force, here and beside the book, whatever file is named."""
    for file in ("../lexicon.tsv", "/etc/passwd", str(desk.parent / "lexicon.tsv"), "", "audiobook.toml"):
        studio.change("lexicon", expect=400, work=dropped, written="好", value="hǎo", file=file)
    assert not list(desk.parent.glob("lexicon.tsv"))


def test_sentences_that_are_heard_are_named_by_us(studio: Open, desk: Path) -> None:
    """Only what was spoken to be heard is read out, whatever the name."""
    assert studio.change("hear", text="好。")["audio"].startswith("heard/")
    for name in ("../../x", "%2e%2e/%2e%2e/queue.json", "x" * 32, "%C3%A9" * 32, "." * 32, ""):
        assert studio.raw("GET", f"/{TOKEN}/heard/{name}")[0] == 404


def test_many_windows_at_once(studio: Open, dropped: str) -> None:
    """Twenty that ask for everything: each has its answer, and one that is not answered holds up nobody."""
    answers: list[Any] = []
    threads = [
        threading.Thread(target=lambda: answers.append(studio.look("work", work=dropped)["title"])) for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == ["山中读书"] * 20
