"""How well names are reconciled, beside two plain peers:  python -m benchmarks.reconcile [--store DIR] [--misses]

The cases are those written by hand (`reconcile_cases.csv`) and slips made by rule from the names of the register, with
a fixed seed. A case expects a thing; or nothing (left empty: a former municipality the register does not hold, a place
abroad); or, with `?`, that nobody decides: several things can be meant.

    right     the thing expected is matched          recall = right / cases that expect a thing
    wrong     another thing is matched               precision = right / (right + wrong)
    first     the thing expected is the first candidate, matched or not

The peers compare the text with every label, in small letters, and match the best one from 90 of 100: difflib's ratio
and rapidfuzz's WRatio. They get the type and the year too: only labels of things that fit. The last table holds the
scores against what became of them: of candidates with a score around 90, nine of ten should be right.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.reconcile.entities import Entity, read_things
from kg.reconcile.properties import Condition, span
from kg.reconcile.reconciler import Question, Reconciler

CASES = Path(__file__).with_name("reconcile_cases.csv")
SEED = 20261122
UNDECIDED = "?"
PEER_SURE = 90
_CONFUSED = (
    ("m", "rn"), ("rn", "m"), ("l", "1"), ("o", "0"), ("i", "l"), ("w", "vv"), ("d", "cl"), ("ij", "y"), ("e", "c"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One name. expected: id of a thing, "" for nothing, UNDECIDED; group: where it comes from."""

    name: str
    kind: str
    year: str
    expected: str
    group: str


@dataclass(slots=True)
class Tally:
    """What one way of matching did."""

    expecting: int = 0
    right: int = 0
    wrong: int = 0
    first: int = 0

    @property
    def recall(self) -> float:
        return self.right / self.expecting if self.expecting else 1.0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def written(file: Path = CASES) -> list[Case]:
    """The cases written by hand."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [Case(row["name"], row["type"], row["year"], row["expected"], "hand") for row in csv.DictReader(opened)]


def made(reconciler: Reconciler, seed: int = SEED) -> list[Case]:
    """Slips by rule: the same for the same register and seed."""
    chance = random.Random(seed)
    things = sorted(reconciler.things.entities.values(), key=lambda entity: entity.id)
    cases = []
    for entity in things:
        if entity.kind in _WAYS and entity.is_registered:
            cases += [Case(name, kind, "", entity.id, group) for name, kind, group in _slips(entity, chance)]
    return cases


def _slips(entity: Entity, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """A way of writing, a slip of the pen and one of a scanner; the type is said where others have the name."""
    name = entity.name
    kind = entity.kind if entity.kind in ("municipality", "province") else ""
    yield chance.choice(_WAYS[entity.kind])(name), kind, "ways of writing"
    if len(name) >= 5:
        yield _pen(name, chance), kind, "slips of the pen"
        scanned = _scanner(name, chance)
        if scanned is not None:
            yield scanned, kind, "slips of a scanner"


def _plain(name: str) -> str:
    return name.encode("ascii", "ignore").decode().replace("-", " ")


_COMMON: tuple[Callable[[str], str], ...] = (str.upper, str.lower, _plain, lambda name: f"  {name} ")
_WAYS: dict[str, tuple[Callable[[str], str], ...]] = {
    "municipality": (
        *_COMMON,
        lambda name: f"Gem. {name}",
        lambda name: f"gemeente {name}",
        lambda name: f"{name} (gemeente)",
        lambda name: f"{name}, gemeente",
        lambda name: f"{name[3:]}, De" if name.startswith("De ") else name.replace("-", " - "),
        lambda name: name.replace("aan den", "a/d").replace(" en ", " & "),
    ),
    "province": (*_COMMON, lambda name: f"Prov. {name}", lambda name: f"{name} (provincie)"),
    "safety-region": (*_COMMON, lambda name: name.replace("Veiligheidsregio", "VR")),
    "police-unit": (*_COMMON, lambda name: name.replace("Politie", "Regionale eenheid")),
    "prosecution-office": (*_COMMON, lambda name: name.replace("Arrondissementsparket", "Parket")),
    "ministry": (*_COMMON, lambda name: name.replace("Ministerie van", "Min.")),
    "law": _COMMON,
}


def _pen(name: str, chance: random.Random) -> str:
    """A letter left out, doubled, or changed places with the next; never the first."""
    at = chance.randrange(1, len(name) - 1)
    way = chance.randrange(3)
    if way == 0:
        return name[:at] + name[at + 1 :]
    if way == 1:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _scanner(name: str, chance: random.Random) -> str | None:
    """A sign read as one like it, or a word broken in two."""
    fitting = [(a, b) for a, b in _CONFUSED if a in name[1:]]
    if not fitting or chance.random() < 0.2:
        at = chance.randrange(2, len(name) - 1)
        return f"{name[:at]}- {name[at:]}" if chance.random() < 0.5 else f"{name[:at]} {name[at:]}"
    sign, read = chance.choice(fitting)
    return name[0] + name[1:].replace(sign, read, 1)


Answer = tuple[str, bool]  # the first candidate's id, and whether it is a match


def ours(reconciler: Reconciler) -> Callable[[Case], Answer]:
    def answer(case: Case) -> Answer:
        conditions = (Condition("year", (case.year,)),) if case.year else ()
        found = reconciler.ask(Question(case.name, case.kind, conditions))
        return (found[0].entity.id, found[0].match) if found else ("", False)

    return answer


def peer(reconciler: Reconciler, ratio: Callable[[str, str], float] | None) -> Callable[[Case], Answer]:
    """Best label by `ratio` (0 to 1), or by rapidfuzz's WRatio."""
    labels: dict[str, list[Entity]] = defaultdict(list)
    for entity in reconciler.things.entities.values():
        for text, _ in entity.names:
            labels[text.lower()].append(entity)

    def answer(case: Case) -> Answer:
        texts = [text for text, many in labels.items() if any(_fits(entity, case) for entity in many)]
        asked = case.name.lower()
        if ratio is None:
            best = process.extract(asked, texts, scorer=fuzz.WRatio, limit=2)
            scored = [(text, score) for text, score, _ in best]
        else:
            near = difflib.get_close_matches(asked, texts, n=2, cutoff=0.6)
            scored = [(text, 100 * ratio(asked, text)) for text in near]
        if not scored:
            return "", False
        first = [entity for entity in labels[scored[0][0]] if _fits(entity, case)]
        ids = {entity.id for entity in first}
        tied = len(scored) > 1 and scored[1][1] == scored[0][1] and not ids & {e.id for e in labels[scored[1][0]]}
        return first[0].id, scored[0][1] >= PEER_SURE and len(ids) == 1 and not tied

    return answer


