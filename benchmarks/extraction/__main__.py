"""Recall and precision of the loaders on stretches of text that were annotated by hand.

    python -m benchmarks.extraction                     the table
    python -m benchmarks.extraction --misses measures   what was missed and what was read too much
    python -m benchmarks.extraction --section va-executie --examples FOLDER

The columns: gold (rows written down by the reader), matched (of those, read by the loaders), found (rows the loaders
read there), right (of those, in the gold set), opt. (rows read there that count for nothing), recall = matched / gold,
precision = right / found, cells (share of the other columns of matched rows that agree). How rows are compared:
benchmarks/extraction/README.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extraction.families import FAMILIES
from benchmarks.extraction.gold import Section, read_examples, read_gold
from benchmarks.extraction.matching import Row
from benchmarks.extraction.scoring import Score, score_all
from kg.config import ROOT, Settings
from kg.errors import GraphError, InputError, UsageError
from loaders.context import Reading
from loaders.pipeline import BuildReport, read_folder

EXAMPLES = ROOT.parent / "shared" / "contract" / "examples" / "oost-nederland"


def table(title: str, scores: dict[str, Score]) -> str:
    """The scores as lines of text, with the sum at the end."""
    total = Score()
    heads = f"{'gold':>5} {'matched':>7} {'found':>6} {'right':>6} {'opt.':>5} {'recall':>7} {'prec.':>6} {'cells':>6}"
    lines = [title, f"{'family':20} {heads}"]
    for name, one in scores.items():
        if one.gold or one.found:
            lines.append(_line(name, one))
            total.add(one)
    return "\n".join([*lines, _line("all", total)])


def _line(name: str, one: Score) -> str:
    cells = one.cells_right / one.cells if one.cells else None
    return (
        f"{name:20} {one.gold:5} {one.matched:7} {one.found:6} {one.right:6} {one.optional:5} "
        f"{_share(one.recall):>7} {_share(one.precision):>6} {_share(cells):>6}"
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def misses(name: str, one: Score) -> str:
    """What of a family was missed and what was read too much, a line each."""
    lines = [f"{name}: {len(one.missed)} missed"]
    lines += [_row(name, section, row) for section, row in one.missed]
    lines.append(f"{name}: {len(one.extra)} not in the gold set")
    lines += [_row(name, section, row) for section, row in one.extra]
    return "\n".join(lines)


def _row(name: str, section: str, row: Row) -> str:
    family = FAMILIES[name]
    cells = [f"{column}={row[column]}" for column in (*family.deciding, *family.rest) if row[column]]
    return f"  {section}:{row['line']}  " + "; ".join(cells)


def readings() -> list[Reading]:
    """The documents, read. Raises InputError when one cannot be."""
    report = BuildReport()
    read = read_folder(Settings.from_environment().documents, report)
    if report.unreadable:
        raise InputError("\n".join(report.unreadable))
    return read


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; exit code 0, or that of the error when the documents or the gold set cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        sections = _chosen(read_gold(), options.section)
        examples = [] if options.section else read_examples(options.examples)
        _report(sections, examples, readings(), options)
    except GraphError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    if not examples and not options.section:
        sys.stdout.write(f"examples of the contract: skipped, none in {options.examples}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--misses", metavar="FAMILY", choices=[*FAMILIES, "all"], help="rows missed and read too much")
    parser.add_argument("--section", action="append", metavar="ID", help="only this section; may be given again")
    parser.add_argument("--by-section", action="store_true", help="a table for each section as well")
    parser.add_argument("--examples", type=Path, default=EXAMPLES, help="folder with the examples of the contract")
    return parser


def _chosen(sections: list[Section], ids: list[str] | None) -> list[Section]:
    known = {section.id: section for section in sections}
    for wanted in ids or ():
        if wanted not in known:
            raise UsageError(f"no section {wanted!r}; known are {', '.join(known)}")
    return [known[wanted] for wanted in ids] if ids else sections


def _report(
    sections: list[Section], examples: list[Section], read: list[Reading], options: argparse.Namespace
) -> None:
    groups = [(f"gold set, {len(sections)} sections", sections, True)]
    if options.by_section:
        groups += [(section.id, [section], False) for section in sections]
    groups += [(f"{section.id} (contract)", [section], True) for section in examples]
    for title, group, with_misses in groups:
        scores = score_all(group, read, FAMILIES)
        sys.stdout.write(f"{table(title, scores)}\n\n")
        if options.misses and with_misses:
            for name in FAMILIES if options.misses == "all" else [options.misses]:
                sys.stdout.write(f"{misses(name, scores[name])}\n\n")


if __name__ == "__main__":
    sys.exit(main())
