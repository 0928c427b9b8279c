"""Pages and feeds of the web on the workbench: handed to what `build` makes of them, with all that guards it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from audiobook.config_file import load
from tests.studio.conftest import TOKEN, Open, opened
from tests.web.conftest import Site, reader, site

__all__ = ["reader", "site"]


def test_a_page_is_read_corrected_and_built(reader: Path, site: Site) -> None:
    """The article that is at an address, as `audiobook build ADDRESS` makes it; corrections are kept here."""
    address = site.put("/bridge.html")
    with opened(load(flags={"speech.engine": "silence", "study.enabled": False})) as studio:
        key = studio.change("address", address=f"  {address}\n")["work"]
        look = studio.look("work", work=key)
        assert [one["title"] for one in look["articles"]] == ["桥上的灯"]
        assert look["commands"]["build"] == f"audiobook build {address}"
        assert site.count("/bridge.html") == 1
        look = studio.change("correct", work=key, version=look["version"], op="text", at=[0], text="老桥的灯")
        assert studio.built(key)["state"] == "done"
        assert studio.look("tracks", work=key)["tracks"][0]["title"] == "老桥的灯"


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "javascript:alert(1)", "/etc/passwd", "ftp://example.org/a", "x" * 3000]
)
def test_what_is_no_address_is_refused(studio: Open, desk: Path, address: str) -> None:
    """No file of this machine is named this way, and nothing is kept of it."""
    assert "error" in studio.change("address", expect=400, address=address)
    assert studio.look("state")["works"] == []


def test_no_machine_in_the_network_is_asked(studio: Open, site: Site) -> None:
    """An address that leads to this machine or its network is not fetched, whoever has put it on the workbench."""
    key = studio.change("address", address=site.put("/secret.html"))["work"]
    status, _, body = studio.raw("GET", f"/{TOKEN}/work?work={quote(key)}")
    assert (status, body.count(b"\n")) == (400, 0)
    assert site.asked == []
    studio.change("remove", work=key)
