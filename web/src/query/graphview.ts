// An answer as a network: each row joins the things in its first two columns with IRIs; a triple joins its two ends.
// Loaded only when it is asked for: the drawing is a part of its own.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

import { el } from "../lib/dom";
import { plural, say } from "../lib/text";
import { canDraw, Drawing, zoomButtons } from "../net/drawing";
import { joinable } from "./joinable";
import { labelsOf, pageOf, shortName } from "./links";
import type { Results } from "./results";

const MOST = 2_000; // nodes
const COLOUR = "#3b7ddd";

/** Draws into `box`; gives what ends it. */
export async function graphView(results: Results, box: HTMLElement): Promise<() => void> {
  if (!canDraw()) {
    box.append(el("p", {}, say("Deze browser tekent niet (WebGL ontbreekt). Dezelfde verbindingen staan in de tabel.", "This browser does not draw (no WebGL). The same connections stand in the table.")));
    return () => undefined;
  }
  const [from, to] = joinable(results)!;
  const graph = new Graph({ multi: false, type: "directed" });
  let left = 0;
  for (const row of results.rows) {
    const [a, b] = [row[from], row[to]];
    if (a?.type !== "uri" || b?.type !== "uri") continue;
    const fresh = [a.value, b.value].filter((iri) => !graph.hasNode(iri)).length;
    if (graph.order + fresh > MOST) left++;
    else graph.mergeEdge(a.value, b.value);
  }
  const labels = await labelsOf(graph.nodes());
  // the same answer gives the same picture: nodes begin on a circle, in their order
  graph.forEachNode((node) => {
    const turn = (2 * Math.PI * graph.nodes().indexOf(node)) / graph.order;
    graph.mergeNodeAttributes(node, { x: Math.cos(turn), y: Math.sin(turn) });
  });
  forceAtlas2.assign(graph, { iterations: graph.order > 500 ? 60 : 200, settings: forceAtlas2.inferSettings(graph) });

  const told = el("p", { class: "chosen", role: "status" }, `${plural(graph.order, say("ding", "thing"), say("dingen", "things"))}, ${plural(graph.size, say("verbinding", "connection"), say("verbindingen", "connections"))}: ${from} → ${to}. ${left ? say(`${left} rijen pasten er niet bij.`, `${left} rows did not fit.`) : ""}`);
  const canvas = el("div", { class: "drawing", tabindex: "0", role: "application", "aria-label": say("Netwerk; pijltjes schuiven, + en - zoomen. Dezelfde verbindingen staan in de tabel.", "Network; arrows move, + and - zoom. The same connections stand in the table.") });
  box.append(told, canvas);
  const name = (iri: string): string => labels.get(iri)?.text ?? shortName(iri);
  const drawing = new Drawing(canvas, {
    node: (id) => {
      drawing.light(new Set([id, ...graph.neighbors(id)]));
      const page = pageOf(id);
      told.replaceChildren(page ? el("a", { href: page }, name(id)) : name(id), `: ${graph.degree(id)} ${say("verbindingen", "connections")}`);
    },
    edge: () => undefined,
    ground: () => drawing.light(null),
  });
  drawing.put(
    graph.mapNodes((id, data) => ({ id, label: name(id), x: data["x"] as number, y: data["y"] as number, size: 4 + 2 * Math.sqrt(graph.degree(id)), colour: COLOUR })),
    graph.mapEdges((id, _, source, target) => ({ id, source, target, size: 1.5, directed: true })),
  );
  box.append(zoomButtons(() => drawing));
  return () => drawing.end();
}
