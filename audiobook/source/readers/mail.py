"""A letter by e-mail, as programs keep one (.eml): its subject and sender, and the text of its parts.

Of a text and the same as a page the fuller is read. What is quoted from earlier letters, signatures and attachments
are set aside.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource
from audiobook.model import Finding
from audiobook.source.blocks import Block, Extract, left_over, not_read
from audiobook.source.bylines import is_name
from audiobook.source.line_features import comparable
from audiobook.source.readers import html, quotations, text_heads
from audiobook.source.readers import text as plain

FIELDS = ("From", "To", "Cc", "Subject", "Date")
"""What is shown of a letter's head; the rest is for machines."""
_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.M)
_FULLER = 0.6
"""So much of the page's text the plain text has where it is read instead of the page."""


def is_mail(head: bytes) -> bool:
    """Whether a file that begins so is a letter with parts, whatever its name."""
    fields = _HEAD.match(head)
    if fields is None:
        return False
    names = {line.partition(b":")[0].lower() for line in fields[0].split(b"\n") if line[:1].isalpha()}
    return {b"mime-version", b"from"} <= names and b"content-type" in names


def read(path: Path, _: SourceSettings) -> Extract:
    """The text of a letter. Raises `UnreadableSource`, `EmptySource`."""
    message = parsed(path.read_bytes(), path)
    if not any(field(message, name) for name in FIELDS):
        raise UnreadableSource(f"{path}: not a letter by e-mail inside, whatever its name says; save it again")
    blocks: list[Block] = []
    findings: list[Finding] = []
    made: list[str] = []
    marked = False
    for part, chosen in parts(message):
        if chosen is None:
            findings.append(not_read("attachment", f"{part.get_filename() or '—'} ({part.get_content_type()})"))
        elif not chosen:
            findings.append(not_read("the same in another form", _words(part)))
        else:
            found = _page(part, path) if part.get_content_subtype() == "html" else _text(part)
            blocks += [replace(block, lines=None) for block in found.blocks]
            findings += [replace(finding, lines=None) for finding in found.findings]
            made += found.made
            marked = marked or any(block.level for block in found.blocks)
    if not blocks:
        raise EmptySource(f"{path}: the letter has no text in it")
    lead, rest = _lead(message)
    if lead and any(block.level and comparable(block.text) == comparable(lead[0].text) for block in blocks[:3]):
        findings.append(not_read("the subject, which is the title", lead[0].text))
        lead = []
    elif lead:
        blocks = [replace(block, level=min(6, block.level + 1)) if block.level else block for block in blocks]
    findings.append(not_read("fields of the letter", rest))
    return Extract(
        (*lead, *blocks),
        tuple(findings),
        date=_date(message),
        shape="levels" if marked else "article" if lead else "flat",
        made=tuple(made),
    )


def parsed(data: bytes, path: Path) -> EmailMessage:
    """The letter in `data`. Raises `UnreadableSource` for parts in parts without an end."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except RecursionError as error:
        raise UnreadableSource(f"{path}: its parts lie too deep in one another; save the letter again") from error
    assert isinstance(message, EmailMessage)
    return message


def field(message: EmailMessage, name: str) -> str:
    """A field of the head, decoded; as it is written where it is damaged."""
    try:
        return str(message[name] or "")
    except (AttributeError, IndexError, LookupError, TypeError, ValueError):  # what the parser of fields may raise
        written = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return str(written)


def parts(message: EmailMessage) -> Iterator[tuple[EmailMessage, bool | None]]:
    """Each part that holds something, and whether it is read: None for an attachment, False for what another part says
    better."""
    if message.get_content_type() == "multipart/alternative":
        texts = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
        sizes = {id(part): sum(map(str.isalnum, said(part))) for part in texts}
        pages = [part for part in texts if not _is_plain(part)]
        words = [part for part in texts if _is_plain(part)]
        fuller = max(pages, key=lambda part: sizes[id(part)], default=None)
        one = words[0] if words else None
        best = fuller if one is None or (fuller and sizes[id(one)] < _FULLER * sizes[id(fuller)]) else one
        for form in texts:
            for inner, chosen in parts(form):
                yield inner, chosen and form is best if chosen is not None else None
    elif message.is_multipart():
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from parts(part)
    elif message.get_content_maintype() == "text" and message.get_content_disposition() != "attachment":
        yield message, True
    else:
        yield message, None


def _is_plain(part: EmailMessage) -> bool:
    return part.get_content_type() == "text/plain"


def content(part: EmailMessage) -> str:
    """The text of a part, as it is written: mark-up and all."""
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "gb18030"):
        try:
            return raw.decode(charset).replace("\r\n", "\n").replace("\r", "\n")
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("utf-8", "replace")


def said(part: EmailMessage) -> str:
    """The words in a part, by a rule that knows nothing of structure."""
    from audiobook.source.ledger import page

    if part.is_multipart():
        return "\n".join(said(one) for one in part.iter_parts() if isinstance(one, EmailMessage))
    written = content(part) if part.get_content_maintype() == "text" else ""
    return "\n".join(text for text, _ in page.texts(written)) if part.get_content_subtype() == "html" else written


def _words(part: EmailMessage) -> str:
    return " ".join(said(part).split())


def _text(part: EmailMessage) -> Extract:
    written = content(part)
    if part.get_param("format") == "flowed":
        written = re.sub(r"(?<=\S) \n(?![>\s])", " ", written)
    own, findings = quotations.without(written)
    found = plain.from_text(own)
    return replace(found, findings=(*found.findings, *findings))


def _page(part: EmailMessage, path: Path) -> Extract:
    tree, findings = quotations.without_in_page(content(part))
    try:
        found = html.from_bytes(tree, path)
    except EmptySource:
        return Extract((), tuple(findings))
    return replace(found, findings=(*found.findings, *findings))


def _lead(message: EmailMessage) -> tuple[list[Block], str]:
    """Title and author by the fields, and what else these say."""
    fields = {name: field(message, name) for name in FIELDS}
    title = text_heads.subject(fields["Subject"])
    sender = text_heads.sender(fields["From"])
    lead = [Block(title, level=1, label="title")] if title else []
    lead += [Block(sender, label="byline")] if title and is_name(sender) else []
    rest = left_over("\n".join(fields.values()), "\n".join(block.text for block in lead))
    return lead, rest


def _date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(field(message, "Date")).date().isoformat()
    except (TypeError, ValueError):
        return None
