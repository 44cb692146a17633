"""The figures as tables: a column a server, the median first, and how many times another server's that is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from benchmarks.endpoint.measure import Rate, Runaway, Sample

PEER = "oxigraph"


def milliseconds(seconds: float | None) -> str:
    """Three figures that count.

    >>> milliseconds(0.00123), milliseconds(1.5), milliseconds(None)
    ('1.23', '1500', '-')
    """
    if seconds is None:
        return "-"
    value = seconds * 1000
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as what stands in them; the first to the left, the others to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        first, *others = cells
        right = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        return "  ".join([first.ljust(widths[0]), *right]).rstrip()

    return "\n".join([line(head), "  ".join("-" * width for width in widths), *map(line, rows)]) + "\n"


def latency_table(found: Mapping[str, Mapping[str, Sample]], names: Sequence[str]) -> str:
    """Median / p95 of every question, and our median as a multiple of the peer's."""
    head = ["ms: median / p95", *names, f"ours : {PEER}"]
    rows = []
    for question, by_name in found.items():
        cells = [_sample(by_name[name]) for name in names]
        rows.append([question, *cells, _ratio(by_name.get("ours"), by_name.get(PEER))])
    return grid(head, rows) + _notes(found, names)


def aggregate_table(found: Mapping[str, Mapping[str, Sample]], names: Sequence[str]) -> str:
    """As `latency_table`, with our median as a multiple of every other server's."""
    others = [name for name in names if name not in ("ours", "ours cached")]
    head = ["ms: median / p95", *names, *(f"ours : {name}" for name in others)]
    rows = []
    for question, by_name in found.items():
        cells = [_sample(by_name[name]) for name in names]
        rows.append([question, *cells, *(_ratio(by_name.get("ours"), by_name[name]) for name in others)])
    return grid(head, rows) + _notes(found, names)


def first_byte_table(found: Mapping[str, Mapping[str, Sample]], names: Sequence[str], questions: Sequence[str]) -> str:
    """Median time to the first byte of the body."""
    rows = [[q, *(milliseconds(found[q][name].first_byte) for name in names)] for q in questions]
    return grid(["ms: first byte", *names], rows)


def rate_table(found: Mapping[str, Rate], names: Sequence[str]) -> str:
    """Requests a second of the light mix, and each as a part of the peer's."""
    peer = found[PEER].rate if PEER in found else 0.0
    rows = [
        [
            name, f"{found[name].rate:.0f}", milliseconds(found[name].median), milliseconds(found[name].p95),
            str(found[name].failed), milliseconds(found[name].cpu), f"{found[name].rate / peer:.2f}" if peer else "-",
        ]
        for name in names
    ]  # fmt: skip
    return grid(["light mix", "answers/s", "median ms", "p95 ms", "failed", "cpu ms each", f": {PEER}"], rows)


def beside_table(found: Mapping[str, Sample], names: Sequence[str]) -> str:
    """The lookup beside three heavy queries."""
    rows = [
        [name, milliseconds(s.median), milliseconds(s.p95), str(len(s.seconds)), str(s.size), s.fault or "-"]
        for name in names
        for s in (found[name],)
    ]
    return grid(["lookup beside 3 heavy", "median ms", "p95 ms", "lookups", "heavy ended", "fault"], rows)


def runaway_table(found: Mapping[str, Runaway], deadline: float, names: Sequence[str]) -> str:
    """Seconds over the deadline until the client is told and until the processor is free."""
    over: Callable[[float | None], str] = lambda at: "never" if at is None else f"{at - deadline:+.2f} s"  # noqa: E731
    rows = [[n, over(found[n].told), over(found[n].idle), found[n].answer] for n in names if n in found]
    return grid([f"runaway, deadline {deadline:g} s", "told", "processor free", "answer"], rows)


def load_table(times: Mapping[str, float | None], quads: int) -> str:
    """Seconds of each load, and as a multiple of the engine's own of the same dataset."""
    peer = times.get("oxigraph (dataset)")
    rows = []
    for name, seconds in times.items():
        shown = "kept" if seconds is None else f"{seconds:.2f} s"
        rows.append([name, shown, f"{seconds / peer:.2f}" if seconds and peer else "-"])
    return grid([f"load of {quads:,} quads", "seconds", ": oxigraph (dataset)"], rows)


def _sample(sample: Sample) -> str:
    if not sample.seconds:
        return sample.fault or "-"
    return f"{milliseconds(sample.median)} / {milliseconds(sample.p95)}" + ("!" if sample.fault else "")


def _ratio(one: Sample | None, other: Sample | None) -> str:
    if one is None or other is None or not one.median or not other.median:
        return "-"
    return f"{one.median / other.median:.2f}"


def _notes(found: Mapping[str, Mapping[str, Sample]], names: Sequence[str]) -> str:
    """Questions whose first answer has another number of rows somewhere: then the times compare different things."""
    lines = []
    for question, by_name in found.items():
        sizes = {name: by_name[name].size for name in names if by_name[name].seconds}
        rows = question not in ("CONSTRUCT", "DESCRIBE")
        if rows and len(set(sizes.values())) > 1:
            lines.append(f"note: {question}: rows differ: {', '.join(f'{n} {s}' for n, s in sizes.items())}")
    return "".join(line + "\n" for line in lines)
