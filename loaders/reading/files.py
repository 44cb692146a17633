"""A file of any format that can be read, as a text that evidence refers to.

Plain text and Markdown are read here; HTML and PDF by their readers, each in a process apart. What the file is, its
first bytes decide where its name and they differ.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.errors import SourceError
from loaders.reading.converted import Converted, Progress
from loaders.reading.html import read_html
from loaders.reading.markdown import markdown_text
from loaders.reading.pdf import read_pdf
from loaders.reading.text import SourceText, read_source

TEXT, MARKDOWN, HTML, PDF = (".txt", ".text"), (".md", ".markdown"), (".html", ".htm", ".xhtml"), (".pdf",)
SUFFIXES = (*TEXT, *MARKDOWN, *HTML, *PDF)
MOST_BYTES = 50_000_000  # of a text; a PDF may be larger, for its pictures are not read
_MOST_PDF_BYTES = 1_000_000_000
_OTHERS = (
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "a file of an old version of Word"),
    (b"{\\rtf", "a file in Rich Text Format"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
)


def read_file(path: Path, progress: Progress | None = None) -> Converted:
    """The text of a file.

    progress: told of each page of a PDF.

    Raises SourceError for a file that cannot be read, naming what it is and what to do.
    """
    start, size = _start(path)
    format_ = _format(path, start)
    most = _MOST_PDF_BYTES if format_ is PDF else MOST_BYTES
    if size > most:
        raise SourceError(f"is {size // 1_000_000} MB; at most {most // 1_000_000} MB is read", file=path, hint="Split it")
    if format_ is PDF:
        return read_pdf(path, progress)
    if format_ is HTML:
        return read_html(path)
    read = _read_text(path, start)
    if format_ is MARKDOWN:
        made = markdown_text(read.source)
        return Converted(made.source, read.notes, same=read.same and made.same)
    return read


def _start(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as stream:
            return stream.read(1024), path.stat().st_size
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", file=path) from error


def _format(path: Path, start: bytes) -> tuple[str, ...]:
    for signature, name in _OTHERS:
        if start.startswith(signature):
            hint = "Let text recognition read it first" if "picture" in name else "Save it as PDF or HTML and add that"
            raise SourceError(f"is {name}, which is not read", file=path, hint=hint)
    suffix = path.suffix.lower()
    if b"%PDF-" in start and (suffix in PDF or start.lstrip().startswith(b"%PDF-")):
        return PDF
    known = next((names for names in (TEXT, MARKDOWN, HTML, PDF) if suffix in names), None)
    if known is None:
        raise SourceError(
            f"{suffix or 'no extension'}: not a kind of file that is read", file=path,
            hint=f"Read are {', '.join(SUFFIXES)}; save it as one of these",
        )  # fmt: skip
    return known


def _read_text(path: Path, start: bytes) -> Converted:
    """A plain text: UTF-8, UTF-16 with a byte order mark, or else the encoding of Windows, which a note then says."""
    name = f"{path.stem}.txt"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _from(path, name, "utf-16", "was in UTF-16, and is kept as UTF-8")
    try:
        source = read_source(path)
    except SourceError as error:
        if not error.what.startswith("not UTF-8"):
            raise
        return _from(path, name, "cp1252", f"{error.what}; read as text of Windows (cp1252), and kept as UTF-8")
    return Converted(SourceText(name, source.text), same=True)


def _from(path: Path, name: str, encoding: str, note: str) -> Converted:
    try:
        text = path.read_bytes().decode(encoding)
    except UnicodeDecodeError as error:
        hint = "Save the text as UTF-8 and add it again"
        raise SourceError(f"is in an unknown encoding (not UTF-8, not {encoding})", file=path, hint=hint) from error
    if not text.strip() or "\x00" in text:
        raise SourceError("is not a text, or an empty one", file=path, hint="Is this the right file?")
    return Converted(SourceText(name, text.lstrip("\ufeff")), (note,))
