"""How well documents are read that the loaders were not written on: recall and precision by family.

    python -m benchmarks.unseen [--misses FAMILY] [--document NAME]

`tests/pipeline/unseen/` holds two made-up plans (a regional strategy copied out of a PDF, a municipal safety plan in
Markdown) and, for each, what a reader wrote down from the text before the loaders had seen it (`gold/`). They are read
as `veiligheidsgraaf add` reads a new document: with the profile it proposes, by the general rules.

A row is found when its key columns are: numbers and codes equal, words alike (ALIKE). `cells` is the share of the other
columns that are right in the rows found. A row marked `optional` is one that careful readers leave out or list:
finding it is no error and missing it is none.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from pathlib import Path

from kg import model
from kg.config import ROOT
from kg.model import Fact
from loaders.context import Reading
from loaders.gazetteer import Gazetteer
from loaders.thesaurus import Thesaurus

UNSEEN = ROOT / "tests" / "pipeline" / "unseen"
ALIKE = 0.62  # of 1; two wordings of one statement by two careful readers lie above it
_SMALL = frozenset(
    {"de", "het", "een", "van", "en", "of", "in", "op", "voor", "met", "te", "dat", "die", "om", "aan", "bij", "naar",
     "uit", "tot", "als", "door", "is", "zijn", "worden", "wordt", "er", "we", "wij", "onze"}
)  # fmt: skip


@dataclass(frozen=True)
class Family:
    """words: key columns compared as wording; exact: key columns that must be equal."""

    type: type[Fact]
    words: tuple[str, ...]
    exact: tuple[str, ...] = ()


FAMILIES: Mapping[str, Family] = {
    "documents": Family(model.DocumentFact, ("title",), ("kind", "start_year", "end_year")),
    "document_relations": Family(model.DocumentRelationFact, ("target",)),
    "parties": Family(model.PartyFact, ("actor",)),
    "actors": Family(model.ActorFact, ("actor",)),
    "officials": Family(model.OfficialFact, ("person", "role", "organisation")),
    "governance": Family(model.GovernanceFact, ("subject", "object"), ("relation",)),
    "themes": Family(model.ThemeFact, ("theme",)),
    "priorities": Family(model.PriorityFact, ("theme",), ("level", "rank")),
    "principles": Family(model.PrincipleFact, ("principle",), ("kind",)),
    "ambitions": Family(model.AmbitionFact, ("ambition",)),
    "targets": Family(model.TargetFact, ("indicator",), ("target_value", "target_year", "change_pct")),
    "statistics": Family(model.StatisticFact, ("indicator",), ("value", "to_year")),
    "trends": Family(model.TrendFact, ("trend",)),
    "agreements": Family(model.AgreementFact, ("agreement",)),
    "measures": Family(model.MeasureFact, ("measure",)),
    "formation": Family(model.FormationFact, ("unit",), ("category", "fte")),
    "funds": Family(model.FundFact, ("purpose",), ("amount_eur",)),
    "legal": Family(model.LegalFact, ("law",), ("article",)),
    "abbreviations": Family(model.AbbreviationFact, ("abbreviation", "expansion")),
}


@dataclass
class Score:
    """gold: rows to be found; hits: found; given: rows read that count; right: of those, the ones in the gold set."""

    gold: int = 0
    hits: int = 0
    given: int = 0
    right: int = 0
    cells: int = 0
    cells_right: int = 0
    missed: list[Mapping[str, str]] = field(default_factory=list)
    wrong: list[Fact] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    def add(self, other: Score) -> None:
        for name in ("gold", "hits", "given", "right", "cells", "cells_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.missed += other.missed
        self.wrong += other.wrong


def texts() -> list[Path]:
    """The documents, by name."""
    return sorted(path for path in UNSEEN.iterdir() if path.suffix in (".txt", ".md"))


def read_unseen(path: Path) -> list[Reading]:
    """The document as `veiligheidsgraaf add` reads it."""
    from loaders.newcomers import read_new

    return read_new(path, Gazetteer(), Thesaurus()).readings


def score(path: Path, readings: Sequence[Reading]) -> dict[str, Score]:
    """The scores of one document by family."""
    facts = [fact for reading in readings for fact in reading.facts]
    return {name: _compare(_gold(path, name), [f for f in facts if type(f) is family.type], family)
            for name, family in FAMILIES.items()}  # fmt: skip


def _gold(path: Path, family: str) -> list[Mapping[str, str]]:
    file = UNSEEN / "gold" / path.stem / f"{family}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _compare(gold: Sequence[Mapping[str, str]], facts: Sequence[Fact], family: Family) -> Score:
    pairs = sorted(
        (
            (likeness, not row["optional"], -at, -number)
            for at, row in enumerate(gold)
            for number, fact in enumerate(facts)
            if (likeness := _likeness(row, fact, family)) >= ALIKE
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for _, _, at, number in pairs:
        if -at not in matched and -number not in matched.values():
            matched[-at] = -number
    result = Score(gold=sum(not row["optional"] for row in gold))
    for at, row in enumerate(gold):
        if at in matched:
            _count_cells(result, row, facts[matched[at]], family)
            result.hits += not row["optional"]
        elif not row["optional"]:
            result.missed.append(row)
    result.given, result.right = len(facts), len(matched)
    result.wrong = [fact for number, fact in enumerate(facts) if number not in matched.values()]
    return result


def _count_cells(result: Score, row: Mapping[str, str], fact: Fact, family: Family) -> None:
    for column, value in row.items():
        if column in ("line", "optional", *family.words, *family.exact):
            continue
        result.cells += 1
        read = getattr(fact, column)
        result.cells_right += _same(value, read) or (not value and not read) or alike(value, str(read or "")) >= ALIKE


def _likeness(row: Mapping[str, str], fact: Fact, family: Family) -> float:
    if not all(_same(row[column], getattr(fact, column)) for column in family.exact):
        return 0.0
    return min(alike(row[column], str(getattr(fact, column))) for column in family.words)


def _same(gold: str, read: object) -> bool:
    text = "" if read is None else str(read)
    try:
        return Decimal(gold) == Decimal(text)
    except InvalidOperation:
        return gold.casefold() == text.casefold()


def alike(one: str, other: str) -> float:
    """How alike two wordings are: 1 for the same words in the same order, 0 for nothing in common."""
    first, second = _bare(one), _bare(other)
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    words, others = set(first), set(second)
    shared = len(words & others)
    contained = 0.9 * shared / min(len(words), len(others)) if min(len(words), len(others)) >= 3 else 0.0
    letters = SequenceMatcher(None, " ".join(first), " ".join(second), autojunk=False).ratio()
    return max(letters, 2 * shared / (len(words) + len(others)), contained)


def _bare(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [word for word in words if word not in _SMALL] or words


def table(scores: Mapping[str, Score]) -> Iterator[str]:
    """The lines of the table of figures."""
    yield f"{'family':<20}{'gold':>6}{'read':>6}{'recall':>9}{'precision':>11}{'cells':>8}"
    total = Score()
    for name, one in scores.items():
        total.add(one)
        yield _line(name, one)
    yield _line("all", total)


def _line(name: str, one: Score) -> str:
    cells = f"{one.cells_right / one.cells:.2f}" if one.cells else "-"
    recall = f"{one.recall:.2f}" if one.gold else "-"
    precision = f"{one.precision:.2f}" if one.given else "-"
    return f"{name:<20}{one.gold:>6}{one.given:>6}{recall:>9}{precision:>11}{cells:>8}"


def details(family: str, one: Score) -> Iterator[str]:
    """What a family missed and what it read that is not in the gold set."""
    for row in one.missed:
        yield f"  missed {row['line']:>4}  " + " | ".join(v for k, v in row.items() if k not in ("line", "optional"))
    columns = [*FAMILIES[family].words, *FAMILIES[family].exact]
    for fact in one.wrong:
        yield f"  wrong        {' | '.join(str(getattr(fact, column)) for column in columns)}"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Print the figures of each document and of both together; exit code 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", choices=[*FAMILIES, "all"], help="show what this family missed or read wrongly")
    parser.add_argument("--document", default="", help="only documents with this in their name")
    asked = parser.parse_args()
    together: dict[str, Score] = {name: Score() for name in FAMILIES}
    for path in texts():
        if asked.document not in path.name:
            continue
        scores = score(path, read_unseen(path))
        say(f"\n{path.name}")
        for text in table(scores):
            say(text)
        for name, one in scores.items():
            together[name].add(one)
            if asked.misses in (name, "all"):
                say(f"{name}:")
                for text in details(name, one):
                    say(text)
    say("\nboth")
    for text in table(together):
        say(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
