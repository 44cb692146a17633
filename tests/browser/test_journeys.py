"""What a person who knows no SPARQL comes to do. It would be wrong if one had to know an address, if a fact did not lead to
the very words, or if what one sees could not be taken along."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site, faults

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def lit(page: Page) -> str:
    """The words that the address lights up, by the span it names."""
    start, end = (int(part) for part in page.evaluate("location.hash").removeprefix("#passage-").split("-"))
    document = page.url.partition("/documents/")[2].partition("?")[0]
    answer = page.request.get(page.url.partition("/documents/")[0] + f"/documents/{document}?format=json").json()
    return str(answer["text"][start - answer["start"] : end - answer["start"]])


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_question_to_answer(site: Site) -> None:
    """Which regions share a theme, who made it a priority, how it is measured, and the words where that stands."""
    page = site.page("/")
    page.get_by_role("link", name=re.compile("regio's delen een thema")).click()
    table = page.get_by_role("region", name=re.compile("Thema's per regio")).get_by_role("table")
    rows = table.get_by_role("row").filter(has=page.get_by_role("rowheader"))
    shared = [row for row in rows.all() if (row.get_by_role("cell").last.inner_text().strip() or "0") not in ("0", "1")]
    assert shared, "some theme is shared by two regions or more"
    theme = shared[0].get_by_role("rowheader").get_by_role("link").first
    name = theme.inner_text().strip()
    site.shot(page, "journey-themes")
    theme.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^Wie stelt het als prioriteit"))).to_be_visible()
    expect(page.get_by_role("heading", name="Wie is verantwoordelijk")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^Hoe wordt het gemeten"))).to_be_visible()
    who = page.get_by_role("region", name="Prioriteit").get_by_role("row").nth(1)
    assert who.get_by_role("link").first.inner_text().strip()
    site.shot(page, "journey-theme")
    who.get_by_role("link", name=re.compile(r"^regel \d+")).first.click()
    expect(page).to_have_url(re.compile(r"/documents/.*#passage-\d+-\d+"))
    assert folded(lit(page))
    expect(page.locator(":target").first).to_be_in_viewport()
    site.shot(page, "journey-words")


def test_fact_to_words(site: Site) -> None:
    """A target of the table leads to the sentence it was read from, which is the quote of its row."""
    page = site.page("/queries/targets?doc=rvs-mn-2015-2018")
    row = page.get_by_role("row").nth(1)
    quote = row.get_by_role("cell").last.inner_text()
    row.get_by_role("link", name=re.compile(r"^\d+$")).click()
    expect(page).to_have_url(re.compile(r"/documents/rvs-mn-2015-2018\?.*#line-\d+$"))
    line = page.locator(":target").first
    expect(line).to_be_in_viewport()
    text = folded(page.locator("main").inner_text())
    assert folded(quote).split("-")[0].split("…")[0][:40] in text


def overlapping(address: str) -> tuple[str, list[str]]:
    """A document, and the places of passages that lie around one another, the outermost first."""
    for entry in httpx.get(f"{address}/documents", timeout=60).json()["documents"]:
        body = httpx.get(f"{address}/documents/{entry['id']}?format=json", timeout=60).json()
        spans = [(passage["start"], passage["end"]) for passage in body["passages"] if passage["facts"]]
        for outer, inner in pairwise(spans):
            alone = sum(1 for start, end in spans if start < inner[1] and end > inner[0]) == 2
            if alone and outer[0] < inner[0] and inner[1] < outer[1]:
                return f"/documents/{entry['id']}?at={inner[0]}", [f"{start}-{end}" for start, end in (outer, inner)]
    raise AssertionError("no passage lies within another")


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_words_to_their_facts_and_back(site: Site, by: str) -> None:
    """Words in two passages show what was read in both; the line beside a fact lights up its words."""
    path, (outer, inner) = overlapping(site.address)
    page = site.page(path)
    words = page.locator(f'#passage-{inner} > a[href="#of-{inner}"]').first
    if by == "mouse":
        words.click()
    else:
        words.focus()
        page.keyboard.press("Enter")
    expect(page.locator(".at.lit")).to_have_count(2)
    for place in (outer, inner):
        expect(page.locator(f"#of-{place}.lit")).to_be_visible()
        expect(page.locator(f"#passage-{place}.lit")).to_be_visible()
    here = page.locator(f"#of-{inner}")
    expect(here).to_be_focused()
    expect(here).to_be_in_viewport()
    assert faults(page) == []
    site.shot(page, f"journey-words-to-facts-{by}", whole=False)
    here.get_by_role("link", name=re.compile(r"^regel \d+$")).click()
    expect(page.locator(f"#passage-{inner}:target")).to_be_in_viewport()
    page.locator(f"#of-{outer} > p > a").first.click()
    expect(page.locator(f"#passage-{outer}:target")).to_be_in_viewport()


def test_words_to_their_facts_without_scripts(plain_site: Site) -> None:
    """The words lead to what was read in the innermost passage, and that names the one around it."""
    path, (outer, inner) = overlapping(plain_site.address)
    page = plain_site.page(path)
    page.locator(f"#passage-{inner} > a").first.click()
    here = page.locator(f"#of-{inner}:target")
    expect(here).to_be_in_viewport()
    here.locator(f'a[href="#of-{outer}"]').click()
    around = page.locator(f"#of-{outer}:target")
    expect(around).to_be_in_viewport()
    around.get_by_role("link", name=re.compile(r"^regel \d+$")).first.click()
    expect(page.locator(f"#passage-{outer}:target")).to_be_in_viewport()


@pytest.mark.usefixtures("built")
def test_folded_facts_open_for_their_words(site: Site) -> None:
    """Facts that did not fit beside a long paragraph were out of reach of the words they were read from."""
    for entry in httpx.get(f"{site.address}/documents", timeout=60).json()["documents"]:
        page = site.page(f"/documents/{entry['id']}?page=all")
        folded = page.locator(".facts > details .at")
        if folded.count():
            place = (folded.last.get_attribute("id") or "").removeprefix("of-")
            expect(page.locator(f"#of-{place}")).to_be_hidden()
            page.locator(f"#passage-{place} > a").first.press("Enter")
            expect(page.locator(f"#of-{place}")).to_be_visible()
            expect(page.locator(f"#of-{place}")).to_be_in_viewport()
            return
        page.close()
    raise AssertionError("no facts are folded away in any document")


@pytest.mark.usefixtures("built")
def test_two_actors_to_a_path_to_an_export(site: Site) -> None:
    page = site.page("/network?projection=actors-governance")
    source, target = "Openbaar Ministerie", "Veiligheidscoalitie Midden-Nederland"
    page.get_by_role("combobox", name="Van", exact=True).select_option(label=source)
    page.get_by_role("combobox", name="Naar", exact=True).select_option(label=target)
    page.get_by_role("button", name="Zoek het pad").click()
    steps = page.locator("#path li")
    expect(steps.first).to_be_visible()
    assert steps.first.get_by_role("link").first.inner_text() == source
    names = steps.last.locator(":scope > a").all_inner_texts()
    assert names[-1] == target
    for step in steps.all():
        expect(step.locator("blockquote").first).to_be_visible()
    expect(page.locator("#stage[data-ready]")).to_be_visible()
    site.shot(page, "journey-path")
    export = page.get_by_role("link", name="graphml", exact=True).get_attribute("href")
    answer = httpx.get(site.address + (export or ""), timeout=60)
    assert answer.status_code == 200
    nodes = ET.fromstring(answer.content).findall(f".//{GRAPHML}node")
    assert len(nodes) == int(page.locator("#stage").get_attribute("data-ready") or 0)
    with page.expect_download() as arrived:
        page.get_by_role("link", name="gexf", exact=True).click()
    assert "<gexf" in arrived.value.path().read_text()[:300]


def test_draft_against_adopted(site: Site) -> None:
    page = site.page("/")
    page.get_by_role("link", name=re.compile("concept en de vastgestelde")).click()
    expect(page.get_by_role("heading", level=1, name=re.compile("concept en vaststelling"))).to_be_visible()
    assert page.get_by_role("insertion").count() > 0
    assert page.get_by_role("deletion").count() > 0
    site.shot(page, "journey-versions")
    page.get_by_role("link", name=re.compile(r"^regel \d+")).first.click()
    expect(page).to_have_url(re.compile(r"/documents/rvs-mn-2019-2022.*#line-\d+$"))
    expect(page.locator(":target").first).to_be_in_viewport()


@pytest.mark.usefixtures("built")
def test_a_broken_query(site: Site) -> None:
    """From a set question to a query of one's own, a fault, and the way out of it."""
    site.expect("400 ")
    page = site.page("/queries/targets")
    page.get_by_role("button", name="Uitvoeren").last.click()
    field = page.locator("#editor").get_by_role("textbox")  # the one that takes the place of the form's own
    expect(field).to_contain_text("SELECT")
    field.click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" LIMMIT 3")
    page.keyboard.press("Control+Enter")
    refused = page.locator("[data-state=refused]")
    expect(refused).to_contain_text(re.compile(r"line \d+"))
    site.shot(page, "journey-broken-query")
    page.get_by_role("button", name=re.compile("Ga naar regel")).click()
    expect(field).to_be_focused()
    page.keyboard.press("Control+End")
    for _ in " LIMMIT 3":
        page.keyboard.press("Backspace")
    page.keyboard.insert_text(" LIMIT 3")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-state=complete]")).to_contain_text("3 rijen")


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(("language", "typed", "found"), [("nl", "OM", "Openbaar Ministerie"), ("en", "cybercr", "Cybercrime")])
def test_suggestions_while_typing(site: Site, language: str, typed: str, found: str) -> None:
    """The combobox of the ARIA Authoring Practices: arrows choose, Enter opens, Escape closes, and without a choice Enter
    searches."""
    page = site.page("/documents", language)
    field = page.get_by_role("search").get_by_role("combobox")
    field.fill(typed)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert any(found in text for text in options.all_inner_texts())
    field.press("Escape")
    expect(options).to_have_count(0)
    field.press("Enter")
    expect(page).to_have_url(re.compile(rf"/search\?.*q={typed}"))
    field = page.get_by_role("search").get_by_role("combobox").first
    field.fill(typed)
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", re.compile(".+-0$"))
    expect(options.first).to_have_attribute("aria-selected", "true")
    name = options.first.locator("span").first.inner_text()
    field.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    assert f"lang={language}" in page.url


def test_search_without_scripts(plain_site: Site) -> None:
    page = plain_site.page("/", "nl")
    page.get_by_role("searchbox").first.fill("woninginbra")
    page.get_by_role("searchbox").first.press("Enter")
    expect(page.get_by_role("link", name=re.compile("Woninginbraak|Woninginbraken")).first).to_be_visible()
