"""Running named queries in tests, as the command line does."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

from pyoxigraph import QueryResultsFormat

from kg.config import ROOT
from kg.embedded import OxigraphStore
from kg.snapshots import open_current

Row = dict[str, str]
_FACT = ["confidence", "line", "quote"]
CONTRACT: dict[str, list[str]] = {
    "documents": ["doc", "title", "kind", "region", "start_year", "end_year", "status", "date", "publisher", *_FACT],
    "document_relations": ["doc", "relation", "target", *_FACT],
    "parties": ["doc", "actor", "type", *_FACT],
    "actors": ["doc", "actor", "abbreviation", "type", *_FACT],
    "officials": ["doc", "person", "role", "organisation", *_FACT],
    "governance": ["doc", "subject", "relation", "object", *_FACT],
    "themes": ["doc", "theme", "broader", *_FACT],
    "priorities": ["doc", "set_by", "level", "rank", "theme", *_FACT],
    "priority_counts": ["doc", "actor", "count", *_FACT],
    "principles": ["doc", "kind", "rank", "principle", *_FACT],
    "ambitions": ["doc", "theme", "ambition", *_FACT],
    "targets": ["doc", "theme", "indicator", "scope", "direction", "baseline_value", "baseline_year", "target_value",
                "target_year", "change_pct", "unit", *_FACT],
    "allocations": ["doc", "indicator", "unit", "year", "value", *_FACT],
    "agreements": ["doc", "theme", "agreement", "monitoring", *_FACT],
    "measures": ["doc", "theme", "measure", "actor", *_FACT],
    "statistics": ["doc", "indicator", "scope", "from_year", "to_year", "value", "unit", *_FACT],
    "trends": ["doc", "trend", "direction", *_FACT],
    "formation": ["doc", "unit", "parent", "category", "date", "fte", *_FACT],
    "funds": ["doc", "amount_eur", "period", "purpose", *_FACT],
    "legal": ["doc", "law", "article", "topic", *_FACT],
    "abbreviations": ["doc", "abbreviation", "expansion", *_FACT],
    "draft_vs_final": ["draft", "final", "topic", "in_draft", "in_final", "draft_line", *_FACT],
    "inconsistencies": ["doc", "what", "stated", "computed", *_FACT],
    "shared_themes": ["theme", "docs", "actors"],
    "theme_continuity": ["region", "theme", "in_2015_2018", "in_2019_2022"],
    "national_coverage": ["theme", "national_doc", "regional_docs"],
    "target_trail": ["indicator", "doc", "scope", "year", "value"],
    "municipality_changes": ["municipality", "change", "successor", "date"],
    "actor_degree": ["actor", "type", "documents", "themes", "relations"],
    "unmeasured_ambitions": ["doc", "theme", "ambition"],
    "external_links": ["resource", "predicate", "target"],
}  # fmt: skip
FILE_OF = {
    "rvs-mn-2015-2018": "rvs-midden-nederland-2015-2018",
    "rvs-mn-2019-2022": "rvs-midden-nederland-2019-2022",
    "rvs-mn-2019-2022-concept": "rvs-midden-nederland-2019-2022-concept",
    "vs-on-2019-2022-voorstel": "veiligheidsstrategie-oost-nederland-2019-2022-voorstel",
    "imv-nh-2019-2022": "imv-noord-holland-2019-2022",
    "va-2019-2022": "imv-noord-holland-2019-2022",
    "va-2019-2022-verdeling": "imv-noord-holland-2019-2022",
}


def run_named(store_folder: Path, name: str) -> list[Row]:
    """The rows of a named query on the current snapshot of a store, as its CSV form gives them."""
    text = (ROOT / "queries" / f"{name}.rq").read_text(encoding="utf-8")
    results = _opened(store_folder).engine.query(text)
    data = results.serialize(format=QueryResultsFormat.CSV)  # type: ignore[union-attr]
    assert data is not None
    return list(csv.DictReader(io.StringIO(data.decode())))


@cache
def _opened(folder: Path) -> OxigraphStore:
    return open_current(folder)
