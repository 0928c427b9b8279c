"""One book studied: each article taught, then its reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import Any

from audiobook.config import StudySettings
from audiobook.model import DialogueLine, Question, Script, ScriptLine, Term, Utterance
from audiobook.study.brief import brief
from audiobook.study.calendar import lesson_days
from audiobook.study.claims import claims
from audiobook.study.classical import is_classical
from audiobook.study.decisions import Decisions, term_id
from audiobook.study.english import claims as english_claims
from audiobook.study.english import questions as english_questions
from audiobook.study.english import recap as english_recap
from audiobook.study.english import terms as english_terms
from audiobook.study.opening import with_opening
from audiobook.study.prose import LETTERS
from audiobook.study.questions import questions
from audiobook.study.recap import recap, room
from audiobook.study.review import episodes, lines_of
from audiobook.study.rotation import rotation
from audiobook.study.sittings import Links, links
from audiobook.study.term_choice import listed
from audiobook.study.terms import terms
from audiobook.study.tokens import Words
from audiobook.study.tutor.laws import ChineseLaws, EnglishLaws
from audiobook.study.tutor.tutor import Lesson, Tutor
from audiobook.study.user_words import load
from audiobook.study.voice import Speaker, Speakers, numbered
from audiobook.study.whole_sentences import Sentence, section_titles, sentences

ONCE = 0.05
"""Score at which a term said once counts for the recap."""
WEIGHED = 45
"""Terms that the recap is chosen by, whatever is shown of them: coverage needs the lesser ones too."""
ASKED = 30
"""Of them, those that may be asked after."""
OF_A_BOOK = 30
"""Terms of a whole book."""
SPACED_FROM = 3
"""Articles a book needs for spaced reviews."""
RECAP_HEADINGS = {"zh": "小结", "en": "Summary"}
TALK = {"zh": "对谈", "en": "Dialogue"}
TALK_GENERATED = {
    "zh": "以下对谈由语言模型写成，句句以原文为据。",
    "en": "This dialogue was worded by a language model; every line rests on the text.",
}
GENERATED = {
    "zh": "以下小结由语言模型写成，句句以原文为据。",
    "en": "This summary was worded by a language model; every sentence rests on the text.",
}


class Course:
    """What all articles of a book share while it is studied."""

    def __init__(
        self,
        settings: StudySettings,
        speakers: Speakers,
        rate: float,
        decisions: Decisions | None = None,
        tutor: Tutor | None = None,
    ) -> None:
        self.settings, self.speaker, self.rate = settings, speakers, rate
        self.decisions = decisions or Decisions()
        self._tutor = tutor
        self._dictionary = load(settings.dictionary)
        self._asked: set[str] = set()
        """Every question of the book so far, as it is asked: none is asked twice."""

    @cached_property
    def words(self) -> Words:
        """Loaded when the first Chinese article is met."""
        return Words(self._dictionary)

    def article(self, script: Script) -> Script:
        """`script` with opening and recap, carrying its terms and questions."""
        settings, speaker = self.settings, self.speaker(script.language)
        if settings.opening:
            script = with_opening(script, speaker, rate=self.rate)
        language = script.language[:2]
        if language not in LETTERS or not (settings.terms or settings.recap or settings.questions):
            return script
        body = whole = sentences(script)
        if language == "zh" and is_classical(one.text for one in whole):
            body = ()  # our rules do not know its grammar
        most = max(WEIGHED, settings.max_terms)
        sure = None
        if language == "en":
            found = english_terms.terms(script, body, most=most)
        else:
            found, sure = terms(script, body, self.words, most=most)
        unwanted = self.decisions.dropped("term")
        found = tuple(term for term in found if term_id(term, script.number) not in unwanted)
        shown = tuple(self.decisions.renamed(term, script.number) for term in listed(found, settings.max_terms, sure))
        script = _with(script, terms=shown if settings.terms else ())
        lesson = self._lesson(script, whole)
        values = _claimed(script, body, found) if settings.recap or settings.questions else {}
        if settings.questions:
            asks = english_questions.questions if language == "en" else partial(questions, words=self.words)
            asked = asks(
                script.title,
                script.number,
                body,
                found[:ASKED],
                most=max(0, settings.max_questions - len(lesson.questions)),
                before=self._asked,
                unwanted=self.decisions.dropped("question"),
                claims=values,
                titles=section_titles(script),
            )
            asked = _together(lesson.questions, asked)
            self._asked |= {question.asked for question in asked}
            script = _with(script, questions=tuple(map(self.decisions.worded, asked)))
        if settings.recap:
            script = self._with_recap(script, body, values, speaker, lesson.summary)
        return self._with_dialogue(script, speaker, lesson.dialogue) if lesson.dialogue else script

    def _lesson(self, script: Script, body: Sequence[Sentence]) -> Lesson:
        """What a tutor has to say of an article, if there is one; without what a person has dropped."""
        if self._tutor is None:
            return Lesson()
        laws = EnglishLaws() if script.language.startswith("en") else ChineseLaws(lambda: self.words)
        lesson = self._tutor.lesson(script.title, script.number, body, laws, before=self._asked)
        unwanted = self.decisions.dropped("question")
        return replace(lesson, questions=tuple(each for each in lesson.questions if each.id not in unwanted))

    def reviews(
        self, scripts: Sequence[Script], lessons: Sequence[int], days: Sequence[date] = ()
    ) -> tuple[Script, ...]:
        """Review episodes of articles already taught, numbered on from them, in order; `lessons`: the place of the
        lesson in which each article ends, `days` those of the lessons in a course."""
        settings = self.settings
        if not settings.questions or not scripts:
            return ()
        self._say_all_at_once(scripts)
        start = days[0] if days else None
        at = [(days[lesson] - days[0]).days if days else lesson for lesson in lessons]
        sessions = rotation(
            at,
            [len(script.study.questions) for script in scripts],
            most=settings.spaced_questions,
            own=settings.review if settings.review is not None else len(scripts) > 1 or bool(days),
            spaced=settings.spaced and (len(scripts) >= SPACED_FROM or bool(days)),
            course=bool(days),
        )
        follows = [
            # without a calendar an article's own review is right behind it, else all of a day come first
            session.asks[0][0] if session.own and not days else max(n for n, day in enumerate(at) if day <= session.day)
            for session in sessions
        ]
        return episodes(
            sessions,
            scripts,
            self.speaker,
            follows=[scripts[place].number for place in follows],
            first_number=max(script.number for script in scripts) + 1,
            answer_ms=settings.answer_ms,
            start=start,
        )

    def _say_all_at_once(self, scripts: Sequence[Script]) -> None:
        """Many lines are read several times as fast together as one by one."""
        for language in dict.fromkeys(script.language for script in scripts):
            every = (q for script in scripts if script.language == language for q in script.study.questions)
            self.speaker(language).say(*(line for each in every for line in lines_of(each)))

    def brief(self, scripts: Sequence[Script], *, number: int) -> Script | None:
        """What the whole book is told by, if it is wanted."""
        return brief(scripts, self.speaker, number=number, rate=self.rate) if self.settings.brief else None

    def days(self, lessons: int, start: date | None) -> list[date]:
        """The day of each lesson, if the book is a course that begins on a day."""
        course = self.settings.course
        return lesson_days(course, lessons, start) if course and start else []

    def links(self, scripts: Sequence[Script]) -> Links | None:
        """What leads from sitting to sitting, if there are to be any."""
        return links(scripts, self.speaker) if self.settings.fit else None

    def book_terms(self, scripts: Sequence[Script]) -> tuple[Term, ...]:
        """Key terms of the whole book: those of most weight over all its articles."""
        totals: dict[str, float] = {}
        best: dict[str, Term] = {}
        articles: dict[str, list[int]] = {}
        counts: dict[str, int] = {}
        for script in scripts:
            for term in script.study.terms:
                totals[term.text] = totals.get(term.text, 0.0) + term.score
                articles.setdefault(term.text, []).append(script.number)
                counts[term.text] = counts.get(term.text, 0) + term.count
                old = best.get(term.text)
                if old is None or (term.defined, term.score) > (old.defined, old.score):
                    best[term.text] = replace(term, article=script.number)
        top = max(totals.values(), default=1.0)
        order = sorted(totals, key=lambda text: (-totals[text], text))[:OF_A_BOOK]
        return tuple(
            replace(best[t], score=round(totals[t] / top, 4), count=counts[t], articles=tuple(articles[t]))
            for t in order
        )

    def _with_recap(
        self,
        script: Script,
        body: Sequence[Sentence],
        values: Mapping[int, float],
        speaker: Speaker,
        summary: Sequence[str] = (),
    ) -> Script:
        length = sum(len(sentence.text) for sentence in body)
        letters = LETTERS[script.language[:2]]
        characters = room(length, self.settings.recap_share, letters=letters)
        if script.language.startswith("en"):
            chosen = english_recap.recap(body, characters=characters, claims=values)
        else:
            chosen = recap(body, characters=characters, claims=values)
        if not chosen and not summary:
            return script
        section = len(script.headings)
        language = script.language[:2]
        heading = RECAP_HEADINGS[language]
        said = speaker.say(ScriptLine("heading", heading, section=section))
        if summary:
            said += speaker.say(
                *(ScriptLine("recap", line, section=section) for line in (GENERATED[language], *summary))
            )
        else:
            for sentence in chosen:
                if sentence.shortened:
                    said += speaker.say(ScriptLine("recap", sentence.text, section=section))
                else:
                    said += speaker.again(sentence.utterances, "recap", section)
        script = _with(_closed(script, heading, said, speaker), recap=tuple(s.text for s in chosen))
        if summary and self._tutor is not None:
            script = _with(script, summary=tuple(summary), generated_by=self._tutor.model)
        return script

    def _with_dialogue(self, script: Script, speaker: Speaker, lines: Sequence[DialogueLine]) -> Script:
        assert self._tutor is not None
        section, language = len(script.headings), script.language[:2]
        said = speaker.say(
            ScriptLine("heading", TALK[language], section=section),
            ScriptLine("announcement", TALK_GENERATED[language], section=section),
            *(ScriptLine(line.speaker, line.text, section=section) for line in lines),
        )
        script = _closed(script, TALK[language], said, speaker)
        return _with(script, dialogue=tuple(lines), generated_by=self._tutor.model)


def _claimed(script: Script, body: Sequence[Sentence], found: Sequence[Term]) -> Mapping[int, float]:
    """How likely each sentence says a main idea, by place, as log odds: for questions and recap alike."""
    titles = section_titles(script)
    if script.language.startswith("en"):
        return english_claims.claims(body, titles, english_terms.weights(found, body, script.title))
    return claims(body, titles, recalled_by(found))


def recalled_by(found: Sequence[Term]) -> dict[str, float]:
    """What each term counts for a claim: it is to name much, not the strongest term again and again, nor what is only
    named in passing, however well it is defined."""
    return {term.text: (term.score if term.count > 1 else min(term.score, ONCE)) ** 0.35 for term in found}


def _closed(script: Script, heading: str, said: Sequence[Utterance], speaker: Speaker) -> Script:
    """`script` with a last section that says `said`."""
    last = script.utterances[-1]
    before = replace(last, pause_ms=max(last.pause_ms, speaker.pauses["before_heading"]))
    end = replace(said[-1], pause_ms=speaker.pauses["end"])
    script = replace(script, headings=(*script.headings, heading))
    return numbered(script, [*script.utterances[:-1], before, *said[:-1], end])


def _together(generated: Sequence[Question], found: Sequence[Question]) -> tuple[Question, ...]:
    """Both in the order of the article; what has the same answer is asked once."""
    answers = {question.answer for question in generated}
    rest = [question for question in found if question.answer not in answers]
    return tuple(sorted((*generated, *rest), key=lambda question: question.utterance))


def _with(script: Script, **found: Any) -> Script:
    """`script` with these fields of its `Study`."""
    return replace(script, study=replace(script.study, **found))
