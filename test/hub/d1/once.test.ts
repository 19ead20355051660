import { asc, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { d1Binding } from "../../../sim/cloudflare/d1.ts";
import { openGate } from "../../../sim/cloudflare/gate.ts";
import { plain, rowsOnce, textOnce } from "../../../src/hub/d1/drizzle.ts";
import { loads } from "../../../src/hub/schema/loads.ts";
import { hubOfTest } from "../../hub-of-test.ts";

const filled = async () => {
  const db = d1Binding(hubOfTest(), openGate);
  await db
    .prepare("INSERT INTO loads (name, company, segment) VALUES ('stock', 2, 0), ('stock', 1, 0), ('prices', 1, 1)")
    .run();
  return db;
};
const whole = (db: D1Database, name: string) =>
  plain(db).select().from(loads).where(eq(loads.name, name)).orderBy(asc(loads.company));

it("whole rows of a text that was rendered once are the builder's own, for whatever values are bound", async () => {
  const read = rowsOnce(loads, (db) => whole(db, "rendered with this"));
  const db = await filled();
  for (const name of ["stock", "prices", "absent"]) expect(await read(db, name)).toEqual(await whole(db, name));
  expect(await read(db, "stock")).toMatchObject([{ company: 1 }, { company: 2 }]);
});

it("the builder renders a text once for every binding", async () => {
  let built = 0;
  const text = textOnce((db) => {
    built += 1;
    return whole(db, "");
  });
  expect(text(await filled())).toBe(text(await filled()));
  expect(built).toBe(1);
});
