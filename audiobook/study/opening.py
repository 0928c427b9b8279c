"""What is said before an article: how long it is and what its parts are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.language.numerals import counting
from audiobook.language.syllables import count_syllables
from audiobook.model import Script, ScriptLine, Utterance
from audiobook.study.voice import Speaker, numbered

SYLLABLE_MS = 205
"""Of speech without pauses at rate 1.0."""
MOST_PARTS = 9
"""More headings than this are counted, not named."""
_ENUMERATOR = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百]+[章节部分篇讲]+[、，：:\s]*|[（(]?[一二三四五六七八九十]+[）)]?[、，.．\s]+|[（(][一二三四五六七八九十\d]+[）)]\s*|\d+(?:\.\d+)*[、.．\s]\s*)"
)


def with_opening(script: Script, speaker: Speaker, *, rate: float = 1.0) -> Script:
    """`script` with 约十二分钟，分三个部分：…… after its title and author; sections keep their numbers."""
    written = outline(script.headings[1:], duration_ms(script.utterances, rate=rate), script.language)
    at = next((i for i, u in enumerate(script.utterances) if u.role not in ("announcement", "title", "byline")), 0)
    if at == 0 or not written:
        return script
    said = speaker.say(ScriptLine("announcement", written))
    if said:
        said[-1] = replace(said[-1], pause_ms=max(said[-1].pause_ms, speaker.pauses["byline"]))
    return numbered(script, [*script.utterances[:at], *said, *script.utterances[at:]])


def outline(headings: Sequence[str], length_ms: int, language: str = "zh") -> str:
    """约十二分钟，分三个部分：甲；乙；丙。

    >>> outline(["一、从哪里来", "二、到哪里去"], 700_000)
    '约十二分钟，分两个部分：从哪里来；到哪里去。'
    """
    minutes = max(1, round(length_ms / 60_000))
    parts = [bare for heading in headings if (bare := _ENUMERATOR.sub("", heading).strip(" 。.；;：:，,"))]
    if language.startswith("en"):
        about = f"About {minutes} minute{'s' * (minutes > 1)}"
        if len(parts) < 2:
            return f"{about}."
        return (
            f"{about}, in {len(parts)} parts: {'; '.join(parts)}."
            if len(parts) <= MOST_PARTS
            else f"{about}, in {len(parts)} parts."
        )
    about = f"约{counting(minutes)}分钟"
    if len(parts) < 2:
        return f"{about}。"
    if len(parts) > MOST_PARTS:
        return f"{about}，分{counting(len(parts))}个部分。"
    return f"{about}，分{counting(len(parts))}个部分：{'；'.join(parts)}。"


def duration_ms(utterances: Sequence[Utterance], *, rate: float = 1.0) -> int:
    """About how long they take to listen to, pauses included."""
    spoken = sum(count_syllables(each.spoken) for each in utterances) * SYLLABLE_MS
    return round(spoken / rate) + sum(each.pause_ms for each in utterances)
