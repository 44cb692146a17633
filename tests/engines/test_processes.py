"""Two servers that each hold a copy of a snapshot are one for whoever asks them in turn."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import pytest

from kg.snapshots import new_snapshot
from tests.http.client import server
from tests.http.sample import BASE, sample_quads

QUERY = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 50"


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """The same store on two disks."""
    first, second = tmp_path / "first", tmp_path / "second"
    with new_snapshot(first, BASE) as draft:
        draft.store.load(sample_quads())
    shutil.copytree(first, second)
    return first, second


def test_a_load_balancer_may_send_a_client_to_either(copies: tuple[Path, Path]) -> None:
    """A client that revalidated at the other server got the whole answer again."""
    with server(copies[0]) as (one, _), server(copies[1]) as (other, _), httpx.Client(trust_env=False) as client:
        for address in (f"/sparql?query={httpx.QueryParams({'q': QUERY})}".replace("q=", "", 1), "/documents/plan-a", "/search?q=lutjestad"):
            here = client.get(one + address, headers={"Accept": "application/json"})
            there = client.get(other + address, headers={"Accept": "application/json"})
            assert here.status_code == 200
            assert here.content.replace(one.encode(), b"") == there.content.replace(other.encode(), b"")
            assert here.headers.get("etag") == there.headers.get("etag")
            if "etag" in here.headers:
                again = client.get(other + address, headers={"Accept": "application/json", "If-None-Match": here.headers["etag"]})
                assert again.status_code == 304
