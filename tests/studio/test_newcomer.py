"""From a file to a podcast with a mended word, as a newcomer goes: with a newspaper page, and with a real voice."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import podcastparser
import pytest

from audiobook.config_file import load
from tests.publish.conftest import serving
from tests.studio.conftest import opened
from tests.studio.test_page import build, drop, page_of, sentence
from tests.waiting import GUARD_S

NEWSPAPER = Path(__file__).parents[3] / "shared" / "samples" / "newspaper_page.txt"


def subscribed(output: Path) -> list[str]:
    """Titles of the episodes that an app finds in the feed that `audiobook serve` offers, each of which it can load."""
    (book,) = output.glob("*/index.json")
    with serving(output) as web:
        address = f"{web.url}{book.parent.name}/feed.xml"
        with urlopen(quote(address, safe=":/")) as feed:
            found = podcastparser.parse(address, feed)
        for episode in found["episodes"]:
            with urlopen(episode["enclosures"][0]["url"]) as audio:
                assert audio.read(3) == b"ID3"
    return [episode["title"] for episode in found["episodes"]]


@pytest.mark.skipif(not NEWSPAPER.is_file(), reason="the shared samples are not beside the project")
def test_a_newspaper_page(browser: Any, desk: Path) -> None:
    """Three articles are found, two left out; a title is mended, and a word while listening; an app finds all of it."""
    # a build that is still ending stays in its own folder when the next test has another
    settings = load(flags={"output": desk / "output", "speech.engine": "silence", "study.enabled": False})
    with opened(settings) as studio, page_of(browser, studio) as page:
        drop(page, NEWSPAPER)
        assert page.locator(".line[data-label=title]").count() == 3
        for number in (2, 0):  # one article is enough to listen to
            page.click(f".line[data-label=title] >> nth={number}")
            page.click("#tool-article")
            page.wait_for_function(
                "n => document.querySelectorAll('.line[data-label=title]').length === n", arg=1 + number // 2
            )
        page.dblclick(".line[data-label=title]")
        page.fill("#edit-text", "表态与表率")
        page.click("#edit-save")
        page.wait_for_selector(".line[data-label=title] >> text=表态与表率")
        build(page)
        page.click("#tab-listen")
        page.locator(".s").last.click()
        word = page.text_content("#mend .word[aria-pressed=true] span")
        page.fill("#value", "这一个词")
        page.click("#apply-book")
        page.wait_for_selector("#mend[data-heard-ms]")
        page.wait_for_selector("#status >> text=接着放")
    assert next(Path("output").glob("*/lexicon.tsv")).read_text("utf-8") == f"{word}\t这一个词\n"
    (title,) = subscribed(Path("output"))
    assert title.endswith("表态与表率")


@pytest.mark.kokoro
def test_a_misread_word_is_mended_with_the_embedded_voice(browser: Any, desk: Path, voice_cache: Path) -> None:
    """A word is heard in what stands around it, then the track is joined and reads on in that sentence by itself."""
    settings = load(flags={"output": desk / "output", "study.enabled": False, "narration.announce": False})
    settings = dataclasses.replace(settings, cache=voice_cache)
    file = desk / "渡口.txt"
    file.write_text("渡口的灯\n\n顾长风\n\n灯亮了，船慢慢靠了岸。\n", "utf-8")
    with opened(settings) as studio, page_of(browser, studio) as page:
        drop(page, file)
        build(page)
        page.click("#tab-listen")
        page.wait_for_function("audio.readyState >= 1")
        page.evaluate("audio.playbackRate = audio.defaultPlaybackRate = 0.0625")
        page.keyboard.press(" ")
        page.wait_for_function("!audio.paused", polling=100)
        sentence(page, "灯亮了").click()
        page.wait_for_selector("#mend .word")
        page.click("#mend .word >> text=慢慢 >> nth=0")
        page.fill("#value", "静静")
        page.evaluate("document.getElementById('speed').value = 2")
        page.click("#apply-here")
        page.wait_for_selector("#mend[data-heard-ms]", timeout=GUARD_S * 1000)
        assert page.evaluate("document.getElementById('sample').duration") > 0.5
        page.wait_for_selector(".s >> text=静静")
        page.wait_for_function("!audio.paused && audio.currentTime > 0", polling=100)
        assert "静静" in page.text_content(".s[aria-current=true]")
    assert "静静" in next(Path("output").glob("*/book.md")).read_text("utf-8")
