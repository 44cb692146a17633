// A network as /network/graph gives it (node-link JSON), and what follows from it.

import { at } from "../lib/dom";
import { language, say } from "../lib/text";

type Labels = Record<string, string>;

export interface Term {
  iri: string;
  labels: Labels;
}

export interface NetNode {
  id: string;
  label: string;
  labels: Labels;
  kind: Term | null;
  attributes: Record<string, string | number>;
  x?: number;
  y?: number;
}

export interface Passage {
  document: string;
  line: number | null;
  quote: string;
  iri: string;
}

export interface NetEdge {
  source: string;
  target: string;
  labels: Labels;
  directed: boolean;
  weight: number;
  relations: (Term & { count: number })[];
  documents: string[];
  period: { from: number | null; to: number | null };
  passages: Passage[];
  passage_count: number;
}

export interface Net {
  directed: boolean;
  graph: { complete: boolean; stopped: { text: Labels } | null };
  nodes: NetNode[];
  edges: NetEdge[];
}

/** The text in the language of the page, else in another. */
export function worded(labels: Labels): string {
  return labels[language] || Object.values(labels).find(Boolean) || "";
}

/** The kind of a node, as people call it. */
export function kindOf(node: NetNode): string {
  return node.kind ? worded(node.kind.labels) : say("overig", "other");
}

/** Where the words of a passage stand: lit up in their document, or at their line. The page of a long text is named too. */
export function placeOf(passage: Passage): string {
  const document = `${at("/documents/")}${encodeURIComponent(passage.document)}`;
  const span = /\/((\d+)-\d+)$/.exec(passage.iri);
  const line = passage.line ?? 1;
  return span
    ? `${document}?at=${span[2]}&lang=${language}#passage-${span[1]}`
    : `${document}?line=${line}&lang=${language}#line-${line}`;
}

/** The nodes and edges that can be found quickly. Edges go by their number in the answer: `e0`, `e1` … */
export class Index {
  readonly nodes = new Map<string, NetNode>();
  readonly edges = new Map<string, NetEdge>();
  private readonly around = new Map<string, string[]>();

  constructor(net: Net) {
    for (const node of net.nodes) this.nodes.set(node.id, node);
    net.edges.forEach((edge, number) => this.join(`e${number}`, edge));
  }

  join(id: string, edge: NetEdge): void {
    this.edges.set(id, edge);
    for (const end of new Set([edge.source, edge.target])) {
      if (!this.around.has(end)) this.around.set(end, []);
      this.around.get(end)!.push(id);
    }
  }

  /** Edges at a node. */
  at(node: string): string[] {
    return this.around.get(node) ?? [];
  }

  weight(node: string): number {
    return this.at(node).reduce((sum, id) => sum + this.edges.get(id)!.weight, 0);
  }

  /** What a node is drawn by: its degree, the weight of its edges, or a measure the server gave it. */
  measure(node: NetNode, name: string): number {
    if (name === "degree") return this.at(node.id).length;
    if (name === "weight") return this.weight(node.id);
    const value = Number(node.attributes[name] ?? 0);
    return Number.isFinite(value) ? value : 0;
  }
}

/** Radius in pixels for a value between 0 and the largest one: areas go with values. nodes: how many are drawn. */
export function radius(value: number, largest: number, nodes: number): number {
  const part = Math.sqrt(largest > 0 ? Math.max(0, value) / largest : 0);
  return nodes > 400 ? 2.5 + 9 * part : 4 + 13 * part;
}
