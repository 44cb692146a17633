"""A benchmark that pairs rows wrongly praises or blames the loaders for nothing: the rules of the comparison."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.extraction.__main__ import main
from benchmarks.extraction.families import FAMILIES, Compare
from benchmarks.extraction.gold import Section, read_examples, read_gold
from benchmarks.extraction.matching import SEPARATOR, Row, assign, likeness_of, row_likeness
from benchmarks.extraction.scoring import Found, score
from benchmarks.extraction.words import ENOUGH, likeness, same_name, stems
from kg.config import ROOT
from kg.errors import InputError, SourceError

TARGETS = FAMILIES["targets"]


def row(family: str, **cells: str) -> Row:
    """A row of a family with empty cells where none are given."""
    columns = [*FAMILIES[family].deciding, *FAMILIES[family].rest]
    return {**dict.fromkeys(columns, ""), **cells}


def measures(*texts: str) -> list[Row]:
    return [row("measures", measure=text) for text in texts]


def found(family: str, *rows: tuple[int, dict[str, str]]) -> list[Found]:
    return [Found(row(family, **cells), (line,)) for line, cells in rows]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Openbaar Ministerie", "het openbaar ministerie"),
        ("Advies– en Meldpunt", "Advies- en meldpunt"),
        ("programma ‘Samen tegen mensenhandel’", "Programma Samen tegen  mensenhandel"),
        ("Röell", "Roell"),
    ],
)
def test_a_name_is_the_same_however_it_is_spelled(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("gemeenten", "gemeente"), ("politie", "Politie Midden-Nederland"), ("RIEC", "LIEC"), ("", "OM")]
)
def test_names_that_differ_in_a_word_are_two(one: str, other: str) -> None:
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Versterking van de vroegsignalering", "We versterken de vroegsignalering"),
        ("Aantal overvallen", "overvallen"),
        ("De signalering van jeugdgroepen verbeteren", "We verbeteren de signalering van jeugdgroepen, zodat"),
    ],
)
def test_sentences_in_other_forms_of_the_same_words_are_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= ENOUGH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Preventie", "Preventie en repressie op het gebied van cybercrime"),  # one word proves nothing
        ("Vergroten van de weerbaarheid van inwoners", "Vergroten van de pakkans bij woninginbraken"),
        ("Aantal overvallen", "Aantal straatroven"),
        ("", "Het bundelen van krachten"),
    ],
)
def test_sentences_about_something_else_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < ENOUGH


def test_a_part_is_like_the_whole_but_not_as_a_whole() -> None:
    long = "Gemeenten stimuleren inwoners en woningcorporaties en verhogen de veiligheid van de fysieke ruimte"
    assert likeness("stimuleren van inwoners", long) == 1.0
    assert likeness("stimuleren van inwoners", long, whole=True) < ENOUGH


@given(st.text(), st.text())
def test_likeness_is_a_share_and_knows_no_order(one: str, other: str) -> None:
    for whole in (False, True):
        assert 0.0 <= likeness(one, other, whole) <= 1.0
        assert likeness(one, other, whole) == likeness(other, one, whole)
    assert likeness(one, one) == 1.0


@pytest.mark.parametrize(
    ("wanted", "value", "alike"),
    [("10000", "10000.0", True), ("-41", "41", False), ("", "41", False), ("|2013", "", True), ("|2013", "12", False)],
)
def test_numbers_are_exact_and_a_cell_may_allow_several_readings(wanted: str, value: str, alike: bool) -> None:
    assert (likeness_of(wanted, value, Compare.NUMBER) > 0) is alike


def test_a_word_in_a_column_of_numbers_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="Write a decimal"):
        likeness_of("veel", "41", Compare.NUMBER)


def test_a_target_with_another_year_is_another_target() -> None:
    cells = {"indicator": "Aantal overvallen", "scope": "landelijk", "direction": "afname", "target_value": "125"}
    wanted = row("targets", **cells, target_year="2018")
    assert row_likeness(wanted, row("targets", **cells, target_year="2018"), TARGETS) == 1.0
    assert row_likeness(wanted, row("targets", **cells, target_year="2019"), TARGETS) == 0.0
    assert row_likeness(wanted, row("targets", **{**cells, "direction": "toename"}, target_year="2018"), TARGETS) == 0.0


@pytest.mark.parametrize(
    ("wanted", "other", "alike"),
    [
        (("politie", "werkt-samen-met", "gemeenten"), ("gemeenten", "werkt-samen-met", "politie"), True),
        (("taskforce", "samengesteld-uit", "burgemeesters"), ("burgemeesters", "lid-van", "taskforce"), True),
        (("burgemeesters", "lid-van", "taskforce"), ("taskforce", "samengesteld-uit", "burgemeesters"), True),
        (("OM", "gezag-over", "politie"), ("politie", "gezag-over", "OM"), False),
        (("politie", "lid-van", "taskforce"), ("taskforce", "lid-van", "politie"), False),
    ],
)
def test_only_relations_that_can_be_told_from_both_ends_are_turned(
    wanted: tuple[str, str, str], other: tuple[str, str, str], alike: bool
) -> None:
    names = ("subject", "relation", "object")
    one, two = (dict(zip(names, cells, strict=True)) for cells in (wanted, other))
    assert (row_likeness(one, two, FAMILIES["governance"]) > 0) is alike


def test_one_row_is_not_two_hits() -> None:
    wanted = measures("Aanpak van heling door politie", "Aanpak van heling in de stad")
    assert len(assign(wanted, measures("Aanpak van heling door politie in de stad"), FAMILIES["measures"])) == 1


def test_as_many_pairs_as_there_can_be_before_the_likest() -> None:
    """Taking the likest pair first would leave the second row without its only partner."""
    wanted = measures("Zicht op cybercrime verbeteren", "Zicht op cybercrime verbeteren en slachtoffers helpen")
    rows = measures("Slachtoffers helpen en zicht verbeteren", "Zicht op cybercrime verbeteren")
    pairs = assign(wanted, rows, FAMILIES["measures"])
    assert pairs == {0: 1, 1: 0}


def test_of_two_fitting_rows_the_one_like_it_as_a_whole_is_taken() -> None:
    wanted = measures("De weerbaarheid blijft achter bij toenemende risico's")
    rows = measures("Toenemende risico's", "Weerbaarheid blijft achter bij toenemende risico's")
    assert assign(wanted, rows, FAMILIES["measures"]) == {0: 1}


@given(st.lists(st.sampled_from("abcdef"), max_size=8), st.lists(st.sampled_from("abcdef"), max_size=8))
def test_pairs_are_one_to_one_and_do_not_depend_on_the_order(names: list[str], others: list[str]) -> None:
    family = FAMILIES["themes"]
    wanted = [row("themes", theme=name) for name in names]
    rows = [row("themes", theme=name) for name in others]
    pairs = assign(wanted, rows, family)
    assert len(set(pairs.values())) == len(pairs)
    assert all(names[i] == others[j] for i, j in pairs.items())
    assert len(pairs) == sum(min(names.count(name), others.count(name)) for name in set(names))
    assert len(assign(wanted[::-1], rows[::-1], family)) == len(pairs)


def test_what_a_document_states_elsewhere_counts_for_recall_and_not_for_precision() -> None:
    section = Section("s", "d", 100, 200, {"themes": [row("themes", theme="Heling"), row("themes", theme="Overlast")]})
    result = score(section, "themes", found("themes", (3, {"theme": "Heling"}), (4, {"theme": "Geweld"})))
    assert (result.gold, result.matched, result.found, result.right) == (2, 1, 0, 0)
    assert result.recall == 0.5
    assert result.precision is None


def test_a_sentence_from_elsewhere_must_repeat_the_whole() -> None:
    section = Section("s", "d", 100, 200, {"measures": measures("De kracht van de samenleving stimuleren")})
    text = "Het stimuleren van een inclusieve samenleving en van de kracht van jongeren, ouders, scholen en wijken"
    assert score(section, "measures", found("measures", (3, {"measure": text}))).matched == 0
    assert score(section, "measures", found("measures", (103, {"measure": text}))).matched == 1
    similar = "Stimuleren van de kracht van een inclusieve samenleving"
    assert score(section, "measures", found("measures", (3, {"measure": similar}))).matched == 0
    repeated = "Stimuleren van de kracht van de samenleving"
    assert score(section, "measures", found("measures", (3, {"measure": repeated}))).matched == 1


def test_optional_rows_and_clauses_count_for_nothing_and_the_rest_is_held_against() -> None:
    section = Section(
        "s",
        "d",
        1,
        9,
        {"measures": measures("De pakkans vergroten en heling krachtig aanpakken met partners")},
        {"measures": measures("Uitrol van het opkopersregister")},
    )
    texts = ("De pakkans vergroten met partners", "Heling krachtig aanpakken", "Uitrol opkopersregister", "Veel geluk")
    result = score(section, "measures", found("measures", *((5, {"measure": text}) for text in texts)))
    assert (result.matched, result.right, result.optional, result.found) == (1, 1, 2, 2)
    assert [extra["measure"] for _, extra in result.extra] == ["Veel geluk"]


def test_the_same_sentence_twice_is_once_too_much() -> None:
    wanted = row("trends", trend="Het aantal overvallen daalt", direction="afname")
    section = Section("s", "d", 1, 9, {"trends": [wanted]})
    same = {"trend": "Aantal overvallen daalt", "direction": "afname"}
    result = score(section, "trends", found("trends", (2, same), (3, {**same, "trend": "Overvallen dalen"})))
    assert (result.right, result.found) == (1, 2)


def test_the_gold_set_is_in_order() -> None:
    """A number that is no number, or a code that no list has, could never be matched."""
    codes = {
        "direction": {"toename", "afname", "stabiel", "gelijk of afname"},
        "monitoring": {"kwalitatief", "kwantitatief"},
        "kind": {"uitgangspunt", "keuze", "criterium", "kenmerk", "spelregel"},
    }
    sections = read_gold()
    assert {section.doc for section in sections} >= {"imv-nh-2019-2022", "va-2019-2022", "rvs-mn-2015-2018"}
    for section in sections:
        for group in (section.rows, section.optional):
            for name, rows in group.items():
                for cells in rows:
                    for column, how in FAMILIES[name].deciding.items():
                        readings = [reading.strip() for reading in cells[column].split(SEPARATOR) if reading.strip()]
                        if how is Compare.NUMBER:
                            assert all(Decimal(reading).is_finite() for reading in readings)
                        if column in codes:
                            assert set(readings) <= codes[column], (section.id, cells)


def test_each_row_of_the_gold_set_is_in_the_text_at_its_line() -> None:
    for section in read_gold():
        lines = (ROOT / "data" / "documents" / section.file).read_text(encoding="utf-8").split("\n")
        for name in ("measures", "ambitions", "agreements"):
            for cells in section.rows[name]:
                at = int(cells["line"]) - 1
                here = " ".join(lines[at : at + 12]).replace("- ", "")  # a sentence may run over lines
                known = stems(here) | stems(" ".join(lines[at : at + 12]))
                readings = [stems(reading) for reading in cells[name.removesuffix("s")].split(SEPARATOR)]
                assert max(len(words & known) / len(words) for words in readings) > ENOUGH, cells


def test_a_gold_row_outside_its_section_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "sections.toml").write_text('[[section]]\nid = "s"\ndoc = "d"\nfirst = 1\nlast = 9\nfile = "t"\n', encoding="utf-8")
    (tmp_path / "s" / "trends.csv").write_text("doc,trend,direction,line\nd,Daling,afname,10\n", encoding="utf-8")
    with pytest.raises(SourceError, match="line 10 of d is not in section s"):
        read_gold(tmp_path)
    (tmp_path / "s" / "trends.csv").write_text("doc,trend,line\nd,Daling,9\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no column direction"):
        read_gold(tmp_path)


def test_examples_that_are_not_there_are_none(tmp_path: Path) -> None:
    assert read_examples(tmp_path / "nowhere") == []


def test_an_unknown_section_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--section", "nergens"]) == 2
    assert "known are nh-cybercrime" in capsys.readouterr().err
