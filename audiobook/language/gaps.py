"""Sentences with a gap, as they are asked aloud: Chinese asks in place."""

from __future__ import annotations

import re

from audiobook.model import BLANK


def asked(prompt: str, blank: str, *, last: bool = True) -> str:
    """A prompt as it is said: `blank` for the gap, and a question mark at its end.

    >>> asked("其核心要素是＿＿＿。", "什么")
    '其核心要素是什么？'
    """
    text = re.sub(rf"(?<![A-Za-z]) *{BLANK} *(?![A-Za-z])", blank, prompt).replace(BLANK, blank)
    if not last:
        return text
    body = text.rstrip()
    closers = body[len(body.rstrip("”’」』）)\"'")) :]
    if closers and closers[0] in "）)" and body.count("（") + body.count("(") > 0 and body[0] not in "（(":
        closers = ""  # the bracket closes what is within the question
    return body.removesuffix(closers).rstrip("。．.；;，,！!？?…") + "？" + closers
