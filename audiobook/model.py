"""The nouns that cross from room to room: frozen values, typed, standard library only.

    file ──source──▶ Document ──narration──▶ Script ──speech──▶ Clip ──audio──▶ Track ──publish──▶ Index

Every value says where it came from: a paragraph knows its source lines, an utterance its place in the article,
a cue its utterance. Times are whole milliseconds, lines count from 1, articles and utterances too.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

Lines = tuple[int, int]
"""First and last line in the source, both included, counted from 1."""

ParagraphKind = Literal["body", "quote", "verse", "list", "table", "code", "formula", "caption", "note"]
"""What kind of content a paragraph is. Of a table each row is a paragraph, its cells parted by tabs; a formula is
written in one line ((a+b)/2, x², √(x)); a note begins with its mark ([1] …)."""

TrackKind = Literal["article", "review", "sitting"]

Role = Literal[
    "announcement",
    "title",
    "byline",
    "heading",
    "body",
    "quote",
    "note",
    "recap",
    "question",
    "answer",
    "host",
    "guest",
]
"""Host and guest are the two of a dialogue."""


# ---------------------------------------------------------------------------------------------- source


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader of the report should see: what was dropped, joined, mended or looks wrong."""

    kind: str
    """A short stable word: "torn", "doubled", "fragment", "dropped", "overlap", "byline", …"""
    lines: Lines | None
    message: str
    """One sentence; dropped text stands in it."""
    text: str = ""
    """What is set aside by it: letters of the file that are not in the articles, whole."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as the author meant it: page breaks mended, white space evened."""

    text: str
    lines: Lines | None = None
    kind: ParagraphKind = "body"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; text before the first heading has `heading` None."""

    heading: str | None
    paragraphs: tuple[Paragraph, ...]
    level: int = 1
    """1 for the article's own sections, 2 for what is inside one, …"""
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One piece with its own title: a chapter of the course."""

    number: int
    """Its place in the publication, from 1."""
    title: str
    sections: tuple[Section, ...]
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    note: str | None = None
    """A remark about the article itself (※这是……的讲话。)."""
    source: str | None = None
    """Where it first appeared and who the authors are (（作者系……；来源：……）)."""
    column: str | None = None
    """The column or kicker it stood under in a newspaper."""
    date: str | None = None
    """The day or the moment it appeared, ISO 8601, of an entry of a feed."""
    emphasised: tuple[str, ...] = ()
    """Words its author set apart in the text by bold or italic type, as written, each once."""
    language: str = "zh"
    lines: Lines | None = None
    confidence: float = 1.0
    """How sure it is that an article of this title begins here, 0 to 1."""

    @property
    def name(self) -> str:
        """What it is called in lists and files: its title, or the first words of its text if it has none.

        >>> Article(1, "", (Section(None, (Paragraph("天冷了，河面结了冰。"),)),)).name
        '天冷了'
        """
        text = next((p.text for section in self.sections for p in section.paragraphs), "")
        clause = re.split(r"[，。；：？！,.;:?!\n]", text, maxsplit=1)[0]
        words = clause.split()
        return self.title or (" ".join(words[:8]) if len(words) > 3 else clause[:16]).strip() or str(self.number)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a publication may fall into articles."""

    scheme: str
    """As `[source] articles` takes it: "one article", "headings of level 2"."""
    articles: int
    titles: tuple[str, ...]
    """The first few."""
    margin: float
    """How much less speaks for it than for the best; 0 is the best."""


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """Why a line of a publication was taken for what it is."""

    place: int
    lines: Lines | None
    text: str
    label: str
    score: float
    """How much more speaks for the label than for the next one, by the line alone."""
    second: str
    """The next one."""
    features: tuple[str, ...]
    """feature=weight for the label, what decides most first."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the letters and figures of a file are: letters = read + set_aside + lost."""

    letters: int
    read: int
    set_aside: int
    """Not read, each with a finding that says why."""
    lost: int
    """Neither read nor set aside: a fault of ours, named by findings of the kind "lost"."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A run of text on a printed page and where it stands: parts of the page's width and height, from the upper left
    corner of the page as it is seen."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of a PDF or a scan, and what is printed on it, in no order that counts."""

    number: int
    """In its file, from 1."""
    lines: tuple[PrintedLine, ...]
    file: str = ""
    """Its name, where the publication is a folder."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole publication."""

    title: str
    articles: tuple[Article, ...]
    findings: tuple[Finding, ...] = ()
    issue: str | None = None
    """第 2 期 (总第 285 期), as printed."""
    date: str | None = None
    """ISO 8601, as exact as the source says: 2025-02-27, 2025-02 or 2025."""
    publisher: str | None = None
    language: str = "zh"
    imprint: tuple[str, ...] = ()
    """Lines of the masthead, distribution list and imprint: kept, not read."""
    feed: str | None = None
    """Of a book that grows: what it grows from, the address of a feed or the name of its file."""
    entries: tuple[str, ...] = ()
    """Identifiers of the entries of that feed that are in the book, or were once."""
    ledger: Ledger | None = None
    alternatives: tuple[Alternative, ...] = ()
    """How else it may fall into articles, the way taken first."""
    explained: tuple[ExplainedLine, ...] = ()
    """Lines whose labels somebody asked about."""
    printed: tuple[PrintedPage, ...] = field(default=(), compare=False, repr=False)
    """The pages it was read from, where it has such; what they say does not depend on them."""


