// What a thing is connected with outside the projection: /network/neighbours, around it in a circle.

import { at } from "../lib/dom";
import { getJson } from "../lib/problem";
import { language } from "../lib/text";
import type { NetEdge, NetNode, Passage } from "./model";

interface Named {
  iri: string;
  label: string;
  type?: { iri: string; label: string } | null;
}

interface Neighbours {
  complete: boolean;
  nodes: Named[];
  edges: { from: Named; to: Named; predicates: { iri: string; label: string; direction: string }[]; via: Named | null; evidence: Passage[] }[];
}

export interface Found {
  nodes: NetNode[];
  edges: NetEdge[];
  complete: boolean;
}

const MOST = 60;

/** The neighbours of `node`, at most sixty of them. */
export async function neighbours(node: string): Promise<Found> {
  const parameters = new URLSearchParams({ resource: node, limit: String(MOST), lang: language });
  const found = await getJson<Neighbours>(`${at("/network/neighbours")}?${parameters}`);
  const both = (text: string) => ({ [language]: text });
  return {
    complete: found.complete,
    nodes: found.nodes.map((n) => ({ id: n.iri, label: n.label, labels: both(n.label), kind: n.type ? { iri: n.type.iri, labels: both(n.type.label) } : null, attributes: {} })),
    edges: found.edges.map((e) => {
      const turned = e.predicates.length === 1 && e.predicates[0]!.direction === "inverse";
      const name = e.via ? e.via.label : e.predicates.map((p) => p.label).join(", ");
      return {
        source: turned ? e.to.iri : e.from.iri,
        target: turned ? e.from.iri : e.to.iri,
        labels: both(name),
        directed: e.predicates.length === 1,
        weight: 1,
        relations: e.predicates.map((p) => ({ iri: p.iri, labels: both(p.label), count: 1 })),
        documents: [...new Set(e.evidence.map((p) => p.document))],
        period: { from: null, to: null },
        passages: e.evidence,
        passage_count: e.evidence.length,
      };
    }),
  };
}
