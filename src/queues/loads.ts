import { schedule } from "../crons/schedule.ts";
import type { Job } from "../job.ts";
import type { Deps } from "../deps.ts";
import type { LoadMessage } from "../env.ts";
import { openEntries } from "../hub/desk/desk.ts";
import { reasonOf } from "../log.ts";

/**
 * Continues a job whose time ran out. An unknown job comes from another release: its message opens a desk entry and is
 * not retried.
 */
export async function consumeLoads(
  batch: MessageBatch<LoadMessage>,
  deps: Deps,
  runJob: (job: Job, deps: Deps) => Promise<void>,
  entries: readonly { readonly job: Job }[] = schedule,
): Promise<void> {
  for (const message of batch.messages) {
    try {
      const name = jobOf(message.body);
      const job = entries.find((entry) => entry.job.name === name)?.job;
      if (job) await runJob(job, deps);
      else await noteUnknown(deps, message.id, name);
      message.ack();
    } catch (error) {
      deps.log.error("loads.message-failed", { messageId: message.id, reason: reasonOf(error) });
      message.retry();
    }
  }
}

/** A queue may deliver any body: the type is our wish, not a fact. */
function jobOf(body: unknown): string {
  const job = typeof body === "object" && body !== null && "job" in body ? body.job : undefined;
  return typeof job === "string" ? job.slice(0, 60) : "";
}

async function noteUnknown({ db, clock, log }: Deps, messageId: string, name: string): Promise<void> {
  log.error("loads.job-unknown", { messageId, job: name });
  const entry = { area: "queue", ref: messageId, reason: "job-unknown", params: { job: name } } as const;
  await openEntries(db, [entry], clock.now()).run();
}
