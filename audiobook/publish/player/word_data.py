"""What the page is told of the words of a sentence: few and small numbers, because words are many."""

from __future__ import annotations

from audiobook.model import Cue


def words(cue: Cue) -> list[int]:
    """Four numbers for each word: characters between it and the word before it, its characters, milliseconds between
    the two (the first: from the sentence's start), and how long it is heard.

    >>> from audiobook.model import TimedWord
    >>> words(Cue(500, 990, "“春来了。”", "body", 0, 1, words=(TimedWord("春", 500, 700), TimedWord("来了", 710, 990))))
    [1, 1, 0, 200, 0, 2, 10, 280]
    """
    found: list[int] = []
    at, now_ms = 0, cue.start_ms
    for (start, stop), word in zip(cue.word_places(), cue.words, strict=True):
        found += (start - at, stop - start, word.start_ms - now_ms, word.end_ms - word.start_ms)
        at, now_ms = stop, word.end_ms
    return found