# ------------------------------------------------------------------------------------------- narration


@dataclass(frozen=True, slots=True)
class Term:
    """A key term of an article, and the sentence that defines or best shows it."""

    text: str
    score: float
    """1.0 is the strongest of its article."""
    count: int
    """How often it is said."""
    sentence: str
    """As written, word for word."""
    paragraph: int
    """Of that sentence; counts like `Utterance.paragraph`."""
    utterance: int
    """`Utterance.number` in the article's script where that sentence begins."""
    utterances: tuple[int, ...] = ()
    """Every utterance of the article that says it, in order."""
    defined: bool = False
    """The sentence says what it is, rather than only using it."""
    article: int = 0
    """The article its sentence stands in; 0 where not told."""
    articles: tuple[int, ...] = ()
    """Of a term of the whole book: every article it is a key term of."""


TutorKind = Literal["why", "how", "compare", "apply"]
"""What a question asks for that a language model wrote."""

QuestionKind = Literal["term", "figure", "name", "definition", "relation", "cause", "contrast", "list", TutorKind]
"""What a question asks for: a key term or figure in its place, the term for a definition, what a term means, what
something is or comes of, why, what rather, or every point of a list."""


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence of an article, or a clause of it, with one phrase left out."""

    id: str
    """Stable while the sentence and the answer are: what a flash card is known by."""
    article: int
    kind: QuestionKind
    prompt: str
    """The sentence as written, or the clause that holds, with `BLANK` where the answer was."""
    asked: str
    """The same as a teacher would ask it aloud: …的核心要素是什么？"""
    answer: str
    sentence: str
    """As written, word for word."""
    paragraph: int
    utterance: int
    """`Utterance.number` in the article's script where the sentence begins."""
    utterances: tuple[int, ...] = ()
    """All utterances the sentence is spoken in."""
    said: str = "什么"
    """What is said in the gap."""
    generated_by: str = ""
    """The language model that worded it; the answer is the author's."""


BLANK = "＿＿＿"
"""What stands in `Question.prompt` for what was left out."""


@dataclass(frozen=True, slots=True)
class DialogueLine:
    """What one of the two says in a dialogue on an article, which a language model wrote."""

    speaker: Literal["host", "guest"]
    text: str
    utterances: tuple[int, ...] = ()
    """`Utterance.number` in the article's script of the sentences that prove it."""


