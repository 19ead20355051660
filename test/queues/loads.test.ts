import { expect, it } from "vitest";
import type { Job } from "../../src/job.ts";
import type { LoadMessage } from "../../src/env.ts";
import { consumeLoads } from "../../src/queues/loads.ts";
import { pullWorld } from "../loads/world.ts";
import { named, readDesk } from "../desk.ts";

function batchOf(...bodies: readonly unknown[]) {
  const decided: string[] = [];
  const messages = bodies.map((body, index) => ({
    id: `m${index + 1}`,
    timestamp: new Date(0),
    attempts: 1,
    body,
    ack: () => void decided.push(`ack m${index + 1}`),
    retry: () => void decided.push(`retry m${index + 1}`),
  }));
  return { decided, batch: { queue: "gondola-loads", messages } as unknown as MessageBatch<LoadMessage> };
}
const stock: Job = { name: "stock", run: async () => "done" };

it("continues the job that the message names", async () => {
  const { deps } = pullWorld();
  const { batch, decided } = batchOf({ job: "stock" });
  const ran: string[] = [];
  await consumeLoads(batch, deps, async (job) => void ran.push(job.name), [{ job: stock }]);
  expect(ran).toEqual(["stock"]);
  expect(decided).toEqual(["ack m1"]);
});

it("an unknown job, or a body that is no message, is shown on the desk and not retried; the other jobs run", async () => {
  const world = pullWorld();
  const { batch, decided } = batchOf({ job: "images-v1" }, "nonsense", null, { job: "stock" });
  const ran: string[] = [];
  await consumeLoads(batch, world.deps, async (job) => void ran.push(job.name), [{ job: stock }]);
  expect(ran).toEqual(["stock"]);
  expect(decided).toEqual(["ack m1", "ack m2", "ack m3", "ack m4"]);
  expect((await readDesk(world.db)).map(named)).toEqual([
    { area: "queue", record: "m1", reason: "job-unknown" },
    { area: "queue", record: "m2", reason: "job-unknown" },
    { area: "queue", record: "m3", reason: "job-unknown" },
  ]);
});

it("a job that throws is retried by itself", async () => {
  const { deps } = pullWorld();
  const { batch, decided } = batchOf({ job: "stock" }, { job: "stock" });
  let calls = 0;
  const runJob = async () => {
    calls += 1;
    if (calls === 1) throw new Error("boom");
  };
  await consumeLoads(batch, deps, runJob, [{ job: stock }]);
  expect(decided).toEqual(["retry m1", "ack m2"]);
});
