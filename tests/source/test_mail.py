"""Letters by e-mail: subject, sender and text; what they quote, sign with and bring along is set aside."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiobook.errors import SourceError
from audiobook.model import Document
from audiobook.source import read

_TOLD = "撑船的老人天不亮就到了渡口，先看水，再看天，一句话也不说。"
_ENGLISH = "The ferryman came down to the landing before it was light and looked at the water."


def _letter(subject: str = "关于渡口", sender: str = "林晓舟 <lin@example.org>") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, "zhou@example.org", subject
    message["Date"] = "Mon, 03 Apr 2023 09:00:00 +0800"
    return message


def _read(folder: Path, message: EmailMessage, name: str = "letter.eml") -> Document:
    file = folder / name
    file.write_bytes(message.as_bytes())
    document = read(file)
    assert document.ledger is not None
    assert document.ledger.lost == 0
    return document


def _texts(document: Document) -> list[str]:
    return [p.text for a in document.articles for s in a.sections for p in s.paragraphs]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_letter_is_called_by_its_subject_and_signed_by_its_sender(encoding: str, tmp_path: Path) -> None:
    """However its text is sent."""
    message = _letter("Re: [渡口] 关于渡口")
    message.set_content(f"{_TOLD}\n\n{_TOLD}\n", cte=encoding)
    document = _read(tmp_path, message)
    assert [(a.title, a.authors) for a in document.articles] == [("关于渡口", ("林晓舟",))]
    assert (_texts(document), document.date) == ([_TOLD, _TOLD], "2023-04-03")


def test_of_text_and_page_one_is_read(tmp_path: Path) -> None:
    """The text, unless it only says that there is a page; an attachment is named."""
    message = _letter()
    message.set_content(f"{_TOLD}\n")
    message.add_alternative(f"<html><body><p>{_TOLD}</p></body></html>", subtype="html")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="plan.bin")
    document = _read(tmp_path, message)
    assert _texts(document) == [_TOLD]
    assert any("plan.bin" in finding.message for finding in document.findings)
    message = _letter()
    message.set_content("请看网页版。\n")
    message.add_alternative(f"<html><body><h2>渡口</h2><p>{_TOLD}</p><p>{_TOLD}</p></body></html>", subtype="html")
    document = _read(tmp_path, message)
    assert _texts(document) == [_TOLD, _TOLD]
    assert [s.heading for s in document.articles[0].sections] == ["渡口"]


@pytest.mark.parametrize(
    ("own", "quoted"),
    [
        (_TOLD, "在 2023年4月2日，周明远 写道：\n> 渡口什么时候开放？\n> 请告知。\n"),
        (_ENGLISH, "On Sun, Apr 2, 2023 at 9:00 AM Jo Reed wrote:\n> When does it open?\n>> Who asks?\n"),
        (_ENGLISH, "-----Original Message-----\nFrom: Jo Reed\nSubject: Re\n\nWhen does it open?\n"),
        (_TOLD, "-- \n林晓舟\n青石市水利局\n"),
    ],
)
def test_what_a_letter_quotes_and_signs_with_is_set_aside(own: str, quoted: str, tmp_path: Path) -> None:
    """With the line that says who wrote what is quoted."""
    message = _letter()
    message.set_content(f"{own}\n\n{quoted}")
    document = _read(tmp_path, message)
    assert _texts(document) == [own]


def test_what_a_page_quotes_is_set_aside(tmp_path: Path) -> None:
    """As programs of e-mail mark it; a quotation that the writer makes is read."""
    quoted = (
        f'<div class="gmail_quote"><div class="gmail_attr">Jo wrote:</div><blockquote>{_ENGLISH}</blockquote></div>'
    )
    message = _letter()
    page = f"<html><body><p>{_TOLD}</p><blockquote>先看水，再看天。</blockquote>{quoted}</body></html>"
    message.set_content(page, subtype="html")
    assert _texts(_read(tmp_path, message)) == [_TOLD, "先看水，再看天。"]


def test_a_letter_is_known_by_its_head(tmp_path: Path) -> None:
    """Whatever its file is called; a text that speaks of such a head is none."""
    message = _letter()
    message.set_content(f"{_TOLD}\n")
    assert _read(tmp_path, message, "letter.txt").articles[0].title == "关于渡口"
    file = tmp_path / "about.txt"
    file.write_text(f"关于信头\n\nMIME-Version: 1.0 是信头的一行。\n\n{_TOLD}\n", "utf-8")
    assert read(file).articles[0].title == "关于信头"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(noise=st.binary(max_size=300), at=st.integers(0, 400))
def test_a_damaged_letter_is_read_or_refused(noise: bytes, at: int, tmp_path: Path) -> None:
    """No error of another package escapes."""
    message = _letter()
    message.set_content(f"{_TOLD}\n")
    data = message.as_bytes()
    file = tmp_path / "letter.eml"
    file.write_bytes(data[:at] + noise + data[at:])
    try:
        document = read(file)
    except SourceError:
        return
    assert document.ledger is not None
