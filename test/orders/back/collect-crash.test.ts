/** A crash, a lost connection and a lost answer around a capture and a payment marked: each once, and the order goes on. */
import { describe, expect, it } from "vitest";
import { d1Error } from "../../../sim/cloudflare/d1-errors.ts";
import type { Gate } from "../../../sim/cloudflare/gate.ts";
import { dyingAt } from "../../loads/world.ts";
import { apply, billedOf, countOf, imported, moneyOf, setRules, settle, type Imported } from "./altered-world.ts";

const WAYS = [
  { payment: "authorized", effect: "capture", operation: "Capture" },
  { payment: "manual", effect: "mark-paid", operation: "MarkPaid" },
] as const;
type Way = (typeof WAYS)[number];

async function billed({ payment }: Way): Promise<Imported> {
  const shop = await imported({ payment });
  await setRules(shop, { markPaidOnInvoice: true });
  shop.world.erp.control.invoice({ seqPedido: shop.seqPedido });
  return shop;
}

async function expectPaid(shop: Imported, { effect }: Way, label: string): Promise<void> {
  const cents = billedOf(shop);
  expect(moneyOf(shop), label).toEqual({ total: cents, kept: cents, outstanding: 0 });
  expect(countOf(shop, effect), `${label}: once`).toBe(1);
  expect(await shop.world.desk(), label).toEqual([]);
  const timeline = await shop.world.timeline(shop.id);
  expect(timeline, label).toContain("collected settled");
  expect(timeline, label).toContain(`${effect} done`);
  const open = "SELECT kind FROM order_actions WHERE state IN ('intended', 'sent')";
  expect(await shop.world.rows(open), label).toEqual([]);
  expect(await shop.world.orderRow(shop.id), label).toMatchObject({ state: "invoiced", lease: null });
}

describe.each(WAYS)("the isolate dies around $effect", (way) => {
  it.each(["before", "after"] as const)(
    "inv. 5: %s any step",
    async (when) => {
      const shop = await billed(way);
      const putBack = shop.world.keep();
      const labels: string[] = [];
      for (let step = 1; ; step += 1) {
        putBack();
        const { gate, died } = dyingAt(step, when);
        const ended = await Promise.race([apply(shop, shop.world.isolate(gate)), died]);
        if (!ended) break; // it has fewer steps than this
        labels.push(`${ended.port} ${ended.label}`);
        await settle(shop);
        await expectPaid(shop, way, `dead ${when} step ${step} (${ended.port} ${ended.label})`);
      }
      expect(labels.length).toBeGreaterThan(20);
    },
    180_000,
  );
});

describe.each(WAYS)("D1's connection is lost around $effect", (way) => {
  it.each(["before", "after"] as const)(
    "inv. 5: %s the commit of any step",
    async (when) => {
      const shop = await billed(way);
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
        await expectPaid(shop, way, `D1 lost ${when} call ${step}`);
      }
      expect(losses).toBeGreaterThan(10);
    },
    180_000,
  );
});

const FAULTS = ["cutBefore", "cutAfter", "status", "statusAfter", "html", "htmlAfter", "truncated"] as const;

describe.each(WAYS)("a lost answer around $effect", (way) => {
  it.each([way.operation, "OrderMoney"].flatMap((operation) => FAULTS.map((kind) => [operation, kind] as const)))(
    "inv. 5: %s (%s): the payments are read again before anything is repeated",
    async (operation, kind) => {
      const shop = await billed(way);
      shop.world.shop.faults.add({ kind, operation, times: 1 });
      await apply(shop, shop.world.deps);
      await settle(shop);
      await expectPaid(shop, way, `${operation} ${kind}`);
    },
  );
});
