"""Which data sets of a catalogue are about public safety, and what of the graph they are about.

A data set is kept when its publisher says so (a theme of the lists below) or when a keyword of it is the name of a theme
of the graph. It is linked (`dct:subject`) to the themes its keywords name, and (`dct:spatial`) to the municipality that
publishes it or that it says it covers: by TOOI IRI, or by a name that is one municipality's. Nothing is guessed from
titles or descriptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.iris import Iris, digest
from kg.vocab import DCAT, DCT, FOAF, RDF, RDFS, SKOS

# Themes that mean public safety, by the ends of their IRIs: the taxonomy of data.overheid.nl, and the EU's data themes.
_SAFETY = (
    "/Openbare_orde_en_veiligheid", "/Openbare_orde_en_veiligheid_(thema)", "/Criminaliteit", "/Politie,_brandweer_en_hulpdiensten",
    "/Rampen", "/Recht_(thema)#veiligheid", "/data-theme/JUST",
)  # fmt: skip
_KEPT = (
    DCT.title, DCT.description, DCT.license, DCT.modified, DCT.issued, DCT.identifier, DCT.publisher, DCT.language,
    DCAT.keyword, DCAT.theme, DCAT.landingPage,
)  # fmt: skip
_DCAT = "http://www.w3.org/ns/dcat#"
CATALOG, IN_CATALOG = NamedNode(_DCAT + "Catalog"), NamedNode(_DCAT + "dataset")
_MAX_TEXT = 4_000  # characters of a description


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph knows. themes: IRI by label in lower case. municipalities: IRI by TOOI IRI, and by name."""

    themes: Mapping[str, NamedNode]
    municipalities: Mapping[str, NamedNode]


@dataclass(slots=True)
class Selected:
    """How many data sets were read, kept, linked to a theme, linked to a municipality."""

    read: int = 0
    kept: int = 0
    themed: int = 0
    placed: int = 0


def select(quads: Iterable[Quad], known: Known, catalogue: NamedNode, iris: Iris, count: Selected) -> Iterator[Triple]:
    """The triples to keep of one page."""
    about: dict[NamedNode, list[Quad]] = {}
    names: dict[str, str] = {}
    sets: list[NamedNode] = []
    for quad in quads:
        if quad.predicate in (FOAF.name, SKOS.prefLabel, RDFS.label) and isinstance(quad.object, Literal):
            names.setdefault(str(quad.subject), quad.object.value)
        if isinstance(quad.subject, NamedNode):
            about.setdefault(quad.subject, []).append(quad)
            if quad.predicate == RDF.type and quad.object == DCAT.Dataset:
                sets.append(quad.subject)
    for iri in dict.fromkeys(sets):
        count.read += 1
        said = about[iri]
        themes = _themes(said, known)
        if not themes and not _is_safety(said):
            continue
        places = _places(said, names, known)
        count.kept += 1
        count.themed += bool(themes)
        count.placed += bool(places)
        yield from _described(iri, said, names, catalogue, iris)
        yield from (Triple(iri, DCT.subject, theme) for theme in themes)
        yield from (Triple(iri, DCT.spatial, place) for place in places)


def _themes(said: Iterable[Quad], known: Known) -> list[NamedNode]:
    keywords = {q.object.value.casefold().strip() for q in said if q.predicate == DCAT.keyword and isinstance(q.object, Literal)}
    return sorted({known.themes[word] for word in keywords & known.themes.keys()}, key=str)


def _is_safety(said: Iterable[Quad]) -> bool:
    return any(
        q.predicate == DCAT.theme and isinstance(q.object, NamedNode) and q.object.value.endswith(_SAFETY) for q in said
    )


def _places(said: Iterable[Quad], names: Mapping[str, str], known: Known) -> list[NamedNode]:
    found = set()
    for quad in said:
        if quad.predicate not in (DCT.publisher, DCT.spatial) or isinstance(quad.object, Triple):
            continue
        value = quad.object.value
        name = value if isinstance(quad.object, Literal) else names.get(str(quad.object), "")
        found |= {known.municipalities.get(key) for key in (value, name.removeprefix("Gemeente ").casefold())}
    return sorted((place for place in found if place is not None), key=str)


def _described(
    iri: NamedNode, said: Iterable[Quad], names: Mapping[str, str], catalogue: NamedNode, iris: Iris
) -> Iterator[Triple]:
    yield Triple(iri, RDF.type, DCAT.Dataset)
    yield Triple(catalogue, IN_CATALOG, iri)
    for quad in said:
        if quad.predicate not in _KEPT or isinstance(quad.object, Triple):
            continue
        value = quad.object
        if isinstance(value, Literal):
            yield Triple(iri, quad.predicate, _short(value))
        elif isinstance(value, NamedNode):
            yield Triple(iri, quad.predicate, value)
            if quad.predicate == DCT.publisher and str(value) in names:
                yield Triple(value, FOAF.name, Literal(names[str(value)]))
        elif quad.predicate == DCT.publisher and str(value) in names:  # nothing we make has blank nodes
            agent = iris.resource("publisher", digest(names[str(value)]))
            yield Triple(iri, DCT.publisher, agent)
            yield Triple(agent, FOAF.name, Literal(names[str(value)]))


def _short(value: Literal) -> Literal:
    if len(value.value) <= _MAX_TEXT:
        return value
    text = value.value[: _MAX_TEXT - 1] + "…"
    return Literal(text, language=value.language) if value.language else Literal(text)
