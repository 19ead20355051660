import { VERSION } from "../version.ts";

/**
 * Public: reports whether the Worker can run. A wrong configuration is 503 with every problem named and no value: one
 * repair fixes all, and no secret is shown.
 */
export function health(problems: readonly string[]): Response {
  const ok = problems.length === 0;
  const body = ok ? { ok, version: VERSION } : { ok, version: VERSION, problems };
  return Response.json(body, { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
