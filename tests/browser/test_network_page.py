"""The network explorer. It would be wrong if drawing and table showed two networks, if something could be reached with a
mouse only, if an edge kept its words to itself, or if the page needed scripts to answer."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.site import Site

SOME = "/network?projection=actors-governance"


def drawn(page: Page) -> int:
    """How many nodes were drawn at first."""
    stage = page.locator("#stage[data-ready]")
    expect(stage).to_be_visible()
    return int(stage.get_attribute("data-ready") or 0)


def place(page: Page, node: str) -> dict[str, float]:
    """Where a node is in the window."""
    found: dict[str, float] = page.evaluate(
        """iri => { const stage = document.querySelector('#stage');
        const at = stage.drawing.onScreen(iri), box = stage.getBoundingClientRect();
        return { x: at.x + box.left, y: at.y + box.top } }""",
        node,
    )
    return found


@pytest.mark.usefixtures("built")
def test_drawing_table_and_data_are_one_network(site: Site) -> None:
    page = site.page(SOME)
    data = httpx.get(f"{site.address}/network/graph", params={"projection": "actors-governance"}).json()
    assert drawn(page) == len(data["nodes"])
    assert page.locator("tr[data-node]").count() == min(len(data["nodes"]), 250)
    expect(page.get_by_role("heading", name=f"Lijnen ({len(data['edges'])})")).to_be_visible()
    iris = {node["iri"] for node in data["nodes"]}
    assert set(page.eval_on_selector_all("tr[data-node]", "all => all.map(row => row.dataset.node)")) <= iris
    site.shot(page, "network-nl")


@pytest.mark.usefixtures("built")
def test_a_click_on_an_edge_gives_its_words(site: Site) -> None:
    page = site.page(SOME)
    drawn(page)
    data = httpx.get(f"{site.address}/network/graph", params={"projection": "actors-governance"}).json()
    page.locator("#stage").scroll_into_view_if_needed()
    # an edge that lies free: the last resort of a test that clicks on a line is to try several
    hit = None
    for edge in data["edges"][:40]:
        ends = place(page, edge["source"]), place(page, edge["target"])
        page.mouse.click(sum(e["x"] for e in ends) / 2, sum(e["y"] for e in ends) / 2)
        if page.locator("#chosen h4").count():
            hit = edge
            break
    assert hit is not None
    words = page.locator("#chosen blockquote")
    expect(words.first).to_be_visible()
    link = words.first.get_by_role("link")
    assert re.search(r"/documents/[^/]+\?at=\d+&lang=nl#passage-\d+-\d+$", link.get_attribute("href") or "")


@pytest.mark.usefixtures("built")
def test_everything_without_a_mouse(site: Site) -> None:
    """From a row to the drawing, to an edge, to its words, all by keys."""
    page = site.page(SOME)
    drawn(page)
    row = page.locator("tr[data-node]").first
    name = row.get_by_role("link").inner_text()
    row.get_by_role("button", name=re.compile("Toon in de tekening")).focus()
    page.keyboard.press("Enter")
    chosen = page.get_by_role("region", name="Gekozen")
    expect(chosen).to_be_focused()
    expect(chosen.get_by_role("heading", level=3)).to_have_text(name)
    chosen.locator("button.line").first.focus()
    page.keyboard.press("Enter")
    expect(chosen.get_by_role("heading", name="De woorden")).to_be_visible()
    stage = page.get_by_role("application")
    stage.focus()
    before = place(page, row.get_attribute("data-node") or "")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(100)
    assert place(page, row.get_attribute("data-node") or "") != before


@pytest.mark.usefixtures("built")
def test_kinds_are_switched_off_in_drawing_and_table(site: Site) -> None:
    page = site.page(SOME, "en")
    all_nodes = drawn(page)
    box = page.get_by_role("group", name="Kinds").get_by_role("checkbox").first
    label = box.locator("xpath=..").inner_text()
    number = int(re.search(r"\((\d+)\)", label)[1])  # type: ignore[index]
    box.uncheck()
    expect(page.locator("#stage-state")).to_contain_text(f"{all_nodes - number} nodes")
    kind = label.rpartition(" (")[0].strip()
    shown = page.locator("tr[data-node]:visible td:nth-child(2)").all_inner_texts()
    assert shown
    assert kind not in shown
    box.check()
    expect(page.locator("#stage-state")).to_contain_text(f"{all_nodes} nodes")


@pytest.mark.usefixtures("built")
def test_widening(site: Site) -> None:
    page = site.page(SOME)
    drawn(page)
    page.locator("tr[data-node]").first.get_by_role("button").click()
    page.get_by_role("button", name="Breid uit").click()
    expect(page.locator("#stage-state")).to_contain_text(re.compile(r"\d+ bu(ur|ren) erbij"))
    expect(page.get_by_role("button", name="Breid uit")).to_have_count(0)


def test_filters_by_document_and_year(site: Site) -> None:
    page = site.page(SOME, "en")
    page.get_by_role("combobox", name="Document", exact=True).select_option("rvs-mn-2019-2022")
    page.get_by_label("Year or period").fill("2020")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("documents=rvs-mn-2019-2022.*year=2020"))
    documents = set(page.locator("tr[data-edge] td:nth-child(5)").all_inner_texts())
    assert documents == {"rvs-mn-2019-2022"}


def test_the_size_follows_a_measure(site: Site) -> None:
    page = site.page(f"{SOME}&size=betweenness", "en")
    values = page.locator("tr[data-node] td:nth-child(5)").all_inner_texts()
    numbers = [float(value) for value in values if value]
    assert numbers
    assert numbers == sorted(numbers, reverse=True)
    data = httpx.get(f"{site.address}/network/graph", params={"measures": "betweenness"}).json()
    largest = max(node["attributes"]["betweenness"] for node in data["nodes"])
    assert abs(numbers[0] - largest) < 1e-4


def test_without_scripts_there_is_a_picture_a_table_and_a_path(plain_site: Site) -> None:
    page = plain_site.page(SOME, "en")
    picture = page.locator("#stage img")
    expect(picture).to_be_visible()
    page.get_by_role("region", name=re.compile("Nodes")).get_by_role("link", name="Name", exact=True).click()
    first, second = page.locator("tr[data-node] td:first-child").all_inner_texts()[:2]
    assert first.casefold() <= second.casefold()
    ends = page.locator("tr[data-edge]").first.get_by_role("link").all_inner_texts()
    page.get_by_role("combobox", name="From", exact=True).select_option(label=ends[0])
    page.get_by_role("combobox", name="To", exact=True).select_option(label=ends[1])
    page.get_by_role("button", name="Find the path").click()
    expect(page.locator("#path li")).to_have_count(1)
    expect(page.locator("#path blockquote").first).to_be_visible()


def test_what_is_not_there_is_said(plain_site: Site) -> None:
    page = plain_site.page(f"{SOME}&year=1850", "nl")
    expect(page.get_by_text("Geen lijnen bij deze keuze")).to_be_visible()


def _busy(protocol: CDPSession) -> float:
    """Seconds of processor that the page's own thread has taken: not of the clock, which other programs share."""
    metrics = {metric["name"]: metric["value"] for metric in protocol.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


@pytest.mark.usefixtures("built")
def test_two_thousand_nodes_are_drawn_smoothly(site: Site) -> None:
    """Some 18 ms of processor for a frame; a drawing that slows down with the square of what it draws takes seconds."""
    nodes = [
        {"id": f"n{n}", "iri": f"n{n}", "label": f"Knoop {n}", "labels": {"nl": f"Knoop {n}"}, "kind": None,
         "attributes": {}, "x": (n * 7919) % 4000, "y": (n * 104729) % 3000}
        for n in range(2000)
    ]  # fmt: skip
    edges = [
        {"source": f"n{n % 2000}", "target": f"n{(n * 31 + 7) % 2000}", "labels": {"nl": "kent"}, "directed": False,
         "weight": 1, "relations": [], "documents": [], "period": {"from": None, "to": None}, "passages": [],
         "passage_count": 0}
        for n in range(6000)
    ]  # fmt: skip
    body = {"directed": False, "graph": {"complete": True, "stopped": None}, "nodes": nodes, "edges": edges}
    page = site.context.new_page()
    page.route("**/network/graph.json*", lambda route: route.fulfill(json=body))
    page.goto(site.url(SOME))
    assert drawn(page) == 2000
    frames = 20
    protocol = page.context.new_cdp_session(page)
    protocol.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _busy(protocol)
    page.evaluate("count => { for (let n = 0; n < count; n++) document.querySelector('#stage').drawing.frame(); }", frames)
    spent = (_busy(protocol) - before) / frames
    assert 0 < spent < 0.15
    site.shot(page, "network-2000")
