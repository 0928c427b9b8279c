"""Review episodes: an article's questions, and mixed ones that bring earlier articles back (`rotation` says when)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audiobook.language.chinese import han_count
from audiobook.language.numerals import cardinal, counting
from audiobook.model import Question, Script, ScriptLine, Study, Utterance
from audiobook.study.rotation import Session
from audiobook.study.voice import Speakers, numbered

GENERATED = {"zh": "这一问由语言模型提出。", "en": "This question was worded by a language model."}
_UNIT = re.compile(r"(?:年|[万亿]?(?:平方|立方)?[千公厘毫]?\w)")


_NAMED = 2
"""Articles that the title of a mixed review names."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """What a review says of itself, in one language."""

    own: str
    spaced: str
    others: str
    """Behind the first of many titles: how many there are (Chinese) or how many more (English)."""
    again: str
    """Behind a title that an earlier review has."""
    article: str
    introduction: str
    title: str
    and_: str


_WORDINGS: Mapping[str, _Wording] = {
    "zh": _Wording(
        "复习：{title}",
        "间隔复习：{titles}",
        "等{count}篇",
        "（第{number}次）",
        "第{number}篇：{title}",
        "复习：{titles}。共{count}个问题，每问之后有{seconds}秒钟作答，然后听原文。",
        "《{title}》",
        "、",
    ),
    "en": _Wording(
        "Review: {title}",
        "Spaced review: {titles}",
        " and {count} more",
        " ({number})",
        "Article {number}: {title}",
        "Review: {titles}. {count} to answer, with {seconds} seconds for each; then hear the author’s own words.",
        "“{title}”",
        ", ",
    ),
}


def wording(language: str) -> _Wording:
    """What is said in `language`; Chinese where there is none."""
    return _WORDINGS.get(language[:2], _WORDINGS["zh"])


def episodes(
    sessions: Sequence[Session],
    scripts: Sequence[Script],
    speakers: Speakers,
    *,
    follows: Sequence[int],
    first_number: int,
    answer_ms: int,
    start: date | None = None,
) -> tuple[Script, ...]:
    """The episodes of `sessions` over the articles `scripts`, in order; `follows`: behind which article each comes;
    with `start`, the day on which session day 0 is."""
    made: list[Script] = []
    titles: Counter[str] = Counter()
    for session, behind in zip(sessions, follows, strict=True):
        day = (start + timedelta(days=session.day)).isoformat() if start else ""
        number = first_number + len(made)
        title = _title(session, scripts)
        titles[title] += 1
        if titles[title] > 1:
            language = scripts[session.asks[0][0]].language
            times = cardinal(str(titles[title])) if language.startswith("zh") else titles[title]
            title += wording(language).again.format(number=times)
        made.append(_episode(session, title, scripts, speakers, number, behind, answer_ms, day))
    return tuple(made)


def _title(session: Session, scripts: Sequence[Script]) -> str:
    """What it brings back: 间隔复习：三角洲、水车, so that a list of episodes says more than numbers."""
    articles = list(dict.fromkeys(place for place, _ in session.asks))
    leading = scripts[articles[0]]
    words = wording(leading.language)
    if session.own:
        return words.own.format(title=leading.title)
    titles = words.and_.join(scripts[at].title for at in articles[:_NAMED])
    if (left := len(articles) - _NAMED) > 0:
        many = cardinal(str(len(articles))) if leading.language.startswith("zh") else left
        titles += words.others.format(count=many)
    return words.spaced.format(titles=titles)


def _episode(
    session: Session,
    title: str,
    scripts: Sequence[Script],
    speakers: Speakers,
    number: int,
    follows: int,
    answer_ms: int,
    day: str,
) -> Script:
    articles = list(dict.fromkeys(place for place, _ in session.asks))
    leading = scripts[articles[0]]
    said = speakers(leading.language).say(
        ScriptLine(
            "announcement",
            introduction([scripts[at].title for at in articles], len(session.asks), answer_ms, leading.language),
        )
    )
    headings, questions = [title], []
    for at in articles:
        script = scripts[at]
        speaker, its = speakers(script.language), wording(script.language)
        if not session.own:
            headings.append(script.title)
            which = cardinal(str(script.number)) if script.language.startswith("zh") else script.number
            line = its.article.format(number=which, title=script.title)
            said += speaker.say(ScriptLine("heading", line, section=len(headings) - 1))
        for place in (question for article, question in session.asks if article == at):
            question = script.study.questions[place]
            questions.append(question)
            said += _asked(question, script, speakers, len(headings) - 1, answer_ms)
    episode = Script(
        book=leading.book,
        number=number,
        title=title,
        utterances=(),
        headings=tuple(headings),
        language=leading.language,
        kind="review",
        study=Study(
            questions=tuple(questions),
            articles=tuple(scripts[at].number for at in articles),
            follows=follows,
            day=day,
        ),
    )
    return numbered(episode, said)


def _asked(question: Question, script: Script, speakers: Speakers, section: int, answer_ms: int) -> list[Utterance]:
    """The question, the silence, the answer by itself, and the author's whole sentence."""
    speaker = speakers(script.language)
    said = [
        utterance
        for line in lines_of(question, section=section, answer_ms=answer_ms)
        for utterance in speaker.say(line)
    ]
    sentence = [script.utterances[number - 1] for number in question.utterances]
    return [*said, *speaker.again(sentence, "answer", section)]


def lines_of(question: Question, *, section: int = 0, answer_ms: int = 0) -> list[ScriptLine]:
    """What is said of a question before the author's sentence."""
    lines = []
    if question.generated_by:
        lines.append(
            ScriptLine("announcement", GENERATED["zh" if han_count(question.asked) else "en"], section=section)
        )
    lines += [ScriptLine("question", question.prompt, blank=question.said, section=section, answer_ms=answer_ms)]
    if told := spoken_answer(question):
        lines.append(ScriptLine("answer", told, section=section))
    return lines


def spoken_answer(question: Question) -> str:
    """The answer as it is said before its sentence, a figure with its unit; nothing where it is most of that."""
    chinese = han_count(question.sentence) > 0
    stop = "。" if chinese else "."
    if len(question.answer) * 2 > len(question.sentence):
        return ""
    if question.answer not in question.sentence:  # a person's own words
        return f"{question.answer.rstrip('。.')}{stop}"
    after = question.sentence[question.sentence.find(question.answer) + len(question.answer) :]
    unit = _UNIT.match(after) if question.kind == "figure" and chinese else None
    return f"{question.answer}{unit[0] if unit else ''}{stop}"


def introduction(titles: Sequence[str], count: int, answer_ms: int, language: str) -> str:
    """What is asked about, how much, and how long there is to answer.

    >>> introduction(["桥"], 2, 4000, "zh")
    '复习：《桥》。共两个问题，每问之后有四秒钟作答，然后听原文。'
    """
    words = wording(language)
    seconds = max(1, round(answer_ms / 1000))
    chinese = language.startswith("zh")
    return words.introduction.format(
        titles=words.and_.join(words.title.format(title=title) for title in titles),
        count=counting(count) if chinese else f"{count} question{'s' * (count > 1)}",
        seconds=counting(seconds) if chinese else seconds,
    )
