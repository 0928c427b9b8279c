"""Paragraphs torn by a page break: which ones, and how they are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.model import Finding
from audiobook.source import numberings
from audiobook.source.blocks import Block, span
from audiobook.source.emphasis import within
from audiobook.source.joining import join
from audiobook.source.line_features import ends, open_marks, squeeze, stops
from audiobook.source.vocabulary import Vocabulary, overlap, splits_a_word

_DANGLING = "的和与及在是对把被将从向于为以并或、，,且但而则其这那给让使由比跟"
_CANNOT_BEGIN = "的、，,。；;：:）)》”’？！%—"
_ITEM = re.compile(r"第[一二三四五六七八九十百零〇0-9]{1,6}[条款项章节]")
_LONGEST = 5_000
"""Characters of a paragraph that no page break has torn any more, over which others would be joined to it; without an
end every join would look through all that was joined before."""
_SALUTE = re.compile(
    r"(?:dear|hi|hello|(?:kind(?:est)?|best|warm(?:est)?)?\s*(?:regards|wishes)|(?:yours\s+)?sincerely|yours|cheers|thanks)\b"
    r"[^,]{0,40},",
    re.I,
)
"""How a letter in English begins and ends."""
_FIGURES = 40
"""Lines of captions, tables and notes between the halves of a sentence, and one."""
_BETWEEN = ("caption", "table", "note")
_NAME = 20
"""Characters of an item's name on a line of its own: 1）数据采集."""
_TIME = re.compile(
    r"^(?:当前|目前|近年来|近日|同时|此外|首先|其次|最后|今年|去年|因此|然而|但是|例如|比如|另一方面|一方面|\d{4}\s*年)[，,、\d]"
)


_GOES_ON = 2
"""So much must speak for it that a line goes on; a doubled character or a word between two lines is enough."""


def goes_on(first: Block, second: Block, vocabulary: Vocabulary, doubt: float = 0.0) -> bool:
    """Whether a short line without a full stop is the beginning of the paragraph after it, not its heading."""
    one, two = squeeze(first.text), squeeze(second.text)
    if (first.closed or _look_apart(first, second)) and two[0] not in _CANNOT_BEGIN:
        return False
    if first.indented is False and second.indented:
        return False
    if first.indented and second.indented is False:
        return True
    score = doubt
    score += 3 * (one[-1] in _DANGLING) + 3 * (two[0] in _CANNOT_BEGIN) + 3 * bool(open_marks(one))
    score += 3 * bool(re.search(r"[。；;]|[a-z][.!?] [A-Z]", first.text.strip()[:-1]))
    score += 3 * bool(re.match("[a-z]", two) and one[-1].isascii() and one[-1].isalnum())
    score += 1.5 * (one[-1] in "了着过们个不也都就还又很更")
    score += _clauses(one) + 2 * bool(_TIME.match(one))
    score += 3 * bool(re.search("[A-Za-z]-$", one)) + 0.5 * (len(one) > 28)
    if score >= _GOES_ON or (one[-1] == two[0] and overlap(one, two, vocabulary)) or splits_a_word(one, two):
        return True
    return score + {0: 0, 4: 1, 5: 2, 6: 3}[vocabulary.together(one, two)] >= _GOES_ON


def _look_apart(first: Block, second: Block) -> bool:
    """Whether two printed lines are set in different type, as the halves of a paragraph are not; what was recognised
    tells its type by about a tenth."""
    if first.page is None or first.confidence is not None:
        return False
    looks = [(block.bold, block.other_face) for block in (first, second)]
    return looks[0] != looks[1] or abs(first.size - second.size) > 0.08


def _clauses(text: str) -> float:
    """How much its commas speak for running text: headings are balanced (先修屋顶，再修门面), sentences seldom."""
    clauses = [len(clause) for clause in re.split("[，,]", text)]
    if len(clauses) == 1:
        return 0.0
    if max(clauses) - min(clauses) <= 2 and max(clauses) <= 12:
        return 0.0
    return 1.0 if len(clauses) == 2 else 2.0


