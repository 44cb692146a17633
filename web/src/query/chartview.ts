// An answer as a chart: bars for a number per thing, a line for a number per year. The table is its other form.

import { download, el, svg } from "../lib/dom";
import { compareTexts, count, language, say } from "../lib/text";
import { labelsOf, shortName, type Label } from "./links";
import { numberOf, type Results, type Row, type Term } from "./results";

const MOST_BARS = 40;
const SERIES = ["#3b7ddd", "#d9730d", "#2a9d6f", "#b8479e", "#8a7a00", "#7a63d6"];
const WIDTH = 900;

/** The columns a chart can be made of; null when there is no number in the answer. */
export function chartable(results: Results): { numbers: string[]; others: string[] } | null {
  const isNumber = (column: string): boolean => results.rows.some((row) => numberOf(row[column]) !== null);
  const numbers = results.columns.filter(isNumber);
  return numbers.length && results.rows.length > 1 ? { numbers, others: results.columns } : null;
}

export function chartView(results: Results, incomplete: boolean): HTMLElement {
  const columns = chartable(results)!;
  const box = el("div", { class: "view" });
  const figure = el("figure");
  const values = select(say("Waarde", "Value"), columns.numbers, columns.numbers.at(-1)!);
  const named = columns.others.filter((column) => column !== values.field.value);
  const names = select(say("Per", "By"), columns.others, named[0] ?? columns.others[0]!);
  const series = select(say("Reeks", "Series"), ["", ...columns.others], "");
  const draw = async (): Promise<void> => {
    const chosen = { value: values.field.value, name: names.field.value, series: series.field.value };
    const iris = results.rows.flatMap((row) => [chosen.name, chosen.series].flatMap((c) => (row[c]?.type === "uri" ? [row[c].value] : [])));
    const drawn = drawChart(results.rows, chosen, await labelsOf(iris.slice(0, 2_000)));
    const caption = `${chosen.value} ${say("per", "by")} ${chosen.name}${drawn.left ? `; ${say("de eerste", "the first")} ${MOST_BARS} ${say("van", "of")} ${count(MOST_BARS + drawn.left)}` : ""}${incomplete ? `; ${say("ANTWOORD NIET VOLLEDIG", "ANSWER NOT COMPLETE")}` : ""}`;
    const save = el("button", { type: "button", onclick: () => download("figuur.svg", "image/svg+xml", standalone(drawn.svg, caption)) }, say("Bewaar als SVG", "Save as SVG"));
    drawn.svg.setAttribute("aria-label", `${caption}. ${say("Dezelfde cijfers staan in de tabel.", "The same figures stand in the table.")}`);
    figure.replaceChildren(el("figcaption", {}, caption), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("Figuur", "Figure") }, drawn.svg), save);
  };
  for (const { field } of [values, names, series]) field.addEventListener("change", () => void draw());
  box.append(el("p", { class: "choices" }, names.label, values.label, series.label), figure);
  void draw();
  return box;
}

function select(name: string, options: string[], chosen: string): { label: HTMLElement; field: HTMLSelectElement } {
  const field = el("select", {}, ...options.map((o) => el("option", { value: o, selected: o === chosen }, o || say("geen", "none"))));
  return { label: el("label", {}, `${name} `, field), field };
}

interface Chosen {
  value: string;
  name: string;
  series: string;
}

function drawChart(rows: Row[], chosen: Chosen, labels: Map<string, Label>): { svg: SVGElement; left: number } {
  const points = rows.flatMap((row) => {
    const value = numberOf(row[chosen.value]);
    if (value === null || !row[chosen.name]) return [];
    return [{ x: numberOf(row[chosen.name]), name: textOf(row[chosen.name], labels), series: chosen.series ? textOf(row[chosen.series], labels) : "", value }];
  });
  const isLine = points.length > 1 && points.every((p) => p.x !== null) && new Set(points.map((p) => p.x)).size > 1;
  return isLine ? { svg: lines(points as LinePoint[]), left: 0 } : bars(points);
}

interface BarPoint {
  name: string;
  series: string;
  value: number;
}

interface LinePoint extends BarPoint {
  x: number;
}

