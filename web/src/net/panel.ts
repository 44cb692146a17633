// What is told of the node or the edge that was chosen.

import { at, el } from "../lib/dom";
import { count, language, plural, say } from "../lib/text";
import { kindOf, placeOf, worded, type Index, type NetEdge, type NetNode } from "./model";

export interface Acts {
  edge(id: string): void;
  node(id: string): void;
  expand(id: string): void;
  end(name: "from" | "to", id: string): void;
}

const MOST = 60; // edges listed with a node

/** The page about a thing of this graph. */
function pageOf(iri: string): string {
  const path = iri.split("/id/")[1];
  return path ? `${at("/doc/")}${encodeURI(path)}?lang=${language}` : iri;
}

export function nodePanel(node: NetNode, index: Index, acts: Acts, canExpand: boolean): HTMLElement {
  const edges = index.at(node.id);
  const button = (text: string, act: () => void): HTMLElement => el("button", { type: "button", class: "quiet", onclick: act }, text);
  const lines = edges.slice(0, MOST).map((id) => {
    const edge = index.edges.get(id)!;
    const other = index.nodes.get(edge.source === node.id ? edge.target : edge.source);
    const name = el("strong", {}, other?.label ?? "");
    const words = worded(edge.labels);
    const parts = !edge.directed ? [`${words} — `, name] : edge.source === node.id ? [`${words} → `, name] : [name, ` → ${words}`];
    return el("li", {}, el("button", { type: "button", class: "line", onclick: () => acts.edge(id) }, ...parts));
  });
  return el(
    "div",
    {},
    el("h3", {}, el("a", { href: pageOf(node.id) }, node.label)),
    el("p", {}, `${kindOf(node)}. ${plural(edges.length, say("verbinding", "connection"), say("verbindingen", "connections"))}.`),
    el(
      "p",
      { class: "acts" },
      canExpand ? button(say("Breid uit", "Expand"), () => acts.expand(node.id)) : null,
      " ",
      button(say("Pad hiervandaan", "Path from here"), () => acts.end("from", node.id)),
      " ",
      button(say("Pad hierheen", "Path to here"), () => acts.end("to", node.id)),
    ),
    el("ul", { class: "lines" }, ...lines),
    edges.length > MOST ? el("p", {}, `… ${count(edges.length - MOST)} ${say("meer, in de tabel", "more, in the table")}`) : null,
  );
}

export function edgePanel(edge: NetEdge, index: Index, acts: Acts): HTMLElement {
  const end = (id: string): HTMLElement => el("button", { type: "button", class: "line", onclick: () => acts.node(id) }, index.nodes.get(id)?.label ?? id);
  const { from, to } = edge.period;
  const years = from || to ? `${from ?? ""}–${to ?? ""}` : "";
  const facts = [
    plural(edge.weight, say("uitspraak", "statement"), say("uitspraken", "statements")),
    edge.documents.join(", "),
    years,
  ].filter(Boolean);
  const left = edge.passage_count - edge.passages.length;
  return el(
    "div",
    {},
    el("h3", {}, end(edge.source), edge.directed ? " → " : " — ", end(edge.target)),
    el("ul", {}, ...edge.relations.map((relation) => el("li", {}, worded(relation.labels), relation.count > 1 ? ` (${count(relation.count)})` : ""))),
    el("p", {}, facts.join(". ")),
    el("h4", {}, say("De woorden", "The words")),
    ...edge.passages.map((passage) =>
      el(
        "blockquote",
        { class: "passage" },
        el("p", { lang: "nl" }, passage.quote),
        el("footer", {}, el("a", { href: placeOf(passage) }, `${passage.document}, ${say("regel", "line")} ${passage.line ?? "?"}`)),
      ),
    ),
    edge.passages.length ? null : el("p", {}, say("Uit een register, niet uit een document.", "From a register, not from a document.")),
    left > 0 && edge.passages.length ? el("p", {}, `… ${plural(left, say("bewijsplaats meer", "more passage"), say("bewijsplaatsen meer", "more passages"))}`) : null,
  );
}
