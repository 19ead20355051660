/** A driver's error names the statement's values; neither the log, nor the desk, nor an answer may show them. */
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { products as productsJob } from "../src/crons/products.ts";
import { plain } from "../src/hub/d1/drizzle.ts";
import { products } from "../src/hub/schema/catalog.ts";
import { reasonOf } from "../src/log.ts";
import { pullWorld } from "./loads/world.ts";
import { asOperator } from "./routes/api/world.ts";
import { idOf, orderWorld, place, webhookOf } from "./orders/world.ts";

const SECRET = "Maria da Silva, 529.982.247-25";

/** What drizzle throws when D1 refuses a statement that has the secret among its values. */
async function driverError(
  cause: Error = new Error("D1_ERROR: no such column: brand_name: SQLITE_ERROR"),
): Promise<Error> {
  const all = () => Promise.reject(cause);
  const statement = { bind: () => ({ all, raw: all, run: all }) };
  const db = { prepare: () => statement } as unknown as D1Database;
  const error: unknown = await plain(db)
    .select()
    .from(products)
    .where(eq(products.title, SECRET))
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (!(error instanceof Error)) throw new Error("the statement did not fail");
  return error;
}

const failing = (error: Error) => async () => {
  throw error;
};

it("the error has the value, and its reason has not: it names the driver's own error", async () => {
  const error = await driverError();
  expect(error.message).toContain(SECRET);
  expect(reasonOf(error)).toBe("Failed query: Error: D1_ERROR: no such column: brand_name: SQLITE_ERROR");
});

it.each([
  ["a type that D1 does not take", new TypeError(`D1_TYPE_ERROR: Type 'object' not supported for value '${SECRET}'`)],
  ["a text that is no JSON", new SyntaxError(`Unexpected token 'M', "${SECRET}" is not valid JSON`)],
  ["the middle of such a text", new SyntaxError(`Unexpected token 'M', ..."x ${SECRET}"... is not valid JSON`)],
  ["values that stand behind params", new Error(`Failed: insert into orders\nparams: ${SECRET}`)],
])("%s is not quoted", async (_, cause) => {
  for (const error of [cause, await driverError(cause)]) {
    expect(reasonOf(error)).not.toContain("Maria");
    expect(reasonOf(error)).not.toContain("529");
    expect(reasonOf(error).length).toBeGreaterThan(10);
  }
});

it("in the log: a request that met the error", async () => {
  const world = await orderWorld();
  const error = await driverError();
  const db: Partial<D1Database> = {
    prepare: () => {
      throw error;
    },
  };
  const answer = await asOperator({ ...world.deps, db: db as D1Database }, "GET", "orders-since");
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toMatch(/Maria|D1_ERROR|select/i);
  const lines = world.lines.filter(({ event }) => event === "route.failed");
  expect(lines).toMatchObject([{ reason: expect.stringContaining("no such column") as string }]);
  expect(JSON.stringify(world.lines)).not.toContain("Maria");
});

it("on the desk: an order whose step met the error", async () => {
  const world = await orderWorld();
  const order = place(world);
  const error = await driverError();
  world.push(webhookOf(order));
  await world.work({ ...world.deps, shopify: { run: failing(error) } });
  const entries = JSON.stringify(await world.rows("SELECT * FROM desk"));
  expect(entries).toContain(idOf(order));
  expect(entries).toContain("no such column");
  expect(entries + JSON.stringify(world.lines)).not.toContain("Maria");
});

it("in an answer: a load whose run ended by the error", async () => {
  const world = pullWorld({ products: 3 });
  const error = await driverError();
  await world.run(productsJob, { ...world.deps, erp: { ...world.deps.erp, get: failing(error) } });
  const answer = await (await asOperator(world.deps, "GET", "loads")).text();
  expect(answer).toContain("no such column");
  expect(answer + JSON.stringify(world.lines)).not.toContain("Maria");
});
