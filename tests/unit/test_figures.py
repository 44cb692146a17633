"""A year taken for an amount, a date or article counted, a figure read from the middle of another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.figures import Years, quantities, word_quantities, years


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("minstens 28.000 verdachten afgehandeld (26.000 in 2012)", [(28000, "", "verdachten"), (26000, "", "")]),
        ("de 1,9 miljoen bewoners", [(1900000, "", "bewoners")]),
        ("met ruim 10,5 procent gedaald", [("10.5", "%", "")]),
        (" -15% -21%", [(-15, "%", ""), (-21, "%", "")]),
        ("€ 5 miljoen in 2018 en 20.000 euro", [(5000000, "euro", ""), (20000, "euro", "")]),
        ("minstens 62 criminele samenwerkingsverbanden aan", [(62, "", "criminele samenwerkingsverbanden")]),
        ("1370 csv's", [(1370, "", "csv's")]),
        ("artikel 18 van de wet, lid 2, pagina 17, 24/7 zorg, 9:1, 18 januari 2018, Bijlage 1, I2O, 0900-8844", []),
        ("in 2018 hoger dan in 2016", []),
    ],
)
def test_amounts(text: str, wanted: list[tuple[object, str, str]]) -> None:
    found = [(each.value, each.unit, each.noun) for each in quantities(text)]
    assert found == [(Decimal(str(value)), unit, noun) for value, unit, noun in wanted]


@given(st.integers(min_value=2, max_value=999_999).filter(lambda number: not 1900 <= number < 2100))
def test_any_count_is_read_whole(number: int) -> None:
    for written in (str(number), f"{number:,}".replace(",", ".")):
        assert [each.value for each in quantities(f"het gaat om {written} zaken")] == [Decimal(number)]


def test_counts_in_words_are_read_and_one_is_not() -> None:
    assert [(each.value, each.noun) for each in word_quantities("in de vijf DVO's en een overleg")] == [
        (Decimal(5), "DVO's")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("is in 2018 ten opzichte van 2011 gedaald", Years(2018, 2011)),
        ("in 2014 lager dan in dezelfde periode in 2010", Years(2014, 2010)),
        ("Ontwikkeling veiligheid 2010 t/m 2014 is gunstig:", Years(2014, 2010)),
        ("waarbij 2019 het referentiejaar zal zijn", Years(None, 2019)),
        ("2022 t.o.v. 2018", Years(2022, 2018)),
        ("de uitvoering van de Veiligheidsstrategie 2012-2014", Years()),
        ("sinds 2014 gestegen", Years(None, 2014)),
        ("het gaat goed", Years()),
    ],
)
def test_what_a_year_is_for(text: str, wanted: Years) -> None:
    assert years(text) == wanted
