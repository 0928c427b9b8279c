"""The editable script: Document <-> Markdown with front matter, without loss.

    ---
    audiobook: 1
    title: 学习
    findings:
      - torn 26-28: Joined across a page break: …转型 | 成效…
    ---

    # 抢抓机遇

    - subtitle: 深刻领会重要论述
    - authors: 高文、李四

    第一段。

    ## 一、小标题

    > 引文

A `#` begins an article, `##` a section, `###` a section inside one. A blank line parts paragraphs, a line break
inside a paragraph stays. `>` marks a quotation, `-` a list item, `|` a row of a table, `:` a caption, `~` verse, `$` a
formula, `^` a note; code stands between lines of three backticks. A backslash before any of these signs, or at either
end of a line, means that the rest stands as written; a formula always does. Everything of a Document survives but line
numbers, which count the lines of the script itself (findings keep theirs), what findings set aside, and the ledger.
"""

from __future__ import annotations

import re

from audiobook.source.script.reading import read
from audiobook.source.script.writing import write

__all__ = ["is_script", "read", "write"]


def is_script(text: str) -> bool:
    """Whether `text` is a script of ours."""
    return bool(re.match(r"\ufeff?---[ \t]*\r?\naudiobook: *\d", text))
