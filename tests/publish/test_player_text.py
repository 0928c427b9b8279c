"""The text of an article comes when it is opened: what a long book costs before the first sound, and what is late."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from audiobook.config import PublishSettings
from audiobook.model import ChapterMark, Cue, Index, Term
from audiobook.publish import cover, player, publish
from audiobook.publish.index import reconcile
from audiobook.publish.player import data
from tests.publish import samples
from tests.publish.browsing import DESKTOP, PHONE, book, ready
from tests.publish.conftest import published, serving

ARTICLES, SENTENCES, MARKS = 60, 200, 8
MOST_BYTES = 150_000


def long_book(folder: Path) -> Index:
    """Sixty articles of two hundred sentences each, no two alike."""
    index = samples.book(folder, *(f"第{number}种旧水车和它的三副轴承" for number in range(1, ARTICLES + 1)))
    tracks = []
    for track in index.tracks:
        track.path.write_bytes(samples.mp3(6.5))
        cues = [track.cues[0]]
        for at in range(SENTENCES):
            said = f"{track.number}之{at}：{samples.SENTENCES[at % 4]}"
            cue = Cue(500 + 30 * at, 520 + 30 * at, said, "body", 1, at + 2, spoken="", paragraph=at // 4 + 1)
            # as long as words really are: what they weigh is asked for
            words = samples.words(dataclasses.replace(cue, end_ms=cue.start_ms + 5009 + at))
            cues.append(dataclasses.replace(cue, words=words))
        marks = tuple(ChapterMark(1000 * at, f"第{at}次修理") for at in range(MARKS))
        tracks.append(dataclasses.replace(track, cues=tuple(cues), marks=marks))
    return dataclasses.replace(index, tracks=tuple(tracks))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """A book of 60 articles with a picture, published."""
    folder = tmp_path_factory.mktemp("long")
    picture = folder / "picture.jpg"
    picture.write_bytes(cover.draw("河流", "第3期", size=1400))
    index = reconcile(long_book(folder / "out" / "河流"), None, date=None)
    publish(index, folder / "out" / "河流", settings=dataclasses.replace(PublishSettings(), cover=picture))
    return index


@pytest.mark.parametrize("view", [PHONE, DESKTOP])
def test_a_long_book_sounds_before_its_text_is_there(browser: Any, long: Index, view: dict[str, int]) -> None:
    """A book of 60 articles sends less than 150 kB beside the audio until it is heard: the text of one or two."""
    lines: list[str] = []
    with serving(long.tracks[0].path.parents[1], report=lines.append) as web:
        context = browser.new_context(viewport=view, bypass_csp=True)
        page = context.new_page()
        page.goto(book(web))
        ready(page)
        page.click("#play")
        page.wait_for_function("!audio.paused && audio.currentTime > 0")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        context.close()
    sent = [line.split() for line in lines if ".mp3" not in line]
    assert sum(int(count) for *_, count in sent) <= MOST_BYTES, sent
    asked = {path.partition("?")[0] for _, path, *_ in sent}
    texts = {quote(f"/河流/{player.track_file(track)}") for track in long.tracks}
    assert 1 <= len(asked & texts) <= 2


def test_a_text_that_is_late_comes_by_itself(browser: Any, tmp_path: Path) -> None:
    """Where the text cannot be had, that is said, the audio plays, and the text is there when it can be had."""
    folder = published(tmp_path / "河流", "水车", "轴承", audio=samples.mp3(6.5))
    text = next((folder / "player").glob("02*.js"))
    away = text.rename(text.with_suffix(".away"))
    with serving(tmp_path) as web:
        context = browser.new_context(viewport=PHONE, bypass_csp=True)
        page = context.new_page()
        page.clock.install()
        page.goto(book(web))
        ready(page)
        page.keyboard.press("n")
        page.wait_for_function("document.querySelector('main p').textContent === '正文载入中……'")
        assert page.text_content("main h2") == "轴承"
        page.click("#play")
        page.wait_for_function("!audio.paused && audio.currentTime > 0.6")
        away.rename(text)
        page.clock.run_for(2000)
        page.wait_for_selector(".s[aria-current=true]")
        assert page.text_content(".s[data-at='1']") == samples.SENTENCES[0]
        context.close()


def test_terms_and_questions_know_their_place(tmp_path: Path) -> None:
    """A review asks about sentences of the article, an article about its own, a sitting of another numbering, too."""
    index = samples.book(tmp_path, "水车", "轴承", "复习")
    review = dataclasses.replace(index.tracks[2], kind="review")
    review = dataclasses.replace(
        review,
        study=dataclasses.replace(
            review.study,
            questions=(dataclasses.replace(samples.QUESTION, article=2, utterance=3),),
            terms=(Term("水声", 1.0, 1, samples.SENTENCES[3], 1, 5, article=9),),
        ),
    )
    index = dataclasses.replace(index, tracks=(*index.tracks[:2], review))
    assert data.text(index, 0)["questions"][0]["heard"] == [0, 2.0]
    assert data.text(index, 2)["questions"][0]["heard"] == [1, 2.0]
    assert data.text(index, 2)["terms"][0]["heard"] == [2, 5.0], "its article is still to come: heard in the review"


@pytest.mark.parametrize(
    ("term", "heard"),
    [
        (Term("轴承", 1.0, 1, samples.SENTENCES[1], 1, 3, article=2), [1, 2.0]),
        (Term("木叶", 1.0, 1, samples.SENTENCES[2], 1, 40, article=7), [0, 3.5]),
        (Term("齿轮", 1.0, 1, "这一句还没有读。", 1, 4, article=7), None),
    ],
)
def test_terms_of_the_book_know_their_place(tmp_path: Path, term: Term, heard: list[float] | None) -> None:
    """In their article, else where their sentence is heard; one that nothing leads to is not offered."""
    index = dataclasses.replace(samples.book(tmp_path, "水车", "轴承"), terms=(term,))
    assert [one["heard"] for one in data.book(index)["terms"]] == ([heard] if heard else [])


def test_a_text_made_again_has_another_address(tmp_path: Path) -> None:
    """The head of a track names its text by a digest, so that times and text are of one state; others keep theirs."""
    index = samples.book(tmp_path, "水车", "轴承")
    second = index.tracks[1]
    other = dataclasses.replace(second, cues=second.cues[:-1])
    before = player.book(index, tmp_path)
    after = player.book(dataclasses.replace(index, tracks=(index.tracks[0], other)), tmp_path)
    assert {name for name in after if after[name] != before[name]} == {
        "player/data.js", "worker.js", player.track_file(second)
    }  # fmt: skip
