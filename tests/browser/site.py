"""A page of the site in a real browser, watched: what it asks of other hosts, what it complains of, what moves in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

# Shifts of what is on the page after it was first drawn, with nobody having touched it.
SHIFTS = """
window.__shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")  # rules for what the dark form changes
ROOM = ("target-size", "scrollable-region-focusable", "meta-viewport")  # and a narrow window
SERIOUS = ("serious", "critical")
TALL = 12_000  # pixels; of a taller page its beginning is enough
_DRIVER = re.compile(r"GL Driver Message|WebGL-0x")  # of the software that draws where there is no graphics card


@dataclass
class Site:
    """The site at `address`, seen by one visitor. outside: requests to other hosts; complaints: errors of the console."""

    address: str
    context: BrowserContext
    shots: Path
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    expected: list[re.Pattern[str]] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Browser, address: str, shots: Path, **options: Any) -> Site:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", **options)
        context.add_init_script(SHIFTS)
        site = cls(address, context, shots)
        context.route("**/*", site._guard)
        context.on("page", site._watch)
        return site

    def page(self, path: str = "/", language: str = "nl") -> Page:
        """A page of the site in a tab of its own."""
        page = self.context.new_page()
        answer = page.goto(self.url(path, language))
        assert answer is not None
        assert answer.ok, f"{answer.status} {path}"
        return page

    def url(self, path: str, language: str = "nl") -> str:
        before, hash_, fragment = path.partition("#")
        return f"{self.address}{before}{'&' if '?' in before else '?'}lang={language}{hash_}{fragment}"

    def expect(self, pattern: str) -> None:
        """A complaint that belongs to what the test does: a refused query is a 400 in the console too."""
        self.expected.append(re.compile(pattern))

    def shot(self, page: Page, name: str, *, whole: bool = True) -> Path:
        """A picture of the page, or of what the window shows of it, for people to look at."""
        file = self.shots / f"{name}.png"
        page.screenshot(path=file, full_page=whole and overflow(page, "Height") < TALL)
        return file

    def close(self) -> None:
        """Ends the visit. Raises AssertionError when a page asked another host or complained."""
        self.context.close()
        assert not self.outside, f"asked of other hosts: {self.outside}"
        unexpected = [c for c in self.complaints if not any(p.search(c) for p in self.expected)]
        assert not unexpected, f"the console says: {unexpected}"

    def _guard(self, route: Route, request: Request) -> None:
        here = urlsplit(self.address)
        asked = urlsplit(request.url)
        if asked.scheme in ("data", "blob") or asked.netloc == here.netloc:
            route.continue_()
        else:
            self.outside.append(request.url)
            route.abort()

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._heard(page, message.type, message.text))

    def _heard(self, page: Page, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not _DRIVER.search(text):
            self.complaints.append(f"{page.url}: {text}")


def faults(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds against WCAG 2.2 AA that is serious or worse: rule, place and what it says. rules: only these."""
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(EVERYTHING)}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


def shift(page: Page) -> float:
    """Cumulative layout shift so far."""
    return float(page.evaluate("window.__shift"))


def overflow(page: Page, side: str = "Width") -> int:
    """Pixels by which the page is wider, or taller ("Height"), than its window."""
    return int(page.evaluate(f"document.documentElement.scroll{side} - document.documentElement.client{side}"))


def script_bytes(page: Page) -> int:
    """Bytes of script this page loaded, unpacked."""
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.name.split('?')[0].endsWith('.js')).map(e => e.decodedBodySize)"
    )
    return int(sum(sizes))
