/** The catalogue in bulk, against the simulated shop. */
import { expect, it } from "vitest";
import { bulkPoll } from "../../../src/crons/bulk-poll.ts";
import { addProducts, dueOf, lockedOf, jobsOf, manyWorld, operationOf, running, switchOff } from "./world.ts";

it("a first load of 1,000 products, the fewest that go in bulk by themselves, ends in the same shop by bulk as by single calls", async () => {
  const bulk = await manyWorld(1_000, { from: null });
  await bulk.drain(10);
  const single = await manyWorld(1_000, { from: null });
  await switchOff(single);
  await single.drain(40);
  const jobs = await jobsOf(bulk);
  expect(jobs.filter(({ kind }) => kind === "ProductSet").reduce((sum, { lines }) => sum + Number(lines), 0)).toBe(
    1_000,
  );
  expect(jobs.map(({ state }) => state)).toEqual(jobs.map(() => "done"));
  expect(await jobsOf(single)).toEqual([]);
  expect(bulk.callCount("ProductSet")).toBe(0);
  expect(bulk.shop()).toHaveLength(1_000);
  expect(bulk.shop()).toEqual(single.shop());
  expect(await dueOf(bulk)).toEqual([]);
  expect(await lockedOf(bulk)).toEqual([]);
  expect(await bulk.rows("SELECT * FROM bulk_lines")).toEqual([]);
}, 300_000);

it("P7: below the threshold single calls, at or above it one job", async () => {
  const below = await manyWorld(9, { from: 10 });
  await below.drain(3);
  expect(await jobsOf(below)).toEqual([]);
  expect(below.calls("productSet")).toHaveLength(9);
  const above = await manyWorld(10, { from: 10 });
  await above.drain(4);
  expect(await jobsOf(above)).toMatchObject([
    { kind: "ProductSet", lines: 10 },
    { kind: "Publish", lines: 10 },
  ]);
});

it("B1: the job and all its lines are in the hub before the file is uploaded", async () => {
  const seen: unknown[] = [];
  const holder: { look?: () => Promise<unknown> } = {};
  const world = await manyWorld(5, {
    fetch: (shop) => async (request) => {
      if (request.url.includes("/staged-uploads") && request.method === "POST") seen.push(await holder.look?.());
      return shop(request);
    },
  });
  holder.look = () =>
    world.rows(
      "SELECT state, lines, (SELECT count(*) FROM bulk_lines WHERE context IS NOT NULL) AS open FROM bulk_jobs",
    );
  await world.run();
  expect(await lockedOf(world)).toHaveLength(5);
  await world.poll();
  expect(seen).toEqual([[{ state: "planned", lines: 5, open: 5 }]]);
});

it("B2: while Shopify runs its maximum of operations, a job waits, and starts when one has ended", async () => {
  const world = await manyWorld(5);
  const busy = Array.from({ length: 5 }, (_, index) => `gid://shopify/BulkOperation/9${index}`);
  for (const id of busy) running(world, id);
  await world.run();
  for (let minute = 0; minute < 4; minute += 1) {
    await world.poll();
    world.clock.advance(60_000);
  }
  expect(await jobsOf(world)).toMatchObject([{ state: "uploaded" }]);
  expect(await world.desk()).toEqual([]); // waiting for a slot is no failure
  world.shopify.state.bulkOperations.delete(busy[0] ?? "");
  await world.drain(5);
  expect(await jobsOf(world)).toMatchObject([
    { kind: "ProductSet", state: "done" },
    { kind: "Publish", state: "done" },
  ]);
});

it("B2: one subject uses four of our five slots, and its next job waits for one of them", async () => {
  const world = await manyWorld(5, { bulkMs: 600_000 });
  for (let n = 1; n <= 4; n += 1) {
    const id = `gid://shopify/BulkOperation/8${n}`;
    running(world, id);
    await world.exec(
      "INSERT INTO bulk_jobs (id, kind, state, gid, created_at) VALUES (?, 'ProductSet', 'running', ?, ?)",
      `running-${n}`,
      id,
      n,
    );
  }
  await world.run();
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{}, {}, {}, {}, { state: "planned", lines: 5 }]);
  const first = world.shopify.state.bulkOperations.get("gid://shopify/BulkOperation/81");
  if (first) first.status = "COMPLETED";
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{ state: "done" }, {}, {}, {}, { state: "running" }]);
});

