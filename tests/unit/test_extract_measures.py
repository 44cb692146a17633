"""Measures in running text: which sentences state an action, in which words, by whom, and which only look like it."""

from __future__ import annotations

import pytest

from kg.model import AmbitionFact, Fact, MeasureFact, PrincipleFact, ThemeFact
from loaders.context import Reading
from loaders.extractors.actions import label_of
from loaders.extractors.wording import clause
from tests.support import changed, moved, read_source_text, read_text, rows, source_of

CHAIN = ("abbreviations", "documents", "priorities", "themes", "principles", "ambitions", "agreements", "measures")
IMV = "imv-noord-holland-2019-2022"


def of(text: str, family: type[Fact], *fields: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, CHAIN), family, *fields)


def under(title: str, words: str) -> list[tuple[object, ...]]:
    return of(f"# Een plan\n\n## {title}\n\n{words}\n", MeasureFact, "measure", "actor")


def imv(*changes: tuple[str, str]) -> Reading:
    return read_source_text(IMV, changed(source_of(IMV), *changes), CHAIN)["imv-nh-2019-2022"]


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("Dit doen we door het plaatsen van lantaarns.", [("Plaatsen van lantaarns", "")]),
        ("Er is een start gemaakt. Dat gebeurt door bewoners te bezoeken.", [("Bewoners bezoeken", "")]),
        ("Bijvoorbeeld door ouders thuis op te zoeken.", [("Ouders thuis opzoeken", "")]),
        ("Speciale aandacht voor ouderen.", [("Speciale aandacht voor ouderen", "")]),
        ("Hiertoe moet politie haar werkwijze doorontwikkelen.", [("Haar werkwijze doorontwikkelen", "Politie")]),
        ("Er is hiervoor een werkgroep ingericht.", [("Er is hiervoor een werkgroep ingericht", "")]),
        (
            "Op basis van het beeld, waaronder de cijfers, worden afspraken gemaakt over de inzet.",
            [("Op basis van het beeld, waaronder de cijfers, worden afspraken gemaakt over de inzet", "")],
        ),
        (
            "Publieke en private partners, waaronder de banken, zullen het meldpunt voortzetten.",
            [
                (
                    "Publieke en private partners, waaronder de banken, zullen het meldpunt voortzetten",
                    "Publieke en private partners",
                )
            ],
        ),
        (
            "Vanuit de politie wordt een inspanning geleverd om sneller te komen.",
            [("Vanuit de politie wordt een inspanning geleverd om sneller te komen", "Politie")],
        ),
        (
            "In de stad bundelen de gemeenten, OM en de politie hun krachten.",
            [("In de stad bundelen de gemeenten, OM en de politie hun krachten", "Gemeenten, OM en politie")],
        ),
        ("Dit leidt tot een gezamenlijk voorstel voor de raad.", [("Gezamenlijk voorstel voor de raad", "")]),
        ("Tot slot dient opgemerkt te worden dat de cijfers oud zijn.", []),
        ("Het is niet nodig om een tweede team in te richten.", []),
        ("Wordt het team ingericht?", []),
    ],
)
def test_actions_named_in_prose(sentence: str, measures: list[tuple[str, str]]) -> None:
    """Actions missed because the sentence's own verb is another, or remarks taken for actions."""
    assert under("Wat gaan we doen?", sentence) == measures


def test_analysis_states_what_is_needed_and_no_more() -> None:
    """What happens in the world read as what the parties do; what is called needed passed over."""
    text = (
        "Criminelen worden steeds beter georganiseerd. Daders gaan over de grens werken. "
        "Het is van belang dat een gezamenlijk meldpunt wordt opgezet. Daarom is het nodig om signalen te delen."
    )
    assert under("Analyse van het thema", text) == [
        ("Gezamenlijk meldpunt wordt opgezet", ""),
        ("Signalen delen", ""),
    ]


