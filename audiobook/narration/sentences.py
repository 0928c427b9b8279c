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
    at = quoted = 0
    for end in _END.finditer(paragraph):
        # how many quotations are open since `start`
        quoted += paragraph.count("“", at, end.end()) - paragraph.count("”", at, end.end())
        at = end.end()
        following = paragraph[at : at + 1]
        if end[0][0] in ".!?" and following.isascii() and following.islower():
            continue
        if end[0].startswith(".") and not end[0].startswith("..") and not ends_sentence(paragraph, end.start()):
            continue
        if at - start < 200 and _depth(paragraph[start:at]):
            continue
        if "》" in end[0] or "〉" in end[0]:
            continue  # 《为什么？》 is a name
        if following and following in "，,、；;。！？!?：:）)》":
            continue
        if end[0].rstrip()[-1:] in "”’」』" and re.match(
            r"[\w]{1,6}(?:说|道|问|答|喊|叫|笑|叹|表示|指出)", paragraph[at : at + 10]
        ):
            continue
        if end[0].startswith("…") and following and not re.match(r"[“‘「『]", following) and quoted > 0:
            continue
        sentences.append(paragraph[start:at])
        start, quoted = at, 0
    if start < len(paragraph):
        sentences.append(paragraph[start:])
    return sentences


def _depth(text: str, depth: int = 0) -> int:
    """In how many brackets and book titles the end of `text` stands, whose beginning stands in `depth`."""
    for character in text:
        if character in "（(《〈【〔[":
            depth += 1
        elif character in "）)》〉】〕]":
            depth = max(0, depth - 1)
    return depth


def _joined(sentences: list[str]) -> list[str]:
    """Very short sentences with the neighbour that stays shorter."""
    done: list[tuple[list[str], int]] = []
    waiting = [([sentence], count_syllables(sentence)) for sentence in reversed(sentences)]
    while waiting:
        texts, count = waiting.pop()
        before = done[-1][1] if done else None
        following = waiting[-1][1] if waiting else None
        if count >= SHORT_SYLLABLES or (before is None and following is None):
            done.append((texts, count))
        elif before is None or (following is not None and following < before):
            more, others = waiting.pop()
            texts.extend(more)
            waiting.append((texts, count + others))
        else:
            first, others = done.pop()
            first.extend(texts)
            waiting.append((first, count + others))
    return ["".join(texts) for texts, _ in done]


def _parts(sentence: str, preferred: int, most: int) -> list[str]:
    """A sentence as one part, or split where it hurts least until every part fits."""
    parts: list[str] = []
    limit = max(preferred + preferred // 2, 12)
    # each holds so many syllables of any writing, so that text without marks takes no longer by the character
    enough, near, whole = (10 * count + 100 for count in (min(limit, most), 3 * preferred + 60, most))
    at = 0
    while count_syllables(sentence[at : at + enough]) > min(limit, most):
        cut = _clause_cut(sentence[at : at + min(near, whole)], preferred, most) if near < whole else None
        cut = cut or _best_cut(sentence[at : at + whole], preferred, most)
        if cut is None:
            break
        parts.append(sentence[at : at + cut])
        at += cut
    return [*parts, sentence[at:]]


def _best_cut(text: str, preferred: int, most: int) -> int | None:
    """Where to end the first part of `text`: at a clause, or at a word where there is none within `most`."""
    cut = _clause_cut(text, preferred, most)
    if cut is not None:
        return cut
    # a Chinese character is a syllable: mostly the beginning is enough
    is_long = count_syllables(text[: 2 * most]) > most or count_syllables(text) > most
    return _word_cut(text, preferred, most) if is_long else None


def _clause_cut(text: str, preferred: int, most: int) -> int | None:
    """The clause end nearest `preferred`, weighed by its kind and by whether it stands inside a bracket."""
    total: int | None = None
    best: tuple[float, int] | None = None
    for pattern, cost in _CLAUSES:
        head = done = open_ = 0
        for found in pattern.finditer(text):
            head += count_syllables(text[done : found.end()])
            open_ = _depth(text[done : found.end()], open_)
            done = found.end()
            total = count_syllables(text) if total is None else total
            tail = total - head
            if head > most or (best is not None and head - preferred > best[0]):
                break
            if tail < SHORT_SYLLABLES * 2 or head < SHORT_SYLLABLES * 2:
                continue
            loss = abs(head - preferred) + cost + 30 * bool(open_) + (8 if tail < preferred / 3 else 0)
            if best is None or loss < best[0]:
                best = (loss, found.end())
    return best[1] if best else None


def _word_cut(text: str, preferred: int, most: int) -> int | None:
    """The end of the word nearest `preferred` syllables; figures with their unit and Latin words stay whole."""
    best: tuple[float, int] | None = None
    position = head = 0
    for found in re.finditer(rf"[{_WHOLE}]+|[^{_WHOLE}]+", text):
        run = found[0]
        # what lies beyond is for the next part, or so far that another place is better
        near = run[: min(most, 2 * preferred + 100) + 20]
        for word in [run] if re.match(f"[{_WHOLE}]", run) else cut(near):
            position += len(word)
            head += count_syllables(word)
            if best is not None and (head > most or head - preferred > best[0]):
                return best[1]
            if not 0 < position < len(text) or not 0 < head <= most:
                continue
            loss = abs(head - preferred) + _breaks(text[max(0, position - 2) : position], text[position : position + 2])
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
