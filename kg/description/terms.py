"""Terms of the vocabularies a description is written in, beside those of `kg.vocab`; and a builder of triples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.labels import PREFIXES
from kg.store import Term
from kg.vocab import RDF, XSD

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
ENTAILMENT: Final = "http://www.w3.org/ns/entailment/"
SPARQL: Final = "http://www.w3.org/ns/sparql#"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
SPDX: Final = "http://spdx.org/rdf/terms#"
SCHEMA: Final = "https://schema.org/"
SHACL: Final = "http://www.w3.org/ns/shacl#"
EU: Final = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"

# What the vocabularies have beyond the terms of `kg.vocab`; anything else is a typo.
_KNOWN: Final[Mapping[str, str]] = {
    "sd": (
        "Service Dataset Graph NamedGraph Feature Language BasicFederatedQuery UnionDefaultGraph EmptyGraphs "
        "SPARQL10Query SPARQL11Query SPARQL11Update availableGraphs defaultDataset defaultEntailmentRegime "
        "defaultGraph endpoint feature graph inputFormat languageExtension name namedGraph resultFormat "
        "supportedLanguage supportedVersion"
    ),
    "void": (
        "Dataset DatasetDescription Linkset class classPartition classes dataDump distinctObjects distinctSubjects "
        "entities exampleResource feature inDataset linkPredicate objectsTarget openSearchDescription properties "
        "property propertyPartition sparqlEndpoint subjectsTarget subset target triples uriSpace vocabulary"
    ),
    "dcat": (
        "Catalog Dataset DataService Distribution accessService accessURL byteSize contactPoint dataset distribution "
        "downloadURL endDate endpointDescription endpointURL keyword landingPage mediaType packageFormat "
        "prev hasVersion servesDataset service startDate theme themeTaxonomy version"
    ),
    "dct": (
        "LicenseDocument LinguisticSystem Location MediaType MediaTypeOrExtent PeriodOfTime ProvenanceStatement "
        "RightsStatement Standard accessRights bibliographicCitation conformsTo created creator description format "
        "hasPart identifier isReplacedBy issued language license modified provenance publisher replaces source "
        "spatial subject temporal title type"
    ),
    "adms": "status versionNotes",
    "dcatap": "availability",
    "foaf": "Agent Document homepage name page primaryTopic topic",
    "vcard": "Kind Organization fn hasEmail hasURL",
    "spdx": "Checksum algorithm checksum checksumAlgorithm_sha256 checksumValue",
    "schema": "keywords target",
    "sh": "SPARQLExecutable SPARQLSelectExecutable select",
    "prov": "Entity wasDerivedFrom wasRevisionOf generatedAtTime",
    "owl": "sameAs versionInfo",
}
NAMESPACES: Final[Mapping[str, str]] = {
    **{name: iri for name, iri in PREFIXES.items() if name not in ("vg", "sh")},
    "sd": SD,
    "formats": FORMATS,
    "vcard": VCARD,
    "spdx": SPDX,
    "schema": SCHEMA,
    "sh": SHACL,
    "adms": "http://www.w3.org/ns/adms#",
    "dcatap": "http://data.europa.eu/r5r/",
    "sparql": SPARQL,
}


@lru_cache(maxsize=512)
def term(name: str) -> NamedNode:
    """The term `prefix:local`. Raises KeyError for one the vocabulary does not have, as far as we know it."""
    prefix, _, local = name.partition(":")
    if local not in _KNOWN[prefix].split():
        raise KeyError(f"{name}: no such term among those a description is written in")
    return NamedNode(NAMESPACES[prefix] + local)


class Builder:
    """Collects triples. Every method passes over None and empty texts: what is not known is not said."""

    def __init__(self) -> None:
        self._triples: set[Triple] = set()

    def type(self, subject: NamedNode, *kinds: str) -> None:
        for kind in kinds:
            self._triples.add(Triple(subject, RDF.type, term(kind)))

    def add(self, subject: NamedNode, predicate: str | NamedNode, *objects: Term | str | int | None) -> None:
        """Texts become plain strings, numbers xsd:integer."""
        relation = term(predicate) if isinstance(predicate, str) else predicate
        for value in objects:
            if value is None or value == "":
                continue
            if isinstance(value, str):
                self._triples.add(Triple(subject, relation, Literal(value)))
            elif isinstance(value, int):
                self._triples.add(Triple(subject, relation, Literal(str(value), datatype=XSD.integer)))
            else:
                self._triples.add(Triple(subject, relation, value))

    def text(self, subject: NamedNode, predicate: str | NamedNode, texts: Mapping[str, str]) -> None:
        """One literal for each language."""
        for language, value in texts.items():
            self.add(subject, predicate, Literal(value, language=language) if value else None)

    def triples(self) -> list[Triple]:
        """Everything said, sorted: the same facts give the same bytes."""
        return sorted(self._triples, key=str)


def prefixes_of(triples: list[Triple], extra: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that shorten something in `triples`. extra: of the dataset itself."""
    iris: set[str] = set()
    for triple in triples:
        iris.update(t.value for t in (triple.subject, triple.predicate, triple.object) if isinstance(t, NamedNode))
        if isinstance(triple.object, Literal):
            iris.add(triple.object.datatype.value)
    known = {**NAMESPACES, **extra}
    return {name: iri for name, iri in sorted(known.items()) if any(used.startswith(iri) for used in iris)}
