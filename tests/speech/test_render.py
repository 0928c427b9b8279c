"""Every request ends as a clip or as a named failure."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from humming import Hum, request

from audiobook.errors import CacheError, ConfigError
from audiobook.model import SpeechRequest
from audiobook.speech.cache import Cache, read
from audiobook.speech.render import Fallback, Progress, Rendering, render
from audiobook.speech.silence import Silence

LINES = [f"第{'一二三四五六七八九十'[i]}句，我们去看山里的花。" for i in range(10)]


def run(tmp_path: Path, lines: list[str], **options) -> tuple[Rendering, Hum]:  # type: ignore[no-untyped-def]
    """Render `lines` with an engine that hums."""
    engine = Hum({key: options.pop(key) for key in ("needs", "times", "workers") if key in options}, tmp_path)
    requests = [request(line) for line in lines]
    return render(requests, engine, Cache(tmp_path / "clips"), backoff_s=0.001, **options), engine


def failed(rendering: Rendering) -> dict[str, str]:
    """Payload -> reason."""
    return {failure.request.payload: failure.reason for failure in rendering.failures}


@pytest.mark.parametrize("needs", ["network", "cpu", "nothing"])
def test_speaks_each_once(tmp_path: Path, needs: str) -> None:
    """Doubles are spoken once, and a second run speaks nothing."""
    rendering, engine = run(tmp_path, [*LINES, *LINES], needs=needs)
    assert (rendering.spoken, rendering.reused, rendering.failures) == (10, 0, ())
    assert sorted(engine.calls()) == sorted(LINES)
    cache = Cache(tmp_path / "clips")
    assert all(rendering.clips[cache.digest(request(line))] == cache.get(request(line)) for line in LINES)
    again, _ = run(tmp_path, LINES, needs=needs)
    assert (again.spoken, again.reused, again.clips) == (0, 10, rendering.clips)
    assert len(engine.calls()) == 10


def test_what_is_refused_fails_or_falls_back(tmp_path: Path) -> None:
    """The engine is never asked for it; the fallback speaks it, or it is reported with the reason given."""
    refused = {request(LINES[1]): "no reading"}
    rendering, engine = run(tmp_path, LINES[:3], refused=refused)
    assert failed(rendering) == {LINES[1]: "no reading"}
    assert sorted(engine.calls()) == sorted([LINES[0], LINES[2]])
    other = Hum({}, tmp_path / "other")
    rendering, engine = run(tmp_path, LINES[:3], refused=refused, fallback=Fallback(other, lambda one: one))
    assert rendering.failures == ()
    assert [failure.reason for failure in rendering.stood_in.values()] == ["no reading"]
    assert other.calls() == [LINES[1]]


def test_progress_tells_each_once(tmp_path: Path) -> None:
    """Every request is told once, the reused first, with counts that add up."""
    run(tmp_path, LINES[:3])
    seen: list[Progress] = []
    run(tmp_path, [*LINES, "打雷。"], progress=seen.append, retries=0)
    assert [p.done for p in seen] == list(range(1, 12))
    assert [p.clip is not None and p.spoken == 0 for p in seen[:3]] == [True] * 3
    assert (seen[-1].total, seen[-1].spoken, seen[-1].reused, seen[-1].failed) == (11, 7, 3, 1)
    assert seen[-1].syllables == seen[-1].syllables_total
    assert [(p.request.payload, p.reason) for p in seen if p.clip is None] == [("打雷。", "thunder")]


@pytest.mark.parametrize("spell", ["雷", "停", "错", "断", "静", "空"])
@pytest.mark.parametrize("needs", ["network", "cpu"])
def test_passing_trouble_heals(tmp_path: Path, needs: str, spell: str) -> None:
    """What goes wrong once is tried again, and no one hears of it."""
    rendering, engine = run(tmp_path, [*LINES[:2], f"这里{spell}一下。"], needs=needs, times=1)
    assert (rendering.spoken, rendering.failures) == (3, ())
    assert engine.calls().count(f"这里{spell}一下。") == 2


@pytest.mark.parametrize(
    ("spell", "reason"),
    [
        ("雷", "thunder"),
        ("错", "ZeroDivisionError: oops"),
        ("静", "only silence came back"),
        ("空", "no audio"),
        ("断", "cut off"),
        ("声", "the voice is gone"),
    ],
)
def test_lasting_trouble_is_named(tmp_path: Path, spell: str, reason: str) -> None:
    """Exactly the sentence that cannot be spoken is reported, with the reason; all others are there."""
    order = [f"这里{spell}一下。", *LINES] if spell != "声" else [*LINES, f"这里{spell}一下。"]
    rendering, _ = run(tmp_path, order, workers=1)
    assert list(failed(rendering)) == [f"这里{spell}一下。"]
    assert reason in failed(rendering)[f"这里{spell}一下。"]
    assert rendering.spoken == 10


def test_a_clause_that_can_be_spoken_alone(tmp_path: Path) -> None:
    """A sentence that fails whole is spoken in parts and joined, and counts as one."""

    class Short(Hum):
        def speak(self, request: SpeechRequest):  # type: ignore[no-untyped-def]
            if request.syllables > 8:
                self.log.open("a").write("x\n")
                raise ZeroDivisionError("too long for me")
            return super().speak(request)

    engine = Short({}, tmp_path)
    cache = Cache(tmp_path / "clips")
    long = request("今天下雨，我们在家读书，也写字，晚上听故事。")
    rendering = render([long], engine, cache, retries=1, backoff_s=0.001)
    assert (rendering.spoken, rendering.failures) == (1, ())
    assert engine.calls().count("x") > 2
    clip = rendering.clips[cache.digest(long)]
    assert cache.get(long) == clip
    assert clip.duration_ms == pytest.approx(long.syllables * 200 + 300 + 2 * 290, abs=400)
    assert read(clip).samples.any()


def test_a_part_that_fails_names_the_whole(tmp_path: Path) -> None:
    """When a part cannot be spoken either, the sentence is reported once, whole."""
    rendering, _ = run(tmp_path, ["天上打雷，地上打雷，我们在家里读书。", *LINES[:2]], retries=0)
    assert failed(rendering) == {"天上打雷，地上打雷，我们在家里读书。": "thunder"}


def test_service_that_is_gone(tmp_path: Path) -> None:
    """A service that stays away is not asked for every sentence of the book."""
    lines = [f"{line}停。" for line in LINES]
    rendering, engine = run(tmp_path, lines, retries=2)
    assert list(failed(rendering).values()) == ["the service does not answer"] * 10
    assert len(engine.calls()) < 10


@pytest.mark.parametrize(("spell", "reason"), [("锁", "the key is refused"), ("缺", "the model is not installed")])
def test_final_trouble_stops_at_once(tmp_path: Path, spell: str, reason: str) -> None:
    """Where waiting cannot help, nobody waits."""
    rendering, engine = run(tmp_path, [f"{line}{spell}。" for line in LINES], workers=1)
    assert set(failed(rendering).values()) == {reason}
    assert len(engine.calls()) == 1


def test_lost_voice_costs_only_its_own(tmp_path: Path) -> None:
    """A voice that was withdrawn is asked for once; other voices go on."""
    rendering, engine = run(tmp_path, ["没有声了。", "也没有声。"], workers=1)
    assert set(failed(rendering).values()) == {"the voice is gone"}
    assert len(engine.calls()) == 1


def test_killed_worker_is_replaced(tmp_path: Path) -> None:
    """A worker killed from outside costs nothing but time."""
    rendering, _ = run(tmp_path, [*LINES, "工人死了。"], needs="cpu", times=1)
    assert (rendering.spoken, rendering.failures) == (11, ())


def test_sentence_that_kills_is_named(tmp_path: Path) -> None:
    """A sentence every worker dies of is found out and reported; the rest is spoken."""
    rendering, _ = run(tmp_path, [*LINES, "工人死了。"], needs="cpu")
    assert list(failed(rendering)) == ["工人死了。"]
    assert "killed" in failed(rendering)["工人死了。"]
    assert rendering.spoken == 10


def test_fallback_stands_in(tmp_path: Path) -> None:
    """Another engine speaks what the first could not, and it is on record."""
    other = Hum({}, tmp_path / "other")
    cache = Cache(tmp_path / "clips")
    fallback = Fallback(other, lambda r: request(r.payload.replace("雷", "鼓")))
    rendering, _ = run(tmp_path, [*LINES, "天上打雷。"], fallback=fallback, retries=0)
    digest = cache.digest(request("天上打雷。"))
    assert rendering.failures == ()
    assert {key: failure.reason for key, failure in rendering.stood_in.items()} == {digest: "thunder"}
    assert rendering.clips[digest].digest == cache.digest(request("天上打鼓。"))
    assert cache.get(request("天上打雷。")) is None
    assert other.calls() == ["天上打鼓。"]


def test_silence_never_stands_in(tmp_path: Path) -> None:
    """Silence in the place of speech is refused, whoever asks for it."""
    with pytest.raises(ConfigError, match="never put in the place of speech"):
        run(tmp_path, LINES, fallback=Fallback(Silence({}, tmp_path), lambda r: r))


def test_fallback_that_fails_too(tmp_path: Path) -> None:
    """When neither can, the report has both reasons."""
    other = Hum({}, tmp_path / "other")
    fallback = Fallback(other, lambda r: request("天上全空。"))
    rendering, _ = run(tmp_path, ["天上打雷。"], fallback=fallback, retries=0)
    assert failed(rendering) == {"天上打雷。": "thunder; hum: no audio"}
    assert rendering.stood_in == {}


def test_full_disk_ends_the_run(tmp_path: Path) -> None:
    """When clips cannot be kept it is one error about the cache, not one a sentence."""
    (tmp_path / "clips").write_text("in the way")
    with pytest.raises(CacheError, match="clips"):
        run(tmp_path, LINES)


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_executor_of_the_caller(tmp_path: Path, kind: str) -> None:
    """Any executor will do, and it is left running."""
    executor = ThreadPoolExecutor(2) if kind == "threads" else ProcessPoolExecutor(1, get_context("spawn"))
    with executor:
        rendering, _ = run(tmp_path, LINES, executor=executor)
        assert (rendering.spoken, rendering.failures) == (10, ())
        assert executor.submit(len, "abc").result() == 3


def test_progress_that_raises_stops(tmp_path: Path) -> None:
    """An error of the caller's comes through, and what was done is kept."""

    def stop(progress: Progress) -> None:
        if progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, LINES, progress=stop, workers=1)
    again, _ = run(tmp_path, LINES)
    assert 3 <= again.reused < 10


