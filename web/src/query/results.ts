// Results of SPARQL as they come in. SPARQL JSON is read while it streams, so that the first rows are there at once and
// an answer that breaks off still shows what came, under a state that says so.

export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  datatype?: string;
  "xml:lang"?: string;
}

export type Row = Record<string, Term | undefined>;

/** What an answer holds so far. kind "boolean" has `boolean`; "graph" has its triples as rows of subject, predicate, object. */
export interface Results {
  kind: "rows" | "boolean" | "graph";
  columns: string[];
  rows: Row[];
  boolean?: boolean;
}

export interface Reader {
  results: Results;
  /** Takes the next piece of the body. */
  take(text: string): void;
  /** Says that the body is at its end. Throws an Error when the answer is not whole. */
  finish(): void;
}

export const TRIPLE = ["subject", "predicate", "object"];

/** The reader for a media type. */
export function readerFor(contentType: string): Reader {
  return contentType.includes("json") ? new JsonReader() : new TriplesReader();
}

/** SPARQL 1.1 Query Results JSON: each binding is parsed as soon as its brace closes. */
class JsonReader implements Reader {
  results: Results = { kind: "rows", columns: [], rows: [] };
  private head = "";
  private inRows = false;
  private part = "";
  private depth = 0;
  private inString = false;
  private escaped = false;
  private ended = false;

  take(text: string): void {
    if (!this.inRows) {
      this.head += text;
      const found = /"bindings"\s*:\s*\[/.exec(this.head);
      if (!found) return;
      this.inRows = true;
      text = this.head.slice(found.index + found[0].length);
      this.head = this.head.slice(0, found.index);
      this.results.columns = columnsOf(this.head);
    }
    if (!this.ended) this.rows(text);
  }

  private rows(text: string): void {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const sign = text[at];
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (sign === "\\") this.escaped = true;
        else if (sign === '"') this.inString = false;
      } else if (sign === '"') this.inString = true;
      else if (sign === "{") {
        if (this.depth++ === 0) from = at;
      } else if (sign === "}") {
        if (--this.depth === 0) {
          this.results.rows.push(JSON.parse(this.part + text.slice(from, at + 1)) as Row);
          this.part = "";
        }
      } else if (sign === "]" && this.depth === 0) {
        this.ended = true;
        return;
      }
    }
    if (this.depth > 0) this.part += text.slice(from);
  }

  finish(): void {
    if (this.inRows) {
      if (!this.ended) throw new Error("the list of rows has no end");
      return;
    }
    const whole = JSON.parse(this.head) as { boolean?: boolean };
    if (typeof whole.boolean !== "boolean") throw new Error("neither rows nor a boolean");
    this.results = { kind: "boolean", columns: [], rows: [], boolean: whole.boolean };
  }
}

function columnsOf(head: string): string[] {
  const found = /"vars"\s*:\s*(\[[^\]]*\])/.exec(head);
  return found ? (JSON.parse(found[1]!) as string[]) : [];
}

/** N-Triples: a line is a triple. */
class TriplesReader implements Reader {
  results: Results = { kind: "graph", columns: TRIPLE, rows: [] };
  private part = "";

  take(text: string): void {
    const lines = (this.part + text).split("\n");
    this.part = lines.pop() ?? "";
    for (const line of lines) this.line(line);
  }

  finish(): void {
    this.line(this.part);
    this.part = "";
  }

  private line(line: string): void {
    if (!line.trim() || line.startsWith("#")) return;
    const found = /^(<[^>]*>|_:\S+)\s+(<[^>]*>)\s+(.+?)\s*\.\s*$/.exec(line);
    if (!found) throw new Error(`no triple: ${line.slice(0, 80)}`);
    const [, subject, predicate, object] = found as unknown as [string, string, string, string];
    this.results.rows.push({ subject: termOf(subject), predicate: termOf(predicate), object: termOf(object) });
  }
}

function termOf(text: string): Term {
  if (text.startsWith("<")) return { type: "uri", value: plain(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
  const found = /^"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?$/s.exec(text);
  if (!found) return { type: "literal", value: text };
  return {
    type: "literal",
    value: plain(found[1]!),
    ...(found[2] ? { "xml:lang": found[2] } : {}),
    ...(found[3] ? { datatype: found[3] } : {}),
  };
}

const ESCAPES: Record<string, string> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f", '"': '"', "'": "'", "\\": "\\" };

/** What N-Triples writes with a backslash, as it is meant. */
function plain(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four?: string, eight?: string, one?: string) => {
    const code = four ?? eight;
    return code ? String.fromCodePoint(parseInt(code, 16)) : (ESCAPES[one!] ?? one!);
  });
}

const NUMERIC = /#(?:integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger|unsigned\w+|gYear)$/;

/** The number a literal stands for, or null. */
export function numberOf(term: Term | undefined): number | null {
  if (!term || term.type !== "literal" || !term.datatype || !NUMERIC.test(term.datatype)) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}
