"""`veiligheidsgraaf explain`: why the graph holds a triple, or why data and ontology cannot both be true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.common import FILE, settings, store_option, working
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.evidence import Passage
    from kg.explanations.justification import Axiom, Clash
    from kg.explanations.telling import Told

INCONSISTENT, UNSATISFIABLE = 1, 3
_INDENT = "    "


@click.command()
@click.argument("arguments", nargs=-1, metavar="[S P O | FILES]")
@store_option
@click.option("--inconsistency", is_flag=True, help="Why FILES together with the ontology (or --store) cannot be true.")
@click.option("--class", "name", default="", metavar="IRI", help="Why nothing can be of this class.")
@click.option("--alone", is_flag=True, help="FILES without the project's ontology and code lists.")
@click.option("--passages", is_flag=True, help="Reason about passages and what was read where too (slower).")
@click.option("--seconds", type=click.FloatRange(min=0.1), default=30.0, help="To search.", show_default=True)
@click.option("--number", type=click.IntRange(1, 50), default=3, help="Explanations at most.", show_default=True)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", help="Of the sentences.", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, in both languages.")
@click.pass_context
def explain(
    context: click.Context, arguments: tuple[str, ...], store: Path | None, inconsistency: bool, name: str, alone: bool,
    passages: bool, seconds: float, number: int, lang: str, as_json: bool,
) -> None:  # fmt: skip
    """Say why the graph holds a triple, down to the words it was read from; or why something cannot be.

    A triple is three terms: IRIs as they are, a literal as in N-Triples. Of an inferred one each step is shown, with
    its rule. With --inconsistency or --class: minimal sets of axioms that clash, in words. Ends with 1 for an
    inconsistency, 3 for a class nothing can be of, 2 for a file that does not parse, 4 without an answer.

    \b
      veiligheidsgraaf explain IRI rdf:type IRI --store build/store
      veiligheidsgraaf explain --inconsistency my-data.ttl
      veiligheidsgraaf explain --class https://w3id.org/veiligheidsgraaf/def/Target my-ontology.ttl
    """
    if not (inconsistency or name):
        if len(arguments) != 3:
            raise UsageError("give a triple (three terms), or --inconsistency with files. See explain --help")
        told = _told(store or settings().store, *arguments)
        click.echo(_json(_step_data(told)) if as_json else "\n".join(_step_lines(told, lang)))
        return
    files = tuple(Path(argument) for argument in arguments)
    for file in files:
        FILE.convert(str(file), None, context)
    with working("searching"):
        clash = _clash(files, store, name, alone, passages, seconds, number)
    click.echo(_json(_clash_data(clash)) if as_json else "\n".join(_clash_lines(clash, lang)))
    if clash.justifications:
        context.exit(UNSATISFIABLE if name else INCONSISTENT)


def _told(folder: Path, subject: str, predicate: str, value: str) -> Told:
    from kg.explanations.asked import triple_of
    from kg.explanations.derivation import Derivations
    from kg.explanations.knowledge import Knowledge
    from kg.explanations.telling import tell
    from kg.labels import PREFIXES, Labels
    from kg.snapshots import open_current

    def whole(term: str) -> str:
        prefix, _, local = term.partition(":")
        return PREFIXES[prefix] + local if prefix in PREFIXES and not local.startswith("//") else term

    triple = triple_of(whole(subject), whole(predicate), whole(value))
    store = open_current(folder)
    derivations = Derivations(Knowledge(store))
    return tell(derivations.why(triple), derivations.known, Labels(store))


def _clash(
    files: tuple[Path, ...], store: Path | None, name: str, alone: bool, passages: bool, seconds: float, number: int
) -> Clash:
    from cli.checks import said
    from kg.consistency import read_files
    from kg.explanations.justification import Explainer
    from kg.explanations.search import Budget
    from kg.iris import Iris
    from kg.ontology import ontology_quads, thesaurus_quads
    from kg.snapshots import open_current

    base = settings().base
    if store is not None:
        opened = open_current(store)
        quads, base = [*said(opened), *read_files(files)], opened.base
    else:
        iris = Iris(base)
        quads = [*([] if alone else [*ontology_quads(iris), *thesaurus_quads(iris)]), *read_files(files)]
    explainer = Explainer(quads, base, passages)
    try:
        budget = Budget(seconds, number)
        return explainer.unsatisfiable(name, budget) if name else explainer.inconsistency(budget)
    finally:
        explainer.close()


def _step_lines(told: Told, lang: str, depth: int = 0) -> list[str]:
    begin = _INDENT * depth
    if not told.rule:
        return [f"{begin}{told.words[lang]}", *_source_lines(told.source.graphs, told.source.passages, begin)]
    lines = [f"{begin}{told.words[lang]}", f"{begin}  [{told.rule}] {told.rule_words[lang]}"]
    for premise in told.premises:
        if not premise.structure:
            lines += _step_lines(premise, lang, depth + 1)
    return lines


def _source_lines(graphs: tuple[str, ...], passages: tuple[Passage, ...], begin: str) -> list[str]:
    if passages:
        return [f"{begin}  {_place(passage)}: “{passage.quote}”" for passage in passages]
    return [f"{begin}  {', '.join(graphs)}"] if graphs else []


def _place(passage: Passage) -> str:
    return f"{passage.document or passage.iri}:{passage.line}" if passage.line else passage.document or passage.iri


def _clash_lines(clash: Clash, lang: str) -> list[str]:
    added = {
        "rule": ("gemaakt door een regel van het project", "made by a rule of the project"),
        "unique names": ("twee IRI's staan voor twee dingen", "two IRIs stand for two things"),
        "instance": ("aangenomen", "assumed"),
    }
    lines: list[str] = []
    for number, justification in enumerate(clash.justifications, 1):
        lines.append(("Botsing", "Clash")[lang == "en"] + f" {number}:")
        for axiom in justification:
            note = f"  ({added[axiom.added][lang == 'en']})" if axiom.added else ""
            lines.append(f"{_INDENT}{axiom.words[lang]}{note}")
            if axiom.because is not None:
                lines += _step_lines(axiom.because, lang, 2)[1:]
            else:
                lines += _source_lines(axiom.graphs, axiom.passages, _INDENT)
    if not clash.justifications:
        lines.append("No clash was found." if clash.complete else "No clash was found in the time given.")
    state = "complete" if clash.complete else "the search stopped: there may be others (see --seconds and --number)"
    lines.append(f"{len(clash.justifications)} minimal sets; {state}; {clash.asked} questions, {clash.seconds:.1f} s")
    return lines


def _step_data(told: Told) -> dict[str, Any]:
    data: dict[str, Any] = {"triple": str(told.triple), "words": told.words}
    if told.rule:
        data["rule"] = {"name": told.rule, "words": told.rule_words}
        data["from"] = [_step_data(premise) for premise in told.premises]
    else:
        data |= {"graphs": list(told.source.graphs), "evidence": [_passage_data(p) for p in told.source.passages]}
    return data


def _clash_data(clash: Clash) -> dict[str, Any]:
    return {
        "about": clash.about or "the graph",
        "found": "unsatisfiable class" if clash.about else "inconsistent",
        "justifications": [[_axiom_data(axiom) for axiom in one] for one in clash.justifications],
        "complete": clash.complete,
        "asked": clash.asked,
        "seconds": round(clash.seconds, 2),
    }


def _axiom_data(axiom: Axiom) -> dict[str, Any]:
    return {
        "axiom": axiom.text,
        "words": axiom.words,
        "added": axiom.added,
        "graphs": list(axiom.graphs),
        "evidence": [_passage_data(passage) for passage in axiom.passages],
        "because": _step_data(axiom.because) if axiom.because is not None else None,
    }


def _passage_data(passage: Passage) -> dict[str, Any]:
    return {"document": passage.document, "file": passage.file, "line": passage.line, "quote": passage.quote,
            "passage": passage.iri}  # fmt: skip


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
