"""RDF that somebody sends or names: read safely, with the place of a fault.

The engine's parsers fetch nothing: a remote JSON-LD context is an error, an external entity of XML too. Entities within
XML, which a few lines blow up to gigabytes, and deeply nested triple terms, which overflow the parser's stack, are
refused before it sees them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat

import pyoxigraph as ox

from kg.engine.formats import GRAPH_FORMATS, Format, by_name
from kg.errors import BodyTooLargeError, RdfSyntaxError, UsageError

MAX_TRIPLE_TERMS = 1_000
INPUT_FORMATS = tuple(f for f in GRAPH_FORMATS if f.name != "n3")  # N3 is more than RDF
MEDIA_TYPES = tuple(f.media_type for f in INPUT_FORMATS)
_NO_CALLBACK = "LoadDocumentCallback"  # in what the engine says of a context it would have to fetch
_REMOTE = "a remote JSON-LD context is not fetched: write the context out in the data"
_CONTEXT = re.compile(rb"\"@(?:context|import)\"\s*+:\s*+\[?+[^{}\"]*+(\"[^\"]*+\")")
_CHUNK = 512  # bytes that are unpacked at once: at most 16 MB come of them
_MAX_MEMBERS = 10_000  # of one body; bgzip makes one of every 64 kB
ENCODINGS = ("identity", "gzip", "x-gzip", "deflate", "zstd")


def format_of(content_type: str) -> Format | None:
    """The format a Content-Type names; None for one that is not taken."""
    media_type = content_type.split(";")[0].strip().lower()
    return by_name(media_type, INPUT_FORMATS) if "/" in media_type else None


def read_quads(body: bytes, given: Format, base: str | None = None, *, what: str = "body") -> Iterator[ox.Quad]:
    """The quads of `body`, its blank nodes under new names. base: what relative IRIs are resolved against.

    Raises RdfSyntaxError with the line; `what` stands in the place of a file's name.
    """
    refuse_hostile(body, given)
    assert isinstance(given.engine, ox.RdfFormat)
    hint = f"It was read as {given.media_type}"
    try:
        for quad in ox.parse(body, given.engine, base_iri=base, rename_blank_nodes=True):
            assert isinstance(quad, ox.Quad)
            yield quad
    except SyntaxError as error:
        line, column = place_of(error, body, given)
        message = _REMOTE if _NO_CALLBACK in str(error.msg) else str(error.msg)
        raise RdfSyntaxError(message, file=what, line=line, column=column, hint=hint) from error
    except ValueError as error:
        raise RdfSyntaxError(str(error), file=what, hint=hint) from error


def place_of(error: SyntaxError, body: bytes = b"", given: Format | None = None) -> tuple[int | None, int | None]:
    """Line and column of a fault, from 1; None where nobody can tell.

    body, given: what was parsed, and as what: the engine gives no place in RDF/XML, nor of a remote JSON-LD context.
    """
    if isinstance(error.lineno, int) and error.lineno > 0:
        return error.lineno, error.offset if isinstance(error.offset, int) and error.offset > 0 else None
    if given is not None and given.engine == ox.RdfFormat.RDF_XML:
        return _place_in_xml(body)
    if given is not None and given.engine == ox.RdfFormat.JSON_LD and (found := _CONTEXT.search(body)):
        before = body[: found.start(1)]
        return before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    return None, None


def _place_in_xml(body: bytes) -> tuple[int | None, int | None]:
    """Where the XML is not well-formed; where it is, the root, since what is wrong is what it says as RDF."""
    reader = expat.ParserCreate()  # fetches nothing: no handler for external entities is set
    places: list[tuple[int, int]] = []
    reader.StartElementHandler = lambda *_: places.append((reader.CurrentLineNumber, reader.CurrentColumnNumber + 1))
    try:
        reader.Parse(body, True)
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return places[0] if places else (None, None)


def refuse_hostile(body: bytes, given: Format) -> None:
    """Raises RdfSyntaxError for what would cost the parser more than it is worth."""
    if given.engine == ox.RdfFormat.RDF_XML and b"<!ENTITY" in body:
        raise RdfSyntaxError("XML entities are not taken", hint="Write them out and send it again")
    if body.count(b"<<") > MAX_TRIPLE_TERMS:
        raise RdfSyntaxError(f"more than {MAX_TRIPLE_TERMS} triple terms are not taken", hint="Send less at once")


class _Unpacker(Protocol):
    """What zlib's and zstandard's readers of one member or frame have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def decoded(body: bytes, encoding: str, limit: int) -> bytes:
    """A body as it was before its Content-Encoding. limit: bytes; reading stops there (a gzip bomb stays small).

    Members of gzip and frames of zstd that follow one another are one body (RFC 1952, 2.2; RFC 8878, 3.1). One that
    breaks off is no body, however much of it could be read.
    Raises BodyTooLargeError, UsageError for a body that is not so encoded; the caller answers 415 for an encoding that
    is none of ENCODINGS.
    """
    name = encoding.strip().lower() or "identity"
    if name == "identity":
        return body
    from zstandard import ZstdError

    data, reader, members = bytearray(), _unpacker(name), 1
    try:
        for start in range(0, len(body), _CHUNK):
            rest = body[start : start + _CHUNK]
            while rest:
                if reader.eof:
                    reader, members = _unpacker(name), members + 1
                    if members > (1 if name == "deflate" else _MAX_MEMBERS):
                        raise UsageError(f"the body is no {name}: too much follows its end")
                data += reader.decompress(rest)
                if len(data) > limit:
                    raise BodyTooLargeError(
                        f"the body has more than {limit} bytes when it is unpacked; at most {limit} are taken"
                    )
                rest = reader.unused_data
    except (zlib.error, ZstdError) as error:
        raise UsageError(f"the body is no {name} ({error})") from error
    if not reader.eof:
        raise UsageError(f"the body is no whole {name}")
    return bytes(data)


def _unpacker(name: str) -> _Unpacker:
    if name == "zstd":
        import zstandard

        return zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()
    return zlib.decompressobj(zlib.MAX_WBITS if name == "deflate" else zlib.MAX_WBITS | 16)
