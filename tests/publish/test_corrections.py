"""A misread word corrected in the player reaches the lexicon of the book, from our own page and from nobody else."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from audiobook.errors import TextError
from audiobook.narration.lexicon_file import add, read
from audiobook.publish.server.gate import HEADER, page_key
from audiobook.publish.server.run import Running
from tests.publish.browsing import book, opened, ready
from tests.publish.conftest import ask, published, serving
from tests.waiting import GUARD_S

TOKEN = "a-path-that-nobody-guesses"
PLACE = f"/{TOKEN}/{quote('河流')}/corrections.json"
KEY = {HEADER: page_key(TOKEN)}
WORD = {"written": "轴承", "spoken": "zhou2 cheng2"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with one book."""
    published(tmp_path / "河流", "水车")
    return tmp_path


@pytest.fixture
def web(output: Path) -> Iterator[Running]:
    """The folder, served behind a path; corrections are taken into the book's lexicon."""
    with serving(output, token=TOKEN, keep=lambda folder, *word: add(folder / "lexicon.tsv", *word)) as found:
        yield found


def post(web: Running, path: str, body: bytes, **headers: str) -> tuple[int, dict[str, Any]]:
    """Status and JSON of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=GUARD_S)
    connection.request("POST", path, body, {"Content-Type": "application/json", **headers})
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response.status, json.loads(data) if data[:1] == b"{" else {}


def lexicon(output: Path) -> list[tuple[str, str]]:
    """What the book's lexicon says."""
    path = output / "河流" / "lexicon.tsv"
    return [(entry.written, entry.value) for entry in read(path)] if path.exists() else []


def tree(folder: Path) -> dict[Path, bytes]:
    """Every file below."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_from_the_sheet_to_the_lexicon(browser: Any, web: Running, output: Path) -> None:
    """What the listener has changed is in the lexicon of the book they hear; the sheet closes and says what follows."""
    with opened(browser, book(web)) as page:
        ready(page)
        page.evaluate("audio.currentTime = 2.2")
        page.wait_for_selector(".s[data-at='2'][aria-current=true]")
        page.keyboard.press("m")
        page.wait_for_selector("#to-computer", state="visible")
        assert page.is_disabled("#to-computer")
        page.fill("#written", WORD["written"])
        page.fill("#read-as", WORD["spoken"])
        page.click("#to-computer")
        page.wait_for_selector("#correct", state="hidden")
        assert page.text_content("#status").startswith("电脑已记下")
    assert lexicon(output) == [("轴承", "zhou2 cheng2")]


def test_what_the_lexicon_refuses_is_said(browser: Any, output: Path) -> None:
    """The sheet stays open with the reason; nothing of the folder's place is told."""

    def refuse(folder: Path, *_: str) -> None:
        raise TextError(f"{folder / 'lexicon.tsv'}: no such reading")

    context = browser.new_context(locale="zh-CN", bypass_csp=True)
    with serving(output, token=TOKEN, keep=refuse) as web:
        page = context.new_page()
        page.goto(book(web))
        ready(page)
        page.keyboard.press("m")
        page.fill("#read-as", "甲")
        page.click("#to-computer")
        page.wait_for_function("document.getElementById('status').textContent.startsWith('电脑没有收')")
        assert page.text_content("#status") == "电脑没有收：河流/lexicon.tsv: no such reading"
        assert page.is_visible("#correct")
        context.close()


def test_not_offered_where_nobody_takes_it(browser: Any, output: Path) -> None:
    """Without `--corrections` the sheet has what it had: copy, and share where the device can."""
    with serving(output, token=TOKEN) as web, opened(browser, book(web)) as page:
        assert post(web, PLACE, json.dumps(WORD).encode(), **KEY)[0] == 405
        ready(page)
        with page.expect_response("**/corrections.json") as answer:
            page.keyboard.press("m")
        assert answer.value.json() == {"key": ""}
        assert not page.is_visible("#to-computer")
        assert page.is_visible("#copy")


