// Colours of kinds: eight that people with the usual kinds of colour blindness tell apart, readable on white and on black.

const PALETTE = ["#3b7ddd", "#d9730d", "#2a9d6f", "#b8479e", "#8a7a00", "#7a63d6", "#c94545", "#2393a8"];
const OTHER = "#7d8590";

/** A colour for each kind, by the order in which they are given; those past the palette share one. */
export function coloursOf(kinds: string[]): Map<string, string> {
  return new Map(kinds.map((kind, index) => [kind, PALETTE[index] ?? OTHER]));
}

/** Whether the page is shown dark. */
export function isDark(): boolean {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  if (scheme === "dark" || scheme === "light") return scheme === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
