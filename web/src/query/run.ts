// Asking the endpoint: one request at a time, which can be stopped, and an end that is told apart: whole, cut or stopped.

import { at } from "../lib/dom";
import { problemOf, type Problem } from "../lib/problem";
import { readerFor, type Results } from "./results";

/** Rows this page keeps; of more it shows the first and says so. */
export const MOST_ROWS = 50_000;
const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";
const MARK = /<<<INCOMPLETE: ([\s\S]*?)>>>/;

export type Outcome =
  | { state: "complete"; results: Results }
  | { state: "cut"; results: Results; reason: string }
  | { state: "much"; results: Results }
  | { state: "stopped"; results: Results | null }
  | { state: "refused"; problem: Problem }
  | { state: "unreachable"; reason: string };

export interface Progress {
  rows: number;
  bytes: number;
}

/** Runs `query` until it has ended one way or the other; never throws. signal: stops it, at the server too. */
export async function run(query: string, signal: AbortSignal, progress: (now: Progress) => void): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch(at("/sparql"), {
      method: "POST",
      headers: { Accept: ACCEPT, "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ query }),
      signal,
    });
  } catch (error) {
    return signal.aborted ? { state: "stopped", results: null } : { state: "unreachable", reason: String(error) };
  }
  if (!response.ok) return { state: "refused", problem: await problemOf(response) };
  return read(response, signal, progress);
}

async function read(response: Response, signal: AbortSignal, progress: (now: Progress) => void): Promise<Outcome> {
  const reader = readerFor(response.headers.get("Content-Type") ?? "");
  const decoder = new TextDecoder();
  const source = response.body!.getReader();
  let bytes = 0;
  let tail = ""; // the end of what came: the mark of an incomplete answer may stand there
  try {
    for (;;) {
      const { done, value } = await source.read();
      if (done) break;
      bytes += value.length;
      const text = decoder.decode(value, { stream: true });
      tail = (tail + text).slice(-4_000);
      const mark = MARK.exec(tail);
      if (mark) {
        reader.take(text.split("<<<INCOMPLETE")[0]!);
        return { state: "cut", results: reader.results, reason: mark[1]! };
      }
      reader.take(text);
      progress({ rows: reader.results.rows.length, bytes });
      if (reader.results.rows.length > MOST_ROWS) {
        void source.cancel();
        reader.results.rows.length = MOST_ROWS;
        return { state: "much", results: reader.results };
      }
    }
    reader.finish();
  } catch (error) {
    if (signal.aborted) return { state: "stopped", results: reader.results };
    return { state: "cut", results: reader.results, reason: MARK.exec(tail)?.[1] ?? String(error) };
  }
  return { state: "complete", results: reader.results };
}
