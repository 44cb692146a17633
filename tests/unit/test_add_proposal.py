"""A page header taken for a chapter, or a chapter for a page header, moves every fact under it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import ROOT
from loaders.profiles import document_bounds, parse_profile
from loaders.proposal import Proposal, document_starts, page_headers, propose, quoted
from loaders.reading.text import SourceText, read_source
from loaders.structure.types import Role
from tests.support import gazetteer, source_of, thesaurus

FILLER = "De gemeenten en de politie spreken elkaar elke maand over wat er in de wijken speelt en wat zij daar doen.\n\n"


def proposed(text: str, name: str = "plan.txt") -> Proposal:
    return propose(SourceText(name, text), gazetteer(), thesaurus())


def pages(header: str, count: int, *, body: str = FILLER * 7) -> str:
    return "".join(f"{header.format(n)}\n\n{body}\n\n\n" for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("header", "matches", "not_matches"),
    [
        ("Waterplan Veldrijk 2031-2034 | {}", "Waterplan Veldrijk 2031-2034 | 77", "Waterplan Veldrijk 2031-2035 | 7"),
        ("{} Samen voor droge voeten", "12 Samen voor droge voeten", "Samen voor droge voeten"),
        ("Samen voor droge voeten", "Samen voor droge voeten", "Samen voor droge voeten in Veldrijk"),
        ("## Plan (concept)", "Plan (concept)", "Plan concept"),
    ],
)
def test_lines_that_come_back_with_the_pages_are_furniture(header: str, matches: str, not_matches: str) -> None:
    (pattern,) = page_headers(SourceText("plan.txt", pages(header, 5)))
    assert re.search(pattern, matches)
    assert not re.search(pattern, not_matches)


@pytest.mark.parametrize(
    "text",
    [
        pages("Wat willen we bereiken?", 5),  # a question that each chapter asks
        pages("Onze ambitie", 5),  # a part of each chapter
        pages("Een kop die maar twee keer staat", 2),
        pages("Een titel van een hoofdstuk", 4) + FILLER * 60,  # on the pages of one chapter only
        "".join(f"Thema {n}\n\n{FILLER}" for n in range(1, 3)),
        "- Jeugd\n- Jeugd\n- Jeugd\n" + FILLER * 3,
    ],
    ids=["question", "ambition", "twice", "chapter", "two numbers", "list"],
)
def test_headings_that_come_back_are_no_furniture(text: str) -> None:
    assert page_headers(SourceText("plan.txt", text)) == []


def test_a_proposal_is_a_profile_that_says_it_is_one() -> None:
    text = "# Integraal veiligheidsplan Veldrijk 2031-2034\n\n" + pages("Plan {}", 4)
    made = proposed(text)
    assert made.profile == parse_profile(made.text, Path("plan.toml"))
    (document,) = made.profile.documents
    assert (document.id, document.kind, document.generic) == ("plan", "integraal veiligheidsplan", True)
    assert document.title is not None
    assert document.title.search(text).group() == "# Integraal veiligheidsplan Veldrijk 2031-2034"  # type: ignore[union-attr]
    checked = parse_profile(made.text.replace("proposed = true", ""), Path("plan.toml"))
    assert not checked.documents[0].generic


def test_what_a_proposal_does_not_know_it_leaves_to_a_person() -> None:
    made = proposed("Aantekeningen\n\n" + FILLER + "Zo staan wij erin\n\n- samen\n- droog\n- veilig\n\n" + FILLER)
    assert made.profile.documents[0].kind == ""
    assert '# kind = ""' in made.text
    assert "'Zo staan wij erin' (line" in made.text


def test_headings_that_come_back_get_the_role_of_what_stands_under_them() -> None:
    wanted = "In 2034 wil elke gemeente dat niemand natte voeten krijgt. Uiterlijk eind 2033 moeten alle dijken hoog zijn."
    seen = "Het aantal overstromingen steeg. Sinds de storm werden ook de dijken lager."
    text = "".join(
        f"# {n} Deel over water\n\n## Punt op de kaart\n\n{wanted}\n\n## Door de ramen\n\n{seen}\n\n" for n in range(1, 5)
    )
    roles = {p.pattern: role for p, role in proposed(text).profile.documents[0].roles}
    assert roles == {"^punt op de kaart$": Role.AMBITIONS, "^door de ramen$": Role.ANALYSIS}


def test_several_documents_in_a_file_are_told_apart() -> None:
    """The file of Noord-Holland, without its profile: the plan, the annex, and the letter."""
    stem = "imv-noord-holland-2019-2022"
    own = tomllib.loads((ROOT / "data" / "documents" / f"{stem}.toml").read_text(encoding="utf-8"))
    source = SourceText(f"{stem}.txt", source_of(stem))
    made = propose(source, gazetteer(), thesaurus())
    assert [document.kind for document in made.profile.documents] == [one["kind"] for one in own["document"]]
    starts = [source.line_of(start) for _, start, _ in document_bounds(source, made.profile)]
    assert starts == [1, 337, 708]


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "documents").glob("rvs-*.txt")), ids=lambda path: path.stem)
def test_a_file_of_one_document_is_one(path: Path) -> None:
    assert document_starts(read_source(path)) == []


@given(st.text(max_size=60))
def test_any_text_is_quoted_so_that_it_comes_back(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert tomllib.loads(f"a = {quoted(text)}")["a"] == text


@given(st.lists(st.sampled_from(["# Kop\n", "- punt\n", "Plan | 3\n", "\n", "\f", "zin van een document.\n", "[x](y) \\ ' \"\n", "1 2\t3\n"]), max_size=60))  # fmt: skip
def test_any_text_gives_a_profile_that_can_be_read(parts: list[str]) -> None:
    made = proposed("".join(parts) + "Slot van het plan.\n", "een plan.txt")
    assert made.profile.documents[0].id == "een-plan"
