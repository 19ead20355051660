/** One message to the address that takes alerts, and the sign of life for a dead-man's switch. */
import { within } from "../deadline.ts";
import type { Deps } from "../deps.ts";
import { reasonOf } from "../log.ts";

const TIMEOUT_MS = 10_000;

/** `status`: null where there was no answer. */
export type Delivery = { readonly ok: true } | { readonly ok: false; readonly status: number | null };

type SendDeps = Pick<Deps, "fetch" | "clock" | "log">;

/** @returns whether the receiver took it: 2xx */
export const post = (deps: SendDeps, url: string, body: object): Promise<Delivery> =>
  ask(deps, url, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", "user-agent": "gondola" },
    body: JSON.stringify(body),
  });

export const ping = (deps: SendDeps, url: string): Promise<Delivery> =>
  ask(deps, url, { headers: { "user-agent": "gondola" } });

/** A redirect is not followed, since the address is a secret. */
async function ask({ fetch, clock, log }: SendDeps, url: string, init: RequestInit): Promise<Delivery> {
  try {
    return await within(clock, TIMEOUT_MS, (signal) =>
      answered(fetch(new Request(url, { ...init, redirect: "manual", signal }))),
    );
  } catch (error) {
    log.info("alerts.no-answer", { reason: reasonOf(error) });
    return { ok: false, status: null };
  }
}

async function answered(response: Promise<Response>): Promise<Delivery> {
  const { ok, status, body } = await response;
  await body?.cancel();
  return ok ? { ok: true } : { ok: false, status };
}
