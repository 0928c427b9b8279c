"""Where passages end: every sentence in one of them, cut only in silence, and a change stays where it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from audiobook.audio import passages
from audiobook.audio.assemble import plan
from audiobook.config import AudioSettings
from audiobook.model import Clip, Script, Utterance

SENTENCE = st.tuples(st.integers(300, 20_000), st.sampled_from([0, 60, 350, 900]), st.booleans(), st.booleans())
"""Length (ms), pause (ms), whether it begins a paragraph, whether it begins a section."""


def chapter(sentences: list[tuple[int, int, bool, bool]]) -> tuple[Script, list[Clip]]:
    """A script of such sentences and its clips."""
    utterances, clips, section, paragraph = [], [], 0, 1
    for number, (length_ms, pause_ms, new_paragraph, new_section) in enumerate(sentences, start=1):
        section, paragraph = section + new_section, paragraph + new_paragraph
        utterances.append(Utterance(number, "body", "。", "。", pause_ms, section=section, paragraph=paragraph))
        clips.append(Clip(Path(f"{number}.wav"), 24_000, length_ms * 24, f"{number}-{length_ms}"))
    return Script("书", 1, "题", tuple(utterances)), clips


@given(st.lists(SENTENCE, min_size=1, max_size=60))
def test_every_sentence_is_in_one_passage(sentences: list[tuple[int, int, bool, bool]]) -> None:
    """All clips in order; one section a passage; within a section a passage ends only in a real pause."""
    script, clips = chapter(sentences)
    plans = plan(script, clips, AudioSettings())
    assert [step.clip for each in plans for step in each.steps] == clips
    at = 0
    for each, after in zip(plans, [*plans[1:], None], strict=True):
        held = script.utterances[at : at + len(each.steps)]
        at += len(held)
        assert {utterance.section for utterance in held} == {each.section}
        if after is not None and after.section == each.section:
            assert held[-1].pause_ms >= passages.MIN_PAUSE_MS
    assert [each.lead_ms > 0 for each in plans] == [True] + [False] * (len(plans) - 1)


def test_a_change_does_not_move_what_follows_the_next_section() -> None:
    """A sentence that became longer, or a new one, leaves the passages of other sections as they were."""
    sentences = [(4000, 400, n % 5 == 0, n % 20 == 0 and n > 0) for n in range(100)]
    script, clips = chapter(sentences)
    before = {passages.digest(each, AudioSettings()) for each in plan(script, clips, AudioSettings())}
    changed = [*clips[:33], replace(clips[33], frames=24 * 9000, digest="another"), *clips[34:]]
    after = {passages.digest(each, AudioSettings()) for each in plan(script, changed, AudioSettings())}
    assert 1 <= len(after - before) <= 3
    assert len(before) >= 10


def test_a_sentence_more_costs_a_few_passages() -> None:
    """In forty minutes without sections, wherever a sentence is put in or taken out, most passages stay."""
    sentences = [(3000 + n * 7919 % 5000, 400, n % 9 == 0, False) for n in range(500)]
    script, clips = chapter(sentences)
    before = {passages.digest(each, AudioSettings()) for each in plan(script, clips, AudioSettings())}
    assert 50 <= len(before) <= 120
    costs = []
    for at in range(20, 480, 20):
        for change in ([], [(4000, 400, False, False)] * 2):
            other, others = chapter([*sentences[:at], *change, *sentences[at + 1 :]])
            named = [
                *clips[:at],
                *(replace(others[at], digest=f"new {n}") for n in range(len(change))),
                *clips[at + 1 :],
            ]
            after = {passages.digest(each, AudioSettings()) for each in plan(other, named, AudioSettings())}
            costs.append(len(after - before))
    assert sum(costs) / len(costs) < 2.5
