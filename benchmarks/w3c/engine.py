"""Runs the tests that name files through our engine, in the way a server does: guard, SERVICE, mends, results."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from benchmarks.w3c import expected
from benchmarks.w3c.manifest import Contents, Test
from kg.changes import Changes
from kg.embedded import OxigraphStore
from kg.engine.execution import execute
from kg.engine.federation import expand
from kg.engine.formats import FORMATS
from kg.engine.request import QueryRequest
from kg.errors import GraphError, OutsideError, QueryRefusedError, QuerySyntaxError, QueryTooComplexError
from kg.outside import Fetched
from kg.update_run import Update, check, run

BASE = "https://example.org"
LARGEST = 100_000_000  # bytes of an answer
_FROM = re.compile(r"\bFROM\s+(NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_ASKED = {".srx": "xml", ".srj": "json", ".tsv": "tsv", ".csv": "csv"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a test went. by_value: it passed, with numbers written in another way. why: "" when it passed."""

    passed: bool
    why: str = ""
    by_value: bool = False


def outcome(test: Test) -> Outcome:
    """Runs one test; what goes wrong in it is its outcome."""
    try:
        if "Syntax" in test.kind:
            return _syntax(test)
        if test.kind == "UpdateEvaluationTest":
            return _update(test)
        return _query(test)
    except GraphError as error:
        return Outcome(False, f"{type(error).__name__}: {' '.join(str(error).split())[:160]}")


def _syntax(test: Test) -> Outcome:
    text = test.query.read_bytes().decode()
    update = "Update" in test.kind or test.query.suffix == ".ru"
    try:
        if update:
            check(Update(text, base=test.query.as_uri()))
        else:
            _ask(OxigraphStore(BASE), text, test, "json")
    except (QuerySyntaxError, QueryRefusedError, QueryTooComplexError) as error:
        if "Negative" in test.kind:
            return Outcome(isinstance(error, QuerySyntaxError), f"refused, but not for its syntax: {error}")
        return Outcome(False, f"{type(error).__name__}: {' '.join(str(error).split())[:160]}")
    except GraphError:
        pass  # it was read; that it cannot be run is another matter
    return Outcome("Negative" not in test.kind, "read without an error")


def _query(test: Test) -> Outcome:
    assert test.result is not None
    store, text = _store(test.data, test.query), test.query.read_bytes().decode()
    name = _ASKED.get(test.result.suffix, "json")
    body, wanted = _ask(store, text, test, name)
    if isinstance(wanted, ox.RdfFormat):
        ours: expected.Result = ox.Dataset(q for q in ox.parse(body, wanted) if isinstance(q, ox.Quad))
    elif name == "csv":
        ours = expected.read_csv(body)
    else:
        ours = expected.read_rows(body, wanted)
    return _compared(ours, expected.read(test.result), test.lax)


def _ask(store: OxigraphStore, text: str, test: Test, name: str) -> tuple[bytes, ox.QueryResultsFormat | ox.RdfFormat]:
    text = f"BASE <{test.query.as_uri()}>\n{text}"
    text = asyncio.run(expand(text, _Services(test), time.monotonic() + 60))  # type: ignore[arg-type]
    asked = QueryRequest(text, results=FORMATS[name], graph=FORMATS["nt"])
    answer = execute(store, asked, max_result=LARGEST)
    return answer.body, answer.format.engine


def _update(test: Test) -> Outcome:
    assert test.after is not None
    store = _store(test.data)
    run(Update(test.query.read_bytes().decode(), base=test.query.as_uri()), Changes(store, union=False))
    return _compared(_dataset(store), _dataset(_store(test.after)))


def _compared(ours: expected.Result, theirs: expected.Result, lax: bool = False) -> Outcome:
    if expected.same(ours, theirs, lax=lax):
        return Outcome(True)
    if expected.same(ours, theirs, by_value=True, lax=lax):
        return Outcome(True, by_value=True)
    return Outcome(False, f"{_short(ours)} in place of {_short(theirs)}")


def _store(contents: Contents, query: Path | None = None) -> OxigraphStore:
    """A store in memory whose default graph stands alone. query: its FROM names files of the suite."""
    store = OxigraphStore(BASE)
    named = list(contents.named)
    if query is not None:
        for _, name in _FROM.findall(query.read_bytes().decode()):
            path = query.parent / name
            if path.is_file():
                named.append((path.as_uri(), path))
    for path in contents.default:
        store.engine.extend(_quads(path, None))
    for iri, path in dict.fromkeys(named):
        graph = ox.NamedNode(iri)
        store.engine.add_graph(graph)
        store.engine.extend(_quads(path, graph))
    return store


def _quads(path: Path, graph: ox.NamedNode | None) -> list[ox.Quad]:
    form = expected.RDF_FORMATS[path.suffix]
    quads = ox.parse(path.read_bytes(), form, base_iri=path.as_uri(), rename_blank_nodes=True)
    return [
        ox.Quad(q.subject, q.predicate, q.object, graph) if graph is not None else q
        for q in quads
        if isinstance(q, ox.Quad)
    ]


def _dataset(store: OxigraphStore) -> ox.Dataset:
    """All quads; one quad stands for each named graph, which may be empty."""
    marks = (ox.Quad(ox.NamedNode(g), ox.NamedNode("urn:x:is"), ox.Literal("a graph")) for g in store.graph_names())
    return ox.Dataset([*store.engine, *marks])


class _Services:
    """The endpoints of a test in the place of `kg.outside.Outside`; all are allowed, none but these answer."""

    def __init__(self, test: Test) -> None:
        self._data = test.services
        self.rules = self

    def service(self, url: str) -> str:
        return url

    async def ask(self, url: str, query: str, *, deadline: float) -> Fetched:  # noqa: ARG002
        if url not in self._data:
            raise OutsideError(f"{url} cannot be reached")
        asked = QueryRequest(query, results=FORMATS["json"])
        answer = execute(_store(self._data[url]), asked, max_result=LARGEST)
        return Fetched(url, FORMATS["json"].media_type, answer.body)


def _short(result: expected.Result) -> str:
    if isinstance(result, ox.Dataset):
        return f"{len(result)} triples"
    if isinstance(result, bool):
        return str(result).lower()
    rows = [{n: str(t) for n, t in row.items()} for row in result.rows[:2]]
    return f"{len(result.rows)} rows {rows}"[:160]
