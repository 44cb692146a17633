"""The docs say what there is: a setting, an address or a command that is missing there is a bug."""

from __future__ import annotations

from dataclasses import fields

import pytest

from cli.main import cli
from kg.config import ROOT, Settings
from kg.engine.guard import MAX_DEPTH, MAX_STEPS
from kg.queries import TYPE_NAMES
from tests.http.client import Client

PAGES = ("endpoint", "store", "settings", "operating", "linking", "takeaway", "checks")
TEXT = "\n".join((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in PAGES)


@pytest.mark.parametrize("name", [field.name.upper() for field in fields(Settings)])
def test_settings_are_documented(name: str) -> None:
    assert f"`{name}`" in TEXT


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_commands_are_documented(name: str) -> None:
    assert f"`{name}`" in TEXT


def test_addresses_are_documented(client: Client) -> None:
    for path in client.app.openapi()["paths"]:
        if not path.startswith("/queries/") or "{" in path:  # each named query has an entry; /queries lists them
            assert f"`{path}`" in TEXT, path


def test_limits_and_types_are_those_of_the_code() -> None:
    assert f"{MAX_DEPTH} nested" in TEXT
    assert f"{MAX_STEPS:,} chained" in TEXT
    for name in TYPE_NAMES:
        assert f"`{name}`" in TEXT
    for setting in ("max_body", "max_query", "max_result"):
        assert f"{getattr(Settings(), setting):,}" in TEXT
