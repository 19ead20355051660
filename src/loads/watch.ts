/** Keeps the desk's entries of stalled loads: a load that ends well again closes its own. */
import type { Deps } from "../deps.ts";
import { replaceOpenEntries } from "../hub/desk/desk.ts";
import { readStalledLoads, type StalledLoad } from "../hub/loads/stalled.ts";
import type { JobOutcome } from "../job.ts";
import type { DeskEntry } from "../rules/record/desk-entry.ts";

type Watching = Pick<Deps, "db" | "clock" | "log" | "config">;

/** Loads that have not ended well for too long, of those that this installation reads. */
export async function stalledLoads({ db, clock, config }: Omit<Watching, "log">): Promise<readonly StalledLoad[]> {
  const stalled = await readStalledLoads(db, clock.now());
  return stalled.filter(({ name }) => name !== "images" || config.images.hosts.length > 0);
}

/** A crash leaves the desk as it was until the next tick. */
export async function watchLoads({ db, clock, log, config }: Watching): Promise<JobOutcome> {
  const stalled = await stalledLoads({ db, clock, config });
  for (const { name, company, segment } of stalled) log.warn("load.stalled", { load: name, company, segment });
  await replaceOpenEntries(db, "loads", stalled.map(entryOf), clock.now());
  return "done";
}

const entryOf = ({
  name,
  company,
  segment,
  since,
  hasEnded,
  answer,
}: StalledLoad): Extract<DeskEntry, { area: "loads" }> => ({
  area: "loads",
  company,
  segment,
  ref: name,
  reason: "load-stalled",
  params: { load: name, since, hasEnded, answer },
});
