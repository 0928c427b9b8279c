"""Where the lines of a text stand on the printed pages it was read from: found by their letters, so that it holds after
corrections, too.

A run of print is looked for in the text, not the text in the print: the text is in the order it is read in, whatever
order the page has its runs in. A letter of the text stands in one place of the print only, so that a running head is
not taken for the title that it repeats.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from audiobook.model import PrintedLine, PrintedPage

_LONG = 12
"""Letters that a text has in one place, mostly."""
_SHORT = 5
"""With fewer, a run counts only where the one beside it stands, or as a whole line: a page number is in many words."""
_WINDOW = 20_000
"""Letters around the place of the run before that are looked at first."""
_MOST_PLACES = 40
_GRAM, _ENOUGH = 4, 0.4
"""A run that is misread or corrected is known by this part of its stretches of four letters."""


class Mark(NamedTuple):
    """A stretch of print on a page, in parts of its width and height, and the line of the text that it is."""

    line: int
    """-1 for what is in no line."""
    left: float
    top: float
    right: float
    bottom: float


class _Run(NamedTuple):
    page: int
    printed: PrintedLine
    letters: str


def marks(texts: Sequence[str], pages: Sequence[PrintedPage]) -> list[list[Mark]]:
    """For each page where on it which of `texts` stand, and what stands in none of them."""
    text = _Text(texts)
    runs = [_Run(at, line, letters(line.text)) for at, page in enumerate(pages) for line in page.lines]
    for steps in (text.in_order, text.elsewhere, text.misread):
        steps(runs)
    found: list[list[Mark]] = [[] for _ in pages]
    for number, run in enumerate(runs):
        if run.letters:
            found[run.page] += text.marks_of(number, run)
    return found


def letters(text: str) -> str:
    """What is compared: letters and figures, however they are set.

    >>> letters("ＧＰＴ-4，是 模型。")
    'gpt4是模型'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


class _Text:
    """The letters of a text, and which of them have been found in the print."""

    def __init__(self, texts: Sequence[str]) -> None:
        each = [letters(text) for text in texts]
        self.letters = "".join(each)
        self.ends = list(accumulate(map(len, each)))
        self.whole = {start: end for start, end in zip([0, *self.ends], self.ends, strict=False) if end > start}
        self.taken = bytearray(len(self.letters))
        self.places: dict[int, tuple[int, int]] = {}
        """Number of a run -> where its letters begin in the text and end."""

    def in_order(self, runs: Sequence[_Run]) -> None:
        """Long runs, each behind the one before it or near to it, as print mostly has them; not those that the print
        has more than once, in its contents or in heads of pages."""
        times = Counter(run.letters for run in runs)
        expected = 0
        for number, run in enumerate(runs):
            if times[run.letters] > 1:
                continue
            if run.letters and self.letters.startswith(run.letters, expected):
                # a short run between two lines may be a head or a foot
                if len(run.letters) >= _SHORT or number - 1 in self.places:
                    expected = self._take(number, expected, len(run.letters))
            elif len(run.letters) >= _LONG:
                near = self.letters.find(run.letters, max(0, expected - _WINDOW), expected + _WINDOW)
                at = near if near >= 0 else self.letters.find(run.letters)
                if at >= 0 and self._free(at, len(run.letters)):
                    expected = self._take(number, at, len(run.letters))

    def elsewhere(self, runs: Sequence[_Run]) -> None:
        """The others: those first that stand beside what goes on in the text, then those in large type, as a title
        does and the head of a page that repeats it does not."""
        left = [number for number, run in enumerate(runs) if run.letters and number not in self.places]

        def order(number: int) -> tuple[int, float]:
            run = runs[number]
            apart = (self._apart(number, at, len(run.letters)) for at in self._all(run.letters))
            return min(apart, default=0), round(run.printed.top - run.printed.bottom, 3)

        for number in sorted(left, key=order):
            size = len(runs[number].letters)
            free = [at for at in self._all(runs[number].letters) if self._free(at, size)]
            if size < _SHORT:
                free = [at for at in free if self.whole.get(at) == at + size or self._apart(number, at, size) == 0]
            if free:
                self._take(number, min(free, key=lambda at: self._apart(number, at, size)), size)

    def misread(self, runs: Sequence[_Run]) -> None:
        """Runs that the text has otherwise: corrected since, or recognised wrong."""
        for number, run in enumerate(runs):
            size = len(run.letters)
            if number in self.places or size < 2 * _GRAM:
                continue
            near = self._near(number)
            low, high = max(0, near - _WINDOW), near + _WINDOW
            shifts: Counter[int] = Counter()
            for at in range(size - _GRAM + 1):
                place = self.letters.find(run.letters[at : at + _GRAM], max(low, near - size), high)
                if place >= 0:
                    shifts[place - at] += 1
            if not shifts:
                continue
            # letters that were left out or put in move what is behind them
            counts = {shift: sum(shifts[shift + by] for by in range(-2, 3)) for shift in shifts}
            shift = max(counts, key=lambda one: (counts[one], shifts[one]))
            start, count = max(0, shift), counts[shift]
            size = min(size, len(self.letters) - start)
            if count >= _ENOUGH * (len(run.letters) - _GRAM + 1) and self._free(start, size):
                self._take(number, start, size)

    def marks_of(self, number: int, run: _Run) -> Iterator[Mark]:
        """A run as what it is in the text: a line ends within it where an article does."""
        box = run.printed
        if number not in self.places:
            yield Mark(-1, box.left, box.top, box.right, box.bottom)
            return
        start, end = self.places[number]
        at = start
        while at < end:
            line = bisect_right(self.ends, at)
            until = min(end, self.ends[line])
            left, right = (box.left + (box.right - box.left) * (place - start) / (end - start) for place in (at, until))
            yield Mark(line, round(left, 5), box.top, round(right, 5), box.bottom)
            at = until

    def _take(self, number: int, at: int, size: int) -> int:
        self.places[number] = at, at + size
        self.taken[at : at + size] = b"\1" * size
        return at + size

    def _free(self, at: int, size: int) -> bool:
        return 2 * sum(self.taken[at : at + size]) < size

    def _all(self, wanted: str) -> Iterator[int]:
        at = self.letters.find(wanted)
        for _ in range(_MOST_PLACES):
            if at < 0:
                return
            yield at
            at = self.letters.find(wanted, at + 1)

    def _apart(self, number: int, at: int, size: int) -> int:
        """How far a place is from where the runs beside this one stand."""
        before, after = self.places.get(number - 1), self.places.get(number + 1)
        sides = [abs(at - before[1])] if before else []
        sides += [abs(after[0] - at - size)] if after else []
        return min(sides, default=len(self.letters))

    def _near(self, number: int) -> int:
        """Where the last run before this one ends that has a place."""
        return next((self.places[one][1] for one in range(number - 1, -1, -1) if one in self.places), 0)
