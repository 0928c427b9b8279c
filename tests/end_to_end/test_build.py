"""From a file to a finished book, and what building again costs; on the silence engine, which is exact and quick."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from audiobook import pipeline
from audiobook.config_file import load
from audiobook.errors import PublishError
from audiobook.model import Script, Utterance, Word
from audiobook.pipeline.speak import Speaking
from audiobook.publish import library
from tests.conftest import Run

BOOK = Path("output") / "山中读书-2025-04-06"


def state(folder: Path) -> dict[str, str]:
    """Every file below `folder` and a digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def clips(folder: Path) -> set[str]:
    """Names of the spoken sentences in the cache."""
    return {path.name for path in (folder / "clips").rglob("*.wav")}


def index() -> dict[str, Any]:
    """The book's record."""
    value: dict[str, Any] = json.loads((BOOK / "index.json").read_text("utf-8"))
    return value


def test_a_page_becomes_a_book(built: Path) -> None:
    """One command gives an MP3 an article, an index, a feed and transcripts."""
    tracks = [track for track in index()["tracks"] if track["kind"] == "article"]
    assert [track["title"] for track in tracks] == ["早起的人", "晚归的人"]
    assert [track["authors"] for track in tracks] == [["顾长风"], ["祝小满"]]
    assert len(list(BOOK.glob("*.mp3"))) == 2
    assert (BOOK / "feed.xml").is_file()
    for track in tracks:
        assert (BOOK / track["path"]).stat().st_size == track["size_bytes"]
        assert (BOOK / track["files"]["vtt"]).read_text("utf-8").startswith("WEBVTT")
        assert track["sentences"] == len(track["cues"])


def test_every_paragraph_is_in_the_transcript(built: Path) -> None:
    """Joined, what the cues of the body show is the text of the article."""
    body = "".join(c["written"] for c in index()["tracks"][0]["cues"] if c["role"] == "body" and c["paragraph"])
    assert "清晨5点，村里第1个开门的是豆腐店。" in body
    assert "邮局里有一台2019年买的电脑，用来查GDP，也用来下棋。" in body
    assert body.endswith("傍晚的时候，两家店一起打烊。")


def test_building_again_changes_nothing(built: Path, audiobook: Run, cache: Path) -> None:
    """The second build speaks nothing and leaves every byte, with its short cut and without it."""
    before, spoken = state(BOOK), clips(cache)
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    assert state(BOOK) == before
    for stamp in (cache / "stamps").iterdir():
        stamp.unlink()
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    assert state(BOOK) == before
    assert clips(cache) == spoken


def test_an_mp3_that_others_wrote_to_is_made_again(built: Path, audiobook: Run, cache: Path) -> None:
    """One flipped byte, the size as it was: the file is joined again from what is kept, and nothing is spoken."""
    before, spoken = state(BOOK), clips(cache)
    first = BOOK / index()["tracks"][0]["path"]
    content = bytearray(first.read_bytes())
    content[-2000] ^= 0xFF
    first.write_bytes(content)
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    assert state(BOOK) == before
    assert clips(cache) == spoken


def test_files_that_were_only_touched_are_as_they_were(built: Path) -> None:
    """A book whose files got new times, as by copying, is still a finished one."""
    settings = load(flags={"speech.engine": "silence"})
    assert pipeline.finished(built, settings) == BOOK.resolve()
    for file in BOOK.glob("*.mp3"):
        os.utime(file, (1, 1))
    assert pipeline.finished(built, settings) == BOOK.resolve()
    next(BOOK.glob("*.mp3")).unlink()
    assert pipeline.finished(built, settings) is None


