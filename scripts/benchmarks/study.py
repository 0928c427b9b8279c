"""Study of a book the length of a journal issue: seconds, and its share of a build that makes no audio.

The book is written here from a small vocabulary; its text says nothing, but has sentences, headings and terms like a
real one. "Without audio" is composing with readings for the embedded voice, as a build does before it speaks.
"""

import functools
import random
import time

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


def run() -> dict[str, float]:
    """Processor seconds, best of three, and ratios."""
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
    return figures
