"""The reconciliation service held against the specifications.

Wrong would be: an answer OpenRefine cannot read, a batch that one bad cell costs, a preview another site cannot frame, a
request that makes the server work for nothing.
"""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from api.app import create_app
from api.reconcile_answers import BATCH, MANY_IDS
from kg.config import Settings
from tests.http import reconcile_schemas as schemas
from tests.http.client import Client
from tests.reference_store import BASE, reference_store

DRAFT = "/reconcile/draft"


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(create_app(Settings(base=BASE), reference_store()))


def fits(answer: httpx.Response, schema: schemas.Schema) -> Any:
    """The JSON of an answer, once it fits the schema."""
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert [f"{list(e.path)}: {e.message}" for e in Draft202012Validator(schema).iter_errors(body)] == []
    return body


def batch(client: Client, method: str = "POST", **queries: dict[str, Any]) -> httpx.Response:
    """A batch by version 0.2."""
    fields = {"queries": json.dumps(queries)}
    return client(method, "/reconcile", **({"data": fields} if method == "POST" else {"params": fields}))


def drafted(client: Client, *queries: dict[str, Any]) -> httpx.Response:
    return client("POST", f"{DRAFT}/reconcile", json={"queries": list(queries)})


def named(name: str, kind: str = "", *properties: dict[str, Any]) -> dict[str, Any]:
    """A query of the draft."""
    conditions = [{"matchType": "name", "propertyValue": name}, *properties]
    return {"conditions": conditions} | ({"type": kind} if kind else {})


def test_the_schemas_themselves_are_schemas() -> None:
    for schema in vars(schemas).values():
        if isinstance(schema, dict) and isinstance(schema.get("type"), str):
            Draft202012Validator.check_schema(schema)


# --- 0.2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_manifest(client: Client, language: str) -> None:
    body = fits(client("GET", "/reconcile", headers={"Accept-Language": language}), schemas.MANIFEST_02)
    assert body["identifierSpace"] == f"{BASE}/id/"
    assert body["defaultTypes"][0]["name"] == {"nl": "Gemeente", "en": "Municipality"}[language]
    assert body["batchSize"] == BATCH


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch(client: Client, method: str) -> None:
    answer = batch(
        client,
        method,
        q0={"query": "Gem. Utrecht"},
        q1={"query": "Bussum", "type": "municipality", "limit": 3, "properties": [{"pid": "year", "v": 2015}], "type_strict": "should"},
        q2={"query": "Utrecht", "type": ["municipality", "province"]},
        q3={"query": "Leeuwarderadeel"},
        q4={"query": "Bergen", "properties": [{"pid": "province", "v": [{"id": "province/limburg", "name": "Limburg"}]}]},
    )
    body = fits(answer, schemas.RESULTS_02)
    assert list(body) == ["q0", "q1", "q2", "q3", "q4"]
    first = {key: (rows["result"][0]["id"], rows["result"][0]["match"]) for key, rows in body.items() if rows["result"]}
    assert first["q0"] == ("municipality/utrecht", True)
    assert first["q1"] == ("municipality/bussum", True)
    assert first["q2"][1] is False
    assert {one["id"] for one in body["q2"]["result"]} >= {"municipality/utrecht", "province/utrecht"}
    assert body["q3"] == {"result": []}
    assert first["q4"] == ("municipality/bergen-l", True)
    assert "Gooise Meren" in body["q1"]["result"][0]["description"]


def test_every_answer_may_be_read_from_any_site(client: Client) -> None:
    for path in ("/reconcile", "/reconcile/suggest/entity?prefix=u", "/reconcile/preview?id=municipality/utrecht", DRAFT, "/resolve?cbs=GM0344"):
        answer = client("GET", path, headers={"Origin": "https://example.org"})
        assert answer.headers["access-control-allow-origin"] == "*", path
    refused = client("GET", "/reconcile", params={"callback": "alert"})
    assert refused.status_code == 422
    assert "CORS" in refused.json()["detail"]


def test_a_year_that_cannot_be_read_costs_the_match_and_not_the_batch(client: Client) -> None:
    body = batch(client, q0={"query": "Bussum", "properties": [{"pid": "year", "v": "onbekend"}]}, q1={"query": "Zeist"}).json()
    assert body["q0"]["result"][0]["id"] == "municipality/bussum"
    assert body["q0"]["result"][0]["match"] is False
    assert body["q1"]["result"][0]["match"] is True


