"""A small writer of PDFs for tests: text in the standard fonts at given places, so that nothing hangs on a program.

A page is a list of pieces drawn in that order: (x, y, size, text), with y from the foot of an A4 page. Bold text begins
with "**".
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

Piece = tuple[float, float, float, str]
LEFT, TOP, STEP = 70.0, 770.0, 13.0


def made_pdf(
    pages: Iterable[Sequence[Piece]], *, image: bool = False, compress: bool = True, locked: bool = False
) -> bytes:
    """The bytes of a PDF.

    image: whether each page also holds a picture (of one dot). locked: whether it asks for a password nobody knows.
    """
    objects: list[bytes] = [b"", b"", *_fonts(), _dot()]
    kids = []
    for pieces in pages:
        content = b"".join(map(_shown, pieces)) + (b"q 500 0 0 700 40 40 cm /I Do Q\n" if image else b"")
        objects.append(made_stream(zlib.compress(content) if compress else content, compressed=compress))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /R 3 0 R /B 4 0 R >> /XObject << /I 5 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    if locked:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32))
    return made_file(objects, b"/Encrypt %d 0 R /ID [<00> <00>]" % len(objects) if locked else b"")


def lines_page(lines: Iterable[str], *, size: float = 10.0, top: float = TOP) -> Iterator[Piece]:
    """Lines under one another; an empty one leaves room. "# " and "## " begin titles in larger letters."""
    y = top
    for line in lines:
        larger = 8.0 if line.startswith("# ") else 4.0 if line.startswith("## ") else 0.0
        if line:
            yield (LEFT, y, size + larger, line.lstrip("# ") if larger else line)
        y -= STEP + larger


def _fonts() -> list[bytes]:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    return [font % b"Helvetica", font % b"Helvetica-Bold"]


def _dot() -> bytes:
    head = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return b"<< %s /Length 1 >>\nstream\n\x00\nendstream" % head


def _shown(piece: Piece) -> bytes:
    x, y, size, text = piece
    font, text = (b"B", text[2:]) if text.startswith("**") else (b"R", text)
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %.2f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET\n" % (font, size, x, y, escaped)


def made_stream(data: bytes, *, compressed: bool, more: bytes = b"") -> bytes:
    """A stream object; `more` is put in its dictionary."""
    head = more + (b" /Filter /FlateDecode " if compressed else b" ")
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


def made_file(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of objects, numbered from 1; the first is the catalogue. `trailer` is put in the trailer's dictionary."""
    parts = [b"%PDF-1.5\n"]
    at = len(parts[0])
    places = []
    for number, body in enumerate(objects, 1):
        places.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    parts.append(end % (len(objects) + 1, trailer, at))
    return b"".join(parts)
