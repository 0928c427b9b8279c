"""Feeds become books that grow; on a site on loopback."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import audiobook as program
from audiobook.errors import UnreadableSource
from audiobook.pipeline.growing import Wanted
from audiobook.web import feeds
from tests.conftest import Run
from tests.web.conftest import PAGE, Site

STORIES = {
    "旧船": "河湾里停着一条旧船，船底朝天，孩子们把它当滑梯。船主说，等开了春就修，可是已经过了三个春天。",
    "新井": "村口打了一口新井，水从六十米深的地方抽上来，凉得牙疼。老人们还是愿意走远路，去挑山脚下的泉水。",
    "磨坊": "磨坊的轮子停了二十年，木头上长满了青苔。去年有人来量尺寸，说要照着它的样子，在城里做一个新的。",
    "渡口": "渡口的钟每天响两次，早上六点，晚上六点。摆渡的人不看表，他听见鸡叫就起身，看见炊烟就收工。",
}
NAMES = list(STORIES)


def item(name: str, day: int, *, whole: bool = True, link: str = "") -> str:
    """An item of RSS 2.0."""
    text = f"<p>{STORIES[name]}</p>" * 2
    said = (
        f"<content:encoded><![CDATA[{text}]]></content:encoded>"
        if whole
        else f"<description>{STORIES[name][:12]}…</description>"
    )
    return (
        f"<item><title>{name}</title><guid isPermaLink='false'>id-{name}</guid>"
        f"<pubDate>{day:02} Nov 2026 08:00:00 GMT</pubDate><dc:creator>沈青禾</dc:creator>"
        f"{f'<link>{link}</link>' if link else ''}{said}</item>"
    )


def rss(*items: str, title: str = "河边的事") -> str:
    """A feed, the newest first as feeds are."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{title}</title><language>zh-cn</language>'
        f"<link>https://example.org/</link><description>d</description>{''.join(reversed(items))}</channel></rss>"
    )


@pytest.fixture
def build(reader: Path, audiobook: Run) -> Run:
    """Builds without a sound and without a word."""
    return lambda *arguments: audiobook("build", *arguments, "--engine", "silence", "-q")


def book(reader: Path, name: str = "河边的事") -> dict[str, Any]:
    """The record of a book."""
    found: dict[str, Any] = json.loads((reader / "output" / name / "index.json").read_text("utf-8"))
    return found


def titles(reader: Path, name: str = "河边的事") -> list[str]:
    """Of its articles, in order."""
    return [track["title"] for track in book(reader, name)["tracks"] if track["kind"] == "article"]


