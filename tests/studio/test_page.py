"""The page in a real browser, as a newcomer uses it: headless Chromium, by mouse, by keyboard alone, in two windows."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiobook.config import Settings
from tests.conftest import ISSUE
from tests.publish.browsing import DESKTOP, PHONE, SHOTS
from tests.source.test_page_picture import TEXTS, typeset
from tests.studio.conftest import Open, opened
from tests.waiting import GUARD_S, until

BOOK = Path("output/山中读书-2025-04-06")


@contextlib.contextmanager
def page_of(browser: Any, studio: Open, **options: Any) -> Iterator[Any]:
    """The page in a profile of its own; any error on its console, exception or request elsewhere fails the test. What
    was asked for is given up whenever a page is left."""
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", "bypass_csp": True, **options})
    context.set_default_timeout(GUARD_S * 1000)
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: (trouble.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda asked: None if asked.url.startswith(studio.url) else trouble.append(asked.url))
    page.on("requestfailed", lambda lost: None if "ABORTED" in lost.failure else trouble.append(lost.url))
    page.goto(studio.url)
    yield page
    assert not trouble, trouble
    context.close()


@pytest.fixture
def issue_file(desk: Path) -> Path:
    """The issue as a file to drop."""
    path = desk / "山中读书.txt"
    path.write_text(ISSUE, "utf-8")
    return path


def drop(page: Any, *files: Path) -> None:
    """Choose files, and wait until the text of one is shown."""
    page.set_input_files("#files", [str(file) for file in files])
    page.wait_for_selector("[data-label=title]")


def build(page: Any) -> None:
    """Build with what is proposed, and wait until it is done."""
    page.click("#build-open")
    page.wait_for_selector("#voice option", state="attached")
    page.click("#build-now")
    page.wait_for_selector("#progress[data-state=done]", state="attached")


def sentence(page: Any, text: str) -> Any:
    """The sentence with `text` in the view to listen in."""
    return page.locator(".s", has_text=text)


def test_from_the_file_to_the_mended_word(browser: Any, studio: Open, issue_file: Path) -> None:
    """Drop an issue, mend a title, build, click a word, hear another reading, keep it; the voice goes on there."""
    with page_of(browser, studio, bypass_csp=False) as page:
        drop(page, issue_file)
        page.dblclick(".line[data-label=title] >> nth=0")
        page.fill("#edit-text", "早起者")
        page.click("#edit-save")
        page.wait_for_selector(".line[data-label=title] >> text=早起者")
        assert "book.md" in page.text_content("#command-text")
        page.select_option("#article", label="2 晚归的人")
        page.wait_for_selector(".line[aria-selected=true] >> text=晚归的人")
        build(page)
        page.click("#back")
        page.click("#works .more >> text=在手机上听")
        assert page.text_content("#subscribe-command") == "audiobook serve --lan"
        page.keyboard.press("Escape")
        page.click("#works .more >> text=试听和纠错")
        sentence(page, "邮局里有一台").click(position={"x": 12, "y": 14})
        page.wait_for_selector("#mend .word[aria-pressed=true] >> text=邮局")
        assert "词典" in page.text_content("#mend dl") or "只有这一读" in page.text_content("#mend dl")
        page.fill("#value", "邮政所")
        page.click("#hear")
        page.wait_for_selector("#sample[src^=heard]", state="attached")
        page.click("#apply-book")
        page.wait_for_selector("#mend[data-heard-ms]")
        page.wait_for_selector("#status >> text=接着放")
        assert sentence(page, "邮局里有一台").get_attribute("aria-current") == "true"
    assert (BOOK.with_name("山中读书-2025-04-06") / "lexicon.tsv").read_text("utf-8") == "邮局\t邮政所\n"


def test_an_old_answer_undoes_nothing(browser: Any, studio: Open, issue_file: Path) -> None:
    """What was asked while a build ran, and arrives after it is done, does not make it run again."""

    def belated(route: Any) -> None:
        answer = route.fetch()
        facts = answer.json()
        for job in facts["jobs"]:
            job.update(state="running", version=1)
        route.fulfill(response=answer, json=facts)

    with page_of(browser, studio) as page:
        drop(page, issue_file)
        build(page)
        assert all(job["version"] > 1 for job in studio.look("state")["jobs"])
        page.evaluate("window.before = document.querySelector('#works li')")
        page.route("**/state", belated)
        page.click("#back")
        page.wait_for_function("document.querySelector('#works li') !== before")
        assert page.locator("#jobs li").count() == 0


def test_a_text_asked_for_before_a_correction_is_not_shown_after_it(
    browser: Any, studio: Open, issue_file: Path
) -> None:
    """The answer that was under way when a title was mended comes too late to count."""
    with page_of(browser, studio) as page:
        drop(page, issue_file)
        held: list[tuple[Any, Any]] = []
        page.route("**/work?*", lambda route: held.append((route, route.fetch())))
        studio.upload("另一篇.txt", ISSUE.encode())
        until(lambda: page.evaluate("true") and held)
        page.dblclick(".line[data-label=title] >> nth=0")
        page.fill("#edit-text", "早起者")
        page.click("#edit-save")
        page.wait_for_selector(".line[data-label=title] >> text=早起者")
        route, answer = held[0]
        with page.expect_event("requestfinished", lambda request: request == route.request):
            route.fulfill(response=answer)
        page.evaluate("fetch('state').then((answer) => answer.text())")
        assert "早起者" in page.text_content(".line[data-label=title] >> nth=0")


def test_a_track_that_was_made_again_goes_on_in_its_sentence(browser: Any, studio: Open, dropped: str) -> None:
    """While it plays, a track that another window mends is joined again: it plays on, in the same sentence."""
    assert studio.built(dropped)["state"] == "done"
    with page_of(browser, studio) as page:
        page.goto(f"{studio.url}#{dropped}!listen")
        page.reload()
        sentence(page, "傍晚的时候").wait_for()
        page.wait_for_function("audio.readyState >= 1")
        # so slow that the sentence lasts for as long as mending may take on a busy machine
        page.evaluate("audio.playbackRate = audio.defaultPlaybackRate = 0.0625")
        at = page.evaluate("[...document.querySelectorAll('.s')].findIndex((s) => s.textContent.includes('傍晚'))")
        sentence(page, "傍晚的时候").click()
        page.wait_for_selector("#mend .word")
        page.keyboard.press("Escape")
        page.click("#play")
        # asked by the clock: this page may draw no frames meanwhile
        page.wait_for_function("!audio.paused && audio.currentTime > 1", polling=100)
        before = page.evaluate("audio.src")
        cues = studio.look("tracks", work=dropped)["tracks"][0]
        first = next(cue for cue in cues["cues"] if "豆腐店。" in cue[2])
        asked = {"work": dropped, "track": cues["guid"], "utterance": first[5], "scope": "here"}
        studio.change("mend", **asked, written="清晨", start=0, value="一大清早天还没有亮的时候")
        page.wait_for_function(
            "before => audio.src !== before && !audio.paused && audio.currentTime > 0", arg=before, polling=100
        )
        page.wait_for_function("at => document.querySelectorAll('.s')[at].ariaCurrent === 'true'", arg=at, polling=100)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_page_beside_the_lines(browser: Any, studio: Open, desk: Path, size: dict[str, int]) -> None:
    """The page of the chosen line with its print lit; a click on print chooses its line; P puts the page away."""
    file = desk / "桥.pdf"
    typeset(file)
    with page_of(browser, studio, viewport=size) as page:
        drop(page, file)
        if size == PHONE:
            assert page.is_hidden("#page")
            page.click("#tool-page")
        page.wait_for_function("document.getElementById('page-picture').naturalWidth > 0")
        page.click(f".line >> text={TEXTS[2]}")
        page.wait_for_function("document.querySelectorAll('#page-marks .lit').length === 1")
        page.click("#page-marks rect >> nth=1")
        page.wait_for_selector(f".line[aria-selected=true] >> text={TEXTS[1]}")
        page.keyboard.press("End")
        page.wait_for_selector("#page-number >> text=第 2 页，共 2 页")
        page.wait_for_function("document.querySelectorAll('#page-marks .lit').length === 1")
        page.click("#page-before")
        page.wait_for_selector("#page-number >> text=第 1 页，共 2 页")
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"studio-page-{size['width']}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        page.keyboard.press("p")
        page.wait_for_selector("#page", state="hidden")


def test_by_keyboard_alone(browser: Any, studio: Open, dropped: str) -> None:
    """Split, join, headings, authors, drop, undo, move, find and replace, listen, mend: one key each."""
    with page_of(browser, studio) as page:
        page.goto(f"{studio.url}#{dropped}")
        page.reload()
        page.wait_for_selector(".line")
        press = page.keyboard.press

        def titles() -> list[str]:
            return [t.strip() for t in page.locator(".line[data-label=title] .content").all_text_contents()]

        def shows(*expected: str) -> None:
            page.wait_for_function(
                "expected => [...document.querySelectorAll('.line[data-label=title] .content')]"
                ".map((one) => one.firstChild.textContent).join() === expected",
                arg=",".join(expected),
            )

        shows("早起的人", "晚归的人")
        for _ in range(3):
            press("ArrowDown")
        press("t")
        shows("早起的人", "豆腐店的隔壁是邮局。邮局里有一台2019年买的电脑，用来查GDP，也用来下棋。", "晚归的人")
        press("z")
        shows("早起的人", "晚归的人")
        press("Alt+ArrowDown")
        shows("晚归的人", "早起的人")
        press("z")
        shows("早起的人", "晚归的人")
        press("End")
        press("m")
        shows("早起的人")
        press("z")
        shows("早起的人", "晚归的人")
        press("Home")
        press("ArrowDown")
        press("ArrowDown")
        press("Shift+ArrowDown")
        assert page.locator(".line[aria-selected=true]").count() == 2
        press("q")
        page.wait_for_function("document.querySelectorAll('.line[data-label=quote]').length === 2")
        press("Delete")
        page.wait_for_function("!document.querySelector('.line[data-label=quote]')")
        page.wait_for_selector("#left-out >> text=你去掉的")
        press("z")
        page.wait_for_function("document.querySelectorAll('.line[data-label=quote]').length === 2")
        press("f")
        page.keyboard.type("豆腐")
        press("Tab")
        page.keyboard.type("豆花")
        assert page.text_content("#find-count") == "4 处，在 2 行里"
        assert page.locator("#find-preview li").count() == 2
        page.focus("#find-replace")
        press("Enter")
        page.wait_for_function("!document.getElementById('lines').textContent.includes('豆腐')")
        press("?")
        page.wait_for_selector("#help[open]")
        press("Escape")
        press("l")
        page.wait_for_selector("#nothing-yet:visible")
        press("Escape")
        page.wait_for_selector("#works li")


def test_mending_by_keyboard(browser: Any, studio: Open, dropped: str) -> None:
    """From sentence to sentence with the arrows, into its words with Enter, from word to word with Tab."""
    assert studio.built(dropped)["state"] == "done"
    with page_of(browser, studio) as page:
        page.goto(f"{studio.url}#{dropped}!listen")
        page.reload()
        page.wait_for_selector(".s[aria-current=true]")
        press = page.keyboard.press
        while "老板说" not in page.text_content(".s[aria-current=true]"):
            press("ArrowRight")
        press("Enter")
        page.wait_for_selector("#mend .word[aria-pressed=true]")
        while "每天" not in page.evaluate("document.activeElement.textContent"):
            press("Tab")
        press("Enter")
        page.wait_for_selector("#mend .word[aria-pressed=true] >> text=每天")
        page.focus("#value")
        page.keyboard.type("天天")
        page.focus("#apply-here")
        press("Enter")
        page.wait_for_selector(".s >> text=天天用掉")
    assert "豆腐，天天用掉40斤黄豆" in (BOOK / "book.md").read_text("utf-8")


EVENTS = {
    "drop": "new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })",
    "paste": "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })",
}
ADDRESSES = "http://127.0.0.1:1/a\nhttp://127.0.0.1:1/b\n"


@pytest.mark.parametrize("how", list(EVENTS))
def test_addresses_are_one_publication(browser: Any, studio: Open, how: str) -> None:
    """Several that are dropped or pasted: a list of them; the page says why what is in this network is not read."""
    page = browser.new_context(locale="zh-CN", bypass_csp=True).new_page()
    page.goto(studio.url)
    page.evaluate(
        f"text => {{ const data = new DataTransfer(); data.setData('text/plain', text);"
        f" document.getElementById('address').dispatchEvent({EVENTS[how]}); }}",
        f"{ADDRESSES}# no address\n",
    )
    page.wait_for_selector("#lines >> text=127.0.0.1")
    (file,) = Path("output/uploads").glob("*/*.txt")
    assert file.read_text("utf-8") == ADDRESSES
    page.context.close()


def test_two_windows_see_one_workbench(browser: Any, studio: Open, issue_file: Path) -> None:
    """What one does the other shows: a file that is dropped, a title that is mended, a build and what came of it."""
    with page_of(browser, studio) as one, page_of(browser, studio) as other:
        drop(one, issue_file)
        other.click("#works .open")
        other.wait_for_selector(".line[data-label=title]")
        one.keyboard.press("Enter")
        one.fill("#edit-text", "早起者")
        one.click("#edit-save")
        other.wait_for_selector(".line[data-label=title] >> text=早起者")
        build(one)
        other.click("#tab-listen")
        other.wait_for_selector(".s >> text=早起者")


def test_a_reload_and_a_restart_in_the_middle(browser: Any, chosen: Settings, issue_file: Path) -> None:
    """A page that is open finds the next server by itself, shows what it had and goes on correcting; a reload too."""
    with opened(chosen) as first:
        page = browser.new_context(locale="zh-CN", bypass_csp=True).new_page()
        page.goto(first.url)
        drop(page, issue_file)
        page.keyboard.press("End")
        page.keyboard.press("m")
        page.wait_for_function("document.querySelectorAll('.line[data-label=title]').length === 1")
    with opened(chosen, first.port) as second:
        page.wait_for_selector("#status >> text=重新连上了")
        page.keyboard.press("z")
        page.wait_for_function("document.querySelectorAll('.line[data-label=title]').length === 2")
        page.reload()
        page.wait_for_selector(".line")
        assert page.is_enabled("#redo")
        assert second.built("upload/山中读书")["state"] == "done"
        page.click("#tab-listen")
        page.wait_for_selector(".s")
        page.context.close()


def test_the_roles_that_screen_readers_go_by(browser: Any, studio: Open, dropped: str) -> None:
    """Everything that can be used has a name and a role; lines say what they are; dialogs have titles."""
    assert studio.built(dropped)["state"] == "done"
    with page_of(browser, studio) as page:
        for place in ("", f"#{dropped}", f"#{dropped}!listen"):
            page.goto(studio.url + place)
            page.reload()
            page.wait_for_selector(".line, #works li, .s", state="attached")
            nameless = page.evaluate(
                """() => [...document.querySelectorAll('button, a, input, select, textarea')]
                  .filter((e) => e.checkVisibility() && !(e.labels?.length) && !(e.ariaLabel || e.textContent).trim())
                  .map((e) => e.outerHTML)"""
            )
            assert nameless == []
            small = page.evaluate(
                """() => [...document.querySelectorAll('main button, header button, select')]
                  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
                  .map((e) => e.outerHTML)"""
            )
            assert small == []
        page.goto(f"{studio.url}#{dropped}")
        page.wait_for_selector(".line")
        lines = page.locator("#lines").aria_snapshot()
        assert re.search(r'option "标题 早起的人', lines)
        assert 'option "作者 顾长风"' in lines
        assert page.get_attribute("#lines", "aria-activedescendant") == "line-0"
        assert page.locator("[role=tab][aria-selected=true]").count() == 1
        for dialog in page.locator("dialog").all():
            assert page.locator(f"#{dialog.get_attribute('aria-labelledby')}").count() == 1


HOSTILE = '<img src=x onerror="alert(1)"> <script>alert(2)</script>'


def test_scripts_in_documents_are_shown_as_text(browser: Any, studio: Open) -> None:
    """In titles, names, findings, sentences and lexicons: nothing of it runs, all of it can be read."""
    text = f"# {HOSTILE}\n\n一个人说：{HOSTILE}。\n"
    key = studio.upload("x<img src=x onerror=alert(3)>.md", text.encode())["work"]
    assert studio.built(key)["state"] == "done"
    studio.change("lexicon", work=key, written="<b>x</b>", value="好", file="lexicon.tsv")
    with page_of(browser, studio) as page:
        page.goto(f"{studio.url}#{key}")
        page.reload()
        page.wait_for_selector(".line")
        assert "onerror" in page.text_content("#lines") or "onerror" in page.text_content("#left-out")
        page.click("#lexicon-open")
        page.wait_for_selector("#lexicon-entries >> text=<b>x</b>")
        page.keyboard.press("Escape")
        page.click("#tab-listen")
        page.click(".s >> nth=-1")
        page.wait_for_selector("#mend .word")
        page.click("#back")
        page.wait_for_selector("#works li")
        assert page.locator("main img:not(#page-picture), main b").count() == 0


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_every_screen(browser: Any, studio: Open, dropped: str, size: dict[str, int], scheme: str) -> None:
    """At 360 and at 1280 pixels nothing is cut off at the side; pictures are kept to be looked at."""
    assert studio.built(dropped)["state"] == "done"
    SHOTS.mkdir(parents=True, exist_ok=True)
    with page_of(browser, studio, viewport=size, color_scheme=scheme) as page:
        for name, place in (("shelf", ""), ("articles", f"#{dropped}"), ("listen", f"#{dropped}!listen")):
            page.goto(studio.url + place)
            page.reload()
            page.wait_for_selector(".line:visible, #works li:visible, .s:visible")
            if name == "listen":
                sentence(page, "老板说").click()
                page.wait_for_selector("#mend .word")
            page.screenshot(path=SHOTS / f"studio-{name}-{size['width']}-{scheme}.png")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
