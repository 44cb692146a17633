"""Principles, ambitions, measures and themes: what a careful reader wrote down, and that the rows follow the text."""

from __future__ import annotations

import csv
from functools import cache

import pytest

from kg.config import ROOT
from kg.model import AmbitionFact, Fact, MeasureFact, PrincipleFact, ThemeFact
from loaders.context import Reading
from loaders.extractors.wording import tokens
from tests.support import changed, facts_of, moved, quote, read_source_text, read_text, rows, source_of

CHAIN = ("abbreviations", "documents", "priorities", "themes", "principles", "ambitions", "agreements", "measures")
STEMS = {
    "vs-on-2019-2022-voorstel": "veiligheidsstrategie-oost-nederland-2019-2022-voorstel",
    "rvs-mn-2019-2022-concept": "rvs-midden-nederland-2019-2022-concept",
    "rvs-mn-2019-2022": "rvs-midden-nederland-2019-2022",
    "rvs-mn-2015-2018": "rvs-midden-nederland-2015-2018",
}
# family, fact, column, least recall and precision against the expected rows
FAMILIES: tuple[tuple[str, type[Fact], str, float, float], ...] = (
    ("principles", PrincipleFact, "principle", 0.9, 0.9),
    ("ambitions", AmbitionFact, "ambition", 0.8, 0.8),
    ("measures", MeasureFact, "measure", 0.6, 0.75),
    ("themes", ThemeFact, "theme", 0.8, 0.7),
)


@cache
def reading(doc: str) -> Reading:
    return read_source_text(STEMS[doc], extractors=CHAIN)[doc]


def reread(doc: str, *changes: tuple[str, str]) -> Reading:
    return read_source_text(STEMS[doc], changed(source_of(STEMS[doc]), *changes), CHAIN)[doc]


def of(text: str, family: type[Fact], *fields: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, CHAIN), family, *fields)


def alike(left: str, right: str) -> bool:
    """Whether two labels share most of their meaningful words, endings apart."""
    one, other = ({word[:6] for word in tokens(label)} for label in (left, right))
    shared = len(one & other)
    return shared >= min(2, len(one), len(other)) and shared >= 0.6 * min(len(one), len(other)) > 0


