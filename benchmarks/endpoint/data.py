"""Data shaped like ours in any size: documents with statements, passages and cells of tables; themes; organisations.

The same size and seed give the same bytes. Everything is written as it comes, so that ten million quads need no memory.
Shares follow a real build: a statement has its passage, the cells of one row of a table share theirs, and a third of
the quads is what reasoning adds.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

BASE = "https://w3id.org/veiligheidsgraaf"
VG = f"{BASE}/def/"
SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000, "10M": 10_000_000}
UNITS = ("aantal", "procent", "euro")
YEARS = range(2010, 2024)
INDICATORS = 8  # different figures in all tables
STATEMENTS = 40  # of a document, each with a passage
ROWS, CELLS = 15, 10  # of the tables of a document: a passage a row, an observation a cell

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
A = f"<{_RDF}type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
QB = "http://purl.org/linked-data/cube#"
DCT = "http://purl.org/dc/terms/"

_FIRST = (
    "woning", "straat", "jeugd", "cyber", "drugs", "mensen", "wapen", "fiets", "buurt", "horeca", "zorg", "milieu",
)  # fmt: skip
_SECOND = ("inbraak", "roof", "overlast", "criminaliteit", "handel", "geweld", "fraude", "diefstal", "onrust")
_WORDS = re.findall(
    r"\w+",
    "de partners werken samen aan een veilige buurt met aandacht voor preventie en opsporing van daders en steun aan "
    "slachtoffers in elke gemeente waar het aantal meldingen stijgt en bewoners zich zorgen maken over hun straat",
)
FAMILIES = ("ThemeMention", "Priority", "Ambition", "Agreement", "Measure", "Target", "ActorMention", "Statistic")


@dataclass(frozen=True, slots=True)
class Shape:
    """How many of each there are in data of about `quads` quads."""

    quads: int
    seed: int = 1

    @property
    def themes(self) -> int:
        return min(2_000, max(60, self.quads // 2_000))

    @property
    def municipalities(self) -> int:
        return min(342, max(40, self.quads // 2_000))

    @property
    def documents(self) -> int:
        each = STATEMENTS * 29 + ROWS * 13 + ROWS * CELLS * 19
        return max(2, (self.quads - self.themes * 9 - self.municipalities * 12) // each)


def iri(kind: str, name: str | int) -> str:
    """An IRI of the data, without its brackets."""
    return f"{BASE}/id/{kind}/{name}"


def theme_name(number: int) -> str:
    """The label of a theme; a number tells those apart that share their words."""
    first, second = _FIRST[number % len(_FIRST)], _SECOND[number // len(_FIRST) % len(_SECOND)]
    return f"{first}{second} {number}"


def lines(shape: Shape) -> Iterator[str]:
    """The named graphs as N-Quads, each line with its end."""
    rng = random.Random(shape.seed)
    yield from _themes(shape)
    yield from _reference(shape)
    for number in range(shape.documents):
        yield from _document(shape, number, rng)


def write(shape: Shape, folder: Path) -> tuple[Path, Path]:
    """Two files in `folder`, made when they are not there: the named graphs, and those with the default graph that
    our stores derive from them, for engines that are to hold the very same dataset."""
    named = folder / f"graphs-{shape.quads}-{shape.seed}.nq.gz"
    whole = folder / f"dataset-{shape.quads}-{shape.seed}.nq.gz"
    if named.exists() and whole.exists():
        return named, whole
    folder.mkdir(parents=True, exist_ok=True)
    parts = [path.with_suffix(".part") for path in (named, whole)]
    with gzip.open(parts[0], "wb", compresslevel=1) as first, gzip.open(parts[1], "wb", compresslevel=1) as second:
        source = lines(shape)
        while block := list(islice(source, 20_000)):
            text = "".join(block).encode()
            first.write(text)
            second.write(text)
            second.write("".join(line[: line.rindex(" <")] + " .\n" for line in block).encode())
    for part, path in zip(parts, (named, whole), strict=True):
        part.rename(path)
    return named, whole


def _graph(name: str) -> str:
    return f" <{BASE}/graph/{name}> .\n"


def _themes(shape: Shape) -> Iterator[str]:
    """A tree: each theme but the first eight stands under an earlier one, in chains of up to some ten."""
    end, inferred = _graph("thesaurus"), _graph("inferred")
    for number in range(shape.themes):
        me = f"<{iri('theme', number)}>"
        yield f"{me} {A} <{SKOS}Concept>{end}"
        yield f'{me} <{SKOS}prefLabel> "{theme_name(number)}"@nl{end}'
        yield f'{me} <{SKOS}altLabel> "thema {number}"@nl{end}'
        yield f"{me} <{SKOS}inScheme> <{iri('scheme', 'themes')}>{end}"
        if number >= 8:
            above = f"<{iri('theme', max(number * 5 // 8 - 3, number % 8))}>"
            yield f"{me} <{SKOS}broader> {above}{end}"
            yield f"{above} <{SKOS}narrower> {me}{end}"
            yield f"{me} <{SKOS}broaderTransitive> {above}{inferred}"
            yield f"{me} <{SKOS}semanticRelation> {above}{inferred}"


def _reference(shape: Shape) -> Iterator[str]:
    end, inferred = _graph("reference"), _graph("inferred")
    for number in range(shape.municipalities):
        me, unit = f"<{iri('municipality', number)}>", f"<{iri('police-unit', number % 10)}>"
        yield f"{me} {A} <{VG}Municipality>{end}"
        yield f'{me} <{SKOS}prefLabel> "Gemeente {number}"@nl{end}'
        yield f'{me} <{VG}cbsCode> "GM{number:04d}"{end}'
        yield f"{me} <{VG}inPoliceUnit> {unit}{end}"
        yield f"{me} <{VG}inProvince> <{iri('province', number % 12)}>{end}"
        yield f"{me} <{SKOS}exactMatch> <http://standaarden.overheid.nl/owms/terms/gemeente-{number}>{end}"
        for kind in ("Organisation", "Actor", "EvidencedResource"):
            yield f"{me} {A} <{VG}{kind}>{inferred}"
        other = f"<{iri('municipality', (number * 7 + 3) % shape.municipalities)}>"
        yield f"{me} <{VG}cooperatesWith> {other}{end}"
        yield f"{other} <http://www.w3.org/ns/org#linkedTo> {me}{inferred}"
    for number in range(10):
        unit = f"<{iri('police-unit', number)}>"
        yield f"{unit} {A} <{VG}PoliceUnit>{end}"
        yield f'{unit} <{SKOS}prefLabel> "Politie-eenheid {number}"@nl{end}'
        yield f"{unit} <{VG}partOf> <{iri('organisation', 'politie')}>{end}"


def _document(shape: Shape, number: int, rng: random.Random) -> Iterator[str]:
    name, me, end = f"plan-{number}", f"<{iri('document', f'plan-{number}')}>", _graph(f"plan-{number}")
    start = rng.choice(YEARS)
    publisher = f"<{iri('municipality', rng.randrange(shape.municipalities))}>"
    yield f"{me} {A} <{VG}MultiYearPolicyPlan>{end}"
    yield f'{me} <{DCT}identifier> "{name}"{end}'
    yield f'{me} <{DCT}title> "Veiligheidsplan {number}"@nl{end}'
    yield f'{me} <{VG}startYear> "{start}"^^<{_XSD}gYear>{end}'
    yield f"{me} <{DCT}publisher> {publisher}{end}"
    yield f"{me} {A} <{VG}PolicyDocument>{_graph('inferred')}"
    place = 0
    for statement in range(STATEMENTS):
        place += rng.randrange(80, 400)
        yield from _statement(shape, name, statement, place, rng, end)
    for row in range(ROWS):
        place += rng.randrange(80, 400)
        yield from _row(shape, name, row, place, start, rng, end)


def _text(rng: random.Random) -> str:
    start = rng.randrange(len(_WORDS))
    return " ".join((_WORDS + _WORDS)[start : start + rng.randrange(6, 24)])


def _passage(name: str, place: int, rng: random.Random, end: str) -> tuple[str, list[str]]:
    me, words = iri("passage", f"{name}/{place}-{place + 80}"), _text(rng)
    document = f"<{iri('document', name)}>"
    return f"<{me}>", [
        f"<{me}> {A} <{VG}Passage>{end}",
        f"<{me}> <{VG}inDocument> {document}{end}",
        f"<{me}> <{OA}hasSource> <{iri('source-file', name)}>{end}",
        f"<{me}> <{OA}hasSelector> <{me}#position>{end}",
        f"<{me}> <{OA}hasSelector> <{me}#quote>{end}",
        f'<{me}> <{VG}line> "{place // 80}"^^<{_XSD}integer>{end}',
        f'<{me}> <{VG}quote> "{words}"{end}',
        f"<{me}#position> {A} <{OA}TextPositionSelector>{end}",
        f'<{me}#position> <{OA}start> "{place}"^^<{_XSD}integer>{end}',
        f'<{me}#position> <{OA}end> "{place + 80}"^^<{_XSD}integer>{end}',
        f"<{me}#quote> {A} <{OA}TextQuoteSelector>{end}",
        f'<{me}#quote> <{OA}exact> "{words}"{end}',
        f'<{me}#quote> <{OA}prefix> "{words[:30]}"{end}',
    ]


def _common(me: str, name: str, family: str, label: str, passage: str, rng: random.Random, end: str) -> list[str]:
    """What every statement has, and what reasoning adds to it."""
    document, inferred = f"<{iri('document', name)}>", _graph("inferred")
    extractor = f"<{iri('extractor', family.lower())}>"
    confidence = rng.choice(("hoog", "hoog", "middel", "laag"))
    return [
        f"{me} {A} <{VG}{family}>{end}",
        f'{me} {LABEL} "{label}"@nl{end}',
        f"{me} <{VG}statedIn> {document}{end}",
        f"{me} <{VG}evidence> {passage}{end}",
        f"{me} <{VG}confidence> <{VG}confidence/{confidence}>{end}",
        f"{me} <{VG}extractor> {extractor}{end}",
        f"{me} {A} <{VG}Statement>{inferred}",
        f"{me} {A} <{VG}EvidencedResource>{inferred}",
        f"{me} {A} <{PROV}Entity>{inferred}",
        f"{me} <{PROV}wasDerivedFrom> {passage}{inferred}",
        f"{me} <{PROV}wasAttributedTo> {extractor}{inferred}",
        f"{me} <{PROV}hadPrimarySource> {document}{inferred}",
    ]


def _statement(
    shape: Shape, name: str, number: int, place: int, rng: random.Random, end: str
) -> Iterator[str]:
    family = FAMILIES[number % len(FAMILIES)]
    theme = int(shape.themes * rng.random() ** 2)  # a few themes stand in most plans
    passage, passage_lines = _passage(name, place, rng, end)
    yield from passage_lines
    me = f"<{iri(family.lower(), f'{name}/{number}')}>"
    yield from _common(me, name, family, f"{family} {theme_name(theme)}", passage, rng, end)
    yield f"{me} <{VG}theme> <{iri('theme', theme)}>{end}"
    yield f'{me} <{VG}themeName> "{theme_name(theme)}"{end}'
    actor = rng.randrange(shape.municipalities)
    yield f"{me} <{VG}actor> <{iri('municipality', actor)}>{end}"
    if family in ("Ambition", "Agreement", "Measure"):
        yield f'{me} <{VG}text> "{_text(rng)}"{end}'
    if number % 20 == 0:  # said in the reference graph too: what stands in two graphs is one triple
        yield f"<{iri('municipality', actor)}> {A} <{VG}Municipality>{end}"


def _row(
    shape: Shape, name: str, row: int, place: int, start: int, rng: random.Random, end: str
) -> Iterator[str]:
    """One row of a table: the same figure of the same place, a cell a year."""
    passage, passage_lines = _passage(name, place, rng, end)
    yield from passage_lines
    indicator, unit = rng.randrange(INDICATORS), UNITS[row % len(UNITS)]
    place_number = rng.randrange(shape.municipalities)
    for cell in range(CELLS):
        me = f"<{iri('figure', f'{name}/{row}-{cell}')}>"
        yield from _common(me, name, "Allocation", f"Cijfer {indicator} in {start + cell}", passage, rng, end)
        yield f"{me} {A} <{QB}Observation>{_graph('inferred')}"
        yield f"{me} <{QB}dataSet> <{iri('dataset', row % 3)}>{end}"
        yield f"{me} <{VG}indicator> <{iri('indicator', indicator)}>{end}"
        yield f"{me} <{VG}organisationalUnit> <{iri('municipality', place_number)}>{end}"
        yield f'{me} <{VG}unitName> "{unit}"{end}'
        yield f'{me} <{VG}year> "{start + cell}"^^<{_XSD}gYear>{end}'
        yield f'{me} <{VG}value> "{rng.randrange(1, 100_000) / 4}"^^<{_XSD}decimal>{end}'
