"""Rows follow the text. A row that stays when its words change was typed in somewhere; one that moves when they do not
was read from the wrong place.

Each test changes a copy of a real text at a known place and reads it again with the real profile: figures, names,
list items (taken out, put in, in another order), and the layout around them.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import fields

import pytest

from kg.model import Fact, Span
from tests.pipeline.mutations import (
    STEMS,
    Change,
    Row,
    baseline,
    difference,
    facts_of,
    families,
    figure_change,
    items,
    original,
    renamed,
    row_of,
    rows_of,
    with_noise,
    without_block,
)

SEED = 20261122
FIGURES = ["TargetFact", "StatisticFact", "AllocationFact", "FormationFact", "FundFact"]
TOUCHING = 3  # facts per family and document that a fast run changes


def rows_touched(stem: str, change: Change) -> Counter[Row]:
    return rows_of((doc, fact) for doc, fact in facts_of(baseline(stem)) if change.touches(fact))


def sample(stem: str, family: str, number: int) -> list[tuple[str, Fact]]:
    facts = families(stem).get(family, [])
    return random.Random(f"{SEED}{stem}{family}").sample(facts, min(number, len(facts)))


@pytest.mark.slow
@pytest.mark.parametrize("family", FIGURES)
@pytest.mark.parametrize("stem", STEMS)
def test_another_figure_gives_another_row(stem: str, family: str) -> None:
    for document_id, fact in sample(stem, family, TOUCHING):
        made = figure_change(stem, document_id, fact, SEED)
        if made is None:
            continue
        change, name, value = made
        went, came = difference(stem, change)
        row = list(row_of(document_id, fact))
        at = 2 + [f.name for f in fields(fact) if f.name != "evidence"].index(name)
        figure = change.name.split(" -> ")[0]
        if len(re.findall(rf"(?<![\w.,]){re.escape(figure)}(?![\w]|[.,]\d)", original(stem))) == 1:
            assert tuple(row) in went, f"{change.name}: the row stayed: {row}"
        followed = [new for new in came if new[:2] == tuple(row[:2]) and new[at] == value]
        assert followed, f"{change.name}: no row has {name}={value}; came {list(came)[:3]}"
        strayed = went - rows_touched(stem, change)
        assert not strayed, f"{change.name}: rows moved that do not stand there: {list(strayed)[:3]}"


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_layout_noise_changes_nothing(stem: str, seed: int) -> None:
    went, came = difference(stem, with_noise(stem, seed))
    assert not went, list(went)[:5]
    assert not came, list(came)[:5]


def rank_free(rows: Counter[Row]) -> Counter[Row]:
    """Rows without the rank of a list's items, which follow their order."""
    return Counter({tuple("" if re.fullmatch(r"\d{1,2}", value) else value for value in row): n for row, n in rows.items()})


@pytest.mark.slow
@pytest.mark.parametrize("stem", STEMS)
def test_an_item_taken_out_takes_its_rows_along(stem: str) -> None:
    """Ranks of the items after it may move up; nothing else may."""
    with_facts = [
        block
        for block in items(baseline(stem))
        if any(block.span.start <= f.evidence.span.start and f.evidence.span.end <= block.span.end
               for _, f in facts_of(baseline(stem)))
    ]  # fmt: skip
    for block in random.Random(SEED).sample(with_facts, min(8, len(with_facts))):
        if re.search(r"\([A-Za-z]{2,6}\)", block.text.text):
            continue  # spells out an abbreviation that names elsewhere are written out with
        if any(original(stem).count(short) == 1 for short in re.findall(r"\b[A-Z]{2,6}\b", block.text.text)):
            continue  # the only place of an abbreviation, which the row of its body shows
        change = without_block(stem, block)
        went, came = (_without_themes(rows) for rows in difference(stem, change))
        touched = rows_touched(stem, change)
        own = Counter({row: n for row, n in touched.items() if row[1] not in ("ActorFact", "ThemeFact", "AbbreviationFact")})
        stayed = rank_free(own) - rank_free(went) - _said_elsewhere(stem, own, change)
        assert not stayed, f"{change.name}: rows without their words: {list(stayed)[:3]}"
        chapter = block.text.text.rstrip(".;")  # rows of the chapter that a priority taken out gave its name
        strayed = rank_free(Counter({row: n for row, n in went.items() if chapter not in row})) - rank_free(touched)
        strayed -= rank_free(came)
        assert not strayed, f"{change.name}: rows went that stand elsewhere: {list(strayed)[:3]}"
        new = rank_free(came) - rank_free(went)
        assert not new, f"{change.name}: rows came: {list(new)[:3]}"


def _without_themes(rows: Counter[Row]) -> Counter[Row]:
    """A theme may fall under another heading when the item above its words is gone."""
    return Counter({row: n for row, n in rows.items() if row[1] != "ThemeFact"})


def _said_elsewhere(stem: str, rows: Counter[Row], change: Change) -> Counter[Row]:
    """Rows that another place of the original states as well."""
    others = rows_of((doc, fact) for doc, fact in facts_of(baseline(stem)) if not change.touches(fact))
    left = " ".join(change.text.split()).lower()
    return rank_free(
        Counter(
            {
                row: n
                for row, n in rows.items()
                if rank_free(Counter([row])) & rank_free(others) or any(len(v) > 12 and v.lower() in left for v in row[2:])
            }
        )
    )


