"""RDF that somebody sends or names: read safely, with the place of a fault.

The engine's parsers fetch nothing: a remote JSON-LD context is an error, an external entity of XML too. Entities within
XML, which a few lines blow up to gigabytes, and deeply nested triple terms, which overflow the parser's stack, are
refused before it sees them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pyoxigraph as ox

from kg.engine.formats import GRAPH_FORMATS, Format, by_name
from kg.errors import BodyTooLargeError, RdfSyntaxError, UsageError

MAX_TRIPLE_TERMS = 1_000
INPUT_FORMATS = tuple(f for f in GRAPH_FORMATS if f.name != "n3")  # N3 is more than RDF
MEDIA_TYPES = tuple(f.media_type for f in INPUT_FORMATS)
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
    try:
        for quad in ox.parse(body, given.engine, base_iri=base, rename_blank_nodes=True):
            assert isinstance(quad, ox.Quad)
            yield quad
    except SyntaxError as error:
        line = error.lineno if isinstance(error.lineno, int) else None
        raise RdfSyntaxError(str(error.msg), file=what, line=line, hint=f"It was read as {given.media_type}") from error
    except ValueError as error:
        raise RdfSyntaxError(str(error), file=what, hint=f"It was read as {given.media_type}") from error


def refuse_hostile(body: bytes, given: Format) -> None:
    """Raises RdfSyntaxError for what would cost the parser more than it is worth."""
    if given.engine == ox.RdfFormat.RDF_XML and b"<!ENTITY" in body:
        raise RdfSyntaxError("XML entities are not taken", hint="Write them out and send it again")
    if body.count(b"<<") > MAX_TRIPLE_TERMS:
        raise RdfSyntaxError(f"more than {MAX_TRIPLE_TERMS} triple terms are not taken", hint="Send less at once")


def decoded(body: bytes, encoding: str, limit: int) -> bytes:
    """A body as it was before its Content-Encoding. limit: bytes; reading stops there (a gzip bomb stays small).

    Raises BodyTooLargeError, UsageError for a body that is not so encoded; the caller answers 415 for an encoding that
    is none of ENCODINGS.
    """
    name = encoding.strip().lower() or "identity"
    try:
        if name == "identity":
            return body
        if name == "zstd":
            return _zstd(body, limit)
        reader = zlib.decompressobj(zlib.MAX_WBITS if name == "deflate" else zlib.MAX_WBITS | 16)
        data = reader.decompress(body, limit + 1)
        if len(data) > limit:
            raise _too_large(limit)
        if not reader.eof:
            raise UsageError(f"the body is no whole {name}")
    except zlib.error as error:
        raise UsageError(f"the body is no {name} ({error})") from error
    return data


def _zstd(body: bytes, limit: int) -> bytes:
    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(body) as reader:
            data = reader.read(limit + 1)
    except zstandard.ZstdError as error:
        raise UsageError(f"the body is no zstd ({error})") from error
    if len(data) > limit:
        raise _too_large(limit)
    return data


def _too_large(limit: int) -> BodyTooLargeError:
    return BodyTooLargeError(f"the body has more than {limit} bytes when it is unpacked; at most {limit} are taken")
