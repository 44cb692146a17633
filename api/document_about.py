"""What the reader says of a document above its text: what it is, whose, when, and under which terms it may be used."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from api.state import State
from kg.evidence import iri_of, text
from kg.store import GraphStore
from kg.vocab import DCT, VG

_TERMS = tuple(NamedNode(f"http://purl.org/dc/terms/{name}") for name in ("license", "rights", "accessRights"))


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its label; iri is "" for words."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class About:
    """publisher: who published it, when the graph says so; issued: date as it was read; terms: licence or rights, empty
    when nothing is said; relations: how it hangs together with others (kind, other document). drafts: ids of a draft
    and its adopted version, when this is one of the two."""

    publisher: Named | None
    issued: str
    terms: list[Named]
    relations: list[tuple[str, Named]] = field(default_factory=list)
    drafts: tuple[str, str] | None = None


def about_document(state: State, iri: str, language: str) -> About:
    """What the graph says of one document."""
    store, node = state.store, NamedNode(iri)
    publisher = iri_of(store, node, DCT.publisher)
    name = text(store, node, VG.publisherName)
    shown = Named(publisher.value, state.labels(publisher.value, language)) if publisher else None
    return About(
        shown or (Named("", name) if name else None),
        text(store, node, DCT.issued),
        [_named(state, quad.object, language) for term in _TERMS for quad in store.quads(node, term)],
        _relations(state, store, node, language),
        _drafts(store, node),
    )


def _named(state: State, term: object, language: str) -> Named:
    if isinstance(term, NamedNode):
        return Named(term.value, state.labels(term.value, language))
    return Named("", term.value if isinstance(term, Literal) else str(term))


def _relations(state: State, store: GraphStore, node: NamedNode, language: str) -> list[tuple[str, Named]]:
    """The stated relations with documents that the graph holds, each once."""
    found: dict[tuple[str, str], Named] = {}
    for quad in store.quads(None, VG.statedIn, node):
        kind = iri_of(store, quad.subject, VG.documentRelationKind)
        other = iri_of(store, quad.subject, VG.targetDocument)
        if kind is not None and other is not None and other != node:
            label = state.labels(kind.value, language)
            found[label, other.value] = Named(other.value, state.labels(other.value, language))
    return [(label, other) for (label, _), other in sorted(found.items())]


def _drafts(store: GraphStore, node: NamedNode) -> tuple[str, str] | None:
    for role in (VG.draft, VG.final):
        for quad in store.quads(None, role, node):
            draft, final = iri_of(store, quad.subject, VG.draft), iri_of(store, quad.subject, VG.final)
            if draft is not None and final is not None:
                return text(store, draft, DCT.identifier), text(store, final, DCT.identifier)
    return None
