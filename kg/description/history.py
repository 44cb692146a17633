"""Releases and their differences as RDF, and a difference as CSV.

A release is a version of the dataset (DCAT, PROV). A difference is three collections of things (those that came, went
and changed) with their numbers by class as VoID partitions; the triples themselves are in the RDF Patch.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.description.terms import Builder
from kg.difference import CAME, CHANGED, WENT, Difference
from kg.iris import digest
from kg.releases import Release
from kg.vocab import RDFS, XSD

HAPPENED = (CAME, WENT, CHANGED)


def release_iri(base: str, version: str) -> NamedNode:
    return NamedNode(f"{base}/releases/{version}")


def release_triples(base: str, releases: Iterable[Release]) -> list[Triple]:
    """Each release with its size and the one before."""
    out = Builder()
    dataset = NamedNode(f"{base}/.well-known/void#dataset")
    for release in releases:
        iri = release_iri(base, release.version)
        out.type(iri, "dcat:Dataset", "void:Dataset", "prov:Entity")
        out.add(dataset, "dcat:hasVersion", iri)
        out.add(iri, "dct:title", release.version)
        out.add(iri, "dcat:version", release.version)
        out.add(iri, "void:triples", release.triples)
        if release.created:
            out.add(iri, "dct:issued", Literal(release.created, datatype=XSD.dateTime))
        if release.digest:
            out.add(iri, "dct:identifier", f"sha256:{release.digest}")
        if release.previous:
            out.add(iri, "prov:wasRevisionOf", release_iri(base, release.previous))
            out.add(iri, "dcat:prev", release_iri(base, release.previous))
    return out.triples()


def difference_triples(base: str, first: str, second: str, difference: Difference) -> list[Triple]:
    """What came, went and changed from one release to another."""
    out = Builder()
    whole = NamedNode(f"{base}/releases/{first}...{second}")
    out.type(whole, "prov:Entity")
    out.add(whole, RDFS.label, f"{first}...{second}")
    out.add(whole, "dct:source", release_iri(base, first), release_iri(base, second))
    triples = {CAME: len(difference.came), WENT: len(difference.went)}
    for what in HAPPENED:
        things = difference.things.get(what, ())
        part = NamedNode(f"{whole.value}#{what}")
        out.add(whole, "dct:hasPart", part)
        out.type(part, "void:Dataset")
        out.add(part, RDFS.label, what)
        out.add(part, "void:triples", triples.get(what))
        out.add(part, "void:entities", len(things))
        for kind, number in Counter(thing.kind for thing in things if thing.kind).items():
            partition = NamedNode(f"{part.value}-{digest(kind)}")
            out.add(part, "void:classPartition", partition)
            out.add(partition, "void:class", NamedNode(kind))
            out.add(partition, "void:entities", number)
        for thing in things:
            iri = NamedNode(thing.iri)
            out.add(part, "foaf:topic", iri)
            out.add(iri, RDFS.label, thing.label)
            if thing.successor:
                out.add(iri, "dct:isReplacedBy", NamedNode(thing.successor))
    return out.triples()


def difference_csv(difference: Difference) -> str:
    """A row for each thing: what happened to it, its class, IRI, name and successor (the last two where it went)."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(("change", "class", "iri", "label", "successor"))
    for what in HAPPENED:
        rows.writerows((what, t.kind, t.iri, t.label, t.successor) for t in difference.things.get(what, ()))
    return out.getvalue()


def patch(difference: Difference) -> str:
    """RDF Patch: what went (D), then what came (A), in one transaction."""
    lines = ["TX .", *(f"D {line}" for line in difference.went), *(f"A {line}" for line in difference.came), "TC ."]
    return "\n".join(lines) + "\n"
