// The query page: an editor in the place of the text field, answers as they come, and a state nobody can overlook.

import { copied } from "./lib/copy";
import { at, el, must } from "./lib/dom";
import type { Problem } from "./lib/problem";
import { count, plural, say, seconds } from "./lib/text";
import { chartable, chartView } from "./query/chartview";
import { createEditor } from "./query/editor";
import { joinable } from "./query/joinable";
import { rawView } from "./query/rawview";
import type { Results } from "./query/results";
import { MOST_ROWS, run, type Outcome } from "./query/run";
import { tableView } from "./query/tableview";
import "./query/query.css";

type View = "table" | "chart" | "network" | "raw";

const form = must<HTMLFormElement>("#query-form");
const field = must<HTMLTextAreaElement>("#query");
const answer = must("#answer");
const runButton = must<HTMLButtonElement>("#run", form);
const stopButton = el("button", { type: "button", id: "stop", class: "quiet", disabled: true, onclick: () => running?.abort() }, say("Stop", "Stop"));
const linkButton = el("button", { type: "button", class: "quiet", onclick: () => void copied(linkButton, link()) }, say("Kopieer een link", "Copy a link"));
const host = el("div", { id: "editor" });

let running: AbortController | null = null;
let view: View = "table";
let endView: () => void = () => undefined;

const label = must<HTMLLabelElement>("label[for=query]", form).textContent ?? "SPARQL";
field.hidden = true;
field.required = false;
field.before(host);
const editor = createEditor(host, field.value, label, () => void ask(), () => (field.value = editor.text()));
runButton.after(" ", stopButton, " ", linkButton, " ", el("small", { class: "hint" }, say("Ctrl+Enter voert uit", "Ctrl+Enter runs it")));
form.addEventListener("submit", (event) => {
  if ((event.submitter as HTMLButtonElement | null)?.name === "format") return; // a download: the form does it
  event.preventDefault();
  void ask();
});
for (const example of document.querySelectorAll<HTMLAnchorElement>("a[data-example]")) {
  example.addEventListener("click", (event) => {
    event.preventDefault();
    void load(example.dataset["example"]!);
  });
}
takeOver();

/** What the address says: `#query=…&view=…` of a shared link. It is not sent to the server before one asks. */
function takeOver(): void {
  const shared = new URLSearchParams(location.hash.slice(1));
  const wanted = shared.get("view") as View | null;
  if (wanted && ["table", "chart", "network", "raw"].includes(wanted)) view = wanted;
  const query = shared.get("query");
  if (query) {
    editor.replace(query);
    void ask();
  }
  const place = must<HTMLElement>("#answer").dataset;
  if (place["line"]) editor.mark(Number(place["line"]), Number(place["column"] ?? 1), place["message"] ?? "");
}

async function load(name: string): Promise<void> {
  const response = await fetch(at(`/queries/${encodeURIComponent(name)}.rq`));
  if (!response.ok) return;
  editor.replace(await response.text());
  editor.unmark();
  editor.focus();
  host.scrollIntoView({ block: "nearest" });
}

function link(): string {
  const parts = new URLSearchParams({ query: editor.text(), ...(view === "table" ? {} : { view }) });
  return `${location.origin}${location.pathname}${location.search.replace(/([?&])query=[^&]*/, "$1")}#${parts}`;
}

async function ask(): Promise<void> {
  running?.abort();
  const own = (running = new AbortController());
  const query = editor.text();
  const began = performance.now();
  editor.unmark();
  const told = stateBox("running", say("Bezig", "Running"), "");
  const note = must(".note", told);
  endView();
  answer.replaceChildren(told);
  answer.setAttribute("aria-busy", "true");
  stopButton.disabled = false;
  let rows = 0;
  const clock = setInterval(() => (note.textContent = `${plural(rows, say("rij", "row"), say("rijen", "rows"))}, ${seconds(performance.now() - began)}`), 200);
  const outcome = await run(query, own.signal, (now) => (rows = now.rows));
  clearInterval(clock);
  if (own !== running) return; // another question was asked in the meantime
  stopButton.disabled = true;
  answer.removeAttribute("aria-busy");
  show(query, outcome, performance.now() - began);
}

function show(query: string, outcome: Outcome, time: number): void {
  const { state } = outcome;
  if (state === "refused") {
    const { detail, line, column } = outcome.problem;
    const [title, advice, what] = inWords(outcome.problem);
    const box = stateBox("refused", title, what, advice);
    box.append(el("p", { class: "note", lang: "en" }, detail));
    if (line) {
      editor.mark(line, column ?? 1, detail);
      const go = () => (editor.mark(line, column ?? 1, detail), editor.focus());
      box.append(el("p", {}, el("button", { type: "button", onclick: go }, say(`Ga naar regel ${line}`, `Go to line ${line}`))));
    }
    answer.replaceChildren(box);
  } else if (state === "unreachable") {
    answer.replaceChildren(stateBox("refused", say("De server antwoordt niet", "The server does not answer"), outcome.reason));
  } else {
    const results = outcome.results;
    const [name, note] = wordsFor(outcome, time);
    answer.replaceChildren(stateBox(state, name, note));
    if (results && (state === "complete" || results.rows.length)) answer.append(views(query, results, state !== "complete"));
  }
}

