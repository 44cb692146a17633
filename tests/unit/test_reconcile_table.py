"""`veiligheidsgraaf reconcile`. Wrong would be: a cell changed, a row lost, a file in another encoding read as it is not."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.main import run
from kg.errors import InputError, UsageError
from kg.reconcile.table import read_table, write_table
from kg.snapshots import new_snapshot
from tests.reference_store import BASE, reference_store

# The municipalities of the unit in 2015, as a table might write them.
_WRITTEN = (
    "Almere;Amersfoort;Baarn;Blaricum;Bilt, De;Bunnik;Bunschoten;Bussum;Dronten;Eemnes;Gem. Hilversum;Houten;Huizen;"
    "IJsselstein;Laren (NH.);Lelystad;Leusden;Lopik;Montfoort;Muiden;Naarden;Nieuwegein;Noordoostpolder;Oudewater;"
    "Renswoude;Rhenen;Ronde Venen, De;Soest;Stichtse Vecht;Urk;Utrecht;Utrechtse Heuvelrug;Veenendaal;Vianen;Weesp;"
    "Wijdemeren;Wijk bij Duurstede;Woerden;Woudenberg;Zeewolde;Zeist"
)
MIDDEN_NEDERLAND_2015 = _WRITTEN.split(";")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reconcile") / "store"
    with new_snapshot(folder, BASE) as draft:
        draft.store.load(reference_store().quads(None, None))
    return folder


def table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def matched(store: Path, file: Path, out: Path, *options: str) -> list[dict[str, str]]:
    assert run(["reconcile", str(file), "--store", str(store), "--out", str(out), *options]) == 0
    return _rows(out)


def _rows(out: Path) -> list[dict[str, str]]:
    text = out.read_bytes().decode("utf-8-sig")
    mark = ";" if text.split("\n")[0].count(";") > text.split("\n")[0].count(",") else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark))


def test_municipalities_of_2015_with_the_four_that_merged_followed(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Jaar;Gemeente;Overvallen\r\n" + "".join(f'2015;"{name}";{n}\r\n' for n, name in enumerate(MIDDEN_NEDERLAND_2015))
    file = table(tmp_path / "in.csv", text, "utf-8-sig")
    rows = matched(store, file, tmp_path / "out.csv", "--column", "Gemeente", "--year-column", "Jaar", "--type", "municipality")
    assert [row["Gemeente"] for row in rows] == MIDDEN_NEDERLAND_2015
    assert {row["match"] for row in rows} == {"yes"}
    assert all(row["match_iri"].startswith(f"{BASE}/id/municipality/") for row in rows)
    assert len({row["match_cbs"] for row in rows}) == 41
    by_name = {row["Gemeente"]: row for row in rows}
    merged = {name: row["current_name"] for name, row in by_name.items() if "2015-12-31" <= row["valid_until"] <= "2018-12-31"}
    assert merged == {"Bussum": "Gooise Meren", "Muiden": "Gooise Meren", "Naarden": "Gooise Meren", "Vianen": "Vijfheerenlanden"}
    assert by_name["Bussum"]["match_cbs"] == "GM0381"
    assert by_name["Bussum"]["changed_on"] == "2016-01-01"
    assert by_name["Laren (NH.)"]["match_cbs"] == "GM0417"
    assert "41 rows: 41 matched (5 of them changed since)" in capsys.readouterr().err


def test_a_row_that_is_not_sure_says_why(store: Path, tmp_path: Path) -> None:
    file = table(tmp_path / "in.csv", "naam,jaar\nUtrecht,2015\nBussum,2018\nLeeuwarderadeel,\n,2015\nZeist,ooit\n")
    rows = matched(store, file, tmp_path / "out.csv", "--column", "naam", "--year-column", "jaar")
    assert [row["match"] for row in rows] == ["no"] * 5
    assert "province/utrecht" in rows[0]["candidates"]
    assert "Gooise Meren" in rows[1]["candidates"]
    assert rows[1]["note"].startswith("did not exist in that year")
    assert rows[2]["note"] == "nothing like it"
    assert rows[3]["note"] == "no name"
    assert "no year" in rows[4]["note"]


def test_doubled_headings_need_a_number_and_added_ones_take_another_name(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path / "in.csv", "Gemeente,Gemeente,match\nZeist,Utrecht,x\n")
    assert run(["reconcile", str(file), "--column", "Gemeente", "--store", str(store)]) == 2
    assert "#1 or #2" in capsys.readouterr().err
    assert run(["reconcile", str(file), "--column", "#1", "--type", "municipality", "--store", str(store)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("Gemeente,Gemeente,match,match_2,match_iri,")
    assert printed[1].startswith("Zeist,Utrecht,x,yes,")


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        ("Gemeente\nFrysl\u00e2n\n".encode("cp1252"), [], r"in\.csv:2: byte 0xe2 is no utf-8\. It is probably a Windows file: try --encoding cp1252"),
        ("Gemeente\nFryslÃ¢n\n".encode(), [], r"in\.csv:2: holds 'FryslÃ¢n'"),
        ("Gemeente\nZeist\n".encode("utf-16-le"), [], "bytes that are zero"),
        (b"", [], "holds no rows"),
        (b"\n\n", [], "holds no rows"),
        (b"Gemeente\nZeist,Utrecht\n", [], "row 2 has 2 cells, the heading 1"),
        (b'Gemeente\n"Zeist\n', [], "is no CSV"),
        (b"Gemeente\nZeist\n", ["--encoding", "klingon"], "no encoding 'klingon'"),
        (b"Gemeente\nZeist\n", ["--separator", ";;"], "expected one sign"),
        (b"Gemeente\nZeist\n", ["--type", "zoo"], "no type here"),
        (b"Stad\nZeist\n", [], "no column 'Gemeente'; there are 'Stad'"),
        (b"Gemeente\nZeist\n", ["--year", "2015", "--year-column", "x"], "not both"),
    ],
    ids=range(12),
)
def test_a_table_that_cannot_be_read_says_what_to_do(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, options: list[str], message: str
) -> None:
    import re

    file = tmp_path / "in.csv"
    file.write_bytes(content)
    out = tmp_path / "out.csv"
    assert run(["reconcile", str(file), "--column", "Gemeente", "--store", str(store), "--out", str(out), *options]) == 2
    assert re.search(message, capsys.readouterr().err)
    assert not out.exists()


def test_the_file_that_is_read_is_never_written(store: Path, tmp_path: Path) -> None:
    file = table(tmp_path / "in.csv", "Gemeente\nZeist\n")
    assert run(["reconcile", str(file), "--column", "Gemeente", "--store", str(store), "--out", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == "Gemeente\nZeist\n"


@pytest.mark.parametrize(("encoding", "options"), [("cp1252", ["--encoding", "cp1252"]), ("utf-16", []), ("utf-8-sig", [])])
def test_other_encodings_are_read(store: Path, tmp_path: Path, encoding: str, options: list[str]) -> None:
    file = table(tmp_path / "in.csv", "Gemeente\tAantal\nSúdwest-Fryslân\t1\n", encoding)
    out = tmp_path / "out.csv"
    assert run(["reconcile", str(file), "--column", "gemeente", "--store", str(store), "--out", str(out), *options]) == 0
    written = out.read_bytes().decode("cp1252" if encoding == "cp1252" else "utf-8-sig")
    assert "Súdwest-Fryslân\t1\tyes\t" in written


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=5), st.sampled_from([",", ";", "\t", "|"]))
def test_what_stood_there_stays(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], mark: str) -> None:
    """Whatever the cells hold; what is added is never a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(["a", "b"])
    writer.writerows(rows)
    file = tmp_path_factory.mktemp("cells") / "in.csv"
    file.write_bytes(out.getvalue().encode())
    read = read_table(file, encoding="utf-8", separator=mark)
    kept = [list(row) for row in read.rows]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows = rows[:-1]
    assert kept == rows
    lines = list(csv.reader(io.StringIO("".join(write_table(read, ["x"], [["=1+1"]] * len(kept))), newline=""), delimiter=mark))
    assert [line[:2] for line in lines[1:]] == kept
    assert all(line[2] == "'=1+1" for line in lines[1:])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path / "none.csv")
    file = table(tmp_path / "in.csv", "a,b\n1,2\n")
    with pytest.raises(UsageError, match="#3"):
        read_table(file).column("#3")
