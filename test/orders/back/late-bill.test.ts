/** The ERP's cancellation reaches the hub before a bill that was made earlier: the money has gone back, and a document stands. */
import { expect, it } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { orderSweep } from "../../../src/crons/order-sweep.ts";
import { webhookOf } from "../world.ts";
import { countOf, imported, type Imported } from "./altered-world.ts";
import { callsOf } from "./living.ts";

async function ofTwo(): Promise<Imported> {
  const { world } = await imported();
  const { piece, pack } = world.goods;
  return imported({
    lines: [
      { sku: piece.key, quantity: 2 },
      { sku: pack.key, quantity: 1 },
    ],
  });
}
const poll = async ({ world }: Imported): Promise<void> => {
  await world.runJob(orderEvents);
  await world.pass(120_000);
};

/** Of the ERP's events the bill is listed last, after the cancellation has reached Shopify. */
async function billedLate(shop: Imported, how: { readonly only?: number } = {}): Promise<string> {
  const { world, seqPedido, order } = shop;
  const [made] = world.erp.control.invoice({ seqPedido, ...how });
  const { listings } = world.erp.state.orders;
  const [late] = listings.splice(-1, 1);
  if (!late || !made) throw new Error("no bill");
  world.clock.advance(60_000);
  if (how.only === undefined) {
    // The ERP contradicts itself: a cancellation of an order that it billed whole.
    const item = { ...late.event.item, tipoEvento: "CANCELADO", notaFiscal: null, itens: [] };
    listings.push({ ...late, event: { ...late.event, seqEvento: 9_999, tipoEvento: "CANCELADO", item } });
  } else world.erp.control.cancel({ seqPedido, motivo: "Resto sem estoque" });
  await poll(shop);
  expect(order.cancelledAt).not.toBeNull();
  expect(await world.desk()).toEqual([]);
  // The webhook of the cancellation has been seen: nothing of the order is doubted any more.
  world.push(webhookOf(order));
  await world.pass(60_000);
  listings.push({ ...late, listedAt: world.clock.now() });
  await poll(shop);
  await world.runJob(orderSweep);
  await world.pass(60_000);
  return String(made.numero);
}

it.each<[string, { readonly only?: number }]>([
  ["a part of it", { only: 1 }],
  ["the whole of it", {}],
])(
  "E11: a bill of %s that comes after its cancellation is one entry with the invoice, and nothing leaves",
  async (_, how) => {
    const shop = await ofTwo();
    const { world, order } = shop;
    const invoice = await billedLate(shop, how);
    expect(await world.desk()).toEqual(["orders billed-after-cancelling"]);
    expect(await world.message("billed-after-cancelling")).toContain(`nota ${invoice}`);
    // The document stands on the order; no goods leave, and no money moves a second time.
    expect(world.metafields(order)["nfe_numero"]).toBe(invoice);
    expect(callsOf(world, "orderCancel")).toBe(1);
    expect(countOf(shop, "fulfillment") + countOf(shop, "edit-committed")).toBe(0);
    expect(order.transactions.filter(({ kind }) => kind === "REFUND")).toHaveLength(1);
    expect(await world.rows("SELECT DISTINCT state FROM erp_events")).toEqual([{ state: "applied" }]);
  },
);

it("E11: a customer's own cancellation of a billed order keeps its entry", async () => {
  const shop = await ofTwo();
  const { world, order, seqPedido } = shop;
  world.erp.control.invoice({ seqPedido });
  await world.db
    .prepare("INSERT INTO settings (name, value, changed_at) VALUES ('order-rules', '{\"fulfilInvoices\":\"off\"}', 0)")
    .run();
  await poll(shop);
  world.shop.control.cancelOrder(order.id);
  world.push(webhookOf(order));
  await world.pass(60_000);
  expect(await world.desk()).toEqual(["orders cancelled-after-submission"]);
});
