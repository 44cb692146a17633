"""`veiligheidsgraaf network`: the questions of `/network/…`, asked of a store without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cli.common import FILE, store_option
from cli.network_run import TABLE, ask
from cli.network_show import show_projections
from kg.errors import UsageError

FORMATS = (TABLE, "json", "graphml", "gexf", "cyjs", "jsonld", "csv", "nodes", "dot", "svg", "png")
WAYS = ("both", "out", "in")
_Command = Callable[..., None]


@click.group()
def network() -> None:
    """Networks out of the graph: who with whom on what, and the words behind every edge.

    A question gives a table; with --format or --out a file that Gephi, Cytoscape, networkx, R or a spreadsheet reads,
    or a picture. Things are named by IRI, or by what follows /id/ in it. The same projection of the same data gives
    the same file, coordinates too. docs/networks.md says what stands where.

    \b
      veiligheidsgraaf network projections
      veiligheidsgraaf network graph --projection actors-governance --out governance.gexf
      veiligheidsgraaf network neighbours ministry/justitie-en-veiligheid
      veiligheidsgraaf network difference --before 2015-2018 --after 2019-2022 --out change.svg
    """


def _chained(*options: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    def decorate(command: _Command) -> _Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _text(name: str, text: str, *, many: bool = False, **more: Any) -> Callable[[_Command], _Command]:
    return click.option(name, multiple=many, metavar=more.pop("metavar", "TEXT"), help=text, **more)


_which = _chained(
    _text("--projection", "A declared projection, or custom.  [default: actors-governance]", metavar="NAME"),
    _text("--edges", "Kinds of edges, with commas: what a projection of your own is made of.", metavar="NAMES"),
    _text("--relations", "Relations that count, with commas: lid-van, memberOf.", metavar="NAMES"),
    _text("--kinds", "Classes of nodes that count, with commas: Municipality.", metavar="NAMES"),
    _text("--kinds-from", "Classes of the source of an edge.", metavar="NAMES"),
    _text("--kinds-to", "Classes of the target of an edge.", metavar="NAMES"),
    _text("--document", "A document that counts; may be repeated.", many=True, metavar="ID"),
    _text("--year", "A year (2019) or years (2019-2022): what documents of then say.", metavar="YEARS"),
    click.option("--direction", type=click.Choice(("directed", "undirected")), help="Of all edges."),
    click.option("--weight", type=click.Choice(("statements", "documents", "none")), help="What a weight counts."),
    _text("--min-weight", "Edges that weigh less are left out.", metavar="NUMBER"),
    _text("--fold", "The side of a two-sided network that is kept, or none.", metavar="SIDE"),
    _text("--fold-weight", "What an edge of a folded network weighs.", metavar="NAME"),
)
_spent = _chained(
    click.option("--max-nodes", type=click.IntRange(1), default=50_000, show_default=True, help="Nodes of the answer."),
    click.option("--max-edges", type=click.IntRange(1), default=200_000, show_default=True, help="Edges of it."),
    click.option("--max-seconds", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True,
                 help="Seconds for it."),
    click.option("--passages", type=click.IntRange(0, 20), default=3, show_default=True, help="Of each edge."),
)  # fmt: skip
_written = _chained(
    click.option("--format", "-f", "wanted", type=click.Choice(FORMATS),
                 help="nodes and csv are the node and the edge list.  [default: by the name of --out, else table]"),
    click.option("--out", "-o", type=click.Path(dir_okay=False, path_type=Path),
                 help="File to write.  [default: stdout]"),
    click.option("--lang", type=click.Choice(("nl", "en")), default="nl", show_default=True, help="Of the texts."),
    store_option,
)  # fmt: skip
_measures = _chained(
    _text("--measures", "Measures, with commas: degree, betweenness, pagerank, community …", metavar="NAMES"),
    click.option("--length", type=click.Choice(("steps", "strength")), default="steps", show_default=True,
                 help="What a step counts for in them: one, or 1 / weight."),
    click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Start of the division into communities."),
)  # fmt: skip
_way = click.option("--way", type=click.Choice(WAYS), default="both", show_default=True, help="Along the edges.")
_depth = click.option("--depth", type=click.IntRange(1, 6), default=1, show_default=True, help="Steps.")
_usual = _chained(_which, _spent, _written)


@network.command()
@click.option("--lang", type=click.Choice(("nl", "en")), default="nl", show_default=True, help="Of names and texts.")
def projections(lang: str) -> None:
    """List the declared projections, the kinds of edges and the measures.

    \b
      veiligheidsgraaf network projections --lang en
    """
    show_projections(lang)


@network.command()
@_measures
@_usual
def graph(**given: Any) -> None:
    """A whole projection.

    \b
      veiligheidsgraaf network graph --projection actors-themes --year 2019 --out themes.graphml
      veiligheidsgraaf network graph --measures betweenness,community --out governance.gexf
      veiligheidsgraaf network graph --projection territory --lang en --out territory.png
    """
    ask("graph", {}, given)


@network.command()
@click.argument("resource")
@_depth
@_way
@click.option("--kind", metavar="NAMES", default="", help="Classes of the neighbours that are given, with commas.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Nodes, the nearest first.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Nodes to pass over.")
@_usual
def neighbours(resource: str, depth: int, way: str, kind: str, limit: int, offset: int, **given: Any) -> None:
    """What RESOURCE is connected with, nearest first.

    \b
      veiligheidsgraaf network neighbours municipality/almere --projection territory
    """
    from kg.network.request import classes

    kinds = list(classes("kind", {"kind": kind}))
    options = {"resource": resource, "depth": depth, "way": way, "kinds": kinds, "limit": limit, "offset": offset}
    ask("neighbours", options, given)


@network.command()
@click.argument("resource")
@_depth
@_way
@_measures
@_usual
def ego(resource: str, depth: int, way: str, **given: Any) -> None:
    """RESOURCE, what is near it, and all edges between those.

    \b
      veiligheidsgraaf network ego ministry/justitie-en-veiligheid --depth 2 --out ministry.svg
    """
    ask("ego", {"resource": resource, "depth": depth, "way": way}, given)


@network.command()
@click.argument("resource")
@click.option("--strong", is_flag=True, help="Along the edges, there and back.")
@_usual
def component(resource: str, strong: bool, **given: Any) -> None:
    """All that hangs together with RESOURCE.

    \b
      veiligheidsgraaf network component municipality/vianen --projection territory
    """
    ask("component", {"resource": resource, "strong": strong}, given)


@network.command("common-neighbours")
@click.argument("resources", nargs=-1, required=True)
@_way
@_usual
def common_neighbours(resources: tuple[str, ...], way: str, **given: Any) -> None:
    """What all RESOURCES are connected with.

    \b
      veiligheidsgraaf network common-neighbours police-unit/noord-holland municipality/haarlem
    """
    ask("common-neighbours", {"resources": list(resources), "way": way}, given)


@network.command()
@click.argument("resources", nargs=-1)
@click.option("--query", "file", type=FILE, help="Instead: a file with the SELECT or CONSTRUCT that finds them.")
@_measures
@_usual
def subgraph(resources: tuple[str, ...], file: Path | None, **given: Any) -> None:
    """RESOURCES and the edges between them.

    \b
      veiligheidsgraaf network subgraph --query my-actors.rq --out mine.gexf
    """
    if bool(resources) == (file is not None):
        raise UsageError("subgraph: name the things, or give --query a file that finds them: one of the two")
    ask("subgraph", {"resources": list(resources)}, given, query=file)


_walk = _chained(
    click.argument("source"),
    click.argument("target"),
    click.option("--max-length", type=click.IntRange(1, 12), default=8, show_default=True, help="Steps, at most."),
    _way,
    click.option("--length", type=click.Choice(("steps", "strength")), default="steps", show_default=True,
                 help="What is short: few steps, or a small sum of 1 / weight."),
    _usual,
)  # fmt: skip


@network.command()
@_walk
def path(source: str, target: str, max_length: int, way: str, length: str, **given: Any) -> None:
    """A shortest path from SOURCE to TARGET, with the relations and the words of each step.

    \b
      veiligheidsgraaf network path municipality/almere municipality/haarlem --projection territory
    """
    walking = {"way": way, "length": length, "longest": max_length}
    ask("paths", {"source": source, "target": target, "k": 1, **walking}, given)


@network.command()
@_walk
@click.option("-k", "k", type=click.IntRange(1, 1000), default=10, show_default=True, help="Paths, the shortest first.")
@click.option("--all", "every", is_flag=True, help="All paths of at most --max-length steps, at most -k.")
def paths(source: str, target: str, max_length: int, way: str, length: str, k: int, every: bool, **given: Any) -> None:
    """The k shortest paths from SOURCE to TARGET, or all up to a length.

    \b
      veiligheidsgraaf network paths municipality/almere municipality/haarlem --projection territory -k 3
    """
    walking = {"way": way, "length": length, "longest": max_length}
    ask("paths", {"source": source, "target": target, "k": k, "every": every, **walking}, given)


@network.command()
@_measures
@click.option("--order", metavar="NAME", default="", help="Measure to order by.  [default: the first]")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Nodes.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Nodes to pass over.")
@_usual
def measures(order: str, limit: int, offset: int, **given: Any) -> None:
    """Measures of the nodes, highest first, and of the network as a whole.

    \b
      veiligheidsgraaf network measures --measures betweenness,degree --limit 20
    """
    given["measures"] = given["measures"] or "degree,weighted_degree"
    ask("measures", {"order": order, "limit": limit, "offset": offset}, given)


@network.command()
@click.option("--before", required=True, metavar="YEARS|IDS", help="A year, years, or documents with commas.")
@click.option("--after", required=True, metavar="YEARS|IDS", help="The same, of the later one.")
@_usual
def difference(before: str, after: str, **given: Any) -> None:
    """What came, went and stayed between two years, or between two sets of documents.

    \b
      veiligheidsgraaf network difference --before 2015-2018 --after 2019-2022 --out change.png
      veiligheidsgraaf network difference --before rvs-mn-2015-2018 --after rvs-mn-2019-2022
    """
    ask("difference", {"before": before, "after": after}, given)
