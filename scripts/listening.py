"""What `scripts/listen` measures of a sentence: as a voice spoke it, and as it is joined, with its pauses set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiobook.audio.phrasing import Edit, Gap
    from audiobook.model import Clip, Utterance
    from audiobook.pipeline.heard import Comparison
    from audiobook.pipeline.listen import Ears
    from audiobook.pipeline.speak import Speaking
    from audiobook.system.pcm import Signal

COMMAS = "，、,"
SEVERAL = 4
"""A sentence of fewer syllables or words tells little."""


@dataclass(frozen=True)
class State:
    """How a sentence sounds, before or after its pauses were set."""

    commas: int
    """Of the commas within it, those at which it is silent for `phrasing.PAUSE_MS` or more."""
    marks: int
    """Of all marks within it, commas included."""
    breaths: int
    """Of the places where a breath is to be taken."""
    breaks: int
    """Such silences where neither a mark nor a breath stands."""
    seconds: float
    """From the first sound to the last."""
    comparison: Comparison


@dataclass(frozen=True)
class Said:
    """A sentence in one voice. `commas`, `marks`, `breaths`: how many there are in its text."""

    voice: str
    file: str
    commas: int
    marks: int
    breaths: int
    before: State
    after: State


def sentences(file: Path, speaking: Speaking, *, plain: bool, first: int | None) -> list[Utterance]:
    """What a build says of `file`: sentences of its text with a mark inside, spread over it, so that any number of the
    first are a fair part; `plain`: a paragraph each line, all of them, in order."""
    from audiobook.model import Article, Document, Paragraph, Section
    from audiobook.pipeline.heard import units
    from audiobook.pipeline.narrate import narrate
    from audiobook.source import read

    if plain:
        lines = [line for line in file.read_text("utf-8").splitlines() if line and line[0] != "#"]
        paragraphs = tuple(Paragraph(line) for line in lines[:first])
        article = Article(1, file.stem, (Section(None, paragraphs),), language=language(lines[0]))
        document = Document("", (article,), language=article.language)
    else:
        document = read(file)
    scripts = narrate(document, speaking.settings, speaking.engine, [], lambda scripts: []).scripts
    own = [
        utterance
        for script in scripts
        for utterance in script.utterances
        if utterance.role == "body"
        and utterance.language == script.language
        and len(units(utterance.spoken, utterance.language)) >= SEVERAL
    ]
    if plain:
        return own
    marked = [utterance for utterance in own if utterance.marks_ms]
    return [marked[place] for place in spread(len(marked))][:first]


def language(text: str) -> str:
    return "zh" if any("\u3400" <= char <= "\u9fff" for char in text) else "en"


def spread(count: int) -> list[int]:
    """Each of `count` places once, in an order in which the first ones lie evenly over the whole.

    >>> spread(5)
    [0, 4, 2, 1, 3]
    """
    width = max(1, (count - 1).bit_length())
    flipped = (int(f"{number:0{width}b}"[::-1], 2) for number in range(1 << width))
    return [place for place in flipped if place < count]


def spoken(
    said: Sequence[tuple[str, Utterance]], voices: Sequence[str], speaking: Speaking, ears: Ears
) -> Iterator[Said]:
    """Each sentence (file, utterance) in each of `voices`; what is not in the cache is spoken, in this process."""
    from audiobook.model import Voice
    from audiobook.speech.render import render

    with ThreadPoolExecutor(1) as executor:
        for file, utterance in said:
            for voice in voices:
                request = speaking.engine.request(utterance, Voice(speaking.engine.name, voice))
                rendering = render([request], speaking.engine, speaking.cache, executor=executor)
                for clip in rendering.clips.values():
                    yield measured(voice, file, utterance, clip, ears)


def measured(voice: str, file: str, utterance: Utterance, clip: Clip, ears: Ears) -> Said:
    """`clip` before and after what joining does within it."""
    from audiobook.audio import clips
    from audiobook.audio.phrasing import edits, gaps, shaped
    from audiobook.language.marks import inside
    from audiobook.pipeline.heard import compare
    from audiobook.speech import cache
    from audiobook.system.pcm import to_float, to_int16

    speech = cache.read(clip)
    signal, rate = to_float(speech.samples), speech.sample_rate
    wanted = gaps(clip.times, utterance.spoken, utterance.marks_ms, utterance.breaths)
    changes = edits(signal, rate, wanted)
    changed = shaped(signal, rate, changes)
    before = ears.hear(clip, utterance.language)
    after = ears.hear_samples(to_int16(changed), rate, utterance.language) if changes else before
    signs = [run.chars[0] for run in inside(utterance.spoken)]
    marks, breaths = places(clip, utterance)

    def state(wave: Signal, made: Sequence[Edit], gaps: Sequence[Gap], text: str) -> State:
        pauses = silent(wave, rate, made)
        at_marks = {number for number, gap in marks.items() if any(meets(pause, gap) for pause in pauses)}
        at_breaths = {number for number, gap in breaths.items() if any(meets(pause, gap) for pause in pauses)}
        known = [*marks.values(), *breaths.values()]
        return State(
            sum(signs[number] in COMMAS for number in at_marks),
            len(at_marks),
            len(at_breaths),
            sum(not any(meets(pause, gap) for gap in known) for pause in pauses),
            clips.spoken_ms(clip, gaps) / 1000,
            compare(utterance.spoken, text, utterance.language),
        )

    return Said(
        voice,
        file,
        sum(sign in COMMAS for sign in signs),
        len(signs),
        len(utterance.breaths),
        state(signal, (), (), before),
        state(changed, changes, wanted, after),
    )


def places(clip: Clip, utterance: Utterance) -> tuple[dict[int, Gap], dict[int, Gap]]:
    """Where in `clip` the marks and the breaths of `utterance` lie, by their numbers; those that can be told."""
    from audiobook.audio.phrasing import gaps

    # asked for in "milliseconds" that are their numbers, each place tells which one it is
    marks = gaps(clip.times, utterance.spoken, range(len(utterance.marks_ms)))
    numbers = [(at, -1 - number) for number, (at, _) in enumerate(utterance.breaths)]
    both = gaps(clip.times, utterance.spoken, range(len(utterance.marks_ms)), numbers)
    return (
        {gap.length_ms: gap for gap in marks if gap.marked},
        {-1 - gap.length_ms: gap for gap in both if gap.marked and gap.length_ms < 0},
    )


def silent(wave: Signal, rate: int, made: Sequence[Edit]) -> list[tuple[float, float]]:
    """The pauses that are heard in `wave`, a clip after the edits `made`: milliseconds of the clip before them. One
    that was put in lies where it was put in."""
    from audiobook.audio.phrasing import PAUSE_MS
    from audiobook.system.pcm import silences

    def came_from(at: int) -> float:
        shift = 0
        for edit in made:
            if at <= edit.at + shift:
                break
            if at < edit.at + shift + edit.add:
                return edit.at * 1000 / rate
            shift += edit.add - edit.cut
        return (at - shift) * 1000 / rate

    runs = [run for run in silences(wave, rate) if run[1] - run[0] >= PAUSE_MS * rate / 1000]
    return [(came_from(start), came_from(stop)) for start, stop in runs]


def meets(pause: tuple[float, float], gap: Gap) -> bool:
    return pause[0] <= gap.stop_ms and pause[1] >= gap.start_ms


def table(heard: Sequence[Said]) -> Iterator[str]:
    """A row of Markdown for each voice: figures as it spoke and as it is joined."""
    yield "| voice | sentences | commas heard | marks heard | breaths | breaks | ms a syllable or word | misheard |"
    yield "|---|---|---|---|---|---|---|---|"
    for voice in dict.fromkeys(one.voice for one in heard):
        own = [one for one in heard if one.voice == voice]
        units = sum(one.after.comparison.units for one in own)
        before, after = [one.before for one in own], [one.after for one in own]
        cells = [
            voice,
            str(len(own)),
            f"{_both(before, after, lambda one: one.commas)} of {sum(one.commas for one in own)}",
            f"{_both(before, after, lambda one: one.marks)} of {sum(one.marks for one in own)}",
            f"{_both(before, after, lambda one: one.breaths)} of {sum(one.breaths for one in own)}",
            _both(before, after, lambda one: one.breaks),
            f"{_syllable_ms(before):.0f} → {_syllable_ms(after):.0f}",
            f"{_misheard(before):.1f} → {_misheard(after):.1f} % of {units}",
        ]
        yield f"| {' | '.join(cells)} |"


def _syllable_ms(states: Sequence[State]) -> float:
    return sum(state.seconds for state in states) * 1000 / sum(state.comparison.units for state in states)


def _misheard(states: Sequence[State]) -> float:
    """In percent."""
    errors, units = sum(state.comparison.errors for state in states), sum(state.comparison.units for state in states)
    return 100 * errors / units


def _both(before: Sequence[State], after: Sequence[State], count: Callable[[State], int]) -> str:
    return f"{sum(map(count, before))} → {sum(map(count, after))}"
