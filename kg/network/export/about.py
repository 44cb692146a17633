"""What every file says of itself: which projection of which release it holds, whether that is all, whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.network.export.text import drawn, json_text
from kg.network.model import Attribute, NetworkData, Stopped

GENERATOR = "Veiligheidsgraaf"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from. address: the URL that makes it again, or the command; licence: IRI; each "" when not
    known. language: "nl" or "en": of what has room for one language only."""

    address: str = ""
    licence: str = ""
    language: str = "nl"


def about(data: NetworkData, origin: Origin) -> dict[str, Any]:
    """What the file says of itself, as nested plain values (for JSON)."""
    projection, release = data.projection, data.release
    return {
        "projection": {
            "name": projection.name,
            "title": dict(projection.title),
            "description": dict(projection.description),
            "parameters": dict(projection.parameters),
            "directed": projection.directed,
            "weight": projection.weight,
            "sides": list(projection.sides),
        },
        "release": {
            "version": release.version,
            "digest": release.digest,
            "snapshot": release.snapshot,
            "created": release.created,
        },
        "licence": origin.licence,
        "address": origin.address,
        "generator": GENERATOR,
        "complete": data.complete,
        "stopped": stopped(data.stopped),
        "counts": {"nodes": len(data.nodes), "edges": len(data.edges)},
        "measures": dict(data.measures),
    }


def stopped(why: Stopped | None) -> dict[str, Any] | None:
    return {"budget": why.budget, "limit": why.limit, "text": dict(why.text)} if why else None


def flat(data: NetworkData, origin: Origin) -> dict[str, Attribute]:
    """The same as names with one value each, for forms whose graph attributes are scalars. What is empty is left
    out; parameters are a JSON object."""
    projection, release, why = data.projection, data.release, data.stopped
    values: dict[str, Attribute] = {
        "projection": projection.name,
        "title_nl": projection.title.get("nl", ""),
        "title_en": projection.title.get("en", ""),
        "description_nl": projection.description.get("nl", ""),
        "description_en": projection.description.get("en", ""),
        "parameters": json_text(dict(projection.parameters)),
        "weight_counts": projection.weight,
        "sides": json_text(list(projection.sides)) if projection.sides else "",
        "release": release.version,
        "release_digest": release.digest,
        "release_snapshot": release.snapshot,
        "release_created": release.created,
        "licence": origin.licence,
        "address": origin.address,
        "generator": GENERATOR,
        "complete": "true" if data.complete else "false",
        "stopped": json_text(stopped(why)) if why else "",
        "node_count": len(data.nodes),
        "edge_count": len(data.edges),
        **{f"measure_{name}": value for name, value in sorted(data.measures.items())},
    }
    return {name: value for name, value in values.items() if value != ""}


def lines(data: NetworkData, origin: Origin) -> list[str]:
    """The same for people, one thing a line: for a caption, a comment or a description."""
    language = origin.language
    words = _WORDS[language if language in _WORDS else "nl"]
    projection, release = data.projection, data.release
    title = projection.title.get(language) or projection.name
    said = [f"{title} ({words['projection']} {projection.name}{_given(projection.parameters)})"]
    digest = f", sha256 {release.digest[:12]}…" if release.digest else ""
    said.append(f"{words['release']} {release.version or '?'}{digest}")
    counts = words["counts"].format(nodes=len(data.nodes), edges=len(data.edges))
    if data.stopped is None:
        said.append(f"{counts}; {words['complete']}")
    else:
        said.append(f"{counts}; {words['incomplete']}")
        said.append(data.stopped.text.get(language) or data.stopped.budget)
    if origin.licence:
        said.append(f"{words['licence']} {origin.licence}")
    if origin.address:
        said.append(origin.address)
    return [drawn(line) for line in said]


def _given(parameters: Mapping[str, Any]) -> str:
    if not parameters:
        return ""
    parts = (f"{name}={_shown(value)}" for name, value in sorted(parameters.items()) if name != "projection")
    return "".join(f"; {part}" for part in parts)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


_WORDS = {
    "nl": {
        "projection": "projectie",
        "release": "Gegevens: uitgave",
        "counts": "{nodes} knopen, {edges} verbindingen",
        "complete": "volledig",
        "incomplete": "NIET volledig",
        "licence": "Licentie",
    },
    "en": {
        "projection": "projection",
        "release": "Data: release",
        "counts": "{nodes} nodes, {edges} edges",
        "complete": "complete",
        "incomplete": "NOT complete",
        "licence": "Licence",
    },
}
