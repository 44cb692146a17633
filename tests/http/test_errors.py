"""Errors have one shape on every route, and every error of the core has its status."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from api import problems
from api.app import create_app
from api.limits import COSTLY, FREE
from kg import errors
from kg.config import Settings
from tests.http.client import BROWSER, Client
from tests.http.sample import BASE, sample_store

MEMBERS = {"type", "title", "status", "detail", "instance", "advice"}


def routes(app: FastAPI) -> list[tuple[str, set[str]]]:
    """Every path of the application with its methods."""

    def walk(parts: object) -> Iterator[APIRoute]:
        for route in parts:  # type: ignore[attr-defined]
            if isinstance(route, APIRoute):
                yield route
            else:  # newer frameworks keep an included router as one route
                inner = getattr(route, "original_router", None)
                yield from walk(getattr(inner, "routes", []))

    found: dict[str, set[str]] = {}
    for route in walk(app.routes):
        found.setdefault(route.path, set()).update(route.methods or ())
    return list(found.items())


TOKEN = "a token for these tests"
ROUTES = routes(create_app(Settings(base=BASE), sample_store(ontology=False)))


def leaves(kind: type[errors.GraphError]) -> Iterator[type[errors.GraphError]]:
    below = kind.__subclasses__()
    if not below:
        yield kind
    for other in below:
        yield from leaves(other)


def test_there_are_routes() -> None:
    paths = {path for path, _ in ROUTES}
    assert paths >= {
        "/",
        "/sparql",
        "/queries",
        "/queries/{name}",
        "/id/{path:path}",
        "/doc/{path:path}",
        "/def/{path:path}",
    }
    assert paths >= {"/network/neighbours", "/network/path", "/validate", "/search", "/health", "/docs"}


@pytest.mark.parametrize("kind", list(leaves(errors.GraphError)), ids=lambda kind: kind.__name__)
def test_every_error_of_the_core_has_its_row(kind: type[errors.GraphError]) -> None:
    row = next(problem for owner, problem in problems.TABLE if issubclass(kind, owner))
    assert row.slug != "error", f"{kind.__name__} is only caught by the last row"
    assert 400 <= row.status < 600


def test_the_table_goes_from_particular_to_general() -> None:
    """A general row above a particular one hides it."""
    kinds = [kind for kind, _ in problems.TABLE]
    for position, kind in enumerate(kinds):
        assert not [earlier for earlier in kinds[:position] if issubclass(kind, earlier)]


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    assert errors.__doc__
    for kind in leaves(errors.GraphError):
        if kind.__module__ == errors.__name__:
            assert f"── {kind.__name__} " in errors.__doc__, kind.__name__


def check_shape(body: bytes, content_type: str, status: int) -> None:
    assert content_type == problems.MEDIA_TYPE
    problem = json.loads(body)
    assert set(problem) >= MEMBERS
    assert problem["status"] == status
    assert problem["type"].startswith("/problems#")
    assert problem["detail"]


@pytest.mark.parametrize(("path", "methods"), ROUTES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_wrong_method_on_every_route(client: Client, path: str, methods: set[str]) -> None:
    answer = client("PATCH", path.replace("{path:path}", "x").replace("{name}", "x"))
    check_shape(answer.content, answer.headers["content-type"], 405)
    allowed = set(answer.headers["allow"].split(", "))
    assert methods - {"PATCH", "TRACE"} <= allowed  # a route may be there to refuse these
    assert ("HEAD" in allowed) == ("GET" in methods)


def parameters_for(path: str) -> dict[str, str]:
    """What a route asks for before it looks at anything."""
    if path.startswith("/graphs"):
        return {"default": ""}
    if not path.startswith("/network/"):
        return {"resource": "x", "from": "x", "to": "x"}
    name = path.removeprefix("/network/").removesuffix(".{suffix}")
    if name in ("path", "paths"):
        return {"from": "x", "to": "x"}
    if name == "difference":
        return {"before": "year=2015", "after": "year=2019"}
    return {} if name in ("graph", "measures", "projections") else {"resource": "x"}


# what is said at once, from memory or from a list that is short
LIGHT = {
    "/", "/.well-known/void", "/about/server", "/citation", "/citation.bib", "/citation.cff", "/citation.txt", "/dcat",
    "/docs", "/documents", "/id/{path:path}", "/openapi.json", "/problems", "/queries", "/releases",
}  # fmt: skip
STATELESS = ("/health/live", "/health/ready", "/network/projections")  # these ask nothing of the state


def test_every_address_is_light_or_counts_among_the_queries_of_a_client() -> None:
    """Wrong would be: an address that takes seconds and of which one client may have any number at a time."""
    known = {path for path, _ in ROUTES}
    assert {path for path in known if not path.startswith((*FREE, *COSTLY))} == LIGHT
    assert {prefix for prefix in COSTLY if not any(path.startswith(prefix) for path in known)} == set()


def test_routes_that_ask_nothing_of_the_state_are_there() -> None:
    assert set(STATELESS) <= {path for path, _ in ROUTES}


@pytest.mark.parametrize(
    ("path", "methods"),
    [route for route in ROUTES if route[0] not in STATELESS],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_of_ours_on_every_route(path: str, methods: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Told in the same shape, without a trace of the inside."""
    app = create_app(Settings(base=BASE, write_token=TOKEN), sample_store(ontology=False))
    app.state.graph = "broken: secret"
    answer = Client(app)(
        "POST" if methods == {"POST"} else "GET",
        path,
        params=parameters_for(path),
        headers={"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"},
    )
    check_shape(answer.content, answer.headers["content-type"], 500)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("accept", [None, BROWSER, "application/json", "text/turtle"])
