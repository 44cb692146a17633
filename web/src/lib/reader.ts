// The document reader: words that were chosen show all that was read in them. Without this script they lead to what was
// read in the innermost passage, where the passages around it are named.

const LIT = "lit";

/** Makes the words of passages show their facts, in every text below `within`. */
export function readers(within: ParentNode = document): void {
  for (const reader of within.querySelectorAll<HTMLElement>(".reader")) {
    reader.addEventListener("click", (event) => {
      const chosen = event.target instanceof Element ? event.target : null;
      if (!chosen?.closest(".text mark") || chosen.closest("a.line")) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !getSelection()?.isCollapsed) return;
      if (show(reader, placesOf(chosen))) event.preventDefault();
    });
  }
}

/** The passages that words stand in, the innermost first. */
function placesOf(words: Element): string[] {
  const places: string[] = [];
  for (let mark = words.closest("mark"); mark; mark = mark.parentElement?.closest("mark") ?? null) {
    places.push(mark.dataset["of"] ?? mark.id.replace("passage-", ""));
  }
  return places;
}

/** Lights up what was read in the passages and goes to the first of them; false when it stands nowhere. */
function show(reader: HTMLElement, places: string[]): boolean {
  const beside = places.map((place) => document.getElementById(`of-${place}`)).filter((found) => found !== null);
  const first = beside[0];
  if (!first) return false;
  for (const old of reader.querySelectorAll(`.${LIT}`)) old.classList.remove(LIT);
  for (const place of places) {
    document.getElementById(`passage-${place}`)?.classList.add(LIT);
    for (const rest of reader.querySelectorAll(`mark[data-of="${CSS.escape(place)}"]`)) rest.classList.add(LIT);
  }
  for (const found of beside) {
    found.classList.add(LIT);
    for (let fold = found.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  }
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: "nearest" });
  return true;
}
