"""The query page. It would be wrong if a fault were not shown where it is, if an answer that is not whole could be taken
for one that is, if Stop only hid the answer while the server went on, or if the page needed scripts to answer."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.usefixtures("built")

MEMBERS = "PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/>\nSELECT ?who ?whom { ?who vg:advises ?whom }"
PAIRS = "SELECT (1 AS ?one) { ?a ?b ?c . ?d ?e ?f }"  # more rows than a page keeps, and quick ones
LATE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?i) }"  # nothing for a long time


def ask(page: Page, query: str) -> None:
    field = page.get_by_role("textbox", name=re.compile("SPARQL"))
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    page.keyboard.press("Control+Enter")


def state(page: Page, name: str) -> None:
    expect(page.locator(f"#answer [data-state={name}]")).to_be_visible()


def test_an_answer_says_that_it_is_whole(site: Site) -> None:
    page = site.page("/sparql")
    ask(page, MEMBERS)
    state(page, "complete")
    answer = page.get_by_role("region", name="Antwoord")
    expect(answer.get_by_role("status").first).to_contain_text("Volledig")
    link = answer.get_by_role("row").nth(1).get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile(r"^/doc/.*lang=nl"))
    expect(link).not_to_have_text(re.compile("https?:"))  # the name of the thing, not its IRI


def test_the_fault_is_marked_at_its_place(site: Site) -> None:
    site.expect("400 ")
    page = site.page("/sparql", "en")
    ask(page, "SELECT ?x WHERE {\n  ?x a ?y .\n  ?x ?? ?z }")
    state(page, "refused")
    expect(page.get_by_role("alert")).to_contain_text("line 3")
    marks = page.evaluate(
        "[...document.querySelector('#editor').shadowRoot.querySelectorAll('.cm-line')]"
        ".map(line => line.querySelector('.cm-lintRange-error') !== null)"
    )
    assert marks == [False, False, True]
    page.get_by_role("button", name="Go to line 3").click()
    expect(page.get_by_role("textbox", name="SPARQL query")).to_be_focused()


def test_stop_ends_the_query_at_the_server_too(site: Site) -> None:
    page = site.page("/sparql")
    ask(page, LATE)
    stop = page.get_by_role("button", name="Stop")
    expect(stop).to_be_enabled()
    page.wait_for_function("fetch('/health').then(r => r.ok)")
    page.wait_for_timeout(300)
    stop.click()
    state(page, "stopped")
    expect(page.get_by_role("alert")).to_contain_text("niet volledig")
    expect(stop).to_be_disabled()
    # the worker is free again well before the query's own time is up
    page.wait_for_function(
        "fetch('/metrics').then(r => r.text()).then(t => !/^veiligheidsgraaf_\\w*running\\w*\\{[^}]*\\} [1-9]/m.test(t))", timeout=2_000
    )


def test_an_answer_that_is_cut_says_so_beside_every_row(site: Site) -> None:
    site.expect("INCOMPLETE|ERR_|network error")
    page = site.page("/sparql")
    ask(page, "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(CONTAINS(MD5(CONCAT(STR(?a), STR(?d))), 'abcd')) }")
    state(page, "cut")
    expect(page.get_by_role("alert")).to_contain_text("niet volledig")
    table = page.locator("#answer table")
    expect(table).to_have_class(re.compile("incomplete"))
    expect(table.locator("caption")).to_contain_text("binnengekomen")
    site.shot(page, "sparql-cut")


def test_more_rows_than_a_page_can_keep(site: Site) -> None:
    page = site.page("/sparql", "en")
    ask(page, PAIRS)
    state(page, "much")
    expect(page.get_by_role("alert")).to_contain_text("Not complete")


def test_forms_of_an_answer(site: Site) -> None:
    page = site.page("/sparql", "en")
    ask(page, "SELECT ?kind (COUNT(*) AS ?number) { ?x a ?kind } GROUP BY ?kind ORDER BY DESC(?number) LIMIT 12")
    state(page, "complete")
    page.get_by_role("tab", name="Chart").click()
    expect(page.get_by_role("img", name=re.compile("number by kind"))).to_be_visible()
    assert page.locator("figure svg rect").count() == 12
    page.get_by_role("tab", name="Raw").click()
    expect(page.locator("#view pre")).to_contain_text("kind,number")
    expect(page.get_by_role("tab", name="Network")).to_be_disabled()
    ask(page, MEMBERS)
    state(page, "complete")
    page.get_by_role("tab", name="Network").click()
    expect(page.get_by_role("application", name=re.compile("Network"))).to_be_visible()
    expect(page.locator("#view canvas").first).to_be_visible()
    site.shot(page, "sparql-network-en")


def test_rows_are_sorted_by_value(site: Site) -> None:
    page = site.page("/sparql", "en")
    ask(page, "SELECT ?n { VALUES ?n { 9 10 -1 2.5 } }")
    state(page, "complete")
    page.get_by_role("button", name="n", exact=True).click()
    expect(page.locator("#answer tbody td:nth-child(2)")).to_have_text(["-1", "2.5", "9", "10"])
    page.get_by_role("button", name="n", exact=True).click()
    expect(page.locator("#answer tbody td:nth-child(2)")).to_have_text(["10", "9", "2.5", "-1"])


def test_completion_knows_the_terms_of_this_graph(site: Site) -> None:
    page = site.page("/sparql")
    page.get_by_role("textbox", name="SPARQL-vraag").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("SELECT ?x WHERE { ?x a ")
    page.keyboard.type("vg:ThemeM")
    option = page.get_by_role("option", name=re.compile("vg:ThemeMention"))
    expect(option).to_be_visible()
    page.wait_for_timeout(100)  # the list takes no key in its first moments, so that nobody chooses by accident
    page.keyboard.press("Enter")
    text = page.get_by_role("textbox", name="SPARQL-vraag").inner_text()
    assert "PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/>" in text  # it was missing
    assert "?x a vg:ThemeMention" in text


def test_an_example_and_a_link_to_share(site: Site) -> None:
    site.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = site.page("/sparql", "en")
    page.get_by_text("Examples by theme").click()
    page.locator("a[data-example=targets]").click()
    expect(page.get_by_role("textbox", name="SPARQL query")).to_contain_text("vg:Target")
    page.get_by_role("button", name="Copy a link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared.startswith(site.address)
    other = site.context.new_page()
    other.goto(shared)
    state(other, "complete")
    expect(other.get_by_role("textbox", name="SPARQL query")).to_contain_text("vg:Target")


def test_the_keyboard_gets_in_and_out_of_the_editor(site: Site) -> None:
    page = site.page("/sparql")
    field = page.get_by_role("textbox", name="SPARQL-vraag")
    field.focus()
    page.keyboard.press("Tab")
    expect(field).not_to_be_focused()
    expect(page.get_by_role("button", name="Uitvoeren")).to_be_focused()


def test_without_scripts_the_form_answers(plain_site: Site) -> None:
    page = plain_site.page("/sparql", "en")
    page.get_by_label("SPARQL query").fill(MEMBERS)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator("[data-state=complete]")).to_be_visible()
    assert page.get_by_role("row").count() > 2


def test_without_scripts_the_fault_is_shown_at_its_place(plain_site: Site) -> None:
    plain_site.expect("400 ")
    page = plain_site.page("/sparql", "en")
    query = "SELECT ?x WHERE {\n\t?x ?? ?z }"
    page.get_by_label("SPARQL query").fill(query)
    page.get_by_role("button", name="Run", exact=True).click()
    shown = page.locator("pre.fault").inner_text().splitlines()
    assert shown[1] == "\t?x ?? ?z }"
    problem = httpx.get(f"{plain_site.address}/sparql", params={"query": query}).json()
    assert problem["line"] == 2
    assert shown[2] == "\t" + " " * (problem["column"] - 2) + "^"


def test_the_answer_can_be_had_as_a_file(site: Site) -> None:
    page = site.page("/sparql", "en")
    ask(page, MEMBERS)
    state(page, "complete")
    page.get_by_role("tab", name="Raw").click()
    form = page.locator("form.downloads")
    assert form.get_attribute("method") == "post"
    with page.expect_download() as arrived:
        form.get_by_role("button", name="tsv").click()
    assert arrived.value.path().read_text().startswith("?who\t?whom")
