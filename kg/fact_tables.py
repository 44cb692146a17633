"""The facts about one thing as tables: one table for each kind of fact, a row for each fact, with its words.

Which columns a kind has is written down here for reading, not for truth: a kind that is not here is shown by its
labels, and a property that is no column is on the page of the fact itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.describe import MANY, MOST, OwnClasses, referring_to
from kg.evidence import Passage, first_passage, in_order, iri_of, is_fact
from kg.store import GraphStore
from kg.vocab import RDFS, VG, concept

ROWS = 110  # of all tables together, when nothing is said
FEWEST = 4  # rows of one table, however many there are
SORTED = 100  # facts of one kind up to which they are in the order of their documents; more are in that of their IRIs
COUNTED = 400  # facts of one kind up to which they are counted by document
_SURE = concept("confidence", "hoog").value
Column = tuple[NamedNode, ...]  # the first of them that has a value is shown: a thing, else its name in words
_THEME: Column = (VG.theme, VG.themeName)
_INDICATOR: Column = (VG.indicator, VG.indicatorName)
_ACTOR: Column = (VG.actor, VG.actorName)
COLUMNS: Mapping[NamedNode, tuple[Column, ...]] = {
    VG.Priority: ((VG.setBy, VG.setByName), (VG.level,), (VG.rank,), _THEME),
    VG.PriorityCount: (_ACTOR, (VG.count,)),
    VG.ThemeMention: ((VG.themeName,), (VG.broaderTheme, VG.broaderThemeName)),
    VG.Ambition: ((VG.text,), _THEME),
    VG.Target: (_INDICATOR, (VG.scopeName,), (VG.baselineValue,), (VG.baselineYear,), (VG.targetValue,),
                (VG.targetYear,), (VG.changePercentage,), (VG.unitName,), (VG.direction,), _THEME),
    VG.Allocation: (_INDICATOR, (VG.organisationalUnit, VG.unitLabel), (VG.year,), (VG.value,)),
    VG.Agreement: ((VG.text,), _THEME, (VG.monitoring,)),
    VG.Measure: ((VG.text,), _ACTOR, _THEME),
    VG.Statistic: (_INDICATOR, (VG.scopeName,), (VG.fromYear,), (VG.toYear,), (VG.value,), (VG.unitName,)),
    VG.Trend: ((VG.text,), (VG.direction,)),
    VG.FormationCell: ((VG.organisationalUnit, VG.unitLabel), (VG.formationCategory,), (VG.date,), (VG.value,)),
    VG.Fund: ((VG.amount,), (VG.periodName,), (VG.purpose,)),
    VG.GovernanceRelation: ((VG.subject, VG.subjectName), (VG.relationKind,), (VG.object, VG.objectName)),
    VG.OfficeHolding: ((VG.holder, VG.personName), (VG.roleName,), (VG.organisation, VG.organisationName)),
    VG.Party: (_ACTOR, (VG.organisationKind,)),
    VG.ActorMention: ((VG.actorName,), (VG.abbreviation,), (VG.organisationKind,)),
    VG.AbbreviationUse: ((VG.abbreviation,), (VG.expansion,)),
    VG.LegalReference: ((VG.law, VG.lawName), (VG.article,), (VG.topic,)),
    VG.Principle: ((VG.principleKind,), (VG.rank,), (VG.text,)),
    VG.DocumentRelation: ((VG.documentRelationKind,), (VG.targetDocument, VG.targetName)),
    VG.VersionDifference: ((VG.topic,), (VG.inDraft,), (VG.inFinal,)),
    VG.Inconsistency: ((VG.what,), (VG.stated,), (VG.computed,)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: a thing, or words with their language."""

    iri: str = ""
    text: str = ""
    language: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A row. cells: in the order of the table's columns. confidence: IRI when it is less than sure, else ""."""

    iri: str
    document: str
    cells: list[list[Cell]]
    passage: Passage | None
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class FactTable:
    """The facts of one kind about a thing. columns: IRIs of properties. total: how many facts there are; `facts` may
    hold fewer. documents: how many in each document, by IRI; empty for more than COUNTED facts, or when not asked."""

    kind: str
    columns: list[str]
    facts: list[Fact]
    total: int
    documents: Mapping[str, int]


