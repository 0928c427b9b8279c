"""A character that nobody can read is the trouble of its sentence, not of the book."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiobook.config_file import load
from audiobook.model import Utterance, Word
from audiobook.pipeline.speak import Speaking
from tests.conftest import Run

TEXT = "# 街角的店\n\n这是第一句。\n\n\U00020bb7野家在街角。\n\n私用字\ue123在这里。\n\n这是最后一句。\n"
"""𠮷 stands in no dictionary; the other is of the private area."""


def unreadable(number: int = 1) -> Utterance:
    """A sentence with a character that has no reading."""
    words = (Word("\U00020bb7", ("?",)), Word("野家", ("ye3", "jia1")), Word("。"))
    return Utterance(number, "body", "\U00020bb7野家。", "\U00020bb7野家。", 0, words=words)


@pytest.mark.kokoro
def test_the_sentence_is_named_and_the_others_are_spoken(
    desk: Path, audiobook: Run, voice_cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 and one line with the sentence and the remedy; a reading in the lexicon makes the book whole."""
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(voice_cache))
    Path("store.md").write_text(TEXT, "utf-8")
    assert audiobook("build", "store.md", "-q", "--no-study") == 1
    shown = capsys.readouterr().err
    assert "1 of " in shown
    assert "“\U00020bb7野家在街角。” (\U00020bb7 has no reading in any dictionary; give it one in the lexicon)" in shown
    Path("lexicon.tsv").write_text("\U00020bb7野家\tji2 ye3 jia1\n", "utf-8")
    assert audiobook("build", "store.md", "-q", "--no-study") == 0
    (index,) = Path("output").glob("*/index.json")
    assert len(json.loads(index.read_text("utf-8"))["tracks"]) == 1


def test_the_engine_is_not_asked_for_it() -> None:
    """What the engine will not take has a request of its own that is refused, with the reason."""
    speaking = Speaking(load(flags={"speech.engine": "kokoro"}), [Path()])
    request = speaking.request(unreadable())
    assert speaking.refused == {request: "\U00020bb7 has no reading in any dictionary; give it one in the lexicon"}
    assert speaking.request(unreadable(2)) == request


def test_a_private_character_is_named(desk: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """`inspect` says which sentence holds a character that only its own font knows."""
    Path("store.md").write_text(TEXT, "utf-8")
    assert audiobook("inspect", "store.md", "--json") == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    (found,) = [finding for finding in findings if finding["kind"] == "unread"]
    assert found["lines"] == [7, 7]
    assert "U+E123 in “私用字\ue123在这里。”" in found["message"]
