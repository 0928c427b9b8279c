"""Review episodes: an article's questions, and spaced reviews that bring earlier articles back at growing intervals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from audiobook.language.numerals import cardinal, counting
from audiobook.model import Question, Script, ScriptLine, Study, Utterance
from audiobook.study.voice import Speaker, numbered

INTERVALS = (1, 3, 7, 15)
"""An article comes back this many articles later: recall works best when the gaps grow (Ebbinghaus; Cepeda 2006)."""
FEWEST = 2
"""A spaced review mixes at least this many articles; what is due alone waits for the next."""

_UNIT = re.compile(r"(?:年|[万亿]?(?:平方|立方)?[千公厘毫]?\w)")


def review(script: Script, speaker: Speaker, *, number: int, answer_ms: int) -> Script:
    """The review episode of one article."""
    questions = script.study.questions
    said = speaker.say(ScriptLine("announcement", _introduction([script.title], len(questions), answer_ms)))
    for question in questions:
        said += _asked(question, script, speaker, 0, answer_ms)
    return _episode(script, f"复习：{script.title}", said, questions, number, (script.number,), script.number)


def spaced(
    scripts: Sequence[Script],
    questions: Mapping[int, Sequence[Question]],
    speaker: Speaker,
    *,
    first_number: int,
    most: int,
    answer_ms: int,
) -> list[Script]:
    """The spaced review episodes of a book, in order."""
    episodes: list[Script] = []
    by_number = {script.number: script for script in scripts}
    for last, due in schedule([script.number for script in scripts]):
        due = [article for article in due if questions.get(article)]
        if len(due) < FEWEST:
            continue
        share = max(1, most // len(due))
        picked = {article: questions[article][:share] for article in due}
        asked = [question for article in due for question in picked[article]]
        said = speaker.say(
            ScriptLine(
                "announcement", _introduction([by_number[article].title for article in due], len(asked), answer_ms)
            )
        )
        headings = [f"间隔复习（{len(episodes) + 1}）"]
        for article in due:
            script = by_number[article]
            headings.append(script.title)
            section = len(headings) - 1
            said += speaker.say(ScriptLine("heading", f"第{cardinal(str(article))}篇：{script.title}", section=section))
            for question in picked[article]:
                said += _asked(question, script, speaker, section, answer_ms)
        number = first_number + len(episodes)
        episode = _episode(by_number[last], headings[0], said, asked, number, tuple(due), last)
        episodes.append(_with_headings(episode, headings))
    return episodes


def schedule(numbers: Sequence[int]) -> list[tuple[int, list[int]]]:
    """(after which article, the earlier ones due then), nearest first; one that is due alone waits.

    >>> schedule([1, 2, 3, 4, 5])
    [(3, [2, 1]), (4, [3, 1]), (5, [4, 2])]
    """
    plan: list[tuple[int, list[int]]] = []
    waiting: list[int] = []
    for place, number in enumerate(numbers):
        due = [numbers[place - gap] for gap in INTERVALS if place - gap >= 0]
        due += [each for each in waiting if each not in due]
        if len(due) < FEWEST:
            waiting = due
            continue
        waiting = []
        plan.append((number, due))
    return plan


def _asked(question: Question, script: Script, speaker: Speaker, section: int, answer_ms: int) -> list[Utterance]:
    """The question, the silence, the answer by itself, and the author's whole sentence."""
    lines = [ScriptLine("question", question.prompt, blank=question.said, section=section, answer_ms=answer_ms)]
    if told := spoken_answer(question):
        lines.append(ScriptLine("answer", told, section=section))
    said = [utterance for line in lines for utterance in speaker.say(line)]
    sentence = [script.utterances[number - 1] for number in question.utterances]
    return [*said, *speaker.again(sentence, "answer", section)]


def spoken_answer(question: Question) -> str:
    """The answer as it is said before its sentence, a figure with its unit; nothing where it is most of that."""
    if len(question.answer) * 2 > len(question.sentence):
        return ""
    after = question.sentence[question.sentence.find(question.answer) + len(question.answer) :]
    unit = _UNIT.match(after) if question.kind == "figure" else None
    return f"{question.answer}{unit[0] if unit else ''}。"


def _introduction(titles: Sequence[str], count: int, answer_ms: int) -> str:
    named = "、".join(f"《{title}》" for title in titles)
    seconds = max(1, round(answer_ms / 1000))
    return f"复习：{named}。共{counting(count)}个问题，每问之后有{counting(seconds)}秒钟作答，然后听原文。"


def _episode(
    script: Script,
    title: str,
    said: Sequence[Utterance],
    questions: Sequence[Question],
    number: int,
    articles: tuple[int, ...],
    follows: int,
) -> Script:
    episode = Script(
        book=script.book,
        number=number,
        title=title,
        utterances=(),
        headings=(title,),
        language=script.language,
        kind="review",
        study=Study(questions=tuple(questions), articles=articles, follows=follows),
    )
    return numbered(episode, said)


def _with_headings(script: Script, headings: Sequence[str]) -> Script:
    return replace(script, headings=tuple(headings))
