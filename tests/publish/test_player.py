"""The player in a real browser: headless Chromium, real MP3s, served and from a folder."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from audiobook.config import PublishSettings
from audiobook.publish import publish
from audiobook.publish.index import reconcile
from audiobook.publish.server.run import Running
from tests.publish import samples
from tests.publish.browsing import DESKTOP, PHONE, SHOTS, book, frame_of, opened, ready, stop_at, wait_lit, watched

CUE_STARTS_MS = (0, 500, 2000, 3500, 5000)


def test_the_light_follows_the_voice(browser: Any, web: Running) -> None:
    """In every frame of playing into three sentences, the lit one is that spoken within 100 ms before or after."""
    with opened(browser, book(web)) as page:
        ready(page)
        seen = page.evaluate(
            """async () => {
              const seen = [];
              const frame = () => new Promise((done) => requestAnimationFrame(done));
              for (const from of [0.2, 1.7, 3.2]) {
                audio.currentTime = from;
                while (audio.seeking) await frame();
                await audio.play();
                do {
                  await frame();
                  const span = document.querySelector('.s[aria-current=true]');
                  seen.push([audio.currentTime * 1000, Number(span.dataset.at)]);
                } while (audio.currentTime < from + 0.6);
                audio.pause();
              }
              return seen;
            }"""
        )
        assert {at for _, at in seen} == {0, 1, 2, 3}
        for time_ms, at in seen:
            fits = {
                max(n for n, start in enumerate(CUE_STARTS_MS) if start <= max(0, time_ms + d)) for d in (-100, 0, 100)
            }
            assert at in fits, (time_ms, at)


def test_all_of_it_works_under_its_policy(browser: Any, web: Running) -> None:
    """With the policy in force, scripts, styles, pictures and audio of both pages load, and a click plays."""
    with opened(browser, web.url, bypass_csp=False) as page:
        page.click("#books a")
        frame = page.frame_locator(".open-book")
        frame.locator('.s[data-at="3"]').click()
        frame.locator("#play[aria-label='暂停']").wait_for()
        frame.locator('.s[data-at="3"][aria-current=true]').wait_for()


def test_a_press_that_would_be_lost_cannot_be_made(browser: Any, web: Running) -> None:
    """While the script is on its way no button takes a press; once it is there, the first press plays."""
    held: list[Any] = []
    under = """() => {
      const { left, top, width, height } = document.getElementById("play").getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2)?.closest("#play") != null;
    }"""
    with opened(browser, book(web)) as page:
        ready(page)
        assert page.evaluate(under)
        page.route("**/player/player.js*", lambda route: held.append(route))
        with page.expect_request("**/player/player.js*"):
            page.reload(wait_until="commit")
        page.wait_for_selector("#play")
        page.wait_for_function("document.styleSheets.length > 0")
        assert not page.evaluate(under)
        held[0].continue_()
        page.click("#play")
        page.wait_for_function("window.audio && !audio.paused && audio.currentTime > 0")


def test_a_click_on_a_sentence_plays_it(browser: Any, web: Running) -> None:
    """The voice jumps to where that sentence begins."""
    with opened(browser, book(web)) as page:
        ready(page)
        page.click('.s[data-at="3"]')
        page.wait_for_selector("#play[aria-label='暂停']")
        stop_at(page, 3.5)
        assert page.evaluate("seeks.at(-1)") == pytest.approx(3.5, abs=0.01)
        wait_lit(page, 3)


def test_it_goes_on_where_it_stopped(browser: Any, web: Running) -> None:
    """After a reload the same article at the same place, and each article has its own."""
    with opened(browser, book(web)) as page:
        ready(page)
        page.evaluate("audio.currentTime = 2.5")
        page.wait_for_function("document.querySelector('.s[aria-current=true]').dataset.at === '2'")
        page.click(".track[data-track='1']")
        ready(page)
        page.click('.s[data-at="3"]')
        stop_at(page, 3.5)
        place = page.evaluate("audio.currentTime")
        page.reload()
        ready(page)
        assert page.text_content("#now-title") == "轴承"
        assert abs(page.evaluate("audio.currentTime") - place) < 0.3
        wait_lit(page, 3)
        page.click(".track[data-track='0']")
        ready(page)
        assert abs(page.evaluate("audio.currentTime") - 2.5) < 0.3


def test_speed_is_set_and_kept(browser: Any, web: Running) -> None:
    """0.75 to 3 times; the pace stays over articles and reloads."""
    with opened(browser, book(web)) as page:
        ready(page)
        values = page.eval_on_selector_all("#rate option", "options => options.map(o => Number(o.value))")
        assert (min(values), max(values)) == (0.75, 3)
        page.select_option("#rate", "1.5")
        assert page.evaluate("audio.playbackRate") == 1.5
        page.click(".track[data-track='2']")
        ready(page)
        assert page.evaluate("audio.playbackRate") == 1.5
        page.reload()
        ready(page)
        assert page.evaluate("audio.playbackRate") == 1.5
        assert page.input_value("#rate") == "1.5"


def test_every_key_does_what_the_help_says(browser: Any, web: Running) -> None:
    """Play, skip, sentence, speed, article, text size, colours, help; none while typing."""
    with opened(browser, book(web)) as page:
        ready(page)
        press = page.keyboard.press
        press(" ")
        page.wait_for_function("!audio.paused")
        press("k")
        page.wait_for_function("audio.paused")
        page.evaluate("audio.currentTime = 0.6")
        page.wait_for_function("!audio.seeking")
        press("Shift+ArrowRight")
        page.wait_for_function("!audio.seeking && Math.abs(audio.currentTime - 2) < 0.06")
        press("Shift+ArrowLeft")
        page.wait_for_function("!audio.seeking && Math.abs(audio.currentTime - 0.5) < 0.06")
        press("ArrowRight")
        page.wait_for_function("!audio.seeking && audio.currentTime > 6")
        press("ArrowLeft")
        page.wait_for_function("!audio.seeking && audio.currentTime === 0")
        press("]")
        assert page.evaluate("audio.playbackRate") == 1.1
        press("[")
        assert page.evaluate("audio.playbackRate") == 1
        press("n")
        page.wait_for_function("document.getElementById('now-title').textContent === '轴承'")
        press("p")
        page.wait_for_function("document.getElementById('now-title').textContent === '水车'")
        size = page.evaluate("getComputedStyle(document.querySelector('main')).fontSize")
        press("+")
        assert page.evaluate("getComputedStyle(document.querySelector('main')).fontSize") != size
        press("d")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        press("?")
        assert page.is_visible("#help")
        press(" ")
        assert page.evaluate("audio.paused")
        press("Escape")
        assert not page.is_visible("#help")


def test_a_correction_is_a_line_for_the_lexicon(browser: Any, web: Running) -> None:
    """ "Misread" offers the lit sentence with how it was read, and touches the clipboard when that was changed."""
    with opened(browser, book(web), permissions=["clipboard-read", "clipboard-write"]) as page:
        ready(page)
        page.evaluate("audio.currentTime = 2.2")
        page.wait_for_function("document.querySelector('.s[aria-current=true]').dataset.at === '2'")
        page.evaluate("navigator.clipboard.writeText('mine')")
        page.click("#misread")
        assert page.input_value("#written") == page.input_value("#read-as") == samples.SENTENCES[1]
        assert page.evaluate("navigator.clipboard.readText()") == "mine"
        page.fill("#written", "轴承")
        page.fill("#read-as", "zhou2 cheng2")
        page.click("#copy")
        page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('zhou2'))")
        lines = page.evaluate("navigator.clipboard.readText()").splitlines()
        assert lines[0].startswith("# ")
        assert lines[1:] == ["轴承\tzhou2 cheng2"]


def test_the_sleep_timer_pauses(browser: Any, web: Running) -> None:
    """When the time is up the voice stops, and the timer is off again."""
    with opened(browser, book(web)) as page:
        ready(page)
        page.click("#play")
        page.wait_for_function("!audio.paused")
        page.select_option("#sleep", "5")
        assert "5 分钟后停" in page.text_content("#now-left")
        page.evaluate("{ const real = Date.now; Date.now = () => real() + 301000; }")
        page.wait_for_function("audio.paused")
        assert page.input_value("#sleep") == "0"
        assert page.evaluate("audio.volume") == 1


def test_one_article_leads_to_the_next(browser: Any, web: Running) -> None:
    """At its end an article is marked as heard and the next one plays from its start."""
    with opened(browser, book(web)) as page:
        ready(page)
        page.evaluate("audio.currentTime = 6.2")
        page.click("#play")
        page.wait_for_function("document.getElementById('now-title').textContent === '轴承' && !audio.paused")
        assert "已听完" in page.text_content(".track[data-track='0']")
        assert page.evaluate("seeks.filter((place) => place > 0)") == [pytest.approx(6.2, abs=0.01)], "none in the next"


def test_the_phones_own_buttons(browser: Any, web: Running) -> None:
    """Title, authors, book and cover are handed to the system, and its buttons are taken."""
    with opened(browser, book(web)) as page:
        ready(page)
        found = page.evaluate("(m => [m.title, m.artist, m.album, m.artwork[0].src])(navigator.mediaSession.metadata)")
        assert found[:3] == ["水车", "林 <雨> Ann O'Neil & Co", "河流"]
        assert found[3].startswith(web.url)
        assert page.request.get(found[3]).ok


def test_what_helps_to_remember(browser: Any, web: Running) -> None:
    """Recap, key terms and questions stand beside the text; an answer can be heard in its sentence."""
    with opened(browser, book(web)) as page:
        ready(page)
        assert samples.SENTENCES[0] in page.text_content("#study")
        page.click("#study .terms button")
        stop_at(page, 0.5)
        wait_lit(page, 1)
        page.click("#study summary")
        assert "轴承" in page.text_content("#study details p")
        page.click("#study details button")
        stop_at(page, 2)
        assert page.evaluate("seeks.at(-1)") == pytest.approx(2, abs=0.01)


def test_terms_of_the_book_lead_to_their_articles(browser: Any, web: Running) -> None:
    """In the contents; a click opens the article a term stands in and plays its sentence."""
    with opened(browser, book(web)) as page:
        ready(page)
        assert page.text_content("#now-title") == "水车"
        page.click("#book-terms summary")
        page.click("#book-terms button")
        stop_at(page, 2)
        assert page.text_content("#now-title") == "轴承"
        wait_lit(page, 2)


def test_a_link_leads_to_an_article_and_a_place(browser: Any, web: Running) -> None:
    """What the feed links to opens that article; with a comma and seconds, that place."""
    with opened(browser, book(web)) as page:
        guid = page.evaluate("AUDIOBOOK.tracks[2].guid")
    with opened(browser, f"{book(web)}#{guid},3.6") as page:
        ready(page)
        assert page.text_content("#now-title") == "傍晚"
        wait_lit(page, 3)


def test_hard_titles_are_text(browser: Any, web: Running) -> None:
    """Markup in titles and texts is shown, never run, in every place they appear."""
    with opened(browser, book(web, "难 题")) as page:
        ready(page)
        assert page.evaluate("document.querySelectorAll('main script, nav script, main b, nav b').length") == 0
        titles = page.eval_on_selector_all(".track", "tracks => tracks.map(t => t.children[1].textContent)")
        assert titles[0] == samples.HARD_TITLES[0]
        for at in range(len(titles)):
            page.click(f".track[data-track='{at}']")
            ready(page)
            assert page.text_content("main h2") == titles[at]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_a_folder(browser: Any, shelf: Path) -> None:
    """Opened as files, without a server: text, audio, seeking and the shelf work, and nothing is fetched elsewhere."""
    with opened(browser, (shelf / "河流" / "index.html").as_uri()) as page:
        ready(page)
        page.click('.s[data-at="2"]')
        page.wait_for_function("!audio.paused && audio.currentTime >= 2")
        page.reload()
        ready(page)
        assert page.evaluate("audio.currentTime") >= 2


def test_the_shelf_shows_what_was_heard(browser: Any, web: Running) -> None:
    """All books with cover, length and progress; from there to a book and back."""
    context = browser.new_context(viewport=PHONE, bypass_csp=True)
    with watched(context, book(web)) as page:
        ready(page)
        page.evaluate("audio.currentTime = 3")
        page.wait_for_function("!audio.seeking")
    with watched(context, web.url) as page:
        assert page.locator("#books li").count() == 2
        assert page.locator("#books progress").count() == 1
        page.wait_for_function("[...document.images].every((image) => image.complete && image.naturalWidth === 600)")
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / "library-360.png")
        page.click("#books a[href*='%E6%B2%B3']")
        frame_of(page, "河流").click("#back")
        page.wait_for_function("!document.querySelector('main').inert")
    context.close()


@pytest.mark.parametrize(("view", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light"), (DESKTOP, "dark")])
def test_it_fits_the_screen(browser: Any, web: Running, view: dict[str, int], scheme: str) -> None:
    """At 360 and 1280 px nothing is cut off, every control is large enough for a thumb; screenshots are kept."""
    with opened(browser, book(web), viewport=view, color_scheme=scheme) as page:
        ready(page)
        page.evaluate("audio.currentTime = 2.2")
        page.wait_for_function("document.querySelector('.s[aria-current=true]').dataset.at === '2'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        boxes = page.eval_on_selector_all(
            "#bar button, #bar select, .top button",
            "all => all.filter(e => e.offsetParent).map(e => [e.id, e.offsetWidth, e.offsetHeight, "
            "e.getBoundingClientRect().left, e.getBoundingClientRect().right])",
        )
        for name, width, height, left, right in boxes:
            assert width >= 40, name
            assert height >= 40, name
            assert left >= 0, name
            assert right <= view["width"], name
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"book-{view['width']}-{scheme}.png")


def test_a_screen_reader_finds_names(browser: Any, web: Running) -> None:
    """Every control has a name, landmarks are there, the language is said, the lit sentence is marked as current."""
    with opened(browser, book(web), viewport=PHONE) as page:
        ready(page)
        nameless = page.eval_on_selector_all(
            "button, select, input, a[href]",
            "all => all.filter(e => !e.closest('[hidden]') && "
            "!(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length))"
            ".map(e => e.outerHTML)",
        )
        assert nameless == []
        assert page.get_attribute("html", "lang") == "zh-CN"
        for landmark in ("main", "nav[aria-label]", "header", "aside[aria-label]", "[role=region][aria-label]"):
            assert page.locator(landmark).count() == 1, landmark
        assert page.get_attribute("#seek", "aria-valuetext")
        assert re.match("0:0", page.get_attribute("#seek", "aria-valuetext"))


def test_a_book_without_a_finished_track_is_no_error(browser: Any, tmp_path: Path) -> None:
    """When nothing could be spoken yet, the page says what there is and every button is harmless."""
    index = dataclasses.replace(samples.book(tmp_path, "甲"), tracks=())
    publish(reconcile(index, None, date=None), tmp_path, settings=PublishSettings())
    with opened(browser, (tmp_path / "index.html").as_uri()) as page:
        assert page.text_content("#book-title") == "河流"
        for key in ("ArrowRight", "Shift+ArrowRight", "n", "m", "]"):
            page.keyboard.press(key)
