"""`/explain?s=&p=&o=`: why the graph holds a triple: where it was read, or by which rules it follows from what was.

Not to be confused with `api.explain`, which tells how a query runs.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from api import negotiation
from api.pages import language_of
from api.passages import passage_json
from api.results import JSON, TURTLE, send_triples, written
from api.state import State, state_of
from kg.explanations import owl
from kg.explanations.asked import MOST, triple_of
from kg.explanations.telling import Told, rule_words, tell
from kg.store import GraphStore, Term

_SCHEMA = frozenset([owl.SUB_CLASS, owl.SUB_PROPERTY, owl.DOMAIN, owl.RANGE, owl.INVERSE_OF, owl.EQUIVALENT_CLASS,
                     owl.EQUIVALENT_PROPERTY])  # fmt: skip
_KINDS = frozenset([owl.SYMMETRIC, owl.TRANSITIVE])

router = APIRouter(tags=["explanations"])


@router.get("/explain", summary="Why the graph holds a triple: where it was read, or from what it follows")
async def explain(
    request: Request,
    s: Annotated[str, Query(max_length=MOST, description="subject: an IRI")] = "",
    p: Annotated[str, Query(max_length=MOST, description="predicate: an IRI")] = "",
    o: Annotated[str, Query(max_length=MOST, description='object: an IRI, or a literal such as "drie"@nl')] = "",
    format: str | None = None,
) -> Response:
    """A triple that is stated: the graphs that state it and its passages. One that is inferred: the rules, by their
    names in the OWL 2 RL table or the files in queries/rules, step by step down to facts and their passages; a minimal
    set of them. As Turtle: the facts it rests on. 404 for a triple the graph does not hold."""
    state, language = state_of(request), language_of(request)
    choice = negotiation.require(request, (JSON, TURTLE), html=True, name=format)
    if choice.format is None and not (s or p or o):
        return state.pages.render(request, "explain.html", asked=("", "", ""), told=None)
    triple = triple_of(s, p, o)

    def walk(_: GraphStore, check: Any) -> Told:
        derivations = state.derivations()
        return tell(derivations.why(triple, check), derivations.known, state.labels)

    told = await state.engine.walk(walk)
    if choice.format == TURTLE:
        facts = [fact.triple for fact in told.facts()]
        return send_triples(await state.engine.lookup(lambda _: written(facts, TURTLE)), TURTLE)
    if choice.format is None:
        return await state.engine.lookup(lambda _: _page(request, state, told, (s, p, o), language))
    body = await state.engine.lookup(lambda _: _body(state, told, language))
    return JSONResponse(body, headers={"Vary": "Accept, Accept-Language"})


def _body(state: State, told: Told, language: str) -> dict[str, Any]:
    facts = list(told.facts())
    return {
        "triple": _triple(state, told.triple, language),
        "words": told.words,
        "status": "inferred" if told.rule else "stated",
        "rule": _rule(told),
        "derivation": _step(state, told, language),
        "facts": [_fact(state, fact, language) for fact in facts],
        "minimal": True,
    }


def _step(state: State, told: Told, language: str) -> dict[str, Any]:
    return {
        "triple": _triple(state, told.triple, language),
        "words": told.words,
        "rule": _rule(told),
        "from": [_step(state, premise, language) for premise in told.premises],
    }


def _fact(state: State, told: Told, language: str) -> dict[str, Any]:
    return {
        "triple": _triple(state, told.triple, language),
        "words": told.words,
        "graphs": list(told.source.graphs),
        "evidence": [passage_json(state, passage) for passage in told.source.passages],
    }


def _rule(told: Told) -> dict[str, Any] | None:
    return {"name": told.rule, "words": told.rule_words} if told.rule else None


def _triple(state: State, triple: Triple, language: str) -> dict[str, Any]:
    names = ("subject", "predicate", "object")
    return {name: _term(state, term, language) for name, term in zip(names, triple, strict=True)}


def _term(state: State, term: Term, language: str) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"iri": term.value, "label": state.labels(term.value, language)}
    if isinstance(term, Literal):
        return {"value": term.value, "datatype": term.datatype.value, "language": term.language}
    return {"blank": term.value if isinstance(term, BlankNode) else str(term)}


def _page(request: Request, state: State, told: Told, asked: tuple[str, str, str], language: str) -> Response:
    facts = [fact for fact in told.facts() if not fact.structure]
    documents = {p.document_iri for fact in facts for p in fact.source.passages if p.document_iri}
    graphs = {graph for fact in facts for graph in fact.source.graphs}
    return state.pages.render(
        request,
        "explain.html",
        asked=asked,
        told=told,
        axioms=[fact for fact in facts if _is_axiom(fact.triple)],
        facts=[fact for fact in facts if not _is_axiom(fact.triple)],
        label={iri: state.labels(iri, language) for iri in (*documents, *_ends(told.triple))},
        graph_name={graph: graph.rsplit("/", 1)[-1] for graph in graphs},
        rule_words=rule_words,
    )


def _is_axiom(triple: Triple) -> bool:
    return triple.predicate in _SCHEMA or triple.object in _KINDS


def _ends(triple: Triple) -> list[str]:
    return [term.value for term in triple if isinstance(term, NamedNode)]
