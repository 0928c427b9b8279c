"""What a chapter of the EPUB is made from, and what its page has to do with the audio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from audiobook.model import ParagraphKind, Track


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note of an article."""

    place: int
    """Its first paragraph's place in the article, from 1, as cues count."""
    text: str
    """As written, with its mark; a line for each paragraph."""
    mark: str = ""
    """[1] or ①, as it stands in the text too; "" where the note has none."""
    at: int = 0
    """Place of the paragraph that has the mark; 0 where none has."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A track, and what its cues do not say of its text."""

    track: Track
    language: str
    kinds: Mapping[str, ParagraphKind] = field(default_factory=dict)
    """Of what kind a paragraph is, by its text; body where it is not named."""
    levels: Mapping[int, int] = field(default_factory=dict)
    """Section -> how deep it lies, 1 for what stands right under the title; 1 where it is not named."""
    notes: tuple[Footnote, ...] = ()


@dataclass(frozen=True, slots=True)
class Lit:
    """What is lit for a stretch of the audio, which is never empty."""

    id: str
    """Of an element of the page: a word where its times are known, else the sentence."""
    sentence: str
    """Of the element of its sentence."""
    begin_ms: int
    end_ms: int
    section: int
    semantics: str = ""
    """Its `epub:type`, by which it can be skipped."""


@dataclass(frozen=True, slots=True)
class Page:
    """The XHTML of a chapter."""

    xhtml: bytes
    lit: tuple[Lit, ...]
    """In the order of the page and of the audio."""
    sections: tuple[tuple[int, str], ...]
    """Section and title of what the page is parted into, in order; each has the id `section_id`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter and the names of its files, seen from the package."""

    number: str
    """Of as many digits as sort."""
    chapter: Chapter
    page: Page

    @property
    def text(self) -> str:
        """Its page."""
        return f"text/{self.number}.xhtml"

    @property
    def smil(self) -> str:
        """Its overlay."""
        return f"text/{self.number}.smil"

    @property
    def audio(self) -> str:
        """Its MP3."""
        return f"audio/{self.number}.mp3"

    @property
    def duration_ms(self) -> int:
        """What its overlay plays in all."""
        return sum(lit.end_ms - lit.begin_ms for lit in self.page.lit)


def section_id(section: int) -> str:
    """The id of a section's element."""
    return f"section{section}"