@pytest.mark.parametrize("doc", ["vs-on-2019-2022-voorstel", "rvs-mn-2019-2022-concept"])
@pytest.mark.parametrize(("family", "fact", "column", "recall", "precision"), FAMILIES)
def test_what_a_reader_wrote_down(
    family: str, fact: type[Fact], column: str, recall: float, precision: float, doc: str
) -> None:
    """A family that misses much of what a careful reader finds, or makes things up."""
    path = ROOT / "tests" / "queries" / "expected" / f"{family}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        wanted = [row[column] for row in csv.DictReader(file) if row["doc"] == doc]
    left = [str(getattr(one, column)) for one in facts_of(reading(doc), fact)]
    found = len(left)
    hits = 0
    for label in wanted:
        match = next((other for other in left if alike(label, other)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    assert hits / len(wanted) >= recall
    assert hits / found >= precision


@pytest.mark.parametrize("doc", list(STEMS))
@pytest.mark.parametrize("fact", [PrincipleFact, AmbitionFact, MeasureFact, ThemeFact])
def test_labels_are_made_of_the_words_they_quote(doc: str, fact: type[Fact]) -> None:
    """A label typed into the code: most of its words stand in the quotation (repaired slips apart)."""
    column = {PrincipleFact: "principle", AmbitionFact: "ambition", MeasureFact: "measure", ThemeFact: "theme"}[fact]
    for one in facts_of(reading(doc), fact):
        label = str(getattr(one, column))
        assert label.strip() == label != ""
        assert not label.endswith((".", ";", ","))
        label = label.rpartition(" (")[2]  # an abbreviation the thesaurus spells out stands between parentheses
        quoted = quote(reading(doc), one)  # a word broken over two lines is joined with its hyphen or without
        said = {word[:5] for hyphen in ("", "-") for word in tokens(quoted.replace("- ", hyphen))}
        words = {word[:5] for word in tokens(label)}
        assert len(words & said) >= 0.5 * len(words), (label, quoted)


@pytest.mark.parametrize("family", [PrincipleFact, AmbitionFact, MeasureFact, ThemeFact])
def test_no_private_person_speaks_for_the_document(family: type[Fact]) -> None:
    """What residents and professionals say on the page of quotations read as measures of the strategy."""
    for fact in facts_of(reading("rvs-mn-2015-2018"), family):
        number = reading("rvs-mn-2015-2018").doc.source.line_of(fact.evidence.span.start)
        assert not 399 <= number <= 640


@pytest.mark.parametrize(
    ("doc", "old", "new", "family", "column", "come"),
    [
        (
            "rvs-mn-2015-2018",
            "•\t Slachtoffers worden beter ondersteund.",
            "•\t Winkeliers worden beter geholpen.",
            AmbitionFact,
            "ambition",
            "Winkeliers worden beter geholpen",
        ),
        (
            "rvs-mn-2019-2022",
            "- Aanpak op districtelijke ondermijningsthema's",
            "- Wapenhandel is gestopt",
            AmbitionFact,
            "ambition",
            "Wapenhandel is gestopt",
        ),
        (
            "rvs-mn-2019-2022",
            "- Aanpakken buurtprinsen",
            "- Aanspreken ouders",
            MeasureFact,
            "measure",
            "Aanspreken ouders",
        ),
        (
            "rvs-mn-2019-2022",
            "- het smeden van maatschappelijke coalities.",
            "- het smeden van internationale coalities.",
            MeasureFact,
            "measure",
            "Het smeden van internationale coalities",
        ),
        (
            "vs-on-2019-2022-voorstel",
            "6. We zijn innovatief en ondernemend;",
            "6. We zijn zuinig en bescheiden;",
            PrincipleFact,
            "principle",
            "We zijn zuinig en bescheiden",
        ),
        (
            "vs-on-2019-2022-voorstel",
            "vakantieparken, zorgfraude, mensenhandel/-prostitutie",
            "jachthavens, zorgfraude, mensenhandel/-prostitutie",
            ThemeFact,
            "theme",
            "Jachthavens",
        ),
    ],
)
def test_another_wording_gives_another_row_and_moves_nothing_else(
    doc: str, old: str, new: str, family: type[Fact], column: str, come: str
) -> None:
    """A row that stays although its words changed, or a row of another place that goes along."""
    after = reread(doc, (old, new))
    lost, won = moved(rows(reading(doc), family, column), rows(after, family, column))
    assert won == {(come,)}
    assert len(lost) <= 1


def test_a_measure_added_is_one_row_more() -> None:
    """A list that ends where it used to end."""
    after = reread(
        "rvs-mn-2019-2022", ("- Jonge aanwas verminderen", "- Jonge aanwas verminderen\n- Vaders in de wijk steunen")
    )
    theme = "Georganiseerde ondermijnende criminaliteit"
    lost, won = moved(
        rows(reading("rvs-mn-2019-2022"), MeasureFact, "theme", "measure"), rows(after, MeasureFact, "theme", "measure")
    )
    assert (lost, won) == (set(), {(theme, "Vaders in de wijk steunen")})


def test_who_acts() -> None:
    """A subject that is no organisation taken for the actor, or an actor after the verb missed."""
    text = """# Prioriteiten

Wij kiezen voor de volgende prioriteiten:

1. Zorgfraude
2. Mensenhandel

# 1. Zorgfraude

## Wat gaan we doen?

- Gemeenten en politie controleren samen zorgaanbieders. Zij delen signalen binnen een week.
- Het verbeteren van de registratie.
- De aanpak van malafide bureaus wordt versterkt.

Daarnaast ontwikkelt de Belastingdienst een signaalkaart.
"""
    assert of(text, MeasureFact, "theme", "measure", "actor") == [
        ("Zorgfraude", "Gemeenten en politie controleren samen zorgaanbieders", "Gemeenten en politie"),
        ("Zorgfraude", "Delen signalen binnen een week", "Gemeenten en politie"),
        ("Zorgfraude", "Het verbeteren van de registratie", ""),
        ("Zorgfraude", "De aanpak van malafide bureaus wordt versterkt", ""),
        ("Zorgfraude", "Daarnaast ontwikkelt de Belastingdienst een signaalkaart", "Belastingdienst"),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "principle"),
    [
        ("Uitgangspunt is dat hulp snel komt.", "uitgangspunt", "Hulp snel komt"),
        ("Nabijheid is daarbij het uitgangspunt.", "uitgangspunt", "Nabijheid"),
        ("In de regio is 'eerst bellen' een spelregel.", "spelregel", "'Eerst bellen'"),
        ("Daarbij geldt: wie het weet, mag het zeggen.", "spelregel", "Wie het weet, mag het zeggen"),
        (
            "Daarom kiezen we ervoor om ieder dorp een eigen wijkagent te geven.",
            "keuze",
            "Ieder dorp een eigen wijkagent geven",
        ),
    ],
)
def test_sentences_that_name_a_principle(sentence: str, kind: str, principle: str) -> None:
    """Principles found in lists only."""
    assert of(f"# Een plan\n\n## Werkwijze\n\n{sentence}\n", PrincipleFact, "kind", "principle") == [(kind, principle)]


@pytest.mark.parametrize(
    ("sentence", "ambition"),
    [
        ("Doel van het plan is om de overlast te halveren.", "De overlast halveren"),
        ("We streven naar een veilige binnenstad.", "Een veilige binnenstad"),
        ("Het aantal inbraken zou gedaald zijn.", ""),
        ("Gebleken is dat het doel is bereikt.", ""),
    ],
)
def test_sentences_that_name_an_ambition(sentence: str, ambition: str) -> None:
    """What was hoped or found out read as an ambition."""
    found = of(f"# Een plan voor 2023-2026\n\n## Inleiding\n\n{sentence}\n", AmbitionFact, "ambition")
    assert found == ([(ambition,)] if ambition else [])


def test_a_year_to_come_is_pictured_and_a_year_gone_is_told() -> None:
    """The results of an earlier strategy read as ambitions of this one."""
    text = "# Strategie 2023-2026\n\nIn 2026 is de regio veiliger. Ouders ervaren meer steun.\n\n"
    text += "In 2022 is veel bereikt. Er zijn stappen gezet.\n"
    assert of(text, AmbitionFact, "ambition") == [("In 2026 is de regio veiliger",), ("Ouders ervaren meer steun",)]


def test_what_a_theme_comprises() -> None:
    """Members of a theme without the theme, or with what the thesaurus thinks of it."""
    text = """# Prioriteiten

De gemeente heeft de volgende prioriteiten vastgesteld:

1. Zeeroverij
Hieronder vallen onder meer enteren, kaapvaart en muiterij.
2. Mensenhandel
"""
    found = of(text, ThemeFact, "theme", "broader")
    assert {
        ("Zeeroverij", ""),
        ("Enteren", "Zeeroverij"),
        ("Kaapvaart", "Zeeroverij"),
        ("Muiterij", "Zeeroverij"),
    } <= set(found)


AMBITION = """Veiligheidsplan

Onze ambitie

Waterstad is een stad waar mensen elkaar helpen.

Wij werken vanuit de volgende uitgangspunten:
- de wijk is aan zet;
- we leren van wat werkt.

We maken twee keuzes. Ten eerste kiezen we voor preventie boven repressie. Ten tweede investeren we in jongeren.

Bewoners geven de wijk een 8; nu is dat een 7,2.
"""


def test_principles_and_choices_under_a_title_on_ambitions_are_no_ambitions() -> None:
    reading = read_text(AMBITION, CHAIN)
    assert rows(reading, AmbitionFact, "ambition") == [
        ("Waterstad is een stad waar mensen elkaar helpen",),
        ("Bewoners geven de wijk een 8",),
    ]
    assert len(facts_of(reading, PrincipleFact)) == 4


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wie schade maakt, moet die herstellen.", "uitgangspunt"),
        ("Alle meldingen moeten worden opgevolgd.", "uitgangspunt"),
        ("We maken geen nieuwe overleggen.", "keuze"),
        ("In Waterstad bouwen we geen hekken.", "uitgangspunt"),
        ("Het is verplicht de kaart elk jaar te vernieuwen.", "spelregel"),
        ("Dit plan laat ruimte aan de wijken om zelf te kiezen.", "uitgangspunt"),
        ("We weten niet hoeveel fietsen er zijn.", ""),
        ("We hebben geen cijfers over 2030.", ""),
    ],
)
def test_a_principle_is_told_by_the_form_of_its_sentence(text: str, kind: str) -> None:
    found = [fact.kind for fact in facts_of(read_text(f"Plan\n\n{text}\n", CHAIN), PrincipleFact)]
    assert found == ([kind] if kind else [])
