"""What a book is called and said to be, wherever it stands among others: feed, e-book, listening server."""

from __future__ import annotations

from audiobook.config import PublishSettings
from audiobook.model import Index
from audiobook.publish import notes
from audiobook.publish.wording import phrases


def shelf_title(index: Index) -> str:
    """The title with its issue: numbers of a journal stand side by side on a shelf."""
    return " ".join(notes.plain(f"{index.title} {index.issue or ''}").split())


def description(index: Index, settings: PublishSettings) -> str:
    """What the user says of it, what it is, and that the voice is synthetic."""
    words = phrases(index.language)
    about = words.about.format(title=index.title, issue=index.issue or "", count=len(index.tracks))
    return " ".join(filter(None, (settings.description, about, words.synthetic.format(voice=notes.voice(index)))))
