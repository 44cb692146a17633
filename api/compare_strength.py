"""Police strength by unit and category, of one document and date."""

from __future__ import annotations

from api.compare_rows import Asker, Choice, Figure, Row
from api.figures import Bar, bars

_TOTAL = "totaal"
_COLOURS = ("f-bar", "f-bar2", "f-share", "f-observed", "f-target", "f-baseline")


async def strength(asker: Asker) -> Figure:
    """Full-time equivalents of each unit by category. The choices `doc` and `date`."""
    rows = await asker.rows("formation")
    names = {d.id: d.name for d in await asker.documents(row["doc"] for row in rows)}
    docs = [doc for doc in names if any(row["doc"] == doc for row in rows)]
    title = asker.t("figure_strength")
    if not docs:
        return Figure(title, [*_COLUMNS], [])
    fullest = max(docs, key=lambda doc: sum(row["doc"] == doc for row in rows))
    doc = asker.picked("doc", docs, fullest)
    dates = sorted({row.get("date", "") for row in rows if row["doc"] == doc})
    date = asker.picked("date", dates, max(dates, key=lambda d: (_rows_of(rows, doc, d), d)))
    own = [row for row in rows if row["doc"] == doc and row.get("date", "") == date]
    categories = list(dict.fromkeys(row.get("category", "") for row in own))
    categories.sort(key=lambda category: category == _TOTAL)
    units = _units(own)
    stacked = [c for c in categories if c != _TOTAL] or categories
    colours = dict(zip(stacked, _COLOURS * len(stacked), strict=False))
    drawn = [_bar(unit, cells, stacked, colours) for unit, cells in units.items()]
    title = f"{title}: {names[doc]}{', ' + date if date else ''}"
    choices = [
        Choice("doc", asker.t("compare_document"), doc, [(d, names[d]) for d in docs]),
        Choice("date", asker.t("compare_date"), date, [(d, d or asker.t("compare_no_date")) for d in dates]),
    ]
    table = [[row.get(column, "") for column in _COLUMNS] for row in own]
    parts = {"units": units, "categories": categories, "colours": colours, "doc": doc}
    figure = bars([bar for bar in drawn if bar.parts], title, asker.language, width=860)
    return Figure(title, [*_COLUMNS], table, figure if any(bar.parts for bar in drawn) else "", choices, parts)


_COLUMNS = ("doc", "unit", "parent", "category", "date", "fte", "confidence", "line", "quote")


def _rows_of(rows: list[Row], doc: str, date: str) -> int:
    return sum(row["doc"] == doc and row.get("date", "") == date for row in rows)


def _units(rows: list[Row]) -> dict[tuple[str, str], dict[str, Row]]:
    """The cells by unit and what it is part of, in the order of the text, and by category."""
    units: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        units.setdefault((row["unit"], row.get("parent", "")), {}).setdefault(row.get("category", ""), row)
    return units


def _bar(unit: tuple[str, str], cells: dict[str, Row], stacked: list[str], colours: dict[str, str]) -> Bar:
    parts = [(float(cells[c]["fte"]), colours[c], c) for c in stacked if c in cells and "fte" in cells[c]]
    if not parts and "fte" in cells.get(_TOTAL, {}):
        parts = [(float(cells[_TOTAL]["fte"]), "f-baseline", _TOTAL)]
    return Bar(unit[0], tuple(parts))
