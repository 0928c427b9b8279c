"""What the embedded voice computes with."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from audiobook.config import Settings, SpeechSettings
from audiobook.errors import EngineMissing
from audiobook.model import Utterance, Voice, Word
from audiobook.speech import machine
from audiobook.speech.engine import create
from audiobook.speech.kokoro import inference
from audiobook.speech.kokoro.engine import Kokoro

SENTENCE = Utterance(1, "body", "学习", "学习", 0, words=(Word("学习", ("xue2", "xi2")),))
VOICE = Voice("kokoro", "zf_xiaoxiao")


def with_card(patch: pytest.MonkeyPatch, *, installed: bool, cards: int) -> None:
    """A machine with so many graphics cards, and the package for them or not."""
    patch.setattr(machine, "_installed", lambda: installed)
    patch.setattr(machine, "graphics_cards", lambda: cards)


@pytest.mark.parametrize(
    ("installed", "cards", "auto"), [(True, 1, "cuda"), (True, 0, "cpu"), (False, 1, "cpu"), (False, 0, "cpu")]
)
def test_a_card_is_used_where_it_can_be(
    monkeypatch: pytest.MonkeyPatch, installed: bool, cards: int, auto: str
) -> None:
    """auto takes it only with its package; cpu never does; cuda without one is an error with the remedy."""
    with_card(monkeypatch, installed=installed, cards=cards)
    assert (machine.device("auto"), machine.device("cpu")) == (auto, "cpu")
    if auto == "cuda":
        assert machine.device("cuda") == "cuda"
    else:
        with pytest.raises(EngineMissing, match=r"set .speech. device = 'auto'"):
            machine.device("cuda")


def test_clips_of_both_are_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A card's sums differ in their last bits, so its clips have keys of their own; those of the processor stay."""
    with_card(monkeypatch, installed=True, cards=1)
    engines = [create("kokoro", Settings(cache=tmp_path, speech=SpeechSettings(device=d))) for d in ("cpu", "auto")]
    own, cards = (engine.request(SENTENCE, VOICE).engine_version for engine in engines)
    assert own == Kokoro().request(SENTENCE, VOICE).engine_version
    assert cards == f"{own}/cuda"
    assert engines[1].capabilities.workers == 1


def test_a_card_that_cannot_be_used_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """onnxruntime goes on with the processor where a library is missing; that is said, not hidden behind the key."""
    import onnxruntime

    session: Any = SimpleNamespace(get_providers=lambda: ["CPUExecutionProvider"], get_outputs=list)
    monkeypatch.setattr(onnxruntime, "InferenceSession", lambda *_, **__: session)
    with pytest.raises(EngineMissing, match="cannot use cuda"):
        inference.Synthesizer(Path("model.onnx"), "cuda")


@pytest.mark.kokoro
@pytest.mark.skipif(machine.device("auto") == "cpu", reason="no graphics card, or onnxruntime-gpu is not installed")
def test_a_card_says_the_same(embedded: Kokoro, voice_cache: Path) -> None:
    """On a real card the sentence has the length and about the sound it has on the processor."""
    card = Kokoro({}, voice_cache)
    card.use("cuda")
    heard = [engine.speak(engine.request(SENTENCE, VOICE)).samples.astype(float) for engine in (embedded, card)]
    assert len(heard[0]) == len(heard[1])
    assert np.corrcoef(heard[0], heard[1])[0, 1] > 0.9
