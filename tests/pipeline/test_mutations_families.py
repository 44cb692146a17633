"""Every family of facts of every document, under at least five kinds of change.

A row that stays when its words are gone was typed in somewhere; a row that moves when they are not was read from the
wrong place. Which kinds of change find a place in which family is a table that is checked here: a family or document
that is added is covered, or this fails.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pipeline.mutations_cases import cases
from tests.pipeline.mutations_check import judge
from tests.pipeline.mutations_model import Case, Of, Place, places

LEAST = 5
FAMILIES = [
    "AbbreviationFact", "ActorFact", "AgreementFact", "AllocationFact", "AmbitionFact", "DocumentFact",
    "DocumentRelationFact", "FormationFact", "FundFact", "GovernanceFact", "LegalFact", "MeasureFact", "OfficialFact",
    "PartyFact", "PrincipleFact", "PriorityCountFact", "PriorityFact", "StatisticFact", "TargetFact", "ThemeFact",
    "TrendFact",
]  # fmt: skip
_PROSE = "rows of this family stand in running text, lists or titles, not in tables of figures"
_NO_FIGURE = "no column holds a figure"
_NO_YEAR = "no column holds a year"
# Kinds that cannot apply to a family, in any document.
NOT_FOR: dict[str, dict[Of, str]] = {
    "AbbreviationFact": {Of.YEAR: _NO_YEAR, Of.NUMBER: _NO_FIGURE},
    "ActorFact": {Of.YEAR: _NO_YEAR, Of.NUMBER: _NO_FIGURE},
    "AgreementFact": {Of.CELL: _PROSE},
    "AmbitionFact": {Of.CELL: _PROSE},
    "DocumentFact": {Of.CELL: _PROSE},
    "DocumentRelationFact": {Of.CELL: _PROSE},
    "FundFact": {Of.CELL: _PROSE},
    "GovernanceFact": {Of.CELL: _PROSE},
    "LegalFact": {Of.CELL: _PROSE},
    "MeasureFact": {Of.CELL: _PROSE},
    "OfficialFact": {Of.CELL: _PROSE, Of.YEAR: _NO_YEAR, Of.NUMBER: _NO_FIGURE},
    "PartyFact": {Of.YEAR: _NO_YEAR, Of.NUMBER: _NO_FIGURE},
    "PrincipleFact": {Of.CELL: _PROSE},
    "PriorityCountFact": {Of.YEAR: _NO_YEAR},
    "PriorityFact": {Of.CELL: _PROSE, Of.YEAR: _NO_YEAR, Of.NUMBER: _NO_FIGURE},
    "StatisticFact": {},
    "ThemeFact": {Of.CELL: _PROSE, Of.YEAR: _NO_YEAR, Of.NUMBER: _NO_FIGURE},
    "TrendFact": {Of.CELL: _PROSE},
}
# Where a changed word need not come back in a row, although the old row must go.
_CLOSED = "a word of no list is a name of this kind only in a few places that are drawn by lot"
_ONCE = "what is said twice is one row"
NEED_NOT_FOLLOW: dict[tuple[str, Of], str] = {
    ("AbbreviationFact", Of.IN): _ONCE,
    ("AbbreviationFact", Of.NAME): "the letters of an expansion must be those of its abbreviation",
    ("ActorFact", Of.IN): _CLOSED,
    ("ActorFact", Of.NAME): _CLOSED,
    ("ActorFact", Of.NUMBER): "a figure in a name is part of no list",
    ("DocumentFact", Of.IN): "a document has one title",
    ("DocumentFact", Of.NAME): "a word of no list names no kind of document",
    ("DocumentRelationFact", Of.IN): _ONCE,
    ("DocumentRelationFact", Of.NAME): _CLOSED,
    ("GovernanceFact", Of.IN): _CLOSED,
    ("GovernanceFact", Of.NAME): _CLOSED,
    ("LegalFact", Of.YEAR): "see test_a_law_of_another_year_is_another_law",
    ("OfficialFact", Of.IN): _ONCE,
    ("PartyFact", Of.IN): _CLOSED,
    ("PartyFact", Of.NAME): _CLOSED,
    ("StatisticFact", Of.IN): _ONCE,
    ("ThemeFact", Of.IN): _CLOSED,
    ("ThemeFact", Of.NAME): _CLOSED,
    ("TrendFact", Of.IN): "the words drawn may be those of the movement",
    ("TrendFact", Of.NAME): "the words drawn may be those of the movement",
}
_NO_CAPITAL = "a law in no register is known by its capital, and the letter writes this one without"
NEED_NOT_FOLLOW_IN: dict[tuple[str, Of, str], str] = {
    ("LegalFact", Of.NAME, "va-2019-2022-verdeling"): _NO_CAPITAL,
    ("LegalFact", Of.IN, "va-2019-2022-verdeling"): _NO_CAPITAL,
}
# Rows that move without reason, each with the test that fails for it.
KNOWN_TO_STRAY = {
    ("rvs-mn-2019-2022-concept", "AmbitionFact"): "test_a_longer_line_leaves_the_words_of_a_picture_together",
}


def kinds(place: Place) -> dict[Of, Case]:
    """The kinds of change that find a place in the facts, with the first case of each."""
    return {kind: found[0] for kind in Of if (found := cases(place, kind, 1))}


def test_every_family_of_every_document_is_changed_in_five_ways() -> None:
    found = places()
    assert {place.family for place in found} == set(FAMILIES), "a family is not among those that are changed"
    lacking = []
    for place in found:
        have = kinds(place)
        if len(have) < LEAST:
            excused = NOT_FOR.get(place.family, {})
            lacks = [f"{kind.value} ({excused.get(kind, 'no place found')})" for kind in Of if kind not in have]
            lacking.append(f"{place.family} of {place.document_id}: {len(have)} kinds; lacks {', '.join(lacks)}")
    assert not lacking, "\n".join(lacking)


def test_a_kind_said_not_to_apply_applies_nowhere() -> None:
    """A reason that no longer holds hides a change that could be made."""
    wrong = [
        f"{place.family} of {place.document_id}: {kind.value} can be made after all"
        for place in places()
        for kind in NOT_FOR.get(place.family, {})
        if kind in (Of.YEAR, Of.CELL) and cases(place, kind, 1) and place.family not in ("ActorFact", "AbbreviationFact")
    ]
    assert not wrong, "\n".join(wrong)


def problems(place: Place, most: int) -> Iterator[str]:
    """What went wrong with the changes of a family in a document; up to `most` of a kind, until one is followed."""
    for kind in Of:
        tried = cases(place, kind, most)
        excused = (place.family, kind) in NEED_NOT_FOLLOW or (place.family, kind, place.document_id) in NEED_NOT_FOLLOW_IN
        followed = not tried or excused
        for case in tried:
            verdict = judge(place.stem, case)
            if verdict.stale:
                yield f"{case}: the row stayed: {verdict.stale[0]}"
            strayed = [row for row in verdict.strayed if row[:2] not in KNOWN_TO_STRAY]
            if strayed:
                yield f"{case}: rows moved without reason: {strayed[:2]}"
            followed = followed or verdict.followed
            if followed:
                break
        if not followed:
            yield f"{place.document_id} {place.family}: no row follows any of {[str(case.change.name) for case in tried]}"


@pytest.mark.sweep
@pytest.mark.parametrize("family", FAMILIES)
def test_rows_follow_and_the_others_stay(family: str) -> None:
    wrong = [problem for place in places() if place.family == family for problem in problems(place, 3)]
    assert not wrong, "\n".join(wrong)
