"""A page to print and to write on: of each article its recap, its terms and its questions with lines to answer on.

The same as HTML with a print style (answers on a sheet of their own) and as Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from audiobook.model import Index, Question, Study
from audiobook.publish.wording import Phrases, locale, marked, phrases

PAGE, TEXT = "study.html", "study.md"
_STYLE = """
body{font:16px/1.7 "Noto Serif CJK SC",Georgia,serif;max-width:44em;margin:2em auto;padding:0 1em;color:#222}
h1{font-size:1.5em}h2{font-size:1.2em;margin-top:2em;border-bottom:1px solid #999}h3{font-size:1em;margin:1em 0 .3em}
dt{font-weight:bold}dd{margin:0 0 .4em 1em}.line{border-bottom:1px dotted #777;height:1.6em}
@media (prefers-color-scheme:dark){body{background:#1c1c1c;color:#ddd}}
@media print{body{font-size:11pt;margin:0;max-width:none;color:#000;background:#fff}@page{margin:18mm}
h2,h3,dt{break-after:avoid}li,dd{break-inside:avoid}.answers{break-before:page}a{color:inherit;text-decoration:none}}
""".replace("\n", "")


def articles(index: Index) -> Iterator[tuple[str, Study]]:
    """Title and study of each article; of a book in sittings those of the sittings."""
    return (
        (track.title, track.study)
        for track in index.tracks
        if track.kind != "review" and (track.study.terms or track.study.questions or track.study.recap)
    )


def page(index: Index) -> bytes:
    """The HTML: well-formed, by itself, nothing loaded."""
    words = phrases(index.language)
    parts = [f"<h1>{_text(index.title)}</h1>"]
    answers: list[str] = []
    for number, (title, study) in enumerate(articles(index), 1):
        parts.append(f"<h2>{number}. {_text(title)}</h2>")
        if study.recap:
            parts.append(f"<h3>{words.recap}</h3>" + "".join(f"<p>{_text(each)}</p>" for each in study.recap))
        if study.terms:
            rows = "".join(f"<dt>{_text(term.text)}</dt><dd>{_text(term.sentence)}</dd>" for term in study.terms)
            parts.append(f"<h3>{words.terms}</h3><dl>{rows}</dl>")
        if study.questions:
            rows = "".join(f'<li>{_text(_asked(each, words))}<div class="line"></div></li>' for each in study.questions)
            parts.append(f"<h3>{words.questions}</h3><ol>{rows}</ol>")
            told = "".join(f"<li>{_text(each.answer)}</li>" for each in study.questions)
            answers.append(f"<h3>{number}. {_text(title)}</h3><ol>{told}</ol>")
    if answers:
        parts.append(f'<section class="answers"><h2>{words.answers}</h2>{"".join(answers)}</section>')
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(locale(index.language))}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{_text(index.title)}</title>'
        f"<style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    ).encode("utf-8", "replace")


def markdown(index: Index) -> bytes:
    """The same as Markdown."""
    words = phrases(index.language)
    lines = [f"# {_line(index.title)}", ""]
    answers: list[str] = []
    for number, (title, study) in enumerate(articles(index), 1):
        lines += [f"## {number}. {_line(title)}", ""]
        lines += _block(words.recap, [f"- {_line(each)}" for each in study.recap])
        lines += _block(words.terms, [f"- **{_line(term.text)}**: {_line(term.sentence)}" for term in study.terms])
        asked = [f"{place}. {_line(_asked(each, words))}" for place, each in enumerate(study.questions, 1)]
        lines += _block(words.questions, asked)
        told = [f"{place}. {_line(each.answer)}" for place, each in enumerate(study.questions, 1)]
        answers += _block(f"{number}. {_line(title)}", told)
    if answers:
        lines += [f"## {words.answers}", "", *answers]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _asked(question: Question, words: Phrases) -> str:
    return marked(question.asked, question.generated_by, words)


def _block(heading: str, items: Sequence[str]) -> list[str]:
    return [f"### {heading}", "", *items, ""] if items else []


def _text(text: str) -> str:
    return escape(_line(text), quote=False)


def _line(text: str) -> str:
    return " ".join(text.split())