def fact_tables(
    store: GraphStore,
    iri: NamedNode,
    *,
    limit: int | None = None,
    first: Sequence[Quad] | None = None,
    counted: bool = True,
) -> list[FactTable]:
    """The facts that name `iri`, most first; of a thing that more than MOST triples refer to, those of the first MOST.

    limit: rows of each table; without it they share ROWS. first: what `kg.describe.referring_to` gave, for who has it
    already. counted: whether `documents` is wanted. A column in which every row would name the thing itself is left
    out.
    """
    quads = referring_to(store, iri) if first is None else first
    referring = {subject for q in quads[:MOST] if isinstance(subject := q.subject, NamedNode)}
    class_of = OwnClasses(store, by_name=len(referring) > MANY)
    by_kind: dict[str, list[NamedNode]] = defaultdict(list)
    for subject in referring:
        by_kind[class_of(subject)].append(subject)
    facts = {kind: found for kind, found in by_kind.items() if kind and is_fact(store, found[0])}
    rows = limit or max(ROWS // max(len(facts), 1), FEWEST)
    tables = [table_of(store, iri, kind, found, rows, counted=counted) for kind, found in facts.items()]
    return sorted(tables, key=lambda table: (-table.total, table.kind))


def table_of(
    store: GraphStore,
    about: NamedNode,
    kind: str,
    found: list[NamedNode],
    limit: int = ROWS,
    *,
    counted: bool = True,
) -> FactTable:
    """Some facts of one kind as a table. about: the thing it is shown with, whose column would say nothing."""
    columns = COLUMNS.get(NamedNode(kind), ((RDFS.label,),))
    order = sorted(found, key=lambda fact: fact.value)
    looked_at = COUNTED if counted else SORTED
    documents = {fact: _document(store, fact) for fact in order} if len(order) <= looked_at else {}
    if len(order) <= SORTED:
        order.sort(key=documents.__getitem__)
        last = documents[order[min(limit, len(order)) - 1]]  # what stands in a later document is not shown
        places = {fact: _place(store, fact) for fact in order if documents[fact] <= last}
        order = sorted(places, key=lambda fact: (documents[fact], places[fact]))
    rows = [_fact(store, fact, columns) for fact in order[:limit]]
    told = [at for at in range(len(columns)) if not all([c.iri for c in r.cells[at]] == [about.value] for r in rows)]
    shown = [at for at in told if any(row.cells[at] for row in rows)] or [0]
    facts = [Fact(r.iri, r.document, [r.cells[at] for at in shown], r.passage, r.confidence) for r in rows]
    numbers = Counter(documents.values() if counted else ())
    return FactTable(kind, [columns[at][0].value for at in shown], facts, len(found), numbers)


def _document(store: GraphStore, fact: NamedNode) -> str:
    document = iri_of(store, fact, VG.statedIn)
    return document.value if document is not None else ""


def _fact(store: GraphStore, fact: NamedNode, columns: Sequence[Column]) -> Fact:
    confidence = iri_of(store, fact, VG.confidence)
    return Fact(
        fact.value,
        _document(store, fact),
        [_cells(store, fact, column) for column in columns],
        first_passage(store, fact),
        confidence.value if confidence is not None and confidence.value != _SURE else "",
    )


def _cells(store: GraphStore, fact: NamedNode, column: Column) -> list[Cell]:
    for predicate in column:
        cells = [_cell(quad.object) for quad in in_order(store.quads(fact, predicate))]
        if cells:
            return cells
    return []


def _cell(term: object) -> Cell:
    if isinstance(term, Literal):
        kind = term.datatype.value.rpartition("#")[2]
        return Cell(text=term.value, language=term.language or "", is_number=kind in ("decimal", "integer", "gYear"))
    return Cell(iri=term.value) if isinstance(term, NamedNode) else Cell(text=str(term))


def _place(store: GraphStore, fact: NamedNode) -> int:
    passage = iri_of(store, fact, VG.evidence)
    line = next((q.object for q in store.quads(passage, VG.line)), None) if passage is not None else None
    return int(line.value) if isinstance(line, Literal) and line.value.isdecimal() else 0
