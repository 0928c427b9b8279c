"""A book built through a service that fails: what is missing is named, the same command finishes, nothing is spoken
twice. `scripts/fault-table` tries every fault in every pattern; here is one of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from edge_builds import BuildOutcome, build

COUNT = 4
TRIED = (
    ("drop 50%", "one sentence, always"),
    ("stall within audio", "one request, once"),
    ("cut mp3", "every request"),
    ("silence", "one sentence, always"),
    ("403", "every request"),
    ("429", "one request, once"),
    ("html", "every request"),
    ("clock skew", "every request"),
    ("refused connection", "every request"),
)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> BuildOutcome:
    """With a service that is well from the start."""
    return build(None, "", tmp_path_factory.mktemp("well"), count=COUNT, idle_s=5)


@pytest.mark.parametrize(("fault", "pattern"), TRIED)
def test_the_same_command_finishes(fault: str, pattern: str, undisturbed: BuildOutcome, tmp_path: Path) -> None:
    """Either all is spoken, or one line names what is missing; then the same command makes the undisturbed book, and
    what had been spoken is not asked for again."""
    outcome = build(fault, pattern, tmp_path, count=COUNT, idle_s=0.1 if fault.startswith("stall") else 5)
    assert outcome.first_code in (0, 1)
    if outcome.first_code:
        assert len(outcome.said.strip().splitlines()) == 1
        assert "could not be spoken" in outcome.said
        assert "the same command tries these again" in outcome.said
        assert outcome.asked > 0
    else:
        assert outcome.asked == 0
    assert outcome.second_code == 0
    assert outcome.twice == 0
    assert outcome.book == undisturbed.book


def test_nothing_was_disturbed(undisturbed: BuildOutcome) -> None:
    """The build to compare with ended well."""
    assert (undisturbed.first_code, undisturbed.said, undisturbed.second_code) == (0, "", 0)
    assert undisturbed.kept >= COUNT
    assert undisturbed.asked == 0
