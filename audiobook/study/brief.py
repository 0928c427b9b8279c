"""A brief: one episode of at most three minutes on a whole issue, what is in it and what each article claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from audiobook.language.numerals import cardinal, counting
from audiobook.model import Script, ScriptLine, Study, Utterance
from audiobook.study.claims import claims
from audiobook.study.english import claims as english_claims
from audiobook.study.english import shortening as english_shortening
from audiobook.study.opening import duration_ms
from audiobook.study.prose import LETTERS
from audiobook.study.shortening import shortened
from audiobook.study.voice import Speakers, numbered
from audiobook.study.whole_sentences import Sentence, section_titles, sentences

LONGEST_MS = 165_000
"""Of three minutes, as far as length can be told before anything is spoken."""
LONGEST_CLAIM = 90
"""Chinese characters of the sentence an article is told by."""
FEWEST = 2
"""Articles of an issue that has a brief."""


def brief(scripts: Sequence[Script], speakers: Speakers, *, number: int, rate: float = 1.0) -> Script | None:
    """The brief of the studied articles `scripts`; None for a single article.

    Every title is told; where three minutes are not enough, the longest claims are left out.
    """
    if len(scripts) < FEWEST:
        return None
    first = scripts[0]
    chinese = first.language.startswith("zh")
    title = "本期要览" if chinese else "In brief"
    told = {script.number: claim for script in scripts if (claim := _claim(script)) is not None}
    while True:
        said, headings = _said(scripts, told, speakers, title)
        if duration_ms(said, rate=rate) <= LONGEST_MS or not told:
            break
        del told[max(told, key=lambda at: (len(told[at].text), at))]
    made = Script(
        book=first.book,
        number=number,
        title=title,
        utterances=(),
        headings=tuple(headings),
        language=first.language,
        kind="review",
        study=Study(articles=tuple(script.number for script in scripts), day=first.study.day),
    )
    return numbered(made, said)


def _said(
    scripts: Sequence[Script], told: Mapping[int, Sentence], speakers: Speakers, title: str
) -> tuple[list[Utterance], list[str]]:
    first = scripts[0]
    if first.language.startswith("zh"):
        opening = f"{title}：共{counting(len(scripts))}篇文章。"
    else:
        opening = f"{title}: {len(scripts)} articles."
    said = speakers(first.language).say(ScriptLine("announcement", opening))
    headings = [title]
    for script in scripts:
        headings.append(script.title)
        section, speaker = len(headings) - 1, speakers(script.language)
        chinese = script.language.startswith("zh")
        which = f"第{cardinal(str(script.number))}篇" if chinese else f"Article {script.number}"
        line = f"{which}{'：' if chinese else ': '}{script.title}"
        said += speaker.say(ScriptLine("heading", line, section=section))
        if (claim := told.get(script.number)) is not None:
            said += speaker.again(claim.utterances, "recap", section)
    return said, headings


def _claim(script: Script) -> Sentence | None:
    """Of the article's recap the sentence that claims most, the later one of equals: that is what it comes to."""
    body = sentences(script)
    english = script.language.startswith("en")
    values = (english_claims.claims if english else claims)(body, section_titles(script))
    longest = LONGEST_CLAIM * LETTERS.get(script.language[:2], 1)
    recap = script.study.recap
    short = english_shortening.shortened if english else shortened
    carrying = [each for each in body if len(each.text) <= longest and {each.text, short(each.text)} & {*recap}]
    return max(carrying, key=lambda each: (round(values[each.place], 3), each.place), default=None)
