"""Tables in the docs that scripts make: each between two comments that name its script."""

from pathlib import Path


def put(page: Path, name: str, script: str, table: str) -> str:
    """The text of `page` with `table` in its place. Raises `ValueError` where the page has no such place."""
    begin, end = f"<!-- {name}: made by {script} -->\n", f"\n<!-- /{name} -->"
    head, found, rest = page.read_text("utf-8").partition(begin)
    _, ended, tail = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"{page.name} has no place for the table {name}: {begin.strip()} … {end.strip()}")
    return f"{head}{begin}{table}{end}{tail}"