def digests(reader: Path) -> dict[str, str]:
    """Of its MP3s, by name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (reader / "output" / "河边的事").glob("*.mp3")
    }


def test_a_book_that_grows(reader: Path, site: Site, build: Run) -> None:
    """New entries become articles behind the others; what was made stays, to the byte; what vanishes from the feed
    stays in the book."""
    address = site.put("/feed.xml", rss(item("旧船", 1), item("新井", 2)), "application/rss+xml", ETag='"1"')
    assert build(address) == 0
    assert titles(reader) == ["旧船", "新井"]
    before, index = digests(reader), book(reader)
    assert build(address) == 0
    assert site.headers[-1]["if-none-match"] == '"1"'
    assert digests(reader) == before
    site.put("/feed.xml", rss(item("新井", 2), item("磨坊", 3)), "application/rss+xml", ETag='"2"')
    assert build(address) == 0
    assert titles(reader) == ["旧船", "新井", "磨坊"]
    assert before.items() <= digests(reader).items()
    kept = {track["title"]: (track["guid"], track["published"]) for track in index["tracks"]}
    now = {track["title"]: (track["guid"], track["published"]) for track in book(reader)["tracks"]}
    assert kept.items() <= now.items()
    assert book(reader)["source"] == address
    assert book(reader)["tracks"][0]["authors"] == ["沈青禾"]


def test_what_is_learnt_of_old_articles_is_told(reader: Path, site: Site, build: Run) -> None:
    """With terms, which weigh one article against all: no MP3 that is there is made again, and the index
    knows what study makes of the whole book now."""
    meant = (
        "{0}是指村里人每天经过的那个{0}。{0}的主人叫沈青禾，他在{0}旁边做了32年豆腐，每天用掉40斤黄豆。"
        "村里有一台2019年买的电脑，用来查GDP，占3%的时间。"
    )
    long = [
        item(name, day).replace(f"<p>{STORIES[name]}", f"<p>{meant.format(name)}{STORIES[name]}")
        for day, name in enumerate(NAMES, 1)
    ]
    address = site.put("/feed.xml", rss(*long[:3]))
    assert build(address) == 0
    folder = reader / "output" / "河边的事"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.mp3")}
    assert all(track["terms"] for track in book(reader)["tracks"])
    site.put("/feed.xml", rss(*long))
    assert build(address) == 0
    now = {path: path.stat().st_mtime_ns for path in folder.rglob("*.mp3")}
    assert before.items() <= now.items()
    (folder / "book.md").rename(reader / "book.md")
    assert build("book.md", "-o", "fresh") == 0
    fresh = json.loads((reader / "fresh" / "河边的事" / "index.json").read_text("utf-8"))
    assert [track["terms"] for track in book(reader)["tracks"]] == [track["terms"] for track in fresh["tracks"]]


def test_episodes_are_dated_as_their_entries(reader: Path, site: Site, build: Run) -> None:
    """Those of the first run and of later ones; what is published keeps its date, and an entry that comes late goes
    behind it."""
    dated = [item(name, day).replace("2026", "2024") for name, day in zip(NAMES[:3], (3, 5, 20), strict=True)]
    address = site.put("/feed.xml", rss(*dated[:2]), "application/rss+xml")
    assert build(address) == 0
    first = [track["published"] for track in book(reader)["tracks"] if track["kind"] == "article"]
    assert first == ["2024-11-03T08:00:00Z", "2024-11-05T08:00:00Z"]
    late = item(NAMES[3], 4).replace("2026", "2024")
    site.put("/feed.xml", rss(*dated, late), "application/rss+xml")
    assert build(address, "--refresh") == 0
    (*old, late_one, last) = [track["published"] for track in book(reader)["tracks"] if track["kind"] == "article"]
    assert old == first
    assert sorted([*old, late_one, last]) == [*old, late_one, last]
    assert "2024-11-20T08:00:00Z" in (late_one, last)
    assert "- date: 2024-11-03T08:00:00Z" in next(reader.glob("output/*/book.md")).read_text("utf-8")


def test_what_was_corrected_stays(reader: Path, site: Site, build: Run) -> None:
    """The script of a book that grows can be edited like any: articles changed or left out by hand stay so."""
    address = site.put("/feed.xml", rss(item("旧船", 1), item("新井", 2)))
    assert build(address) == 0
    script = reader / "output" / "河边的事" / "book.md"
    text = script.read_text("utf-8").replace("# 新井", "# 一口新井").replace("# 旧船", "# 一条旧船")
    first = text.index("# 一条旧船")
    script.write_text(text[:first] + text[text.index("# 一口新井") :], "utf-8")
    site.put("/feed.xml", rss(item("旧船", 1), item("新井", 2), item("渡口", 4)))
    assert build(address) == 0
    assert titles(reader) == ["一口新井", "渡口"]


def test_since_and_limit(reader: Path, site: Site, build: Run) -> None:
    """Only entries of a day and later, only the newest so many; what was passed over can come later."""
    address = site.put("/feed.xml", rss(*(item(name, day) for day, name in enumerate(NAMES, 1))))
    assert build(address, "--limit", "1") == 0
    assert titles(reader) == ["渡口"]
    assert build(address, "--limit", "1") == 0
    assert titles(reader) == ["渡口"]
    assert build(address, "--since", "2026-11-03") == 0
    assert titles(reader) == ["渡口", "磨坊"]


def test_pages_of_entries(reader: Path, site: Site, build: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """An entry that is only a teaser has its page fetched, once; one whose page cannot be had is named, and taken up as
    soon as it can."""
    site.put("/lamps", PAGE)
    there, gone = item("旧船", 1, whole=False, link=f"{site.url}/lamps"), item("新井", 2, whole=False, link="/well")
    address = site.put("/feed.xml", rss(there, gone))
    assert build(address) == 1
    assert f"{site.url}/well" in capsys.readouterr().err
    assert titles(reader) == ["桥上的灯"]
    site.put("/well", PAGE.replace("桥上的灯", "村口的井"))
    assert build(address) == 0
    assert titles(reader) == ["桥上的灯", "村口的井"]
    assert site.count("/lamps") == 1
    kept = (reader / "output" / "河边的事" / "source").glob("*/fetched.json")
    assert len(list(kept)) == 2


def test_a_file_of_a_feed(reader: Path, site: Site, build: Run, audiobook: Run) -> None:
    """A feed on the disk needs no network for entries that are whole; `inspect` writes nothing."""
    Path("feed.xml").write_text(rss(item("旧船", 1)), "utf-8")
    assert audiobook("inspect", "feed.xml") == 0
    assert not Path("output").exists()
    assert build("feed.xml") == 0
    Path("feed.xml").write_text(rss(item("渡口", 4)), "utf-8")
    assert build("feed.xml") == 0
    assert titles(reader) == ["旧船", "渡口"]
    assert site.asked == []


def test_a_list_of_addresses(reader: Path, site: Site, build: Run) -> None:
    """A text of nothing but addresses is a book of their pages, in its order."""
    site.put("/lamps", PAGE)
    site.put("/boats", PAGE.replace("桥上的灯", "河里的船"))
    Path("周末.txt").write_text(f"# for Sunday\n{site.url}/lamps\n", "utf-8")
    assert build("周末.txt") == 0
    Path("周末.txt").write_text(f"{site.url}/boats\n{site.url}/lamps\n", "utf-8")
    assert build("周末.txt") == 0
    assert titles(reader, "周末") == ["桥上的灯", "河里的船"]


def test_from_python(reader: Path, site: Site) -> None:
    """The function takes what the command takes."""
    address = site.put("/feed.xml", rss(*(item(name, day) for day, name in enumerate(NAMES, 1))))
    built = program.build(address, engine="silence", since="2026-11-03", limit=1)
    assert [track.title for track in built.index.tracks if track.kind == "article"] == ["渡口"]


def test_a_list_of_feeds(reader: Path, site: Site, build: Run) -> None:
    """Each feed of an OPML file is a book of its own."""
    site.put("/a.xml", rss(item("旧船", 1), title="甲"))
    site.put("/b.xml", rss(item("新井", 2), title="乙"))
    outlines = "".join(f"<outline><outline type='rss' xmlUrl='{site.url}/{name}.xml'/></outline>" for name in "ab")
    Path("mine.opml").write_text(
        f"<opml version='2.0'><head><title>t</title></head><body>{outlines}</body></opml>", "utf-8"
    )
    assert build("mine.opml") == 0
    assert titles(reader, "甲") == ["旧船"]
    assert titles(reader, "乙") == ["新井"]


def test_another_book_of_that_name(reader: Path, site: Site, build: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A feed never writes into the book of something else."""
    assert build(site.put("/a.xml", rss(item("旧船", 1)))) == 0
    other = site.put("/b.xml", rss(item("新井", 2)))
    assert build(other) == 2
    assert other in capsys.readouterr().err
    assert titles(reader) == ["旧船"]


