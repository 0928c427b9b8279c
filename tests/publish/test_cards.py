"""The Anki deck of a book."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import sqlite3
import subprocess
import zipfile
from html import unescape
from pathlib import Path

import numpy as np
import pytest

from audiobook.errors import PublishError
from audiobook.model import BLANK, Cue, Index, Question, Study, Track
from audiobook.publish.cards import FIELDS, write_deck
from audiobook.publish.index import read, write
from audiobook.publish.mp3cut import Mp3
from tests.tools import package, tool

RATE = 44_100


def question(name: str, sentence: str, answer: str, utterance: int) -> Question:
    """A question about one utterance."""
    prompt = sentence.replace(answer, BLANK, 1)
    return Question(
        id=name,
        article=1,
        kind="term",
        prompt=prompt,
        asked=prompt.replace(BLANK, "什么"),
        answer=answer,
        sentence=sentence,
        paragraph=1,
        utterance=utterance,
        utterances=(utterance,),
    )


SENTENCES = ("三角洲是河流在入海口堆积泥沙而成的平原。", "淤地坝是拦在沟口、用来留住泥沙的小型土坝。")
QUESTIONS = (question("a" * 20, SENTENCES[0], "三角洲", 2), question("b" * 20, SENTENCES[1], "淤地坝", 3))


def encode(samples: np.ndarray) -> bytes:
    """Samples as an MP3 with a header frame and a tag, 96 kbit/s."""
    command = [tool("ffmpeg"), "-v", "error", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-", "-b:a", "96k"]
    command += ["-metadata", "title=三角洲", "-f", "mp3", "-"]
    return subprocess.run(command, input=samples.astype("<i2").tobytes(), capture_output=True, check=True).stdout


def decode(data: bytes) -> np.ndarray:
    """Samples of an MP3."""
    command = [tool("ffmpeg"), "-v", "error", "-i", "-", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-"]
    out = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    return np.frombuffer(out, "<i2")


def tone(seconds: float, hertz: float) -> np.ndarray:
    """A steady tone; 0 Hz is silence."""
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE) * 8000


@pytest.fixture(scope="module")
def recording() -> bytes:
    """Silence, 440 Hz from 1 s to 3 s, silence, 1 kHz from 4 s to 6 s, silence."""
    return encode(np.concatenate([tone(1, 0), tone(2, 440), tone(1, 0), tone(2, 1000), tone(1, 0)]))


@pytest.fixture
def book(tmp_path: Path, recording: bytes) -> tuple[Index, Path]:
    """A finished book of one track with two questions."""
    (tmp_path / "01.mp3").write_bytes(recording)
    track = Track(
        number=1,
        title="泥沙怎样塑造三角洲",
        path=tmp_path / "01.mp3",
        duration_ms=7000,
        size_bytes=len(recording),
        loudness_lufs=-16,
        true_peak_dbtp=-1,
        sample_rate=RATE,
        bitrate_kbps=96,
        cues=(
            Cue(0, 1000, "泥沙怎样塑造三角洲", "title", 0, 1),
            Cue(1000, 3000, SENTENCES[0], "body", 0, 2),
            Cue(4000, 6000, SENTENCES[1], "body", 0, 3),
        ),
        marks=(),
        authors=("林河",),
        study=Study(questions=QUESTIONS),
    )
    review = dataclasses.replace(track, number=2, kind="review", cues=(), path=tmp_path / "02.mp3")
    return Index("自然读本", (track, review), "silence", "silence", book_id="d3b07384"), tmp_path


def notes(target: Path) -> dict[str, list[str]]:
    """Fields by guid, as they stand in a package."""
    with zipfile.ZipFile(target) as package:
        database = sqlite3.connect(":memory:")
        database.deserialize(package.read("collection.anki2"))
    return {guid: fields.split("\x1f") for guid, fields in database.execute("SELECT guid, flds FROM notes ORDER BY id")}


def test_a_note_for_every_question_once(book):
    """Every question is one note, though reviews ask it again, with prompt, answer, sentence, audio and source."""
    index, directory = book
    assert write_deck(index, directory, directory / "cards.apkg") == 2
    first, second = notes(directory / "cards.apkg").values()
    assert len(first) == len(FIELDS)
    assert BLANK not in first[0]
    assert "三角洲" not in first[0]
    assert first[1] == "三角洲"
    assert first[4] == "《自然读本》，泥沙怎样塑造三角洲，林河"
    assert second[1] == "淤地坝"


def test_cards_of_an_english_book_say_in_english_where_they_stand(book):
    """Title, article and author are quoted and parted as the book's language does it."""
    index, directory = book
    english = dataclasses.replace(index, title="Nature", language="en")
    write_deck(english, directory, directory / "english.apkg")
    first, _ = notes(directory / "english.apkg").values()
    assert first[4] == "“Nature”, 泥沙怎样塑造三角洲, 林河"


