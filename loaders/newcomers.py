"""A document nobody has seen before: read with the profile it proposes, and what was and was not read in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path

from kg import model
from kg.errors import SourceError
from kg.model import Confidence, Fact, Span
from loaders.context import Reading
from loaders.extraction import EXTRACTORS, read
from loaders.extractors.table_runs import row_runs
from loaders.gazetteer import Gazetteer
from loaders.profiles import Profile, document_bounds, parse_profile
from loaders.proposal import propose
from loaders.reading.converted import Converted
from loaders.reading.files import read_file
from loaders.structure import Kind, Section, build_document
from loaders.thesaurus import Thesaurus

Progress = Callable[[str, int, int], None]  # stage, steps done, steps in all

# Families under the names of the queries that show them.
FAMILIES: Mapping[str, type[Fact]] = {
    "documents": model.DocumentFact,
    "document_relations": model.DocumentRelationFact,
    "parties": model.PartyFact,
    "actors": model.ActorFact,
    "officials": model.OfficialFact,
    "governance": model.GovernanceFact,
    "themes": model.ThemeFact,
    "priorities": model.PriorityFact,
    "priority_counts": model.PriorityCountFact,
    "principles": model.PrincipleFact,
    "ambitions": model.AmbitionFact,
    "targets": model.TargetFact,
    "allocations": model.AllocationFact,
    "agreements": model.AgreementFact,
    "measures": model.MeasureFact,
    "statistics": model.StatisticFact,
    "trends": model.TrendFact,
    "formation": model.FormationFact,
    "funds": model.FundFact,
    "legal": model.LegalFact,
    "abbreviations": model.AbbreviationFact,
}
_STATING = frozenset(FAMILIES.values())
_NAMES = (model.ActorFact, model.PartyFact, model.ThemeFact, model.AbbreviationFact, model.DocumentFact)
_LEAST_WORDS = 30  # of a section that is expected to state something
_QUOTE = 300  # code points, white space folded


@dataclass(frozen=True)
class Silent:
    """A section that has text and in which nothing but names was read. line: of its heading."""

    title: str
    line: int
    words: int


@dataclass(frozen=True)
class LeftOut:
    """A table in which nothing was read. line: of its first row; header: that row's words."""

    header: str
    line: int
    rows: int


@dataclass
class NewDocument:
    """A file read for the first time.

    converted: its text. profile: how it was read. proposal: TOML of the profile when it is proposed, empty when one lay
    beside the file. readings: one for each document in it.
    """

    file: Path
    converted: Converted
    profile: Profile
    proposal: str
    readings: list[Reading] = field(default_factory=list)

    @property
    def facts(self) -> Iterator[Fact]:
        for reading in self.readings:
            yield from reading.facts

    def counts(self) -> dict[str, Counter[Confidence]]:
        """Number of facts by confidence, for each family that has any; what only rules compare (its own parts, say) is
        no family."""
        found: dict[str, Counter[Confidence]] = {}
        names = {type_: name for name, type_ in FAMILIES.items()}
        for fact in self.facts:
            if type(fact) in names:
                found.setdefault(names[type(fact)], Counter())[fact.evidence.confidence] += 1
        return {name: found[name] for name in FAMILIES if name in found}

    def rows(self, family: str) -> Iterator[dict[str, str]]:
        """The facts of a family as texts by column, with the confidence, page and line where the words begin, and the
        words themselves."""
        source = self.converted.source
        for fact in self.facts:
            if type(fact) is not FAMILIES[family]:
                continue
            start = fact.evidence.span.start
            page = self.converted.page_of(start)
            row = {f.name: written(getattr(fact, f.name)) for f in fields(fact) if f.name != "evidence"}
            place = {"confidence": str(fact.evidence.confidence), "page": written(page), "line": str(source.line_of(start))}
            if page is None:
                del place["page"]
            yield row | place | {"quote": " ".join(source.raw(fact.evidence.span).split())[:_QUOTE]}

    def problems(self) -> list[str]:
        """What went wrong while reading, in words."""
        told = [note if note.startswith("pages") else f"{self.file.name}: {note}" for note in self.converted.notes]
        return [*told, *(str(problem) for reading in self.readings for problem in reading.problems)]

    def silent_sections(self) -> list[Silent]:
        """Sections with text of their own in which nothing but names was read."""
        found = []
        for reading in self.readings:
            starts = sorted(f.evidence.span.start for f in reading.facts if _states(f))
            for section in reading.doc.sections:
                words = _words(section)
                if words >= _LEAST_WORDS and not _any_within(starts, (block.span for block in section.blocks)):
                    line = section.heading.line if section.heading else section.blocks[0].line
                    found.append(Silent(section.title or "(before the first heading)", line, words))
        return found

    def tables_left_out(self) -> list[LeftOut]:
        """Tables in whose rows nothing was read."""
        found = []
        for reading in self.readings:
            starts = sorted(fact.evidence.span.start for fact in reading.facts if _states(fact))
            for run in row_runs(reading.doc):
                if not _any_within(starts, (span for _, _, span in run.rows)):
                    block = run.rows[0][0]
                    found.append(LeftOut(" | ".join(cell.text for cell in block.cells), block.line, len(run.rows)))
        return found


def _states(fact: Fact) -> bool:
    """Whether a fact is of a family that says more than a name."""
    return type(fact) in _STATING and not isinstance(fact, _NAMES)


def written(value: object) -> str:
    """A value as a cell shows it: nothing for None, numbers without needless zeros."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return "" if value is None else str(value)


def _words(section: Section) -> int:
    blocks = [block for block in section.blocks if block.kind in (Kind.PARAGRAPH, Kind.ITEM)]
    return sum(len(block.text.text.split()) for block in blocks)


def _any_within(starts: Sequence[int], spans: Iterable[Span]) -> bool:
    """Whether one of the places, which are in order, lies in one of the spans."""
    return any(bisect_left(starts, span.start) < bisect_left(starts, span.end) for span in spans)


def read_new(
    path: Path,
    gazetteer: Gazetteer | None = None,
    thesaurus: Thesaurus | None = None,
    progress: Progress | None = None,
    document_id: str = "",
) -> NewDocument:
    """Read a file by the profile beside it, else by the general rules and the profile its text proposes.

    document_id: id of the document (of the first one in the file), else made of the file's name.

    Raises SourceError for a file or profile that cannot be read, saying what to do.
    """
    gazetteer, thesaurus = gazetteer or Gazetteer(), thesaurus or Thesaurus()
    tell = progress or _tell_nobody
    converted = read_file(path, lambda done, total: tell("pages", done, total))
    beside = path.with_suffix(".toml")
    if beside.is_file() and not document_id:
        new = NewDocument(path, converted, parse_profile(_text(beside), beside), "")
    else:
        made = propose(converted.source, gazetteer, thesaurus, document_id)
        new = NewDocument(path, converted, made.profile, made.text)
    bounds = document_bounds(converted.source, new.profile)
    for number, (document, start, end) in enumerate(bounds):
        text = build_document(document.id, converted.source, start, end, document.roles, new.profile.furniture)
        if not text.body:
            raise SourceError(f"document {document.id!r} holds no text", file=path)
        reading = Reading(text, document, gazetteer, thesaurus)
        for done, extractor in enumerate(EXTRACTORS, 1):
            read(reading, [extractor])
            tell("reading", number * len(EXTRACTORS) + done, len(bounds) * len(EXTRACTORS))
        new.readings.append(reading)
    return new


def _tell_nobody(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"profile cannot be read: {error}", file=path) from error