@pytest.mark.parametrize("wrong", [("--since", "soon"), ("--limit", "0"), ("--since", "2026-13")])
def test_wrong_use(desk: Path, audiobook: Run, wrong: tuple[str, str]) -> None:
    """Dates that are none, and numbers of entries that say nothing."""
    assert audiobook("build", "feed.xml", *wrong) == 2


def test_choosing_is_for_feeds(issue: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Other publications have no entries."""
    assert audiobook("build", issue, "--limit", "3") == 2
    assert "no feed" in capsys.readouterr().err


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://example.org/blog/">
<title type="html">A &amp;amp; B</title><author><name>Ann</name></author>
<entry><id>tag:1</id><title>One</title><link rel="edit" href="/edit"/><link href="one.html"/>
<updated>2026-11-02T00:00:00Z</updated><author><name>Bob</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Whole <b>text</b>.</p></div></content></entry>
<entry><id>tag:2</id><title>Two</title><link href="https://example.org/two"/><published>2026-11-01T00:00:00Z</published>
<summary>Only a &lt;teaser&gt;</summary></entry>
<entry><id>tag:3</id><title>Three</title><content type="html">&lt;p&gt;Begins here. Read more&lt;/p&gt;</content>
<updated>2026-11-03T00:00:00Z</updated></entry></feed>"""

RDF = """<?xml version="1.0" encoding="gb2312"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/">
<title>朱镕的报</title><dc:language>zh-CN</dc:language></channel><item rdf:about="https://example.org/1"><title>镕炉</title>
<link>https://example.org/1</link><dc:date>2026-11-01T08:00:00+08:00</dc:date><description>短</description></item></rdf:RDF>"""


def test_atom() -> None:
    """Bases of links, constructs of text, and what is only a teaser."""
    feed = feeds.read(ATOM.encode(), "feed")
    assert (feed.title, feed.language, feed.author) == ("A & B", "en", "Ann")
    two, one, three = feed.entries
    assert (one.title, one.link, one.authors) == ("One", "https://example.org/blog/one.html", ("Bob",))
    assert "<b>text</b>" in one.content
    assert [entry.whole for entry in (one, two, three)] == [True, False, False]
    assert "&lt;teaser&gt;" in two.content


def test_rdf() -> None:
    """RSS 1.0, in an encoding that says less than it holds."""
    feed = feeds.read(RDF.encode("gb18030"), "feed")
    assert (feed.title, feed.language) == ("朱镕的报", "zh-cn")
    assert [(entry.id, entry.title, entry.date, entry.whole) for entry in feed.entries] == [
        ("https://example.org/1", "镕炉", "2026-11-01T00:00:00Z", False)
    ]


def test_a_description_may_be_the_whole() -> None:
    """Many feeds have all of an entry there; a long one that does not break off is taken for it."""
    text = f"&lt;p&gt;{STORIES['旧船'] * 15}&lt;/p&gt;"
    for told, whole in ((text, True), (text[:200], False), (f"{text[:-10]}…", False), (f"{text}阅读全文", False)):
        one = f"<item><title>a</title><description>{told}</description></item>"
        data = f"<rss><channel><title>t</title>{one}</channel></rss>"
        (entry,) = feeds.read(data.encode(), "feed").entries
        assert entry.whole is whole, told[-20:]


def test_feeds_that_are_not_well_formed() -> None:
    """Entities of HTML, a bare ampersand, a feed cut off: what is there is read, and the fault is named."""
    data = rss(item("旧船", 1), item("新井", 2)).replace("河边的事", "河边&nbsp;的事 & 人")
    feed = feeds.read(data.encode(), "here")
    assert [entry.title for entry in feed.entries] == ["旧船", "新井"]
    assert feed.faults[0].startswith("here: is not well-formed")
    cut = rss(item("旧船", 1), item("新井", 2)).partition("</item>")[0]
    assert [entry.title for entry in feeds.read(cut.encode(), "here").entries] == ["新井"]


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("head", "said"),
    [(LAUGHS, "&m;"), ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
     ('<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd">', "&y;")],
)  # fmt: skip
def test_entities_are_not_resolved(head: str, said: str) -> None:
    """No laughs, no files, no network."""
    one = f"<item><title>a{said}b</title><guid>1</guid></item>"
    data = f"<?xml version='1.0'?>{head}<rss><channel><title>t</title>{one}</channel></rss>"
    found = feeds.read(data.encode(), "feed")
    assert len(found.entries[0].title) < 10
    assert "root" not in found.entries[0].title


