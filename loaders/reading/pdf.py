"""A PDF with a text layer as a text.

The parser is pdfminer.six: of the pure ones it alone tells by its public interface where each letter stands and how
large it is, without which cells run into one another and titles are not known as such. Compared on a report of 491 pages:
pypdf (BSD, no other packages) takes 3 s and 49 MiB, but its plain text loses the gaps between cells and its layout mode
mixes columns of text; pypdfium2 (Apache, a binary) takes 0.7 s and 25 MiB, and joins cells by one space;
pdfminer.six (MIT) takes 11 s and 41 MiB for all letters with their places. None is safe with a file made to harm: it
runs apart (`loaders.reading.apart`), page by page, so that memory does not grow with the number of pages.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import SourceError
from loaders.reading.apart import Limits, main, values_from
from loaders.reading.converted import Converted, Progress
from loaders.reading.pdf_layout import Glyph, PdfLine, page_lines
from loaders.reading.pdf_text import flowed_text
from loaders.reading.text import SourceText

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTComponent

MOST_PAGES = 5_000
MOST_TEXT = 40_000_000  # code points
_LEAST_TEXT = 30  # code points of a page that is not only an image
_LEAST_PAGES = 0.2  # of all pages, that must hold text
_NO_UNICODE = re.compile(r"\(cid:\d+\)")
_MOST_UNKNOWN = 0.1  # of all letters
_DEPTH = 20  # figures within figures
_SCAN_HINT = (
    "Let a program for text recognition read it first (for example: ocrmypdf -l nld in.pdf out.pdf) and add what that "
    "makes, or ask the organisation for the original"
)


def read_pdf(path: Path, progress: Progress | None = None, limits: Limits | None = None) -> Converted:
    """The text of a PDF; notes say which pages hold none.

    Raises SourceError for a file that is no PDF, is locked, holds images of pages only, has letters that stand for no
    known sign, or takes more memory or time than a document may.
    """
    pages: list[list[PdfLine]] = []
    images = total = 0
    for value in values_from(__name__, path, limits):
        if "pages" in value:
            total = value["pages"]
            continue
        pages.append([PdfLine(*line) for line in value["lines"]])
        images += bool(value["image"])
        if progress:
            progress(len(pages), total)
    return Converted(SourceText(f"{path.stem}.txt", _checked(path, pages, images)), _notes(pages), pages=True)


def _checked(path: Path, pages: list[list[PdfLine]], images: int) -> str:
    filled = sum(_letters(page) >= _LEAST_TEXT for page in pages)
    if not pages:
        raise SourceError("a PDF without pages", file=path, hint="Is this the right file?")
    if filled < max(1, _LEAST_PAGES * len(pages)):
        scan = "looks like a scan" if images else "has no text layer"
        what = f"{scan}: {filled} of {len(pages)} pages hold text that can be read"
        raise SourceError(what, file=path, hint=_SCAN_HINT)
    text = flowed_text(pages)
    unknown = sum(1 for _ in _NO_UNICODE.finditer(text))
    if unknown > _MOST_UNKNOWN * len(text):
        what = "its letters are drawn with fonts that do not say which letters they are"
        raise SourceError(what, file=path, hint=_SCAN_HINT)
    return text.replace("\x00", " ")


def _letters(page: Iterable[PdfLine]) -> int:
    return sum(sum(char.isalpha() for char in line.text) for line in page)


def _notes(pages: list[list[PdfLine]]) -> tuple[str, ...]:
    empty = [str(number) for number, page in enumerate(pages, 1) if not _letters(page)]
    if not empty:
        return ()
    named = ", ".join(empty[:12]) + (" …" if len(empty) > 12 else "")
    many = len(empty) > 1
    which = f"pages {named} hold" if many else f"page {named} holds"
    return (f"{which} no text: blank, or a picture whose words could not be read",)


def _values(path: Path) -> Iterator[dict[str, Any]]:
    """In the child: how many pages there are, then the lines of each."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    logging.disable(logging.CRITICAL)
    with path.open("rb") as stream:
        if b"%PDF-" not in stream.read(1024):
            raise SourceError("is no PDF", hint="Is this the right file?")
        stream.seek(0)
        try:
            document = PDFDocument(PDFParser(stream), caching=False)
            pages = list(PDFPage.create_pages(document))
        except PDFPasswordIncorrect as error:
            raise SourceError("is locked with a password", hint="Save a copy without password and add that") from error
        except (PDFException, ValueError, TypeError, AssertionError, KeyError, AttributeError, IndexError) as error:
            raise SourceError(f"is a damaged PDF ({error})", hint="Open it and save it again (print to PDF)") from error
        if len(pages) > MOST_PAGES:
            raise SourceError(f"has {len(pages)} pages; at most {MOST_PAGES} are read", hint="Split it")
        yield {"pages": len(pages)}
        device = PDFPageAggregator(PDFResourceManager(caching=True), laparams=None)
        yield from _pages(pages, PDFPageInterpreter(device.rsrcmgr, device), device.get_result)


def _pages(pages: Iterable[Any], interpreter: Any, result: Callable[[], Any]) -> Iterator[dict[str, Any]]:
    letters = 0
    for page in pages:
        glyphs: list[Glyph] = []
        image = False
        try:
            interpreter.process_page(page)
            for part in _parts(result(), _DEPTH):
                if isinstance(part, Glyph):
                    glyphs.append(part)
                else:
                    image = True
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a page no parser can read counts as one without text, and is named
            glyphs, image = [], True
        lines = page_lines(glyphs)
        letters += sum(len(line.text) for line in lines)
        if letters > MOST_TEXT:
            raise SourceError(f"holds more than {MOST_TEXT} characters of text", hint="Split it")
        yield {"lines": [_rounded(line) for line in lines], "image": image}


def _rounded(line: PdfLine) -> list[Any]:
    return [round(value, 2) if isinstance(value, float) else value for value in astuple(line)]


def _parts(layout: Iterable[LTComponent], depth: int) -> Iterator[Glyph | None]:
    """The glyphs of a page as drawn; None for an image."""
    from pdfminer.layout import LTChar, LTFigure, LTImage

    for item in layout:
        if isinstance(item, LTChar):
            if item.upright:
                yield _glyph(item)
        elif isinstance(item, LTImage):
            yield None
        elif isinstance(item, LTFigure) and depth:
            yield from _parts(item, depth - 1)


def _glyph(char: LTChar) -> Glyph:
    bold = bool(re.search(r"bold|black|heavy|semi-?bold|demi", char.fontname, re.I))
    return Glyph(char.get_text(), char.x0, char.x1, char.matrix[5], char.size, bold)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], _values))