it("B3: a failed upload stays pending and opens an entry; in the end single calls send the lines", async () => {
  const world = await manyWorld(5);
  world.shopify.faults.add({ path: "/staged-uploads", method: "POST", kind: "status", status: 503 });
  await world.run();
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{ state: "planned", lines: 5 }]);
  expect(await dueOf(world)).toHaveLength(5);
  expect(await world.desk()).toMatchObject([{ area: "publish-bulk", reason: "bulk-upload-failed" }]);
  for (let hour = 0; hour < 4; hour += 1) {
    world.clock.advance(3_600_000);
    await world.poll();
  }
  expect(await jobsOf(world)).toMatchObject([{ state: "failed", sent: 0, refused: 0, pending: 5 }]);
  expect(await world.desk()).toMatchObject([{ area: "publish-bulk", reason: "bulk-failed" }]);
  expect(await lockedOf(world)).toEqual([]);
  await world.drain(3);
  expect(world.shop()).toHaveLength(5);
  expect(await jobsOf(world)).toHaveLength(1); // bulk rests for an hour
});

it("B5: a cancelled job releases every line, and no product is created twice", async () => {
  const world = await manyWorld(6, { bulkMs: 600_000 });
  let ids = 0; // an entry names a job by its first eight characters
  const uuid = () => `${String(++ids).padStart(8, "0")}-0000-4000-8000-000000000000`;
  Object.assign(world.deps, { random: { ...world.deps.random, uuid } });
  await world.run();
  await world.poll();
  operationOf(world).status = "CANCELED";
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{ state: "failed", sent: 0, refused: 0, pending: 6 }]);
  expect(await lockedOf(world)).toEqual([]);
  await world.drain(3);
  expect(world.shop()).toHaveLength(6);
  // The entry stays until bulk works again.
  expect(await world.desk()).toMatchObject([{ area: "publish-bulk", reason: "bulk-failed" }]);
  world.shopify.state.bulkOperations.clear();
  world.clock.advance(3_600_000);
  await addProducts(world, 7, 12);
  await world.drain(24);
  expect((await jobsOf(world)).slice(0, 2)).toMatchObject([{ state: "failed" }, { kind: "ProductSet", state: "done" }]);
  expect(await world.desk()).toEqual([]);
});

it("B5: when a job fails half way, the partial file marks its completed lines; the rest is looked up before it is sent", async () => {
  const world = await manyWorld(6, { bulkMs: 100_000 });
  await world.run();
  await world.poll();
  world.clock.advance(100_000);
  await world.shopify.deliverDue(); // all six ran; the file contains two
  const operation = operationOf(world);
  const key = decodeURIComponent(new URL(operation.url ?? "").pathname.replace("/staged-uploads/", ""));
  const bytes = world.shopify.state.uploads.get(key);
  const two = new TextDecoder().decode(bytes).split("\n").slice(0, 2).join("\n");
  world.shopify.state.uploads.set(key, new TextEncoder().encode(two));
  Object.assign(operation, { status: "FAILED", errorCode: "TIMEOUT", partialDataUrl: operation.url, url: null });
  await world.poll();
  // two exist but are not on their channel yet
  expect(await jobsOf(world)).toMatchObject([{ state: "failed", pending: 6 }]);
  expect(await world.rows("SELECT count(*) AS n FROM shop_products WHERE product_gid IS NOT NULL")).toEqual([{ n: 2 }]);
  await world.drain(4);
  expect(world.shop()).toHaveLength(6);
  expect(world.shop().map(({ published }) => published)).toEqual([1, 1, 1, 1, 1, 1]);
});

it("B7: lines stored by an earlier release, without a later list, are still read", async () => {
  const world = await manyWorld(6);
  await world.run();
  await world.poll();
  await world.exec(
    "UPDATE bulk_lines SET context = json_remove(context, '$.due.stockedAt', '$.queries') WHERE line < 3",
  );
  await world.exec("UPDATE bulk_lines SET context = '{}' WHERE line = 3");
  await world.drain(10);
  const single = await manyWorld(6);
  await switchOff(single);
  await single.drain(4);
  expect(world.shop()).toEqual(single.shop());
  expect(await dueOf(world)).toEqual([]);
  expect(await lockedOf(world)).toEqual([]);
});

