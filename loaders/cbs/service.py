"""The OData 4 service of CBS: pages of JSON, fetched once, kept on disk, resumed where a download broke off.

What the service gives of a table, below `{service}/{table}/`: `Properties` (title, licence, when it was changed),
`Dimensions`, `MeasureCodes`, for each dimension `{dimension}Codes`, and `Observations` in pages that name the next one
(OData JSON Format 4.0, section 4.5.5: `@odata.nextLink`).

A folder of the cache holds one state of a table: another `Modified` is another folder, so that pages of two states
never meet. A page is written whole or not at all.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

from kg.errors import ServiceError
from kg.iris import digest, slug
from loaders.web import TIMEOUT, Progress, body_of, check_address, following

SERVICE = "https://datasets.cbs.nl/odata/v1/CBS"
TRIES = 4
LARGEST = 200_000_000  # bytes of one page
MOST_PAGES = 10_000
_AGAIN = (429, 500, 502, 503, 504)

Json = dict[str, Any]


class TableService:
    """One table of one service, with its cache.

    table: identifier, such as 83648NED. where: an OData `$filter` over the observations. cache: folder for pages.
    wait: seconds before a second try, doubled each time.
    """

    def __init__(
        self, table: str, cache: Path, *, service: str = SERVICE, where: str = "", wait: float = 1.0
    ) -> None:
        if not table.isalnum():
            raise ServiceError(f"{table!r} is no name of a table: letters and figures, such as 83648NED")
        check_address(service, "service")
        self.root = f"{service.rstrip('/')}/{table}"
        self.table, self.where = table, where
        self._cache, self._wait = cache, wait
        self._client = httpx.Client(timeout=TIMEOUT, headers={"Accept": "application/json"})
        self._folder: Path | None = None

    def close(self) -> None:
        self._client.close()

    def properties(self) -> Json:
        """What the service says of the table now; never from the cache. Decides which folder of it counts."""
        found = self._get(f"{self.root}/Properties")
        found = found["value"][0] if isinstance(found.get("value"), list) and found["value"] else found
        state = f"{found.get('Modified', '')} {self.where} {self.root}"
        self._folder = self._cache / slug(self.table) / f"{slug(str(found.get('Modified', 'unknown')))}-{digest(state)}"
        return found

    def rows(self, name: str) -> list[Json]:
        """All rows of `Dimensions`, `MeasureCodes` or a list of codes."""
        return [row for page in self._pages(name, f"{self.root}/{name}") for row in page]

    def observations(self, progress: Progress, total: int = 0) -> Iterator[Json]:
        """The observations, page by page; those in the cache are not fetched again."""
        query = f"?{urlencode({'$filter': self.where})}" if self.where else ""
        done = 0
        progress("observations", 0, total)
        for page in self._pages("Observations", f"{self.root}/Observations{query}"):
            yield from page
            done += len(page)
            progress("observations", done, total)

    def _pages(self, name: str, url: str) -> Iterator[list[Json]]:
        assert self._folder is not None, "the properties come first: they say which state of the table this is"
        self._folder.mkdir(parents=True, exist_ok=True)
        seen: set[str] = set()
        for number in range(MOST_PAGES):
            file = self._folder / f"{slug(name)}-{number:05}.json.gz"
            page = _kept(file)
            if page is None or page.get("url") != url:
                page = {"url": url} | self._get(url)
                _keep(file, page)
            rows = page.get("value")
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                file.unlink()
                raise ServiceError(f"{url}: there is no list of rows ('value'); the service has another form now")
            yield rows
            named = page.get("@odata.nextLink")
            if named is None:
                return
            seen.add(url)
            url = following(url, str(named))
            if url in seen:
                raise ServiceError(f"{url}: the pages of {name} lead in a circle")
        raise ServiceError(f"{name} of {self.table} has more than {MOST_PAGES} pages; narrow it down with --where")

    def _get(self, url: str) -> Json:
        """One document of the service, with a few tries. Raises ServiceError."""
        for attempt in range(1, TRIES + 1):
            fault, again, pause = "", True, self._wait * 2 ** (attempt - 1)
            try:
                with self._client.stream("GET", url) as response:
                    if response.status_code == 200:
                        return _document(url, body_of(url, response, LARGEST, "that is no table"))
                    fault, again = f"status {response.status_code}", response.status_code in _AGAIN
                    after = response.headers.get("retry-after", "")
                    pause = max(pause, min(float(after), 60.0)) if after.isdigit() else pause
            except httpx.HTTPError as error:
                fault = f"{type(error).__name__}: {error}"
            if not again or attempt == TRIES:
                break
            time.sleep(pause)
        hint = "Is the name of the table right?" if "404" in fault else "What was fetched is kept: run it again to go on"
        raise ServiceError(f"{url}: {fault}. {hint}")


def _document(url: str, body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise ServiceError(f"{url}: what came is no JSON ({error}); the service has another form now") from error
    if not isinstance(found, dict):
        raise ServiceError(f"{url}: what came is no JSON object; the service has another form now")
    return found


def _kept(file: Path) -> Json | None:
    """A page of the cache; None when it is not there or damaged, and then it is fetched again."""
    try:
        with gzip.open(file, "rt", encoding="utf-8") as stream:
            page = json.load(stream)
    except (OSError, EOFError, ValueError):
        return None
    return page if isinstance(page, dict) else None


def _keep(file: Path, page: Json) -> None:
    part = file.with_suffix(".part")
    try:
        with gzip.open(part, "wt", encoding="utf-8", compresslevel=3) as stream:
            json.dump(page, stream, ensure_ascii=False)
        os.replace(part, file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ServiceError(f"{file}: cannot be written ({error}); name another folder with --cache") from error
