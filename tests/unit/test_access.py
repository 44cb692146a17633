"""Tokens: what would be wrong is a right that nobody gave, or a damaged file that lets everybody in."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from kg.access import Access, Rights, new_token, read_tokens
from kg.config import Settings
from kg.errors import NotAllowedError, NoTokenError, UsageError


def test_rights_by_graph() -> None:
    rights = Rights("x", ("http://e/a", "http://e/b/*"), default=False)
    assert [rights.allow(g) for g in ("http://e/a", "http://e/ab", "http://e/b/1", "http://e/b", "")] == [True, False, True, False, False]
    with pytest.raises(NotAllowedError, match="http://e/c"):
        rights.require(["http://e/a", "http://e/c"])
    rights.require([])


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "abc", "Bearer \udcff", "Bearer " + "x" * 99999])
def test_who_has_no_token(header: str | None) -> None:
    with pytest.raises(NoTokenError):
        Access("the-only-token-there-is").rights(header)


def test_off_until_configured() -> None:
    with pytest.raises(NotAllowedError, match="WRITE_TOKEN"):
        Access().rights("Bearer x")


def test_a_file_of_tokens_is_followed(tmp_path: Path) -> None:
    file = tmp_path / "tokens.toml"
    token, digest = new_token()
    assert hashlib.sha256(token.encode()).hexdigest() == digest
    file.write_text(f'[a]\nsha256 = "{digest}"\ngraphs = ["http://e/*"]\n')
    access = Access("", file)
    found = access.rights(f"bearer {token}")
    assert (found.name, found.default, found.update) == ("a", False, True)
    file.write_text("# taken back\n")
    os.utime(file, ns=(1, 1))
    with pytest.raises(NoTokenError):
        access.rights(f"Bearer {token}")


DIGEST = "0" * 64
BROKEN = {
    "no TOML": "[a",
    "no table": "a = 1",
    "no digest": "[a]\n",
    "a token instead of its digest": '[a]\nsha256 = "secret"',
    "an unknown key": f'[a]\nsha256 = "{DIGEST}"\ngraph = "x"',
    "graphs that are no list": f'[a]\nsha256 = "{DIGEST}"\ngraphs = "*"',
    "a right that is no boolean": f'[a]\nsha256 = "{DIGEST}"\ndefault = "no"',
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_damaged_file_gives_no_rights(tmp_path: Path, case: str) -> None:
    file = tmp_path / "tokens.toml"
    file.write_text(BROKEN[case])
    with pytest.raises(UsageError, match=r"tokens\.toml"):
        read_tokens(file)
    with pytest.raises(UsageError):
        Access("", file).check()


def test_the_token_is_not_shown_by_accident() -> None:
    settings = Settings(write_token="a-very-secret-token")
    assert "secret" not in repr(settings)
    assert "secret" not in repr(Access(settings.write_token))
    with pytest.raises(UsageError, match="characters"):
        Settings(write_token="short")
    with pytest.raises(UsageError, match="validate_writes"):
        Settings(validate_writes="perhaps")
