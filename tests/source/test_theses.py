"""Theses and manuals: what counts its chapters, and sections in them, is told in chapters."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.source import read

CHAPTERS = ("绪论", "渡口的水文", "观测的方法", "结论与展望")
TEXT = "我们在渡口量了三年的水，水位在春天最高，在立冬以后最低，两岸的人按它安排摆渡的时辰。" * 6


def thesis(folder: Path, *, mark: str, sections: str, text: str = TEXT, title: str = "# 渡口水位的变化\n\n") -> Path:
    """A thesis of four chapters with two sections each; `mark` of chapters, `sections` before the names of sections."""
    parts = [
        f"{mark} 第{count}章 {name}\n\n" + "".join(f"{sections.format(n, at)} 一段时间\n\n{text}\n\n" for at in (1, 2))
        for n, (count, name) in enumerate(zip("一二三四", CHAPTERS, strict=True), 1)
    ]
    path = folder / "a.md"
    path.write_text(title + f"{mark} 摘要\n\n{TEXT}\n\n" + "".join(parts) + f"{mark} 致谢\n\n感谢我的老师。\n", "utf-8")
    return path


@pytest.mark.parametrize(("mark", "sections"), [("##", "### {}.{}"), ("#", "## {}.{}"), ("##", "{}.{}")])
def test_chapters_over_counted_sections_are_articles(tmp_path: Path, mark: str, sections: str) -> None:
    """Whatever is marked above them, beside them and below them: seven hours in one piece are no course."""
    titles = [article.title for article in read(thesis(tmp_path, mark=mark, sections=sections)).articles]
    counted = [f"第{n}章\u3000{name}" for n, name in zip("一二三四", CHAPTERS, strict=True)]
    assert [title for title in titles if title and title.startswith("第")] == counted


def test_an_outline_of_chapters_is_one_text(tmp_path: Path) -> None:
    """Chapters of a line or two are not worth a track each."""
    path = thesis(tmp_path, mark="##", sections="### {}.{}", text="量水。")
    assert len(read(path).articles) == 1