function bars(points: BarPoint[]): { svg: SVGElement; left: number } {
  const shown = points.slice(0, MOST_BARS);
  const names = [...new Set(shown.map((p) => p.series))];
  const low = Math.min(0, ...shown.map((p) => p.value));
  const high = Math.max(0, ...shown.map((p) => p.value));
  const left = 330;
  const scale = (v: number): number => left + ((v - low) / (high - low || 1)) * (WIDTH - left - 90);
  const top = names.length > 1 ? 30 : 6;
  const made = frame(top + shown.length * 26 + 8);
  if (names.length > 1) made.append(...legend(names));
  shown.forEach((point, index) => {
    const y = top + index * 26;
    const from = scale(Math.min(0, point.value));
    made.append(
      svg("text", { x: left - 8, y: y + 16, "text-anchor": "end", fill: "currentColor" }, cut(point.name, 46), svg("title", {}, point.name)),
      svg("rect", { x: from, y: y + 3, width: Math.max(1, scale(Math.max(0, point.value)) - from), height: 18, fill: SERIES[names.indexOf(point.series) % SERIES.length]! }),
      svg("text", { x: scale(Math.max(0, point.value)) + 6, y: y + 16, fill: "currentColor" }, number(point.value)),
    );
  });
  return { svg: made, left: Math.max(0, points.length - MOST_BARS) };
}

function lines(points: LinePoint[]): SVGElement {
  const names = [...new Set(points.map((p) => p.series))];
  const xs = points.map((p) => p.x);
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const low = Math.min(0, ...points.map((p) => p.value));
  const high = Math.max(0, ...points.map((p) => p.value));
  const height = 380;
  const x = (v: number): number => 70 + ((v - first) / (last - first || 1)) * (WIDTH - 110);
  const y = (v: number): number => height - 40 - ((v - low) / (high - low || 1)) * (height - 90);
  const made = frame(height);
  if (names.length > 1) made.append(...legend(names));
  for (const step of steps(low, high)) {
    made.append(
      svg("line", { x1: 70, x2: WIDTH - 40, y1: y(step), y2: y(step), stroke: "currentColor", "stroke-opacity": 0.2 }),
      svg("text", { x: 62, y: y(step) + 5, "text-anchor": "end", fill: "currentColor" }, number(step)),
    );
  }
  for (const year of [...new Set(xs)].sort((a, b) => a - b).filter((_, i, all) => i % Math.ceil(all.length / 12) === 0)) {
    made.append(svg("text", { x: x(year), y: height - 14, "text-anchor": "middle", fill: "currentColor" }, String(year)));
  }
  names.forEach((name, index) => {
    const own = points.filter((p) => p.series === name).sort((a, b) => a.x - b.x);
    const colour = SERIES[index % SERIES.length]!;
    made.append(svg("polyline", { points: own.map((p) => `${x(p.x)},${y(p.value)}`).join(" "), fill: "none", stroke: colour, "stroke-width": 2 }));
    for (const p of own) made.append(svg("circle", { cx: x(p.x), cy: y(p.value), r: 4, fill: colour }, svg("title", {}, `${name} ${p.x}: ${number(p.value)}`)));
  });
  return made;
}

function frame(height: number): SVGElement {
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: "img", "font-family": "system-ui, sans-serif", "font-size": 14 });
}

function legend(names: string[]): SVGElement[] {
  const sorted = [...names].sort(compareTexts).slice(0, SERIES.length);
  return sorted.flatMap((name, index) => [
    svg("rect", { x: 70 + index * 140, y: 6, width: 12, height: 12, fill: SERIES[names.indexOf(name) % SERIES.length]! }),
    svg("text", { x: 88 + index * 140, y: 17, fill: "currentColor" }, cut(name || "–", 16), svg("title", {}, name)),
  ]);
}

/** Round numbers between two values, four to eight of them. */
function steps(low: number, high: number): number[] {
  const size = 10 ** Math.floor(Math.log10(high - low || 1));
  const step = [0.2, 0.5, 1, 2].map((part) => part * size).find((s) => (high - low) / s <= 8) ?? size;
  const found: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step / 1e6; at += step) found.push(Number(at.toPrecision(12)));
  return found;
}

function textOf(term: Term | undefined, labels: Map<string, Label>): string {
  if (!term) return "";
  return term.type === "uri" ? (labels.get(term.value)?.text ?? shortName(term.value)) : String(term.value);
}

function number(value: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

/** The drawing as a file that stands by itself. */
function standalone(drawn: SVGElement, caption: string): string {
  const copy = drawn.cloneNode(true) as SVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("color", "#1b1f24");
  copy.prepend(svg("title", {}, caption), svg("rect", { width: "100%", height: "100%", fill: "#ffffff" }));
  return new XMLSerializer().serializeToString(copy);
}
