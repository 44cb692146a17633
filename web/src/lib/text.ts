// What the scripts say, in the language of the page.

export const language: "nl" | "en" = document.documentElement.lang === "en" ? "en" : "nl";

/** The Dutch or the English text. */
export function say(dutch: string, english: string): string {
  return language === "nl" ? dutch : english;
}

const whole = new Intl.NumberFormat(language);

/** A number as people of this language write it. */
export function count(value: number): string {
  return whole.format(value);
}

/** `1 rij`, `2 rijen`. */
export function plural(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Seconds with one decimal below ten. */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  const text = new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  return `${text} s`;
}

/** Compares as a Dutch or English reader sorts: letters without case, numbers in a text by value. */
export const compareTexts = new Intl.Collator(language, { numeric: true, sensitivity: "base" }).compare;