it("B8: uploaded payloads are kept only where the settings keep payloads", async () => {
  const quiet = await manyWorld(4);
  await quiet.run();
  expect(await quiet.rows("SELECT count(*) AS n FROM bulk_lines WHERE payload IS NOT NULL")).toEqual([{ n: 4 }]);
  await quiet.poll();
  expect(await quiet.rows("SELECT count(*) AS n FROM bulk_lines WHERE payload IS NOT NULL")).toEqual([{ n: 0 }]);
  await quiet.drain(4);
  expect(await quiet.rows("SELECT * FROM bulk_lines")).toEqual([]);
  const full = await manyWorld(4, { keepPayloads: true });
  await full.drain(4);
  const kept = await full.rows("SELECT record, outcome, context, payload FROM bulk_lines WHERE line = 0");
  expect(kept).toMatchObject([
    { record: "P1", context: null },
    { record: "P1", context: null, outcome: "sent" },
  ]);
  expect(JSON.stringify(kept)).toContain("Produto 1");
});

it("B9: without a webhook the minute's run ends the job; nothing happens before Shopify has ended it", async () => {
  const world = await manyWorld(4, { bulkMs: 300_000 });
  await world.run();
  for (let minute = 0; minute < 4; minute += 1) {
    await world.poll(); // looks on for 40 s
    world.clock.advance(20_000);
  }
  expect(await jobsOf(world)).toMatchObject([{ state: "running" }]);
  world.clock.advance(120_000);
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{ state: "done" }]);
});

it("B9: without a webhook the end of a job is seen within ten seconds, by the run that started it", async () => {
  const world = await manyWorld(4, { bulkMs: 25_000 });
  await world.run();
  const startedAt = world.clock.now();
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{ state: "done" }]);
  expect(world.clock.now() - startedAt).toBeLessThanOrEqual(35_000);
  expect(world.shop()).toHaveLength(4);
});

it("B9: a run looks no longer than until the next minute's", async () => {
  const world = await manyWorld(4, { bulkMs: 600_000 });
  await world.run();
  const startedAt = world.clock.now();
  await world.poll();
  expect(world.clock.now() - startedAt).toBeLessThan(60_000);
  expect(await jobsOf(world)).toMatchObject([{ state: "running" }]);
});

it("B10: results in another order than the lines end alike", async () => {
  const reversed = await manyWorld(12, { results: (lines) => lines.toReversed() });
  await reversed.drain(4);
  const plain = await manyWorld(12);
  await plain.drain(4);
  expect(reversed.shop()).toEqual(plain.shop());
  expect(await jobsOf(reversed)).toEqual(await jobsOf(plain));
});

it("B11: a product that keeps failing is a dead letter after five tries; its neighbours are sent", async () => {
  const error = '{"errors":[{"message":"Please try again later."}],"data":{"productSet":null},"__lineNumber":0}';
  // Line 0 is P1 in the first job, and P1 is alone in those after it.
  const broken = (line: string) => (line.includes('"productSet"') && line.endsWith('"__lineNumber":0}') ? error : line);
  const world = await manyWorld(3, { from: 1, results: (lines) => lines.map(broken) });
  for (let hour = 0; hour < 12; hour += 1) {
    await world.drain(2);
    world.clock.advance(3_600_000);
  }
  const tries = (await jobsOf(world)).filter(({ kind }) => kind === "ProductSet");
  expect(tries.length).toBeLessThanOrEqual(5);
  expect(await world.desk()).toMatchObject([{ area: "publish-catalog", record: "P1", reason: "bulk-dead-letter" }]);
  expect(await world.rows("SELECT seq_product FROM shop_products WHERE due = 1")).toEqual([]);
  expect(world.shop().filter(({ published }) => published === 1)).toHaveLength(2);
});

it("P2: a product whose promotion ends soon is in no job: its create would carry an outdated price", async () => {
  const world = await manyWorld(6, { bulkMs: 1_200_000 });
  await world.product(7, { skus: [{ cents: 1_000, promoCents: 800, promoUntil: world.clock.now() + 40_000 }] });
  await world.run();
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{ kind: "ProductSet", lines: 6 }]);
  expect(world.variant("P7E1").price).toBe(800);
  world.clock.advance(60_000);
  await world.run();
  expect(world.variant("P7E1").price).toBe(1_000);
});

