"""A real browser on a real server over the five texts.

The fixtures live as long as this folder's tests: Playwright keeps an event loop in its thread, and the tests of other
folders, which come before or after in the same process, run loops of their own.
Pictures go to the folder named by BROWSER_SHOTS, else to pytest's temporary folder.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.assets import Assets
from tests.http.client import server

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no page was opened in a browser")

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.site import Site

NAMES = ("chromium", "chromium-browser", "google-chrome")
TIMEOUT = 30_000  # milliseconds a page may take for anything, on a busy machine


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"there is no browser ({', '.join(NAMES)}): no page was opened in one. Debian: apt-get install chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def address(built_store: Path) -> Iterator[str]:
    """A server over the five texts; its queries end after five seconds. The process that counts networks is started
    and the search index made, so that no test waits for them."""
    with server(built_store, COLUMNS="off", QUERY_TIMEOUT="5") as (address, _):
        for path in ("/network/graph", "/search/suggest?q=om"):
            for _ in range(5):
                if httpx.get(f"{address}{path}", timeout=60).status_code == 200:
                    break
        yield address


@pytest.fixture(scope="package")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    asked = os.environ.get("BROWSER_SHOTS")
    folder = Path(asked) if asked else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def site(browser: Browser, address: str, shots: Path) -> Iterator[Site]:
    """One visitor; at the end it must have asked nothing of another host and heard no complaint."""
    site = Site.open(browser, address, shots)
    site.context.set_default_timeout(TIMEOUT)
    yield site
    site.close()


@pytest.fixture
def plain_site(browser: Browser, address: str, shots: Path) -> Iterator[Site]:
    """A visitor whose browser runs no scripts."""
    site = Site.open(browser, address, shots, java_script_enabled=False)
    site.context.set_default_timeout(TIMEOUT)
    yield site
    site.close()


@pytest.fixture
def built() -> None:
    """For tests of what only the browser parts can do."""
    if not Assets().path("sparql.js"):
        pytest.skip("the browser parts have not been built: make web")
