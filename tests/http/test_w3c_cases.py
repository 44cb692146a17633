"""What the recommendations ask of a server, case by case, on the real server over a store that may be written.

The same cases measure other servers: `python -m benchmarks w3c --http --peer`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.w3c.cases import Case
from benchmarks.w3c.over_http import Server, all_cases, ours, reset, run

CASES = {case.name: case for case in all_cases()}


def _listed(case: Case) -> object:
    """Each write makes a snapshot and puts the data back: a minute and a half for all of them."""
    return pytest.param(case.name, marks=pytest.mark.slow) if case.writes else case.name


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Server]:
    with ours() as server:
        reset(server)
        yield server


@pytest.fixture
def case(request: pytest.FixtureRequest, endpoint: Server) -> Iterator[Case]:
    found = CASES[request.param]
    yield found
    if found.writes:
        reset(endpoint)


@pytest.mark.parametrize("case", [_listed(case) for case in CASES.values()], indirect=True)
def test_as_the_recommendations_have_it(endpoint: Server, case: Case) -> None:
    assert run(endpoint, case) == ""


def test_every_case_has_a_name_of_its_own() -> None:
    assert len(CASES) == len(all_cases()) > 240
