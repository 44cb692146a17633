"""Every page, in both languages, in the light and in the dark, on a desk and on a telephone. It would be wrong if a page
shut somebody out (axe, WCAG 2.2 AA), ran out of its window, moved while one reads, complained in the console or asked
anything of another host; if a menu or the home page led nowhere; or if a page needed a script."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import COLOURS, ROOM, Site, faults, overflow, script_bytes, shift

LANGUAGES = ("nl", "en")
MOST_SHIFT = 0.05  # of the window; 0.1 counts as good on the web
MOST_SCRIPT = 150_000  # bytes
HEAVY = ("/sparql", "/network")  # the editor and the drawing
PAGES = (
    "/", "/documents", "/documents/rvs-mn-2019-2022", "/search", "/search?q=OM", "/queries", "/queries/targets", "/sparql",
    "/sparql?query=SELECT+*+{+%3Fs+a+%3Ftype+}+LIMIT+5", "/network", "/compare", "/compare/themes", "/compare/strength",
    "/compare/versions", "/doc/theme/cybercrime", "/quality", "/validate/changes", "/def", "/def/Target", "/docs",
    "/releases", "/dcat", "/citation", "/problems", "/about/server", "/.well-known/void",
)  # fmt: skip
KINDS = ("Municipality", "Target", "Priority", "RegionalStrategy", "PoliceUnit", "Inconsistency")  # a page of each kind of thing
ERRORS = {"/doc/theme/nergens": 404, "/sparql?query=SELECT": 400, "/queries/nergens": 404}


def check(site: Site, page: Page, name: str) -> None:
    """The whole of what a page has to be."""
    expect(page.locator("h1")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    found = {"light": faults(page)}
    assert shift(page) <= MOST_SHIFT, f"things move by {shift(page):.3f}"
    site.shot(page, name)
    page.emulate_media(color_scheme="dark")
    found["dark"] = faults(page, COLOURS)
    site.shot(page, f"{name}-dark", whole=False)
    page.set_viewport_size({"width": 400, "height": 800})
    found["narrow"] = faults(page, ROOM)
    assert overflow(page) <= 0, f"{overflow(page)} pixels wider than a window of 400"
    site.shot(page, f"{name}-400", whole=False)
    assert not any(found.values()), found
    if not urlsplit(page.url).path.startswith(HEAVY):
        assert script_bytes(page) <= MOST_SCRIPT


def named(path: str) -> str:
    return re.sub(r"\W+", "-", path).strip("-")[:50] or "home"


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES, ids=named)
def test_pages(site: Site, path: str, language: str) -> None:
    page = site.page(path, language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    check(site, page, f"{named(path)}-{language}")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_things(site: Site, kind: str) -> None:
    query = f"SELECT (MIN(STR(?x)) AS ?iri) {{ ?x a <https://w3id.org/veiligheidsgraaf/def/{kind}> }}"
    page = site.context.new_page()
    answer = page.request.get(f"{site.address}/sparql", params={"query": query, "format": "json"}).json()
    iri = answer["results"]["bindings"][0]["iri"]["value"]
    page.goto(site.url("/doc" + iri.split("/id", 1)[1]))
    check(site, page, f"doc-{kind}")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "status"), ERRORS.items(), ids=map(named, ERRORS))
def test_errors_are_pages_too(site: Site, path: str, status: int, language: str) -> None:
    site.expect(f"status of {status}")
    page = site.context.new_page()
    answer = page.goto(site.url(path, language))
    assert answer is not None
    assert answer.status == status
    check(site, page, f"error-{named(path)}-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_home(site: Site, language: str) -> None:
    """The one page of these that every run looks at whole."""
    check(site, site.page("/", language), f"home-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_and_home_lead_somewhere(site: Site, language: str) -> None:
    page = site.page("/", language)
    links: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    own = sorted({link.partition("#")[0] for link in links if link.startswith(site.address)})
    assert len(own) > 10
    broken = {}
    for link in own:
        answer = page.request.get(link, headers={"Accept": "text/html"}, max_redirects=5)
        if answer.status != 200:
            broken[link] = answer.status
    assert not broken


@pytest.mark.parametrize("path", ["/", "/documents", "/search?q=OM", "/queries/targets", "/sparql", "/network"], ids=named)
def test_pages_stand_without_scripts(plain_site: Site, path: str) -> None:
    page = plain_site.page(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("main").inner_text().strip()


def test_the_skip_link_skips(site: Site) -> None:
    page = site.page("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_the_language_is_kept_from_page_to_page(site: Site) -> None:
    page = site.page("/", "nl")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Documents").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1, name="Documents")).to_be_visible()
