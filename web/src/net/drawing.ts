// A network drawn by sigma.js (WebGL). What is drawn, hidden or lit is decided elsewhere; this knows pixels only.

import Graph from "graphology";
import Sigma from "sigma";
import type { Settings } from "sigma/settings";

import { say } from "../lib/text";
import { isDark } from "./colours";
import { Names, type Named } from "./names";

export interface DrawnNode {
  id: string;
  label: string;
  x: number;
  y: number;
  size: number;
  colour: string;
}

export interface DrawnEdge {
  id: string;
  source: string;
  target: string;
  size: number;
  directed: boolean;
}

export interface Wishes {
  node(id: string): void;
  edge(id: string): void;
  ground(): void;
}

/** Whether this browser can draw with WebGL at all. */
export function canDraw(): boolean {
  try {
    return !!document.createElement("canvas").getContext("webgl2");
  } catch {
    return false;
  }
}

export class Drawing {
  private readonly graph = new Graph({ multi: true, type: "directed" });
  private readonly sigma: Sigma;
  private readonly names: Names;
  private readonly dark = isDark();
  private shownNodes: Set<string> | null = null; // null: all
  private shownEdges: Set<string> | null = null;
  private lit: Set<string> | null = null; // null: nothing stands out
  private litEdges: Set<string> = new Set();
  private hovered: string | null = null;

  constructor(readonly box: HTMLElement, wishes: Wishes) {
    const settings: Partial<Settings> = {
      allowInvalidContainer: true,
      enableEdgeEvents: true,
      minEdgeThickness: 1.2,
      renderLabels: false, // `Names` writes them: sigma's own run into each other
      zIndex: true,
      stagePadding: 40,
      defaultDrawNodeHover: () => undefined,
      nodeReducer: (id, data) => this.nodeLook(id, data),
      edgeReducer: (id, data) => this.edgeLook(id, data),
    };
    this.sigma = new Sigma(this.graph, box, settings);
    this.names = new Names(box, this.dark);
    this.sigma.on("afterRender", () => this.write());
    this.sigma.on("clickNode", ({ node }) => wishes.node(node));
    this.sigma.on("clickEdge", ({ edge }) => wishes.edge(edge));
    this.sigma.on("clickStage", () => wishes.ground());
    this.sigma.on("enterNode", ({ node }) => this.hover(node));
    this.sigma.on("leaveNode", () => this.hover(null));
    for (const name of ["enterEdge", "enterNode"] as const) this.sigma.on(name, () => box.classList.add("over"));
    for (const name of ["leaveEdge", "leaveNode"] as const) this.sigma.on(name, () => box.classList.remove("over"));
    box.addEventListener("keydown", (event) => this.key(event));
  }

  /** Puts in what is not there yet and updates what is. */
  put(nodes: Iterable<DrawnNode>, edges: Iterable<DrawnEdge>): void {
    for (const { id, x, y, ...rest } of nodes) {
      if (this.graph.hasNode(id)) this.graph.mergeNodeAttributes(id, { label: rest.label, size: rest.size, color: rest.colour });
      else this.graph.addNode(id, { x, y, label: rest.label, size: rest.size, color: rest.colour });
    }
    for (const edge of edges) {
      if (this.graph.hasEdge(edge.id) || !this.graph.hasNode(edge.source) || !this.graph.hasNode(edge.target)) continue;
      this.graph.addEdgeWithKey(edge.id, edge.source, edge.target, { size: edge.size, type: edge.directed ? "arrow" : "line" });
    }
  }

  /** Where a node is; undefined for one that is not drawn. */
  position(id: string): { x: number; y: number } | undefined {
    if (!this.graph.hasNode(id)) return undefined;
    const { x, y } = this.graph.getNodeAttributes(id) as { x: number; y: number };
    return { x, y };
  }

  /** Shows only these; null for all. */
  show(nodes: Set<string> | null, edges: Set<string> | null): void {
    this.shownNodes = nodes;
    this.shownEdges = edges;
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Lets these stand out; null for none. */
  light(nodes: Set<string> | null, edges: Set<string> = new Set()): void {
    this.lit = nodes;
    this.litEdges = edges;
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Brings a node to the middle. */
  async centre(id: string): Promise<void> {
    const at = this.sigma.getNodeDisplayData(id);
    if (at) await this.sigma.getCamera().animate({ x: at.x, y: at.y, ratio: Math.min(this.sigma.getCamera().ratio, 0.6) }, { duration: still() ? 0 : 300 });
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.ratio / factor }, { duration: still() ? 0 : 150 });
  }