@pytest.mark.parametrize(
    "data", [b"", b"<html><rss></rss></html>", b"<rss", b"<rss></rss", b"\0" * 100, b"<rss>" * 100_000]
)
def test_what_is_no_feed(data: bytes) -> None:
    """One line that names it, or nothing in it."""
    try:
        assert not feeds.read(data, "here").entries
    except UnreadableSource as error:
        assert str(error).startswith("here:")


def test_many_entries() -> None:
    """The newest thousand, each once."""
    items = "".join(f"<item><guid>{n}</guid></item><item><guid>{n}</guid></item>" for n in range(1500))
    found = feeds.read(f"<rss><channel>{items}</channel></rss>".encode(), "feed").entries
    assert len(found) == feeds.MOST_ENTRIES
    assert found[-1].id == "0"
    flood = feeds.read(b"<rss><channel>" + b"<item><guid>1</guid></item>" * 10_001 + b"</channel></rss>", "here")
    assert "10,001" in flood.faults[0]


def test_dates_as_exact_as_given() -> None:
    """A month or a year will do; what has no date may be new."""
    entries = [feeds.Entry("1", date="2026-10-31T23:00:00Z"), feeds.Entry("2", date="2026-11-01"), feeds.Entry("3")]
    for since in ("2026-11-01", "2026-11", "2026-11-1"):
        assert [entry.id for entry in Wanted(since).of(entries)] == ["2", "3"]
    assert [entry.id for entry in Wanted("2027").of(entries)] == ["3"]
    assert [entry.id for entry in Wanted("2026", 1).of(entries)] == ["3"]
