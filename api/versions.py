"""`/compare/versions`: a draft beside its adopted version, first the differences in policy, then the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import negotiation
from api.compare_rows import Asker, Row
from api.pages import ask, language_of
from api.results import JSON
from api.state import State, state_of
from kg.errors import NotFoundError
from kg.reader import find, read_document
from kg.side_by_side import Pair, Piece, beside, marked
from kg.store import GraphStore

QUERY = "draft_vs_final"
LONGEST = 400_000  # characters of a text that is laid beside another

router = APIRouter(tags=["compare"])


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference in policy, as a fact has it, with its words marked."""

    row: Row
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@router.get(
    "/compare/versions", summary="A draft beside its adopted version: differences in policy, texts side by side"
)
async def versions(
    request: Request, draft: str = "", final: str = "", whole: str = "", format: str | None = None
) -> Response:
    """`draft`, `final`: ids of the documents; without them the first pair there is. `whole=yes` shows the text that is
    the same in both too."""
    state, language = state_of(request), language_of(request)
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    rows = await Asker(state, language, {}).rows(QUERY)
    pairs = list(dict.fromkeys((row["draft"], row["final"]) for row in rows))
    wanted = [pair for pair in pairs if draft in ("", pair[0]) and final in ("", pair[1])]
    if (draft or final) and not wanted:
        there = ", ".join(f"{a} / {b}" for a, b in pairs) or "none"
        raise NotFoundError(f"no pair of {draft[:80]!r} and {final[:80]!r}; there is {there}")
    shown = wanted[0] if wanted else None
    own = [row for row in rows if shown == (row["draft"], row["final"])]
    if choice.format is not None:
        return JSONResponse({"draft": shown and shown[0], "final": shown and shown[1], "differences": own})

    def prepare(store: GraphStore) -> Response:
        texts = _texts(store, shown) if shown else []
        values: dict[str, Any] = {
            "pairs": pairs,
            "shown": shown,
            "differences": [_difference(row) for row in own],
            "texts": texts if whole == "yes" else _with_context(texts),
            "whole": whole == "yes",
            "titles": _titles(state, store, shown, language) if shown else {},
            "query": state.catalogue.get(QUERY),
            "ask": ask,
        }
        return state.pages.render(request, "versions.html", **values)

    return await state.engine.lookup(prepare)


def _difference(row: Row) -> Difference:
    old, new = row.get("in_draft", ""), row.get("in_final", "")
    if old and new:
        return Difference(row, *marked(old, new))
    return Difference(row, (("went", old),) if old else (), (("came", new),) if new else ())


def _texts(store: GraphStore, pair: tuple[str, str]) -> Sequence[Pair]:
    texts = []
    for identifier in pair:
        iri = find(store, identifier)
        found = read_document(store, iri) if iri is not None else None
        if found is None or len(found.text) > LONGEST:
            return []
        texts.append(found.text)
    return beside(*texts)


def _with_context(pairs: Sequence[Pair]) -> list[Pair | int]:
    """What differs, with a sentence before and after; in the place of the rest how many sentences there are."""
    near = {at + step for at, pair in enumerate(pairs) if pair.kind != "same" for step in (-1, 0, 1)}
    shown: list[Pair | int] = []
    for at, pair in enumerate(pairs):
        if at in near:
            shown.append(pair)
        elif shown and isinstance(shown[-1], int):
            shown[-1] += 1
        else:
            shown.append(1)
    return shown


def _titles(state: State, store: GraphStore, pair: tuple[str, str], language: str) -> Mapping[str, str]:
    found = {identifier: find(store, identifier) for identifier in pair}
    return {name: state.labels(iri.value, language) if iri is not None else name for name, iri in found.items()}
