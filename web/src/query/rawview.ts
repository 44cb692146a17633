// An answer as the server writes it, in any of its formats.

import { at, el } from "../lib/dom";
import { problemOf } from "../lib/problem";
import { say } from "../lib/text";
import type { Results } from "./results";

const MOST = 200_000; // characters shown; the file has them all
const ROWS = ["csv", "tsv", "json", "xml"];
const TRIPLES = ["ttl", "nt", "jsonld", "rdfxml"];

/** The raw answer with a choice of formats, and forms that download it. */
export function rawView(query: string, results: Results): HTMLElement {
  const formats = results.kind === "graph" ? TRIPLES : results.kind === "boolean" ? ROWS.slice(2) : ROWS;
  const shown = el("pre", { tabindex: "0", "aria-label": say("Ruw antwoord", "Raw answer") });
  const field = el("select", {}, ...formats.map((name) => el("option", { value: name }, name)));
  const load = async (): Promise<void> => {
    shown.textContent = "…";
    shown.textContent = await fetchText(query, field.value);
  };
  field.addEventListener("change", () => void load());
  void load();
  return el("div", { class: "view" }, el("p", { class: "choices" }, el("label", {}, `${say("Vorm", "Format")} `, field), downloads(query, formats)), shown);
}

/** A form that opens the answer in a format: by POST, so that no query is too long for it. */
export function downloads(query: string, formats: string[]): HTMLElement {
  return el(
    "form",
    { method: "post", action: at("/sparql"), class: "downloads" },
    el("input", { type: "hidden", name: "query", value: query }),
    `${say("Haal op", "Download")}: `,
    ...formats.flatMap((name) => [el("button", { name: "format", value: name }, name), " "]),
  );
}

async function fetchText(query: string, format: string): Promise<string> {
  try {
    const response = await fetch(at("/sparql"), { method: "POST", body: new URLSearchParams({ query, format }) });
    if (!response.ok) return (await problemOf(response)).detail;
    const text = await response.text();
    return text.length > MOST ? `${text.slice(0, MOST)}\n${say("… de rest staat in het bestand", "… the rest stands in the file")}` : text;
  } catch (error) {
    return `${say("NIET VOLLEDIG", "NOT COMPLETE")}: ${String(error)}`;
  }
}