@pytest.mark.parametrize(
    ("stem", "old", "new"),
    [
        ("rvs-midden-nederland-2019-2022", "Bolsius", "Zandstra"),
        ("rvs-midden-nederland-2019-2022", "Dronten", "Zwartewoude"),
        ("rvs-midden-nederland-2015-2018", "Lopik", "Zwartewoude"),
        ("rvs-midden-nederland-2015-2018", "Veiligheidscollege", "Weerbaarheidscollege"),
        ("imv-noord-holland-2019-2022", "Basisteam Hoorn", "Basisteam Zwartewoude"),
        ("imv-noord-holland-2019-2022", "mensenhandel", "kunsthandel"),
        ("veiligheidsstrategie-oost-nederland-2019-2022-voorstel", "Voertuigendiefstal", "Koperdiefstal"),
        ("veiligheidsstrategie-oost-nederland-2019-2022-voorstel", "Bestuurscollege", "Eenheidscollege"),
    ],
)
def test_another_name_gives_the_same_rows_with_that_name(stem: str, old: str, new: str) -> None:
    change = renamed(stem, old, new)
    went, came = difference(stem, change)
    assert went, f"no row had {old}"
    in_other_words = Counter({tuple(_in(value, old, new) for value in row): n for row, n in went.items()})
    lost = [row for row in in_other_words - came if any(new.lower() in value.lower() for value in row)]
    named = [row for row in in_other_words if any(new.lower() in value.lower() for value in row)]
    assert len(lost) <= len(named) // 5, f"{len(lost)} of {len(named)} rows lost with the name: {lost[:4]}"
    kept = [row for row in came if any(old.lower() in value.lower() for value in row)]
    assert not kept, f"the old name is still there: {kept[:3]}"


def _in(value: str, old: str, new: str) -> str:
    return value.replace(old, new).replace(old.lower(), new.lower()).replace(old.capitalize(), new.capitalize())


@pytest.mark.parametrize(
    ("stem", "after", "line", "family"),
    [
        ("veiligheidsstrategie-oost-nederland-2019-2022-voorstel", "9. Radicalisering en polarisering", "10. Dierenmishandeling", "PriorityFact"),
        ("veiligheidsstrategie-oost-nederland-2019-2022-voorstel", "- Er is sprake van een bepaalde mate van urgentie.", "- Het onderwerp raakt minstens drie districten.", "PrincipleFact"),
        ("rvs-midden-nederland-2019-2022", "- Toename incidenten met kwetsbare personen", "- Afname aantal branden", "TrendFact"),
        ("rvs-midden-nederland-2019-2022", "- Bestrijding cybercrime", "- Veilige digitale dorpen", "AmbitionFact"),
        ("rvs-midden-nederland-2019-2022", "- zorgen voor meer verbinding tussen de bestuurstafel en de uitvoering;", "- jaarlijks bezoeken van alle basisteams;", "AmbitionFact"),
        ("imv-noord-holland-2019-2022", "- Executie", "- Waterveiligheid", "PriorityFact"),
        ("imv-noord-holland-2019-2022", "Limburg\t19", "Waddeneiland\t12", "AllocationFact"),
        ("rvs-midden-nederland-2019-2022", "Dienst Bedrijfsvoering\t0 fte\t0 fte\t49 fte\t49 fte", "Dienst Waterveiligheid\t3 fte\t1 fte\t2 fte\t6 fte", "FormationFact"),
    ],
)  # fmt: skip
def test_a_line_put_in_gives_rows_of_its_own(stem: str, after: str, line: str, family: str) -> None:
    text = original(stem)
    assert text.count(after) == 1, after
    at = text.index(after) + len(after)
    went, came = difference(stem, Change("put in", text[:at] + "\n" + line + text[at:], (Span(at, at + 1),)))
    assert any(row[1] == family for row in came), f"nothing came: {list(came)[:4]}"
    gone = rank_free(went) - rank_free(came)
    assert not gone, f"rows went: {list(gone)[:4]}"


@pytest.mark.parametrize("stem", STEMS)
def test_a_text_cut_off_loses_only_what_stood_there(stem: str) -> None:
    """Half a document gives the rows of that half: what is not there is not known."""
    reading = baseline(stem)[0]
    blocks = reading.doc.blocks
    cut = blocks[len(blocks) // 2].span.start
    last = baseline(stem)[-1]
    text = original(stem)
    start = text.rfind("\n", 0, cut) + 1
    changed = Change("cut", text[:start] + (text[reading.doc.end :] if last is not reading else ""), (Span(start, reading.doc.end),))
    went, came = difference(stem, changed)
    untouched = [
        row for row in went
        if row[1] in ("OfficialFact", "PartyFact", "FormationFact", "AllocationFact", "PriorityCountFact")
        and not any(change_row == row for change_row in rows_touched(stem, changed))
    ]  # fmt: skip
    assert not untouched, untouched[:4]
    read_there = {row for row in came if row[1] in ("FormationFact", "AllocationFact", "PriorityCountFact")}
    assert not read_there, list(read_there)[:4]


def test_every_family_with_a_figure_is_among_those_whose_figures_are_changed() -> None:
    with_figures = {
        type(fact).__name__
        for stem in STEMS
        for _, fact in facts_of(baseline(stem))
        if any(type(getattr(fact, f.name)).__name__ == "Decimal" for f in fields(fact))
    }
    assert with_figures == set(FIGURES)
