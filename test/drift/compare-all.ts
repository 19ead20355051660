import { expect } from "vitest";
import { drift } from "../../src/crons/drift.ts";
import { readDriftRuns, readFindings } from "../../src/hub/drift/drift.ts";
import { runOf } from "../loads/world.ts";
import type { PublishWorld } from "../publish/world.ts";

/** Runs a comparison to its end: it only reads. */
export async function compare(world: PublishWorld, job = drift) {
  const writes = world.shopify.journal.mutations.length;
  world.clock.advance(1_000); // the newest run is the one that began last
  await job.run(world.deps, runOf(world.clock));
  expect(world.shopify.journal.mutations.length).toBe(writes);
  const [run] = await readDriftRuns(world.db, 1);
  if (!run) throw new Error("no run");
  const findings = await readFindings(world.db, run.id, { kind: null, after: 0, limit: 1_000 });
  return {
    run,
    found: findings
      .map(({ kind, seqProduct, sku, company, target, expected, actual }) =>
        [kind, `P${seqProduct}`, sku, company, ...(target ? [target] : []), expected ?? "–", actual ?? "–"].join(" "),
      )
      .toSorted(),
  };
}
