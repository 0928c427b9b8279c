"""What is printed behind a name in Latin letters, and is none of it: when it was, what its bearer is."""

from __future__ import annotations

import re

WHEN = re.compile(
    r"\s*(?:[|·•]|\s[-–—]\s|\b(?:last )?(?:updated|posted|published|veröffentlicht|aktualisiert)\b|@|https?:).*$|"
    r"[\s,(]*(?:\b(?:on|at|am|vom|um|le|el|em|in)\s+)?(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,?\s*)?\d.*$|\s(?:january|february|march|april|june|july|august|september|october|november|december)$",
    re.I | re.S,
)
"""What a page prints behind a name: when it was, where else its bearer writes."""
POST = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|writers?|contributors?|columnists?|staff|producers?|news|service|press|"
    r"redakt\w+|journalist\w*|university|institute|department|company|inc|ltd|gmbh|ag|professor|director|bureau)\b|"
    r"^(?:M\.?D|Ph\.?D|R\.?N|MBA|MPH|M\.?Sc|B\.?Sc|M\.?A|B\.?A|J\.?D|DDS|Esq|Jr|Sr)\.?$",
    re.I,
)
