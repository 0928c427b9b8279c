"""The quiz in the player: asked, answered, heard, due again when the terminal says so, carried between the two."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from audiobook.config import PublishSettings
from audiobook.model import Cue
from audiobook.publish import publish
from audiobook.publish.index import reconcile
from audiobook.publish.server.run import Running
from audiobook.study.memory import Progress, answered, encode, parse
from tests.publish import samples
from tests.publish.browsing import DESKTOP, PHONE, SHOTS, book, opened, ready
from tests.publish.conftest import serving

NOW = datetime(2026, 12, 1, 8, 30, 15, 250_000, tzinfo=UTC)
DAY = timedelta(days=1)
ASKED = ("水车转了多少年？", "什么还能再用？", "谁围着它？", "什么时候水声又响起来？", "轴承还能用多少年？")
ANSWERS = ("一百年", "轴承", "孩子们", "傍晚", "二十年")
ALOUD = Cue(2000, 3200, "换下来的＿＿＿还能再用。", "question", 0, 3, spoken="什么还能再用？")
PROMPTS = {1: ALOUD.written}
"""As a review says them, where one does."""
TARGET_PX = 44
PLAYS = """window.plays = []; const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  plays.push([decodeURI(this.src), this.currentTime]);
  return play.call(this);
}; 0"""
STORED = "localStorage.getItem('audiobook-quiz:' + AUDIOBOOK.id)"


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A book of two articles with five questions and a review that asks the second one aloud; served."""
    folder = tmp_path_factory.mktemp("asking") / "河流"
    index = samples.book(folder, "水车", "复习", "轴承")
    first, review, second = index.tracks
    made = []
    for place, (question, answer) in enumerate(zip(ASKED, ANSWERS, strict=True)):
        article = 1 if place < 4 else 3
        sentence = samples.SENTENCES[place % 4]
        made.append(
            dataclasses.replace(
                samples.QUESTION, id=f"q{place}", article=article, prompt=PROMPTS.get(place, question),
                asked=question, answer=answer, sentence=sentence, utterance=place % 4 + 2, utterances=(place % 4 + 2,),
            )
        )  # fmt: skip
    first = dataclasses.replace(first, study=dataclasses.replace(first.study, questions=tuple(made[:4])))
    second = dataclasses.replace(second, study=dataclasses.replace(second.study, questions=tuple(made[4:])))
    study = dataclasses.replace(review.study, questions=(made[1],))
    review = dataclasses.replace(review, kind="review", cues=(ALOUD,), study=study)
    for track in (first, review, second):
        track.path.write_bytes(samples.mp3(6.5))
    tracks = (first, review, second)
    publish(reconcile(dataclasses.replace(index, tracks=tracks), None, date=None), folder, settings=PublishSettings())
    with serving(folder.parent) as found:
        yield found


def sit(page: Any) -> None:
    """Begin a sitting, at `NOW`."""
    page.clock.set_fixed_time(NOW)
    ready(page)
    page.keyboard.press("q")
    page.wait_for_selector("#quiz[open]")


def exported(page: Any) -> bytes:
    """The file that the quiz gives away."""
    with page.expect_download() as found:
        page.click("#quiz-export")
    assert found.value.suggested_filename == "progress.json"
    return Path(found.value.path()).read_bytes()


def test_a_sitting_by_the_keyboard(browser: Any, asking: Running) -> None:
    """Enter or space shows the answer, a key says how it went; what was not known comes again after three others."""
    with opened(browser, book(asking), viewport=PHONE) as page:
        sit(page)
        asked = []
        for key in ("y", "n", "h", "e", "y", "y"):
            asked.append(page.text_content("#quiz-asked"))
            assert page.locator("#quiz-asked:focus").count() == 1
            assert not page.is_visible("#quiz-answer")
            page.keyboard.press("Enter" if key == "y" else " ")
            assert page.locator("#quiz-told:focus").count() == 1
            assert page.text_content("#quiz-answer") == ANSWERS[ASKED.index(asked[-1])]
            page.keyboard.press(key)
        assert asked == [*ASKED, ASKED[1]]
        assert page.text_content("#quiz-sum").startswith("5 题里 4 题一次就会。 下一题 2026/12/2")
        assert not page.is_visible("#quiz-reveal")
        page.keyboard.press("Escape")
        page.keyboard.press("q")
        assert page.text_content("#quiz-sum").startswith("现在没有到期的题。")


def test_it_is_due_when_the_terminal_says_so(browser: Any, asking: Running) -> None:
    """The file that the page gives away is progress of `audiobook quiz`, with the same days for the same answers."""
    with opened(browser, book(asking)) as page:
        sit(page)
        for how in ("again", "hard", "good", "easy"):
            page.click("#quiz-reveal")
            page.click(f"#quiz-grades [data-how={how}]")
        data = exported(page)
        wanted = Progress(page.evaluate("AUDIOBOOK.id"))
        for place, how in enumerate(("again", "hard", "good", "easy")):
            wanted = answered(wanted, f"q{place}", how, now=NOW)
        found = parse(data, "progress.json")
        assert found.book == wanted.book
        assert set(found.cards) == set(wanted.cards)
        for question, card in wanted.cards.items():
            assert found.cards[question] == pytest.approx(card), question
        assert data == page.evaluate(f"JSON.stringify(JSON.parse({STORED}), null, 1) + '\\n'").encode()


