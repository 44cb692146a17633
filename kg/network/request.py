"""What is asked of a network, out of the parameters of an address or a command line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.config import DEF
from kg.errors import ParameterError
from kg.network.bipartite import WEIGHTINGS
from kg.network.model import Parameter, Period, Projection
from kg.network.projections import CUSTOM, DEFAULT, PROJECTIONS, Declared, sides_of
from kg.network.relations import KINDS
from kg.vocab import VG, notations, relation_property

DIRECTIONS = ("directed", "undirected")
WEIGHTS = ("statements", "documents", "none")
# What says which network is meant, as against what is asked of it.
PARAMETERS = (
    "projection", "edges", "relations", "kinds", "kinds_from", "kinds_to", "documents", "year", "direction", "weight",
    "min_weight", "fold", "fold_weight",
)  # fmt: skip
ALWAYS = Period()
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
_MOST = 100  # values of one parameter


@dataclass(frozen=True, slots=True)
class Asked:
    """One network. declared: the projection it starts from, with what the parameters changed in it.

    relations, kinds, kinds_from, kinds_to: IRIs, empty for all; documents: identifiers, empty for all; year: what must
    be covered, unknown for all; min_weight: of an edge. given: the parameters as they are stated in the answer.
    """

    declared: Declared
    relations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    kinds_from: tuple[str, ...] = ()
    kinds_to: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    year: Period = ALWAYS
    min_weight: float = 0.0
    given: tuple[tuple[str, Parameter], ...] = ()

    def projection(self) -> Projection:
        """How the answer states it."""
        own = self.declared
        return Projection(own.name, dict(self.given), own.title, own.description, own.directed, own.weight, own.sides)

    def unfolded(self) -> Asked:
        """The network with both sides that this one is folded from."""
        given = dict(self.given) | {"fold": "none"}
        return replace(self, declared=replace(self.declared, fold=""), min_weight=0.0, given=_ordered(given))

    def at(self, *, year: Period | None = None, documents: tuple[str, ...] | None = None) -> Asked:
        """The same network of another year, or of other documents."""
        given = dict(self.given)
        changed = self
        if year is not None:
            given["year"] = _said(year)
            changed = replace(changed, year=year)
        if documents is not None:
            given["documents"] = documents
            changed = replace(changed, documents=documents)
        return replace(changed, given=_ordered(given))


def parse(parameters: Mapping[str, str]) -> Asked:
    """What is asked. Parameters that are not in `PARAMETERS` are passed over: they are for somebody else.

    Raises ParameterError with the values that are allowed.
    """
    said = {name: parameters[name] for name in PARAMETERS if parameters.get(name)}
    declared = _start(said)
    asked = Asked(
        declared,
        relations=_relations(said, declared),
        kinds=classes("kinds", said),
        kinds_from=classes("kinds_from", said),
        kinds_to=classes("kinds_to", said),
        documents=tuple(sorted(set(_many("documents", said)))),
        year=period("year", said.get("year", "")),
        min_weight=_number("min_weight", said),
    )
    return replace(asked, given=_ordered(_given(asked)))


def period(name: str, text: str) -> Period:
    """A year or two with a hyphen between them. Raises ParameterError."""
    if not text:
        return ALWAYS
    match = _YEARS.fullmatch(text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if first > last:
        raise ParameterError(name, f"{text[:40]!r} is no year (2019) or period (2019-2022)", ("2019", "2019-2022"))
    return Period(first, last)


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """`value`, when it is allowed. Raises ParameterError when it is not."""
    if value not in allowed:
        raise ParameterError(name, f"{value[:100]!r} is not known here; allowed: {', '.join(allowed)}", allowed)
    return value


def _start(said: Mapping[str, str]) -> Declared:
    """The declared projection, with kinds of edges, direction, weight and fold as they are asked."""
    edges = tuple(dict.fromkeys(one_of("edges", name, tuple(KINDS)) for name in _many("edges", said)))
    name = said.get("projection") or (CUSTOM if edges else DEFAULT)
    if name == CUSTOM and edges:
        text = {lang: "; ".join(KINDS[edge].label[lang] for edge in edges) for lang in ("nl", "en")}
        declared = Declared(CUSTOM, {"nl": "Eigen projectie", "en": "Own projection"}, text, edges)
    elif name == CUSTOM:
        raise ParameterError(
            "edges", f"a projection of one's own needs kinds of edges: {', '.join(KINDS)}", tuple(KINDS)
        )
    else:
        declared = PROJECTIONS[one_of("projection", name, (*PROJECTIONS, CUSTOM))]
        declared = replace(declared, edges=edges) if edges else declared
    if "direction" in said:
        declared = replace(declared, directed=one_of("direction", said["direction"], DIRECTIONS) == "directed")
    if "weight" in said:
        declared = replace(declared, weight=one_of("weight", said["weight"], WEIGHTS))
    return _folded(declared, said)


def _folded(declared: Declared, said: Mapping[str, str]) -> Declared:
    sides = sides_of(declared.edges)
    fold = said.get("fold", declared.fold)
    if fold == "none":
        fold = ""
    if fold and not sides:
        raise ParameterError(
            "fold", "only a network with two sides can be folded; these edges have no two sides", ("none",)
        )
    if fold:
        one_of("fold", fold, (*sides, "none"))
    weighting = one_of("fold_weight", said.get("fold_weight", declared.fold_weight), WEIGHTINGS)
    if fold and declared.directed:
        if said.get("direction") == "directed":
            raise ParameterError("direction", "what two nodes share has no direction", ("undirected",))
        declared = replace(declared, directed=False)
    return replace(declared, fold=fold, fold_weight=weighting)


def _relations(said: Mapping[str, str], declared: Declared) -> tuple[str, ...]:
    """By notation (`lid-van`), by the name of the property or class (`memberOf`, `Priority`), or by IRI."""
    known = known_relations(declared.edges)
    names = _many("relations", said)
    return tuple(sorted({known[one_of("relations", name, tuple(known))] for name in names}))


def known_relations(edges: tuple[str, ...]) -> dict[str, str]:
    """Every name of a relation that these kinds of edges may have, and its IRI."""
    found: dict[str, str] = {}
    for name in edges:
        kind = KINDS[name]
        iris = (kind.relation,) if kind.relation else tuple(kind.names.values()) or kind.relations
        for iri in iris:
            found[iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]] = iri
    properties = {relation_property(n).value: n for n in notations("relation-kind")}
    found |= {properties[iri]: iri for iri in list(found.values()) if iri in properties}
    return dict(sorted(found.items())) | {iri: iri for iri in sorted(set(found.values()))}


def classes(name: str, said: Mapping[str, str]) -> tuple[str, ...]:
    """The IRIs of the classes that a parameter names, with commas. Raises ParameterError."""
    found = set()
    for value in _many(name, said):
        local = value.removeprefix(DEF)
        term = getattr(VG, local, None) if local[:1].isupper() else None
        if term is None:
            allowed = tuple(n for n in vars(VG) if n[:1].isupper())
            raise ParameterError(
                name, f"{value[:100]!r} is no class of this graph, such as Municipality or Actor", allowed
            )
        found.add(term.value)
    return tuple(sorted(found))


def _many(name: str, said: Mapping[str, str]) -> tuple[str, ...]:
    values = tuple(part.strip() for part in said.get(name, "").split(",") if part.strip())
    if len(values) > _MOST:
        raise ParameterError(name, f"{len(values)} values; at most {_MOST}")
    return values


def _number(name: str, said: Mapping[str, str]) -> float:
    try:
        value = float(said.get(name, "0"))
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise ParameterError(name, f"{said[name][:40]!r} is no number of 0 or more")
    return value


def _said(year: Period) -> str:
    return str(year.first) if year.first == year.last else f"{year.first}-{year.last}"


def _given(asked: Asked) -> dict[str, Parameter]:
    """What is stated: each parameter that makes another network than the projection's name alone does."""
    own, plain = asked.declared, PROJECTIONS.get(asked.declared.name)
    differs: dict[str, Parameter] = {"projection": own.name}
    if plain is None or own.edges != plain.edges:
        differs["edges"] = own.edges
    for name in ("relations", "kinds", "kinds_from", "kinds_to"):
        if values := getattr(asked, name):
            differs[name] = tuple(value.removeprefix(DEF) for value in values)
    if asked.documents:
        differs["documents"] = asked.documents
    if asked.year.known:
        differs["year"] = _said(asked.year)
    if plain is None or own.directed != plain.directed:
        differs["direction"] = DIRECTIONS[0 if own.directed else 1]
    if plain is None or own.weight != plain.weight:
        differs["weight"] = own.weight
    if asked.min_weight:
        differs["min_weight"] = asked.min_weight
    if own.fold != (plain.fold if plain else ""):
        differs["fold"] = own.fold or "none"
    if own.fold and (plain is None or own.fold_weight != plain.fold_weight):
        differs["fold_weight"] = own.fold_weight
    return differs


def _ordered(given: Mapping[str, Parameter]) -> tuple[tuple[str, Parameter], ...]:
    return tuple((name, given[name]) for name in PARAMETERS if name in given)
