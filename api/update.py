"""`/update`: the update operation of the SPARQL 1.1 Protocol (section 2.2)."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import NamedNode

from api.problems import UnsupportedMediaTypeError
from api.protocol import UPDATE, read_operation
from api.writing import SNAPSHOT, Writing, writing_of
from kg.engine.federation import MAX_CALLS
from kg.errors import NotAllowedError, OutsideError, QueryRefusedError, QueryTooComplexError, UsageError
from kg.outside import Outside
from kg.rdf_input import format_of
from kg.update_run import Loaded, Update, loads
from kg.writes import WriteResult

router = APIRouter(tags=["sparql"])


@router.post("/update", summary="SPARQL 1.1 Update; needs a token")
async def update(request: Request) -> Response:
    """The body is a form with `update`, or the update itself as application/sparql-update. All of it is done, or
    nothing; the answer comes when it is on disk and names the new snapshot."""
    writing = writing_of(request)
    rights = writing.rights(request)
    if not rights.update:
        raise NotAllowedError(f"token '{rights.name}' may not send updates; it may write graphs at /graphs")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnsupportedMediaTypeError("an update is taken without Content-Encoding", ())
    operation = await read_operation(request, UPDATE)
    if operation.text is None:
        raise UsageError("parameter 'update' is missing (SPARQL 1.1 Protocol, section 2.2)")
    using, named = _iris(operation.default_graphs), _iris(operation.named_graphs)
    base = str(request.url.replace(query=""))  # what relative IRIs mean, where the update says no BASE
    found = await _loaded(request, writing, operation.text, base) if "load" in operation.text.lower() else {}
    result = await writing.write(request, Update(operation.text, using, named, found, base), rights)
    return _answer(result)


def _answer(result: WriteResult) -> Response:
    body = {
        "snapshot": result.snapshot,
        "changed": [
            {"graph": graph or None, "added": came, "removed": went} for graph, (came, went) in result.changed.items()
        ],
    }
    if result.inferred_stale:
        body["note"] = "the graph of what follows (inferred) is older than this; renew it with: veiligheidsgraaf infer"
    return JSONResponse(body, headers={"ETag": f'"{result.snapshot}"', SNAPSHOT: result.snapshot})


def _iris(graphs: tuple[str, ...] | None) -> tuple[str, ...] | None:
    for graph in graphs or ():
        try:
            NamedNode(graph)
        except ValueError as error:
            raise UsageError(f"{graph[:200]!r} is no absolute IRI of a graph ({error})") from error
    return graphs


async def _loaded(request: Request, writing: Writing, text: str, base: str) -> dict[str, Loaded | None]:
    """What stands at the addresses that LOAD names, where that is allowed at all. None for one that gives no RDF and is
    loaded SILENT: that operation does nothing, and is no failure (SPARQL 1.1 Update, 3.1.4)."""
    outside: Outside | None = getattr(request.app.state, "outside", None)
    urls = loads(text, base)
    if outside is None:
        return {}  # the writer refuses them
    if len(urls) > MAX_CALLS:
        raise QueryTooComplexError(f"the update loads from {len(urls)} addresses; at most {MAX_CALLS} at once")
    deadline = time.monotonic() + writing.settings.write_timeout
    found: dict[str, Loaded | None] = {}
    for url, silent in urls.items():
        if urlsplit(url).scheme not in ("http", "https"):
            raise QueryRefusedError(f"LOAD <{url[:200]}>: only http and https addresses are read")
        try:
            found[url] = await _read(outside, url, deadline)
        except OutsideError:
            if not silent:
                raise
            found[url] = None
    return found


async def _read(outside: Outside, url: str, deadline: float) -> Loaded:
    fetched = await outside.load(url, deadline=deadline)
    given = format_of(fetched.media_type)
    if given is None:
        raise OutsideError(f"LOAD <{url[:200]}>: {fetched.media_type!r} is no RDF that is read here")
    return Loaded(given, fetched.body, fetched.url)
