"""`veiligheidsgraaf reason`: can the ontology, or the ontology with data, be true at all; and what follows from it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.checks import opened, said
from cli.common import FILE, FOLDER, settings, working
from kg.errors import RdfSyntaxError, ReasonerError, UsageError

if TYPE_CHECKING:
    from kg.consistency import Consistency

INCONSISTENT, NO_PARSE, UNSATISFIABLE, NO_ANSWER = 1, 2, 3, 4


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option("--store", type=FOLDER, help="The ontology together with the data of the store in this folder.")
@click.option("--with-ontology", is_flag=True, help="FILES together with the project's ontology and code lists.")
@click.option("--passages", is_flag=True, help="Look at passages and what was read where too (slower).")
@click.option("--entailed", is_flag=True, help="Print what follows from the store (OWL 2 RL) as N-Triples, and stop.")
@click.option("--timeout", type=click.FloatRange(min=1), default=120.0, help="Seconds.", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON, also where there is no verdict.")
@click.pass_context
def reason(
    context: click.Context, files: tuple[Path, ...], store: Path | None, with_ontology: bool, passages: bool,
    entailed: bool, timeout: float, as_json: bool,
) -> None:  # fmt: skip
    """Check whether the ontology, or the ontology with data, is consistent (OWL 2 DL, by HermiT).

    Without arguments: the project's ontology. With FILES: those files together. With --store: ontology and data of a
    store.

    \b
    Exit codes: 0 consistent, 1 inconsistent, 2 a file does not parse (or wrong use), 3 consistent but some class can
    have no instances (they are named), 4 no answer: out of time, or outside OWL 2 DL. Why: veiligheidsgraaf explain.

    \b
      veiligheidsgraaf reason
      veiligheidsgraaf reason --with-ontology my-data.ttl
      veiligheidsgraaf reason --store build/store
      veiligheidsgraaf reason --store build/store --entailed > entailed.nt
    """
    if files and store:
        raise UsageError("give files or --store DIR, not both")
    if entailed:
        _print_entailed(store or settings().store)
        return
    try:
        with working("reasoning"):
            found = _found(files, store, with_ontology, passages, timeout)
    except RdfSyntaxError as error:
        if as_json:
            place = {"file": str(error.file), "line": error.line}
            click.echo(json.dumps({"verdict": "parse error", "what": error.what, **place}, ensure_ascii=False))
        raise
    except ReasonerError as error:
        if as_json:
            click.echo(json.dumps({"verdict": "no answer", "what": str(error)}, ensure_ascii=False))
        raise
    click.echo(json.dumps(_report(found), ensure_ascii=False) if as_json else f"Verdict: {found}")
    context.exit(_exit_code(found))


def _found(
    files: tuple[Path, ...], store: Path | None, with_ontology: bool, passages: bool, timeout: float
) -> Consistency:
    from kg import consistency
    from kg.ontology import ontology_files, vocabulary_files

    if store:
        return consistency.check(said(opened(store)), timeout=timeout, passages=passages)
    ours = [*ontology_files(), *vocabulary_files()] if with_ontology else [] if files else ontology_files()
    return consistency.check_files([*ours, *files], timeout=timeout, passages=passages)


def _exit_code(found: Consistency) -> int:
    from kg.consistency import Verdict

    codes = {Verdict.CONSISTENT: 0, Verdict.INCONSISTENT: INCONSISTENT, Verdict.UNSATISFIABLE: UNSATISFIABLE}
    return codes[found.verdict]


def _report(found: Consistency) -> dict[str, object]:
    return {
        "verdict": found.verdict.value,
        "unsatisfiable": list(found.unsatisfiable),
        "triples": found.triples,
        "seconds": round(found.seconds, 2),
    }


def _print_entailed(folder: Path) -> None:
    from pyoxigraph import RdfFormat, serialize

    from kg.reasoning import closure

    store = opened(folder)
    with working("reasoning"):
        found = closure(list(said(store)), store.base)
    sys.stdout.buffer.write(serialize([quad.triple for quad in found], format=RdfFormat.N_TRIPLES) or b"")
    sys.stdout.buffer.flush()
