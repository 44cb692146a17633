"""`/quality`: what the checks found, where documents contradict themselves, what was not read, what changed.

The report of the shapes itself is at `/validate/report` (`api.validate_report`); here it is by shape and severity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import NamedNode

from api import negotiation
from api.compare_rows import Asker, Row
from api.pages import ask, language_of
from api.results import JSON
from api.state import State, state_of
from kg.consistency import Consistency, check
from kg.coverage import Coverage, coverage
from kg.errors import GraphError, NotFoundError, UsageError
from kg.evidence import Passage, passages
from kg.left_out import BuildRecord, Kind, build_record
from kg.releases import Release
from kg.shacl.report import Severity, text_in
from kg.shacl.shapes import Shape, shape_list
from kg.shacl.stored import Changes, changes, findings
from kg.shacl.told import Finding
from kg.shacl.writing import report_json
from kg.store import GraphStore

QUERY = "inconsistencies"
DOCUMENTS = 50  # whose reading is shown
SHOWN = 40  # results of one shape on the page; /validate/report has all
_REASONING = 30.0  # seconds HermiT gets for the ontology

_PLACEHOLDER = re.compile(r"\{[?$]\w+\}")  # in a message of a SPARQL constraint (SHACL, section 5.3.2)

router = APIRouter(tags=["quality"])


@dataclass(frozen=True, slots=True)
class ByShape:
    """The results of one shape. message: what the shape says; findings: at most SHOWN."""

    shape: str
    severity: str
    message: str
    total: int
    findings: list[Finding]


@router.get("/quality", summary="What the checks found, contradictions in the sources, what was not read, what changed")
async def quality(request: Request, consistency: str = "", format: str | None = None) -> Response:
    """`consistency=check` has HermiT look at the ontology of this snapshot; its answer is kept and shown from then."""
    state, language = state_of(request), language_of(request)
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    if consistency not in ("", "check"):
        raise UsageError(f"consistency={consistency[:80]!r}: the only value is 'check'")
    if consistency == "check" and state.consistency is None:
        quads = await state.engine.lookup(lambda s: list(s.quads(graph=NamedNode(f"{s.base}/graph/ontology"))))
        state.consistency = await state.engine.check(lambda: check(quads, timeout=_REASONING, satisfiability=True))
    rows = await Asker(state, language, {}).rows(QUERY) if QUERY in state.catalogue.queries else []

    def prepare(store: GraphStore) -> Response:
        report = findings(store)
        read = state.coverage(lambda: _coverage(state, store))
        record = build_record(store)
        if choice.format is not None:
            return JSONResponse(
                _body(report, rows, record, read, state.consistency), headers={"Vary": "Accept, Accept-Language"}
            )
        properties = {iri for c in read for iri in (*c.unlinked, *c.confidence)}
        return state.pages.render(
            request,
            "quality.html",
            counts=[(s.label, sum(f.severity is s for f in report)) for s in sorted(Severity, reverse=True)],
            shapes=_by_shape(report, language),
            contradictions=rows,
            query=state.catalogue.queries.get(QUERY),
            consistency=state.consistency,
            record=record,
            left_out_kinds=list(Kind),
            read=read,
            label={iri: state.labels(iri, language) for iri in properties},
            release=_release(state),
            changed=_changed(state, store),
            ask=ask,
            name_of=lambda iri, told: told or state.labels(iri, language),
            words_behind=lambda finding: _words(store, finding),
            hint_of=lambda finding: _hint(finding, language),
        )

    return await state.engine.lookup(prepare)


def _words(store: GraphStore, finding: Finding) -> list[Passage]:
    """The words of what is at fault, for a report that does not hold them (one of an older build)."""
    for iri in (finding.result.value, finding.result.focus_node):
        if iri.startswith(("http://", "https://")) and (found := passages(store, NamedNode(iri))):
            return found[:1]
    return []


def _hint(finding: Finding, language: str) -> str:
    """What to do, as the shape of today says it; likewise."""
    shape = shape_list().get(finding.result.shape)
    return text_in(shape.hints, language) if shape is not None else ""


def _message(shape: Shape | None, finding: Finding, language: str) -> str:
    """What a shape says of everything it finds; of a shape that is gone, what it said of the first thing."""
    if shape is None:
        return finding.message_in(language)
    return _PLACEHOLDER.sub("…", text_in(shape.messages, language))


def _by_shape(report: list[Finding], language: str) -> list[ByShape]:
    """Worst first, then the shapes with most results."""
    found: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in report:
        found.setdefault((finding.severity, finding.result.shape), []).append(finding)
    known = shape_list()
    order = sorted(found.items(), key=lambda item: (-item[0][0], -len(item[1]), item[0][1]))
    return [
        ByShape(
            shape,
            severity.label,
            _message(known.get(shape), own[0], language),
            len(own),
            own[:SHOWN],
        )
        for (severity, shape), own in order
    ]


def _coverage(state: State, store: GraphStore) -> list[Coverage]:
    documents = (state.read(NamedNode(entry.iri)) for entry in state.documents()[:DOCUMENTS])
    return [coverage(store, document) for document in documents if document is not None]


def _changed(state: State, store: GraphStore) -> Changes | None:
    """The report beside that of the build before; None when none is kept."""
    directory = state.published.directory
    if directory is None or not store.name:
        return None
    try:
        return changes(directory, store)
    except NotFoundError:
        return None


def _release(state: State) -> Release | None:
    try:
        return state.published.release()
    except GraphError:  # a damaged register is told at /releases
        return None


def _body(
    report: list[Finding],
    rows: list[Row],
    record: BuildRecord | None,
    read: list[Coverage],
    verdict: Consistency | None,
) -> dict[str, object]:
    return {
        "report": report_json(report),
        "contradictions": rows,
        "consistency": None
        if verdict is None
        else {"verdict": str(verdict.verdict), "unsatisfiable": verdict.unsatisfiable},
        "left_out": None
        if record is None
        else {"files": record.files, **{kind.value: record.of(kind) for kind in Kind}},
        "read": [
            {
                "doc": c.identifier,
                "characters": c.characters,
                "read": c.read,
                "facts": c.facts,
                "confidence": dict(c.confidence),
                "unlinked": dict(c.unlinked),
                "gaps": [{"line": g.line, "start": g.start, "length": g.length, "words": g.words} for g in c.gaps],
            }
            for c in read
        ],
    }
