"""What an English article says of terms: where, in which forms, and whether that can be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.model import Script
from audiobook.study.english.definitions import definitions
from audiobook.study.english.introductions import headed, introduced, taken_up
from audiobook.study.english.marked_terms import marked
from audiobook.study.english.phrases import key_of
from audiobook.study.english.standing import stands_alone
from audiobook.study.english.words import lowered
from audiobook.study.whole_sentences import Sentence

OF_LINES = ("label", "law", "equals")
"""Forms of lines that are no sentences."""
MOST_LABELS = 2
"""Sentences that a term stands before with a colon."""


@dataclass(slots=True)
class Told:
    """Where the text says what something is."""

    shown: str
    sentence: Sentence
    forms: set[str]
    asked: bool = False


def tellings(script: Script, sentences: Sequence[Sentence], text: str) -> dict[str, Told]:
    """What the text says of terms: as written, where, in which forms, and whether it can be asked."""
    told: dict[str, Told] = {}
    labels: Counter[str] = Counter()

    def tell(term: str, form: str, sentence: Sentence, *, asked: bool = False) -> None:
        key = key_of(term)
        # a heading and a label have capitals of their own
        written = key if form.startswith(("heading", "label")) and f" {key}" in text else lowered(term, text)
        old = told.get(key)
        if old is None:
            told[key] = Told(written, sentence, {form}, asked)
            return
        better = (asked, stands_alone(sentence)) > (old.asked, stands_alone(old.sentence))
        if better:
            old.shown, old.sentence, old.asked = written, sentence, asked or old.asked
        old.forms.add(form)

    for at, sentence in enumerate(sentences):
        if sentence.prose:
            for one in definitions(sentence.text, text):
                tell(one.term, one.form, sentence, asked=one.kind is not None)
        for form, term in introduced(sentence.text):
            if sentence.prose or form.startswith(OF_LINES):
                tell(term, form, sentence)
                labels[key_of(term)] += form == "label"
        heading = script.headings[sentence.section] if 0 < sentence.section < len(script.headings) else ""
        opens = at == 0 or sentences[at - 1].section != sentence.section
        if heading and opens:
            for form, term in headed(heading, sentence.text):
                tell(term, form, sentence)
        if at and sentence.paragraph == sentences[at - 1].paragraph:
            for form, term in taken_up(sentences[at - 1].text, sentence.text):
                tell(term, form, sentences[at - 1])
    for form, term, sentence in marked(script.emphasised, sentences):
        tell(term, form, sentence)
    # Advantages: stands again and again, and is a field of the page
    return {key: one for key, one in told.items() if labels[key] <= MOST_LABELS}