@pytest.mark.parametrize(
    ("queries", "words"),
    [
        ("", "no JSON"),
        ("{", "line 1"),
        ("[1]", "no object"),
        ('{"q0": 1}', "queries.q0"),
        ('{"q0": {}}', "neither a query nor properties"),
        ('{"q0": {"query": 7}}', "no text"),
        ('{"q0": {"query": "a", "limit": 0}}', "queries.q0.limit"),
        ('{"q0": {"query": "a", "limit": true}}', "queries.q0.limit"),
        ('{"q0": {"query": "a", "type": "zoo"}}', "no type here"),
        ('{"q0": {"query": "a", "type": 3}}', "queries.q0.type"),
        ('{"q0": {"query": "a", "properties": {}}}', "neither"),
        ('{"q0": {"query": "a", "properties": [{"pid": "zoo", "v": 1}]}}', "no property"),
        ('{"q0": {"query": "a", "properties": [{"v": 1}]}}', "pid"),
        ('{"q0": {"query": "a", "properties": "x"}}', "no list"),
        ("[" * 100_000, "no JSON"),
        ('{"q0": {"query": "' + "a" * 201 + '"}}', "201 characters"),
    ],
    ids=range(16),
)
def test_a_batch_that_cannot_be_meant_says_where(client: Client, queries: str, words: str) -> None:
    answer = client("POST", "/reconcile", data={"queries": queries})
    if words == "neither":  # an empty object of properties is none
        assert answer.status_code == 200
        return
    assert answer.status_code == 422, answer.text
    assert words in answer.json()["detail"]


def test_limits_of_a_request(client: Client) -> None:
    many = {f"q{n}": {"query": "Utrecht"} for n in range(BATCH + 1)}
    assert batch(client, **many).status_code == 413
    assert drafted(client, *[named("Utrecht")] * (BATCH + 1)).status_code == 413
    ids = {"ids": ["municipality/utrecht"] * (MANY_IDS + 1), "properties": [{"id": "cbs"}]}
    assert client("POST", f"{DRAFT}/extend", json=ids).status_code == 413
    assert client("POST", "/reconcile", json={}).status_code == 415
    assert client("POST", "/reconcile", data={"zoo": "1"}).status_code == 422
    assert client("POST", f"{DRAFT}/reconcile", data={"queries": "{}"}).status_code == 415
    more = batch(client, q0={"query": "Utrecht", "limit": 10**9}).json()
    assert len(more["q0"]["result"]) <= 50


def test_suggestions(client: Client) -> None:
    found = fits(client.get("/reconcile/suggest/entity", prefix="utrecht"), schemas.SUGGESTED_ENTITIES)["result"]
    assert {"municipality/utrecht", "province/utrecht"} <= {one["id"] for one in found}
    by_id = fits(client.get("/reconcile/suggest/entity", prefix="municipality/zeist"), schemas.SUGGESTED_ENTITIES)["result"]
    assert [one["name"] for one in by_id] == ["Zeist"]
    types = fits(client.get("/reconcile/suggest/type", prefix="gem"), schemas.SUGGESTED_TYPES)["result"]
    assert "municipality" in {one["id"] for one in types}
    properties = fits(client.get("/reconcile/suggest/property", prefix=""), schemas.SUGGESTED_PROPERTIES)["result"]
    assert {"year", "cbs", "province"} <= {one["id"] for one in properties}
    rest = client.get("/reconcile/suggest/entity", prefix="utrecht", cursor=len(found)).json()["result"]
    assert not {one["id"] for one in rest} & {one["id"] for one in found}
    assert client.get("/reconcile/suggest/zoo").status_code == 404
    assert client.get("/reconcile/suggest/entity", prefix="x" * 201).status_code == 422
    assert client.get("/reconcile/suggest/entity", cursor=-1).status_code == 422


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_preview_stands_in_a_frame_and_escapes_what_is_asked(client: Client, language: str) -> None:
    answer = client.get("/reconcile/preview", id="municipality/bussum", lang=language)
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "script" not in answer.headers["content-security-policy"]
    assert ("opgegaan in" if language == "nl" else "merged into") in answer.text
    assert f'<html lang="{language}">' in answer.text
    missing = client.get("/reconcile/preview", id="<script>alert(1)</script>")
    assert missing.status_code == 404
    assert "<script>" not in missing.text


def test_the_view_of_the_manifest_leads_to_the_thing(client: Client) -> None:
    template = client.get("/reconcile").json()["view"]["url"]
    for written in ("municipality/utrecht", "municipality%2Futrecht"):
        answer = client("GET", template.replace("{{id}}", written), headers={"Accept": "text/turtle"})
        assert answer.status_code == 200
        assert "GM0344" in answer.text