it("P2: a product with a promotion that ends soon uses a job for everything except its variants", async () => {
  const world = await manyWorld(6);
  await world.drain(4);
  for (let seq = 1; seq <= 6; seq += 1) {
    await world.price(`P${seq}E1`, { cents: 1_000, promoCents: 800, promoUntil: world.clock.now() + 900_000 });
    await world.exec("UPDATE skus SET weight_g = 600 WHERE seq_product = ?", seq);
    await world.touch(seq);
  }
  await world.run();
  expect((await jobsOf(world)).at(-1)).toMatchObject({ kind: "VariantsUpdate", lines: 6 });
});

it("a line never overwrites a newer single call: its product is locked, and later changes are sent after the job", async () => {
  const world = await manyWorld(4, { bulkMs: 300_000 });
  await world.run();
  await world.poll();
  await world.exec("UPDATE products SET title = 'Mais novo' WHERE seq_product = 2");
  await world.touch(2);
  await addProducts(world, 5, 5); // one more, below the threshold: by a single call
  await world.run();
  expect(world.shop().map(({ title }) => title)).toEqual(["Produto 5"]);
  await world.drain(20);
  expect(world.shop().map(({ title }) => title)).toEqual([
    "Produto 1",
    "Mais novo",
    "Produto 3",
    "Produto 4",
    "Produto 5",
  ]);
  expect(await dueOf(world)).toEqual([]);
});

it("a start whose response was lost is found by its name and not sent again", async () => {
  const world = await manyWorld(4);
  world.shopify.faults.add({ operation: "BulkRun", kind: "cutAfter", times: 1 });
  await world.drain(5);
  expect(await jobsOf(world)).toMatchObject([
    { kind: "ProductSet", state: "done" },
    { kind: "Publish", state: "done" },
  ]);
  expect([...world.shopify.state.bulkOperations.values()]).toHaveLength(2);
});

it("a start that never reached Shopify is sent again after a pause", async () => {
  const world = await manyWorld(4);
  world.shopify.faults.add({ operation: "BulkRun", kind: "cutBefore", times: 1 });
  await world.run();
  await world.poll();
  await world.poll();
  expect(await jobsOf(world)).toMatchObject([{ state: "uploaded" }]);
  await world.drain(5);
  expect(await jobsOf(world)).toMatchObject([
    { kind: "ProductSet", state: "done" },
    { kind: "Publish", state: "done" },
  ]);
});

it("a product whose create response was lost is not created twice", async () => {
  const world = await manyWorld(5, { from: 1_000 });
  await world.drain(3);
  await world.exec(
    "UPDATE shop_products SET product_gid = NULL, sent_set = NULL, sent_fields_hash = NULL, sent_variants_hash = NULL, sent_units_hash = NULL, published = NULL, due = 1, version = version + 1",
  );
  await world.exec("DELETE FROM shop_variants");
  await world.exec("UPDATE loads SET page_size = 3 WHERE name = 'publish-bulk'");
  await world.drain(8);
  expect(world.shop()).toHaveLength(5);
  const effects = world.shopify.journal.mutations.flatMap(({ effects: each }) => each);
  expect(effects.filter(({ kind, created }) => kind === "product" && created === true)).toHaveLength(5);
  expect(effects.filter(({ variantsDeleted }) => Number(variantsDeleted) > 0)).toEqual([]);
  expect(await dueOf(world)).toEqual([]);
});

it("results are read page by page: an invocation without time reads one page, and the next one continues", async () => {
  const world = await manyWorld(250);
  await world.run();
  const positions: unknown[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    // An invocation without time left does one step.
    await bulkPoll.run(world.deps, { startedAt: world.clock.now() - 90_000, outOfTime: () => true });
    const [job] = await world.rows("SELECT state, position FROM bulk_jobs");
    positions.push(`${String(job?.["state"])} ${String(job?.["position"])}`);
    world.clock.advance(60_000);
  }
  expect([...new Set(positions)]).toEqual([
    "uploaded 0",
    "running 0",
    "collecting 100",
    "collecting 200",
    "collecting 250",
    "done 250",
  ]);
});