@dataclass(frozen=True, slots=True)
class Study:
    """What is added to an article, review or sitting for learning."""

    terms: tuple[Term, ...] = ()
    """Strongest first."""
    questions: tuple[Question, ...] = ()
    """Of an article: all that were found, in order; of a review: those it asks, with the article's utterance
    numbers; of a sitting: those it says, with its own numbers (as `terms` have)."""
    recap: tuple[str, ...] = ()
    """Sentences that carry the article, as written, in order."""
    summary: tuple[str, ...] = ()
    """Sentences that a language model wrote and is heard in place of the recap."""
    dialogue: tuple[DialogueLine, ...] = ()
    """What two voices say of the article at its end; a language model wrote it."""
    generated_by: str = ""
    """The language model that wrote the summary and the dialogue."""
    articles: tuple[int, ...] = ()
    """Of a review or sitting: the articles in it."""
    follows: int = 0
    """Of a review or sitting: the article it comes after in the feed; 0 for articles, which stand at their number."""
    day: str = ""
    """In a course: the day it is for, 2026-12-01."""


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """Something to say that no article has: an announcement, a question."""

    role: Role
    written: str
    blank: str = ""
    """What is said where `written` has `BLANK`; a question ends as one."""
    section: int = 0
    answer_ms: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of spoken text and how it is read."""

    text: str
    readings: tuple[str, ...] = ()
    """Pinyin with tone numbers after sandhi ("zhong4"), one per Chinese character; 5 is the neutral tone, ü is v.
    Empty for Latin words, punctuation and white space."""


class WrittenWord(NamedTuple):
    """A word of `Utterance.written` as a reader sees it, a figure whole, and the stretch of `Utterance.spoken` that
    says it; places are characters before it."""

    start: int
    stop: int
    spoken_start: int
    spoken_stop: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """One breath: a sentence, or a clause of a long one; what an engine is asked to speak at once."""

    number: int
    """Its place in the script, from 1."""
    role: Role
    written: str
    """As the author wrote it; shown in transcripts."""
    spoken: str
    """As it is said: figures, units and signs turned into words."""
    pause_ms: int
    """Silence after it."""
    section: int = 0
    """Index into `Script.headings`; 0 is what comes before the first heading."""
    paragraph: int = 0
    """Counts through the article's body from 1; 0 for announcements and headings."""
    words: tuple[Word, ...] = ()
    """Filled only for engines that take readings; "".join(w.text for w in words) == spoken."""
    lines: Lines | None = None
    """Where its paragraph stands in the source."""
    language: str = "zh"
    answer_ms: int = 0
    """For a question: the silence to answer in, included in `pause_ms`."""
    content: ParagraphKind = "body"
    """Of what kind its paragraph is."""
    marks_ms: tuple[int, ...] = ()
    """Silence at each mark within `spoken`, in the order of `language.marks.inside`."""
    breaths: tuple[tuple[int, int], ...] = ()
    """Where in `spoken` a breath is taken without a mark (characters before it), and how long it is (ms)."""
    written_words: tuple[WrittenWord, ...] = ()
    """In order; those that are said."""


@dataclass(frozen=True, slots=True)
class Script:
    """What will be said for one article."""

    book: str
    number: int
    title: str
    utterances: tuple[Utterance, ...]
    authors: tuple[str, ...] = ()
    subtitle: str | None = None
    note: str | None = None
    source: str | None = None
    headings: tuple[str, ...] = ()
    """Chapter marks inside the track: headings[0] is the opening (the title), the rest the section headings."""
    emphasised: tuple[str, ...] = ()
    """As `Article.emphasised`."""
    language: str = "zh"
    kind: TrackKind = "article"
    study: Study = Study()


# ---------------------------------------------------------------------------------------------- speech


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine and how it is set."""

    engine: str
    name: str
    rate: float = 1.0
    """1.0 is the voice's own pace; 1.2 is a fifth faster."""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice as `audiobook voices` lists it."""

    engine: str
    name: str
    language: str
    """BCP 47: zh-CN, en-US."""
    gender: str
    """female, male or neutral."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """All that shapes a clip, and nothing else; its digest is the cache key."""

    engine: str
    engine_version: str
    """Changes when the same request would sound different: model digest, front-end version."""
    voice: str
    rate: float
    payload: str
    """Exactly what is sent: phonemes for an embedded voice, text for a service."""
    syllables: int
    """How many syllables are to be heard; for durations and the proof of completeness."""
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Mark:
    """When a stretch of a request begins and ends within its clip, as the engine says."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class SymbolTimes:
    """How long each symbol of a request lasts in its clip, as the engine says: the first begins at `before_ms`, each
    next one where the one before it ends."""

    symbols: str
    durations_ms: tuple[int, ...]
    """One for each of `symbols`. Small numbers, which Python keeps once: a book has millions of them."""
    before_ms: int = 0

    @property
    def edges_ms(self) -> tuple[int, ...]:
        """Where symbols begin and end: symbol n from edge n to edge n + 1."""
        return tuple(itertools.accumulate(self.durations_ms, initial=self.before_ms))