def test_nothing_there(client: Client, accept: str | None) -> None:
    for path in ("/nope", "/network/nope", "/static/nope.css", "/queries/", "/health/"):
        answer = client.get(path, accept)
        if accept == BROWSER:
            assert answer.status_code == 404
            assert "Niet gevonden" in answer.text, "a person was shown JSON"
        else:
            check_shape(answer.content, answer.headers["content-type"], 404)


def test_parameters_that_do_not_fit(client: Client) -> None:
    for url in (
        "/network/path",
        "/network/path?from=x",
        "/network/neighbours?resource=x&depth=0",
        "/network/neighbours?resource=x&depth=99",
        "/network/neighbours?resource=x&limit=many",
        "/search?q=x&limit=-1",
        "/search?q=x&offset=1e9",
        "/doc/municipality/lutjestad?limit=x",
    ):
        answer = client.get(url)
        check_shape(answer.content, answer.headers["content-type"], 422)
        assert answer.json()["parameters"]


def test_a_store_that_broke_is_the_server_s_fault() -> None:
    store = sample_store(ontology=False)
    client = Client(create_app(Settings(base=BASE), store))
    store.close()
    answer = client.get("/sparql", query="ASK {}")
    check_shape(answer.content, answer.headers["content-type"], 503)
    assert "logged" in answer.json()["detail"]


def test_bodies_over_the_limit(client: Client) -> None:
    small = Client(create_app(Settings(base=BASE, max_body=100), sample_store(ontology=False)))
    headers = {"Content-Type": "application/sparql-query"}
    assert small("POST", "/sparql", content="ASK {}", headers=headers).status_code == 200
    for url, content_type in (("/sparql", "application/sparql-query"), ("/validate", "text/turtle")):
        for content in (b"#" * 101, (b"#" * 30 for _ in range(5))):  # announced, and in parts without a length

            async def parts(given: object = content) -> object:  # type: ignore[misc]
                for part in given if not isinstance(given, bytes) else [given]:  # type: ignore[attr-defined]
                    yield part

            body = content if isinstance(content, bytes) else parts()
            answer = small("POST", url, content=body, headers={"Content-Type": content_type})
            check_shape(answer.content, answer.headers["content-type"], 413)


def test_an_answer_over_the_limit() -> None:
    small = Client(create_app(Settings(base=BASE, max_result=1_000), sample_store(ontology=False)))
    answer = small.get("/sparql", query="SELECT * { ?s ?p ?o }")
    check_shape(answer.content, answer.headers["content-type"], 507)


def test_every_kind_of_problem_is_explained(client: Client) -> None:
    page = client.get("/problems", BROWSER).text
    for row in [*problems.HTTP_PROBLEMS.values(), *(row for _, row in problems.TABLE)]:
        assert f'id="{row.slug}"' in page
