"""What the page of a target shows beside its facts: its figures along the years, with those of the same indicator."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from api.figures import Mark, years
from api.state import State
from api.texts import LANGUAGES, TEXTS
from kg.evidence import iri_of, text
from kg.store import GraphStore
from kg.vocab import SKOS, VG

_FIGURES = (
    ("role_baseline", VG.baselineYear, VG.baselineValue, "f-baseline"),
    ("role_target", VG.targetYear, VG.targetValue, "f-target"),
)


@dataclass(frozen=True, slots=True)
class TargetView:
    """svg: a chart of so many points, "" without a year. indicator: its name among the indicators that are compared.
    others: IRIs and labels of targets with the same indicator."""

    svg: Markup
    points: int
    indicator: str
    others: list[tuple[str, str]]


def target_view(store: GraphStore, state: State, iri: str, language: str) -> TargetView:
    """The view of one target."""
    target = NamedNode(iri)
    indicator = iri_of(store, target, VG.indicator)
    same = [q.subject for q in store.quads(None, VG.indicator, indicator)] if indicator is not None else []
    targets = [t for t in same if isinstance(t, NamedNode) and t != target and _is_target(store, t)]
    marks = [mark for at in (target, *targets) for mark in _marks(store, at, language)]
    group = iri_of(store, indicator, VG.indicatorGroup) if indicator is not None else None
    name = _dutch(store, group) if group is not None else text(store, target, VG.indicatorName)
    title = state.labels(iri, language)
    svg = years(marks, title, language, unit=text(store, target, VG.unitName)) if marks else Markup("")
    return TargetView(
        svg,
        len({(m.year, m.value) for m in marks}),
        name,
        sorted((t.value, state.labels(t.value, language)) for t in targets),
    )


def _is_target(store: GraphStore, iri: NamedNode) -> bool:
    return any(True for p in (VG.targetValue, VG.baselineValue, VG.changePercentage) for _ in store.quads(iri, p))


def _marks(store: GraphStore, target: NamedNode, language: str) -> list[Mark]:
    scope = text(store, target, VG.scopeName)
    marks = []
    for key, year, value, kind in _FIGURES:
        when, number = text(store, target, year)[:4], text(store, target, value)
        if when.isdecimal() and number:
            name = TEXTS[key][LANGUAGES.index(language)]
            marks.append(Mark(int(when), float(number), kind, name, scope, target.value))
    return marks


def _dutch(store: GraphStore, iri: NamedNode) -> str:
    """Its name as the named queries give it."""
    labels = (q.object for q in store.quads(iri, SKOS.prefLabel))
    return next((found.value for found in labels if isinstance(found, Literal) and found.language == "nl"), "")
