import type { Deps } from "../deps.ts";
import { repairDrift, type RepairWhat } from "../hub/drift/repair.ts";

/**
 * Makes findings due again and requests a publish.
 * @returns the number of findings; 0: none match, or all are repaired
 */
export async function repairFindings(
  { db, clock, log, loads }: Pick<Deps, "db" | "clock" | "log" | "loads">,
  what: RepairWhat,
): Promise<number> {
  const repaired = await repairDrift(db, what, clock.now());
  if (repaired === 0) return 0;
  log.info("drift.repaired", { runId: what.runId, findings: repaired });
  await loads.send({ job: "publish" });
  return repaired;
}
