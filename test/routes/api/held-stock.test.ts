/** The list of what is held back after cuts, page by page, and its release. */
import { beforeEach, expect, it } from "vitest";
import { hubDeps, START } from "../hub-deps.ts";

let hub: ReturnType<typeof hubDeps>;
beforeEach(async () => {
  hub = hubDeps();
  for (const [company, sku, heldAt] of [
    [1, "P1E1", START],
    [3, "P919E12", START],
    [3, "P7E1", null],
  ] as const) {
    await hub.rows(
      "INSERT INTO stock (company, sku, seq_product, quantity_milli, hash, sent) VALUES (?1, ?2, 1, 5000, 'h', 'h')",
      company,
      sku,
    );
    await hub.rows(
      `INSERT INTO stock_cuts (company, sku, seq_product, events, counted_on, held_at, last_cut_at)
       VALUES (?1, ?2, 1, '["a","b","c"]', '2026-11-20T00:00:00', ?3, ?4)`,
      company,
      sku,
      heldAt,
      START,
    );
  }
});

it("lists what is held, page by page, and nothing that is only counted", async () => {
  const first = await hub.call("GET", "/api/held-stock?limit=1");
  expect([first.status, await first.json()]).toEqual([
    200,
    {
      held: [
        {
          company: 1,
          sku: "P1E1",
          cuts: 3,
          heldSince: "2026-11-24T12:00:00.000Z",
          lastCutAt: "2026-11-24T12:00:00.000Z",
          countedOn: "2026-11-20T00:00:00",
          quantityMilli: 5_000,
        },
      ],
      next: "P1E1@1",
    },
  ]);
  const rest = await (await hub.call("GET", "/api/held-stock?limit=10&after=P1E1@1")).json();
  expect(rest).toMatchObject({ held: [{ company: 3, sku: "P919E12" }], next: null });
  expect((await hub.call("GET", "/api/held-stock?after=7")).status).toBe(422);
});

it("an operator releases; a viewer does not, and what is not held is not counted", async () => {
  const body = [
    { company: 3, sku: "P919E12" },
    { company: 3, sku: "P7E1" },
  ];
  const viewer = await hub.tokenOf("viewer");
  expect((await hub.call("POST", "/api/held-stock/release", { token: viewer, body })).status).toBe(403);
  const operator = await hub.tokenOf("operator", "Rita");
  const answer = await hub.call("POST", "/api/held-stock/release", { token: operator, body });
  expect([answer.status, await answer.json()]).toEqual([200, { released: 1, requested: 2 }]);
  expect(await hub.rows("SELECT sku FROM stock_cuts ORDER BY sku")).toEqual([{ sku: "P1E1" }, { sku: "P7E1" }]);
  expect(await hub.rows("SELECT company, sku FROM stock WHERE sent IS NULL")).toEqual([{ company: 3, sku: "P919E12" }]);
  expect(await hub.rows("SELECT who, rows FROM audit WHERE act = 'stock-release'")).toEqual([{ who: "Rita", rows: 2 }]);
  const wrong = await hub.call("POST", "/api/held-stock/release", { body: [{ company: 3, sku: "919" }] });
  expect(wrong.status).toBe(422);
});
