import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { plain, prepared } from "../../src/hub/d1/drizzle.ts";
import { columnList, sqlText } from "../../src/hub/d1/sql-text.ts";
import { stock } from "../../src/hub/schema/stock.ts";

describe("sqlText", () => {
  it("names tables and columns bare, as SET and INSERT lists want them", () => {
    expect(sqlText`UPDATE ${stock} SET ${stock.quantityMilli} = ?2 WHERE t.${stock.sku} = ?1`).toBe(
      "UPDATE stock SET quantity_milli = ?2 WHERE t.sku = ?1",
    );
  });

  it("inserts fragments and numbers unchanged", () => {
    expect(sqlText`SELECT ${stock.sku} FROM ${stock} ${"WHERE true"} LIMIT ${5}`).toBe(
      "SELECT sku FROM stock WHERE true LIMIT 5",
    );
  });

  it("renders a template again when one of its parts is another", () => {
    const ofOne = (name: string) => sqlText`SELECT ${stock.sku} FROM ${name}`;
    expect([ofOne("a"), ofOne("a"), ofOne("b"), ofOne("a")]).toEqual([
      "SELECT sku FROM a",
      "SELECT sku FROM a",
      "SELECT sku FROM b",
      "SELECT sku FROM a",
    ]);
  });
});

describe("columnList", () => {
  it("names each column as its property, behind the table's alias", () => {
    expect(columnList(stock, ["sku", "quantityMilli"], "s")).toBe("s.sku, s.quantity_milli AS quantityMilli");
    expect(columnList(stock, ["hash", "levelActive"])).toBe("hash, level_active AS levelActive");
  });
});

describe("prepared", () => {
  it("hands the builder's statement and its values to D1", () => {
    const bound: unknown[] = [];
    const db = {
      prepare: (text: string) => ({ bind: (...values: unknown[]) => (bound.push(text, ...values), "statement") }),
    } as unknown as D1Database;
    expect(prepared(db, plain(db).delete(stock).where(eq(stock.sku, "P1E1")))).toBe("statement");
    expect(bound).toEqual(['delete from "stock" where "stock"."sku" = ?', "P1E1"]);
  });
});