def test_a_page_elsewhere_changes_nothing(web: Running, output: Path) -> None:
    """Without our key, from another site, by another name, as a form, beside no book: refused, and no file is other."""
    before, word = tree(output), json.dumps(WORD).encode()
    tried: list[tuple[int, str, bytes, dict[str, str]]] = [
        (403, PLACE, word, {}),
        (403, PLACE, word, {HEADER: "0" * 32}),
        (403, PLACE, word, {HEADER: TOKEN}),
        (403, PLACE, word, {**KEY, "Origin": "http://evil.example"}),
        (403, PLACE, word, {**KEY, "Origin": "null"}),
        (403, PLACE, word, {**KEY, "Sec-Fetch-Site": "cross-site"}),
        (403, PLACE, word, {**KEY, "Sec-Fetch-Site": "same-site"}),
        (421, PLACE, word, {**KEY, "Host": "evil.example"}),
        (415, PLACE, word, {**KEY, "Content-Type": "text/plain"}),
        (404, PLACE.replace(TOKEN, "guess"), word, KEY),
        (404, f"/{TOKEN}/corrections.json", word, KEY),
        (404, f"/{TOKEN}/{quote('别的书')}/corrections.json", word, KEY),
        (404, f"/{TOKEN}/{quote('河流')}/x/corrections.json", word, KEY),
        (404, f"/{TOKEN}/{quote('河流')}/%2e%2e/corrections.json", word, KEY),
        (404, f"/{TOKEN}/{quote('河流')}/index.json", word, KEY),
        (413, PLACE, b'"' + b"a" * 20_000 + b'"', KEY),
        (400, PLACE, b"[]", KEY),
        (400, PLACE, b"{}", KEY),
        (400, PLACE, json.dumps({**WORD, "spoken": 5}).encode(), KEY),
        (400, PLACE, json.dumps({**WORD, "spoken": "  "}).encode(), KEY),
        (400, PLACE, json.dumps({**WORD, "written": "字" * 501}).encode(), KEY),
        (400, PLACE, json.dumps({**WORD, "written": "轴\n承"}).encode(), KEY),
        (400, PLACE, json.dumps({**WORD, "spoken": "\x1b[2J"}).encode(), KEY),
        (400, PLACE, json.dumps({**WORD, "spoken": "zhou2\tcheng2"}).encode(), KEY),
    ]
    for status, path, body, headers in tried:
        assert post(web, path, body, **headers)[0] == status, (path, body[:40], headers)
    assert tree(output) == before
    assert post(web, PLACE, json.dumps(WORD).encode(), **KEY)[0] == 200


def test_the_key_is_for_our_own_page(web: Running) -> None:
    """The rest behind the path may be read by pages elsewhere that know it; what lets a page write may not."""
    status, headers, body = ask(web, PLACE)
    assert (status, json.loads(body)) == (200, {"key": page_key(TOKEN)})
    assert "access-control-allow-origin" not in headers
    assert "access-control-allow-origin" in ask(web, f"/{TOKEN}/feed.xml")[1]


def test_from_the_command_to_the_next_build(tmp_path: Path) -> None:
    """`serve --corrections` lies behind a path also for this machine, prints what it took, and the next build reads
    the word so."""
    (tmp_path / "river.md").write_text("# 河流\n\n## 水车\n\n换下来的轴承还能再用二十年。\n", "utf-8")
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data"), "PYTHONIOENCODING": "utf-8"}
    audiobook = [sys.executable, "-m", "audiobook"]

    def build() -> str:
        command = [*audiobook, "build", "river.md", "--engine", "silence", "-q", "-o", "out"]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True)
        tracks = json.loads((folder() / "index.json").read_text("utf-8"))["tracks"]
        return " ".join(cue["spoken"] for track in tracks for cue in track["cues"])

    def folder() -> Path:
        return next((tmp_path / "out").glob("*/index.json")).parent

    assert "周乘" not in build()
    command = [*audiobook, "serve", "out", "--port", "0", "--corrections"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = urlsplit(process.stdout.readline().decode().strip())
        place = f"{url.path}{quote(folder().name)}/corrections.json"
        connection = http.client.HTTPConnection("127.0.0.1", url.port or 0, timeout=GUARD_S)
        connection.request("GET", place)
        key = json.loads(connection.getresponse().read())["key"]
        body = json.dumps({"written": "轴承", "spoken": "周乘"})
        connection.request("POST", place, body.encode(), {"Content-Type": "application/json", HEADER: key})
        assert connection.getresponse().read() == b"{}"
        connection.close()
        assert "轴承 → 周乘" in process.stderr.readline().decode()
        process.send_signal(2)
        process.communicate(timeout=GUARD_S)
    assert len(url.path) > 22
    assert "周乘" in build()
