"""Which class and which properties each family of facts becomes: the table `loaders.to_rdf` works from.

A column is the field of the fact, how its value is written, and the properties it is written with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from pyoxigraph import NamedNode

from kg import model
from kg.vocab import VG


class How(Enum):
    """How a value becomes RDF terms."""

    TEXT = auto()  # xsd:string
    COUNT = auto()  # xsd:integer
    DECIMAL = auto()
    YEAR = auto()  # xsd:gYear
    DATE = auto()  # xsd:date, xsd:gYearMonth or xsd:gYear, as precise as it is
    CONCEPT = auto()  # of the code list `list`, by notation
    ACTOR = auto()  # organisation (`link`) and its name here (`name`)
    THEME = auto()  # concept of the thesaurus and its name here
    INDICATOR = auto()
    LAW = auto()
    PERSON = auto()
    DOCUMENT = auto()  # one of our documents, by id
    OBJECT = auto()  # an actor when the fact says so, its name in any case


@dataclass(frozen=True, slots=True)
class Column:
    field: str
    how: How
    name: NamedNode | None  # the property of the value, or of the name where a thing is linked as well
    link: NamedNode | None = None
    list: str = ""
    hint: str = ""  # organisation-kind of an actor whose name alone does not tell ("Amsterdam" in a table of units)


@dataclass(frozen=True, slots=True)
class Family:
    """segment: of the IRI. key: the fields that tell facts of one document apart, in the order of the IRI."""

    segment: str
    type: NamedNode
    key: tuple[str, ...]
    columns: tuple[Column, ...]


_THEME = Column("theme", How.THEME, VG.themeName, VG.theme)
_INDICATOR = Column("indicator", How.INDICATOR, VG.indicatorName, VG.indicator)


def _text(field: str, name: NamedNode) -> Column:
    return Column(field, How.TEXT, name)


FAMILIES: Mapping[type[model.Fact], Family] = {
    model.DocumentRelationFact: Family(
        "document-relation", VG.DocumentRelation, ("relation", "target"),
        (Column("relation", How.CONCEPT, VG.documentRelationKind, list="document-relation"),
         Column("target", How.DOCUMENT, VG.targetName, VG.targetDocument)),
    ),
    model.PartyFact: Family(
        "party", VG.Party, ("actor",),
        (Column("actor", How.ACTOR, VG.actorName, VG.actor),
         Column("type", How.CONCEPT, VG.organisationKind, list="organisation-kind")),
    ),
    model.ActorFact: Family(
        "actor-mention", VG.ActorMention, ("actor",),
        (Column("actor", How.ACTOR, VG.actorName, VG.actor), _text("abbreviation", VG.abbreviation),
         Column("type", How.CONCEPT, VG.organisationKind, list="organisation-kind")),
    ),
    model.OfficialFact: Family(
        "office-holding", VG.OfficeHolding, ("person", "role", "organisation"),
        (Column("person", How.PERSON, VG.personName, VG.holder), _text("role", VG.roleName),
         Column("organisation", How.ACTOR, VG.organisationName, VG.organisation)),
    ),
    model.GovernanceFact: Family(
        "governance", VG.GovernanceRelation, ("subject", "relation", "object"),
        (Column("subject", How.ACTOR, VG.subjectName, VG.subject),
         Column("relation", How.CONCEPT, VG.relationKind, list="relation-kind"),
         Column("object", How.OBJECT, VG.objectName, VG.object)),
    ),
    model.ThemeFact: Family(
        "theme-mention", VG.ThemeMention, ("theme", "broader"),
        (_THEME, Column("broader", How.THEME, VG.broaderThemeName, VG.broaderTheme)),
    ),
    model.PriorityFact: Family(
        "priority", VG.Priority, ("set_by", "level", "theme"),
        (Column("set_by", How.ACTOR, VG.setByName, VG.setBy), Column("level", How.CONCEPT, VG.level, list="level"),
         Column("rank", How.COUNT, VG.rank), _THEME),
    ),
    model.PriorityCountFact: Family(
        "priority-count", VG.PriorityCount, ("actor",),
        (Column("actor", How.ACTOR, VG.actorName, VG.actor), Column("count", How.COUNT, VG.count)),
    ),
    model.PrincipleFact: Family(
        "principle", VG.Principle, ("kind", "principle"),
        (Column("kind", How.CONCEPT, VG.principleKind, list="principle-kind"), Column("rank", How.COUNT, VG.rank),
         _text("principle", VG.text)),
    ),
    model.AmbitionFact: Family("ambition", VG.Ambition, ("theme", "ambition"), (_THEME, _text("ambition", VG.text))),
    model.TargetFact: Family(
        "target", VG.Target, ("indicator", "scope", "target_year"),
        (_THEME, _INDICATOR, _text("scope", VG.scopeName), Column("direction", How.CONCEPT, VG.direction, list="direction"),
         Column("baseline_value", How.DECIMAL, VG.baselineValue), Column("baseline_year", How.YEAR, VG.baselineYear),
         Column("target_value", How.DECIMAL, VG.targetValue), Column("target_year", How.YEAR, VG.targetYear),
         Column("change_pct", How.DECIMAL, VG.changePercentage), _text("unit", VG.unitName)),
    ),
    model.AllocationFact: Family(
        "allocation", VG.Allocation, ("indicator", "unit", "year"),
        (_INDICATOR, Column("unit", How.ACTOR, VG.unitLabel, VG.organisationalUnit, hint="politie-eenheid"), Column("year", How.YEAR, VG.year),
         Column("value", How.DECIMAL, VG.value)),
    ),
    model.AgreementFact: Family(
        "agreement", VG.Agreement, ("theme", "agreement"),
        (_THEME, _text("agreement", VG.text), Column("monitoring", How.CONCEPT, VG.monitoring, list="monitoring")),
    ),
    model.MeasureFact: Family(
        "measure", VG.Measure, ("theme", "measure"),
        (_THEME, _text("measure", VG.text), Column("actor", How.ACTOR, VG.actorName, VG.actor)),
    ),
    model.StatisticFact: Family(
        "statistic", VG.Statistic, ("indicator", "scope", "from_year", "to_year"),
        (_INDICATOR, _text("scope", VG.scopeName), Column("from_year", How.YEAR, VG.fromYear),
         Column("to_year", How.YEAR, VG.toYear), Column("value", How.DECIMAL, VG.value), _text("unit", VG.unitName)),
    ),
    model.TrendFact: Family(
        "trend", VG.Trend, ("trend",),
        (_text("trend", VG.text), Column("direction", How.CONCEPT, VG.direction, list="direction")),
    ),
    model.FormationFact: Family(
        "formation", VG.FormationCell, ("unit", "parent", "category", "date"),
        (Column("unit", How.ACTOR, VG.unitLabel, VG.organisationalUnit, hint="politie-eenheid"),
         Column("parent", How.ACTOR, VG.parentLabel, VG.parentUnit, hint="politie-eenheid"),
         Column("category", How.CONCEPT, VG.formationCategory, list="formation-category"),
         Column("date", How.DATE, VG.date), Column("fte", How.DECIMAL, VG.value)),
    ),
    model.FundFact: Family(
        "fund", VG.Fund, ("purpose", "period", "amount_eur"),
        (Column("amount_eur", How.DECIMAL, VG.amount), _text("period", VG.periodName), _text("purpose", VG.purpose)),
    ),
    model.LegalFact: Family(
        "legal-reference", VG.LegalReference, ("law", "article", "topic"),
        (Column("law", How.LAW, VG.lawName, VG.law), _text("article", VG.article), _text("topic", VG.topic)),
    ),
    model.AbbreviationFact: Family(
        "abbreviation", VG.AbbreviationUse, ("abbreviation",),
        (_text("abbreviation", VG.abbreviation), _text("expansion", VG.expansion)),
    ),
    model.VersionDifferenceFact: Family(
        "version-difference", VG.VersionDifference, ("topic", "in_draft", "in_final"),
        (Column("draft", How.DOCUMENT, None, VG.draft), Column("final", How.DOCUMENT, None, VG.final),
         _text("topic", VG.topic), _text("in_draft", VG.inDraft), _text("in_final", VG.inFinal),
         Column("draft_line", How.COUNT, VG.draftLine)),
    ),
    model.PartFact: Family(
        "document-part", VG.DocumentPart, ("kind", "number"),
        (_text("kind", VG.partKind), _text("number", VG.partNumber), _text("title", VG.partTitle)),
    ),
    model.ReferenceFact: Family(
        "cross-reference", VG.CrossReference, ("kind", "number"),
        (_text("kind", VG.partKind), _text("number", VG.partNumber), _text("title", VG.partTitle)),
    ),
    model.EnumerationFact: Family(
        "enumeration", VG.Enumeration, ("things", "stated"),
        (_text("things", VG.things), Column("stated", How.COUNT, VG.statedCount), Column("listed", How.COUNT, VG.listedCount)),
    ),
    model.SpellingFact: Family(
        "spelling", VG.Spelling, ("name",),
        (_text("name", VG.printedName), _text("usual", VG.usualName), _text("of", VG.nameKind)),
    ),
}  # fmt: skip
