// A search field with suggestions: the combobox with a list, manual selection, of the ARIA Authoring Practices.
// Enter without a chosen suggestion sends the form, as it does without scripts.

import { at, el, settled } from "./dom";
import { getJson } from "./problem";
import { language, plural, say } from "./text";

export interface Suggestion {
  label: string;
  kind?: string;
  href: string;
  iri?: string;
  matched?: string;
  lang?: string;
}

interface Answer {
  suggestions: Suggestion[];
}

/** The things whose name fits `q`. kind: a filter the server knows, or "". */
export async function suggest(q: string, signal?: AbortSignal): Promise<Suggestion[]> {
  const parameters = new URLSearchParams({ q, lang: language });
  const answer = await getJson<Answer>(`${at("/search/suggest")}?${parameters}`, signal);
  return answer.suggestions;
}

let lists = 0;

/** Gives `input` suggestions. choose: what to do with the chosen one; its page is opened when it is not given. */
export function suggestions(input: HTMLInputElement, choose: (chosen: Suggestion) => void = open): void {
  const id = `suggestions-${++lists}`;
  const list = el("ul", { id, role: "listbox", class: "suggestions", "aria-label": say("Voorstellen", "Suggestions"), hidden: true });
  const told = el("span", { class: "visually-hidden", role: "status" });
  const holder = el("span", { class: "combobox" });
  input.replaceWith(holder);
  holder.append(input, list, told);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  })) input.setAttribute(name, value);

  let shown: Suggestion[] = [];
  let active = -1;
  let asked: AbortController | undefined;

  const show = (found: Suggestion[]): void => {
    shown = found;
    active = -1;
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    list.classList.toggle("leftwards", holder.getBoundingClientRect().left > window.innerWidth / 2);
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
  };
  const option = (suggestion: Suggestion, index: number): HTMLLIElement => {
    const item = el("li", { role: "option", id: `${id}-${index}`, "aria-selected": "false" });
    item.append(el("span", suggestion.lang ? { lang: suggestion.lang } : {}, suggestion.label));
    if (suggestion.matched && suggestion.matched !== suggestion.label) item.append(` (${suggestion.matched})`);
    if (suggestion.kind) item.append(" ", el("small", {}, suggestion.kind));
    item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    item.addEventListener("click", () => take(index));
    return item;
  };
  const take = (index: number): void => {
    const chosen = shown[index];
    if (!chosen) return;
    show([]);
    choose(chosen);
  };
  const move = (to: number): void => {
    if (!shown.length) return;
    active = (to + shown.length) % shown.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    input.setAttribute("aria-activedescendant", `${id}-${active}`);
    list.children[active]?.scrollIntoView({ block: "nearest" });
  };
  const ask = settled(120, () => {
    asked?.abort();
    const q = input.value.trim();
    if (q.length < 2 || document.activeElement !== input) return show([]);
    asked = new AbortController();
    suggest(q, asked.signal).then(
      (found) => {
        show(document.activeElement === input ? found : []);
        told.textContent = plural(found.length, say("voorstel", "suggestion"), say("voorstellen", "suggestions"));
      },
      () => show([]), // a suggestion that does not come is no error to the reader: the search itself still works
    );
  });

  input.addEventListener("input", ask);
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active < 0 ? -1 : active - 1);
    else if (event.key === "Escape" && shown.length) show([]);
    else if (event.key === "Enter" && active >= 0) take(active);
    else return;
    if (shown.length || event.key !== "ArrowDown") event.preventDefault();
  });
}

function open(chosen: Suggestion): void {
  location.assign(chosen.href + (chosen.href.includes("lang=") ? "" : `${chosen.href.includes("?") ? "&" : "?"}lang=${language}`));
}
