"""`/health`: whether the server answers, and which snapshot it serves. Asks nothing of the store's query lanes."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from api.state import state_of

router = APIRouter(tags=["health"])


@router.get("/health", summary="Whether the server answers, and what it serves")
async def health(request: Request) -> dict[str, Any]:
    """`status` is always "ok": a server that cannot answer does not say so."""
    state = state_of(request)
    lanes = {lane.name: lane.load for lane in (state.engine.queries, state.engine.lookups, state.engine.checks)}
    answer: dict[str, Any] = {"status": "ok", "version": request.app.version, "base": state.base}
    if state.store.name:
        manifest = state.store.manifest()
        answer |= {"snapshot": manifest.name, "created": manifest.created, "triples": manifest.triples}
    return answer | {"lanes": lanes}
