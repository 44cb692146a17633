// The editor: CodeMirror with the SPARQL mode of its own team. It stands in a shadow root, because there CodeMirror puts
// its styles in constructed style sheets, which the page's Content-Security-Policy allows; <style> elements it does not.

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { el } from "../lib/dom";
import { say } from "../lib/text";
import { complete } from "./completion";

export interface Editor {
  text(): string;
  replace(text: string): void;
  focus(): void;
  /** Marks a fault at a line and a column (both from 1) and brings it into view. */
  mark(line: number, column: number, message: string): void;
  unmark(): void;
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "light-dark(#8a1c7c, #e3a0ff)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "light-dark(#0b57a4, #8ec5ff)" },
  { tag: [tags.string, tags.special(tags.string)], color: "light-dark(#1a6b2d, #8fd6a0)" },
  { tag: [tags.atom, tags.propertyName, tags.standard(tags.name), tags.meta], color: "light-dark(#7a4100, #f0b775)" },
  { tag: tags.comment, color: "light-dark(#57606a, #9da7b1)", fontStyle: "italic" },
]);

const theme = EditorView.theme({
  "&": { minHeight: "var(--editor-height)", color: "light-dark(#1b1f24, #e6edf3)", backgroundColor: "light-dark(#fff, #0d1117)", border: "1px solid light-dark(#6e7781, #8b949e)", borderRadius: "4px", fontSize: "15px" },
  "&.cm-focused": { outline: "3px solid light-dark(#0b57a4, #79b8ff)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace", lineHeight: "1.5", maxHeight: "60vh" },
  ".cm-content": { caretColor: "light-dark(#000, #fff)" },
  ".cm-cursor": { borderLeftColor: "light-dark(#000, #fff)" },
  ".cm-gutters": { backgroundColor: "light-dark(#f6f8fa, #161b22)", color: "light-dark(#57606a, #9da7b1)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "light-dark(#eef4fb99, #1c2a3a99)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "light-dark(#b6d7ff, #264f78)" },
  ".cm-tooltip": { backgroundColor: "light-dark(#fff, #161b22)", color: "inherit", border: "1px solid light-dark(#8c959f, #6e7681)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "light-dark(#0b57a4, #79b8ff)", color: "light-dark(#fff, #0d1117)" },
  ".cm-completionInfo": { maxWidth: "22rem", fontFamily: "system-ui, sans-serif", fontSize: "14px" },
  ".cm-completionInfo p": { margin: ".3em 0 0" },
  ".cm-diagnostic-error": { borderLeftColor: "light-dark(#a40e26, #ff8080)" },
});

/** Puts an editor into `host`. run: what Ctrl-Enter does; changed: called after each change of the text. */
export function createEditor(host: HTMLElement, text: string, label: string, run: () => void, changed: () => void): Editor {
  const root = host.attachShadow({ mode: "open" });
  const place = el("div");
  root.append(place);
  const view = new EditorView({
    root,
    parent: place,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), lintGutter(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(),
        EditorView.lineWrapping, indentUnit.of("  "), EditorState.phrases.of(phrases()),
        StreamLanguage.define(sparql), syntaxHighlighting(colours), theme,
        autocompletion({ override: [complete], icons: false, maxRenderedOptions: 60 }),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        EditorView.domEventHandlers({ beforeinput: typedOver }),
        EditorView.updateListener.of((update) => update.docChanged && changed()),
        keymap.of([
          { key: "Mod-Enter", run: () => (run(), true) },
          { key: "Tab", run: acceptCompletion }, // only while a list is open: else Tab leaves the editor
          ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap,
        ]),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace: (query) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: query } }),
    focus: () => view.focus(),
    mark: (line, column, message) => mark(view, line, column, message),
    unmark: () => view.dispatch(setDiagnostics(view.state, [])),
  };
}

/** Typing over a selection goes by way of CodeMirror at once: the browser itself would keep the look of what was there in
 *  a style attribute, which the page's Content-Security-Policy refuses with an error in the console. */
function typedOver(event: InputEvent, view: EditorView): boolean {
  const { main } = view.state.selection;
  const text = event.data;
  if (event.inputType !== "insertText" || text === null || main.empty || view.composing) return false;
  const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handle) => handle(view, main.from, main.to, text, insert))) view.dispatch(insert());
  event.preventDefault();
  return true;
}

function mark(view: EditorView, line: number, column: number, message: string): void {
  const { doc } = view.state;
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(at.from + Math.max(column - 1, 0), at.to);
  const word = /^\S+/.exec(doc.sliceString(from, at.to))?.[0].length ?? 0;
  const to = Math.min(from + Math.max(word, 1), doc.length);
  view.dispatch(
    setDiagnostics(view.state, [{ from: Math.min(from, to), to, severity: "error", message }]),
    { selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) },
  );
}

function phrases(): Record<string, string> {
  return {
    Completions: say("Aanvullingen", "Completions"),
    Diagnostics: say("Fouten", "Faults"),
    "No diagnostics": say("Geen fouten", "No faults"),
  };
}
