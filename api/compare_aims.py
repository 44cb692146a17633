"""An indicator through years and levels, and ambitions with and without a number."""

from __future__ import annotations

from collections import Counter, defaultdict

from markupsafe import Markup

from api.compare_rows import Asker, Choice, Figure, Row
from api.figures import Bar, Mark, bars, years

ROLES = {"uitgangswaarde": "baseline", "doel": "target", "aandeel": "share", "waargenomen": "observed"}
_TOTALS = ("totaal", "landelijk")
_PERCENT = "%"


async def indicator(asker: Asker) -> Figure:
    """One indicator: values along the years, and the shares of each year over the units. The choice `indicator`."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in await asker.rows("indicator_trail"):
        found[row["indicator"]].append(row)
    telling = sorted(
        (name for name in found if _tells(found[name])), key=lambda name: (-_worth(found[name]), name.lower())
    )
    if not telling:
        return Figure(asker.t("figure_indicator"), [*_COLUMNS], [])
    asked = asker.values.get("indicator", "")
    name = asked if asked in found else telling[0]
    names = {d.id: d.name for d in await asker.documents()}
    rows: list[Row] = [{**row, "document": names.get(row["doc"], row["doc"])} for row in found[name]]
    offered = sorted({*telling, name}, key=str.lower)
    choices = [Choice("indicator", asker.t("compare_indicator"), name, [(n, n) for n in offered])]
    charts = [*_along_years(asker, name, rows), *_over_units(asker, name, rows)]
    title = f"{asker.t('figure_indicator')}: {name}"
    table = [[row.get(column, "") for column in _COLUMNS] for row in rows]
    parts = {"charts": charts, "facts": rows, "roles": {role: asker.t(f"role_{key}") for role, key in ROLES.items()}}
    return Figure(title, [*_COLUMNS], table, charts[0][1] if charts else "", choices, parts)


_COLUMNS = ("indicator", "role", "doc", "scope", "year", "value", "unit", "name", "confidence", "line", "quote")


def _tells(rows: list[Row]) -> bool:
    return len(rows) > 1


def _worth(rows: list[Row]) -> int:
    """Indicators that join documents, levels and years come first in the list."""
    kinds = ({row[column] for row in rows if column in row} for column in ("role", "doc", "year"))
    return sum(len(kind) for kind in kinds)


def _along_years(asker: Asker, name: str, rows: list[Row]) -> list[tuple[str, Markup]]:
    """One chart for percentages, one for the rest: they share no axis. Shares of single units are left to the bars."""
    charts = []
    for percent in (False, True):
        marks = [
            _mark(asker, row)
            for row in rows
            if row.get("year", "")[:4].isdigit()
            and (row.get("unit", "") == _PERCENT) == percent
            and (row["role"] != "aandeel" or row.get("scope", "").lower() in _TOTALS)
        ]
        if marks:
            title = f"{name} ({asker.t('compare_percent' if percent else 'compare_number')})"
            charts.append((title, years(marks, title, asker.language, unit=_PERCENT if percent else "")))
    return charts


def _over_units(asker: Asker, name: str, rows: list[Row]) -> list[tuple[str, Markup]]:
    charts = []
    shares = [row for row in rows if row["role"] == "aandeel" and row.get("scope", "").lower() not in _TOTALS]
    for year in sorted({row.get("year", "") for row in shares}):
        own = sorted((r for r in shares if r.get("year", "") == year), key=lambda r: -float(r["value"]))
        title = f"{name}: {asker.t('compare_shares')} {year[:4]}"
        drawn = bars(
            [Bar(r.get("scope", ""), ((float(r["value"]), "f-share", ""),)) for r in own], title, asker.language
        )
        charts.append((title, drawn))
    return charts


def _mark(asker: Asker, row: Row) -> Mark:
    role = ROLES[row["role"]]
    year, value = int(row["year"][:4]), float(row["value"])
    return Mark(year, value, f"f-{role}", asker.t(f"role_{role}"), row.get("scope", ""), _chain(row))


def _chain(row: Row) -> str:
    """A baseline belongs to the target of the same words."""
    return (
        f"{row['doc']} {row.get('scope', '')} {row['name']} {row['line']}"
        if row["role"] in ("uitgangswaarde", "doel")
        else ""
    )


async def ambitions(asker: Asker) -> Figure:
    """Ambitions by document, with and without a target that has a number. The choice `doc` lists those of one."""
    without = Counter(_key(row) for row in await asker.rows("unmeasured_ambitions"))
    rows_read = await asker.rows("ambitions")
    names = {d.id: d.name for d in await asker.documents(row["doc"] for row in rows_read)}
    table: list[list[str]] = []
    facts: list[dict[str, str]] = []
    for row in rows_read:
        key = _key(row)
        measured = without[key] == 0
        if not measured:
            without[key] -= 1
        facts.append({**row, "measured": "1" if measured else "0", "document": names.get(row["doc"], row["doc"])})
    for fact in facts:
        table.append([fact.get(column, "") for column in _AMBITION_COLUMNS])
    counted = _counted(facts, names)
    title = asker.t("figure_ambitions")
    rows = [
        Bar(
            names[doc],
            (
                (float(yes), "f-bar", asker.t("compare_with_number")),
                (float(no), "f-bar2", asker.t("compare_without_number")),
            ),
            f"{yes} / {yes + no}",
        )
        for doc, (yes, no) in counted.items()
    ]
    doc = asker.picked("doc", list(counted), next(iter(counted), ""))
    choices = [Choice("doc", asker.t("compare_document"), doc, [(d, names[d]) for d in counted])]
    parts = {
        "counted": [(d, names[d], *counted[d]) for d in counted],
        "facts": [f for f in facts if f["doc"] == doc],
        "doc": doc,
    }
    return Figure(title, [*_AMBITION_COLUMNS], table, bars(rows, title, asker.language) if rows else "", choices, parts)


_AMBITION_COLUMNS = ("doc", "theme", "ambition", "measured", "confidence", "line", "quote")


def _key(row: Row) -> tuple[str, str, str]:
    return row["doc"], row.get("theme", ""), row["ambition"]


def _counted(facts: list[dict[str, str]], names: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Ambitions with and without a number by document, in the order of the documents."""
    yes = Counter(fact["doc"] for fact in facts if fact["measured"] == "1")
    no = Counter(fact["doc"] for fact in facts if fact["measured"] == "0")
    return {doc: (yes[doc], no[doc]) for doc in names if yes[doc] + no[doc]}
