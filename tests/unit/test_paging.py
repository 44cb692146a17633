"""Parts of a query's rows. Wrong would be: another order, a row twice or never, a LIMIT in a string taken for one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.paging import Page, paged

STORE = ox.Store()
STORE.extend(
    ox.Quad(ox.NamedNode(f"http://e/{n}"), ox.NamedNode("http://e/p"), ox.Literal(n % 4)) for n in range(20)
)
QUERIES = {
    "ordered": "SELECT ?s ?o { ?s <http://e/p> ?o } ORDER BY ?o ?s",
    "order with ties": "SELECT ?s ?o { ?s <http://e/p> ?o } ORDER BY ?o",
    "no order": "SELECT ?s { ?s <http://e/p> ?o }",
    "own limit": "SELECT ?s { ?s <http://e/p> ?o } ORDER BY ?s LIMIT 7",
    "own limit and offset": "SELECT ?s { ?s <http://e/p> ?o } ORDER BY ?s OFFSET 3 LIMIT 7",
    "own offset": "SELECT ?s { ?s <http://e/p> ?o } ORDER BY ?s offset 15",
    "limit inside": "SELECT ?s { { SELECT ?s { ?s <http://e/p> ?o } ORDER BY ?s LIMIT 5 } }",
    "words that look like one": 'SELECT ?limit { ?limit <http://e/p> ?offset FILTER("LIMIT 1" != "x") } # LIMIT 2',
    "a comment at the end": "SELECT ?s { ?s <http://e/p> ?o } ORDER BY ?s # OFFSET 4",
    "a prefix of that name": "PREFIX limit: <http://e/> SELECT ?s { ?s limit:p ?o } ORDER BY ?s",
    "values behind": "SELECT ?s ?o { ?s <http://e/p> ?o } ORDER BY ?s VALUES ?o { 1 2 }",
    "values behind a limit": "SELECT ?s ?o { ?s <http://e/p> ?o } ORDER BY ?s LIMIT 6 VALUES ?o { 1 2 }",
    "groups": "SELECT ?o (COUNT(*) AS ?n) { ?s <http://e/p> ?o } GROUP BY ?o HAVING (COUNT(*) > 1) ORDER BY DESC(?o)",
    "exists in the order": "SELECT ?s { ?s <http://e/p> ?o } ORDER BY (EXISTS { ?s <http://e/q> ?x }) ?s",
}


def rows(text: str) -> list[str]:
    return [str(solution) for solution in STORE.query(text)]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("limit", [1, 3, 7, 20, 50])
def test_the_parts_are_the_whole(name: str, limit: int) -> None:
    whole, found, page = rows(QUERIES[name]), [], Page(limit)
    while page is not None:
        part = rows(paged(QUERIES[name], page))
        assert len(part) == page.rows(len(whole))
        found += part
        page = page.next(len(whole))  # type: ignore[assignment]
    assert found == whole


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(QUERIES)), st.none() | st.integers(1, 30), st.integers(0, 40))
def test_any_part_is_a_slice(name: str, limit: int | None, offset: int) -> None:
    whole = rows(QUERIES[name])
    end = None if limit is None else offset + limit
    assert rows(paged(QUERIES[name], Page(limit, offset))) == whole[offset:end]


@given(st.integers(1, 12), st.integers(0, 40), st.integers(0, 40))
def test_next_leads_to_rows_and_back(limit: int, offset: int, total: int) -> None:
    page = Page(limit, offset)
    following = page.next(total)
    assert (following is not None) == (offset + limit < total)
    if following is not None:
        assert following.rows(total) > 0
        assert following.previous(total) == page
    before = page.previous(total)
    assert (before is None) == (offset == 0)
    if before is not None:
        assert before.offset < offset
    assert page.last(total).rows(total) > 0 or total == 0


def test_the_whole_is_left_as_it_is() -> None:
    assert paged(QUERIES["ordered"], Page()) is QUERIES["ordered"]
