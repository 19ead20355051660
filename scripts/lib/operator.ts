/** What an operator or Cloudflare's scheduler does to a running Worker: calls of /api, ticks of crons. */
import type { Report } from "../../src/hub/report/report.ts";

export interface Operator {
  readonly origin: string;
  get<T>(path: string): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  report(): Promise<Report>;
  /** Fires the cron of a job, as the scheduler would; resolves when the invocation has ended. */
  tick(job: string): Promise<void>;
}

/** A job's run ends within its time budget of 90 s; anything longer is a hang. */
const TICK_TIMEOUT_MS = 120_000;
const CALL_TIMEOUT_MS = 60_000;

export function createOperator(origin: string, token: string): Operator {
  let crons: ReadonlyMap<string, string> | undefined;

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as T;
  }

  async function cronOf(job: string): Promise<string> {
    crons ??= new Map(
      (await call<readonly { cron: string; job: string }[]>("GET", "/api/jobs")).map((entry) => [
        entry.job,
        entry.cron,
      ]),
    );
    const cron = crons.get(job);
    if (cron === undefined) throw new Error(`no cron runs ${job}; there are: ${[...crons.keys()].join(", ")}`);
    return cron;
  }

  return {
    origin,
    get: (path) => call("GET", path),
    put: (path, body) => call("PUT", path, body),
    post: (path, body) => call("POST", path, body),
    report: () => call("GET", "/api/report"),
    async tick(job) {
      const query = new URLSearchParams({ cron: await cronOf(job), format: "json" });
      const answer = await fetch(`${origin}/cdn-cgi/handler/scheduled?${query.toString()}`, {
        signal: AbortSignal.timeout(TICK_TIMEOUT_MS),
      });
      const text = await answer.text();
      if (!answer.ok || !/"outcome":\s*"ok"/.test(text))
        throw new Error(`the cron of ${job} answered ${answer.status}: ${text.slice(0, 500)}`);
    },
  };
}
