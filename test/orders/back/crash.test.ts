/**
 * A crash, a lost connection and a lost answer at every step of an alteration: one edit, one refund, one weight shown,
 * and the law holds.
 */
import { describe, expect, it } from "vitest";
import type { Gate } from "../../../sim/cloudflare/gate.ts";
import { d1Error } from "../../../sim/cloudflare/d1-errors.ts";
import { dyingAt } from "../../loads/world.ts";
import { apply, billedOf, change, countOf, imported, moneyOf, settle, type Imported } from "./altered-world.ts";

/** Seven units of goods by weight and two pieces: less weight, one piece less, something added. */
async function picked(): Promise<Imported> {
  const { world } = await imported();
  const { piece, weighed } = world.goods;
  return imported({
    lines: [
      { sku: weighed.key, quantity: 7 },
      { sku: piece.key, quantity: 3 },
    ],
  });
}

const WEIGHTS = "erp.pesos_faturados";
const realGrams = ({ world }: Imported): number => 7 * world.goods.weighedMultiple - 13;

function alterIt(shop: Imported): void {
  const { world, seqPedido } = shop;
  const { piece, pack, weighed } = world.goods;
  const added = change(pack, 1, Math.min(500, piece.normalCents));
  const changes = [change(weighed, realGrams(shop) / 1_000), change(piece, 1), added];
  world.erp.control.alter({ seqPedido, changes });
}

async function expectLaw(shop: Imported, label: string): Promise<void> {
  const billed = billedOf(shop);
  expect(moneyOf(shop), label).toEqual({ total: billed, kept: billed, outstanding: 0 });
  expect(countOf(shop, "edit-committed"), `${label}: one edit`).toBe(1);
  expect(countOf(shop, "refund"), `${label}: one refund`).toBe(1);
  expect(await shop.world.desk(), label).toEqual([]);
  // Applied once, and then the real weight is shown once: the answer of neither write is taken for a failure.
  const steps = await shop.world.timeline(shop.id);
  expect(
    steps.filter((step) => step.startsWith("altered ")),
    label,
  ).toEqual(["altered applied"]);
  expect(steps.slice(steps.indexOf("altered applied") + 1), label).toEqual([
    expect.stringMatching(/^shown shown(-already)?$/),
  ]);
  const { weighed } = shop.world.goods;
  const writes = shop.world.shop.journal.effects("metafield").filter(({ effect }) => effect["name"] === WEIGHTS);
  expect(writes.length, `${label}: the weight is written once`).toBe(1);
  expect(JSON.parse(shop.world.metafields(shop.order)["pesos_faturados"] ?? "null"), label).toEqual([
    { sku: weighed.key, kg: (realGrams(shop) / 1_000).toFixed(3) },
  ]);
  expect(await shop.world.rows("SELECT state FROM order_actions ORDER BY n DESC LIMIT 1"), label).toEqual([
    { state: "done" },
  ]);
  expect((await shop.world.orderRow(shop.id))["lease"], label).toBeNull();
}

describe("the isolate dies", () => {
  for (const when of ["before", "after"] as const)
    it(`inv. 5: ${when} any step of an alteration`, async () => {
      const shop = await picked();
      alterIt(shop);
      const putBack = shop.world.keep();
      const labels: string[] = [];
      for (let step = 1; ; step += 1) {
        putBack();
        const { gate, died } = dyingAt(step, when);
        const ended = await Promise.race([apply(shop, shop.world.isolate(gate)), died]);
        if (!ended) break; // it has fewer steps than this
        labels.push(`${ended.port} ${ended.label}`);
        await settle(shop);
        await expectLaw(shop, `dead ${when} step ${step} (${ended.port} ${ended.label})`);
      }
      expect(labels.length).toBeGreaterThan(20);
    }, 180_000);
});

describe("D1's connection is lost", () => {
  for (const when of ["before", "after"] as const)
    it(`inv. 5: ${when} the commit of any step of an alteration`, async () => {
      const shop = await picked();
      alterIt(shop);
      const putBack = shop.world.keep();
      let losses = 0;
      for (let step = 1; ; step += 1) {
        putBack();
        let seen = 0;
        const lossy: Gate = async (call, effect) => {
          if (call.port !== "d1" || ++seen !== step) return effect();
          if (when === "after") await effect();
          throw d1Error("Network connection lost.");
        };
        await apply(shop, shop.world.isolate(lossy)).catch(() => undefined);
        if (seen < step) break;
        losses += 1;
        await settle(shop);
        await expectLaw(shop, `D1 lost ${when} call ${step}`);
      }
      expect(losses).toBeGreaterThan(10);
    }, 180_000);
});

const OPERATIONS = [
  "EditBegin",
  "EditQuantity",
  "EditAddVariant",
  "EditAddItem",
  "EditCommit",
  "Refund",
  "OrderFull",
  "OrderBack",
  "OrderSummary",
  "SetOrderMetafields",
] as const;

describe.each(OPERATIONS)("the answer of %s", (operation) => {
  it.each(["cutBefore", "cutAfter", "status", "statusAfter", "html", "htmlAfter", "truncated"] as const)(
    "inv. 5: is lost (%s): the order is read again before anything is repeated",
    async (kind) => {
      const shop = await picked();
      alterIt(shop);
      shop.world.shop.faults.add({ kind, operation, times: 1 });
      await apply(shop, shop.world.deps);
      await settle(shop);
      await expectLaw(shop, `${operation} ${kind}`);
    },
  );
});
