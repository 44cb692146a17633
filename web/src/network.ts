// The network explorer: the graph of the table beside it, drawn. The table, the filters and the path are the server's
// and work without this; here are the drawing, choosing, widening, and the switches of kinds.

import { el, must } from "./lib/dom";
import { getJson } from "./lib/problem";
import { compareTexts, count, plural, say } from "./lib/text";
import { coloursOf } from "./net/colours";
import { canDraw, Drawing, zoomButtons, type DrawnEdge, type DrawnNode } from "./net/drawing";
import { neighbours } from "./net/expand";
import { Index, kindOf, radius, type Net, type NetEdge, type NetNode } from "./net/model";
import { edgePanel, nodePanel, type Acts } from "./net/panel";
import "./net/network.css";

const stage = must("#stage");
const chosen = must("#chosen");
const status = must("#stage-state");
const sizeField = document.querySelector<HTMLSelectElement>("select[name=size]");

void begin();

async function begin(): Promise<void> {
  const address = stage.dataset["graph"]!;
  if (!canDraw()) {
    status.textContent = say("Deze browser tekent niet zelf (WebGL ontbreekt); dit is de tekening van de server.", "This browser does not draw (no WebGL); this is the server's drawing.");
    stage.replaceChildren(el("img", { src: stage.dataset["picture"]!, alt: stage.getAttribute("aria-label") ?? "" }));
    return;
  }
  try {
    const net = await getJson<Net>(address);
    stage.classList.add("drawing");
    new Explorer(net);
  } catch (error) {
    status.textContent = String(error instanceof Error ? error.message : error);
  }
}

class Explorer {
  private readonly index: Index;
  private readonly drawing: Drawing;
  private readonly colours: Map<string, string>;
  private readonly off = new Set<string>(); // kinds switched off
  private readonly widened = new Set<string>();

  constructor(private readonly net: Net) {
    this.index = new Index(net);
    const kinds = this.kinds();
    this.colours = coloursOf([...kinds.keys()]);
    this.drawing = new Drawing(stage, { node: (id) => this.node(id), edge: (id) => this.edge(id), ground: () => this.nothing() });
    this.drawing.put(this.drawnNodes(net.nodes), this.drawnEdges());
    stage.after(zoomButtons(() => this.drawing), this.legend(kinds), this.finder());
    sizeField?.addEventListener("change", () => this.sizeChanged());
    this.tables();
    this.path();
    this.told();
    stage.dataset["ready"] = String(net.nodes.length);
    Object.assign(stage, { drawing: this.drawing }); // for tests: where a node is on the screen
  }

  // --- what is drawn

  private kinds(): Map<string, number> {
    const found = new Map<string, number>();
    for (const node of this.index.nodes.values()) found.set(kindOf(node), (found.get(kindOf(node)) ?? 0) + 1);
    return new Map([...found].sort((a, b) => b[1] - a[1] || compareTexts(a[0], b[0])));
  }

  private drawnNodes(nodes: Iterable<NetNode>): DrawnNode[] {
    const measure = sizeField?.value ?? "degree";
    const largest = Math.max(0, ...[...this.index.nodes.values()].map((node) => this.index.measure(node, measure)));
    return [...nodes].map((node) => ({
      id: node.id,
      label: node.label,
      x: node.x ?? 0,
      y: -(node.y ?? 0), // the server's y goes down, the drawing's up
      size: radius(this.index.measure(node, measure), largest, this.index.nodes.size),
      colour: this.colours.get(kindOf(node)) ?? "#7d8590",
    }));
  }

  private drawnEdges(): DrawnEdge[] {
    const largest = Math.max(1, ...[...this.index.edges.values()].map((edge) => edge.weight));
    return [...this.index.edges].map(([id, edge]) => ({ id, source: edge.source, target: edge.target, directed: edge.directed, size: 1 + 3 * Math.sqrt(edge.weight / largest) }));
  }

  private sizeChanged(): void {
    const measure = sizeField!.value;
    if (!["degree", "weight"].includes(measure) && this.net.nodes.some((node) => !(measure in node.attributes))) {
      sizeField!.form!.requestSubmit(); // a measure the server has to take
      return;
    }
    this.drawing.put(this.drawnNodes(this.index.nodes.values()), []);
  }

  // --- choosing

  private readonly acts: Acts = {
    node: (id) => this.node(id, true),
    edge: (id) => this.edge(id),
    expand: (id) => void this.expand(id),
    end: (name, id) => this.end(name, id),
  };

  private node(id: string, centre = false): void {
    const node = this.index.nodes.get(id);
    if (!node) return;
    const edges = this.index.at(id);
    const ends = edges.flatMap((e) => [this.index.edges.get(e)!.source, this.index.edges.get(e)!.target]);
    this.drawing.light(new Set([id, ...ends]), new Set(edges));
    if (centre) void this.drawing.centre(id);
    chosen.replaceChildren(nodePanel(node, this.index, this.acts, !this.widened.has(id)));
    chosen.hidden = false;
  }

  private edge(id: string): void {
    const edge = this.index.edges.get(id);
    if (!edge) return;
    this.drawing.light(new Set([edge.source, edge.target]), new Set([id]));
    chosen.replaceChildren(edgePanel(edge, this.index, this.acts));
    chosen.hidden = false;
  }

  private nothing(): void {
    this.drawing.light(null);
    chosen.replaceChildren(el("p", { class: "hint" }, chosen.dataset["hint"] ?? ""));
  }

  private end(name: "from" | "to", id: string): void {
    const field = document.querySelector<HTMLSelectElement>(`#path-form select[name=${name}]`);
    if (!field) return;
    if (![...field.options].some((option) => option.value === id)) field.add(new Option(this.index.nodes.get(id)?.label ?? id, id));
    field.value = id;
    field.scrollIntoView({ block: "center" });
    field.focus();
  }

