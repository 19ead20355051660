import type { Deps } from "../deps.ts";
import { openEntries } from "../hub/desk/desk.ts";

/** A message that names a job of another release is an entry of the desk. */
export async function openUnknownJob({ db, clock, log }: Deps, messageId: string, name: string): Promise<void> {
  log.error("loads.job-unknown", { messageId, job: name });
  const entry = { area: "queue", ref: messageId, reason: "job-unknown", params: { job: name } } as const;
  await openEntries(db, [entry], clock.now()).run();
}