@pytest.mark.parametrize("needs", ["network", "cpu", "nothing"])
def test_chapters_are_spoken_in_their_order(tmp_path: Path, needs: str) -> None:
    """The first chapter is whole before the third is begun, though its sentences are the shortest; what chapters share
    belongs to the first of them."""
    lines = ["下雨了。", "天晴了。", LINES[0], *(f"{line}第二次。" for line in LINES), LINES[0], LINES[1]]
    chapters = [1, 1, 1, *(2 for _ in LINES), 3, 3]
    _, engine = run(tmp_path, lines, needs=needs, chapters=chapters, workers=1)
    spoken = engine.calls()
    assert sorted(spoken[:3]) == sorted(lines[:3])
    assert spoken[-1] == LINES[1]


def test_parts_of_a_sentence_do_not_wait_for_other_chapters(tmp_path: Path) -> None:
    """A sentence of the first chapter that must be split is whole before the second chapter is."""

    class Short(Hum):
        def speak(self, request: SpeechRequest):  # type: ignore[no-untyped-def]
            if request.syllables > 8:
                raise ZeroDivisionError("too long for me")
            return super().speak(request)

    seen: list[Progress] = []
    long = "今天下雨，我们在家读书。"
    requests = [request(long), *(request(f"第{number}行。") for number in "一二三四五六七八九")]
    engine = Short({"workers": 1}, tmp_path)
    cache = Cache(tmp_path / "clips")
    render(requests, engine, cache, chapters=[1] + [2] * 9, retries=0, progress=seen.append, backoff_s=0.001)
    assert [one.request.payload for one in seen].index(long) <= 2, "one or two were under way"


def test_progress_tells_why_another_stood_in(tmp_path: Path) -> None:
    """What the fallback spoke is told with its clip and the reason."""
    other = Hum({}, tmp_path / "other")
    fallback = Fallback(other, lambda r: request(r.payload.replace("雷", "鼓")))
    seen: list[Progress] = []
    run(tmp_path, [LINES[0], "天上打雷。"], fallback=fallback, retries=0, progress=seen.append)
    assert [(one.clip is not None, one.reason) for one in seen] == [(True, ""), (True, "thunder")]