  // --- widening

  private async expand(id: string): Promise<void> {
    const centre = this.drawing.position(id);
    if (!centre || this.widened.has(id)) return;
    this.widened.add(id);
    let found;
    try {
      found = await neighbours(id);
    } catch (error) {
      this.widened.delete(id);
      status.textContent = String(error);
      return;
    }
    const fresh = found.nodes.filter((node) => !this.index.nodes.has(node.id));
    const reach = this.reach();
    fresh.forEach((node, number) => {
      const turn = (2 * Math.PI * number) / Math.max(fresh.length, 1);
      this.index.nodes.set(node.id, { ...node, x: centre.x + reach * Math.cos(turn), y: -(centre.y + reach * Math.sin(turn)) });
    });
    const joined = new Set([...this.index.edges.values()].flatMap((e) => [`${e.source} ${e.target}`, `${e.target} ${e.source}`]));
    found.edges.forEach((edge: NetEdge, number: number) => {
      if (!joined.has(`${edge.source} ${edge.target}`)) this.index.join(`x${this.widened.size}-${number}`, edge);
    });
    for (const kind of this.kinds().keys()) if (!this.colours.has(kind)) this.colours.set(kind, "#7d8590");
    this.drawing.put(this.drawnNodes(this.index.nodes.values()), this.drawnEdges());
    this.node(id);
    const more = found.complete ? "" : say(" Er is meer dan hier past.", " There is more than fits here.");
    status.textContent = `${plural(fresh.length, say("buur erbij van buiten deze projectie", "neighbour added from outside this projection"), say("buren erbij van buiten deze projectie", "neighbours added from outside this projection"))}.${more}`;
  }

  /** How far from a node its new neighbours are put: a part of the whole picture. */
  private reach(): number {
    const xs = this.net.nodes.map((node) => node.x ?? 0);
    return Math.max(30, (Math.max(...xs) - Math.min(...xs)) / 25);
  }

  // --- switches, finder, tables, path

  private legend(kinds: Map<string, number>): HTMLElement {
    const boxes = [...kinds].map(([kind, number]) => {
      const box = el("input", { type: "checkbox", checked: true });
      box.addEventListener("change", () => {
        if (box.checked) this.off.delete(kind);
        else this.off.add(kind);
        this.filter();
      });
      const swatch = el("span", { class: "swatch", "aria-hidden": "true" });
      swatch.style.background = this.colours.get(kind) ?? "";
      return el("label", {}, box, swatch, ` ${kind} (${count(number)})`);
    });
    return el("fieldset", { class: "kinds" }, el("legend", {}, say("Soorten", "Kinds")), ...boxes);
  }

  private filter(): void {
    const shown = new Set([...this.index.nodes.values()].filter((node) => !this.off.has(kindOf(node))).map((node) => node.id));
    this.drawing.show(this.off.size ? shown : null, null);
    for (const row of document.querySelectorAll<HTMLTableRowElement>("tr[data-node]")) row.hidden = !shown.has(row.dataset["node"]!);
    for (const row of document.querySelectorAll<HTMLTableRowElement>("tr[data-edge]")) {
      const edge = this.index.edges.get(row.dataset["edge"]!);
      row.hidden = !!edge && !(shown.has(edge.source) && shown.has(edge.target));
    }
    this.told(shown);
  }

  private finder(): HTMLElement {
    const names = new Map(this.net.nodes.map((node) => [node.label, node.id]));
    const field = el("input", { type: "search", list: "node-names" });
    field.addEventListener("change", () => {
      const id = names.get(field.value.trim());
      if (id) this.node(id, true);
    });
    const list = el("datalist", { id: "node-names" }, ...[...names.keys()].sort(compareTexts).map((name) => el("option", { value: name })));
    return el("p", { class: "finder" }, el("label", {}, `${say("Zoek in dit netwerk", "Find in this network")} `, field), list);
  }

  /** Each row can be shown in the drawing: so everything in it can be reached without a mouse. */
  private tables(): void {
    for (const row of document.querySelectorAll<HTMLTableRowElement>("tr[data-node], tr[data-edge]")) {
      const { node, edge } = row.dataset;
      const name = row.cells[0]?.textContent?.trim() ?? "";
      const show = (): void => {
        if (node) this.node(node, true);
        else this.edge(edge!);
        chosen.focus();
      };
      row.cells[0]?.append(" ", el("button", { type: "button", class: "show", "aria-label": `${say("Toon in de tekening", "Show in the drawing")}: ${name}`, title: say("Toon in de tekening", "Show in the drawing"), onclick: show }, "◎"));
    }
  }

  /** The path the server found, lit up. */
  private path(): void {
    const steps = [...document.querySelectorAll<HTMLElement>("#path [data-source]")];
    if (!steps.length) return;
    const nodes = new Set(steps.flatMap((step) => [step.dataset["source"]!, step.dataset["target"]!]));
    const edges = [...this.index.edges].filter(([, edge]) => steps.some(({ dataset }) =>
      (edge.source === dataset["source"] && edge.target === dataset["target"]) || (edge.source === dataset["target"] && edge.target === dataset["source"])));
    this.drawing.light(nodes, new Set(edges.map(([id]) => id)));
  }

  private told(shown?: Set<string>): void {
    const nodes = shown?.size ?? this.index.nodes.size;
    const edges = shown ? [...this.index.edges.values()].filter((e) => shown.has(e.source) && shown.has(e.target)).length : this.index.edges.size;
    status.textContent = `${plural(nodes, say("knoop", "node"), say("knopen", "nodes"))}, ${plural(edges, say("lijn", "edge"), say("lijnen", "edges"))} ${say("in de tekening", "in the drawing")}.`;
  }
}
