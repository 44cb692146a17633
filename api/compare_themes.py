"""Themes by documents, and national objectives against regional priorities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from api.compare_rows import Asker, Choice, Figure, Row
from api.figures import heat

_COUNTS = ("priorities", "mentions", "ambitions", "targets", "measures")
_SEPARATOR = "; "  # between the documents in one cell of `national_coverage`


@dataclass(frozen=True, slots=True)
class Cell:
    """A theme in a document. level: 0 (not there) to 5. words: what stands in the cell; note: in full."""

    level: int
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """A theme with its cells, in the order of the documents. concept: its IRI, "" when it is not known."""

    label: str
    concept: str
    cells: list[Cell]
    regions: int = 0


async def themes(asker: Asker) -> Figure:
    """Regions and periods by themes. The choices `show` (themes that are a priority somewhere, or all) and `drafts`."""
    show = asker.picked("show", ["priorities", "all"], "priorities")
    drafts = asker.picked("drafts", ["no", "yes"], "no")
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in await asker.rows("theme_matrix"):
        found[row["concept"]][row["doc"]] = row
    every = await asker.documents(doc for rows in found.values() for doc in rows)
    documents = [d for d in every if drafts == "yes" or d.status != "concept"]
    shown = [d for d in documents if any(d.id in rows for rows in found.values())]
    lines = []
    for concept, rows in found.items():
        own = {d.id: rows[d.id] for d in shown if d.id in rows}
        if own and (show == "all" or any(_number(row, "priorities") for row in own.values())):
            label = asker.state.labels(concept, asker.language)
            regions = {d.region for d in shown if _number(own.get(d.id, {}), "priorities")}
            lines.append(Line(label, concept, [_cell(asker, own.get(d.id, {})) for d in shown], len(regions)))
    lines.sort(key=lambda line: (-line.regions, -sum(cell.level > 2 for cell in line.cells), line.label.lower()))
    yes_no = [("no", asker.t("compare_without_drafts")), ("yes", asker.t("compare_with_drafts"))]
    choices = [
        Choice(
            "show", asker.t("compare_show"), show, [(v, asker.t(f"compare_show_{v}")) for v in ("priorities", "all")]
        ),
        Choice("drafts", asker.t("compare_drafts"), drafts, yes_no),
    ]
    table = [
        [
            line.label,
            d.id,
            d.name,
            *(found[line.concept].get(d.id, {}).get(name, "0") for name in _COUNTS),
            line.concept,
        ]
        for line in lines
        for d in shown
    ]
    title = asker.t("figure_themes")
    drawn = heat(
        [(line.label, [(c.level, c.words, c.note) for c in line.cells]) for line in lines],
        [d.name for d in shown],
        title,
    )
    columns = ["theme", "doc", "document", *_COUNTS, "concept"]
    return Figure(title, columns, table, drawn if lines else "", choices, {"lines": lines, "documents": shown})


async def national(asker: Asker) -> Figure:
    """National objectives by the regional documents that answer them."""
    every = await asker.documents()
    regional = [d for d in every if not d.is_national and d.status != "concept"]
    concepts = {row["theme"]: row["concept"] for row in await asker.rows("theme_matrix")}
    lines, rows = [], []
    for row in await asker.rows("national_coverage"):
        answers = set(row.get("regional_docs", "").split(_SEPARATOR))
        concept = concepts.get(row["theme"], "")
        label = asker.state.labels(concept, asker.language) if concept else row["theme"]
        cells = [_answered(asker, d.id in answers) for d in regional]
        lines.append(Line(label, concept, cells, len({d.region for d in regional if d.id in answers})))
        rows += [[row["theme"], row["national_doc"], d.id, d.name, "1" if d.id in answers else "0"] for d in regional]
    lines.sort(key=lambda line: (-line.regions, -sum(cell.level > 0 for cell in line.cells), line.label.lower()))
    title = asker.t("figure_national")
    drawn = heat(
        [(line.label, [(c.level, c.words, c.note) for c in line.cells]) for line in lines],
        [d.name for d in regional],
        title,
    )
    alone = [line for line in lines if not line.regions]
    parts = {"lines": lines, "documents": regional, "alone": alone}
    return Figure(
        title, ["theme", "national_doc", "doc", "document", "answered"], rows, drawn if lines else "", [], parts
    )


def _cell(asker: Asker, row: Row) -> Cell:
    """Priorities count most: a theme that is only named is barely coloured."""
    numbers = {name: _number(row, name) for name in _COUNTS}
    note = ", ".join(f"{n} {asker.t('n_' + name if n != 1 else 'one_' + name)}" for name, n in numbers.items() if n)
    if numbers["priorities"]:
        return Cell(min(numbers["priorities"], 3) + 2, str(numbers["priorities"]), note)
    if numbers["ambitions"] or numbers["targets"] or numbers["measures"]:
        return Cell(2, "○", note)
    return Cell(1, "·", note) if note else Cell(0, "", asker.t("compare_not_there"))


def _answered(asker: Asker, answered: bool) -> Cell:
    return Cell(4, "✓", asker.t("compare_answered")) if answered else Cell(0, "", asker.t("compare_not_answered"))


def _number(row: Row, name: str) -> int:
    return int(row.get(name, "0") or "0")
