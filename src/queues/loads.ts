import { schedule } from "../crons/schedule.ts";
import type { Job } from "../job.ts";
import type { Deps } from "../deps.ts";
import type { LoadMessage } from "../env.ts";
import { openUnknownJob } from "../loads/unknown-job.ts";
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
      else await openUnknownJob(deps, message.id, name);
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
