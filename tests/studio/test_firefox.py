"""The workbench in Firefox: what differs between browsers is tried here, the rest in Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiobook.config import Settings
from audiobook.speech.silence import Silence
from tests.publish.firefox import Page, firefox
from tests.studio.conftest import opened
from tests.studio.test_newcomer import subscribed
from tests.studio.test_page import issue_file
from tests.waiting import GUARD_S

__all__ = ["issue_file"]


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page in Firefox; nothing may go wrong in it."""
    with firefox(tmp_path_factory.mktemp("firefox")) as found:
        found.resize(1280, 800)
        yield found
        assert found.trouble == []


def test_from_the_file_to_the_podcast(
    fox: Page, chosen: Settings, issue_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a file to a podcast with a mended word; the page is loaded again while the book is being built."""
    going_on = threading.Event()
    speak = Silence.speak

    def held(self: Silence, request: Any) -> Any:
        assert "傍晚" not in request.payload or going_on.wait(GUARD_S)
        return speak(self, request)

    monkeypatch.setattr(Silence, "speak", held)
    with opened(chosen) as studio:
        fox.goto(studio.url)
        fox.choose("#files", issue_file)
        fox.until("document.querySelector('.line[data-label=title]')")
        fox.click(".line[data-label=title]")
        fox.press("\ue007")
        fox.until("document.getElementById('edit-dialog').open")
        fox.evaluate("document.getElementById('edit-text').value = '早起者'")
        fox.click("#edit-save")
        fox.until("document.querySelector('.line[data-label=title]').textContent.includes('早起者')")
        fox.click("#build-open")
        fox.until("document.querySelector('#voice option')")
        fox.click("#build-now")
        fox.until("document.getElementById('progress').dataset.state === 'running'")
        fox.reload()
        fox.until("document.getElementById('progress').dataset.state === 'running'")
        going_on.set()
        fox.until("document.getElementById('progress').dataset.state === 'done'")
        fox.click("#tab-listen")
        find = "[...document.querySelectorAll('.s')].findIndex((one) => one.textContent.includes('邮局里有一台'))"
        fox.until(f"{find} >= 0 && audio.readyState >= 1")
        at = fox.evaluate(find)
        fox.click(f".s[data-at='{at}']")
        fox.until("document.querySelector('#mend .word[aria-pressed=true]')")
        word = "[...document.querySelectorAll('#mend .word')].find((one) => one.textContent.endsWith('邮局'))"
        fox.evaluate(f"{word}.click()")
        fox.evaluate("document.getElementById('value').value = '邮政所'")
        fox.click("#hear")
        fox.until("document.getElementById('sample').currentTime > 0")
        fox.click("#apply-book")
        fox.until("document.getElementById('mend').dataset.heardMs > 0")
        fox.until("document.getElementById('status').textContent.includes('接着放')")
        fox.goto("about:blank")
    assert subscribed(Path("output"))[0].endswith("早起者")
