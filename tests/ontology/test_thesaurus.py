"""The themes follow NL-SBB and join what documents call differently.

Wrong would be: two concepts that claim one label (which of them a document means then depends on their order), a theme
nobody can reach from the top, a strategy's "Cyberveiligheid" that never meets the agenda's "Cybercrime".
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, URIRef

from kg.iris import Iris
from kg.ontology import FOLDER, WRITTEN_BASE
from loaders.reference import reference_quads
from loaders.thesaurus import Thesaurus

SCHEME = URIRef(f"{WRITTEN_BASE}/id/scheme/themes")
GRAPH = Graph().parse(str(FOLDER / "vocabularies" / "themes.ttl"), format="turtle")
THEMES = sorted(GRAPH.subjects(RDF.type, SKOS.Concept))
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


def name(theme: URIRef) -> str:
    return str(theme).rsplit("/", 1)[1]


def above(theme: URIRef) -> set[URIRef]:
    """Everything broader, however far."""
    found: set[URIRef] = set()
    todo = [theme]
    while todo:
        for broader in GRAPH.objects(todo.pop(), SKOS.broader):
            if broader not in found:
                found.add(broader)  # type: ignore[arg-type]
                todo.append(broader)  # type: ignore[arg-type]
    return found


def test_there_are_themes_enough_for_strategies_of_other_regions() -> None:
    assert len(THEMES) >= 90


def test_the_scheme_is_described() -> None:
    assert {text.language for text in GRAPH.objects(SCHEME, DCTERMS.title)} == {"nl", "en"}
    assert set(GRAPH.objects(SCHEME, SKOS.hasTopConcept)) == set(GRAPH.subjects(SKOS.topConceptOf, SCHEME))


@pytest.mark.parametrize("theme", THEMES, ids=name)
def test_a_theme_is_described(theme: URIRef) -> None:
    assert list(GRAPH.objects(theme, SKOS.inScheme)) == [SCHEME]
    assert sorted(text.language for text in GRAPH.objects(theme, SKOS.prefLabel)) == ["en", "nl"]
    assert [text.language for text in GRAPH.objects(theme, SKOS.definition)] == ["nl"]
    labels = [{str(text) for text in GRAPH.objects(theme, kind)} for kind in LABELS]
    assert all(not (one & other) for one, other in combinations(labels, 2))


@pytest.mark.parametrize("theme", THEMES, ids=name)
def test_a_theme_is_reached_from_the_top_and_never_from_itself(theme: URIRef) -> None:
    broader = above(theme)
    assert theme not in broader
    assert broader <= set(THEMES)
    tops = {one for one in {theme, *broader} if (one, SKOS.topConceptOf, SCHEME) in GRAPH}
    assert tops
    assert (theme in tops) == (not broader)


def test_no_dutch_label_belongs_to_two_themes() -> None:
    owners: dict[str, set[URIRef]] = defaultdict(set)
    for kind in LABELS:
        for theme, label in GRAPH.subject_objects(kind):
            if label.language == "nl":
                owners[re.sub(r"[^\w/]+", " ", label.lower().replace("'", "")).strip()].add(theme)
    assert {label: themes for label, themes in owners.items() if len(themes) > 1} == {}


def test_no_english_label_belongs_to_two_themes() -> None:
    labels = [str(label) for label in GRAPH.objects(None, SKOS.prefLabel) if label.language == "en"]
    assert len(set(labels)) == len(labels)


def test_related_themes_are_not_above_each_other() -> None:
    for one, other in GRAPH.subject_objects(SKOS.related):
        assert other not in above(one)
        assert one not in above(other)


def test_matches_lead_out_of_the_scheme_to_what_there_is() -> None:
    reference = {quad.subject.value for quad in reference_quads(Iris(WRITTEN_BASE)) if hasattr(quad.subject, "value")}
    for match in MATCHES:
        for theme, target in GRAPH.subject_objects(match):
            assert target not in THEMES, theme
            if str(target).startswith(WRITTEN_BASE):
                assert str(target) in reference, f"{theme} {match} {target}"


@pytest.mark.parametrize("theme", THEMES, ids=name)
def test_a_match_is_of_one_kind(theme: URIRef) -> None:
    targets = [target for match in MATCHES for target in GRAPH.objects(theme, match)]
    assert len(set(targets)) == len(targets)


def test_an_outside_theme_is_the_exact_match_of_one_of_ours() -> None:
    targets = list(GRAPH.objects(None, SKOS.exactMatch))
    assert len(set(targets)) == len(targets)


@pytest.mark.parametrize(
    "labels",
    [
        ["Effectieve verbinding veiligheid en zorg", "Effectieve verbinding van veiligheid en zorg",
         "Versterken ketensamenwerking tussen het zorg- en het veiligheidsdomein",
         "verbinding van veiligheid met zorg"],
        ["Cyberveiligheid", "Cybercrime", "Aanpak cybercrime en gedigitaliseerde vormen van criminaliteit",
         "Aanpak van cybercrime en gedigitaliseerde vormen van criminaliteit", "Cybercriminaliteit",
         "Bestrijden van cybercrime", "Cybercrime/-fraude", "cyberveiligheid"],
        ["Ondermijning", "Georganiseerde ondermijnende criminaliteit", "Ondernijning",
         "Aanpak van criminaliteit met een ondermijnend effect op de samenleving"],
        ["Misdrijven met grote impact", "High impact crimes", "High Impact Crimes (HIC)",
         "Misdrijven met grote impact op het slachtoffer", "High impact crimes en mobiel banditisme"],
        ["Contraterrorisme en tegengaan van polarisering, radicalisering en extremisme",
         "Bestrijding terrorisme en extremisme", "Radicalisering en polarisering", "Radicalisering en extremisme"],
        ["Bestrijden van kinderporno", "Online seksueel kindermisbruik", "kinderporno"],
        ["Huiselijk geweld", "Kindermishandeling en huiselijk geweld", "(huiselijk) geweld"],
        ["Personen met verward gedrag", "verwarde personen", "Personen met Verward Gedrag"],
        ["Jeugdoverlast", "jongerenoverlast", "overlast van rondhangende jongeren"],
        ["Outlaw Motorcycle Gangs", "OMG's", "Outlaw Motorcycle Gangs (OMG's)"],
        ["Woninginbraak", "Woninginbraken", "Woninginbraken (HIC)"],
        ["Georganiseerde misdaad", "Georganiseerde criminaliteit"],
        ["Executie", "Tenuitvoerlegging van straffen"],
        ["Persoonsgerichte aanpak", "PGA", "Persoonsgerichte aanpak in Midden-Nederland"],
        ["horizontale fraude", "Versterken aanpak horizontale fraude"],
    ],
    ids=lambda labels: labels[0],
)  # fmt: skip
def test_what_documents_call_differently_is_one_theme(labels: list[str]) -> None:
    thesaurus = Thesaurus()
    assert len({thesaurus.match(label) for label in labels}) == 1
    assert thesaurus.match(labels[0]) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ondermijning", "Georganiseerde misdaad"), ("Cybercrime", "Cybersecurity"), ("Overvallen", "Straatroven"),
     ("Kwetsbare personen", "Personen met verward gedrag"), ("Geweld", "Huiselijk geweld"), ("Drugs", "Drugsoverlast"),
     ("Jeugdoverlast", "Jeugdgroepen"), ("Mensenhandel", "Mensensmokkel"), ("Verkeersveiligheid", "Verkeersoverlast")],
)  # fmt: skip
def test_what_documents_tell_apart_stays_apart(one: str, other: str) -> None:
    thesaurus = Thesaurus()
    first, second = thesaurus.match(one), thesaurus.match(other)
    assert first is not None
    assert second is not None
    assert first != second
