/** Calls of the Worker's API. A token leaves only for a server that answers /health as this Worker does. */
import { assertOurs } from "../our-worker.ts";
import type { Work } from "./step.ts";

const TIMEOUT_MS = 120_000;

export type Called<T> =
  { readonly ok: true; readonly body: T } | { readonly ok: false; readonly status: number; readonly words: string };

export const urlOf = ({ wish }: Work): string => wish.answers["GONDOLA_URL"] ?? "";

/** Throws, in words for a person, when another server answers at the address. */
export async function call<T>(work: Work, method: string, path: string, body?: unknown): Promise<Called<T>> {
  const { ports, wish } = work;
  const url = urlOf(work);
  await assertOurs(url, wish.language, ports.fetch);
  const language = `${path.includes("?") ? "&" : "?"}lang=${wish.language}`;
  const answer = await ports.fetch(new URL(`${path}${language}`, url), {
    method,
    headers: { authorization: `Bearer ${wish.answers["OPS_TOKEN"] ?? ""}`, "content-type": "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (answer.ok) return { ok: true, body: JSON.parse(text) as T };
  return { ok: false, status: answer.status, words: wordsIn(text, answer.status) };
}

/** Code, message and details of our errors, word for word. */
function wordsIn(text: string, status: number): string {
  try {
    const { code, message, details } = JSON.parse(text) as { code?: string; message?: string; details?: string[] };
    if (message !== undefined)
      return `HTTP ${status} ${code ?? ""}: ${message}${(details ?? []).map((detail) => ` | ${detail}`).join("")}`;
  } catch {
    // Not ours: quoted as it came.
  }
  return `HTTP ${status}: ${text.slice(0, 300)}`;
}
