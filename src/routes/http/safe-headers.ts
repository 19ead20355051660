/** What every answer of the Worker says: no cache keeps it, and no browser guesses its type. */
export const SAFE_HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

/** The answer with them; one that has them already is returned as it is. */
export function withSafeHeaders(answer: Response): Response {
  const missing = Object.entries(SAFE_HEADERS).filter(([name, value]) => answer.headers.get(name) !== value);
  if (missing.length === 0) return answer;
  const safe = new Response(answer.body, answer); // headers of a fetched answer cannot be changed
  for (const [name, value] of missing) safe.headers.set(name, value);
  return safe;
}
