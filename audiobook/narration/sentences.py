"""Paragraphs -> pieces that are said in one breath; joined together they are the paragraph again, to the character.

A sentence ends after 。！？…… and what closes with it; a long one is split at the clause nearest the engine's best
length, then at a word, never inside one, nor inside a figure or a bracket where that can be helped; a very short
one goes with its neighbour, because one or two syllables alone sound bad.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiobook.language.chinese import cut
from audiobook.language.inline_formulas import INLINE
from audiobook.language.syllables import count_syllables
from audiobook.narration import formulas
from audiobook.narration.english_sentences import ends_sentence
from audiobook.narration.references import marks

SHORT_SYLLABLES = 4
"""A sentence below this is joined to a neighbour."""

MARKED = "〗"
"""Stands for each character of a reference mark while a text is split: it closes with what stands before it."""
_CLOSERS = rf"”’\"'」』）)》〉】〕］\]{MARKED}"
_END = re.compile(
    rf"(?:[。！？!?]+|…+|\.{{3,}}|(?<=[A-Za-z%‰°℃)\]\"”’'])\.(?={MARKED}*[{_CLOSERS}]*(?:\s|$))|(?<=\d)\.(?=[{_CLOSERS}]*\s+[A-Z\"“‘'(])|\n+)"
    rf"[{_CLOSERS}]*\s*"
)
_CLAUSES = (
    (re.compile(rf"[；;][{_CLOSERS}]*\s*"), 0),
    (re.compile(rf"[：:](?!\d)[{_CLOSERS}]*\s*|——+|(?<=[A-Za-z]) - "), 6),
    (re.compile(rf"[，,](?!\d)[{_CLOSERS}]*\s*"), 4),
    (re.compile(r"、\s*"), 14),
)
_OPEN, _CLOSE = "（(《〈【〔[“‘「『", "）)》〉】〕]”’」』"


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A stretch of a paragraph, as written."""

    text: str
    ends_sentence: bool
    """False where a long sentence was split at a clause after it."""


def split(paragraph: str, *, preferred_syllables: int, max_syllables: int) -> list[SentencePart]:
    """Pieces of at most about `max_syllables`, split near `preferred_syllables`; "".join of their texts is
    `paragraph`."""
    pieces: list[SentencePart] = []
    at = 0
    for sentence in _joined(_sentences(_masked(paragraph))):
        parts = _parts(sentence, preferred_syllables, max_syllables)
        for index, part in enumerate(parts):
            pieces.append(SentencePart(paragraph[at : at + len(part)], index == len(parts) - 1))
            at += len(part)
    return pieces


def _masked(paragraph: str) -> str:
    """`paragraph`, to the length, with marks of references as something that belongs to the word before, and formulas
    as one word of as many syllables as they take to say."""
    found = [(span, True) for span in marks(paragraph)] if "[" in paragraph or not paragraph.isascii() else []
    if "\\(" in paragraph:
        found += [(formula.span(), False) for formula in INLINE.finditer(paragraph)]
    masked, done = "", 0
    for (start, end), is_mark in sorted(found):
        if start >= done:  # no mark stands inside a formula
            mask = MARKED * (end - start) if is_mark else _word_like(paragraph[start:end])
            masked += paragraph[done:start] + mask
            done = end
    return masked + paragraph[done:]


def _word_like(formula: str) -> str:
    said = formulas.read(formula[2:-2]) or formulas.announced("zh")
    count = min(max(2, count_syllables(said)), len(formula))
    return "·" * (len(formula) - count) + "X" * count


def _sentences(paragraph: str) -> list[str]:
    """Cut after every sentence end that is not inside a bracket or book title, and not followed by more of the
    same quotation's sentence (“好！”他说。)."""
    sentences, start = [], 0
    for end in _END.finditer(paragraph):
        head = paragraph[start : end.end()]
        following = paragraph[end.end() : end.end() + 1]
        if end[0][0] in ".!?" and following.isascii() and following.islower():
            continue
        if end[0].startswith(".") and not end[0].startswith("..") and not ends_sentence(paragraph, end.start()):
            continue
        if _inside(head, "（(《〈【〔[", "）)》〉】〕]") and len(head) < 200:
            continue
        if "》" in end[0] or "〉" in end[0]:
            continue  # 《为什么？》 is a name
        if following and following in "，,、；;。！？!?：:）)》":
            continue
        if end[0].rstrip()[-1:] in "”’」』" and re.match(
            r"[\w]{1,6}(?:说|道|问|答|喊|叫|笑|叹|表示|指出)", paragraph[end.end() : end.end() + 10]
        ):
            continue
        if (
            end[0].startswith("…")
            and following
            and not re.match(r"[“‘「『]", following)
            and head.count("“") > head.count("”")
        ):
            continue
        sentences.append(head)
        start = end.end()
    if start < len(paragraph):
        sentences.append(paragraph[start:])
    return sentences


