"""Articles -> sittings of about a given length, cut where it hurts least, each opening with what came before.

All cuts are chosen together (shortest path): as few mid-section cuts as the length allows, never inside a sentence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from audiobook.model import Question, Script, ScriptLine, Study, Term, Utterance
from audiobook.study.sitting_words import titled, wording
from audiobook.study.voice import Speaker, numbered

TOLERANCE = 0.095
"""Share a sitting may be longer or shorter; the last one may be any length up to that."""
LOOK_BACK = 0.75
"""Share of a sitting that the reminder of the next may speak of: surely heard in the one before."""
NEAR_RECAP = 8
"""Utterances before an article's recap from which it is near."""
REMINDER_MS = 30_000
"""Of what came before, said again at the beginning of each sitting but the first."""

_COST = {"article": 0.0, "section": 1.0, "paragraph": 3.0, "sentence": 8.0}


@dataclass(frozen=True, slots=True)
class Links:
    """What leads from one sitting to the next: spoken, but in no article."""

    before: tuple[Utterance, ...] = ()
    """上次听到："""
    continues: Mapping[int, tuple[Utterance, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By article number: 下面接着听《……》。"""


def links(scripts: Sequence[Script], speaker: Callable[[str], Speaker]) -> Links:
    """The links of a book; `speaker` gives the speaker of a language."""
    if not scripts:
        return Links()
    voices = {script.language: speaker(script.language) for script in scripts}
    texts = {language: wording(language) for language in voices}
    first = scripts[0].language

    def goes_on(script: Script) -> str:
        return texts[script.language].goes_on.format(script.title)

    return Links(
        tuple(voices[first].say(ScriptLine("announcement", texts[first].before))),
        {
            script.number: tuple(
                voices[script.language].say(
                    ScriptLine("announcement", texts[script.language].goes_on.format(script.title))
                )
            )
            for script in scripts
        },
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """One utterance of an article with its length."""

    script: int
    utterance: Utterance
    length_ms: int
    ends: str
    """What ends after it: "" inside a sentence, else a key of `_COST`."""


def fit(
    scripts: Sequence[Script],
    minutes: float,
    durations_ms: Sequence[Sequence[int]],
    *,
    links: Links | None = None,
    behind: Mapping[int, int] | None = None,
) -> tuple[Script, ...]:
    """Sittings of about `minutes`, in order; `durations_ms` of every utterance of every script, pauses included.

    Every utterance of `scripts` is in exactly one sitting; the reminders at the beginnings (role recap, section 0)
    are copies, and `links` (role announcement, section 0) lead from them into the text. A sitting that cannot be
    filled to within the tolerance, because one sentence is longer, is as near as can be. `kind` is "sitting",
    `articles` names what is in it. `behind`: milliseconds of the reviews that are heard behind an article, by its
    number; they count into the sitting in which it ends.
    """
    pieces = list(_pieces(scripts, durations_ms))
    if not pieces:
        return ()
    target_ms = round(minutes * 60_000)
    reminders = {start: _reminder(scripts, pieces, start, target_ms) for start in _ends(pieces)[1:-1]}
    cuts = _cuts(pieces, target_ms, _heard_behind(scripts, behind or {}), reminders)
    sittings: list[Script] = []
    start = 0
    for place, stop in enumerate(cuts, 1):
        lead = _lead(scripts, reminders.get(start, []), pieces[start], links or Links())
        sittings.append(_sitting(scripts, lead, pieces[start:stop], place))
        start = stop
    return tuple(sittings)


def arrange(sittings: Sequence[Script], reviews: Sequence[Script]) -> tuple[Script, ...]:
    """Sittings with each review behind the sitting in which the article it follows comes to its end; reviews are
    numbered on from the sittings."""
    ends = {article: sitting.number for sitting in sittings for article in sitting.study.articles}
    numbered_on = [replace(each, number=len(sittings) + n) for n, each in enumerate(reviews, 1)]
    return tuple(
        script
        for sitting in sittings
        for script in (sitting, *(each for each in numbered_on if ends.get(each.study.follows) == sitting.number))
    )


def _pieces(scripts: Sequence[Script], durations_ms: Sequence[Sequence[int]]) -> Iterator[_Piece]:
    for index, (script, lengths) in enumerate(zip(scripts, durations_ms, strict=True)):
        recap_section = next((each.section for each in script.utterances if each.role == "recap"), -1)
        for at, (each, length) in enumerate(zip(script.utterances, lengths, strict=True)):
            following = script.utterances[at + 1] if at + 1 < len(script.utterances) else None
            yield _Piece(index, each, length, _boundary(each, following, recap_section))


def _boundary(each: Utterance, following: Utterance | None, recap_section: int) -> str:
    if following is None:
        return "article"
    if each.role in ("announcement", "title", "byline", "heading"):
        return ""  # what announces goes with what it announces
    if following.role == "recap" or (following.role == "heading" and following.section == recap_section):
        return ""  # a text and what it comes to are heard together
    if each.role == "host" and following.role == "guest":
        return ""  # what one asks, the other answers
    if following.role == "heading" and following.section != each.section:
        return "section"
    if following.paragraph != each.paragraph or following.role != each.role:
        return "paragraph"
    return "sentence" if each.written.rstrip("”’」』）)》\"' ").endswith(("。", "！", "？", "!", "?", ".", "…")) else ""


def _heard_behind(scripts: Sequence[Script], behind: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """What comes behind the last utterance of an article, by the places of both."""
    return {
        (place, script.utterances[-1].number): behind.get(script.number, 0)
        for place, script in enumerate(scripts)
        if script.utterances
    }


def _ends(pieces: Sequence[_Piece]) -> list[int]:
    """Where a sitting may end or begin, as places before a piece."""
    ends = [0, *(i + 1 for i, piece in enumerate(pieces) if piece.ends)]
    return ends if ends[-1] == len(pieces) else [*ends, len(pieces)]


def _cuts(
    pieces: Sequence[_Piece],
    target_ms: int,
    behind: Mapping[tuple[int, int], int],
    reminders: Mapping[int, Sequence[_Piece]],
) -> list[int]:
    """Ends of the sittings: the way through all boundaries that costs least."""
    clock = [0]
    for piece in pieces:
        clock.append(clock[-1] + piece.length_ms + behind.get((piece.script, piece.utterance.number), 0))
    ends = _ends(pieces)
    again = {start: sum(piece.length_ms for piece in said) for start, said in reminders.items()}
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for at, stop in enumerate(ends[1:], 1):
        last = stop == len(pieces)
        options = []
        for start in reversed(ends[:at]):
            if start not in best:
                continue
            length = clock[stop] - clock[start] + again.get(start, 0)
            options.append((best[start][0] + _cost(pieces[stop - 1].ends, length, target_ms, last), start))
            if length > 2 * target_ms:
                break
        best[stop] = min(options)
    cuts = [len(pieces)]
    while (start := best[cuts[-1]][1]) > 0:
        cuts.append(start)
    return cuts[::-1]


def _cost(ends: str, length_ms: int, target_ms: int, last: bool) -> float:
    off = (length_ms - target_ms) / target_ms
    if last and off <= TOLERANCE:
        return 0.0 if length_ms > 0.2 * target_ms else 4.0  # a last sitting of two minutes is a nuisance
    beyond = max(0.0, abs(off) - TOLERANCE)
    return _COST.get(ends, 8.0) + 4 * abs(off) + (1000 * math.sqrt(beyond) + 1000 * beyond if beyond else 0.0)


def _reminder(scripts: Sequence[Script], pieces: Sequence[_Piece], start: int, target_ms: int) -> list[_Piece]:
    """At most half a minute of what is heard before `start`, word for word: the sentences of its recap, nearest to the
    cut first; where it has none, the sentence that opens the last paragraph heard whole. Nothing of an article whose
    own recap comes next: it would be said twice."""
    next_, first, heard = pieces[start], start, 0
    while first and heard + pieces[first - 1].length_ms <= LOOK_BACK * target_ms:
        first -= 1
        heard += pieces[first].length_ms
    while first < start and first and not pieces[first - 1].ends:
        first += 1  # the rest of a sentence says nothing
    before = pieces[first:start]
    about_to_come = _recap_ahead(scripts[next_.script], next_)
    said = [piece for piece in before if piece.utterance.role in ("body", "quote")]
    said = said or [piece for piece in before if piece.utterance.role == "recap"]  # nothing but the end of an article
    carrying = {sentence for script in scripts for sentence in script.study.recap}
    groups = [group for group in _sentences(said) if _written(group) not in about_to_come]
    picked: list[list[_Piece]] = []
    room = REMINDER_MS
    told = [group for group in groups if _written(group) in carrying]
    for group in reversed(told or _opening(groups)):
        length = sum(piece.length_ms for piece in group)
        if length <= room:
            picked.insert(0, group)
            room -= length
    return [
        replace(one, utterance=replace(one.utterance, role="recap", section=0)) for group in picked for one in group
    ]


def _recap_ahead(script: Script, piece: _Piece) -> frozenset[str]:
    """The recap of `script`, if it is nearly all that is left of it."""
    left = [each for each in script.utterances if each.number >= piece.utterance.number]
    body = sum(each.role in ("body", "quote") for each in left)
    return frozenset(script.study.recap) if body <= NEAR_RECAP else frozenset()


def _opening(groups: Sequence[list[_Piece]]) -> list[list[_Piece]]:
    """The first sentences of the paragraphs, but not of the last, which may not be over."""
    first = [
        group
        for before, group in zip([None, *groups], groups, strict=False)
        if before is None or before[0].utterance.paragraph != group[0].utterance.paragraph
    ]
    return first[-2:][:1]


def _written(group: Sequence[_Piece]) -> str:
    return "".join(piece.utterance.written for piece in group).strip()


def _sentences(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = [[]]
    for piece in pieces:
        groups[-1].append(piece)
        if piece.ends:
            groups.append([])
    return [group for group in groups if group]


def _lead(scripts: Sequence[Script], before: Sequence[_Piece], first: _Piece, links: Links) -> list[Utterance]:
    """What a sitting says before it goes on: 上次我们听到：……下面接着听《……》。"""
    if not before:
        return []
    said = [*links.before, *(piece.utterance for piece in before)]
    script = scripts[first.script]
    if first.utterance.number > 1:
        said += links.continues.get(script.number, ())
    return said


def _sitting(scripts: Sequence[Script], lead: Sequence[Utterance], pieces: Sequence[_Piece], place: int) -> Script:
    words = wording(scripts[pieces[0].script].language)
    headings = [words.reminder if lead else words.called.format(place)]
    sections: dict[tuple[int, int], int] = {}
    said = [*lead]
    places: dict[tuple[int, int], int] = {}
    for piece in pieces:
        script = scripts[piece.script]
        key = (piece.script, piece.utterance.section)
        if key not in sections:
            sections[key] = len(headings)
            headings.append(script.headings[key[1]] if key[1] < len(script.headings) else script.title)
        said.append(replace(piece.utterance, section=sections[key]))
        places[piece.script, piece.utterance.number] = len(said)
    within = [(i, scripts[i]) for i in dict.fromkeys(piece.script for piece in pieces)]
    written = {piece.utterance.written.strip() for piece in pieces}
    summary = tuple(line for _, script in within for line in script.study.summary if line in written)
    together = "".join(piece.utterance.written for piece in pieces)
    dialogue = tuple(
        replace(line, utterances=tuple(places[i, n] for n in line.utterances if (i, n) in places))
        for i, script in within
        for line in script.study.dialogue
        if line.text in together
    )
    models = (script.study.generated_by for _, script in within if script.study.generated_by)
    sitting = Script(
        book=within[0][1].book,
        number=place,
        title=titled([script for _, script in within], place),
        utterances=(),
        authors=tuple(dict.fromkeys(author for _, script in within for author in script.authors)),
        headings=tuple(headings),
        language=within[0][1].language,
        kind="sitting",
        study=Study(
            terms=_terms(within, places),
            questions=_questions(within, places),
            recap=tuple(sentence for _, script in within for sentence in script.study.recap if sentence in written),
            summary=summary,
            dialogue=dialogue,
            generated_by=next(models, "") if summary or dialogue else "",
            articles=tuple(script.number for _, script in within),
            follows=within[-1][1].number,
        ),
    )
    return numbered(sitting, said)


def _terms(within: Sequence[tuple[int, Script]], places: Mapping[tuple[int, int], int]) -> tuple[Term, ...]:
    """Key terms of the articles that are said here, with the places where; each once."""
    best: dict[str, Term] = {}
    for index, script in within:
        for term in script.study.terms:
            here = tuple(places[index, n] for n in term.utterances if (index, n) in places)
            if not here:
                continue
            old = best.get(term.text)
            if old is not None:
                here = (*old.utterances, *here)
            kept = term if old is None or term.score > old.score else old
            shown = places.get((index, term.utterance), here[0]) if kept is term else kept.utterance
            best[term.text] = replace(kept, utterance=shown, utterances=here, count=len(here))
    return tuple(sorted(best.values(), key=lambda term: -term.score))


def _questions(within: Sequence[tuple[int, Script]], places: Mapping[tuple[int, int], int]) -> tuple[Question, ...]:
    """The questions whose whole sentence is said here."""
    return tuple(
        replace(
            question,
            utterance=places[index, question.utterance],
            utterances=tuple(places[index, n] for n in question.utterances),
        )
        for index, script in within
        for question in script.study.questions
        if all((index, n) in places for n in question.utterances)
    )
