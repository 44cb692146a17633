// An answer as a table: a hundred rows at a time, sorted by any column, labels in the place of IRIs.

import { el } from "../lib/dom";
import { compareKeys } from "../lib/tables";
import { count, language, say } from "../lib/text";
import { isOurs, labelsOf, lineOf, pageOf, shortName, type Label } from "./links";
import { numberOf, type Results, type Row, type Term } from "./results";

const PAGE = 100;

/** The table of `results` with its pager. */
export function tableView(results: Results, incomplete: boolean): HTMLElement {
  const box = el("div", { class: "view" });
  let rows = results.rows;
  let sorted: { column: string; falling: boolean } | null = null;
  let from = 0;
  let drawing = 0;

  const draw = async (): Promise<void> => {
    const turn = ++drawing;
    const part = rows.slice(from, from + PAGE);
    paint(part, new Map());
    const iris = part.flatMap((row) => Object.values(row).flatMap((term) => (term?.type === "uri" ? [term.value] : [])));
    const labels = await labelsOf(iris);
    if (turn === drawing) paint(part, labels);
  };
  const paint = (part: Row[], labels: Map<string, Label>): void => {
    const table = el("table", { class: incomplete ? "incomplete" : "" });
    const caption = el("caption", {}, range(from, part.length, rows.length, incomplete));
    const head = el("tr", {}, el("th", { scope: "col", class: "number" }, "#"), ...results.columns.map(header));
    const body = el("tbody");
    part.forEach((row, index) => body.append(line(row, from + index + 1, labels)));
    table.append(caption, el("thead", {}, head), body);
    const scroll = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("Rijen", "Rows") }, table);
    box.replaceChildren(scroll);
    const pages = pager();
    if (pages) box.append(pages);
  };
  const header = (column: string): HTMLElement => {
    const button = el("button", { type: "button", class: "sort", title: say("Sorteer", "Sort"), onclick: () => sort(column) }, column);
    const cell = el("th", { scope: "col" }, button);
    if (sorted?.column === column) cell.setAttribute("aria-sort", sorted.falling ? "descending" : "ascending");
    return cell;
  };
  const sort = (column: string): void => {
    sorted = { column, falling: sorted?.column === column && !sorted.falling };
    const sign = sorted.falling ? -1 : 1;
    const keyed = results.rows.map((row) => ({ row, key: row[column] ? (numberOf(row[column]) ?? row[column].value) : null }));
    rows = keyed.sort((a, b) => compareKeys(a.key, b.key, sign)).map((pair) => pair.row);
    from = 0;
    void draw().then(() => [...box.querySelectorAll<HTMLButtonElement>("button.sort")].find((b) => b.textContent === column)?.focus());
  };
  const line = (row: Row, number: number, labels: Map<string, Label>): HTMLElement => {
    const place = lineOf(row);
    const cells = results.columns.map((column) => cellOf(row[column], labels, column === "line" ? place : ""));
    return el("tr", {}, el("td", { class: "number" }, count(number)), ...cells);
  };
  const pager = (): HTMLElement | null => {
    if (rows.length <= PAGE) return null;
    const go = (to: number) => () => {
      from = to;
      void draw();
    };
    return el(
      "p",
      { class: "pager" },
      el("button", { type: "button", disabled: from === 0, onclick: go(Math.max(0, from - PAGE)) }, say("Vorige", "Previous")),
      el("button", { type: "button", disabled: from + PAGE >= rows.length, onclick: go(from + PAGE) }, say("Volgende", "Next")),
    );
  };
  void draw();
  return box;
}

function range(from: number, shown: number, all: number, incomplete: boolean): string {
  if (!all) return incomplete ? say("Geen rijen binnengekomen", "No rows came in") : say("Geen rijen", "No rows");
  const of = incomplete ? say("van de binnengekomen", "of those that came in,") : say("van", "of");
  return `${say("Rijen", "Rows")} ${count(from + 1)}–${count(from + shown)} ${of} ${count(all)}`;
}

function cellOf(term: Term | undefined, labels: Map<string, Label>, place: string): HTMLElement {
  if (!term) return el("td");
  if (term.type === "uri") return el("td", {}, iriLink(term.value, labels.get(term.value)));
  const number = numberOf(term);
  if (place) return el("td", { class: "number" }, el("a", { href: place }, term.value));
  if (number !== null) return el("td", { class: "number" }, term.value);
  const text = term.type === "bnode" ? `_:${term.value}` : typeof term.value === "string" ? term.value : JSON.stringify(term.value);
  const lang = term["xml:lang"];
  const cell = el("td", lang ? { lang } : {}, text);
  if (lang && lang !== language) cell.append(" ", tag(lang));
  return cell;
}

function iriLink(iri: string, label: Label | undefined): Node {
  const page = pageOf(iri);
  const text = label?.text ?? shortName(iri);
  const words = el("span", label?.lang ? { lang: label.lang } : {}, text);
  const shown = page ? el("a", { href: page, title: iri, ...(isOurs(iri) ? {} : { rel: "noopener noreferrer nofollow" }) }, words) : el("span", { title: iri }, words);
  const both = document.createDocumentFragment();
  both.append(shown);
  if (label?.lang && label.lang !== language) both.append(" ", tag(label.lang));
  return both;
}

/** Says that a text is in another language than the page. */
function tag(lang: string): HTMLElement {
  return el("small", { class: "lang" }, lang);
}
