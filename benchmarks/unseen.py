"""How well documents are read that the loaders were not written on: recall and precision by family.

    python -m benchmarks.unseen [--misses FAMILY]

`tests/pipeline/unseen/` holds made-up plans of other regions and, for each, what a reader wrote down from the text
before the loaders had seen it. They are read as `veiligheidsgraaf add` reads a new document: by the general rules and
with the profile it proposes. Rows are compared as in `benchmarks.extraction`; see its README.
Of a text that is held out no misses are shown: rules are not to be changed with them in view.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extraction.__main__ import misses, table
from benchmarks.extraction.families import FAMILIES
from benchmarks.extraction.gold import Section, read_gold
from benchmarks.extraction.scoring import Score, score_all
from kg.config import ROOT
from loaders.context import Reading
from loaders.gazetteer import Gazetteer
from loaders.newcomers import read_new
from loaders.thesaurus import Thesaurus

UNSEEN = ROOT / "tests" / "pipeline" / "unseen"


def sections(folder: Path = UNSEEN) -> list[Section]:
    """The documents, a section each, with the rows written down."""
    return read_gold(folder / "gold")


def read_unseen(wanted: Sequence[Section], folder: Path = UNSEEN) -> list[Reading]:
    """The documents, each read as a new one."""
    gazetteer, thesaurus = Gazetteer(), Thesaurus()
    new = [read_new(folder / section.file, gazetteer, thesaurus) for section in wanted]
    return [reading for one in new for reading in one.readings]


def scores(wanted: Sequence[Section], readings: Sequence[Reading]) -> dict[str, Score]:
    """The scores by family, of all documents together."""
    return score_all(wanted, readings, FAMILIES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table for each document and one for all; exit code 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.unseen", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", metavar="FAMILY", choices=[*FAMILIES, "all"], help="rows missed and read too much")
    options = parser.parse_args(arguments)
    found = sections()
    readings = read_unseen(found)
    for section in found:
        sys.stdout.write(f"{table(section.file, scores([section], readings))}\n\n")
    together = scores([one for one in found if not one.held_out], readings)
    sys.stdout.write(f"{table('all but the held-out', together)}\n")
    for name in FAMILIES if options.misses == "all" else [options.misses] if options.misses else ():
        sys.stdout.write(f"\n{misses(name, together[name])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
