"""From files to facts: which extractors there are and in which order they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kg.errors import SourceError
from kg.model import AbbreviationFact, DocumentFact, Fact
from loaders.context import Reading
from loaders.extractors import (
    abbreviations,
    action_tables,
    actors,
    agreements,
    allocations,
    ambitions,
    document_relations,
    documents,
    enumerations,
    formation,
    fund_tables,
    funds,
    governance,
    legal,
    measures,
    officials,
    parties,
    parts,
    place_tables,
    principles,
    priorities,
    priority_matrix,
    spellings,
    statistics,
    target_tables,
    targets,
    themes,
    trend_tables,
    trends,
    versions,
    year_tables,
)
from loaders.gazetteer import Gazetteer
from loaders.profiles import document_bounds, load_profile
from loaders.proposal import propose
from loaders.reading.text import read_source
from loaders.structure import build_document
from loaders.thesaurus import Thesaurus

Extractor = Callable[[Reading], Iterable[Fact]]

# Names of things first: later extractors write them out in full.
EXTRACTORS: tuple[tuple[str, Extractor], ...] = (
    ("abbreviations", abbreviations.extract),
    ("documents", documents.extract),
    ("actors", actors.extract),
    ("parties", parties.extract),
    ("officials", officials.extract),
    ("priorities", priorities.extract),
    ("themes", themes.extract),
    ("priority_counts", priority_matrix.extract),
    ("formation", formation.extract),
    ("allocations", allocations.extract),
    ("target_tables", target_tables.extract),
    ("targets", targets.extract),
    ("statistics", statistics.extract),
    ("year_tables", year_tables.extract),
    ("place_tables", place_tables.extract),
    ("trends", trends.extract),
    ("trend_tables", trend_tables.extract),
    ("principles", principles.extract),
    ("ambitions", ambitions.extract),
    ("agreements", agreements.extract),
    ("measures", measures.extract),
    ("action_tables", action_tables.extract),
    ("governance", governance.extract),
    ("funds", funds.extract),
    ("fund_tables", fund_tables.extract),
    ("legal", legal.extract),
    ("document_relations", document_relations.extract),
    ("parts", parts.extract),
    ("enumerations", enumerations.extract),
    ("spellings", spellings.extract),
)
# Those that compare documents run when all have been read.
COMPARERS: tuple[tuple[str, Extractor], ...] = (("versions", versions.extract),)


def open_file(path: Path, gazetteer: Gazetteer, thesaurus: Thesaurus) -> list[Reading]:
    """The documents of one source file, structured and not yet read; without a profile, by the one its text proposes.

    Raises SourceError when the text or its profile cannot be used.
    """
    source = read_source(path)
    profile = load_profile(path)
    if profile.path is None:
        profile = propose(source, gazetteer, thesaurus).profile
    readings = []
    for document, start, end in document_bounds(source, profile):
        text = build_document(document.id, source, start, end, document.roles, profile.furniture)
        if not text.body:
            raise SourceError(f"document {document.id!r} holds no text", file=path, line=source.line_of(start))
        readings.append(Reading(text, document, gazetteer, thesaurus))
    return readings


def read(reading: Reading, extractors: Sequence[tuple[str, Extractor]] = EXTRACTORS) -> None:
    """Run extractors on one document; what they find is added to `reading.facts`."""
    for _, extract in extractors:
        for fact in extract(reading):
            reading.facts.append(fact)
            if isinstance(fact, AbbreviationFact) and fact.expansion:
                reading.abbreviations.setdefault(fact.abbreviation, fact.expansion)
            elif isinstance(fact, DocumentFact):
                reading.metadata = fact


def compare(readings: Iterable[Reading]) -> None:
    """Run the extractors that compare documents; their facts are added to the reading they yield for."""
    by_id = {reading.doc.id: reading for reading in readings}
    for reading in by_id.values():
        reading.others = {key: other for key, other in by_id.items() if key != reading.doc.id}
        read(reading, COMPARERS)