def test_the_back_says_the_sentence_once(book):
    """The back is the whole sentence with the answer marked where the gap was, and nothing of it again."""
    index, directory = book
    tricky = question("c" * 20, "当水位<警戒线时，水位 & 流速都要记录，水位＿记两次。", "流速", 2)
    track = dataclasses.replace(index.tracks[0], study=Study(questions=(*QUESTIONS, tricky)))
    write_deck(dataclasses.replace(index, tracks=(track,)), directory, directory / "cards.apkg")
    with zipfile.ZipFile(directory / "cards.apkg") as package:
        database = sqlite3.connect(":memory:")
        database.deserialize(package.read("collection.anki2"))
    [models] = next(database.execute("SELECT models FROM col"))
    [kind] = json.loads(models).values()
    names = [field["name"] for field in kind["flds"]]
    for fields, asked in zip(notes(directory / "cards.apkg").values(), (*QUESTIONS, tricky), strict=True):
        back = kind["tmpls"][0]["afmt"].replace("{{FrontSide}}", kind["tmpls"][0]["qfmt"])
        for name, value in zip(names, fields, strict=True):
            back = back.replace("{{" + name + "}}", value)
        text = unescape(re.sub(r"<[^>]*>", "", back))
        assert text.count(asked.sentence) == 1
        assert text.replace(asked.sentence, "").count(asked.answer) == fields[4].count(asked.answer)
        assert back.count(f'<span class="answer">{asked.answer}</span>') == 1


def test_audio_is_the_sentence(book):
    """A card plays its own sentence, whole, and nothing of the next."""
    index, directory = book
    write_deck(index, directory, directory / "cards.apkg")
    with zipfile.ZipFile(directory / "cards.apkg") as package:
        names = {name: number for number, name in json.loads(package.read("media")).items()}
        sounds = [package.read(names[fields[3][7:-1]]) for fields in notes(directory / "cards.apkg").values()]
    for data, hertz in zip(sounds, (440, 1000), strict=True):
        heard = decode(data)
        loud = np.flatnonzero(np.abs(heard.astype(int)) > 3000)
        assert 1.95 < (loud[-1] - loud[0]) / RATE < 2.06
        spectrum = np.abs(np.fft.rfft(heard[loud[0] : loud[-1]]))
        assert abs(np.argmax(spectrum) * RATE / (loud[-1] - loud[0]) - hertz) < 5


def test_same_book_same_bytes(book, tmp_path_factory):
    """A deck made twice of an unchanged book is the same file."""
    index, directory = book
    one, two = tmp_path_factory.mktemp("decks") / "one.apkg", directory / "two.apkg"
    write_deck(index, directory, one)
    write_deck(index, directory, two)
    assert one.read_bytes() == two.read_bytes()


def test_anki_updates_instead_of_doubling(book, tmp_path_factory):
    """Anki itself imports the deck; a deck made again adds nothing, and a mended sentence replaces the old one."""
    importing = package("anki.import_export_pb2")
    from anki.collection import Collection

    index, directory = book
    collection = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    try:

        def load(now: int, index: Index) -> None:
            os.utime(directory / "01.mp3", (now, now))
            write_deck(index, directory, directory / "cards.apkg")
            options = importing.ImportAnkiPackageOptions(merge_notetypes=False)
            request = importing.ImportAnkiPackageRequest(package_path=str(directory / "cards.apkg"), options=options)
            collection.import_anki_package(request)

        load(1_800_000_000, index)
        assert (collection.note_count(), collection.card_count()) == (2, 2)
        sound = collection.get_note(collection.find_notes("三角洲")[0])["Audio"]
        assert (Path(collection.media.dir()) / sound[7:-1]).is_file()
        load(1_800_000_000, index)
        assert (collection.note_count(), collection.card_count()) == (2, 2)

        mended = dataclasses.replace(QUESTIONS[0], sentence="三角洲是平原。", prompt=f"{BLANK}是平原。")
        track = dataclasses.replace(index.tracks[0], study=Study(questions=(mended, QUESTIONS[1])))
        load(1_800_000_100, dataclasses.replace(index, tracks=(track,)))
        assert (collection.note_count(), collection.card_count()) == (2, 2)
        assert [collection.get_note(n)["Sentence"] for n in collection.find_notes("平原")] == [
            '<span class="answer">三角洲</span>是平原。'
        ]
    finally:
        collection.close()


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda index, directory: dataclasses.replace(index, tracks=()), "no questions"),
        (lambda index, directory: (directory / "01.mp3").unlink() or index, "cannot be read"),
        (lambda index, directory: (directory / "01.mp3").write_bytes(b"\0" * 9999) and index, "not an MP3"),
    ],
)
def test_what_is_wrong_is_said(book, harm, message):
    """No questions, missing or damaged audio: one clear line, and no file."""
    index, directory = book
    with pytest.raises(PublishError, match=message):
        write_deck(harm(index, directory), directory, directory / "cards.apkg")
    assert not (directory / "cards.apkg").exists()


