"""Which row of the loaders is which row of the gold set: at most one each, as many pairs as there can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

import networkx as nx

from benchmarks.extraction.families import Compare, Family
from benchmarks.extraction.words import ENOUGH, REPEATED, likeness, same_name, stems
from kg.errors import InputError

Row = Mapping[str, str]
SEPARATOR = "|"  # between the readings a gold cell allows; an empty one allows an empty cell
_PARTS = ("lid-van", "deel-van")


def likeness_of(wanted: str, found: str, how: Compare, whole: bool = False) -> float:
    """How well a found cell fits one of the readings of a gold cell: 0 for not at all, 1 for exactly.

    whole: whether a sentence must repeat the wanted one, the shorter being no mere part of the longer.
    """
    return max(_alike(reading.strip(), found.strip(), how, whole) for reading in wanted.split(SEPARATOR))


def _alike(wanted: str, found: str, how: Compare, whole: bool) -> float:
    if not wanted or not found:
        return float(wanted == found)
    match how:
        case Compare.CODE:
            return float(wanted == found)
        case Compare.NUMBER:
            return float(_number(wanted) == _number(found))
        case Compare.NAME:
            return float(same_name(wanted, found))
        case Compare.PHRASE | Compare.SENTENCE:
            repeats = whole and how is Compare.SENTENCE
            shared = likeness(wanted, found, whole=repeats)
            return shared if shared >= (REPEATED if repeats else ENOUGH) else 0.0


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise InputError(f"{text!r} in a column of numbers", hint="Write a decimal with a point, or nothing") from error


def row_likeness(wanted: Row, found: Row, family: Family, whole: bool = False) -> float:
    """The mean likeness of the deciding columns, or 0 when one of them disagrees.

    A relation that can be told from both ends may be: who works with whom, what consists of whom or is part of what.
    """
    return max(_deciding(turned, found, family, whole) for turned in _both_ways(wanted))


def _deciding(wanted: Row, found: Row, family: Family, whole: bool) -> float:
    likenesses = [likeness_of(wanted[name], found[name], how, whole) for name, how in family.deciding.items()]
    return sum(likenesses) / len(likenesses) if all(likenesses) else 0.0


def _both_ways(row: Row) -> Iterator[Row]:
    yield row
    if "subject" not in row:
        return
    turned = {**row, "subject": row["object"], "object": row["subject"]}
    relations = {relation.strip() for relation in row["relation"].split(SEPARATOR)}
    if "werkt-samen-met" in relations:
        yield {**turned, "relation": "werkt-samen-met"}
    if "samengesteld-uit" in relations:
        yield {**turned, "relation": SEPARATOR.join(_PARTS)}
    if relations & set(_PARTS):
        yield {**turned, "relation": "samengesteld-uit"}


def cells_alike(wanted: Row, found: Row, family: Family) -> tuple[int, int]:
    """Of the columns that do not decide, how many agree, and how many there are."""
    agree = [likeness_of(wanted[name], found[name], how) > 0 for name, how in family.rest.items()]
    return sum(agree), len(agree)


def is_part(wanted: Row, found: Row, family: Family) -> bool:
    """Whether a found sentence is a part of one of the gold set: its clauses may be read as rows of their own."""
    sentences = [name for name, how in family.deciding.items() if how is Compare.SENTENCE]
    if not sentences or set(family.deciding.values()) - {Compare.SENTENCE, Compare.CODE}:
        return False
    shorter = all(len(stems(found[name])) < len(stems(wanted[name].split(SEPARATOR)[0])) for name in sentences)
    return shorter and row_likeness(wanted, found, family) > 0


def assign(
    wanted: Sequence[Row], found: Sequence[Row], family: Family, near: Sequence[bool] | None = None
) -> dict[int, int]:
    """Pairs of indices of `wanted` and `found`: as many as possible, and of those the likest.

    near: whether each found row stands in the section itself. Such a row goes before others that fit, and a sentence
    from elsewhere must repeat the wanted one.
    """
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, row in enumerate(wanted):
        for j, other in enumerate(found):
            here = near is None or near[j]
            like = row_likeness(row, other, family, whole=not here)
            if like > 0:
                weight = like + here + _closeness(row, other, family)
                graph.add_edge(("wanted", i), ("found", j), weight=round(weight * 10_000))
    pairs = (sorted(pair, reverse=True) for pair in nx.max_weight_matching(graph, maxcardinality=True))
    return {one[1]: other[1] for one, other in sorted(pairs)}


def _closeness(wanted: Row, found: Row, family: Family) -> float:
    """What tells the best of several fitting rows: how alike the sentences are as wholes, then the other columns."""
    agree, columns = cells_alike(wanted, found, family)
    sentences = [name for name, how in family.deciding.items() if how is Compare.SENTENCE]
    closeness = (agree / columns if columns else 0.0) / 10
    for name in sentences:
        closest = max(likeness(reading, found[name], whole=True) for reading in wanted[name].split(SEPARATOR))
        closeness += closest / len(sentences) / 2
    return closeness