def test_progress_of_the_terminal_is_taken(browser: Any, asking: Running, tmp_path: Path) -> None:
    """Of what both know the later answer counts; what is due then is asked, the longest first, and says so outside."""
    with opened(browser, book(asking), viewport=PHONE) as page:
        sit(page)
        page.click("#quiz-reveal")
        page.click("#quiz-grades [data-how=easy]")
        mine = Progress(page.evaluate("AUDIOBOOK.id"))
        for question, days in (("q0", 3), ("q3", 20), ("q2", 40)):
            mine = answered(mine, question, "good", now=NOW - days * DAY)
        (tmp_path / "mine.json").write_bytes(encode(mine))
        page.set_input_files("#quiz-file", tmp_path / "mine.json")
        page.wait_for_function("document.getElementById('status').textContent === '已导入 3 题的进度'")
        assert page.is_visible("#status"), "also above the sheet"
        found = parse(exported(page), "x")
        assert found.due("q0") > NOW + DAY, "answered here later"
        assert (found.due("q2"), found.due("q3")) == (mine.due("q2"), mine.due("q3"))
        assert page.text_content("#quiz-asked") == ASKED[2]
        page.keyboard.press("Escape")
        page.click("#menu")
        assert page.text_content("#quiz-due") == "2 题到期"
        page.goto(asking.url)
        assert "小测验 2 题到期" in page.text_content("#books")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "这不是测验进度文件"),
        (b'{"version": 1, "cards": {"a": {"state": 2}}}', "这不是测验进度文件"),
        (b'{"version": 9, "cards": {"a": {"new": 2}}}', "这份进度出自更新的版本"),
        (encode(answered(Progress("other"), "a", "good", now=NOW)), "这是另一本书的进度"),
    ],
)
def test_other_files_are_refused(browser: Any, asking: Running, tmp_path: Path, data: bytes, why: str) -> None:
    """The line says why, and what is kept stays as it is."""
    (tmp_path / "file.json").write_bytes(data)
    with opened(browser, book(asking)) as page:
        sit(page)
        page.click("#quiz-reveal")
        page.click("#quiz-grades [data-how=good]")
        before = page.evaluate(STORED)
        page.set_input_files("#quiz-file", tmp_path / "file.json")
        page.wait_for_function(f"document.getElementById('status').textContent === '{why}'")
        assert page.evaluate(STORED) == before


def test_a_damaged_store_is_a_new_beginning(browser: Any, asking: Running) -> None:
    """What another program has put there keeps the page from nothing."""
    with opened(browser, book(asking)) as page:
        page.evaluate("localStorage.setItem('audiobook-quiz:' + AUDIOBOOK.id, '{\"cards\": {\"a\": 1}}')")
        page.reload()
        sit(page)
        assert page.text_content("#quiz-asked") == ASKED[0]


def test_questions_and_sentences_are_heard(browser: Any, asking: Running) -> None:
    """What a review asks aloud, and the author's sentence, end where they end; the place in the article stays."""
    with opened(browser, book(asking)) as page:
        page.evaluate(PLAYS)
        sit(page)
        assert not page.is_visible("#quiz-hear"), "nobody has asked the first one aloud"
        page.click("#quiz-reveal")
        page.click("#quiz-grades [data-how=good]")
        page.check("#quiz-reads")
        page.click("#quiz-hear")
        page.wait_for_function("plays.length === 1")
        page.click("#quiz-reveal")
        page.wait_for_function("plays.length === 2")
        (review, asked_s), (article, told_s) = page.evaluate("plays")
        assert (review.rpartition("/")[2][-6:], asked_s) == ("复习.mp3", 2)
        assert (article.rpartition("/")[2], told_s) == ("01-水车.mp3", 2)
        assert page.evaluate("[audio.paused, audio.currentTime]") == [True, 0]
        page.click("#quiz-to-text")
        page.wait_for_function("!audio.paused")
        assert page.evaluate("seeks.includes(2)")
        assert page.locator("#quiz[open]").count() == 0


def test_one_article_alone(browser: Any, asking: Running) -> None:
    """Beside an article stands a quiz on it, beside a review none; a book without questions has none anywhere."""
    with opened(browser, book(asking)) as page:
        ready(page)
        assert page.get_by_text("只测这一篇").count() == 1
        page.keyboard.press("n")
        page.wait_for_function("document.getElementById('now-title').textContent === '复习'")
        ready(page)
        assert page.get_by_text("只测这一篇").count() == 0
        page.keyboard.press("n")
        page.wait_for_function("document.getElementById('now-title').textContent === '轴承'")
        page.get_by_text("只测这一篇").click()
        page.wait_for_selector("#quiz[open]")
        assert page.text_content("#quiz-asked") == ASKED[4]
        assert page.text_content("#quiz-place") == "第 1 题，共 1 题 · 轴承"


@pytest.mark.parametrize("view", [PHONE, {"width": 740, "height": 360}, {"width": 768, "height": 1024}, DESKTOP])
def test_it_fits(browser: Any, asking: Running, view: dict[str, int]) -> None:
    """Every control is seen whole and large enough for a thumb, with the question and with the answer."""
    with opened(browser, book(asking), viewport=view) as page:
        sit(page)
        for step in ("asked", "told"):
            boxes = page.eval_on_selector_all(
                "#quiz button, #quiz label",
                "all => all.filter((e) => e.offsetParent)"
                ".map((e) => [e.textContent, e.getBoundingClientRect().toJSON()])",
            )
            assert len(boxes) >= 5
            for name, box in boxes:
                assert box["height"] >= TARGET_PX, name
                assert box["left"] >= 0, name
                assert box["right"] <= view["width"], name
                assert box["top"] >= 0, name
                assert box["bottom"] <= view["height"], name
            SHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SHOTS / f"quiz-{step}-{view['width']}.png")
            if step == "asked":
                page.click("#quiz-reveal")
