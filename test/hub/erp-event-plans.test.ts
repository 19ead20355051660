/** No statement about tokens and the ERP's events goes through a whole table that grows. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import * as events from "../../src/hub/orders/erp-events.ts";
import { storePush } from "../../src/hub/orders/erp-pushes.ts";
import { listRefunds, recordedRefunds, recordRefunds } from "../../src/hub/orders/shop-refunds.ts";
import { openEntriesOf } from "../../src/hub/desk/read.ts";
import { auditToken, findToken, insertToken } from "../../src/hub/settings/tokens.ts";

/** JSON parameters, a handful of tokens and loads, and the partial index of open entries and of waiting events. */
const MAY =
  /VIRTUAL TABLE|CONSTANT ROW|SCAN ((tokens|l|v)\b|\(subquery-\d+\))|INDEX (desk_open\w*|erp_events_waiting)\b/;

function explaining() {
  const sqlite = new DatabaseSync(":memory:");
  const folder = join(import.meta.dirname, "../../migrations");
  for (const file of readdirSync(folder).sort()) sqlite.exec(readFileSync(join(folder, file), "utf8"));
  const scans: string[] = [];
  let explained = 0;
  const explain = (sql: string, values: readonly (string | number | null)[]) => {
    explained += 1;
    for (const row of sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values)) {
      const detail = String(row["detail"]);
      if (detail.startsWith("SCAN") && !MAY.test(detail)) scans.push(`${sql.slice(0, 60)}: ${detail}`);
    }
  };
  const statement = (sql: string, values: readonly (string | number | null)[] = []) => ({
    bind: (...given: (string | number | null)[]) => statement(sql, given),
    all: async () => (explain(sql, values), { results: [] }),
    raw: async () => (explain(sql, values), []),
    first: async () => (explain(sql, values), null),
    run: async () => explain(sql, values),
  });
  const db = {
    prepare: (sql: string) => statement(sql),
    batch: async (all: { all: () => Promise<unknown> }[]) => Promise.all(all.map((each) => each.all())),
  } as unknown as D1Database;
  return { db, scans, explained: () => explained };
}

it("no statement of tokens, pushes and events scans a table that grows", async () => {
  const { db, scans, explained } = explaining();
  const event = {
    eventKey: "7001",
    orderId: "1",
    seqPedido: null,
    nroPedVenda: null,
    company: null,
    type: "CANCELADO" as const,
    happenedAt: "2026-11-24T08:00:00",
    items: [],
    invoice: null,
    motive: null,
  };
  const key = { tokenId: "t", pushKey: "k", digest: "d" };
  await storePush(db, { events: [{ event, state: null }], skus: [{ seqProduct: 1, sku: "P1E1", at: 0 }], key }, 0);
  const items = [{ sku: "P1E1", orderedMilli: 1_000, attendedMilli: 0, priceCents: null }];
  const cut = { event: { ...event, type: "ALTERADO" as const, items }, state: null };
  await storePush(db, { events: [cut], skus: [{ seqProduct: 1, sku: "P1E1", at: 0 }], key }, 0);
  await events.eventsOfUnknownOrders(db, 0, 10);
  await events.closeKnownOrders(db, 0).run();
  await events.readEventState(db, "7001");
  await events.newEventOrders(db, ["1"]);
  await openEntriesOf(db, "events", "7001");
  await listRefunds(db, { since: 0, after: 0, limit: 10 });
  await recordedRefunds(db, "1");
  await recordRefunds(db, "1", [], 0);
  await findToken(db, "hash", 0);
  const token = {
    id: "t",
    name: "n",
    hash: "h",
    scope: "erp" as const,
    createdAt: 0,
    createdBy: "api",
    expiresAt: null,
  };
  await insertToken(db, token).run();
  await auditToken(db, { id: "a", at: 0, who: "api", act: "token-made" }, "t").run();
  expect(explained()).toBeGreaterThan(10);
  expect(scans).toEqual([]);
});