def _inside(text: str, openers: str, closers: str) -> bool:
    depth = 0
    for character in text:
        if character in openers:
            depth += 1
        elif character in closers:
            depth = max(0, depth - 1)
    return depth > 0


def _joined(sentences: list[str]) -> list[str]:
    """Very short sentences with the neighbour that stays shorter."""
    joined = list(sentences)
    index = 0
    while index < len(joined):
        if len(joined) == 1 or count_syllables(joined[index]) >= SHORT_SYLLABLES:
            index += 1
            continue
        before = count_syllables(joined[index - 1]) if index else None
        following = count_syllables(joined[index + 1]) if index + 1 < len(joined) else None
        if before is None or (following is not None and following < before):
            joined[index : index + 2] = [joined[index] + joined[index + 1]]
        else:
            joined[index - 1 : index + 1] = [joined[index - 1] + joined[index]]
            index -= 1
    return joined


def _parts(sentence: str, preferred: int, most: int) -> list[str]:
    """A sentence as one part, or split where it hurts least until every part fits."""
    parts, rest = [], sentence
    limit = max(preferred + preferred // 2, 12)
    # enough to hold `most` syllables of any writing, so that text without marks takes no longer by the character
    window = 10 * most + 100
    while count_syllables(rest[:window]) > min(limit, most):
        cut = _best_cut(rest[:window], preferred, most)
        if cut is None:
            break
        parts.append(rest[:cut])
        rest = rest[cut:]
    return [*parts, rest]


def _best_cut(text: str, preferred: int, most: int) -> int | None:
    """Where to end the first part of `text`: the clause end nearest `preferred`, weighed by its kind and by
    whether it stands inside a bracket; a word boundary where there is none within `most`."""
    total = count_syllables(text)
    best: tuple[float, int] | None = None
    for pattern, cost in _CLAUSES:
        head = done = 0
        for found in pattern.finditer(text):
            head += count_syllables(text[done : found.end()])
            done = found.end()
            tail = total - head
            if head > most:
                break
            if tail < SHORT_SYLLABLES * 2 or head < SHORT_SYLLABLES * 2:
                continue
            depth = 30 if _inside(text[: found.end()], "（(《〈【〔[", "）)》〉】〕]") else 0
            loss = abs(head - preferred) + cost + depth + (8 if tail < preferred / 3 else 0)
            if best is None or loss < best[0]:
                best = (loss, found.end())
    if best is not None:
        return best[1]
    return _word_cut(text, preferred, most) if total > most else None


def _word_cut(text: str, preferred: int, most: int) -> int | None:
    """The end of the word nearest `preferred` syllables; figures with their unit and Latin words stay whole."""
    best: tuple[float, int] | None = None
    position = head = 0
    for run in re.findall(rf"[{_WHOLE}]+|[^{_WHOLE}]+", text):
        near = run[: most + 20]  # what lies beyond is for the next part
        for word in [run] if re.match(f"[{_WHOLE}]", run) else cut(near):
            position += len(word)
            head += count_syllables(word)
            if head > most and best is not None:
                return best[1]
            if not 0 < position < len(text) or not 0 < head <= most:
                continue
            loss = abs(head - preferred) + _breaks(text[:position], text[position:])
            if best is None or loss < best[0]:
                best = (loss, position)
        if len(near) < len(run) and best is not None:
            return best[1]
        position += 0 if re.match(f"[{_WHOLE}]", run) else len(run) - len(near)
    return best[1] if best else None


_WHOLE = r"A-Za-z0-9.,%‰+\-—–~～/:：·&@_℃²³'’"
_AFTER = re.compile(r"(?:[的了着过地得们上下中里后前时]|以及|因为|所以|但是|如果)$")
_BEFORE = re.compile(r"[和与或而但并且这那在从对把被让使由向以因所如则就都也还又才为]")


def _breaks(head: str, tail: str) -> float:
    """What it costs to breathe between `head` and `tail`: little after 的 or before 和, much at a figure's unit or
    inside punctuation."""
    if tail[0] in f"，。！？；：、）》”’),.!?;:{MARKED}" or head[-1] in "（《“‘(":
        return 1000
    if head[-1].isdigit() or (head[-1].isascii() and tail[0].isascii() and not tail[0].isspace()):
        return 30
    return 0 if _AFTER.search(head) or _BEFORE.match(tail) else 6