def test_the_page_of_all_books_is_mended(built: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing it failed after the book was finished, the same command writes it, though nothing is to be built;
    and where nothing changed it is left alone."""
    output = Path("output")
    before = state(output)
    (output / "index.html").unlink()
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    assert state(output) == before
    built.write_text(built.read_text("utf-8").replace("有人数星星，", "有人数过星星又去数路边的灯火，"), "utf-8")

    def fails(*_: object, **__: object) -> None:
        raise PublishError("no room")

    with monkeypatch.context() as disk:
        disk.setattr(library, "write", fails)
        assert audiobook("build", built, "--engine", "silence", "-q") == 1
    half = (output / "feed.xml").read_bytes()
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    assert (output / "feed.xml").read_bytes() != half
    with monkeypatch.context() as disk:
        disk.setattr(library, "write", fails)
        assert audiobook("build", built, "--engine", "silence", "-q") == 0


def test_the_cache_keeps_to_its_limit(built: Path, audiobook: Run, cache: Path) -> None:
    """After a build that made something, what was used longest ago goes; looked at no more than once an hour."""
    for file in [*(cache / "clips").rglob("*.wav"), *(cache / "passages").glob("*.passage")]:
        os.utime(file, (1, 1))
    (cache / "looked-at").unlink()
    built.write_text(built.read_text("utf-8").replace("有人数星星，", "有人数灯火，"), "utf-8")
    config = Path("audiobook.toml")
    config.write_text("cache_megabytes = 1\n", "utf-8")
    old = clips(cache)
    assert audiobook("build", built, "--engine", "silence", "-q", "--config", config) == 0
    held = sum(file.stat().st_size for file in cache.rglob("*.wav"))
    assert old - clips(cache), "what was not used any more went"
    before = held
    assert audiobook("build", built, "--engine", "silence", "-q", "--config", config, "--rate", "1.1") == 0
    assert sum(file.stat().st_size for file in cache.rglob("*.wav")) > before


def test_cache_prune_takes_passages_too(
    built: Path, audiobook: Run, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`cache info` tells of both, `cache prune` leaves neither, and the next build makes the same book."""
    before = state(BOOK)
    for file in [*(cache / "clips").rglob("*.wav"), *(cache / "passages").glob("*.passage")]:
        os.utime(file, (1, 1))
    assert audiobook("cache", "info") == 0
    assert "passages of MP3" in capsys.readouterr().out
    assert audiobook("cache", "prune", "--keep", "0") == 0
    assert "files removed" in capsys.readouterr().out
    assert not [*cache.rglob("*.wav"), *cache.rglob("*.passage")]
    for stamp in (cache / "stamps").iterdir():
        stamp.unlink()
    for file in BOOK.glob("*.mp3"):
        file.unlink()
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    assert state(BOOK) == before


def test_an_engine_that_stands_in_knows_the_lexicon(issue: Path) -> None:
    """A sentence the first engine cannot speak is read by the user's readings, be it as phonemes or as text."""
    Path("lexicon.tsv").write_text("豆腐\tdou1 fu1\n", "utf-8")
    said = {}
    for engine, other in (("silence", "kokoro"), ("kokoro", "silence")):
        settings = load(flags={"speech.engine": engine, "speech.fallback": other})
        speaking = Speaking(settings, [Path()])
        utterance = Utterance(1, "body", "豆腐。", "豆腐。", 0)
        if speaking.engine.capabilities.takes == "words":
            utterance = dataclasses.replace(utterance, words=(Word("豆腐", ("dou4", "fu5")), Word("。")))
        script = Script("书", 1, "题", (utterance,))
        plan = SimpleNamespace(script=script, requests=(speaking.request(utterance),))
        fallback = speaking.fallback([plan])
        said[other] = fallback.request(plan.requests[0]).payload
    assert "↓" not in said["kokoro"], "first tone twice: no falling tone"
    assert "豆腐" not in said["silence"]


def test_a_second_makes_the_same_bytes(
    built: Path, audiobook: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an empty cache and an empty output folder the result is byte-identical."""
    before = state(BOOK)
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "another"))
    assert audiobook("build", built, "--engine", "silence", "-q", "-o", "elsewhere") == 0
    assert state(Path("elsewhere") / BOOK.name) == before


def test_one_changed_sentence_is_spoken_alone(built: Path, audiobook: Run, cache: Path) -> None:
    """A correction in the source costs one clip, and the other article keeps its bytes."""
    before, spoken = state(BOOK), clips(cache)
    text = built.read_text("utf-8")
    built.write_text(text.replace("有人数星星，", "有人数灯火，"), "utf-8")
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    first, second = (track["path"] for track in index()["tracks"] if track["kind"] == "article")
    new = clips(cache) - spoken
    heard = {json.dumps(cue["written"], ensure_ascii=False) for cue in index()["tracks"][-1]["cues"]}
    assert len(new) <= 3, f"one sentence (and where it is recalled): {heard}"
    after = state(BOOK)
    assert after[first] == before[first]
    assert after[second] != before[second]


def test_render_touches_one_article(built: Path, audiobook: Run) -> None:
    """After a reading is corrected in book.md, `render BOOK 2` changes that article and what lists it, nothing else."""
    before = state(BOOK)
    script = BOOK / "book.md"
    script.write_text(script.read_text("utf-8").replace("最后一班车", "最末一班车"), "utf-8")
    assert audiobook("render", BOOK, "2", "-q") == 0
    changed = {name for name, digest in state(BOOK).items() if before.get(name) != digest}
    second = Path(index()["tracks"][-1]["path"]).stem
    listing = ("index.json", "feed.xml", "book.md")
    strangers = {
        name for name in changed if not name.startswith((*listing, "02", second, "review", "player", "data", "worker"))
    }
    assert not strangers
    assert any(name.startswith("02") and name.endswith(".mp3") for name in changed)


def test_a_corrected_script_is_never_overwritten(
    built: Path, audiobook: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Building from the source again refuses rather than lose what a person corrected in book.md."""
    script = BOOK / "book.md"
    corrected = script.read_text("utf-8").replace("豆腐店", "豆花店")
    script.write_text(corrected, "utf-8")
    built.write_text(built.read_text("utf-8") + "\n", "utf-8")
    assert audiobook("build", built, "--engine", "silence", "-q") == 2
    assert "corrected by hand" in capsys.readouterr().err
    assert script.read_text("utf-8") == corrected
    assert audiobook("build", script, "--engine", "silence", "-q") == 0
    assert "豆花店" in json.dumps(index(), ensure_ascii=False)


def test_identities_and_dates_are_kept(built: Path, audiobook: Run) -> None:
    """Podcast apps know an episode by GUID and date: a new article changes neither of the others'."""
    before = {track["title"]: (track["guid"], track["published"], track["path"]) for track in index()["tracks"]}
    text = built.read_text("utf-8")
    built.write_text(
        text.replace("晚归的人	(3)", "正午的人	(2)\n晚归的人	(3)").replace(
            "晚归的人\n\n祝", "正午的人\n\n江 一 舟\n\n正午的时候，没有人说话。\n\n晚归的人\n\n祝"
        ),
        "utf-8",
    )
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    after = {track["title"]: (track["guid"], track["published"], track["path"]) for track in index()["tracks"]}
    assert "正午的人" in after
    assert {title: after[title] for title in before if title in after} == before
    assert len({guid for guid, _, _ in after.values()}) == len(after)


def test_a_lexicon_line_respeaks_only_what_it_changes(built: Path, audiobook: Run, cache: Path) -> None:
    """A reading beside the source is found, used, and costs the sentences that hold the word."""
    spoken = clips(cache)
    Path("lexicon.tsv").write_text("豆腐\t豆制品\n", "utf-8")
    assert audiobook("build", built, "--engine", "silence", "-q") == 0
    said = "".join(cue["spoken"] for cue in index()["tracks"][0]["cues"])
    written = "".join(cue["written"] for cue in index()["tracks"][0]["cues"])
    assert "豆制品店" in said
    assert "豆腐店" in written
    assert clips(cache) - spoken
    assert len(clips(cache) - spoken) < len(spoken)


def test_a_correction_is_not_overwritten_after_render(audiobook: Run, built: Path) -> None:
    """What a person corrected in book.md is still theirs when `render` has spoken it: building the source refuses."""
    script = BOOK / "book.md"
    script.write_text(script.read_text("utf-8").replace("32年豆腐", "33年豆腐"), "utf-8")
    assert audiobook("render", BOOK, 1, "-q") == 0
    assert audiobook("build", built, "--engine", "silence", "-q") == 2
    assert "33年豆腐" in script.read_text("utf-8")


def test_a_script_of_that_name_elsewhere_is_a_source(audiobook: Run, issue: Path) -> None:
    """`audiobook script issue.txt > book.md`, corrected twice: the book's own book.md keeps up with it."""
    own = Path("book.md")
    own.write_text(pipeline.script(issue, load()), "utf-8")
    assert audiobook("build", own, "--engine", "silence", "-q") == 0
    own.write_text(own.read_text("utf-8").replace("32年豆腐", "33年豆腐"), "utf-8")
    assert audiobook("build", own, "--engine", "silence", "-q") == 0
    assert "33年豆腐" in (BOOK / "book.md").read_text("utf-8")
