"""Profiles: what is particular to one source file, beside the text in `data/documents/`.

A profile is a TOML file of the text's name. It says where to look and how to read, never what is said there. A text
without a profile is read by the general rules alone.

    proposed = true                         # nobody has looked at it yet: readings stay less sure until this is gone
    furniture = ['^Samen slagvaardig']     # regular expressions of slogans and page headers

    [[document]]                            # one table for each document in the file, in order
    id = "rvs-mn-2019-2022"
    kind = "regionale veiligheidsstrategie" # how to read it: notation of document-kinds
    start = '^Ministerie …'                 # where it begins (regular expression, multi-line); not for the first
    title = '^Regionale …$'                 # where its title stands (regular expression; the match is the title)
    follows = "rvs-mn-2015-2018"            # our id of the document it is a later version or the successor of
    draft_of = "rvs-mn-2019-2022"
    annex_of = "imv-nh-2019-2022"
    [document.roles]                        # its own wording of headings -> role of what stands under them
    '^Rode draad' = "priorities"
    [[document.table]]                      # what a table's columns mean, see loaders.extractors.tables
    [document.options]                      # settings of single extractors, each documented there
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.config import ROOT
from kg.errors import SourceError
from kg.iris import slug
from loaders.reading.text import SourceText
from loaders.structure.types import Role

PROFILES = ROOT / "data" / "documents"
_DOCUMENT_KEYS = {"id", "kind", "start", "title", "follows", "draft_of", "annex_of", "roles", "table", "options"}


@dataclass(frozen=True)
class DocumentProfile:
    """How to read one document. `generic` when no person has said so: readings are then less sure."""

    id: str
    kind: str = ""
    start: re.Pattern[str] | None = None
    title: re.Pattern[str] | None = None
    follows: str = ""
    draft_of: str = ""
    annex_of: str = ""
    roles: tuple[tuple[re.Pattern[str], Role], ...] = ()
    tables: tuple[Mapping[str, Any], ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    generic: bool = False


@dataclass(frozen=True)
class Profile:
    """How to read one source file; `path` is None when there is no profile."""

    path: Path | None
    documents: tuple[DocumentProfile, ...]
    furniture: tuple[re.Pattern[str], ...] = ()


def load_profile(text_path: Path) -> Profile:
    """The profile beside the text, else the project's own of the same file name, else the general rules.

    Raises SourceError for a profile that is no TOML, has an unknown key, an unknown role or a bad pattern.
    """
    for folder in (text_path.parent, PROFILES):
        path = folder / f"{text_path.stem}.toml"
        if path.is_file():
            return _read(path)
    return Profile(None, (DocumentProfile(slug(text_path.stem), generic=True),))


def _read(path: Path) -> Profile:
    try:
        return parse_profile(path.read_text(encoding="utf-8"), path)
    except (UnicodeDecodeError, OSError) as error:
        raise SourceError(f"profile cannot be read: {error}", file=path) from error


def parse_profile(text: str, path: Path) -> Profile:
    """The profile that `text` holds; `path` is where it stands or is to stand.

    Raises SourceError for text that is no TOML, has an unknown key, an unknown role or a bad pattern.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"profile cannot be read: {error}", file=path) from error
    unknown = set(data) - {"proposed", "furniture", "document"}
    if unknown or not data.get("document"):
        what = f"unknown key {sorted(unknown)[0]!r}" if unknown else "no [[document]] table"
        raise SourceError(what, file=path, hint="See loaders/profiles.py for the form of a profile")
    generic = bool(data.get("proposed", False))
    documents = tuple(_document(path, table, generic=generic) for table in data["document"])
    return Profile(path, documents, tuple(_pattern(path, text) for text in data.get("furniture", ())))


def _document(path: Path, table: Mapping[str, Any], *, generic: bool) -> DocumentProfile:
    unknown = set(table) - _DOCUMENT_KEYS
    if unknown or "id" not in table:
        what = f"unknown key {sorted(unknown)[0]!r}" if unknown else "a [[document]] without id"
        raise SourceError(what, file=path, hint=f"Known keys: {', '.join(sorted(_DOCUMENT_KEYS))}")
    return DocumentProfile(
        id=table["id"],
        kind=table.get("kind", ""),
        start=_pattern(path, table["start"]) if "start" in table else None,
        title=_pattern(path, table["title"]) if "title" in table else None,
        follows=table.get("follows", ""),
        draft_of=table.get("draft_of", ""),
        annex_of=table.get("annex_of", ""),
        roles=tuple((_pattern(path, text), _role(path, name)) for text, name in table.get("roles", {}).items()),
        tables=tuple(table.get("table", ())),
        options=table.get("options", {}),
        generic=generic,
    )


def _pattern(path: Path, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.MULTILINE | re.IGNORECASE)
    except re.error as error:
        raise SourceError(f"bad regular expression {text!r}: {error}", file=path) from error


def _role(path: Path, name: str) -> Role:
    try:
        return Role(name)
    except ValueError as error:
        known = ", ".join(role.value for role in Role)
        raise SourceError(f"unknown role {name!r}", file=path, hint=f"Known roles: {known}") from error


def document_bounds(source: SourceText, profile: Profile) -> list[tuple[DocumentProfile, int, int]]:
    """Where each document of the file begins and ends, in code points.

    Raises SourceError when a heading that the profile names as a beginning is not in the text.
    """
    starts = [0]
    for document in profile.documents[1:]:
        match = document.start.search(source.text, starts[-1] + 1) if document.start else None
        if match is None:
            wanted = document.start.pattern if document.start else "(no start given)"
            raise SourceError(
                f"{source.name}: nothing after line {source.line_of(starts[-1])} matches {wanted!r}, "
                f"where document {document.id!r} should begin",
                file=profile.path,
                hint="Correct `start` in the profile, or take the document out of it",
            )
        starts.append(match.start())
    ends = [*starts[1:], len(source.text)]
    return list(zip(profile.documents, starts, ends, strict=True))