def mend(blocks: Sequence[Block], vocabulary: Vocabulary, *, strict: bool = False) -> tuple[list[Block], list[Finding]]:
    """Running text joined where a paragraph stops in mid-sentence and another follows.

    `strict`: the format keeps paragraphs whole, so only what cannot be otherwise is joined.
    """
    done: list[Block] = []
    findings: list[Finding] = []
    for block in blocks:
        at = _before_figure(done) if _begins_within(block.text) or _is_left_open(done) else -1
        last = done[at] if done else None
        if (
            last is None
            or not _is_torn(last, block)
            or (at == -1 and _ends_a_run(done, block))
            or (strict and (_is_whole(last, block) or not goes_on(last, block, vocabulary)))
        ):
            done.append(block)
            continue
        text, what, twice = put_together(last.text, block.text, vocabulary)
        findings.append(Finding("overlap" if twice else "torn", span(last, block), what, twice))
        apart = within((*last.emphasised, *block.emphasised), text)
        done[at] = replace(last, text=text, lines=span(last, block), emphasised=apart)
    for i, block in enumerate(done):
        if block.label == "body" and not ends(block.text) and len(block.text) > 25 and block.kind == "body":
            findings.append(
                Finding("unfinished", block.lines, f"The paragraph stops in mid-sentence: …{block.text[-20:]}")
            )
        elif (
            i
            and block.label == "body"
            and block.kind == "body"
            and (_begins_within(block.text) or vocabulary.is_tail(block.text))
        ):
            findings.append(
                Finding("fragment", block.lines, f"The paragraph begins in mid-sentence: {block.text[:20]}…")
            )
    return done, findings


def _before_figure(done: Sequence[Block]) -> int:
    """Where, counted from the end, the text before the last figures and tables stands, which may go on under them."""
    at = -1
    while -at < min(len(done), _FIGURES) and done[at].kind in _BETWEEN:
        at -= 1
    return at if done and done[at].kind == "body" else -1


def _is_left_open(done: Sequence[Block]) -> bool:
    """Whether a figure stands in a sentence of a paragraph that has others before it."""
    if not done or done[-1].kind not in _BETWEEN:
        return False
    text = done[_before_figure(done)].text
    return not ends(text) and text[-1] not in "：:" and re.search(r"[。！？；]", text) is not None


def _is_torn(last: Block, block: Block) -> bool:
    if last.label != "body" or block.label != "body" or last.kind != "body" or block.kind != "body":
        return False
    if len(last.text) > _LONGEST or (ends(last.text) and (not open_marks(last.text) or stops(last.text))):
        return False
    if (last.closed or _look_apart(last, block)) and not _begins_within(block.text):
        return False
    if _begins_anew(block.text) or _SALUTE.fullmatch(last.text):
        return False
    if len(last.text) <= 20 and len(block.text) <= 20 and not _cannot_be_apart(last.text, block.text):
        return False  # verse, a list, dialogue: short lines without full stops
    return not (block.indented and last.indented and not open_marks(last.text))


def _is_whole(last: Block, block: Block) -> bool:
    """Whether a paragraph of a format that keeps them whole ends here: by its mark, by its look, as an item's name."""
    if last.text.rstrip()[-1] in "；;：:" or (last.size, last.centred, last.bold) != (
        block.size,
        block.centred,
        block.bold,
    ):
        return True
    item = numberings.kind(last.text)
    return item is not None and len(last.text) <= _NAME and not re.search("[，,。；;]", last.text)


def _begins_anew(text: str) -> bool:
    """Whether it begins with the number of an item: 第五条, （二）, 3."""
    kind = numberings.kind(text)
    return bool(_ITEM.match(text)) or (kind is not None and kind.marked)


def _ends_a_run(done: Sequence[Block], block: Block) -> bool:
    """Whether the last line closes a verse or a list: short lines without full stops, one under another."""
    if len(done) < 2 or len(done[-1].text) > 20 or _cannot_be_apart(done[-1].text, block.text):
        return False
    before = done[-2]
    return before.label == "body" and len(before.text) <= 20 and not ends(before.text)


def _cannot_be_apart(first: str, second: str) -> bool:
    return first[-1] in _DANGLING or second[0] in _CANNOT_BEGIN or splits_a_word(first, second)


def _begins_within(text: str) -> bool:
    """Whether a paragraph begins inside a word or a sentence: 济深度融合，…"""
    if text[0] in _CANNOT_BEGIN:
        return True
    return "a" <= text[0] <= "z" and len(text) > 20


def put_together(first: str, second: str, vocabulary: Vocabulary) -> tuple[str, str, str]:
    """The joined text, the sentence for the report, and what stood twice."""
    size = overlap(first, second, vocabulary)
    if size:
        shared = second[: len(second) - len(_without(second, size))]
        text = first + _without(second, size)
        return text, f"Joined across a page break; “{shared}” stood twice: …{first[-12:]} | {second[:12]}…", shared
    return join(first, second, vocabulary.latin), f"Joined across a page break: …{first[-12:]} | {second[:12]}…", ""


def _without(text: str, size: int) -> str:
    """`text` after its first `size` characters that are not white space."""
    position = 0
    while size:
        size -= not text[position].isspace()
        position += 1
    return text[position:]
