/** Random statements on the hub's own tables, from a seed: what the table of cases forgot. */
import { seeded } from "../../../sim/kit/world.ts";
import type { Case, Step } from "./d1-cases.ts";

interface Table {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, (chance: () => number) => unknown>>;
}

const small = (chance: () => number) => Math.floor(chance() * 4);
const text = (chance: () => number) => `t${small(chance)}`;
const maybe = (value: (chance: () => number) => unknown) => (chance: () => number) =>
  chance() < 0.4 ? null : value(chance);
const bit = (chance: () => number) => (chance() < 0.5 ? 1 : 0);

const tables: readonly Table[] = [
  {
    name: "stock",
    key: ["company", "sku"],
    columns: {
      company: small,
      sku: text,
      seq_product: small,
      quantity_milli: small,
      hash: text,
      sent: maybe(text),
      parked_reason: maybe(text),
    },
  },
  {
    name: "orders",
    key: ["order_id"],
    columns: {
      order_id: text,
      state: text,
      found_by: text,
      next_at: maybe(small),
      created_at: small,
      updated_at: small,
      version: small,
    },
  },
  {
    name: "shop_prices",
    key: ["target", "seq_product", "sku"],
    columns: {
      target: text,
      seq_product: small,
      sku: text,
      due: bit,
      next_change_at: maybe(small),
      sent_price_cents: maybe(small),
    },
  },
  {
    name: "companies",
    key: ["company"],
    columns: { company: small, name: text, location_gid: maybe(text), safety_milli: small },
  },
  {
    name: "desk",
    key: ["area", "seq_product", "sku", "company", "segment", "ref", "reason"],
    columns: {
      area: text,
      seq_product: small,
      sku: text,
      company: small,
      segment: small,
      ref: text,
      reason: text,
      params: text,
      first_at: small,
      last_at: small,
      state: (c) => (c() < 0.5 ? "open" : "resolved"),
    },
  },
  {
    name: "erp_events",
    key: ["event_key"],
    columns: { event_key: text, order_id: text, type: text, happened_at: text, body: text, received_at: small },
  },
];

/** `count` cases, each begins with empty tables. */
export function randomCases(seed: number, count: number): readonly Case[] {
  return Array.from({ length: count }, (_, n) => {
    const chance = seeded(seed * 1000 + n);
    const steps = Array.from({ length: 18 }, () => step(chance));
    return {
      name: `random statements, seed ${seed}, case ${n}`,
      steps: [...tables.map(({ name }) => ({ sql: `DELETE FROM ${name}` })), ...steps],
    };
  });
}

function step(chance: () => number): Step {
  if (chance() < 0.25) return { batch: [statement(chance), statement(chance), statement(chance)] };
  return statement(chance);
}

function statement(chance: () => number): { sql: string; params: readonly unknown[] } {
  const table = pick(chance, tables);
  const { name, key } = table;
  const columns = Object.keys(table.columns);
  const all = columns.join(", ");
  const row = () => Object.values(table.columns).map((value) => value(chance));
  const plain = columns.filter((column) => !key.includes(column));
  const where = () => {
    const column = pick(chance, columns);
    return { sql: `${column} IS ?`, param: table.columns[column]?.(chance) };
  };
  const draw = chance();
  if (draw < 0.35) {
    const rows = Array.from({ length: 1 + small(chance) }, row);
    const picked = columns.map((_, n) => `value->>${n}`).join(", ");
    const set = pick(chance, [plain, plain.slice(0, 1), plain.slice(-1)]).map(
      (column) => `${column} = excluded.${column}`,
    );
    const changed = plain[0] === undefined ? "true" : `excluded.${plain[0]} IS NOT ${name}.${plain[0]}`;
    const guard = chance() < 0.5 ? "" : ` WHERE ${changed}`;
    return {
      sql: `INSERT INTO ${name} (${all}) SELECT ${picked} FROM json_each(?1) WHERE true ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${set.join(", ")}${guard}`,
      params: [JSON.stringify(rows)],
    };
  }
  if (draw < 0.5) {
    const verb = pick(chance, ["INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE"]);
    return { sql: `${verb} INTO ${name} (${all}) VALUES (${columns.map(() => "?").join(", ")})`, params: row() };
  }
  if (draw < 0.8) {
    const set = pick(chance, chance() < 0.15 ? columns : plain);
    const { sql, param } = where();
    const returning = chance() < 0.3 ? ` RETURNING ${all}` : "";
    return {
      sql: `UPDATE ${name} SET ${set} = ? WHERE ${sql}${returning}`,
      params: [table.columns[set]?.(chance), param],
    };
  }
  if (draw < 0.87) {
    const { sql, param } = where();
    return { sql: `DELETE FROM ${name} WHERE ${sql}`, params: [param] };
  }
  return { sql: `SELECT ${all} FROM ${name} ORDER BY ${key.join(", ")}`, params: [] };
}

function pick<T>(chance: () => number, from: readonly T[]): T {
  const one = from[Math.floor(chance() * from.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
}
