"""What people call a thing: its label in Dutch or English, a short name for what has none."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Triple

from kg.store import GraphStore, Subject
from kg.vocab import DCT, FOAF, RDFS, SKOS, VG
from kg.vocab_build import NAMESPACES

PREFIXES: dict[str, str] = {name.lower(): iri for name, iri in NAMESPACES.items()}
# Terms of others that our pages show; their vocabularies are not in the store. (Dutch, English)
_OUTSIDE: dict[str, tuple[str, str]] = {
    "rdf:type": ("soort", "type"),
    "rdfs:label": ("label", "label"),
    "rdfs:comment": ("toelichting", "comment"),
    "rdfs:seeAlso": ("zie ook", "see also"),
    "rdfs:isDefinedBy": ("vastgelegd in", "defined by"),
    "rdfs:subClassOf": ("valt onder klasse", "subclass of"),
    "rdfs:subPropertyOf": ("valt onder eigenschap", "subproperty of"),
    "rdfs:domain": ("eigenschap van", "domain"),
    "rdfs:range": ("waarde is een", "range"),
    "owl:Class": ("klasse", "class"),
    "owl:ObjectProperty": ("relatie", "object property"),
    "owl:DatatypeProperty": ("kenmerk", "datatype property"),
    "skos:Concept": ("begrip", "concept"),
    "skos:ConceptScheme": ("begrippenlijst", "concept scheme"),
    "skos:prefLabel": ("naam", "preferred label"),
    "skos:altLabel": ("andere naam", "alternative label"),
    "skos:notation": ("waarde", "notation"),
    "skos:definition": ("omschrijving", "definition"),
    "skos:broader": ("valt onder", "broader"),
    "skos:narrower": ("omvat", "narrower"),
    "skos:related": ("verwant met", "related"),
    "skos:inScheme": ("in begrippenlijst", "in scheme"),
    "skos:topConceptOf": ("hoogste begrip van", "top concept of"),
    "skos:hasTopConcept": ("hoogste begrip", "has top concept"),
    "skos:exactMatch": ("gelijk aan", "exact match"),
    "skos:closeMatch": ("vrijwel gelijk aan", "close match"),
    "dct:identifier": ("kenmerk", "identifier"),
    "dct:title": ("titel", "title"),
    "dct:issued": ("datum", "date issued"),
    "dct:date": ("datum", "date"),
    "dct:publisher": ("uitgever", "publisher"),
    "dct:source": ("bron", "source"),
    "oa:hasSource": ("bronbestand", "source"),
    "oa:hasSelector": ("aanwijzing", "selector"),
    "oa:start": ("begin", "start"),
    "oa:end": ("eind", "end"),
    "oa:exact": ("woorden", "exact"),
    "oa:prefix": ("daarvoor", "prefix"),
    "oa:suffix": ("daarna", "suffix"),
    "oa:TextPositionSelector": ("plaats in de tekst", "position in the text"),
    "oa:TextQuoteSelector": ("woorden met wat eromheen staat", "words with what stands around them"),
    "prov:wasDerivedFrom": ("ontleend aan", "derived from"),
    "prov:wasAttributedTo": ("toegeschreven aan", "attributed to"),
    "prov:hadPrimarySource": ("eerste bron", "primary source"),
    "dct:subject": ("onderwerp", "subject"),
    "dct:references": ("verwijst naar", "references"),
    "dct:replaces": ("vervangt", "replaces"),
    "dct:isPartOf": ("deel van", "part of"),
    "dct:temporal": ("periode", "period"),
    "dct:spatial": ("gebied", "area"),
    "qb:Observation": ("waarneming", "observation"),
    "qb:dataSet": ("gegevensverzameling", "data set"),
    "skos:broadMatch": ("valt onder", "broad match"),
    "skos:narrowMatch": ("omvat", "narrow match"),
    "skos:relatedMatch": ("verwant met", "related match"),
    "skos:hiddenLabel": ("schrijfwijze", "hidden label"),
    "skos:broaderTransitive": ("valt, ook via andere, onder", "broader, by way of others too"),
    "skos:narrowerTransitive": ("omvat, ook via andere", "narrower, by way of others too"),
    "eli:LegalResource": ("wet of regeling", "legal resource"),
    "eli:LegalResourceSubdivision": ("onderdeel van een regeling", "subdivision of a legal resource"),
    "org:ChangeEvent": ("verandering van organisaties", "change of organisations"),
    "org:Organization": ("organisatie", "organisation"),
    "org:OrganizationalUnit": ("organisatieonderdeel", "organisational unit"),
    "org:linkedTo": ("verbonden met", "linked to"),
    "org:subOrganizationOf": ("onderdeel van", "part of"),
    "org:memberOf": ("lid van", "member of"),
    "org:hasMember": ("heeft als lid", "has member"),
    "org:member": ("ambtsdrager", "member"),
    "org:organization": ("organisatie", "organisation"),
    "org:reportsTo": ("legt verantwoording af aan", "reports to"),
    "org:originalOrganization": ("oude organisatie", "original organisation"),
    "org:resultingOrganization": ("nieuwe organisatie", "resulting organisation"),
}
LABEL_PREDICATES = (SKOS.prefLabel, RDFS.label, DCT.title, FOAF.name)
_QUOTE = 80  # characters of a passage's words that stand for it
_CACHE = 50_000  # labels kept; a store holds some thousands of things people look at


class Labels:
    """Labels out of one store, remembered: a store that is served never changes."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._known: dict[tuple[str, str], str] = {}
        self._other: dict[tuple[str, str], str] = {}

    def __call__(self, iri: str, language: str = "nl") -> str:
        """The label in `language`, else in Dutch, else in any; without a label the short name."""
        key = (iri, language)
        if key not in self._known:
            if len(self._known) >= _CACHE:
                self._known.clear()
                self._other.clear()
            self._known[key] = self._read(iri, language)
        return self._known[key]

    def other_language(self, iri: str, language: str) -> str:
        """The language tag of the label, when it is not in `language`; "" when it is, and when it is in none."""
        self(iri, language)
        return self._other.get((iri, language), "")

    def _read(self, iri: str, language: str) -> str:
        try:
            node = NamedNode(iri)
        except ValueError:  # no absolute IRI: the short name is all there is
            return short_name(iri)
        found = _best(self._store, node, language)
        if found is not None:
            if found.language and found.language.lower().split("-")[0] != language:
                self._other[iri, language] = found.language
            return found.value
        return self._quote(node) or _outside(short_name(iri), language)

    def _quote(self, node: NamedNode) -> str:
        """A passage has no label but its words."""
        quote = next((q.object.value for q in self._store.quads(node, VG.quote) if isinstance(q.object, Literal)), "")
        return f"“{quote[:_QUOTE].rstrip()}…”" if len(quote) > _QUOTE else f"“{quote}”" if quote else ""


