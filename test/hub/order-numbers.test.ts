/** Migration 0014 on a hub in which one number of the ERP stands on several orders. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SqliteEngine } from "../../sim/cloudflare/sqlite-engine.ts";

const FOLDER = join(import.meta.dirname, "../../migrations");
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".sql"))
  .sort();

interface Given {
  readonly id: string;
  readonly seq: number | null;
  readonly state: string;
  readonly createdAt: number;
  readonly submittedAt?: number;
  readonly name?: string;
}

function hubWith(orders: readonly Given[]) {
  const hub = SqliteEngine.open({ countWrites: false });
  const run = (sql: string, params: readonly (string | number | null)[] = []) =>
    hub.run([{ sql, params: [...params] }])[0]?.rows ?? [];
  const migrate = (names: readonly string[]) => {
    for (const name of names) run(readFileSync(join(FOLDER, name), "utf8"));
  };
  migrate(files.filter((name) => name < "0014"));
  for (const { id, seq, state, createdAt, submittedAt = null, name = null } of orders)
    run(
      `INSERT INTO orders (order_id, name, state, found_by, seq_pedido, nro_ped_venda, submitted_at, next_at, created_at, updated_at)
       VALUES (?1, ?2, ?3, 'webhook', ?4, ?5, ?6, 5, ?7, ?7)`,
      [id, name, state, seq, seq === null ? null : seq + 1_000, submittedAt, createdAt],
    );
  return { run, migrateOn: () => migrate(files.filter((name) => name >= "0014")) };
}

const HUB: readonly Given[] = [
  { id: "11", seq: 464, state: "invoiced", createdAt: 300, submittedAt: 310, name: "#1003" },
  { id: "12", seq: 464, state: "submitted", createdAt: 100, submittedAt: 110, name: "#1001" },
  { id: "13", seq: 464, state: "imported", createdAt: 200, submittedAt: 210 },
  { id: "14", seq: 465, state: "invoiced", createdAt: 400, submittedAt: 410, name: "#1004" },
  { id: "22", seq: 466, state: "imported", createdAt: 500, submittedAt: 510, name: "#1006" },
  { id: "21", seq: 466, state: "imported", createdAt: 500, submittedAt: 510, name: "#1005" },
  { id: "31", seq: null, state: "uncertain", createdAt: 600, submittedAt: 610 },
  { id: "32", seq: null, state: "received", createdAt: 700 },
];

it("the order that came first keeps a number; each other one is at the desk with both orders, and loses it", () => {
  const { run, migrateOn } = hubWith(HUB);
  run(
    "INSERT INTO desk (area, ref, reason, params, state, first_at, last_at) VALUES ('orders', '13', 'seq-pedido-taken', '{}', 'resolved', 1, 1)",
  );
  migrateOn();
  expect(
    run("SELECT order_id, state, reason, seq_pedido, nro_ped_venda, next_at, posts FROM orders ORDER BY order_id"),
  ).toEqual([
    ["11", "failed", "seq-pedido-taken", null, null, null, 1],
    ["12", "submitted", null, 464, 1464, 5, 1],
    ["13", "failed", "seq-pedido-taken", null, null, null, 1],
    ["14", "invoiced", null, 465, 1465, 5, 1],
    ["21", "imported", null, 466, 1466, 5, 1],
    ["22", "failed", "seq-pedido-taken", null, null, null, 1],
    ["31", "uncertain", null, null, null, 5, 1],
    ["32", "received", null, null, null, 5, 0],
  ]);
  const entries = run("SELECT ref, reason, state, params FROM desk WHERE area = 'orders' ORDER BY ref");
  expect(
    entries.map(([ref, reason, state, params]) => [ref, reason, state, JSON.parse(String(params)) as unknown]),
  ).toEqual([
    ["11", "seq-pedido-taken", "open", { name: "#1003", seqPedido: 464, other: "#1001" }],
    ["13", "seq-pedido-taken", "open", { name: "13", seqPedido: 464, other: "#1001" }],
    ["22", "seq-pedido-taken", "open", { name: "#1006", seqPedido: 466, other: "#1005" }],
  ]);
});

it("the counters of ended orders lose an invoiced order that goes to the desk", () => {
  const { run, migrateOn } = hubWith(HUB);
  expect(run("SELECT state, orders FROM ended_orders WHERE orders > 0")).toEqual([["invoiced", 2]]);
  migrateOn();
  expect(run("SELECT state, orders FROM ended_orders WHERE orders > 0")).toEqual([["invoiced", 1]]);
});

it("from then on a second order cannot take a number", () => {
  const { run, migrateOn } = hubWith(HUB);
  migrateOn();
  expect(() => run("UPDATE orders SET seq_pedido = 465 WHERE order_id = '32'")).toThrow(/UNIQUE/);
});

it("the code of before still writes orders after the migration", () => {
  const { run, migrateOn } = hubWith([]);
  migrateOn();
  run(
    "INSERT INTO orders (order_id, state, found_by, next_at, created_at, updated_at) VALUES ('1', 'received', 'sweep', 1, 1, 1)",
  );
  run("UPDATE orders SET state = 'submitted', seq_pedido = 464, submitted_at = 2 WHERE order_id = '1'");
  expect(run("SELECT seq_pedido, posts FROM orders")).toEqual([[464, 0]]);
});
