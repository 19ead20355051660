import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drizzle } from "drizzle-orm/d1";
import { sql } from "drizzle-orm";
import { d1Binding } from "../../../sim/cloudflare/d1.ts";
import { platformErrors } from "../../../sim/cloudflare/d1-errors.ts";
import { type Gate, openGate } from "../../../sim/cloudflare/gate.ts";
import { migrated } from "../../../sim/cloudflare/migrations.ts";
import { SqliteEngine } from "../../../sim/cloudflare/sqlite-engine.ts";
import { answersTo } from "./d1-answers.ts";
import { cases } from "./d1-cases.ts";
import { randomCases } from "./d1-random.ts";

const fresh = (gate: Gate = openGate) => d1Binding(SqliteEngine.open({ template: migrated() }), gate);

describe("the record of workerd's D1", () => {
  const recorded = readFileSync(join(import.meta.dirname, "d1-answers.txt"), "utf8");
  const sections = recorded.split(/^(?=## )/m).map((text) => text.trim());
  const db = fresh();

  it.each(cases)("is answered alike: $name", async (one) => {
    const name = `## ${one.name}\n`;
    expect((await answersTo(db, [one])).trim()).toBe(sections.find((section) => section.startsWith(name)));
  });

  it("is answered alike by 60 random sequences on the hub's tables: rows, changes, rows_written, errors", async () => {
    const random = randomCases(1, 60);
    const answers = (await answersTo(db, random)).split(/^(?=## )/m).map((text) => text.trim());
    expect(answers).toHaveLength(60);
    expect(answers).toEqual(sections.filter((section) => section.startsWith("## random")));
  });
});

describe("limits that local workerd does not enforce", () => {
  it("refuses a value over 2 MB and takes one of 2 MB", async () => {
    const db = fresh();
    await expect(db.prepare("SELECT length(?) n").bind("x".repeat(2_000_001)).all()).rejects.toThrow(
      "string or blob too big",
    );
    expect(await db.prepare("SELECT length(?) n").bind("x".repeat(2_000_000)).first("n")).toBe(2_000_000);
  });
  it("counts bytes, not characters", async () => {
    await expect(fresh().prepare("SELECT ?").bind("é".repeat(1_000_001)).all()).rejects.toThrow("too big");
  });
});

const after: Gate = async (_call, effect) => {
  await effect();
  throw platformErrors.connectionLost();
};
const before: Gate = async () => Promise.reject(platformErrors.connectionLost());

describe("the gate", () => {
  const insert = "INSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES ('pix', 7)";
  const count = "SELECT count(*) n FROM payment_forms";

  it("a connection lost before the commit has written nothing, one lost after it has", async () => {
    const engine = SqliteEngine.open({ template: migrated() });
    const healthy = d1Binding(engine, openGate);
    await expect(d1Binding(engine, before).prepare(insert).run()).rejects.toThrow("D1_ERROR: Network connection lost.");
    expect(await healthy.prepare(count).first("n")).toBe(0);
    await expect(d1Binding(engine, after).prepare(insert).run()).rejects.toThrow("D1_ERROR: Network connection lost.");
    expect(await healthy.prepare(count).first("n")).toBe(1);
  });

  it("gets what each call does, without its values", async () => {
    const seen: string[] = [];
    const gate: Gate = async (call, effect) => (seen.push(`${call.label} (${call.statements})`), effect());
    const db = fresh(gate);
    await db.batch([db.prepare(insert), db.prepare("UPDATE loads SET page = ?").bind(2)]);
    await db.prepare(count).first();
    // The table that a subquery among the columns reads is not the statement's.
    await db.prepare("SELECT (SELECT max(page) FROM loads WHERE ')' <> '(') AS page FROM payment_forms").all();
    expect(seen).toEqual([
      "INSERT payment_forms + UPDATE loads (2)",
      "SELECT payment_forms (1)",
      "SELECT payment_forms (1)",
    ]);
  });
});

describe("the interface", () => {
  it("carries drizzle: select, run with meta, batch, raw", async () => {
    const db = drizzle(fresh());
    const run = await db.run(sql`INSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES (${"pix"}, ${7})`);
    expect(run.meta.changes).toBe(1);
    expect(await db.all(sql`SELECT gateway FROM payment_forms`)).toEqual([{ gateway: "pix" }]);
    await db.batch([
      db.run(sql`DELETE FROM payment_forms`),
      db.run(sql`INSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES ('x', 1)`),
    ]);
    expect(await db.values(sql`SELECT * FROM payment_forms`)).toEqual([["x", 1, "[]"]]);
    const failed = await db.run(sql`INSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES ('x', 1)`).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ cause: { message: expect.stringContaining("UNIQUE constraint failed") as string } });
  });
  it("first takes a column, and fails when there is none", async () => {
    const db = fresh();
    expect(await db.prepare("SELECT 1 a, 2 b").first("b")).toBe(2);
    expect(await db.prepare("SELECT 1 a WHERE false").first("a")).toBeNull();
    await expect(db.prepare("SELECT 1 a").first("z")).rejects.toThrow("D1_COLUMN_NOTFOUND");
  });
  it("raw gives arrays, with the columns' names on request, and keeps equal names apart", async () => {
    const statement = fresh().prepare("SELECT 1 a, 2 a");
    expect(await statement.raw()).toEqual([[1, 2]]);
    expect(await statement.raw({ columnNames: true })).toEqual([
      ["a", "a"],
      [1, 2],
    ]);
  });
  it("exec runs a statement a line and names its own error", async () => {
    const db = fresh();
    expect(
      await db.exec(
        "INSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES ('a', 1)\nINSERT INTO payment_forms (gateway, seq_forma_pagto) VALUES ('b', 2)",
      ),
    ).toMatchObject({ count: 2 });
    await expect(db.exec("SELEC")).rejects.toThrow("D1_EXEC_ERROR: ");
  });
});

describe("a kept moment", () => {
  const opened = () => {
    const engine = SqliteEngine.open({ template: migrated() });
    const db = d1Binding(engine, openGate);
    const add = (company: number) => db.prepare("INSERT INTO companies (company, name) VALUES (?, 'x')").bind(company);
    const companies = async () =>
      (await db.prepare("SELECT company FROM companies ORDER BY 1").raw<[number]>()).map(([company]) => company);
    return { engine, db, add, companies };
  };

  it("comes back as often as wanted, also within another", async () => {
    const { engine, add, companies } = opened();
    await add(1).run();
    const outer = engine.keep();
    await add(2).run();
    const inner = engine.keep();
    await add(3).run();
    inner.putBack();
    expect(await companies()).toEqual([1, 2]);
    await add(4).run();
    inner.drop();
    expect(await companies()).toEqual([1, 2, 4]);
    for (let again = 0; again < 2; again += 1) {
      outer.putBack();
      expect(await companies()).toEqual([1]);
      await add(5).run();
    }
    engine.clear();
    expect(await companies()).toEqual([]);
    await add(1).run();
    expect(await companies()).toEqual([1]);
  });

  it("under it a batch that fails leaves nothing, and a failed statement only itself", async () => {
    const { engine, db, add, companies } = opened();
    const { putBack } = engine.keep();
    await add(1).run();
    await expect(db.batch([add(2), add(1)])).rejects.toThrow("UNIQUE constraint failed");
    await expect(add(1).run()).rejects.toThrow("UNIQUE constraint failed");
    expect(await companies()).toEqual([1]);
    await db.batch([add(2), add(3)]);
    expect(await companies()).toEqual([1, 2, 3]);
    putBack();
    expect(await companies()).toEqual([]);
  });

  it("the schema may not change under it", async () => {
    const { engine, db } = opened();
    engine.keep();
    await expect(db.prepare("CREATE TABLE t (a INTEGER)").run()).rejects.toThrow("the schema changes");
  });
});

describe("copies", () => {
  it("a copy of the template and its original do not see each other's rows; clear leaves what the migrations left, and a usable database", async () => {
    const engine = SqliteEngine.open({ template: migrated() });
    const [one, two] = [d1Binding(engine, openGate), fresh()];
    await one.prepare("INSERT INTO companies (company, name) VALUES (1, 'x')").run();
    expect(await two.prepare("SELECT count(*) n FROM companies").first("n")).toBe(0);
    await one.prepare("UPDATE variant_limit SET id = 1, warning_opened_at = 5").run();
    engine.clear();
    expect(await one.prepare("SELECT count(*) n FROM companies").first("n")).toBe(0);
    const cap = "SELECT * FROM variant_limit";
    expect(await one.prepare(cap).first()).toEqual(await two.prepare(cap).first());
    expect(
      (await one.prepare("INSERT INTO companies (company, name, location_gid) VALUES (1, 'x', 'g')").run()).meta,
    ).toMatchObject({ changes: 1, rows_written: 2 });
  });
});
