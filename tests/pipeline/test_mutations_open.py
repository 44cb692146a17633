"""Words, figures, dates and orders drawn at random: the rows say what was drawn, whatever it is.

The short proposal of Oost-Nederland and the letter on the shares are read in a fraction of a second, so many draws fit.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.model import Span
from tests.pipeline.mutations import Change, difference, original
from tests.pipeline.test_mutations_exact import EAST, NORTH, edited, moved, others

DRAWN = settings(
    max_examples=6, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
MANY = settings(DRAWN, max_examples=40)
MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]
SYLLABLES = ["ba", "dor", "fel", "gun", "kam", "lis", "mor", "nep", "rud", "sol", "tam", "ver", "wij", "zon"]
words = st.lists(st.sampled_from(SYLLABLES), min_size=3, max_size=4).map("".join)
names = words.map(str.capitalize)
dates = st.dates(dt.date(2001, 1, 1), dt.date(2039, 12, 31))


def _date(day: dt.date) -> None:
    change = edited(EAST, "Datum: 20 april 2018", f"Datum: {day.day} {MONTHS[day.month - 1]} {day.year}")
    if change.text == original(EAST):
        return
    _, (after,) = moved(EAST, change, "DocumentFact")
    assert after[6] == day.isoformat()
    assert not others(EAST, change, "DocumentFact")


def _official(first: str, last: str) -> None:
    went, came = moved(EAST, edited(EAST, "Violette van Heek,", f"{first} van {last},"), "OfficialFact")
    assert [row[0] for row in went] == ["Violette van Heek"]
    assert came == [(f"{first} van {last}", *went[0][1:])]


def _article(number: int, part: int) -> None:
    change = edited(NORTH, "politiewet art 20, lid 1 ", f"politiewet art {number}, lid {part} ")
    if change.text == original(NORTH):
        return
    went, came = moved(NORTH, change, "LegalFact")
    assert [row[1] for row in went] == ["20, lid 1"]
    assert [row[1] for row in came] == [f"{number}, lid {part}"]
    assert not others(NORTH, change, "LegalFact")


def _shares(figures: tuple[int, int]) -> None:
    text = original(NORTH)
    line = re.search(r"^Limburg\t(\d+)$", text, re.M)
    assert line is not None
    new = Change("share", text[: line.start(1)] + str(figures[0]) + text[line.end(1) :], (Span(*line.span(1)),))
    if new.text == text:
        return
    went, came = moved(NORTH, new, "AllocationFact")
    assert [row[-1] for row in went] == [line.group(1)]
    assert [row[-1] for row in came] == [str(figures[0])]


def _order(order: list[int]) -> None:
    """The ten priorities of the municipalities in any order: the same themes, ranked as they stand."""
    text = original(EAST)
    lines = re.findall(r"^(\d+)\. (.+)$", text[text.index("### a. De top 10") : text.index("### b. De prioriteiten")], re.M)
    assert len(lines) == len(order)
    start, end = text.index(f"1. {lines[0][1]}"), text.index(f"10. {lines[-1][1]}") + len(f"10. {lines[-1][1]}")
    listed = "\n".join(f"{rank}. {lines[at][1]}" for rank, at in enumerate(order, 1))
    went, came = difference(EAST, Change("order", text[:start] + listed + text[end:], (Span(start, end),)))
    before = {row[-1]: row for row in went if row[1] == "PriorityFact"}
    after = {row[-1]: row for row in came if row[1] == "PriorityFact"}
    assert set(before) == set(after)
    for theme, row in after.items():
        was = int(before[theme][4]) - 1
        assert order.index(was) + 1 == int(row[4])


def _theme(word: str) -> None:
    went, came = moved(EAST, edited(EAST, "7. Verkeeroverlast en –veiligheid", f"7. {word.capitalize()}"), "PriorityFact")
    assert [row[2] for row in went] == [row[2] for row in came] == ["7"]
    assert came[0][-1] == word.capitalize()


test_any_date_of_a_letter = DRAWN(given(dates)(_date))
test_any_name_of_an_official = DRAWN(given(names, names)(_official))
test_any_article_of_a_law = DRAWN(given(st.integers(1, 399), st.integers(2, 9))(_article))
test_any_share_of_a_unit = DRAWN(given(st.tuples(st.integers(1, 9999), st.just(0)))(_shares))
test_any_order_of_the_priorities = DRAWN(given(st.permutations(range(10)))(_order))
test_any_word_for_a_priority = DRAWN(given(words)(_theme))
test_many_dates = pytest.mark.sweep(MANY(given(dates)(_date)))
test_many_names = pytest.mark.sweep(MANY(given(names, names)(_official)))
test_many_articles = pytest.mark.sweep(MANY(given(st.integers(1, 399), st.integers(2, 9))(_article)))
test_many_orders = pytest.mark.sweep(MANY(given(st.permutations(range(10)))(_order)))
test_many_words = pytest.mark.sweep(MANY(given(words)(_theme)))


def test_a_chapter_on_another_theme_takes_its_rows_along() -> None:
    """The rows under a title say its theme; the rows of other chapters do not move."""
    change = edited(NORTH, "\n2b Mensenhandel\n", "\n2b Voertuigdiefstal\n")
    went, came = difference(NORTH, change)
    under = [row for row in went if row[1] in ("MeasureFact", "AgreementFact", "AmbitionFact", "TargetFact") and row[2] == "Mensenhandel"]
    assert under
    new = {tuple(value if at != 2 else "Voertuigdiefstal" for at, value in enumerate(row)) for row in under}
    lost = [row for row in new if row not in came and row[1] != "TargetFact"]
    assert not lost, lost[:3]
    assert ("va-2019-2022", "PriorityFact", "Minister van Justitie en Veiligheid", "landelijk", "2", "Voertuigdiefstal") in came
    strayed = [row for row in went if "Mensenhandel" not in row and row[1] not in ("ThemeFact", "TargetFact")]
    assert not strayed, strayed[:3]


def test_two_chapters_in_another_order() -> None:
    """Only the ranks of the priorities follow the order of their chapters."""
    text = original(NORTH)
    first, second, after = (text.index(title) for title in ("\n2b Mensenhandel\n", "\n2c Cybercrime", "\n2d Executie\n"))
    swapped = text[:first] + text[second:after] + text[first:second] + text[after:]
    went, came = difference(NORTH, Change("chapters", swapped, (Span(first, after),)))
    moved_rows = [row for row in (went - came) if row[1] not in ("PriorityFact", "ActorFact", "ThemeFact", "AbbreviationFact", "GovernanceFact", "DocumentRelationFact")]
    assert not moved_rows, moved_rows[:3]
    ranks = {row[-1]: row[4] for row in came if row[1] == "PriorityFact"}
    assert ranks == {"Mensenhandel": "3", "Cybercrime en online seksueel kindermisbruik": "2"}
