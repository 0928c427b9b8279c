"""What WebVTT has beside the cues of SubRip: a head, remarks, styles, names of cues, marks within them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLOCK = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")
_TIMES = re.compile(r"[ \t]*(?:\d{1,3}:)?\d\d:\d\d[.,]\d{1,3}[ \t]*-->", re.ASCII)
_MARK = re.compile(
    r"</?(?:v|c|lang|ruby|rt)(?:[.\s][^<>]*)?>|<(?:\d{1,3}:)?\d\d:\d\d\.\d{3}>|&(?:nbsp|lrm|rlm|amp|lt|gt);"
)
_CHARACTERS = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">"}


def is_web(text: str) -> bool:
    """Whether a text is WebVTT.

    >>> is_web("WEBVTT - lecture\\n"), is_web("1\\n00:00:01,000 --> 00:00:02,000\\n")
    (True, False)
    """
    return bool(re.match("\ufeff?WEBVTT(?:[ \t\n]|$)", text))


def cues(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines with cues alone, line for line, and what else stood in them.

    >>> cues(["WEBVTT", "", "NOTE by Ann", "", "opening", "00:01.000 --> 00:02.000", "<v Ann>春天"])
    (['', '', '', '', '', '00:01.000 --> 00:02.000', '春天'], ['WEBVTT', 'NOTE by Ann', 'opening', '<v Ann>'])
    """
    done: list[str] = []
    aside: list[str] = []
    skipping = False
    for at, line in enumerate(lines):
        begins = at == 0 or not lines[at - 1].strip()
        named = begins and at + 1 < len(lines) and _TIMES.match(lines[at + 1])
        skipping = bool(line.strip()) and (skipping or (begins and _BLOCK.match(line) is not None))
        if skipping or (named and not _TIMES.match(line)):
            aside += [line.strip()] if line.strip() else []
            done.append("")
            continue
        aside += _MARK.findall(line)
        done.append(_MARK.sub(lambda found: _CHARACTERS.get(found[0], ""), line))
    return done, aside
