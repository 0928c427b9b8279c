"""The recall questions of a finished book: every one once, and where it is asked aloud."""

from __future__ import annotations

from audiobook.model import Cue, Index, Question, Track


def every(index: Index) -> list[tuple[Track, Question]]:
    """Each question with the track that it is taken from, an article wherever there is one; article by article."""
    found: dict[str, tuple[Track, Question]] = {}
    for track in sorted(index.tracks, key=lambda track: track.kind != "article"):
        for question in track.study.questions:
            found.setdefault(question.id, (track, question))
    return sorted(found.values(), key=lambda one: one[1].article)


def aloud(index: Index, question: Question) -> tuple[Track, Cue] | None:
    """The sentence of a review in which it is asked; None where none asks it, or in several breaths."""
    reviews = (track for track in index.tracks if track.kind == "review")
    cues = ((track, cue) for track in reviews for cue in track.cues)
    return next((one for one in cues if one[1].role == "question" and one[1].written == question.prompt), None)
