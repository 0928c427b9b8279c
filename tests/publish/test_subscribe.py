"""The sheet for those who want to subscribe, in a real browser, and the code it shows."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import segno
from lxml import etree

from audiobook.config import PublishSettings
from audiobook.publish import library, qr
from audiobook.publish.server.run import Running
from tests.publish.conftest import ask, serving
from tests.tools import package, tool

NAME = "reader.local"
"""What the server is called in the network of these tests."""
STABLE = "audiobook-nas.local"
"""Its name that stays."""
BOOK = quote("河流") + "/"
SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
"""Looked at by people; not compared."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium to which the loopback is a computer of the local network."""
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--host-resolver-rules=MAP *.local 127.0.0.1"]
    with package("playwright.sync_api").sync_playwright() as api:
        found = api.chromium.launch(executable_path=tool("chromium"), args=flags)
        yield found
        found.close()


@pytest.fixture(scope="module")
def near(shelf: Path) -> Iterator[Running]:
    """The shelf, served under a name of the local network."""
    with serving(shelf, others=[NAME, STABLE], local_name=STABLE) as found:
        yield found


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A small phone's page. Fails on any error in it."""
    trouble: list[str] = []
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    found = context.new_page()
    found.on("console", lambda one: trouble.append(one.text) if one.type in ("error", "warning") else None)
    found.on("pageerror", lambda error: trouble.append(str(error)))
    yield found
    context.close()
    assert not trouble, trouble


def at(web: Running, path: str, host: str = NAME) -> str:
    """The address of a page of `web` under that name."""
    return f"http://{host}:{web.port}/{path}"


@pytest.mark.parametrize("folder", ["", BOOK])
def test_the_sheet_in_the_local_network(folder: str, page: Any, near: Running) -> None:
    """Address, links that apps open, a code, which apps can reach it and what a move breaks; on book and shelf."""
    page.goto(at(near, folder))
    if folder:
        page.click("#menu")
    page.click("#feed")
    sheet = page.locator("dialog.subscribe")
    assert sheet.is_visible()
    feed = at(near, f"{folder}feed.xml")
    assert sheet.locator("input").first.input_value() == feed
    assert sheet.locator("input").nth(1).input_value() == feed.replace(NAME, STABLE)
    assert ".local" in sheet.inner_text()
    hrefs = [link.get_attribute("href") for link in sheet.locator("a").all()]
    assert hrefs == [feed.replace("http:", f"{scheme}:") for scheme in ("podcast", "pcast", "podcastaddict")]
    image = sheet.locator("img")
    page.wait_for_function("document.querySelector('.qr img').complete")
    assert image.bounding_box()["width"] >= 150
    rows = {
        row.locator("th").inner_text(): row.locator("td").first.inner_text() for row in sheet.locator("tr").all()[1:]
    }
    assert rows["AntennaPod（安卓）"] == "能" and rows["Overcast"] == rows["Pocket Casts"] == "不能"
    assert "地址就变了" in sheet.inner_text()
    assert sheet.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"subscribe-{'book' if folder else 'library'}.png")
    page.keyboard.press("Escape")
    sheet.wait_for(state="detached")


def test_the_code_opens_the_sheet(page: Any, near: Running) -> None:
    """Who follows the code lands on the page with the sheet open."""
    page.goto(at(near, BOOK + qr.PAGE))
    assert page.locator("dialog.subscribe input").first.input_value() == at(near, f"{BOOK}feed.xml")


def test_the_name_that_stays_is_said_once(page: Any, near: Running) -> None:
    """Who has come by it is shown no second address."""
    page.goto(at(near, qr.PAGE, STABLE))
    page.wait_for_function("document.querySelector('.qr img').complete")
    page.wait_for_load_state("networkidle")
    (only,) = page.locator("dialog.subscribe input").all()
    assert only.input_value() == at(near, "feed.xml", STABLE)


def test_the_address_is_copied(page: Any, near: Running) -> None:
    """One press copies it, over plain http too, and says so."""
    page.goto(at(near, qr.PAGE))
    page.click("dialog.subscribe button[type=button]")
    page.wait_for_function("document.querySelector('.subscribe button').textContent === '已复制'")


def test_this_computer_alone(page: Any, near: Running) -> None:
    """An address of the loopback is said to be one, and there is nothing to scan: a phone cannot follow it."""
    page.goto(at(near, qr.PAGE, "127.0.0.1"))
    sheet = page.locator("dialog.subscribe")
    assert "audiobook serve --lan" in sheet.inner_text()
    assert sheet.locator("img, a, table").count() == 0


def test_from_a_folder(page: Any, shelf: Path, tmp_path: Path) -> None:
    """A page without a server has no feed to offer, and says what gives one."""
    shutil.copytree(shelf / "河流", tmp_path / "河流")
    library.write(tmp_path, settings=PublishSettings(), base_url=None)
    page.goto((tmp_path / "index.html").as_uri())
    page.click("#feed")
    sheet = page.locator("dialog.subscribe")
    assert "audiobook serve --lan" in sheet.inner_text()
    assert sheet.locator("input, img, a").count() == 0


@pytest.mark.parametrize("folder", ["", BOOK])
def test_the_code_is_of_the_page_that_was_asked_for(folder: str, web: Running) -> None:
    """An SVG of the address the server was called by: the page, not the feed."""
    status, headers, body = ask(web, f"/{folder}{qr.NAME}")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert etree.fromstring(body).tag.endswith("svg")
    wanted = io.BytesIO()
    address = f"http://127.0.0.1:{web.port}/{folder}index.html#subscribe"
    segno.make(address, error="m").save(wanted, kind="svg", scale=8, border=4, light="#ffffff")
    assert body == wanted.getvalue()


def test_no_code_where_there_is_no_book(web: Running) -> None:
    """Nothing is drawn for folders that are none."""
    assert ask(web, f"/nothing/{qr.NAME}")[0] == 404
