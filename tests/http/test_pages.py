"""The pages for people: from a question to its answer and the words behind it, in both languages."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from html import unescape

import pytest
from markupsafe import escape
from pyoxigraph import Literal, NamedNode, Quad

from api.app import create_app
from api.compare_rows import Asker
from api.problems import HTTP_PROBLEMS, TABLE
from api.texts import LANGUAGES, TEXTS
from api.texts_problems import PARAMETER_TEXTS, PROBLEM_TEXTS, parameter_words
from kg.config import Settings
from kg.counts import class_count_query
from kg.vocab import VG, concept
from tests.http.client import BROWSER, Client
from tests.http.sample import BASE, sample_store

FIGURES = ["themes", "national", "indicator", "ambitions", "strength"]
FACT = f"{BASE}/id/priority/plan-a/woninginbraken"


def rows(client: Client, query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get("/sparql", "text/csv", query=query).text)))


def test_every_text_is_there_in_both_languages() -> None:
    for key, texts in TEXTS.items():
        assert len(texts) == len(LANGUAGES), key
        assert all(texts), key


def test_every_kind_of_error_has_dutch_words() -> None:
    """A Dutch page of an error with an English heading."""
    slugs = {problem.slug for _, problem in TABLE} | {problem.slug for problem in HTTP_PROBLEMS.values()}
    assert slugs <= PROBLEM_TEXTS.keys()
    assert [slug for slug in slugs if not all(PROBLEM_TEXTS[slug])] == []


# home


def test_numbers_of_the_home_page_are_those_of_their_queries(client: Client) -> None:
    """A number that leads to a query with another answer is worse than no number."""
    page = client.get("/", BROWSER).text
    shown = re.findall(r'href="(/sparql\?query=[^"]+)"[^>]*>(?:<strong>)?([\d.]+)<', page)
    assert len(shown) > 8
    for address, number in shown:
        answer = client.get(unescape(address), "text/csv").text.split()
        assert answer[1] == number.replace(".", ""), address


def test_classes_are_counted_by_their_most_particular_members(client: Client) -> None:
    body = client.get("/").json()
    for row in body["classes"]:
        assert rows(client, class_count_query(row["iri"], BASE)) == [{"number": str(row["number"])}], row["label"]


# compare


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_in_every_form(client: Client, name: str, language: str) -> None:
    page = client.get(f"/compare/{name}", BROWSER, lang=language)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    table = list(csv.reader(io.StringIO(client.get(f"/compare/{name}.csv").text)))
    body = client.get(f"/compare/{name}.json").json()
    assert table[0] == body["columns"]
    assert len(table) - 1 == len(body["rows"])
    assert all(len(row) == len(table[0]) for row in table)
    drawn = client.get(f"/compare/{name}.svg")
    if drawn.status_code == 200:
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert ElementTree.fromstring(drawn.text).tag == "{http://www.w3.org/2000/svg}svg"
    else:
        assert drawn.status_code == 406


def test_cells_of_the_matrix_count_what_the_graph_says(client: Client) -> None:
    body = client.get("/compare/themes.json", show="all").json()
    own = [row for row in body["rows"] if row["doc"] == "plan-a" and row["priorities"] != "0"]
    assert own
    for row in own:
        query = f"""PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/> PREFIX dct: <http://purl.org/dc/terms/>
        SELECT (COUNT(DISTINCT ?f) AS ?n) {{ ?f a vg:Priority ; vg:theme <{row["concept"]}> ;
          vg:statedIn/dct:identifier "plan-a" }}"""
        assert rows(client, query) == [{"n": row["priorities"]}]


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "nope", "", "x" * 500])
def test_a_choice_nobody_offers_is_passed_over(client: Client, value: str) -> None:
    for name in FIGURES:
        page = client.get(f"/compare/{name}", BROWSER, show=value, indicator=value, doc=value, date=value)
        assert page.status_code == 200
        assert "<script>alert" not in page.text


@pytest.mark.parametrize(("values", "picked"), [({}, "2022"), ({"date": ""}, ""), ({"date": "2018"}, "2018"), ({"date": "x"}, "2022")])
def test_a_choice_that_was_not_made_is_the_default(values: dict[str, str], picked: str) -> None:
    """The figure of police strength opened with the few numbers without a date."""
    state = create_app(Settings(base=BASE), sample_store(ontology=False)).state.graph.current
    assert Asker(state, "nl", values).picked("date", ["", "2018", "2022"], "2022") == picked


def test_without_its_queries_there_is_no_figure(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = Client(create_app(Settings(base=BASE, queries=tmp_path_factory.mktemp("none")), sample_store()))
    assert empty.get("/compare").json() == {"figures": []}
    assert empty.get("/compare/themes").status_code == 404
    assert empty.get("/compare/nope").status_code == 404
    assert empty.get("/quality", BROWSER).status_code == 200
    assert empty.get("/", BROWSER).status_code == 200


# things


def test_a_theme_says_who_how_measured_and_where(client: Client) -> None:
    page = client.get("/doc/theme/woninginbraken", BROWSER).text
    for heading in ("theme_regions", "theme_who", "theme_measure"):
        assert f"{TEXTS[heading][0]}</h2>" in page
    who = page.split(TEXTS["theme_who"][0])[1].split("<h2")[0]
    assert "Lutjestad" in who
    assert "#passage-20-55" in who, "from who sets it to the words where that stands"


def test_inferred_triples_lead_to_their_explanation(client: Client) -> None:
    page = client.get("/doc/municipality/lutjestad", BROWSER).text
    links = re.findall(r'href="(/explain\?[^"]+)"', page.split('class="inferred"')[1])
    assert links
    assert client.get(unescape(links[0]), BROWSER).status_code == 200


def test_the_query_of_a_page_gives_its_properties(client: Client) -> None:
    page = client.get("/doc/municipality/lutjestad", BROWSER).text
    address = next(a for a in re.findall(r'href="(/sparql\?query=[^"]+)"', page))
    assert "Lutjestad" in client.get(unescape(address), "text/csv").text


def test_a_label_in_another_language_says_so(client: Client) -> None:
    page = client.get("/doc/municipality/lutjestad", BROWSER, lang="en").text
    assert re.search(r'<h1 lang="nl" class="fallback">Lutjestad</h1>', page)
    assert '<h1 lang="nl"' not in client.get("/doc/municipality/lutjestad", BROWSER, lang="nl").text


# errata


def test_a_report_holds_fact_words_and_release(client: Client) -> None:
    for language, head in zip(LANGUAGES, TEXTS["errata_head"], strict=True):
        text = client.get("/errata", "text/plain", fact=FACT, lang=language).text
        assert text.startswith(head)
        assert FACT in text
        assert "Lutjestad kiest voor woninginbraken" in text
        page = client.get("/errata", BROWSER, fact=FACT, lang=language).text
        assert FACT in page


@pytest.mark.parametrize(("fact", "status"), [("", 400), ("nonsense", 400), (f"{BASE}/id/priority/none", 404)])
def test_what_is_wrong_with_a_report(client: Client, fact: str, status: int) -> None:
    assert client.get("/errata", BROWSER, fact=fact).status_code == status


# search


def test_search_finds_words_of_passages_and_counts_kinds(client: Client) -> None:
    body = client.get("/search", q="voorlichting").json()
    kinds = {kind["key"]: kind["number"] for kind in body["kinds"]}
    assert kinds["Passage"] == 1
    assert sum(kinds.values()) == body["total"]
    only = client.get("/search", q="voorlichting", kind="Passage").json()
    assert only["total"] == 1
    assert "#passage-" in only["hits"][0]["href"]
    assert client.get("/search", q="voorlichting", kind="Nope").status_code == 400
    page = client.get("/search", BROWSER, q="voorlichting").text
    assert re.search(r'<mark class="hit">[Vv]oorlichting</mark>', page)


def test_suggestions_are_things_by_their_names(client: Client) -> None:
    found = client.get("/search/suggest", q="om").json()["suggestions"]
    assert found[0]["label"] == "Openbaar Ministerie"
    assert found[0]["matched"] == "OM"
    assert client.get(found[0]["href"], BROWSER).status_code == 200
    for text in ("", " ", "!", "x" * 200):
        assert client.get("/search/suggest", q=text).json()["suggestions"] == []
    assert client.get("/search/suggest", q="x" * 201).status_code == 422


# quality, ontology


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quality_page(client: Client, language: str) -> None:
    page = client.get("/quality", BROWSER, lang=language)
    assert page.status_code == 200
    body = client.get("/quality").json()
    for read in body["read"]:
        assert 0 < read["read"] <= read["characters"]
        assert f"{round(100 * read['read'] / read['characters'])}%" in page.text
        assert all(gap["length"] > 0 for gap in read["gaps"])
    assert client.get("/quality", consistency="maybe").status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ontology_page_defines_every_term_in_both_languages(client: Client, language: str) -> None:
    page = client.get("/def", BROWSER, lang=language).text
    assert page.count('<p lang="nl"') == page.count('<p lang="en"') > 100
    drawn = ElementTree.fromstring(client.get("/def/diagram.svg", lang=language).text)
    assert len(drawn.findall("{http://www.w3.org/2000/svg}path")) > 10


# errors


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("url", "status"),
    [("/doc/theme/nope", 404), ("/compare/themes?format=yaml", 404), ("/search?limit=0&q=a", 422), ("/errata", 400)],
)
def test_a_person_gets_a_page_and_a_program_a_problem(client: Client, url: str, status: int, language: str) -> None:
    address = f"{url}{'&' if '?' in url else '?'}lang={language}"
    program = client.get(address, "application/json")
    assert program.headers["content-type"] == "application/problem+json"
    if "format=" in url:  # who names a format is answered for programs
        assert client.get(address, BROWSER).headers["content-type"] == "application/problem+json"
        return
    person = client.get(address, BROWSER)
    assert person.status_code == program.status_code == status
    slug = program.json()["type"].rpartition("#")[2]
    title = PROBLEM_TEXTS[slug][0] if language == "nl" else program.json()["title"]
    assert f"<h1>{title}</h1>" in person.text
    detail = escape(program.json()["detail"])
    assert detail in person.text, "what the server itself says is still there"
    if language == "nl":
        assert f'role="alert"><p>{PROBLEM_TEXTS[slug].what}</p>' in person.text
        assert f'<p lang="en">{detail}' not in person.text, "a Dutch page that opens with an English sentence"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("/search?q=a&limit=0", "moet 1 of meer zijn"),
        ("/search?q=a&limit=many", "moet een geheel getal zijn"),
        ("/network/path?from=x", "ontbreekt"),
        ("/resolve?name=", "past hier niet"),
    ],
)
def test_a_dutch_page_says_in_dutch_what_is_wrong_with_a_parameter(client: Client, url: str, reason: str) -> None:
    page = client.get(f"{url}&lang=nl", BROWSER)
    assert page.status_code == 422
    assert f"<dd>{reason}</dd>" in page.text
    assert reason not in client.get(f"{url}&lang=en", BROWSER).text


@pytest.mark.parametrize("kind", sorted(PARAMETER_TEXTS))
def test_words_for_a_parameter_stand_without_what_they_fill_in(kind: str) -> None:
    """Another version of the framework may leave out a bound: then the page quotes the English reason."""
    assert "{" not in parameter_words(kind, {})


def test_the_list_of_problems_is_in_the_language_of_its_page(client: Client) -> None:
    dutch = client.get("/problems", BROWSER, lang="nl").text
    for slug, words in PROBLEM_TEXTS.items():
        assert escape(words.title) in dutch, slug
    assert "Niet gevonden" not in client.get("/problems", BROWSER, lang="en").text


def test_a_fault_in_a_query_is_told_in_the_language_of_the_page(client: Client) -> None:
    dutch, english = (client.get("/sparql", BROWSER, query="SELECT", lang=language).text for language in LANGUAGES)
    assert PROBLEM_TEXTS["query-syntax"].what in dutch.partition('id="answer"')[2]
    assert "Query that does not parse" in english
    assert "data-problems" not in english


def test_a_theme_says_who_is_responsible_and_that_nobody_is(client: Client) -> None:
    """The person this is for came to ask that: an empty answer is one too."""
    nobody = client.get("/doc/theme/woninginbraken", BROWSER, lang="nl").text
    assert TEXTS["theme_responsible_none"][0] in nobody
    store = sample_store()
    fact = NamedNode(f"{BASE}/id/governance-relation/plan-b/1")
    responsible = concept("relation-kind", "verantwoordelijk-voor")
    store.engine.extend(
        [Quad(fact, VG.relationKind, responsible), Quad(fact, VG.objectName, Literal("het tegengaan van woninginbraken"))]
    )
    page = Client(create_app(Settings(base=BASE), store)).get("/doc/theme/woninginbraken", BROWSER, lang="en").text
    who = page.split('<h2 id="theme_responsible">')[1].split("<h2")[0]
    assert "/doc/prosecution-office/openbaar-ministerie?lang=en" in who
    assert "/documents/plan-b?" in who, "from who is responsible to the words where that stands"
