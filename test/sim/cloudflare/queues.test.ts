import { describe, expect, it } from "vitest";
import { type Gate, openGate } from "../../../sim/cloudflare/gate.ts";
import {
  type Consumed,
  noQueueFaults,
  type QueueFaults,
  Queues,
  type QueueSettings,
} from "../../../sim/cloudflare/queues.ts";
import { Scheduler } from "../../../sim/cloudflare/scheduler.ts";
import { seeded } from "../../../sim/kit/world.ts";

type Consumer = (batch: MessageBatch, scheduler: Scheduler) => Consumed | Promise<Consumed>;

function world(
  consume: Consumer,
  settings: Partial<QueueSettings> = {},
  { seed = 1, gate = openGate, faults = {} }: { seed?: number; gate?: Gate; faults?: Partial<QueueFaults> } = {},
) {
  const scheduler = new Scheduler(0, seeded(seed));
  const queues = new Queues({
    scheduler,
    chance: seeded(seed + 100),
    queues: [
      { name: "orders", maxBatchSize: 3, maxBatchTimeoutSeconds: 2, maxRetries: 2, ...settings },
      { name: "dead", consumed: false },
    ],
    consume: async (batch) => consume(batch, scheduler),
  });
  queues.faults = { ...noQueueFaults, ...faults };
  return { scheduler, queues, orders: queues.producer<unknown>("orders", gate) };
}

const lost: Gate = async (_call, effect) => (await effect(), Promise.reject(new Error("Network connection lost.")));
const failed: Gate = async () => Promise.reject(new Error("Queue send failed"));

/** How often two messages, one of them acknowledged before a throw, are delivered. */
const deliveries = async (loseAcks: number) => {
  const seen: unknown[] = [];
  const { scheduler, orders } = world(
    (batch) => {
      for (const message of batch.messages) {
        seen.push(message.body);
        if (message.body === "acked") message.ack();
      }
      return seen.length > 2 ? "ok" : "exception";
    },
    { maxBatchSize: 2 },
    { faults: { loseAcks } },
  );
  await orders.sendBatch([{ body: "acked" }, { body: "other" }]);
  await scheduler.run({});
  return seen.length;
};

const always = (outcome: Consumed) => () => outcome;

describe("limits", () => {
  const { orders } = world(always("ok"));
  it.each([
    ["a message over 128 KB", () => orders.send("x".repeat(128_000)), "message length of 128002 bytes"],
    [
      "101 messages",
      () => orders.sendBatch(Array.from({ length: 101 }, () => ({ body: 1 }))),
      "batch message count of 101",
    ],
    [
      "a batch over 256 KB",
      () => orders.sendBatch([1, 2, 3].map(() => ({ body: "x".repeat(100_000) }))),
      "batch size of 300006",
    ],
    ["a delay over 12 hours", () => orders.send(1, { delaySeconds: 43_201 }), "message delay 43201"],
    ["a message without a body", () => orders.send(undefined), "without a body"],
  ])("%s is refused", async (_name, send, words) => {
    await expect(send()).rejects.toThrow(words);
  });
});

describe("delivery", () => {
  it("a full batch goes at once, a part of one after the batch timeout, all of it in some order", async () => {
    const seen: unknown[][] = [];
    const { scheduler, orders } = world((batch) => (seen.push(batch.messages.map(({ body }) => body)), "ok"));
    await orders.sendBatch([0, 1, 2, 3].map((body) => ({ body })));
    await scheduler.run({ until: 1_999 });
    expect(seen.map((bodies) => bodies.length)).toEqual([3]);
    await scheduler.run({});
    expect(scheduler.now()).toBe(2_000);
    expect(
      seen
        .flat()
        .map(Number)
        .sort((a, b) => a - b),
    ).toEqual([0, 1, 2, 3]);
  });

  it("order is not kept: some seed delivers the later message first", async () => {
    const firsts = new Set<unknown>();
    for (let seed = 0; seed < 20; seed += 1) {
      const { scheduler, orders } = world(
        (batch) => (firsts.add(batch.messages[0]?.body), "ok"),
        { maxBatchSize: 1 },
        { seed },
      );
      await orders.sendBatch([{ body: "early" }, { body: "late" }], { delaySeconds: 1 });
      await scheduler.run({ until: 1_000 });
    }
    expect(firsts).toEqual(new Set(["early", "late"]));
  });

  it("a consumer sees a copy of what was sent, as JSON", async () => {
    const sent = { orderId: "1", at: new Date(0), gone: undefined };
    let got: unknown;
    const { scheduler, orders } = world((batch) => ((got = batch.messages[0]?.body), "ok"));
    await orders.send(sent);
    sent.orderId = "changed";
    await scheduler.run({});
    expect(got).toEqual({ orderId: "1", at: "1970-01-01T00:00:00.000Z" });
  });

  it("never more batches at a time than max_concurrency, and none is forgotten", async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    const { scheduler, queues, orders } = world(
      async (batch, clock): Promise<Consumed> => {
        most = Math.max(most, (running += 1));
        await clock.sleep(1_000);
        running -= 1;
        done += batch.messages.length;
        return "ok";
      },
      { maxConcurrency: 2, maxBatchSize: 1 },
    );
    await orders.sendBatch(Array.from({ length: 9 }, (_, body) => ({ body })));
    await scheduler.run({});
    expect([most, done, queues.idle]).toEqual([2, 9, true]);
  });

  it("a send that fails has sent nothing; a send whose response is lost has", async () => {
    let delivered = 0;
    const count: Consumer = (batch) => ((delivered += batch.messages.length), "ok");
    const one = world(count, {}, { gate: failed });
    await expect(one.orders.send(1)).rejects.toThrow("Queue send failed");
    await one.scheduler.run({});
    expect(delivered).toBe(0);
    const two = world(count, {}, { gate: lost });
    await expect(two.orders.send(1)).rejects.toThrow("connection lost");
    await two.scheduler.run({});
    expect(delivered).toBe(1);
  });
});

