// `<button hidden data-copy="#id">` copies what that element holds; it is shown only where that can be done.

import { say } from "./text";

export function copyButtons(): void {
  if (!navigator.clipboard) return; // only there on https and on this machine itself
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    const source = document.querySelector<HTMLElement>(button.dataset["copy"] ?? "");
    if (!source) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = source instanceof HTMLTextAreaElement || source instanceof HTMLInputElement ? source.value : source.innerText;
      void copied(button, text);
    });
  }
}

/** Copies `text` and says so on the button for a while. */
export async function copied(button: HTMLButtonElement, text: string): Promise<void> {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("Gekopieerd", "Copied");
  } catch {
    button.textContent = say("Kopiëren mag niet van deze browser", "This browser does not allow copying");
  }
  setTimeout(() => (button.textContent = before), 2_000);
}
