import { expect, it } from "vitest";
import { saveComparisons } from "../../src/hub/ledger/orders.ts";
import { explaining } from "./explaining.ts";

it("the verdicts of a page are stored by the orders' keys: no page of a run reads all orders of the run", async () => {
  const { db, steps } = explaining();
  const comparison = { verdict: "agrees", comparedBy: "lookup", expected: 1, inHub: 1, inErp: 1, differences: [] };
  await db.batch([saveComparisons(db, "run", [{ orderId: "1", comparison: comparison as never }], 1)]);
  expect(steps.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^SCAN j VIRTUAL TABLE/),
    "SEARCH ledger_orders USING PRIMARY KEY (order_id=?)",
  ]);
});
