"""The named queries against what a reader wrote down from the documents (`expected/*.csv`), row by row.

A wrong row does more harm than a missing one: the families named EXACT must give these rows and no others. For the
rest, the share of the reader's rows that come back may not fall.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from kg.config import ROOT
from tests.queries.support import Row, run_named

EXPECTED = Path(__file__).parent / "expected"
EXACT = {
    "documents", "parties", "officials", "priorities", "priority_counts", "formation", "allocations", "targets",
    "agreements", "abbreviations", "legal", "funds",
}  # fmt: skip
RECALL = 0.5  # of the other families; benchmarks/extraction prints the true figures
NOT_COMPARED = {"line", "quote", "confidence"}
FILES = sorted(EXPECTED.glob("*.csv"))


def written_down(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def plain(value: str) -> str:
    """A value as it is compared: case, dashes, quotation marks and zeros after the point do not tell rows apart."""
    value = value.strip().lower().replace("–", "-").replace("’", "'").rstrip(".;")
    return re.sub(r"(\d)\.(\d*?)0+$", lambda m: f"{m.group(1)}.{m.group(2)}" if m.group(2) else m.group(1), value)


def keys(rows: list[Row], columns: list[str]) -> list[tuple[str, ...]]:
    return sorted(tuple(plain(row.get(column, "")) for column in columns) for row in rows)


def alike(wanted: Row, found: Row, columns: list[str]) -> bool:
    """Whether two readers would call it the same row: short values are equal, sentences share most of their words."""
    return all(_near(plain(wanted[column]), plain(found.get(column, ""))) for column in columns if column != "theme")


def _near(left: str, right: str) -> bool:
    if left == right:
        return True
    words, others = ({word[:6] for word in re.findall(r"\w+", value)} for value in (left, right))
    return min(len(words), len(others)) >= 2 and len(words & others) >= 0.6 * min(len(words), len(others))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_those_a_reader_found(path: Path, built_store: Path) -> None:
    wanted = written_down(path)
    name = path.stem
    columns = [column for column in wanted[0] if column not in NOT_COMPARED]
    documents = {row["doc"] for row in wanted} if "doc" in columns else None
    found = [row for row in run_named(built_store, name) if documents is None or row["doc"] in documents]
    have, want = keys(found, columns), keys(wanted, columns)
    missing = [key for key in want if key not in have]
    extra = [key for key in have if key not in want]
    if name in EXACT:
        assert not missing, f"{len(missing)} of {len(want)} missing, {len(extra)} extra; missing: {missing[:8]}"
        assert not extra, f"{len(extra)} rows that no reader found: {extra[:8]}"
    else:
        lost = [row for row in wanted if not any(alike(row, other, columns) for other in found)]
        assert len(lost) <= (1 - RECALL) * len(wanted), f"missing {len(lost)} of {len(wanted)}: {lost[:8]}"


# rows come only beside a table from elsewhere: tests/pipeline/test_import_cbs.py
AFTER_AN_IMPORT = {"target_vs_outcome"}


@pytest.mark.parametrize("name", sorted({path.stem for path in (ROOT / "queries").glob("*.rq")} - AFTER_AN_IMPORT))
def test_every_named_query_gives_rows(name: str, built_store: Path) -> None:
    assert run_named(built_store, name), f"{name}: no rows at all"


def test_the_contract_is_whole() -> None:
    """Every query the contract names is there, and in its columns."""
    from tests.queries.support import CONTRACT

    for name, columns in CONTRACT.items():
        text = (ROOT / "queries" / f"{name}.rq").read_text(encoding="utf-8")
        declared = re.search(r"^# columns: (.*)$", text, re.M)
        assert declared, name
        assert [column.strip() for column in declared.group(1).split(",")] == columns, name
        selected = re.search(r"^SELECT (?!DISTINCT)(.*)$", text, re.M)
        assert selected, name
        assert re.findall(r"\?(\w+)(?=\)|\s|$)", re.sub(r"\(.*? AS (\?\w+)\)", r"\1", selected.group(1))) == columns, name


def test_every_quote_stands_on_its_line(built_store: Path) -> None:
    """From any row to the words: the quote, white space folded, begins on the line the row names."""
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "data" / "documents").glob("*.txt")}
    folded = {stem: [" ".join(line.split()) for line in text.split("\n")] for stem, text in sources.items()}
    from tests.queries.support import CONTRACT, FILE_OF

    for name, columns in CONTRACT.items():
        if "quote" not in columns:
            continue
        for row in run_named(built_store, name):
            stem = FILE_OF[row.get("doc") or (row["final"] if row["in_final"] else row["draft"])]
            quote = row["quote"]
            assert quote, (name, row)
            assert len(quote) <= 300, (name, row)
            rest = " ".join(" ".join(folded[stem][int(row["line"]) - 1 :]).split())
            at = rest.find(quote)
            assert 0 <= at < len(folded[stem][int(row["line"]) - 1]) + 1, (name, row)
