"""A line break taken for a change of policy, a changed figure overlooked, a difference without its words."""

from __future__ import annotations

import pytest

from kg.model import VersionDifferenceFact
from loaders.context import Reading
from loaders.extraction import compare
from loaders.profiles import DocumentProfile
from tests.support import changed, facts_of, read_source_text, read_text, source_of

DRAFT, FINAL = "rvs-midden-nederland-2019-2022-concept", "rvs-midden-nederland-2019-2022"
NAMES = ("abbreviations", "documents")


def _differences(draft: str | None = None, final: str | None = None) -> set[tuple[str, str]]:
    readings = [*read_source_text(DRAFT, draft, NAMES).values(), *read_source_text(FINAL, final, NAMES).values()]
    compare(readings)
    found = [fact for reading in readings for fact in facts_of(reading, VersionDifferenceFact)]
    for fact in found:
        source = next(r.doc.source for r in readings if r.doc.id == fact.evidence_document)
        assert source.raw(fact.evidence.span).strip()
        assert (fact.evidence_document == fact.final) == bool(fact.in_final)
        assert (fact.draft_line is None) == (not fact.in_draft)
        assert (fact.draft_evidence is None) == (not (fact.in_draft and fact.in_final))
        if fact.draft_evidence is not None:
            assert readings[0].doc.line_of(fact.draft_evidence.span.start) == fact.draft_line
    return {(fact.in_draft, fact.in_final) for fact in found}


@pytest.fixture(scope="module")
def before() -> set[tuple[str, str]]:
    return _differences()


def test_a_changed_figure_is_one_difference(before: set[tuple[str, str]]) -> None:
    after = _differences(final=changed(source_of(FINAL), ("Maar liefst 54 criminele", "Maar liefst 61 criminele")))
    ((in_draft, in_final),) = after - before
    assert "54 criminele" in in_draft
    assert "61 criminele" in in_final
    assert before <= after


def test_a_measure_taken_out_of_the_final_is_dropped(before: set[tuple[str, str]]) -> None:
    bullet = "- het verstevigen van de bestuurlijke weerbaarheid.\n"
    after = _differences(final=changed(source_of(FINAL), (bullet, "")))
    assert after - before == {("het verstevigen van de bestuurlijke weerbaarheid.", "")}


def test_a_paragraph_put_into_the_final_is_added(before: set[tuple[str, str]]) -> None:
    new = "Wij richten een meldpunt in voor schepen zonder verlichting.\n\nHulp taskforces als flexforces"
    after = _differences(final=changed(source_of(FINAL), ("Hulp taskforces als flexforces", new)))
    assert after - before == {("", "Wij richten een meldpunt in voor schepen zonder verlichting.")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Denk aan jeugdoverlast, \nwoninginbraak", "Denk aan jeugd-\noverlast, woninginbraak"),
        ("en voert het deze uit", "en voert deze\nuit"),
    ],
)
def test_layout_of_the_draft_is_no_difference(before: set[tuple[str, str]], old: str, new: str) -> None:
    text = source_of(DRAFT)
    assert _differences(draft=text.replace(old, new)) == before


def _two(draft: str, final: str) -> list[tuple[str, str]]:
    first: Reading = read_text(draft, [], DocumentProfile("a", draft_of="b"), "a")
    second = read_text(final, [], DocumentProfile("b"), "b")
    compare([first, second])
    return [(fact.in_draft, fact.in_final) for fact in facts_of(first, VersionDifferenceFact)]


BASE = (
    "# Aanpak\n\nWij gaan in 2020 met alle gemeenten de wijk in. "
    "De politie voert de regie over de aanpak van overlast.\n"
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("de wijk in.", "de  wijk in!", 0),
        ("De politie voert", "De politie, voert", 0),
        ("voert de regie", "voert regie", 0),
        ("in 2020", "in 2021", 1),
        ("voert de regie", "voert niet de regie", 1),
        ("De politie", "De gemeente", 1),
        (" De politie voert de regie over de aanpak van overlast.", "", 1),
    ],
)
def test_what_counts_as_a_difference(old: str, new: str, expected: int) -> None:
    assert len(_two(BASE, BASE.replace(old, new))) == expected
    assert len(_two(BASE.replace(old, new), BASE)) == expected


def test_what_both_2019_texts_show_fits_a_line_and_leaves_layout_out(before: set[tuple[str, str]]) -> None:
    assert len(before) == 11
    assert all(len(words) <= 300 for pair in before for words in pair)
    captions = {"Drugsproblematiek is groot", "Cyberveiligheid: onbegrensd en veelzijdig"}
    assert not captions & {words for pair in before for words in pair}


def test_a_new_chapter_is_one_difference_shown_by_its_headings() -> None:
    long = " ".join(["Het team groeit dit jaar met twee leden die de wijk goed kennen."] * 6)
    chapter = "\n# Bijlage\n\nPM\n"
    parts = ("Sterkte van de politie", "Wijkagenten erbij", "Over vier jaar")
    full = "\n# Bijlage\n\n" + "\n".join(f"## {title}\n\n{long}\n" for title in parts)
    ((in_draft, in_final),) = _two(BASE + chapter, BASE + full)
    assert in_draft == ""
    assert in_final == "Sterkte van de politie: Wijkagenten erbij; Over vier jaar"


def test_a_document_that_is_no_draft_has_none() -> None:
    assert _two(BASE, BASE) == []
