// Where a page about an IRI is, and what the graph calls it.

import { at } from "../lib/dom";
import { language } from "../lib/text";
import type { Row, Term } from "./results";

const base = document.querySelector<HTMLElement>("[data-base]")?.dataset["base"] ?? "";
const def = document.querySelector<HTMLElement>("[data-def]")?.dataset["def"] ?? "";

export interface Label {
  text: string;
  lang: string;
}

/** The page about `iri`: here for our own, itself on the web, "" for what is no address. */
export function pageOf(iri: string): string {
  for (const [start, path] of [[`${base}/id/`, "/doc/"], [def, "/def/"]] as const) {
    if (start.length > 4 && iri.startsWith(start)) return `${at(path)}${encodeURI(iri.slice(start.length))}?lang=${language}`;
  }
  return /^https?:\/\//.test(iri) ? iri : "";
}

/** Whether the page about `iri` is one of ours. */
export function isOurs(iri: string): boolean {
  return pageOf(iri) !== iri;
}

/** The line of a document that a row names, as the pages link to it; "" for a row that names none. */
export function lineOf(row: Row): string {
  const doc = row["doc"]?.value;
  const line = row["line"]?.value;
  return doc && line && /^\d+$/.test(line) ? `${at("/documents/")}${encodeURIComponent(doc)}?line=${line}&lang=${language}#line-${line}` : "";
}

const known = new Map<string, Label | null>();

/** The labels of `iris` that the graph gives: in the language of the page, else in Dutch, else in any. Asked in one query. */
export async function labelsOf(iris: Iterable<string>): Promise<Map<string, Label>> {
  const wanted = [...new Set(iris)].filter((iri) => !known.has(iri) && /^[^\s<>"{}|\\^`]+$/.test(iri));
  for (let from = 0; from < wanted.length; from += 400) await ask(wanted.slice(from, from + 400));
  return new Map([...known].filter((pair): pair is [string, Label] => pair[1] !== null));
}

async function ask(iris: string[]): Promise<void> {
  const query = `SELECT ?s ?l ?r WHERE { VALUES ?s { ${iris.map((iri) => `<${iri}>`).join(" ")} }
    VALUES (?p ?r) { (<http://www.w3.org/2004/02/skos/core#prefLabel> 1) (<http://www.w3.org/2000/01/rdf-schema#label> 2) (<http://purl.org/dc/terms/title> 3) }
    ?s ?p ?l }`;
  for (const iri of iris) known.set(iri, null);
  const response = await fetch(at("/sparql"), { method: "POST", headers: { Accept: "application/sparql-results+json" }, body: new URLSearchParams({ query }) }).catch(() => null);
  if (!response?.ok) return; // without labels the short names are shown
  const answer = (await response.json()) as { results: { bindings: Record<string, Term>[] } };
  const best = new Map<string, number>();
  for (const { s, l, r } of answer.results.bindings) {
    const lang = l?.["xml:lang"] ?? "";
    const rank = Number(r?.value) * 10 + (lang === language ? 0 : lang === "nl" ? 1 : lang === "" ? 2 : 3);
    if (s && l && rank < (best.get(s.value) ?? Infinity)) {
      best.set(s.value, rank);
      known.set(s.value, { text: l.value, lang });
    }
  }
}

/** The last part of an IRI, for what has no label. */
export function shortName(iri: string): string {
  const bare = iri.replace(/[/#]+$/, "");
  return bare.slice(Math.max(bare.lastIndexOf("/"), bare.lastIndexOf("#")) + 1) || iri;
}
