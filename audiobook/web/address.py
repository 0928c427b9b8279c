"""Addresses of the web: what is one, and what of it is sent where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from audiobook.errors import ConfigError

_ADDRESS = re.compile(r"https?:/{1,2}(?=[^/\s])", re.I)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,252}[a-z0-9_])?\.?")
_PORTS = {"http": 80, "https": 443}
_LONGEST = 4000
_SAFE = "!$&'()*+,;=:@/?%~[]|"
"""What stays as it is in a path or query; all else is percent-encoded, as browsers do."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is on the web, as it is asked for."""

    scheme: str
    host: str
    """In ASCII and small letters; without brackets for IPv6."""
    port: int
    target: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """Scheme, host and port: what shares a robots.txt."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def named_host(self) -> str:
        """What the server is called by: the host, with the port where it is not the usual one."""
        return self.origin.partition("://")[2]

    def __str__(self) -> str:
        return self.origin + self.target


def is_address(text: str) -> bool:
    """Whether somebody who writes `text` means a place on the web; with one slash it has been a path for a while.

    >>> is_address("https://example.org/a"), is_address("HTTP://x"), is_address("http.txt"), is_address("ftp://x/")
    (True, True, False, False)
    """
    return _ADDRESS.match(text) is not None


def parse(text: str) -> Address:
    """The address that `text` is. Raises `ConfigError` naming it and what is wrong.

    >>> str(parse("HTTPS://Bücher.example:443/第一章.html?a=1 2#top"))
    'https://xn--bcher-kva.example/%E7%AC%AC%E4%B8%80%E7%AB%A0.html?a=1%202'
    """
    if not (found := _ADDRESS.match(text)):
        raise ConfigError(f"{text[:200]}: not an address that can be fetched; they begin with https:// or http://")
    shown = text if len(text) <= 200 else f"{text[:200]}…"
    if len(text) > _LONGEST or re.search(r"[\x00-\x1f\x7f]", text):
        raise ConfigError(f"{shown}: no address is written so; copy it again from the browser")
    try:
        parts = urlsplit(f"{text[: text.index(':')].lower()}://{text[found.end() :]}")
        port = parts.port or _PORTS[parts.scheme]
        host = (parts.hostname or "").lower()
        if ":" not in host and not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise ConfigError(f"{shown}: no address is written so ({error}); copy it again from the browser") from error
    if parts.username is not None or parts.password is not None:
        raise ConfigError(
            f"{parts.scheme}://***@{host}: names and passwords are not sent; save the page and give the file"
        )
    if not (re.fullmatch(r"[0-9a-f:.]+", host) if ":" in host else _HOST.fullmatch(host)):
        raise ConfigError(f"{shown}: “{host}” is no name of a host; copy the address again from the browser")
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Address(parts.scheme, host, port, target)


def joined(base: Address, reference: str) -> Address:
    """What `reference`, found at `base`, leads to. Raises `ConfigError` where that is no place on the web.

    >>> str(joined(parse("https://example.org/a/b?c=d"), "../e#f"))
    'https://example.org/e'
    """
    try:
        return parse(urljoin(str(base), reference.strip()))
    except ValueError as error:
        raise ConfigError(f"{reference[:200]}: no address is written so ({error})") from error
