"""A service in the documented form of CBS OData 4, on the loopback, with a small table made by rule.

Figures follow from year, area and class, so that a test can say what a sum must be without typing it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.loopback import Quiet, listening

Json = dict[str, Any]
TOTAL, BURGLARY, ROBBERY, WIDER = "T001161", "CRI1110", "CRI1470", "CRI1120"
CLASSES = {
    TOTAL: "Misdrijven, totaal",
    BURGLARY: "1.1.1 Diefstal/inbraak woning",
    ROBBERY: "1.4.7 Overval",
    WIDER: "112 Diefstal en inbraak zonder geweld",
}
MEASURES = {"M1": ("Totaal geregistreerde misdrijven", "aantal"), "M2": ("Geregistreerde misdrijven, relatief", "%")}


def figure(area: str, crime: str, year: int, measure: str = "M1") -> int:
    """The figure of a cell."""
    return sum(map(ord, area)) % 97 + 10 * list(CLASSES).index(crime) + (year - 2000) + 1000 * (measure == "M2")


def table(areas: dict[str, str], years: Iterator[int] | range, *, without: tuple[str, ...] = ()) -> Json:
    """The documents of a table. without: areas whose figures are not there, as of a municipality that has gone."""
    years = list(years)
    rows, number = [], 0
    for measure in MEASURES:
        for area in areas:
            for crime in CLASSES:
                for year in years:
                    value = None if area in without else float(figure(area, crime, year, measure))
                    rows.append({"Id": number, "Measure": measure, "ValueAttribute": "None", "Value": value,
                                 "StringValue": None, "SoortMisdrijf": crime, "RegioS": area,
                                 "Perioden": f"{year}JJ00"})  # fmt: skip
                    number += 1
    dimensions = [
        {"Identifier": "SoortMisdrijf", "Title": "Soort misdrijf", "Kind": "Dimension"},
        {"Identifier": "RegioS", "Title": "Regio's", "Kind": "GeoDimension"},
        {"Identifier": "Perioden", "Title": "Perioden", "Kind": "TimeDimension"},
    ]
    return {
        "Properties": {"Identifier": "83648NED", "Title": "Geregistreerde criminaliteit; proef", "Modified": "2024-03-01T02:00:00+01:00",
                       "License": "https://creativecommons.org/licenses/by/4.0/", "ObservationCount": len(rows)},
        "Dimensions": dimensions,
        "MeasureCodes": [{"Identifier": c, "Title": t, "Unit": u} for c, (t, u) in MEASURES.items()],
        "SoortMisdrijfCodes": [{"Identifier": c, "Title": t} for c, t in CLASSES.items()],
        "RegioSCodes": [{"Identifier": f"{c}  ", "Title": t} for c, t in areas.items()],
        "PeriodenCodes": [{"Identifier": f"{y}JJ00", "Title": str(y)} for y in years],
        "Observations": rows,
    }  # fmt: skip


class Asked(list[str]):
    """The paths that were asked for. break_at: the page of observations (from 0) that is answered with 500 each time."""

    break_at: int | None = None
    spoil: Callable[[str, Json], Any] | None = None


@contextmanager
def serving(document: Json, page: int = 50) -> Iterator[tuple[str, Asked]]:
    """The address of a service that has the table, and what it is asked."""
    asked = Asked()

    class Handler(Quiet):
        def do_GET(self) -> None:
            asked.append(self.path)
            parts = urlsplit(self.path)
            name = parts.path.rsplit("/", 1)[-1]
            skip = int(parse_qs(parts.query).get("$skip", ["0"])[0])
            if name not in document or not parts.path.startswith("/CBS/83648NED"):
                self._send(404, {"error": "no such thing"})
            elif name == "Observations" and asked.break_at is not None and skip // page >= asked.break_at:
                self._send(500, {"error": "broken"})
            else:
                self._send(200, self._answer(name, skip))

        def _answer(self, name: str, skip: int) -> Any:
            rows = document[name]
            answer: Json = {"@odata.context": f"http://{self.headers['Host']}/CBS/83648NED/$metadata#{name}"}
            if name == "Properties":
                answer |= rows
            elif name == "Observations":
                answer["value"] = rows[skip : skip + page]
                if skip + page < len(rows):
                    answer["@odata.nextLink"] = f"http://{self.headers['Host']}/CBS/83648NED/Observations?$skip={skip + page}"
            else:
                answer["value"] = rows
            return asked.spoil(name, answer) if asked.spoil else answer

        def _send(self, status: int, answer: Any) -> None:
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.answer(status, {"Content-Type": "application/json"}, body)

    with listening(Handler) as address:
        yield f"{address}/CBS", asked
