/** The doctor of a Worker that runs somewhere, read over HTTP. */
import { assertOurs } from "./our-worker.ts";

export interface DoctorReport {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly name: string;
    readonly state: "ok" | "bad" | "unknown";
    readonly reason: string;
    readonly cure: string;
  }[];
}

const TIMEOUT_MS = 60_000;
const MARKS = { ok: "✓", bad: "✗", unknown: "?" } as const;

/** The token leaves only for a server that answers /health as this Worker does. */
export async function readDoctor(url: string, token: string, language: "pt-BR" | "en"): Promise<DoctorReport> {
  const health = await assertOurs(url, language);
  if (health.length > 0)
    return { ok: false, checks: health.map((reason) => ({ name: "/health", state: "bad", reason, cure: "" })) };
  const answer = await fetch(new URL(`/api/doctor?lang=${language}`, url), {
    headers: { authorization: `Bearer ${token}` },
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (answer.status !== 200)
    return {
      ok: false,
      checks: [
        {
          name: "/api/doctor",
          state: "bad",
          reason: `HTTP ${answer.status}`,
          cure: answer.status === 401 || answer.status === 403 ? "OPS_TOKEN" : "",
        },
      ],
    };
  const report: unknown = await answer.json();
  return report as DoctorReport;
}

export const doctorLines = ({ checks }: DoctorReport): readonly string[] =>
  checks.flatMap(({ name, state, reason, cure }) => [
    `${MARKS[state]} ${name}${reason === "" ? "" : `: ${reason}`}`,
    ...(cure === "" ? [] : [`    → ${cure}`]),
  ]);
