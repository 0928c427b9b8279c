"""[engines.openai]: its keys, what they are when nobody says, and what they may be."""

from __future__ import annotations

import re
from typing import Any

from audiobook.errors import ConfigError

OPTIONS: dict[str, Any] = {
    "base_url": "https://api.openai.com/v1",
    "model": "gpt-4o-mini-tts",
    "voice": "alloy",
    "voices": (),
    "format": "wav",
    "instructions": "",
    "language": "zh-CN",
    "connections": 2,
    "max_syllables": 400,
    "timeout_seconds": 120.0,
}


def checked(key: str, value: Any) -> Any:
    """`value` if it fits the option `key`. Raises `ConfigError`."""
    default = OPTIONS[key]
    wrong = f"engines.openai.{key} = {value!r}"
    if key == "voices":
        if not isinstance(value, list | tuple) or not all(isinstance(name, str) and name for name in value):
            raise ConfigError(f"{wrong} is not a list of names")
        return tuple(value)
    if isinstance(default, str):
        if not isinstance(value, str):
            raise ConfigError(f"{wrong} is not text")
        if key == "base_url" and not re.fullmatch(r"https?://[^/\s]+(/\S*)?", value):
            raise ConfigError(f"{wrong} is not an address like http://localhost:8000/v1")
        if key == "format" and value not in ("wav", "pcm"):
            raise ConfigError(f"{wrong}: wav or pcm")
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise ConfigError(f"{wrong} is not a number above 0")
    if isinstance(default, int):
        if value != int(value):
            raise ConfigError(f"{wrong} is not a whole number")
        return int(value)
    return float(value)