  whole(): void {
    void this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: still() ? 0 : 200 });
  }

  /** Where a node is in the box, in pixels: for tests, and for what is laid over the drawing. */
  onScreen(id: string): { x: number; y: number } | null {
    const at = this.position(id);
    return at ? this.sigma.graphToViewport(at) : null;
  }

  /** Draws what a movement of the hand draws, now: for measuring. */
  frame(): void {
    const camera = this.sigma.getCamera();
    camera.setState({ x: camera.x + 0.001 });
    this.sigma.refresh({ skipIndexation: true, schedule: false });
  }

  end(): void {
    this.sigma.kill();
    this.names.end();
  }

  private hover(id: string | null): void {
    this.hovered = id;
    this.sigma.refresh({ skipIndexation: true });
  }

  private key(event: KeyboardEvent): void {
    const camera = this.sigma.getCamera();
    const step = 0.08 * camera.ratio;
    const moves: Record<string, [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    const move = moves[event.key];
    if (move) camera.setState({ x: camera.x + move[0], y: camera.y + move[1] });
    else if (event.key === "+" || event.key === "=") this.zoom(1.4);
    else if (event.key === "-") this.zoom(1 / 1.4);
    else if (event.key === "0") this.whole();
    else return;
    event.preventDefault();
  }

  private nodeLook(id: string, data: Record<string, unknown>): Record<string, unknown> {
    if (this.shownNodes && !this.shownNodes.has(id)) return { ...data, hidden: true };
    const isNear = this.hovered !== null && (id === this.hovered || this.graph.areNeighbors(id, this.hovered));
    if (this.lit?.has(id)) return { ...data, zIndex: 2 };
    if (this.lit || (this.hovered !== null && !isNear)) return { ...data, color: this.dark ? "#333b44" : "#d5dae0", zIndex: 0 };
    return isNear ? { ...data, zIndex: 1 } : data;
  }

  private edgeLook(id: string, data: Record<string, unknown>): Record<string, unknown> {
    const plain = this.dark ? "#4a545f" : "#b9c1ca";
    const [source, target] = this.graph.extremities(id) as [string, string];
    if (this.shownEdges && !this.shownEdges.has(id)) return { ...data, hidden: true };
    if (this.shownNodes && !(this.shownNodes.has(source) && this.shownNodes.has(target))) return { ...data, hidden: true };
    if (this.litEdges.has(id)) return { ...data, color: this.dark ? "#ffb454" : "#b34700", size: Number(data["size"]) + 2, zIndex: 2 };
    if (this.hovered !== null && (source === this.hovered || target === this.hovered)) return { ...data, color: this.dark ? "#9da7b1" : "#57606a" };
    return { ...data, color: this.lit || this.hovered !== null ? (this.dark ? "#262c33" : "#e8ebee") : plain };
  }

  /** Writes the names there is room for: of what stands out first, then of the larger nodes. */
  private write(): void {
    const named: Named[] = [];
    this.graph.forEachNode((id, data) => {
      const shown = this.sigma.getNodeDisplayData(id);
      if (!shown || shown.hidden) return;
      const isLit = this.lit?.has(id) ?? false;
      const isNear = this.hovered !== null && (id === this.hovered || this.graph.areNeighbors(id, this.hovered));
      if ((this.lit || this.hovered !== null) && !isLit && !isNear) return;
      const at = this.sigma.framedGraphToViewport(shown);
      const rank = (id === this.hovered ? 2e6 : isNear || isLit ? 1e6 : 0) + shown.size;
      named.push({ id, text: String(data["label"] ?? ""), x: at.x, y: at.y, radius: this.sigma.scaleSize(shown.size), rank, strong: isLit || isNear });
    });
    this.names.write(named);
  }
}

/** Buttons beside a drawing, for those who do not scroll. */
export function zoomButtons(drawing: () => Drawing | null): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "zoom";
  const buttons: [string, string, () => void][] = [
    ["+", say("Dichterbij", "Closer"), () => drawing()?.zoom(1.5)],
    ["−", say("Verder weg", "Further away"), () => drawing()?.zoom(1 / 1.5)],
    ["⤢", say("Alles tonen", "Show all"), () => drawing()?.whole()],
  ];
  for (const [sign, name, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = name;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    bar.append(button);
  }
  return bar;
}

function still(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