def test_the_present_state_tells_who_does_what_now() -> None:
    """A sentence on the state of things without an actor read as a measure."""
    text = "De gemeenten controleren sinds kort samen de havens. De haven is groot. Er wordt veel gehandeld."
    assert under("Waar staan we nu?", text) == [("De gemeenten controleren sinds kort samen de havens", "Gemeenten")]


def test_ways_are_measures_of_their_own() -> None:
    """A sentence with three ways to act gives one measure, or its own label says the first way again."""
    text = (
        "- Versterken van de wijk. Het aanboren van nieuwe bronnen, zoals het bevragen van winkels, "
        "het uitbreiden van het netwerk en het "
        "benutten van camera's valt hier ook onder.\n"
    )
    assert [row[0] for row in under("Wat gaan we doen?", text)] == [
        "Versterken van de wijk",
        "Het aanboren van nieuwe bronnen",
        "Het bevragen van winkels",
        "Het uitbreiden van het netwerk",
        "Het benutten van camera's",
    ]


def test_a_list_of_wishes_parted_by_captions() -> None:
    """Only the first part of a list read, as the caption before the second introduces nothing."""
    text = (
        "Voor de informatiepositie zijn er de volgende wensen:\n\nOperationeel:\n\n- Afstemmen van verstrekkingen.\n\n"
        "Tactisch:\n\n- Uitrollen van een systeem.\n"
    )
    assert [row[0] for row in under("Versterken informatiepositie", text)] == [
        "Afstemmen van verstrekkingen",
        "Uitrollen van een systeem",
    ]


def test_who_acts_is_no_infinitive() -> None:
    """ "Het betrekken van inwoners biedt kansen" with as actor what is to be involved."""
    text = "- Samen werken. Het betrekken van bedrijven en inwoners biedt extra kansen.\n"
    assert under("Wat gaan we doen?", text)[-1] == ("Het betrekken van bedrijven en inwoners", "")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Een plan is een hulpmiddel en geen doel op zich.", "uitgangspunt"),
        ("Deze afspraken zijn leidend voor de uitvoering.", "spelregel"),
        ("Het plan is géén keurslijf voor de uitvoering.", "uitgangspunt"),
        ("Niet de regels staan voorop, maar de mensen.", "uitgangspunt"),
        ("Niet op straat, niet op school, maar thuis gebeurt het meest.", ""),
        ("In 2018 was het plan leidend voor de inzet.", ""),
    ],
)
def test_what_the_parties_hold_to(sentence: str, kind: str) -> None:
    """Principles in running text that no word like "uitgangspunt" announces."""
    found = of(f"# Een plan\n\n## Werkwijze\n\n{sentence}\n", PrincipleFact, "kind")
    assert found == ([(kind,)] if kind else [])


def test_objectives_are_cut_from_one_sentence() -> None:
    """Two objectives of one sentence given as one."""
    text = "# Plan\n\n## Doelstelling\n\nDe zorg voelen voor een veilige wijk en tot een aanpak van overlast komen.\n"
    assert [row[0] for row in of(text, AmbitionFact, "ambition")] == [
        "De zorg voelen voor een veilige wijk",
        "Tot een aanpak van overlast komen",
    ]


def test_what_is_listed_among_themes_is_one() -> None:
    """A theme in no list missed although it stands between themes, or a partner taken for one."""
    text = "# Plan\n\n## Inleiding\n\nHet gaat om huiselijk geweld, radicalisering, buurtvetes, mensenhandel en meer.\n"
    assert "Buurtvetes" in {row[0] for row in of(text, ThemeFact, "theme")}
    text = "# Plan\n\n## Inleiding\n\nWij werken met scholen, zorgaanbieders, woningcorporaties en de politie.\n"
    assert of(text, ThemeFact, "theme") == []


