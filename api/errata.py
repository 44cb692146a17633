"""`/errata?fact=`: a report on one fact, ready to send or to save. Nothing is sent, and nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from pyoxigraph import Literal, NamedNode

from api import negotiation
from api.pages import language_of
from api.published import address_of, release_name
from api.results import JSON
from api.state import State, state_of
from api.texts import LANGUAGES, TEXTS
from kg.describe import known, own_class
from kg.engine.formats import Format
from kg.errors import NotFoundError, UsageError
from kg.evidence import Passage, passages
from kg.store import GraphStore
from kg.vocab import RDF, VG

_TEXT = Format("txt", JSON.kind, "text/plain", "txt", JSON.engine)  # written here; no engine writes it
_LEFT_OUT = {RDF.type, VG.evidence, VG.furtherEvidence, VG.extractor}
_VARY = {"Vary": "Accept, Accept-Language"}

router = APIRouter(tags=["errata"])


@dataclass(frozen=True, slots=True)
class Report:
    """A report on a fact. text: all of it, in the language asked for, to send; label: of the fact."""

    iri: str
    label: str
    passages: list[Passage]
    text: str


@router.get("/errata", summary="A report on one fact, to send or save: IRI, words, release")
async def errata(request: Request, fact: str = "", format: str | None = None) -> Response:
    """`fact`: IRI of a fact or any other thing. As a page, or as text (`format=txt`)."""
    state, language = state_of(request), language_of(request)
    if not fact:
        raise UsageError("fact= holds the IRI of what the report is about; a page about a fact links here with it")
    choice = negotiation.require(request, (_TEXT,), html=True, name=format)
    address = address_of(request, state.settings)
    report = await state.engine.lookup(lambda store: _report(state, store, fact, language, address))
    if choice.format is not None:
        name = "melding.txt" if language == "nl" else "report.txt"
        headers = {**_VARY, "Content-Disposition": f'attachment; filename="{name}"'}
        return Response(report.text, 200, headers, "text/plain; charset=utf-8")
    contact = state.settings.publisher_contact
    mail = ""
    if "@" in contact and "/" not in contact:
        mail = f"mailto:{quote(contact, safe='@')}?subject={quote(report.iri)}&body={quote(report.text)}"
    page = state.settings.publisher_contact if contact.startswith(("http://", "https://")) else ""
    return state.pages.render(request, "errata.html", report=report, mail=mail, contact=page)


def _report(state: State, store: GraphStore, fact: str, language: str, address: str) -> Report:
    try:
        node = NamedNode(fact)
    except ValueError:
        raise UsageError(f"fact={fact[:200]!r} is no absolute IRI") from None
    if not known(store, node):
        raise NotFoundError(f"the graph says nothing about <{fact[:300]}>")
    found = passages(store, node)
    return Report(fact, state.labels(fact, language), found, _text(state, store, node, found, language, address))


def _text(state: State, store: GraphStore, node: NamedNode, found: list[Passage], language: str, address: str) -> str:
    """The report: which fact in which release, what the graph says, the words, and room for what is wrong."""

    def t(key: str) -> str:
        return TEXTS[key][LANGUAGES.index(language)]

    kind = own_class(store, node)
    lines = [
        t("errata_head"),
        "",
        f"{t('iri')}: {node.value}",
        f"{t('kind')}: {state.labels(kind, language) if kind else '-'}",
        f"{t('release')}: {release_name(state.published)}",
        f"{t('address')}: {address}{state.pages.link(node.value)}",
        "",
        f"{t('errata_says')}:",
    ]
    lines += [f"  {line}" for line in _said(state, store, node, language)]
    for passage in found:
        where = ", ".join(part for part in (passage.document, passage.file, f"{t('line')} {passage.line}") if part)
        lines += ["", f"{t('errata_words')} ({where}):", f"  “{passage.quote}”"]
    return "\n".join([*lines, "", f"{t('errata_wrong')}", "", ""])


def _said(state: State, store: GraphStore, node: NamedNode, language: str) -> list[str]:
    """Each property with its value, by label, without what only follows and what says where it comes from."""
    inferred = {q.triple for q in store.quads(node, graph=NamedNode(f"{store.base}/graph/inferred"))}
    found = []
    for quad in store.quads(node):
        if quad.predicate in _LEFT_OUT or quad.triple in inferred:
            continue
        value = (
            quad.object.value[:500]
            if isinstance(quad.object, Literal)
            else state.labels(str(quad.object)[1:-1], language)
        )
        found.append(f"{state.labels(quad.predicate.value, language)}: {value}")
    return sorted(found)