def test_sitting_gives_audio_where_there_is_no_article_track(book):
    """A book of sittings has its cards too: the sentence is found by its words."""
    index, directory = book
    sitting = dataclasses.replace(index.tracks[0], kind="sitting", number=5)
    write_deck(dataclasses.replace(index, tracks=(sitting,)), directory, directory / "cards.apkg")
    assert all(fields[3].startswith("[sound:") for fields in notes(directory / "cards.apkg").values())


def test_book_named_by_a_relative_path(book, monkeypatch):
    """A book is found wherever the command is given from, as the index that was read names its files."""
    index, directory = book
    write(index, directory)
    monkeypatch.chdir(directory.parent)
    folder = Path(directory.name)
    assert write_deck(read(folder), folder, folder / "cards.apkg") == 2


def test_frames_are_timed(recording):
    """Frame times add up to the length of the recording, tags and header left out."""
    assert abs(Mp3(recording, "x").duration_ms - 7000) < 80


def test_a_deck_for_each_article_below_the_book(book):
    """Cards of two articles are in two decks that the book's opens; those of one are in the book's own."""
    index, directory = book
    other = dataclasses.replace(QUESTIONS[1], article=2)
    tracks = tuple(
        dataclasses.replace(index.tracks[0], number=number, title=title, study=Study(questions=(question,)))
        for number, title, question in ((1, "泥沙", QUESTIONS[0]), (2, "堤坝::水", other))
    )

    def decks(target: Path) -> set[str]:
        with zipfile.ZipFile(target) as package:
            database = sqlite3.connect(":memory:")
            database.deserialize(package.read("collection.anki2"))
        [found] = next(database.execute("SELECT decks FROM col"))
        return {deck["name"] for deck in json.loads(found).values()} - {"Default"}

    write_deck(dataclasses.replace(index, tracks=tracks), directory, directory / "two.apkg")
    assert decks(directory / "two.apkg") == {"自然读本::01 泥沙", "自然读本::02 堤坝：水"}
    write_deck(index, directory, directory / "one.apkg")
    assert decks(directory / "one.apkg") == {"自然读本"}


def test_definitions_are_asked_both_ways(book):
    """A card for the term has one for its meaning, and the other way round; each keeps its own guid."""
    index, directory = book
    named = dataclasses.replace(
        QUESTIONS[0], kind="name", prompt=f"把石堆叫作{BLANK}。", answer="冰碛垄", sentence="把石堆叫作冰碛垄。"
    )
    meant = dataclasses.replace(
        QUESTIONS[1], kind="definition", prompt=f"淤地坝是{BLANK}", answer="一种小坝", sentence="淤地坝是一种小坝。"
    )
    track = dataclasses.replace(index.tracks[0], study=Study(questions=(named, meant)))
    assert write_deck(dataclasses.replace(index, tracks=(track,)), directory, directory / "cards.apkg") == 4
    found = notes(directory / "cards.apkg")
    assert [fields[5] for fields in found.values()] == [named.id, f"{named.id}-back", meant.id, f"{meant.id}-back"]
    assert [unescape(re.sub("<[^>]*>", "", fields[0])) for fields in found.values()][1::2] == [
        "冰碛垄是什么？",
        "什么是“一种小坝”？",
    ]
    write_deck(dataclasses.replace(index, tracks=(track,)), directory, directory / "again.apkg")
    assert list(notes(directory / "again.apkg")) == list(found)
