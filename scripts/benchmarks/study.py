"""Study of a book the length of a journal issue: seconds, its share of a build, and pass or fail against two goals.

The book is written here from a small vocabulary; its text says nothing, but has sentences, headings and terms like a
real one. A build that makes no audio is `build --engine silence --no-study` of the same book (a quarter of it, for
both grow with their text): study is to take less than a tenth of its processor time (`study_over_build_ratio`). And
`inspect` of the book is to take less than a second more with [study] on than off (`inspect_with_study_s`). All are
processor times of one run; `..._goal_met` is 1 or 0.
"""

import functools
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHARACTERS = 32_000
TERMS = [
    "三角洲",
    "输沙量",
    "淤地坝",
    "海岸侵蚀",
    "调水调沙",
    "水土保持",
    "湿地退化",
    "植被覆盖",
    "径流变化",
    "泥沙沉积",
    "潮汐作用",
    "河口治理",
]
FRAMES = (
    "{a}是{b}的重要原因，研究人员对此做了多年的观测。",
    "近年来{a}明显减轻，{b}也随之改变，{c}因此受到关注。",
    "要加强{a}的研究，推进{b}，为{c}提供依据。",
    "据水文站统计，{a}比{y}年增加了{n}%，{b}则下降了{m}%。",
    "{a}是指由{b}引起的变化，它与{c}关系密切。",
    "在{a}方面，各地根据{b}的情况采取了不同的办法。",
)


def document() -> object:
    """Seven articles in sections, about `CHARACTERS` characters."""
    from audiobook.model import Article, Document, Paragraph, Section

    rng = random.Random(7)

    def sentence() -> str:
        a, b, c = rng.sample(TERMS, 3)
        numbers = {"y": rng.randint(1990, 2020), "n": rng.randint(2, 60), "m": rng.randint(2, 60)}
        return rng.choice(FRAMES).format(a=a, b=b, c=c, **numbers)

    def section(number: int) -> Section:
        paragraphs = tuple(Paragraph("".join(sentence() for _ in range(6))) for _ in range(8))
        return Section(f"{TERMS[number]}的变化", paragraphs)

    size = sum(len(p.text) for p in section(0).paragraphs)
    sections = max(1, round(CHARACTERS / size / 7))
    articles = (Article(n, f"{TERMS[n]}研究", tuple(section(k) for k in range(sections))) for n in range(1, 8))
    return Document("河口", tuple(articles))


SHARE, MORE_S = 0.10, 1.0
"""Goals: the share of a build, and the seconds of `inspect`."""
PART = 4
"""The build is of one part in so many."""


def as_markdown(book: object, articles: int) -> str:
    """The first `articles` of `book` as a file would hold them."""
    lines = []
    for article in book.articles[:articles]:
        lines.append(f"# {article.title}")
        for section in article.sections:
            lines += [f"## {section.heading}", *(paragraph.text for paragraph in section.paragraphs)]
    return "\n\n".join(lines) + "\n"


def command_s(folder: Path, *arguments: str, **settings: str) -> float:
    """Processor seconds of `audiobook ARGUMENTS` in `folder`, started anew."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "audiobook", *arguments],
        cwd=folder,
        env={**os.environ, "AUDIOBOOK_CACHE": str(folder / "cache"), **settings},
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def beside_the_program(book: object, study_s: float) -> dict[str, float]:
    """`study_s` of the whole book over a build of it, and what `inspect` takes more with [study] on."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = len(book.articles)
        (folder / "part.md").write_text(as_markdown(book, max(1, articles // PART)), "utf-8")
        (folder / "whole.md").write_text(as_markdown(book, articles), "utf-8")
        part = (folder / "part.md").stat().st_size / (folder / "whole.md").stat().st_size
        build = command_s(folder, "build", "part.md", "--engine", "silence", "--no-study") / part
        inspect = [
            min(command_s(folder, "inspect", "whole.md", AUDIOBOOK_STUDY_ENABLED=on) for _ in range(3))
            for on in ("false", "true")
        ]
    ratio, more = study_s / build, inspect[1] - inspect[0]
    return {
        "build_without_audio_s": build,
        "study_over_build_ratio": ratio,
        "study_over_build_goal_met": float(ratio < SHARE),
        "inspect_with_study_s": more,
        "inspect_with_study_goal_met": float(more < MORE_S),
    }


def run() -> dict[str, float]:
    """Processor seconds, best of three, ratios, and whether the goals are met."""
    from audiobook.config import NarrationSettings, StudySettings
    from audiobook.narration.compose import SpokenForm, compose
    from audiobook.narration.lexicon import Lexicon
    from audiobook.narration.narrator import Narrator
    from audiobook.study import study

    book, narration, lexicon = document(), NarrationSettings(), Lexicon()

    def composed(words: bool) -> tuple[list, SpokenForm]:
        form = SpokenForm(words=words, preferred_syllables=40, max_syllables=90, engine="kokoro")
        return [compose(book, a, settings=narration, lexicon=lexicon, form=form) for a in book.articles], form

    def seconds(work: object) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    figures: dict[str, float] = {}
    for words, name in ((False, "text"), (True, "readings")):
        composed(words)  # models and dictionaries loaded
        scripts, form = composed(words)

        def studied(scripts: list = scripts, form: SpokenForm = form) -> None:
            speakers = functools.cache(lambda language: Narrator(narration, lexicon, form, language))
            study(scripts, settings=StudySettings(), speakers=speakers)

        first = seconds(studied)
        took = min(seconds(studied) for _ in range(3))
        figures[f"study_{name}_s"] = took
        figures[f"study_{name}_first_s"] = first
        figures[f"study_{name}_over_compose_ratio"] = took / min(seconds(lambda w=words: composed(w)) for _ in range(2))
    return figures | beside_the_program(book, figures["study_readings_first_s"])
