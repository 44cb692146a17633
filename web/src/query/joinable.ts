// Which columns of an answer a network can be made of. Apart from the drawing, which is loaded only when asked for.

import type { Results } from "./results";

/** The two columns that are joined; null when no row has two IRIs. */
export function joinable(results: Results): [string, string] | null {
  const columns = results.columns.filter((column) => results.rows.some((row) => row[column]?.type === "uri"));
  if (results.kind === "graph") return results.rows.some((row) => row["object"]?.type === "uri") ? ["subject", "object"] : null;
  return columns.length > 1 ? [columns[0]!, columns[1]!] : null;
}
