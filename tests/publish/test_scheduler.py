"""The player schedules questions as the terminal does: by the same rule, to the same day."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

import audiobook.publish.player
from audiobook.study.memory import Progress, answered
from tests.tools import node

MODULE = Path(audiobook.publish.player.__file__).parent / "modules" / "scheduler.js"
ANSWERS = ("again", "hard", "good", "easy")
NOW = datetime(2026, 12, 1, 8, 30, 15, 250_000, tzinfo=UTC)
RUN = """
import { RATINGS, reviewed } from "./scheduler.mjs";
const histories = JSON.parse(await new Response(process.stdin).text());
console.log(JSON.stringify(histories.map((history) => {
  let card = null;
  return history.map(([how, at]) => { card = reviewed(card, RATINGS[how], at); return card; });
})));
"""

History = list[tuple[str, datetime]]


def on_time(answers: tuple[str, ...]) -> History:
    """A question answered so, each time at the minute it was due."""
    progress, now, history = Progress(), NOW, []
    for how in answers:
        history.append((how, now))
        progress = answered(progress, "q", how, now=now)  # type: ignore[arg-type]
        now = progress.due("q") or now
    return history


def at_odd_times(seed: int) -> History:
    """A question answered by somebody who forgets it for months, or asks again within the hour."""
    chance = random.Random(seed)
    gaps = [
        timedelta(hours=chance.choice((0.2, 5, 23.9, 24, 30, 24 * 9, 24 * 200)) * chance.random()) for _ in range(9)
    ]
    times = itertools.accumulate(
        (timedelta(milliseconds=gap // timedelta(milliseconds=1)) for gap in gaps), initial=NOW
    )
    return [(chance.choice(ANSWERS), at) for at in times]


@pytest.fixture(scope="module")
def histories() -> list[History]:
    """All ways to answer four times when it is due, and sixty of somebody less orderly."""
    return [*map(on_time, itertools.product(ANSWERS, repeat=4)), *map(at_odd_times, range(60))]


def test_both_give_the_same_days(histories: list[History], tmp_path: Path) -> None:
    """After every answer the question is due at the same millisecond, and is as well known."""
    (tmp_path / "scheduler.mjs").write_text(MODULE.read_text("utf-8"), "utf-8")
    (tmp_path / "run.mjs").write_text(RUN, "utf-8")
    asked = [[(how, at.timestamp() * 1000) for how, at in history] for history in histories]
    done = subprocess.run(
        [node(), tmp_path / "run.mjs"], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    for history, cards in zip(histories, json.loads(done.stdout), strict=True):
        progress = Progress()
        for (how, at), card in zip(history, cards, strict=True):
            progress = answered(progress, "q", how, now=at)  # type: ignore[arg-type]
            ours = progress.cards["q"]
            assert datetime.fromtimestamp(card["due"] / 1000, UTC) == progress.due("q"), history
            assert [card["stability"], card["difficulty"]] == pytest.approx([ours["stability"], ours["difficulty"]])
            assert card["state"] == ours["state"]


def test_the_weights_are_those_of_the_package() -> None:
    """A newer package that was fitted anew is noticed, also where these histories would not tell."""
    said = MODULE.read_text("utf-8").partition("const WEIGHTS = ")[2].partition(";")[0]
    assert tuple(json.loads(said.replace(",\n]", "]"))) == DEFAULT_PARAMETERS
