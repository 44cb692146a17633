"""The typed records that travel from the extractors to the graph.

An extractor yields facts; `loaders.to_rdf` turns them into quads. Neither side sees the other: a fact holds
plain text, numbers and the evidence it was read from, no IRI and no RDF term.

Text fields hold labels as a careful reader would name the thing in Dutch: OCR slips repaired, abbreviations
written out where the document spells them out. The raw words stay in the evidence. A value the document does
not give is None (or the empty string for text): nothing is guessed.

Each class below is one family of facts, one class of the ontology and one named query of the same columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a reading is."""

    HIGH = "hoog"  # an exact pattern in running text, a list, or a table with its headings
    MEDIUM = "middel"  # a sentence rule, or a generic rule without a profile
    LOW = "laag"  # figures and labels paired only by their order in a flattened picture


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range [start, end) of code points in the source text file (UTF-8 decoded, newlines kept)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}-{self.end}: start must be >= 0 and before end")

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: the span in the source file, by which extractor, how surely."""

    span: Span
    extractor: str
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Anything a document states. Subclasses add the columns of their named query."""

    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact(Fact):
    title: str
    kind: str  # notation of ontology/vocabularies: document-kinds
    region: str = ""
    start_year: int | None = None
    end_year: int | None = None
    status: str = ""  # voorstel, concept, vastgesteld
    date: str = ""  # yyyy-mm-dd, yyyy-mm or yyyy
    publisher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRelationFact(Fact):
    relation: str  # concept-van, bijlage-van, vervangt, complementair-aan, voert-uit, gebaseerd-op, verwijst-naar
    target: str  # our document id where we hold the document, else its name in words


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFact(Fact):
    actor: str
    type: str  # notation of organisation-kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFact(Fact):
    actor: str
    abbreviation: str = ""
    type: str = "overig"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialFact(Fact):
    person: str
    role: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernanceFact(Fact):
    subject: str  # an actor
    relation: str  # notation of relation-kinds
    object: str  # an actor, or a plan, task or theme in the document's words
    object_is_actor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFact(Fact):
    theme: str
    broader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityFact(Fact):
    set_by: str
    level: str  # lokaal, districtelijk, regionaal, landelijk or empty
    rank: int | None
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityCountFact(Fact):
    actor: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleFact(Fact):
    kind: str  # uitgangspunt, keuze, criterium, kenmerk, spelregel
    rank: int | None
    principle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbitionFact(Fact):
    theme: str
    ambition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFact(Fact):
    theme: str
    indicator: str
    scope: str = ""
    direction: str = ""  # toename, afname, stabiel, "gelijk of afname" or empty
    baseline_value: Decimal | None = None
    baseline_year: int | None = None
    target_value: Decimal | None = None
    target_year: int | None = None
    change_pct: Decimal | None = None  # relative change in percent, negative for a fall
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationFact(Fact):
    indicator: str
    unit: str  # the police unit (or "Totaal", as printed) the share is for
    year: int | None
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFact(Fact):
    theme: str
    agreement: str
    monitoring: str = ""  # kwalitatief, kwantitatief or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFact(Fact):
    theme: str
    measure: str
    actor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticFact(Fact):
    indicator: str
    scope: str = ""
    from_year: int | None = None
    to_year: int | None = None
    value: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendFact(Fact):
    trend: str
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationFact(Fact):
    unit: str
    parent: str
    category: str  # operationeel, aspirant, niet-operationeel, wijkagent, overig, totaal
    date: str  # yyyy-mm-dd, yyyy-mm or yyyy
    fte: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundFact(Fact):
    amount_eur: Decimal
    period: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalFact(Fact):
    law: str
    article: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbbreviationFact(Fact):
    abbreviation: str
    expansion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDifferenceFact(Fact):
    """A difference in policy between a draft and its adopted version. `evidence` is in the document that
    states it (the adopted one, or the draft where the adopted one has nothing)."""

    draft: str
    final: str
    topic: str
    in_draft: str
    in_final: str
    draft_line: int | None
    evidence_document: str  # id of the document whose text the evidence stands in
    draft_evidence: Evidence | None = None  # the passage of the draft, where the adopted one has the evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFact(Fact):
    """A numbered part of the document itself: what its cross-references can point to."""

    kind: str  # hoofdstuk, bijlage, noot, tabel, figuur, or the noun of a list whose items are taken up again ("thema")
    number: str  # as a reference would give it: "3.2", "2c", "1"; empty for the only annex
    title: str  # as printed; of a note its first words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFact(Fact):
    """A place that points to another part of the same document: "zie hoofdstuk 4", a mark, a line of contents."""

    kind: str
    number: str
    title: str = ""  # what the reference says stands there, where it says so


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumerationFact(Fact):
    """A stated number of things; `listed`, where a list follows that is announced by it, is how many stand there.

    Given twice when there is a list: with the evidence of the number and with that of the list.
    """

    things: str  # "gezamenlijke prioriteiten"
    stated: int
    listed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingFact(Fact):
    """A name or theme as printed, where the document prints it in another way as well."""

    name: str  # as printed here
    usual: str  # as the document prints it elsewhere; the same as `name` for a place that does
    of: str  # thema or naam