/** Title, advice and what happened in the language of the page: what the server says of an error is in English. */
function inWords(problem: Problem): [string, string, string] {
  const known = JSON.parse(answer.dataset["problems"] ?? "{}") as Record<string, [string, string, string]>;
  return known[problem.type.split("#")[1] ?? ""] ?? [problem.title, problem.advice ?? "", ""];
}

function wordsFor(outcome: Outcome & { results: Results | null }, time: number): [string, string] {
  const rows = plural(outcome.results?.rows.length ?? 0, say("rij", "row"), say("rijen", "rows"));
  switch (outcome.state) {
    case "complete":
      return [say("Volledig", "Complete"), outcome.results.kind === "boolean" ? seconds(time) : `${rows}, ${seconds(time)}`];
    case "cut":
      return [say("Afgebroken: dit antwoord is niet volledig", "Cut off: this answer is not complete"), `${outcome.reason} (${rows} ${say("kwamen binnen", "came in")}, ${seconds(time)})`];
    case "much":
      return [say("Niet volledig: meer rijen dan deze pagina bewaart", "Not complete: more rows than this page keeps"), `${say("Hier staan de eerste", "Here are the first")} ${count(MOST_ROWS)}; ${say("haal het hele antwoord op onder Ruw.", "download the whole answer under Raw.")}`];
    default:
      return [say("Gestopt: dit antwoord is niet volledig", "Stopped: this answer is not complete"), `${rows} ${say("kwamen binnen", "came in")}, ${seconds(time)}`];
  }
}

/** The state of the answer: a word, a sign and a colour, and told to screen readers. */
function stateBox(state: string, name: string, note: string, advice = ""): HTMLElement {
  return el(
    "div",
    { class: `state ${state}`, role: state === "complete" || state === "running" ? "status" : "alert", "data-state": state },
    el("p", {}, el("strong", {}, name), " ", el("span", { class: "note" }, note)),
    advice ? el("p", {}, advice) : null,
  );
}

function views(query: string, results: Results, incomplete: boolean): HTMLElement {
  if (results.kind === "boolean") return el("p", { class: "boolean" }, results.boolean ? say("Ja", "Yes") : say("Nee", "No"));
  const possible: [View, string, boolean][] = [
    ["table", say("Tabel", "Table"), true],
    ["chart", say("Grafiek", "Chart"), chartable(results) !== null],
    ["network", say("Netwerk", "Network"), joinable(results) !== null],
    ["raw", say("Ruw", "Raw"), true],
  ];
  const panel = el("div", { role: "tabpanel", id: "view", tabindex: "-1" });
  const tabs = el("div", { role: "tablist", "aria-label": say("Vorm van het antwoord", "Form of the answer") });
  const open = (chosen: View): void => {
    view = chosen;
    for (const tab of tabs.children as HTMLCollectionOf<HTMLElement>) {
      const on = tab.dataset["view"] === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      if (on) panel.setAttribute("aria-labelledby", tab.id);
    }
    endView();
    endView = () => undefined;
    void fillPanel(panel, chosen, query, results, incomplete);
  };
  for (const [name, text, can] of possible) {
    const tab = el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "view", "data-view": name, disabled: !can, onclick: () => open(name) }, text);
    if (!can) tab.title = name === "chart" ? say("Het antwoord heeft geen getallen", "The answer has no numbers") : say("Geen rij noemt twee dingen", "No row names two things");
    tabs.append(tab);
  }
  tabs.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const able = [...tabs.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
    const next = able[(able.indexOf(document.activeElement as HTMLButtonElement) + step + able.length) % able.length];
    if (step && next) (open(next.dataset["view"] as View), next.focus());
  });
  open(possible.find(([name, , can]) => name === view && can)?.[0] ?? "table");
  return el("div", {}, tabs, panel);
}

async function fillPanel(panel: HTMLElement, chosen: View, query: string, results: Results, incomplete: boolean): Promise<void> {
  if (chosen === "table") panel.replaceChildren(tableView(results, incomplete));
  else if (chosen === "chart") panel.replaceChildren(chartView(results, incomplete));
  else if (chosen === "raw") panel.replaceChildren(rawView(query, results));
  else {
    const box = el("div", { class: "view" });
    panel.replaceChildren(box);
    const { graphView } = await import("./query/graphview");
    endView = await graphView(results, box);
  }
}
