"""The example engine keeps the contract: this is all the test file an engine needs to begin with."""

from __future__ import annotations

from tones_engine import Tones

from audiobook.speech.contract import EngineContract


class TestTones(EngineContract):
    """Two dozen promises, collected by pytest."""

    factory = Tones
