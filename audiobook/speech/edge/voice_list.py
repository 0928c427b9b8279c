"""Which voices the service has: asked for, remembered, and built in for the first time without a network."""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from audiobook.model import VoiceInfo
from audiobook.system import files
from audiobook.system.suggest import nearest

DEFAULT = "zh-CN-XiaoxiaoNeural"

# name, gender, note; the service's Mandarin and other Chinese voices, November 2026
_BUILT_IN = """
zh-CN-XiaoxiaoNeural            female  warm; news and novels
zh-CN-XiaoyiNeural              female  lively
zh-CN-YunjianNeural             male    passionate; sports
zh-CN-YunxiNeural               male    lively, sunny
zh-CN-YunxiaNeural              male    a boy's voice
zh-CN-YunyangNeural             male    professional; news
zh-CN-liaoning-XiaobeiNeural    female  dialect of the north-east
zh-CN-shaanxi-XiaoniNeural      female  dialect of Shaanxi
zh-TW-HsiaoChenNeural           female  Taiwan
zh-TW-HsiaoYuNeural             female  Taiwan
zh-TW-YunJheNeural              male    Taiwan
zh-HK-HiuGaaiNeural             female  Cantonese
zh-HK-HiuMaanNeural             female  Cantonese
zh-HK-WanLungNeural             male    Cantonese
"""

_FRESH_S = 24 * 3600
_NAME = re.compile(r"[a-z]{2,3}-[A-Z]{2,}-(?:[a-z]+-)?\w+Neural")


def built_in() -> list[VoiceInfo]:
    """The Chinese voices known to this release."""
    rows = (line.split(maxsplit=2) for line in _BUILT_IN.strip().splitlines())
    return [VoiceInfo("edge", name, language(name), gender, note) for name, gender, note in rows]


def language(name: str) -> str:
    """BCP 47 of a voice's name.

    >>> language("zh-CN-liaoning-XiaobeiNeural"), language("en-US-AriaNeural")
    ('zh-CN', 'en-US')
    """
    return "-".join(name.split("-")[:2])


def from_service(rows: Iterable[dict[str, Any]]) -> list[VoiceInfo]:
    """The service's list as ours, Mandarin first, our notes where we have any."""
    notes = {voice.name: voice.note for voice in built_in()}
    voices = []
    for row in rows:
        tag = row.get("VoiceTag") or {}
        traits = [*tag.get("VoicePersonalities", []), *tag.get("ContentCategories", [])]
        name = str(row["ShortName"])
        note = notes.get(name) or ", ".join(str(trait).lower() for trait in traits)
        if row.get("Status") == "Deprecated":
            note = f"to be withdrawn; {note}".rstrip("; ")
        voices.append(VoiceInfo("edge", name, str(row["Locale"]), str(row["Gender"]).lower(), note))
    return sorted(voices, key=_mandarin_first)


def _mandarin_first(voice: VoiceInfo) -> tuple[bool, bool, bool, bool, str]:
    plain = voice.name.count("-") == 2
    return (
        not (voice.language == "zh-CN" and plain),
        not voice.language.startswith("zh"),
        not voice.language.startswith("en"),
        not plain,
        voice.name,
    )


class Remembered:
    """The list as the service last gave it, in `directory`."""

    def __init__(self, directory: Path) -> None:
        self._file = directory / "edge-voices.json"

    def read(self) -> tuple[list[VoiceInfo], bool]:
        """The voices and whether they are of today; none if there is no readable list."""
        try:
            tree = json.loads(self._file.read_text("utf-8"))
            voices = [VoiceInfo(**row) for row in tree["voices"]]
            return voices, 0 <= time.time() - float(tree["asked"]) < _FRESH_S
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return [], False

    def write(self, voices: Sequence[VoiceInfo]) -> None:
        """Keep the list; a cache that cannot be written is no reason to stop."""
        rows = [{name: getattr(voice, name) for name in VoiceInfo.__slots__} for voice in voices]
        text = json.dumps({"asked": time.time(), "voices": rows}, ensure_ascii=False, indent=0)
        with contextlib.suppress(OSError):
            files.write(self._file, text.encode())


def complaint(name: str, known: Sequence[VoiceInfo]) -> str | None:
    """Why `name` cannot be a voice, with the nearest that is, or None.

    The built-in list knows all Chinese voices; of other languages it knows only what names look like.
    """
    names = [voice.name for voice in known]
    languages = {voice.language for voice in known}
    if name in names or (_NAME.fullmatch(name) and language(name) not in languages):
        return None
    short = {other.split("-")[-1].removesuffix("Neural").lower(): other for other in reversed(names)}
    near = short.get(name.lower()) or nearest(name, names)
    hint = f"did you mean {near}?" if near else f"for instance {DEFAULT}"
    return f"edge has no voice {name!r}; {hint} (audiobook voices --engine edge lists them)"
