"""Addresses on the net, said briefly: the host of a link, the parts of a mail address, DOI and ISBN figures."""

from __future__ import annotations

import re

from audiobook.language.numerals import digits
from audiobook.language.word_lists import alternatives
from audiobook.narration.rules.latin import say
from audiobook.narration.rules.rule import FIGURES, LETTERS, rule

_TLD = rf"(?:{alternatives('narration', 'domains')})"
HOST = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+{_TLD}\b"


def _host(host: str) -> str:
    return "点".join(_label(part) for part in host.removeprefix("www.").split("."))


def _label(label: str) -> str:
    parts = re.findall(r"[A-Za-z]+|\d+", label)
    return " ".join(digits(p) if p.isdigit() else ("C N" if p == "cn" else say(p)) for p in parts)


def _url(found: re.Match[str]) -> str:
    return _host(found["host"])


def _mail(found: re.Match[str]) -> str:
    return f"{'点'.join(_label(part) for part in found['user'].split('.'))} at {_host(found['host'])}"


RULES = (
    rule(
        "mail",
        LETTERS + FIGURES,
        rf"(?<![A-Za-z0-9._-])(?P<user>[A-Za-z0-9][A-Za-z0-9._+-]{{0,60}})@(?P<host>{HOST})",
        _mail,
        example="user@example.com",
    ),
    rule(
        "url",
        LETTERS,
        r"(?<![A-Za-z0-9])(?:https?|ftp)://(?P<host>[A-Za-z0-9.-]*[A-Za-z0-9])(?::\d+)?(?:/[!-~]*[A-Za-z0-9/=_-])?/?",
        _url,
        example="https://www.example.com/a/b?c=1",
    ),
    rule(
        "url",
        LETTERS + FIGURES,
        rf"(?<![A-Za-z0-9@.])(?P<host>{HOST})(?:/[!-~]*[A-Za-z0-9/=_-])?/?(?![A-Za-z0-9])",
        _url,
        example="www.example.com",
    ),
    rule(
        "isbn",
        FIGURES,
        r"(?:(?<=ISBN)|(?<=ISBN:)|(?<=ISBN：)|(?<=ISBN )|(?<=ISBN: )|(?<=ISSN)|(?<=ISSN：)|(?<=ISSN )|(?<=CN ))"
        r"\s*\d[\d-]{5,}[\dXx](?:/[A-Z])?",
        lambda m: digits(m[0]) + (" X" if m[0][-1] in "Xx" else ""),
        example="ISBN 978-7-01-012345-6",
    ),
    rule(
        "doi",
        FIGURES,
        r"(?P<n>10\.\d{4,9})/[!-~]+",
        lambda m: "点".join(digits(part) for part in m["n"].split(".")),
        example="DOI: 10.1000/xyz123",
    ),
)