def _fits(entity: Entity, case: Case) -> bool:
    return (not case.kind or case.kind in entity.types) and (not case.year or entity.lasts(*span(case.year)))


def tally(cases: list[Case], answer: Callable[[Case], Answer], misses: list[str] | None = None) -> Tally:
    """Runs the cases; what went wrong goes into `misses`."""
    found = Tally()
    for case in cases:
        identifier, match = answer(case)
        expects = case.expected not in ("", UNDECIDED)
        found.expecting += expects
        right = identifier == case.expected
        found.first += expects and right
        found.right += match and right
        found.wrong += match and not right
        if misses is not None and ((match and not right) or (expects and not (match and right))):
            misses.append(f"{case.name!r} {case.kind} {case.year}: {identifier} {match}, expected {case.expected!r}")
    return found


def calibration(cases: list[Case], reconciler: Reconciler) -> list[tuple[str, int, float, float]]:
    """Scores of all candidates in bands: how many, their mean, and what share was the thing expected."""
    bands: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for case in cases:
        if case.expected == UNDECIDED:
            continue
        conditions = (Condition("year", (case.year,)),) if case.year else ()
        for one in reconciler.ask(Question(case.name, case.kind, conditions)):
            bands[min(int(one.score // 10), 9)].append((one.score, one.entity.id == case.expected))
    made = []
    for band, rows in sorted(bands.items()):
        mean, right = sum(score for score, _ in rows) / len(rows), 100 * sum(right for _, right in rows) / len(rows)
        made.append((f"{10 * band}-{10 * band + 10}", len(rows), mean, right))
    return made


def main() -> None:
    from kg.config import Settings
    from kg.snapshots import open_current

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--store", type=Path, default=Settings().store)
    parser.add_argument("--misses", action="store_true", help="show what is not matched as expected")
    arguments = parser.parse_args()
    reconciler = Reconciler(read_things(open_current(arguments.store)))
    cases = [*written(), *made(reconciler)]
    out = sys.stdout.write
    misses: list[str] = []
    ways = {
        "veiligheidsgraaf": ours(reconciler),
        "rapidfuzz WRatio": peer(reconciler, None),
        "difflib": peer(reconciler, lambda a, b: difflib.SequenceMatcher(None, a, b).ratio()),
    }
    out(f"{len(cases)} cases: {dict(Counter(case.group for case in cases))}\n\n")
    out(f"{'':18} {'cases':22} {'recall':>7} {'precision':>10} {'wrong':>6} {'first':>7} {'ms each':>8}\n")
    for name, answer in ways.items():
        for group in dict.fromkeys(case.group for case in cases):
            chosen = [case for case in cases if case.group == group]
            start = time.perf_counter()
            done = tally(chosen, answer, misses if name == "veiligheidsgraaf" else None)
            took = 1000 * (time.perf_counter() - start) / len(chosen)
            share = done.first / done.expecting if done.expecting else 1.0
            figures = f"{done.recall:7.3f} {done.precision:10.3f} {done.wrong:6} {share:7.3f} {took:8.2f}"
            out(f"{name:18} {group:22} {figures}\n")
    out("\nscore      candidates  mean score  right (%)\n")
    for band, number, mean, right in calibration(cases, reconciler):
        out(f"{band:10} {number:10} {mean:11.1f} {right:10.1f}\n")
    if arguments.misses:
        out("\n" + "\n".join(misses) + "\n")


if __name__ == "__main__":
    main()