@pytest.mark.slow
def test_another_way_in_the_real_text_is_another_row() -> None:
    """A measure that stays although its words changed, or one that moves though they did not."""
    before = imv()
    lost, won = moved(
        rows(before, MeasureFact, "measure"),
        rows(imv(("het afsluiten van een hennepconvenant", "het afsluiten van een havenpact")), MeasureFact, "measure"),
    )
    assert (lost, won) == ({("Het afsluiten van een hennepconvenant",)}, {("Het afsluiten van een havenpact",)})
    old = "maakt de projectleider jaarlijks een uitvoeringsplan"
    after = imv((old, old.replace("de projectleider", "de werkgroep")))
    lost, won = moved(rows(before, MeasureFact, "actor"), rows(after, MeasureFact, "actor"))
    assert (lost, won) == ({("Projectleider",)}, {("Werkgroep",)})


@pytest.mark.parametrize(
    ("sentence", "measure", "actor"),
    [
        ("De politie stelt in elk district een wijkagent aan.", "De politie stelt in elk district een wijkagent aan", "Politie"),
        ("Jongerencoaches spreken jongeren aan op straat.", "Jongerencoaches spreken jongeren aan op straat", "Jongerencoaches"),
        ("We gaan na in hoeverre hulp sneller geboden kan worden.", "We gaan na in hoeverre hulp sneller geboden kan worden", ""),
        ("Verder onderzoeken we of de haven kan bijdragen.", "Verder onderzoeken we of de haven kan bijdragen", ""),
        ("Er komt een opleiding voor wijkteams.", "Opleiding voor wijkteams", ""),
        ("In Breda start in 2024 een pilot met straatcoaches.", "Pilot met straatcoaches", ""),
        ("Gemeenten hebben een rol bij het informeren van inwoners.", "Informeren van inwoners", "Gemeenten"),
    ],
)  # fmt: skip
def test_actions_said_in_other_words(sentence: str, measure: str, actor: str) -> None:
    """An action missed for its verb, or for a question that hangs on it."""
    text = f"# Een plan\n\n## Aanpak\n\n{sentence}\n"
    assert rows(read_text(text, CHAIN), MeasureFact, "measure", "actor") == [(measure, actor)]


@pytest.mark.parametrize(
    "sentence",
    [
        "De afgelopen jaren zagen we het aantal inbraken dalen.",
        "De ligging aan de rivier maakt de regio aantrekkelijk voor smokkel.",
        "Tot ondermijning rekenen we ook zorgfraude.",
        "De gemeenteraad stelt het plan vast op grond van de wet.",
    ],
)
def test_what_is_seen_called_or_decided_is_no_action(sentence: str) -> None:
    """What was seen, what a place does to a region, or a definition read as a measure."""
    assert rows(read_text(f"# Een plan\n\n## Aanpak\n\n{sentence}\n", CHAIN), MeasureFact, "measure") == []


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("vergroten we de slagvaardigheid", "We vergroten de slagvaardigheid"),
        ("worden vervolgafspraken gemaakt over het aantal", "Vervolgafspraken worden gemaakt over het aantal"),
        ("er extra wordt geïnvesteerd in kennis", "Er wordt extra geïnvesteerd in kennis"),
        ("alert te zijn op ontwikkelingen", "Alert zijn op ontwikkelingen"),
    ],
)
def test_a_label_reads_as_dutch(words: str, label: str) -> None:
    """A clause with its verb before its subject, as it stood after another."""
    assert label_of(words) == label


def test_a_long_label_is_cut_between_clauses() -> None:
    """A label cut at "c.q.", at a comma of an enumeration, or before its last words."""
    kept = "op bestuurlijk niveau werken gemeenten en politie samen aan de aanpak rond kwetsbare personen c.q. huishoudens in de wijken"
    assert clause(kept, 80) == kept
    long = "hiertoe wordt een nieuwe werkwijze voor de hele eenheid ontwikkeld waarbij intelligence, opsporing, toezicht en handhaving samengaan"
    assert clause(long, 50) == "hiertoe wordt een nieuwe werkwijze voor de hele eenheid ontwikkeld"
