/**
 * Requests of a generator against the whole Worker: no crash, no 5xx of ours, nothing for strangers, nothing private in
 * the log. `npm run fuzz` sends 100,000; FUZZ_SEED repeats a run, and a failing request is printed shrunk.
 */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { faultsOf, requestOf } from "./faults.ts";
import { hostile, MARKS, type Hostile } from "./requests.ts";
import { fuzzWorld, type FuzzWorld } from "./world.ts";

const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? "1500");
const SEED = Number(process.env["FUZZ_SEED"] ?? "20261201");
/** A hub of its own for so many requests: what one left must not hide what another does. */
const REQUESTS_A_HUB = 500;

it(`${REQUESTS} hostile requests do no harm`, { timeout: 1_800_000 }, async () => {
  let world = await fuzzWorld();
  let sent = 0;
  const statuses = new Map<number, number>();
  const close = () => {
    for (const [status, n] of world.statuses) statuses.set(status, (statuses.get(status) ?? 0) + n);
  };
  await fc.assert(
    fc.asyncProperty(hostile, async (what) => {
      const request = requestOf(what, world);
      fc.pre(request !== null);
      if (request === null) return;
      sent += 1;
      expect(await faultsOf(what, request, world)).toEqual([]);
      if (sent % REQUESTS_A_HUB !== 0) return;
      close();
      world = await fuzzWorld();
    }),
    { numRuns: REQUESTS, seed: SEED },
  );
  close();
  console.log(
    `seed ${SEED}: ${sent} requests without a fault; by status:`,
    Object.fromEntries([...statuses].toSorted(([one], [other]) => one - other)),
  );
  expect(sent).toBe(REQUESTS);
  // A generator whose requests all end at the door proves nothing.
  const share = (status: number) => (statuses.get(status) ?? 0) / sent;
  for (const status of [200, 401, 403, 404, 422]) expect(share(status), String(status)).toBeGreaterThan(0.01);
});

/** Answers that a Worker must not give, and the word by which the rules name each. */
const HARM: readonly (readonly [string, Partial<Hostile>, () => Response, string])[] = [
  ["a defect of ours", {}, () => new Response("x", { status: 500 }), "500"],
  ["a page for a stranger", { path: "/api/orders" }, () => new Response("[]"), "a stranger gets 200"],
  ["an unsigned webhook", { path: "/webhooks/shopify" }, () => new Response("{}"), "an unsigned webhook is taken"],
  ["a statement", {}, () => new Response("SQLITE_ERROR", { status: 400 }), "shows the inside"],
  ["a cached answer", {}, () => new Response("", { status: 404 }), "cache-control"],
  ["another site", {}, () => Response.redirect("https://evil.example/", 302), "a redirect leads away"],
  [
    "markup",
    {},
    () => new Response("<script>alert(1)</script>", { status: 404, headers: { "content-type": "text/html" } }),
    "unescaped",
  ],
];

it.each(HARM)("the rules find %s", async (_, changes, answer, word) => {
  const world = await fuzzWorld();
  const harmed: FuzzWorld = { ...world, send: async () => answer() };
  const what: Hostile = { method: "GET", path: "/x", caller: "none", headers: [], body: null, ...changes };
  const request = requestOf(what, harmed);
  if (request === null) throw new Error("no request");
  expect((await faultsOf(what, request, harmed)).join()).toContain(word);
});

it("the rules find a secret, a person's data and a broken line in the log, and a queued message of a stranger", async () => {
  const world = await fuzzWorld();
  const harmed: FuzzWorld = {
    ...world,
    send: async () => {
      world.lines.push(JSON.stringify({ event: "x", reason: `${world.tokens.admin} ${MARKS[0]}` }), '{"event":"y\n"}');
      world.queued.push({});
      return new Response("", { status: 404 });
    },
  };
  const what: Hostile = { method: "GET", path: "/x", caller: "none", headers: [], body: null };
  const faults = (await faultsOf(what, new Request("https://gondola.example/x"), harmed)).join();
  for (const word of ["a secret is logged", "a person's data is logged", "broken in two", "is queued"])
    expect(faults).toContain(word);
});
