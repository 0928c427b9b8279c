"""[engines.openai]: its keys, what they are when nobody says, and what they may be."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from audiobook.system.value_rules import ADDRESS, NAME, Within

OPTIONS: dict[str, tuple[Any, Any]] = {
    "base_url": ("https://api.openai.com/v1", Annotated[str, ADDRESS]),
    "model": ("gpt-4o-mini-tts", Annotated[str, NAME]),
    "voice": ("alloy", Annotated[str, NAME]),
    "voices": ((), tuple[Annotated[str, NAME], ...]),
    "format": ("wav", Literal["wav", "pcm"]),
    "instructions": ("", str),
    "language": ("zh-CN", Annotated[str, NAME]),
    "connections": (2, Annotated[int, Within(1, 256, "connections")]),
    "max_syllables": (400, Annotated[int, Within(10, 10_000, "syllables")]),
    "timeout_seconds": (120.0, Annotated[float, Within(0.1, 3600, "seconds")]),
}
"""Key -> default, type."""
