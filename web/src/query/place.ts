// Where in a query the cursor stands, as far as completion needs to know: nothing is parsed twice, a half query is usual.

export type Place = "subject" | "predicate" | "object" | "class" | "graph" | "prefix" | "datatype";

const TOKEN = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*|\^\^|[?$][\w]+|[\w-]*:[\w.\-%]*|[\w@-]+|[{}()[\].;,]|\S/gu;
const KEYWORDS_BEFORE_SUBJECT = new Set(["where", "optional", "union", "minus", "exists", "service", "else"]);

/** The place of the word that begins at the end of `before`. */
export function placeOf(before: string): Place {
  const tokens = (before.match(TOKEN) ?? []).filter((token) => !token.startsWith("#"));
  const last = tokens.at(-1) ?? "";
  if (/^prefix$/i.test(last)) return "prefix";
  if (/^(graph|from|named)$/i.test(last)) return "graph";
  if (last === "^^") return "datatype";
  let since = 0; // terms since the beginning of the triple
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at]!;
    if (token === ";") return since === 0 ? "predicate" : objectOf(tokens);
    if (token === ",") return "object";
    if (token === "[") return since === 0 ? "predicate" : objectOf(tokens);
    if (token === "." || token === "{" || token === "}" || KEYWORDS_BEFORE_SUBJECT.has(token.toLowerCase())) break;
    if (token !== "|" && token !== "/" && token !== "^" && token !== "*" && token !== "+") since++;
    else since = Math.max(0, since - 1);
    if (token === "(") return "object";
  }
  return since === 0 ? "subject" : since === 1 ? "predicate" : objectOf(tokens);
}

function objectOf(tokens: string[]): Place {
  const last = tokens.at(-1) ?? "";
  return last === "a" || last === "rdf:type" ? "class" : "object";
}

/** The variables of a query, each once, in the order they come. */
export function variables(query: string): string[] {
  return [...new Set(query.match(/[?$][A-Za-z_]\w*/g) ?? [])].map((name) => `?${name.slice(1)}`).filter((v, i, all) => all.indexOf(v) === i);
}

/** The prefixes a query declares. */
export function declared(query: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, iri] of query.matchAll(/^\s*PREFIX\s+([\w-]*):\s*<([^>]*)>/gim)) found.set(name!, iri!);
  return found;
}
