"""Pages from the web become books like any file; on a site on loopback."""

from __future__ import annotations

import codecs
import gzip
import json
import os
from pathlib import Path

import pytest

import audiobook as program
from audiobook.source.readers import fetched
from audiobook.web import keeping
from tests.conftest import Run
from tests.web.conftest import PAGE, Site


@pytest.fixture
def text(reader: Path, audiobook: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """What the script of an address says, as one text; read in this process, which takes a tenth of the time."""
    monkeypatch.setattr("audiobook.pipeline.anywhere.of_strangers", lambda settings: settings)

    def script(*arguments: object) -> str:
        assert audiobook("script", *arguments) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return script  # type: ignore[return-value]


def test_an_address_becomes_a_book(reader: Path, site: Site, audiobook: Run) -> None:
    """One command; what was fetched lies with the book, and says where it is from."""
    address = site.put("/news/lamps.html", ETag='"1"')
    assert audiobook("build", address, "--engine", "silence", "-q") == 0
    book = reader / "output" / "桥上的灯"
    assert len(list(book.glob("*.mp3"))) == 1
    kept = json.loads((book / "source" / "lamps" / "fetched.json").read_text("utf-8"))
    assert kept["address"] == address
    assert kept["files"][0]["etag"] == '"1"'
    assert (book / "source" / "lamps" / "lamps.html").read_text("utf-8") == PAGE


@pytest.mark.skipif(os.name != "posix", reason="no system without it")
def test_what_is_fetched_is_read_in_the_sandbox(
    reader: Path, site: Site, audiobook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages and feeds, without being asked: this process takes nothing apart."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("read here")

    monkeypatch.setattr("audiobook.source.read", never)
    monkeypatch.setattr("audiobook.web.feeds.read", never)
    assert audiobook("inspect", site.put("/lamps.html")) == 0
    item = f"<item><title>a</title><link>{site.url}/lamps.html</link></item>"
    feed = site.put("/feed.xml", f"<rss><channel><title>t</title>{item}</channel></rss>", "text/xml")
    assert audiobook("inspect", feed) == 0


def test_what_is_kept_is_not_fetched_again(reader: Path, site: Site, audiobook: Run) -> None:
    """Not for another command, not for another build, not when the cache is gone; --refresh asks, and an answer that
    nothing has changed costs one request."""
    address = site.put("/lamps.html", ETag='"1"')
    build = ("build", address, "--engine", "silence", "-q")
    for command in (("inspect", address), build, build):
        assert audiobook(*command) == 0
    assert site.count("/lamps.html") == 1
    (reader.parent / "cache").rename(reader.parent / "gone")
    assert audiobook(*build) == 0
    assert site.count("/lamps.html") == 1
    before = (reader / "output" / "桥上的灯" / "index.json").read_bytes()
    assert audiobook(*build, "--refresh") == 0
    assert site.count("/lamps.html") == 2
    assert site.headers[-1]["if-none-match"] == '"1"'
    assert (reader / "output" / "桥上的灯" / "index.json").read_bytes() == before


def test_what_changed_is_read_anew(text: Run, site: Site) -> None:
    """With --refresh a page that has changed is taken as it is now."""
    address = site.put("/lamps.html", ETag='"1"')
    assert "二十四盏" in text(address)
    site.put("/lamps.html", PAGE.replace("二十四盏", "二十五盏"), ETag='"2"')
    assert "二十四盏" in text(address)
    assert "二十五盏" in text(address, "--refresh")


def test_captions_and_menus(text: Run, site: Site) -> None:
    """What stands under a picture is a caption; menus and the footer are not read, and named."""
    script = text(site.put("/lamps.html"))
    assert ": 傍晚的老桥，摄于河边。" in script
    assert "清河晚报社" not in script.split("\n# ")[1]
    assert "清河晚报社" in script


@pytest.mark.parametrize(
    ("header", "declared", "encoding"),
    [
        ("text/html; charset=gb18030", "", "gb18030"),
        ("text/html; charset=GBK", '<meta charset="utf-8">', "gb18030"),
        ("text/html", '<meta charset="gb2312">', "gb18030"),
        ("text/html", '<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5"),
        ("text/html", "", "gb18030"),
        ("text/html", "", "utf-8"),
        ("text/html; charset=iso-8859-1", '<meta charset="gb2312">', "gb18030"),
        ("text/html; charset=utf-8", '<meta charset="gb2312">', "gb18030"),
        ("text/html; charset=gb2312", '<meta charset="utf-8">', "utf-8"),
        ("text/html; charset=martian", "", "utf-8"),
        ("text/html; charset=gb2312", '<meta charset="gb2312">', "utf-8-sig"),
    ],
)
def test_any_charset(text: Run, site: Site, header: str, declared: str, encoding: str) -> None:
    """By byte order mark, header, declaration or looks, also where some of them are wrong."""
    page = PAGE.replace('<meta charset="utf-8">', declared).replace("摄于河边", "攝於河邊")
    if encoding == "big5":
        page = "".join(c for c in page if c.encode("big5", "ignore"))
    script = text(site.put("/lamps.html", page.encode(encoding), header))
    assert "攝於河邊" in script
    assert "走得慢" in script if encoding == "big5" else "他们走得慢" in script


def test_the_kept_page_says_its_charset_itself(text: Run, site: Site, reader: Path) -> None:
    """A page whose charset only the server knows is kept in UTF-8 with a byte order mark."""
    page = PAGE.replace('<meta charset="utf-8">', "")
    text(site.put("/lamps.html", page.encode("gb18030"), "text/html; charset=gbk"))
    (kept,) = (reader.parent / "cache" / "web").rglob("*.html")
    assert kept.read_bytes() == codecs.BOM_UTF8 + page.encode()


@pytest.mark.parametrize(
    ("path", "type_", "body", "said"),
    [
        ("/story.txt", "text/plain", "桥上的灯\n\n入冬以后，天黑得早，老桥两头的灯五点半就亮了。\n".encode(), "五点半"),
        (
            "/story",
            "text/plain; charset=gb18030",
            "入冬以后，天黑得早，老桥两头的灯就亮了。".encode("gb18030"),
            "天黑得早",
        ),
        ("/raw/story.md", "text/plain", "# 桥上的灯\n\n入冬以后，*天黑*得早，灯就亮了。\n".encode(), "# 桥上的灯"),
        ("/story.html", "application/octet-stream", PAGE.encode(), "天黑得早"),
        ("/story", "", PAGE.encode(), "天黑得早"),
        ("/story", "application/xhtml+xml", PAGE.encode(), "天黑得早"),
    ],
)
def test_what_it_is(text: Run, site: Site, path: str, type_: str, body: bytes, said: str) -> None:
    """By its content type, or by its name where servers say little."""
    assert said in text(site.put(path, body, type_))


@pytest.mark.parametrize("type_", ["video/mp4", "application/json", "application/zip", "text/css"])
def test_what_is_nothing_to_read(
    reader: Path, site: Site, audiobook: Run, capsys: pytest.CaptureFixture[str], type_: str
) -> None:
    """Films, data and archives are refused by name."""
    address = site.put("/thing", b"\0\1\2\3" * 100, type_)
    assert audiobook("inspect", address) == 1
    assert address in capsys.readouterr().err


def test_packed_pages(text: Run, site: Site) -> None:
    """gzip is asked for and unpacked."""
    address = site.put("/lamps.html", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert "天黑得早" in text(address)
    assert site.headers[-1]["accept-encoding"] == "gzip"


def test_redirections(text: Run, site: Site) -> None:
    """They are followed, and the kept page says where it is from in the end."""
    there = site.put("/2026/lamps.html")
    assert "天黑得早" in text(site.lead("/short", "2026/lamps.html", 301))
    assert site.count("/robots.txt") == 1
    assert site.count(there.removeprefix(site.url)) == 1


def test_all_pages_of_an_article(text: Run, site: Site) -> None:
    """rel=next is followed where it leads to more of the same article; what is said again is named."""
    first = PAGE.replace("</article>", '<a rel="next" href="lamps_2.html">下一页</a></article>')
    second = (
        PAGE.replace("桥上的灯 -", "桥上的灯（2）-").replace("入冬以后", "开春以后").replace("过桥的人", "看灯的人")
    )
    site.put("/lamps_2.html", second.replace("</head>", '<link rel="next" href="/lamps.html"></head>'))
    script = text(site.put("/lamps.html", first))
    assert script.count("# 桥上的灯\n") == 1
    assert script.index("过桥的人不多") < script.index("开春以后") < script.index("看灯的人不多")
    assert "again on page 2" in script


def test_the_next_article_is_not_the_next_page(text: Run, site: Site) -> None:
    """Blogs call the post after this one "next": it is not asked for."""
    site.put("/2026/boats", PAGE.replace("灯", "船"))
    script = text(site.put("/2026/lamps", PAGE.replace("</head>", '<link rel="next" href="/2026/boats"></head>')))
    assert "桥上的船" not in script
    assert site.count("/2026/boats") == 0


def test_too_many_pages(
    reader: Path, site: Site, audiobook: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where pages have no end, as many are read as are allowed; the rest is named, and the exit code says so."""
    monkeypatch.setenv("AUDIOBOOK_WEB_PAGES", "3")
    for number in range(1, 9):
        page = PAGE.replace("入冬", f"第{number}个冬天").replace(
            "</head>", f'<link rel="next" href="?page={number + 1}"></head>'
        )
        site.put("/lamps" if number == 1 else f"/lamps?page={number}", page)
    assert audiobook("build", f"{site.url}/lamps", "--engine", "silence", "-q") == 1
    assert "web.pages = 3" in capsys.readouterr().err
    assert site.count("/lamps?page=3") == 1
    assert site.count("/lamps?page=4") == 0


def test_from_python(reader: Path, site: Site) -> None:
    """The functions take addresses as the commands do."""
    address = site.put("/lamps.html")
    assert program.inspect(address).document.title == "桥上的灯"
    assert "天黑得早" in program.script(address)
    built = program.build(address, engine="silence")
    assert built.directory.name == "桥上的灯"


def test_errors_name_the_address(reader: Path, site: Site, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where the reader is at fault, which knows only the file."""
    address = site.put("/empty.html", "<!doctype html><p></p>")
    assert audiobook("inspect", address) == 1
    said = capsys.readouterr().err
    assert address in said
    assert "cache" not in said


def test_reader_and_fetcher_agree() -> None:
    """Rooms do not know one another, so the name of the record stands in both."""
    assert fetched.RECORD == keeping.RECORD
