"""Whether the server lives, whether it can answer, and what it is doing.

`/health/live` asks nothing: it answers as long as the process does. `/health/ready` asks the engine a query, by the
way of every query; not more than once a second, however often it is asked itself.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api.state import Live, live_of, state_of
from kg.engine.formats import RESULT_FORMATS
from kg.engine.request import QueryRequest
from kg.errors import GraphError

PROBE = "ASK { FILTER(RAND() < 2) }"  # has another answer each time as far as the cache can tell: it is always run
PATIENCE = 2.0  # seconds the engine may take for it
FRESH = 1.0  # seconds for which what it answered counts

router = APIRouter(tags=["health"])


@dataclass(slots=True)
class Health:
    """What one application knows of itself. stopping: it was told to end, and takes no new work for long."""

    live: Live
    started: float = field(default_factory=time.monotonic)
    stopping: bool = False
    _fault: str = ""
    _checked: float = -FRESH
    _running: asyncio.Task[None] | None = None

    async def fault(self) -> str:
        """Why the server cannot answer queries; "" when it can."""
        if self.stopping:
            return "the server is stopping"
        if time.monotonic() - self._checked > FRESH:
            if self._running is None or self._running.done():
                self._running = asyncio.ensure_future(self._probe())
            await asyncio.shield(self._running)
        return self._fault

    async def _probe(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE + 0.5):
                await self.live.current.engine.query(QueryRequest(PROBE, results=RESULT_FORMATS[0], timeout=PATIENCE))
            self._fault = ""
        except TimeoutError:
            self._fault = f"the engine did not answer within {PATIENCE:g} s"
        except GraphError as error:
            self._fault = f"the engine does not answer ({type(error).__name__})"
        self._checked = time.monotonic()


def health_of(request: Request) -> Health:
    """The health of the application that answers `request`."""
    health = request.app.state.health
    assert isinstance(health, Health)
    return health


@router.get("/health/live", summary="Whether the process answers at all")
async def alive() -> Response:
    return _answer(200, {"status": "ok"})


@router.get("/health/ready", summary="Whether a store is open and the engine answers a query")
async def ready(request: Request) -> Response:
    """503 with the reason when it cannot, and from the moment the server is told to stop."""
    fault = await health_of(request).fault()
    return _answer(503, {"status": "unavailable", "reason": fault}) if fault else _answer(200, {"status": "ok"})


@router.get("/health", summary="Whether the server answers, and what it serves")
async def health(request: Request) -> Response:
    """`status` is always "ok": a server that cannot answer does not say so."""
    state, live, health = state_of(request), live_of(request), health_of(request)
    answer: dict[str, Any] = {
        "status": "ok",
        "version": request.app.version,
        "base": state.base,
        "uptime": round(time.monotonic() - health.started, 1),
        "stopping": health.stopping,
    }
    if state.store.name:
        manifest = state.store.manifest()
        answer |= {"snapshot": manifest.name, "created": manifest.created, "triples": manifest.triples}
    answer["lanes"] = {lane.name: lane.load for lane in live.runtime.lanes}
    if live.runtime.pool is not None:
        answer["queries"] = live.runtime.pool.load
    cache = live.runtime.cache
    answer["cache"] = {"answers": len(cache), "bytes": cache.size, "hits": cache.hits, "misses": cache.misses}
    return _answer(200, answer)


def _answer(status: int, body: dict[str, Any]) -> Response:
    return JSONResponse(body, status, {"Cache-Control": "no-store"})
