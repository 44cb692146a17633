// What the editor completes with: the graph's own terms, fetched once, when the first completion is asked for.

import { at } from "../lib/dom";
import { getJson } from "../lib/problem";
import { language } from "../lib/text";

export interface TermInfo {
  iri: string;
  name: string;
  label: string;
  number: number;
  comment?: string;
}

export interface Vocabulary {
  prefixes: Record<string, string>;
  classes: TermInfo[];
  properties: TermInfo[];
  values: { iri: string; label: string; list: string }[];
  graphs: { iri: string; triples: number }[];
}

let asked: Promise<Vocabulary | null> | undefined;

/** The vocabulary, or null when the server does not give it: then the editor works without completion. */
export function vocabulary(): Promise<Vocabulary | null> {
  asked ??= getJson<Vocabulary>(`${at("/sparql/terms")}?lang=${language}`).catch(() => null);
  return asked;
}