def label_of(store: GraphStore, subject: Subject, language: str) -> str | None:
    """The best label the default graph gives: by predicate first, then by language."""
    found = _best(store, subject, language)
    return found.value if found is not None else None


def _best(store: GraphStore, subject: Subject, language: str) -> Literal | None:
    for predicate in LABEL_PREDICATES:
        found = [q.object for q in store.quads(subject, predicate) if isinstance(q.object, Literal)]
        if found:
            return min(found, key=lambda literal: (_rank(literal, language), literal.value))
    return None


def short_name(iri: str) -> str:
    """`skos:prefLabel` for a term of a vocabulary we know, else the last part of the IRI, else the IRI."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    last = iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return last or iri


def used_prefixes(triples: Sequence[Triple]) -> dict[str, str]:
    """The prefixes that shorten something in `triples`."""
    iris = {term.value for t in triples for term in (t.subject, t.predicate, t.object) if isinstance(term, NamedNode)}
    iris |= {t.object.datatype.value for t in triples if isinstance(t.object, Literal)}
    return {prefix: iri for prefix, iri in sorted(PREFIXES.items()) if any(used.startswith(iri) for used in iris)}


def _outside(name: str, language: str) -> str:
    both = _OUTSIDE.get(name)
    return name if both is None else both[0 if language == "nl" else 1]


def _rank(literal: Literal, language: str) -> int:
    found = (literal.language or "").lower().split("-")[0]
    if found == language:
        return 0
    return {"nl": 1, "": 2, "en": 3}.get(found, 4)
