"""What the pages are told: of a book, of a track before and after its text is opened, and of the books on the shelf."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from audiobook.model import Index, Question, Term, Track
from audiobook.publish import index as indexes
from audiobook.publish.index import PublishedBook
from audiobook.publish.notes import voice
from audiobook.publish.player.word_data import words
from audiobook.publish.questions import aloud, every
from audiobook.publish.wording import locale, marked, phrases

MOST_TERMS = 24
"""Of a track."""

DOWNLOADS = ("epub", "m4b")
"""Kinds of files that have the whole book in one, for other programs on the phone."""


def book(index: Index) -> dict[str, Any]:
    """What is told of a book, without its tracks."""
    tree: dict[str, Any] = {
        "id": index.book_id,
        "title": index.title,
        "issue": index.issue or "",
        "date": index.date or "",
        "publisher": index.publisher or "",
        "language": locale(index.language),
        "voice": voice(index),
        "cover": quote(index.files.get("thumbnail") or index.files.get("cover") or ""),
        "icon": quote(index.files.get("icon", "")),
        "terms": _heard_terms(index, index.terms) if len(index.tracks) > 1 else [],
    }
    if whole := [[kind.upper(), quote(index.files[kind])] for kind in DOWNLOADS if kind in index.files]:
        tree["downloads"] = whole
    if index.coming:
        tree["coming"] = [{"number": each.number, "kind": each.kind, "title": each.title} for each in index.coming]
    return tree


def head(track: Track, directory: Path) -> dict[str, Any]:
    """What the contents show of a track, and where its audio is; times are seconds."""
    return {
        "guid": track.guid,
        "number": track.number,
        "kind": track.kind,
        "title": track.title,
        "authors": list(track.authors),
        "src": quote(indexes.relative(track.path, directory)),
        "bytes": track.size_bytes,
        "duration": track.duration_ms / 1000,
        "marks": [[mark.start_ms / 1000, mark.title] for mark in track.marks],
    }


def text(index: Index, place: int) -> dict[str, Any]:
    """The text of the track at `place`, times of its sentences in milliseconds, and what helps to remember it."""
    track = index.tracks[place]
    return {
        "subtitle": track.subtitle or "",
        "note": track.note or "",
        "source": track.source or "",
        "cues": [
            [
                c.start_ms,
                c.end_ms,
                c.written,
                c.role,
                c.section,
                c.paragraph,
                c.spoken if c.spoken != c.written else "",
                c.utterance,
                words(c),
            ]
            for c in track.cues
        ],
        "recap": list(track.study.recap),
        "terms": [
            {"text": term.text, "sentence": term.sentence, "heard": _heard(index, place, term)}
            for term in track.study.terms[:MOST_TERMS]
        ],
        "questions": [
            {
                "prompt": marked(each.prompt, each.generated_by, phrases(index.language)),
                "answer": each.answer,
                "heard": _heard(index, place, each),
            }
            for each in track.study.questions
        ],
    }


def quiz(index: Index) -> list[dict[str, Any]]:
    """What the quiz asks: every question of the book once, with where its sentence is heard and, if a review asks it
    aloud, where that is: [place of the track, start, end], in seconds."""
    places = {track.path: place for place, track in enumerate(index.tracks)}
    asked = []
    for track, question in every(index):
        facts = {
            "id": question.id,
            "asked": marked(question.asked, question.generated_by, phrases(index.language)),
            "answer": question.answer,
            "sentence": question.sentence,
            "heard": _stretch(index, places[track.path], question),
        }
        if spoken := aloud(index, question):
            reviewing, cue = spoken
            facts["aloud"] = [places[reviewing.path], cue.start_ms / 1000, cue.end_ms / 1000]
        asked.append(facts)
    return asked


def card(one: PublishedBook) -> dict[str, Any]:
    """What the shelf shows of a book."""
    index = one.index
    picture = index.files.get("thumbnail") or index.files.get("cover") or ""
    return {
        "id": index.book_id,
        "folder": quote(one.folder),
        "title": index.title,
        "issue": index.issue or "",
        "date": index.date or "",
        "cover": f"{quote(one.folder)}/{quote(picture)}" if picture else "",
        "tracks": [[track.guid, track.duration_ms / 1000] for track in index.tracks],
    }


def _heard(index: Index, place: int, what: Term | Question) -> list[float]:
    """Where the sentence of a term or question of the track at `place` is heard: a review asks about sentences of
    articles, anything else about its own."""
    there = None if index.tracks[place].kind == "article" else _article(index, what.article)
    return _at(index, place if there is None else there, what.utterance)


def _stretch(index: Index, place: int, question: Question) -> list[float]:
    """[place of the track, start, end] of the sentence of a question of the track at `place`."""
    there, start_s = _heard(index, place, question)
    cues = index.tracks[int(there)].cues
    last = max(question.utterances, default=question.utterance)
    return [there, start_s, max((cue.end_ms / 1000 for cue in cues if cue.utterance <= last), default=start_s)]


def _heard_terms(index: Index, terms: tuple[Term, ...]) -> list[dict[str, Any]]:
    """Terms of the whole book, each heard in its article, or in the sitting that has its sentence; a term whose track
    is still to come is left out."""
    found = []
    for term in terms:
        there = _article(index, term.article)
        if there is not None:
            heard = _at(index, there, term.utterance)
        elif sitting := _sitting(index, term.sentence):
            heard = sitting
        else:
            continue
        found.append({"text": term.text, "sentence": term.sentence, "heard": heard})
    return found


def _article(index: Index, number: int) -> int | None:
    tracks = enumerate(index.tracks)
    return next((place for place, track in tracks if track.kind == "article" and track.number == number), None)


def _at(index: Index, place: int, utterance: int) -> list[float]:
    """[place of the track, seconds] of the first sentence from `utterance` on."""
    cues = index.tracks[place].cues
    return [place, next((cue.start_ms / 1000 for cue in cues if cue.utterance >= utterance), 0)]


def _sitting(index: Index, sentence: str) -> list[float] | None:
    """[place of the track, seconds] of the first cue that `sentence` begins with."""
    for place, track in enumerate(index.tracks):
        for cue in track.cues:
            if cue.written and sentence.startswith(cue.written):
                return [place, cue.start_ms / 1000]
    return None
