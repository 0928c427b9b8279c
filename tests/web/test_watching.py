"""`build --watch` asks the web again from time to time."""

from __future__ import annotations

from pathlib import Path

from audiobook.config import Settings, WebSettings
from audiobook.pipeline.watch import changes

ADDRESS = "https://example.org/feed.xml"


def test_what_is_on_the_web_is_asked_for_again(tmp_path: Path) -> None:
    """Every so many minutes, counted from the last time; a file beside it when it is saved."""
    file = tmp_path / "story.txt"
    file.write_text("一", "utf-8")
    now = 0.0
    looks = 0

    def look() -> None:
        nonlocal now, looks
        looks += 1
        now += 20
        if looks == 4:
            file.write_text("一二", "utf-8")

    settings = Settings(web=WebSettings(watch_minutes=2))
    ready = changes([ADDRESS, file], settings, config=tmp_path / "none.toml", look=look, clock=lambda: now)
    assert next(ready) == [ADDRESS, file]
    assert next(ready) == [file]
    assert now == 100
    assert next(ready) == [ADDRESS]
    assert now == 120
    assert next(ready) == [ADDRESS]
    assert now == 240
