// Sorting of `<table class="sortable">`: each header becomes a button; the order is said by aria-sort.

import { el } from "./dom";
import { compareTexts, say } from "./text";

/** Makes the tables below `within` sortable. */
export function makeSortable(within: ParentNode = document): void {
  for (const table of within.querySelectorAll<HTMLTableElement>("table.sortable:not([data-ready])")) {
    const head = table.tHead?.rows[0];
    if (!head || !table.tBodies[0]) continue;
    table.dataset["ready"] = "";
    for (const cell of head.cells) {
      if (!cell.textContent?.trim() || cell.dataset["sort"] === "none") continue;
      const button = el("button", { type: "button", class: "sort", onclick: () => sortBy(table, cell) });
      button.append(...cell.childNodes);
      if (button.querySelector("a")) button.replaceChildren(button.textContent ?? "");
      button.title = say("Sorteer", "Sort");
      cell.append(button);
    }
  }
}

function sortBy(table: HTMLTableElement, cell: HTMLTableCellElement): void {
  const falling = cell.getAttribute("aria-sort") === "ascending";
  const numeric = cell.classList.contains("number") || cell.dataset["sort"] === "number";
  for (const other of cell.parentElement?.children ?? []) other.removeAttribute("aria-sort");
  cell.setAttribute("aria-sort", falling ? "descending" : "ascending");
  const body = table.tBodies[0]!;
  const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[cell.cellIndex], numeric) }));
  const sign = falling ? -1 : 1;
  keyed.sort((a, b) => compareKeys(a.key, b.key, sign));
  body.append(...keyed.map((pair) => pair.row));
}

type Key = number | string | null;

function keyOf(cell: HTMLTableCellElement | undefined, numeric: boolean): Key {
  const text = (cell?.dataset["value"] ?? cell?.textContent ?? "").trim();
  if (!text) return null;
  if (!numeric) return text;
  const value = Number(cell?.dataset["value"] ?? plainNumber(text));
  return Number.isNaN(value) ? null : value;
}

/** `1.234,5` of a Dutch page and `1,234.5` of an English one as JavaScript writes it. */
function plainNumber(text: string): string {
  const bare = text.replace(/[\s %€]/g, "");
  return document.documentElement.lang === "nl"
    ? bare.replaceAll(".", "").replace(",", ".")
    : bare.replaceAll(",", "");
}

/** Empty cells stay at the end, whichever way one sorts. */
export function compareKeys(a: Key, b: Key, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * compareTexts(String(a), String(b));
}
