// Errors of the server as they come: application/problem+json (RFC 9457).

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  advice?: string;
  line?: number;
  column?: number;
}

/** What a refusal says; also of an answer that is no problem+json (a proxy's page, say). */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const found = JSON.parse(text) as Partial<Problem>;
    if (typeof found.title === "string") {
      return { type: "", status: response.status, detail: "", ...found, title: found.title };
    }
  } catch {
    // no JSON: the status is all that is known
  }
  return { type: "", title: response.statusText || `HTTP ${response.status}`, status: response.status, detail: "" };
}

/** JSON from this server. Throws an Error that says what the server said. */
export async function getJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(address, { headers: { Accept: "application/json" }, ...(signal ? { signal } : {}) });
  if (!response.ok) {
    const problem = await problemOf(response);
    throw new Error(problem.detail ? `${problem.title}: ${problem.detail}` : problem.title);
  }
  return (await response.json()) as T;
}