def test_data_extension(client: Client) -> None:
    wanted = {"ids": ["municipality/bussum", "zoo/none"], "properties": [{"id": i} for i in ("cbs", "province", "validUntil", "successor", "current", "wikidata")]}
    body = fits(client("POST", "/reconcile", data={"extend": json.dumps(wanted)}), schemas.EXTENDED_02)
    assert [column["id"] for column in body["meta"]] == [one["id"] for one in wanted["properties"]]
    assert body["rows"]["municipality/bussum"] == {
        "cbs": [{"str": "GM0381"}],
        "province": [{"id": "province/noord-holland", "name": "Noord-Holland"}],
        "validUntil": [{"date": "2015-12-31T00:00:00Z"}],
        "successor": [{"id": "municipality/gooise-meren", "name": "Gooise Meren"}],
        "current": [{"id": "municipality/gooise-meren", "name": "Gooise Meren"}],
        "wikidata": [{"str": "http://www.wikidata.org/entity/Q106363816"}],
    }
    assert all(cells == [] for cells in body["rows"]["zoo/none"].values())
    drafted_body = fits(client("POST", f"{DRAFT}/extend", json=wanted), schemas.EXTENDED_10)
    assert {cell["id"]: cell["values"] for cell in drafted_body["rows"][0]["properties"]} == body["rows"]["municipality/bussum"]
    for wrong in ({}, {"ids": []}, {"ids": [1], "properties": [{"id": "cbs"}]}, {"ids": [], "properties": [{"id": "year"}]}, [], {"ids": [], "properties": [7]}):
        assert client("POST", f"{DRAFT}/extend", json=wrong).status_code == 422, wrong


def test_properties_are_proposed_by_type(client: Client) -> None:
    body = fits(client.get("/reconcile/properties", type="municipality", limit=40), schemas.PROPOSED)
    assert {"cbs", "province", "successor", "current"} <= {one["id"] for one in body["properties"]}
    crimes = fits(client.get(f"{DRAFT}/extend/propose", type="crime-class"), schemas.PROPOSED)
    assert "province" not in {one["id"] for one in crimes["properties"]}
    assert len(client.get("/reconcile/properties", type="municipality", limit=2).json()["properties"]) == 2
    assert client.get("/reconcile/properties", type="zoo").status_code == 422


# --- 1.0 draft


def test_the_manifest_of_the_draft(client: Client) -> None:
    body = fits(client.get(DRAFT), schemas.MANIFEST_10)
    assert body["standardizedScore"] is True


def test_a_batch_of_the_draft_in_the_words_of_its_text_and_of_its_schemas(client: Client) -> None:
    year = {"matchType": "property", "propertyId": "year", "propertyValue": "2015", "required": True}
    older = {"conditions": [{"matchType": "name", "v": "Bussum"}, {"matchType": "property", "pid": "year", "v": [2015]}], "lang": "nl"}
    body = fits(drafted(client, named("Bussum", "municipality", year), older, named("Bussum", "", {**year, "propertyValue": "2020"})), schemas.RESULTS_10)
    first = [[(c["id"], c["match"]) for c in row["candidates"]] for row in body["results"]]
    assert first[0] == first[1] == [("municipality/bussum", True)]
    assert first[2] == []  # required, and it did not exist then
    by_property = {"conditions": [{"matchType": "property", "propertyId": "cbs", "propertyValue": "GM0344"}]}
    assert fits(drafted(client, by_property), schemas.RESULTS_10)["results"][0]["candidates"][0]["id"] == "municipality/utrecht"


@pytest.mark.parametrize(
    "body",
    [{}, {"queries": {}}, {"queries": [{}]}, {"queries": [{"conditions": []}]}, {"queries": [{"conditions": [{}]}]},
     {"queries": [{"conditions": [{"matchType": "name"}]}]}, {"queries": [{"conditions": [{"matchType": "property", "propertyValue": 1}]}]},
     {"queries": [{"conditions": [{"matchType": "property", "propertyId": "cbs", "propertyValue": 1, "matchQuantifier": "some"}]}]},
     {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "a"}], "type": ["x"]}]}],
    ids=range(9),
)  # fmt: skip
def test_a_batch_of_the_draft_that_cannot_be_meant(client: Client, body: dict[str, Any]) -> None:
    assert client("POST", f"{DRAFT}/reconcile", json=body).status_code == 422


def test_a_body_that_is_nested_without_end(client: Client) -> None:
    answer = client("POST", f"{DRAFT}/reconcile", content=b"[" * 1_000_000, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_suggestions_and_preview_of_the_draft(client: Client) -> None:
    fits(client.get(f"{DRAFT}/suggest/entity", prefix="zeist"), schemas.SUGGESTED_ENTITIES)
    fits(client.get(f"{DRAFT}/suggest/type", prefix=""), schemas.SUGGESTED_TYPES)
    fits(client.get(f"{DRAFT}/suggest/property", prefix="j"), schemas.SUGGESTED_PROPERTIES)
    assert "Zeist" in client.get(f"{DRAFT}/preview", id="municipality/zeist").text
