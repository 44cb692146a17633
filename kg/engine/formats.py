"""The formats an answer can be written in: one table for the command line, the endpoint and the exports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import FormatError


class Kind(Enum):
    """What a format can hold."""

    RESULTS = "results"  # the rows of SELECT, the boolean of ASK
    GRAPH = "graph"  # triples
    DATASET = "dataset"  # triples in named graphs; holds a graph too


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `name` is what `--format` and `?format=` say; `media_type` is what is sent.

    also: other media types under which clients ask for it or send it. The generic ones (`application/json`) are
    answered with their own name, so that a client finds the type it asked for.
    """

    name: str
    kind: Kind
    media_type: str
    extension: str
    engine: QueryResultsFormat | RdfFormat
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type with its character set where the type has one."""
        return with_charset(self.media_type)


RESULT_FORMATS: tuple[Format, ...] = (
    Format(
        "json",
        Kind.RESULTS,
        "application/sparql-results+json",
        "srj",
        QueryResultsFormat.JSON,
        ("application/json",),
    ),
    Format(
        "xml",
        Kind.RESULTS,
        "application/sparql-results+xml",
        "srx",
        QueryResultsFormat.XML,
        ("application/xml", "text/xml"),
    ),
    Format("csv", Kind.RESULTS, "text/csv", "csv", QueryResultsFormat.CSV),
    Format("tsv", Kind.RESULTS, "text/tab-separated-values", "tsv", QueryResultsFormat.TSV),
)
GRAPH_FORMATS: tuple[Format, ...] = (
    Format("ttl", Kind.GRAPH, "text/turtle", "ttl", RdfFormat.TURTLE, ("application/x-turtle", "application/turtle")),
    Format("jsonld", Kind.GRAPH, "application/ld+json", "jsonld", RdfFormat.JSON_LD, ("application/json",)),
    Format("nt", Kind.GRAPH, "application/n-triples", "nt", RdfFormat.N_TRIPLES, ("text/plain",)),
    Format("rdfxml", Kind.GRAPH, "application/rdf+xml", "rdf", RdfFormat.RDF_XML, ("application/xml", "text/xml")),
    Format("trig", Kind.DATASET, "application/trig", "trig", RdfFormat.TRIG, ("application/x-trig",)),
    Format("nq", Kind.DATASET, "application/n-quads", "nq", RdfFormat.N_QUADS, ("text/x-nquads",)),
    Format("n3", Kind.GRAPH, "text/n3", "n3", RdfFormat.N3, ("text/rdf+n3",)),
)

FORMATS: dict[str, Format] = {f.name: f for f in (*RESULT_FORMATS, *GRAPH_FORMATS)}

# What clients call them in `?format=`: SPARQLWrapper, rdflib and the habits of other endpoints.
_OTHER_NAMES = {
    "srj": ("json",),
    "srx": ("xml",),
    "json": ("json", "jsonld"),
    "xml": ("xml", "rdfxml"),
    "turtle": ("ttl",),
    "json-ld": ("jsonld",),
    "rdf": ("rdfxml",),
    "rdf+xml": ("rdfxml",),
    "n-triples": ("nt",),
    "ntriples": ("nt",),
    "n-quads": ("nq",),
    "nquads": ("nq",),
}


def with_charset(media_type: str) -> str:
    """`text/csv` with `; charset=utf-8`: without it a text type may be read as something else (RFC 6657)."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def by_name(name: str, formats: Iterable[Format]) -> Format | None:
    """The format of `formats` that `name` (in any case; also an alias or a media type) means; None when none does."""
    wanted = name.strip().lower()
    names = _OTHER_NAMES.get(wanted, (wanted,))
    return next(
        (f for f in formats if f.name in names or wanted == f.media_type or wanted in f.also),
        None,
    )


def require(name: str, formats: Iterable[Format]) -> Format:
    """As `by_name`; raises FormatError that lists what there is."""
    offered = tuple(formats)
    found = by_name(name, offered)
    if found is None:
        raise FormatError(f"no format {name!r}; there are {', '.join(f.name for f in offered)}")
    return found
