"""Laws and two outside classifications, from `data/reference/`, as triples of the graph `reference`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.iris import Iris
from kg.vocab import DCT, ELI, RDF, RDFS, SKOS
from loaders.reference_links import FAIRLY, Link, Triple, link_triples, source_triples
from loaders.reference_rows import named, read_rows

_CBS_SOURCE = "Standaardclassificatie Misdrijven 2010 (CBS), zoals gebruikt in tabel 83648NED"
_CBS_KEY_SOURCE = "openbare programma's die tabel 83648NED van het CBS lezen"


def law_triples(folder: Path, iris: Iris) -> Iterator[Triple]:
    """`laws.csv`."""
    for row in read_rows(folder / "laws.csv"):
        law = iris.resource("law", row["name"])
        yield from named(law, ELI.LegalResource, row["name"])
        for other in row["aliases"].split(";"):
            if other:
                yield law, SKOS.altLabel, Literal(other, language="nl")
        if row["bwb_id"]:
            yield law, ELI.id_local, Literal(row["bwb_id"])
        if row["iri"]:
            register = "wetten" if row["bwb_id"] else "eli"
            link = Link(law, row["name"], register, row["iri"], SKOS.exactMatch, row["source"], row["confidence"])
            yield from link_triples(link, iris)
        yield from source_triples(law, row["source"], iris)


def core_policy_triples(folder: Path, iris: Iris) -> Iterator[Triple]:
    """`themes_kernbeleid.csv`: the five fields and their themes."""
    scheme = iris.resource("scheme", "kernbeleid-veiligheid")
    yield from _scheme(scheme, "Kernbeleid Veiligheid", "De vijf velden van het Kernbeleid Veiligheid en hun thema's.")
    for row in read_rows(folder / "themes_kernbeleid.csv"):
        theme = iris.resource("core-policy-theme", row["code"])
        field, _, number = row["code"].partition(".")
        broader = iris.resource("core-policy-theme", field) if number else None
        what = f"Thema van het veld {row['field']}" if number else "Veld"
        definition = f"{what} van het Kernbeleid Veiligheid: {row['theme']}."
        yield from _classified(theme, scheme, row["code"], row["theme"], definition, broader)
        yield from source_triples(theme, row["source"], iris)


def crime_triples(folder: Path, iris: Iris) -> Iterator[Triple]:
    """`crime_classification.csv`, with the keys of the CBS table where they are known."""
    scheme = iris.resource("scheme", "standaardclassificatie-misdrijven")
    comment = "Indeling van misdrijven van het CBS, waarmee geregistreerde criminaliteit wordt geteld."
    yield from _scheme(scheme, "Standaardclassificatie Misdrijven", comment)
    yield from source_triples(scheme, _CBS_SOURCE, iris)
    for row in read_rows(folder / "crime_classification.csv"):
        crime = iris.resource("crime-class", row["code"])
        broader = iris.resource("crime-class", row["broader_code"]) if row["broader_code"] else None
        definition = f"Klasse {row['code']} van de Standaardclassificatie Misdrijven: {row['label']}."
        yield from _classified(crime, scheme, row["code"], row["label"], definition, broader)
        yield from source_triples(crime, _CBS_SOURCE, iris)
        if row["cbs_odata_key"]:
            key = Link(crime, row["label"], "cbs-odata", row["cbs_odata_key"], DCT.identifier, _CBS_KEY_SOURCE, FAIRLY)
            yield from link_triples(key, iris)


def _scheme(scheme: NamedNode, title: str, comment: str) -> Iterator[Triple]:
    yield scheme, RDF.type, SKOS.ConceptScheme
    yield scheme, DCT.title, Literal(title, language="nl")
    yield scheme, RDFS.comment, Literal(comment, language="nl")


def _classified(
    iri: NamedNode, scheme: NamedNode, code: str, label: str, definition: str, broader: NamedNode | None
) -> Iterator[Triple]:
    yield iri, RDF.type, SKOS.Concept
    yield iri, SKOS.inScheme, scheme
    yield iri, SKOS.notation, Literal(code)
    yield iri, SKOS.prefLabel, Literal(label, language="nl")
    yield iri, SKOS.definition, Literal(definition, language="nl")
    if broader is None:
        yield iri, SKOS.topConceptOf, scheme
    else:
        yield iri, SKOS.broader, broader
