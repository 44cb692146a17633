// Completion in the editor, from the graph's own terms (`/sparql/terms`), the query's variables, and names of things.

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";

import { suggest } from "../lib/suggest";
import { count, say } from "../lib/text";
import { declared, placeOf, variables, type Place } from "./place";
import { vocabulary, type TermInfo, type Vocabulary } from "./vocabulary";

const WORD = /[?$]?[\p{L}_][\p{L}\p{N}_-]*(?::[\p{L}\p{N}_.-]*)?|[?$]|<[^<>\s]*/u;
const KEYWORDS = (
  "SELECT DISTINCT WHERE OPTIONAL UNION MINUS FILTER BIND VALUES GRAPH SERVICE EXISTS NOT GROUP BY ORDER HAVING LIMIT OFFSET " +
  "ASC DESC COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IF COALESCE REGEX CONTAINS " +
  "STRSTARTS STRENDS LCASE UCASE STRLEN SUBSTR REPLACE CONCAT YEAR MONTH DAY NOW ISIRI ISLITERAL CONSTRUCT DESCRIBE ASK PREFIX FROM AS IN"
).split(" ");

/** The completions at the cursor. */
export async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(WORD);
  if (!word && !context.explicit) return null;
  const from = word?.from ?? context.pos;
  const query = context.state.doc.toString();
  if (word?.text.startsWith("?") || word?.text.startsWith("$")) {
    const own = variables(query.slice(0, from) + query.slice(context.pos));
    return { from, options: own.map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
  }
  const known = await vocabulary();
  const place = placeOf(query.slice(0, from));
  const options = known ? optionsAt(place, known, query) : [];
  if (word?.text.startsWith("<")) return { from, options: known ? iris(place, known) : [], validFor: /^<[^<>\s]*$/ };
  if (place === "object" && word && word.text.length > 2 && !word.text.includes(":")) options.push(...(await things(word.text)));
  if (place === "subject" || !known) options.push(...KEYWORDS.map(keyword));
  return { from, options, validFor: /^[\p{L}_][\p{L}\p{N}_-]*:?[\p{L}\p{N}_.-]*$/u };
}

function optionsAt(place: Place, known: Vocabulary, query: string): Completion[] {
  const prefixes = declared(query);
  const classes = () => named(known.classes, "class", known, prefixes);
  const properties = () => named(known.properties, "property", known, prefixes);
  const own = variables(query).map((label) => ({ label, type: "variable", boost: 50 }));
  switch (place) {
    case "prefix":
      return Object.entries(known.prefixes).map(([name, iri]) => ({ label: `${name}:`, detail: iri, apply: `${name}: <${iri}>`, type: "namespace" }));
    case "graph":
      return known.graphs.map(graph);
    case "class":
      return [...classes(), ...own];
    case "datatype":
      return ["string", "integer", "decimal", "date", "gYear", "boolean", "dateTime"].map((name) => ({ label: `xsd:${name}`, type: "type", apply: applied("xsd", known, prefixes) }));
    case "predicate":
      return [{ label: "a", detail: say("soort", "type"), type: "keyword", boost: 60 }, ...properties(), ...own];
    case "object":
      return [...own, ...known.values.map((v) => ({ label: v.label, detail: v.list, apply: `<${v.iri}>`, type: "enum" })), ...classes()];
    default:
      return [...own, ...classes(), ...properties()];
  }
}

/** Terms by their prefixed name, and found by their label too: "thema" finds vg:theme. */
function named(terms: TermInfo[], type: string, known: Vocabulary, prefixes: Map<string, string>): Completion[] {
  const most = Math.log1p(terms[0]?.number ?? 1);
  return terms
    .filter((term) => term.name)
    .flatMap((term) => {
      const shared: Completion = {
        label: term.name,
        detail: term.label === term.name ? "" : term.label,
        type,
        boost: Math.round((30 * Math.log1p(term.number)) / most) + (term.name.startsWith("vg:") ? 10 : 0),
        info: () => about(term),
        apply: applied(term.name.split(":")[0]!, known, prefixes),
      };
      const byLabel = term.label.toLowerCase().replaceAll(" ", "-");
      const other = { ...shared, label: byLabel, displayLabel: term.name, boost: (shared.boost ?? 0) - 40, apply: writing(term.name, known, prefixes) };
      return term.label === term.name ? [shared] : [shared, other];
    });
}

function about(term: TermInfo): HTMLElement {
  const box = document.createElement("div");
  const used = term.number ? `${count(term.number)} ×` : say("nog niet gebruikt", "not used yet");
  box.append(Object.assign(document.createElement("strong"), { textContent: term.label }), ` (${used})`);
  if (term.comment) box.append(Object.assign(document.createElement("p"), { textContent: term.comment }));
  return box;
}

/** Writes the chosen name and declares its prefix when the query does not. */
function applied(prefix: string, known: Vocabulary, prefixes: Map<string, string>): Completion["apply"] & {} {
  return (view: EditorView, completion: Completion, from: number, to: number) => insert(view, completion.label, prefix, known, prefixes, from, to);
}

function writing(name: string, known: Vocabulary, prefixes: Map<string, string>): Completion["apply"] & {} {
  return (view: EditorView, _: Completion, from: number, to: number) => insert(view, name, name.split(":")[0]!, known, prefixes, from, to);
}

function insert(view: EditorView, name: string, prefix: string, known: Vocabulary, prefixes: Map<string, string>, from: number, to: number): void {
  const missing = !prefixes.has(prefix) && known.prefixes[prefix] ? `PREFIX ${prefix}: <${known.prefixes[prefix]}>\n` : "";
  view.dispatch({
    changes: [...(missing ? [{ from: 0, insert: missing }] : []), { from, to, insert: name }],
    selection: { anchor: from + missing.length + name.length },
    userEvent: "input.complete",
  });
}

async function things(text: string): Promise<Completion[]> {
  const found = await suggest(text).catch(() => []);
  return found
    .filter((thing) => thing.iri)
    .map((thing) => ({ label: thing.matched ?? thing.label, displayLabel: thing.label, detail: thing.kind ?? "", apply: `<${thing.iri}>`, type: "constant", boost: 40 }));
}

function iris(place: Place, known: Vocabulary): Completion[] {
  if (place === "graph") return known.graphs.map(graph);
  const terms = place === "class" ? known.classes : place === "predicate" ? known.properties : [...known.values, ...known.classes];
  return terms.map((term) => ({ label: `<${term.iri}>`, detail: term.label, type: "constant" }));
}

function graph(found: { iri: string; triples: number }): Completion {
  return { label: `<${found.iri}>`, detail: count(found.triples), type: "namespace" };
}

function keyword(label: string): Completion {
  return { label, type: "keyword", boost: -20 };
}
