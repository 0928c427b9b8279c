"""Keys and passwords are taken out of what others say before it gets into a message, a log or index.json."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

_LOGIN = re.compile(r"(?<=://)[^/\s@]+@")


def hide(text: str, names: Iterable[str]) -> str:
    """`text` without the values of the environment variables `names`, and without logins in addresses.

    >>> os.environ["SOME_KEY"] = "sk-12345678"
    >>> hide("bad key sk-12345678 at https://me:pw@example.org/v1", ["SOME_KEY"])
    'bad key *** at https://***@example.org/v1'
    """
    for name in names:
        if value := os.environ.get(name, "").strip():
            text = text.replace(value, "***")
    return _LOGIN.sub("***@", text)