@dataclass(frozen=True, slots=True)
class Clip:
    """Audio of one utterance in the cache: 16-bit mono PCM in a WAV file."""

    path: Path
    sample_rate: int
    frames: int
    digest: str
    """The cache key of the request it answers."""
    marks: tuple[Mark, ...] = ()
    times: SymbolTimes | None = None

    @property
    def duration_ms(self) -> int:
        """Length, rounded to the millisecond."""
        return round(self.frames * 1000 / self.sample_rate)


# --------------------------------------------------------------------------------------- audio, publish


class TimedWord(NamedTuple):
    """A word as it is written, and when it is heard."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Cue:
    """When an utterance is heard, and what was written."""

    start_ms: int
    end_ms: int
    written: str
    role: Role
    section: int
    utterance: int
    """`Utterance.number`."""
    spoken: str = ""
    paragraph: int = 0
    words: tuple[TimedWord, ...] = ()
    """In order, those whose times the voice tells: each stands in `written` where its text is next found behind the one
    before it."""

    def word_places(self) -> list[tuple[int, int]]:
        """Of each of `words`: its first character in `written`, and one past its last.

        Raises `ValueError` if it has none there.
        """
        places = [(0, 0)]
        for word in self.words:
            start = self.written.find(word.text, places[-1][1])
            if start < 0:
                raise ValueError(f"cue {self.utterance}: {word.text!r} is no word of it")
            places.append((start, start + len(word.text)))
        return places[1:]


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A place inside a track one can jump to; starts are whole seconds (AntennaPod truncates others)."""

    start_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Track:
    """One finished chapter."""

    number: int
    title: str
    path: Path
    """The MP3."""
    duration_ms: int
    size_bytes: int
    loudness_lufs: float
    true_peak_dbtp: float
    sample_rate: int
    bitrate_kbps: int
    cues: tuple[Cue, ...]
    marks: tuple[ChapterMark, ...]
    authors: tuple[str, ...] = ()
    subtitle: str | None = None
    note: str | None = None
    source: str | None = None
    sentences: int = 0
    """How many utterances the script has; all of them are in `cues`."""
    digest: str = ""
    """Of everything the MP3 was made from; equal digests mean the file need not be made again."""
    guid: str = ""
    """Minted once, kept for ever."""
    published: str = ""
    """RFC 3339, minted once."""
    stood_in: dict[str, str] = field(default_factory=dict)
    """Utterance number -> the engine that spoke it instead, and why the book's engine could not."""
    kind: TrackKind = "article"
    files: dict[str, str] = field(default_factory=dict)
    """Companions by kind, as paths relative to the index: {"vtt": …, "chapters": …}."""
    study: Study = Study()
    """As in its `Script`."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A track that a book will have and that is not there yet."""

    number: int
    title: str
    kind: TrackKind = "article"
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """index.json: the record everything published is made from."""

    title: str
    tracks: tuple[Track, ...]
    engine: str
    voice: str
    language: str = "zh"
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    issue: str | None = None
    date: str | None = None
    book_id: str = ""
    """Minted once, kept for ever."""
    source: str = ""
    """Name of the file it was built from, without its folder; of a book that grows, its feed."""
    software: str = ""
    """audiobook 0.1.0"""
    first_built: str | None = None
    """The day of the first build (UTC), recorded only when neither document nor settings gave a usable date."""
    podcast_guid: str = ""
    """`podcast:guid` of the feed, minted when its address is first known, kept when it moves."""
    base_url: str | None = None
    """Where the folder of this index lives on the web, when it does; ends in a slash."""
    files: dict[str, str] = field(default_factory=dict)
    """Companions of the whole book by kind, as paths relative to the index: {"cover": …, "feed": …}."""
    version: int = 2
    rate: float = 1.0
    """As in `Voice`."""
    voices: dict[str, str] = field(default_factory=dict)
    """Voices of single roles, where they are not `voice`."""
    script_digest: str = ""
    """SHA-256 of book.md as the program wrote it: what tells an edit by hand."""
    ledger: Ledger | None = None
    """Of the document it was built from."""
    terms: tuple[Term, ...] = ()
    """Key terms of the whole book, strongest first."""
    coming: tuple[Coming, ...] = ()
    """Tracks that are not there yet, in order; the file of a finished book has no such field."""
