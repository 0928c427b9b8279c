"""The word that is heard is lit within its sentence."""

from __future__ import annotations

from typing import Any

import pytest

from audiobook.model import Cue, TimedWord
from audiobook.publish.player.word_data import words
from audiobook.publish.server.run import Running
from tests.publish import samples
from tests.publish.browsing import SHOTS, book, opened, ready, stop_at

PAINTED = "[...CSS.highlights.get('word')].map((range) => range.toString()).join('|')"


def seek(page: Any, ms: int) -> None:
    """To a place, and wait until the page shows it."""
    page.evaluate(f"audio.currentTime = {ms / 1000}")
    page.wait_for_function("!audio.seeking")


def test_numbers_of_words() -> None:
    """Counted from word to word, they are small; added up they are places and times again."""
    told = (("用", 1000, 1200), ("3.5%", 1200, 2100), ("的", 2100, 2300), ("水", 2700, 3000))
    cue = Cue(1000, 3000, "用3.5%的的水。", "body", 0, 1, words=tuple(TimedWord(*word) for word in told))
    assert words(cue) == [0, 1, 0, 200, 0, 4, 0, 900, 0, 1, 0, 200, 1, 1, 400, 300]
    assert words(Cue(0, 9, "没有。", "body", 0, 1)) == []


@pytest.mark.parametrize("number", [0, 2, 5])
def test_the_word_that_is_heard_is_lit(browser: Any, web: Running, number: int) -> None:
    """Where it is sought to and where it plays, the word of that moment, and no other, is painted; the text stays."""
    cue = Cue(500, 1700, samples.SENTENCES[0], "body", 1, 2)
    heard = samples.words(cue)
    with opened(browser, book(web)) as page:
        ready(page)
        before = page.inner_html("#text")
        seek(page, heard[number].start_ms + 5)
        page.wait_for_function(f"{PAINTED} === '{heard[number].text}'")
        page.evaluate("audio.pause()")
        assert page.inner_html("#text").replace(' aria-current="true"', "") == before.replace(
            ' aria-current="true"', ""
        )
        seek(page, cue.end_ms + 100)
        page.wait_for_function(f"{PAINTED} === ''")


def test_it_goes_on_with_the_voice(browser: Any, web: Running) -> None:
    """While it plays, the painted word is one of the sentence that is lit; another article has its own."""
    with opened(browser, book(web)) as page:
        ready(page)
        page.click("#play")
        stop_at(page, 2.05)
        page.wait_for_function(f"{PAINTED} !== ''")
        word = page.evaluate(PAINTED)
        assert word in page.text_content(".s[aria-current=true]")
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / "word.png")
        page.keyboard.press("n")
        ready(page)
        page.wait_for_function(f"{PAINTED} !== '{word}'")


def test_a_browser_that_cannot_paint_lights_the_sentence(browser: Any, web: Running) -> None:
    """Without CSS.highlights nothing fails."""
    with opened(browser, book(web)) as page:
        page.add_init_script("Object.defineProperty(CSS, 'highlights', {value: undefined})")
        page.reload()
        ready(page)
        page.click(".s[data-at='2']")
        page.wait_for_selector(".s[data-at='2'][aria-current=true]")