describe("acknowledgement", () => {
  it("retry with a delay: that message alone comes again, then, with its attempts counted", async () => {
    const seen: string[] = [];
    const { scheduler, orders } = world(
      (batch, clock) => {
        for (const message of batch.messages) {
          seen.push(`${String(message.body)}#${message.attempts}@${clock.now()}`);
          if (message.body === "bad" && message.attempts === 1) message.retry({ delaySeconds: 30 });
          else message.ack();
        }
        return "ok";
      },
      { maxBatchSize: 2 },
    );
    await orders.sendBatch([{ body: "bad" }, { body: "good" }]);
    await scheduler.run({});
    expect(seen.sort()).toEqual(["bad#1@0", "bad#2@32000", "good#1@0"]); // 30 s and the batch timeout
  });

  it("the first of ack and retry counts; a plain return acknowledges the rest", async () => {
    let deliveries = 0;
    const { scheduler, queues, orders } = world((batch) => {
      deliveries += 1;
      for (const message of batch.messages) {
        message.ack();
        message.retry();
      }
      return "ok";
    });
    await orders.send(1);
    await scheduler.run({});
    expect([deliveries, queues.idle]).toEqual([1, true]);
  });

  it("a throw brings the batch again but for what was acknowledged; lost acks bring all of it, until max_retries", async () => {
    expect(await deliveries(0)).toBe(3);
    expect(await deliveries(1)).toBe(6); // three deliveries of both
  });

  it("a message may be with two consumers at once, never with more than max_concurrency", async () => {
    let running = 0;
    let most = 0;
    const slow: Consumer = async (_batch, clock): Promise<Consumed> => {
      most = Math.max(most, (running += 1));
      await clock.sleep(1_000);
      running -= 1;
      return "ok";
    };
    const { scheduler, queues, orders } = world(slow, {}, { faults: { atOnce: 1 } });
    await orders.send(1);
    await scheduler.run({});
    expect([most, queues.counts.atOnce, queues.counts.delivered, queues.idle]).toEqual([2, 1, 2, true]);
    most = 0;
    const alone = world(slow, { maxConcurrency: 1 }, { faults: { atOnce: 1 } });
    await alone.orders.send(1);
    await alone.scheduler.run({});
    expect([most, alone.queues.counts.atOnce]).toEqual([1, 0]);
  });

  it("a consumer that fails before its first step has seen nothing; its batch comes again at once", async () => {
    let seen = 0;
    const { scheduler, queues, orders } = world(
      (batch) => ((seen += batch.messages.length), "ok"),
      { deadLetterQueue: "dead" },
      { faults: { failConsumer: 1 } },
    );
    await orders.send("x");
    await scheduler.run({});
    expect([seen, scheduler.now(), queues.bodies("dead")]).toEqual([0, 6_000, ["x"]]); // three batch timeouts
    expect([...queues.deadLetters.keys()]).toEqual(["message-1"]);
  });

  it("a consumer that dies gives the batch back within the bound, attempts counted", async () => {
    const seen: number[] = [];
    const { scheduler, orders } = world(
      (batch) => (seen.push(batch.messages[0]?.attempts ?? 0), seen.length < 2 ? "died" : "ok"),
    );
    await orders.send(1);
    await scheduler.run({});
    expect(seen).toEqual([1, 2]);
    expect(scheduler.now()).toBeLessThan(2_000 + 60_000 + 2_000);
  });

  it("after max_retries a message goes to the dead-letter queue, with its id; without one it is deleted", async () => {
    const ids = new Set<string>();
    let deliveries = 0;
    const consume: Consumer = (batch) => {
      deliveries += 1;
      for (const message of batch.messages) {
        ids.add(message.id);
        message.retry();
      }
      return "ok";
    };
    const { scheduler, queues, orders } = world(consume, { deadLetterQueue: "dead" });
    await orders.send({ orderId: "1" });
    await scheduler.run({});
    expect([deliveries, ids.size, queues.counts.deadLettered]).toEqual([3, 1, 1]);
    expect(queues.bodies("dead")).toEqual([{ orderId: "1" }]);

    const without = world(consume);
    await without.orders.send(1);
    await without.scheduler.run({});
    expect(without.queues.counts).toMatchObject({ deleted: 1, deadLettered: 0 });
  });

  it("duplicates: a message taken comes again with the chance given", async () => {
    let deliveries = 0;
    const { scheduler, queues, orders } = world(
      (batch) => ((deliveries += batch.messages.length), "ok"),
      {},
      { faults: { duplicate: 0.5 } },
    );
    for (let n = 0; n < 100; n += 1) await orders.send(n);
    await scheduler.run({});
    expect(deliveries).toBe(100 + queues.counts.duplicated);
    expect(queues.counts.duplicated).toBeGreaterThan(50);
  });
});
