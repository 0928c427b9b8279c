"""Where the lines of a text stand on the pages: found by their letters."""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.model import PrintedLine, PrintedPage
from audiobook.studio.marks import marks


def printed(*pages: Sequence[str], tall: float = 0.02) -> list[PrintedPage]:
    """Pages with these runs below one another; one that begins with # is set large."""
    found = []
    for number, texts in enumerate(pages, 1):
        lines = []
        for at, text in enumerate(texts):
            size = 2 * tall if text.startswith("#") else tall
            lines.append(PrintedLine(text.removeprefix("#"), 0.1, at * 0.05, 0.9, at * 0.05 + size))
        found.append(PrintedPage(number, tuple(lines)))
    return found


def lines_of(texts: Sequence[str], *pages: Sequence[str]) -> list[list[int]]:
    """For each run of each page the line it is."""
    return [[mark.line for mark in page] for page in marks(texts, printed(*pages))]


FIRST = "春天的时候，河里的水慢慢地涨起来，桥下的船也多了。"
SECOND = "夏天下了一场大雨，桥被水冲走了，船都停在上游。"


def test_a_paragraph_goes_over_its_lines_and_pages() -> None:
    """Broken anywhere, on the next page as well; what is in no line is marked as that."""
    pages = (
        ["第12页 河边杂记", "#河上的桥", "春天的时候，河里的水慢", "慢地涨起来，桥", "12"],
        ["下的船也多了。", "夏天下了一场大雨，桥被水冲走了，船都停在上游。", "13"],
    )
    assert lines_of(["河上的桥", FIRST, SECOND], *pages) == [[-1, 0, 1, 1, -1], [1, 2, -1]]


def test_a_title_is_its_own_print_and_not_what_repeats_it() -> None:
    """Neither its entry in the contents nor the heads of pages are the title; those are in no line."""
    texts = ["河上的桥", FIRST, "山里的路", SECOND]
    pages = (
        ["目录", "河上的桥", "1", "山里的路", "9"],
        ["河上的桥", "#河上的桥", *FIRST.split("，")],
        ["河上的桥", "#山里的路", SECOND],
    )
    assert lines_of(texts, *pages) == [[-1] * 5, [-1, 0, 1, 1, 1], [-1, 2, 3]]


def test_columns_that_the_file_has_in_another_order() -> None:
    """The text is in the order of reading, whatever order the runs of the page have."""
    assert lines_of([FIRST, SECOND], [SECOND[:12], SECOND[12:], FIRST[:13], FIRST[13:]]) == [[1, 1, 0, 0]]


def test_what_was_corrected_is_still_found() -> None:
    """A line of which words were mended, and one whose letters were recognised wrong."""
    mended = FIRST.replace("慢慢地", "一天天")
    assert lines_of([mended, SECOND], [FIRST[:14], FIRST[14:], SECOND.replace("大雨", "犬雨")]) == [[0, 0, 1]]


def test_two_lines_in_one_run_have_their_parts_of_it() -> None:
    """A heading that runs into its paragraph: each has as much of the print as it has letters."""
    ((one, two),) = marks(["说明", "桥已经修好了"], printed(["说明　桥已经修好了"]))
    assert (one.line, two.line) == (0, 1)
    assert one.left == 0.1
    assert one.right == two.left == 0.3
    assert two.right == 0.9


def test_nothing_is_made_up() -> None:
    """A number that is in some word, a text that is not printed, a page without print."""
    assert lines_of(["他生于1912年，卒于2012年冬天。"], ["12", "20", "冬天"]) == [[-1, -1, -1]]
    assert lines_of([FIRST], []) == [[]]
    assert lines_of([], [FIRST]) == [[-1]]
