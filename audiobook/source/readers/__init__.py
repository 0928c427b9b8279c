"""The formats that can be read: one reader a file, imported on first use; others come with installed packages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource, UnsupportedSource
from audiobook.model import Document, Lines
from audiobook.source.blocks import Extract
from audiobook.source.ledger.piece import Piece
from audiobook.source.readers.format import Format, Reader

__all__ = ["FORMATS", "Format", "Reader", "detect", "formats", "read"]

FORMATS: tuple[Format, ...] = (
    Format("markdown", "Markdown, and the editable script", (".md", ".markdown", ".qmd", ".rmd"), ".markdown:read"),
    Format("html", "a saved web page", (".html", ".htm", ".xhtml"), ".html:read"),
    Format("word", "a Word document", (".docx",), ".word:read"),
    Format("epub", "an e-book", (".epub",), ".epub:read"),
    Format("pdf", "a PDF, with its text or by OCR", (".pdf",), ".pdf:read"),
    Format(
        "scan", "a picture of a page, by OCR", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"), ".scan:read"
    ),
    Format("subtitles", "subtitles, as running text", (".srt", ".vtt"), ".subtitles:read"),
    Format("mail", "a letter by e-mail", (".eml",), ".mail:read"),
    Format("notebook", "a Jupyter notebook", (".ipynb",), ".notebook:read"),
    Format("org", "an Org file", (".org",), ".org:read"),
    Format("rst", "reStructuredText", (".rst", ".rest"), ".rst:read"),
    Format("text", "plain text", (".txt", ".text"), ".text:read"),
)
_BY_NAME = {one.name: one for one in FORMATS}
_BY_EXTENSION = {extension: one for one in FORMATS for extension in one.extensions}

# How files begin whose names may say something else
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "scan"),
    (b"\xff\xd8\xff", "scan"),
    (b"II*\x00", "scan"),
    (b"MM\x00*", "scan"),
    (b"BM", "scan"),
)
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .docx"),
    (b"{\\rtf", "Rich Text; save it as .docx"),
    (b"AT&TFORM", "DjVu; save it as PDF"),
    (b"ID3", "audio; give the text it was made from"),
    (b"Rar!", "a RAR archive; unpack it and give the file inside"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it and give the file inside"),
    (b"\x1f\x8b", "a gzip file; unpack it and give the file inside"),
)
_CONTAINERS = {"word", "epub", "pdf"}


def read(path: Path, settings: SourceSettings) -> Extract | Document:
    """`path` through the reader its content and extension ask for.

    Raises `UnsupportedSource`, `UnreadableSource`, `EmptySource`.
    """
    if path.is_dir():
        from audiobook.source.readers import fetched, folder

        return fetched.read(path, settings) if fetched.is_fetched(path) else folder.read(path, settings)
    if not path.is_file():
        what = "is not a regular file" if path.exists() else "no such file"
        raise UnreadableSource(f"{path}: {what}; check the name and the folder")
    size = path.stat().st_size
    if size == 0:
        raise EmptySource(f"{path}: the file is empty; give one with text in it")
    if size > settings.max_megabytes * 1_000_000:
        raise UnreadableSource(
            f"{path}: {size // 1_000_000:,} MB is more than source.max_megabytes = {settings.max_megabytes}; "
            "raise it or split the file"
        )
    return detect(path).reader()(path, settings)


def publication(
    extract: Extract | Document, path: Path, settings: SourceSettings | None = None, lines: Lines | None = None
) -> Document:
    """What `extract`, read from the file or folder `path`, means, and where every letter of the file is; `lines`: those
    to explain."""
    from audiobook.source import ledger
    from audiobook.source.cleaning import cleaned_document
    from audiobook.source.outline import outline
    from audiobook.source.printed import as_seen
    from audiobook.source.skip import skipped

    if isinstance(extract, Document):
        # a script of ours holds nothing but the document; of a folder each file has been looked at by itself, and a
        # reader that makes the document has looked itself
        extract = cleaned_document(extract)
        return extract if path.is_dir() or extract.ledger else ledger.whole(extract)
    chosen = settings or SourceSettings()
    document = outline(skipped(cleaned(extract), chosen.skip), path.stem, scheme=chosen.articles, lines=lines)
    document = replace(document, printed=as_seen(extract.printed))
    pieces: Iterable[Piece] | None = extract.second_look
    if pieces is None and not path.is_dir():
        pieces = ledger.look(path, detect(path).name)
    return document if pieces is None else ledger.balanced(document, pieces, extract.made)


def cleaned(extract: Extract) -> Extract:
    """`extract` with the text of its blocks cleaned (see `source.cleaning`)."""
    from audiobook.source.cleaning import cleaned as clean

    texts = (clean(block.text).strip("\n") for block in extract.blocks)
    blocks = (
        block if text == block.text else replace(block, text=text)
        for block, text in zip(extract.blocks, texts, strict=True)
    )
    return replace(extract, blocks=tuple(block for block in blocks if not block.text.isspace() and block.text))


def formats() -> tuple[Format, ...]:
    """The built-in formats, then those of other packages. Raises `UnsupportedSource` if one of these is broken."""
    from audiobook.source.readers import installed

    return (*FORMATS, *installed.formats())


def detect(path: Path) -> Format:
    """The format of a file, by how it begins and then by its name; built-in ones first, text last.

    Raises `UnsupportedSource`, `UnreadableSource`.
    """
    from audiobook.source.readers import installed

    with path.open("rb") as file:
        head = file.read(4096)
    try:
        found = _built_in(path, head)
    except UnsupportedSource:
        other = installed.claiming(path, head)
        if other is None:
            raise
        return other
    return found or installed.claiming(path, head) or _BY_NAME["text"]


def _built_in(path: Path, head: bytes) -> Format | None:
    """The built-in format that claims a file; None for one that would only be read because anything may be text."""
    named = _BY_EXTENSION.get(path.suffix.lower())
    for magic, what in _REFUSED:
        if head.startswith(magic):
            raise UnsupportedSource(f"{path}: this is {what}")
    if head[60:68] == b"BOOKMOBI":
        raise UnsupportedSource(f"{path}: this is a Kindle book; convert it to EPUB")
    if head.startswith(b"PK\x03\x04"):
        return _BY_NAME[_zipped(path)]
    found = next((_BY_NAME[name] for magic, name in _MAGIC if head.startswith(magic)), None)
    if found and (found.name != "scan" or b"\x00" in head):
        return found
    if b"%PDF-" in head[:1024] and (named is None or named.name == "pdf"):
        return _BY_NAME["pdf"]
    if named and (named.name in _CONTAINERS or named.name == "scan"):
        raise UnreadableSource(f"{path}: not {named.what} inside, whatever its name says; export or download it again")
    if named and named.name != "text":
        return named
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in start):
        return _BY_NAME["html"]
    if b"mime-version" in start:
        from audiobook.source.readers.mail import is_mail

        return _BY_NAME["mail"] if is_mail(head) else named
    if start.startswith(b"#"):
        from audiobook.source.readers.org import is_org

        return _BY_NAME["org"] if is_org(head) else named
    return _BY_NAME["markdown"] if start.startswith(b"---\naudiobook:") else named


def _zipped(path: Path) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except Exception as error:  # a zip can be broken in many ways, each with its own exception
        raise UnreadableSource(f"{path}: its container is damaged; save or download it again") from error
    if "META-INF/container.xml" in names or path.suffix.lower() == ".epub":
        return "epub"
    if any(name.startswith("word/") for name in names):
        return "word"
    raise UnsupportedSource(
        f"{path}: a zip file that is neither a Word document nor an e-book; unpack it and give the folder"
    )
