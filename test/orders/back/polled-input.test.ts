/** What an event of the poll may get wrong: nothing of it is applied, the desk says which field, its neighbours go on. */
import { expect, it } from "vitest";
import { orderEvents } from "../../../src/crons/order-events.ts";
import { alter, change, countOf, imported, type Imported } from "./altered-world.ts";

type Item = Record<string, unknown>;
/** The ERP's latest event, with something wrong in it. */
const spoil = ({ world }: Imported, change_: (item: Item, first: Item) => void): void => {
  const listing = world.erp.state.orders.listings.at(-1);
  if (!listing) throw new Error("no event");
  const item = structuredClone(listing.event.item) as Item;
  change_(item, (item["itens"] as Item[])[0] ?? {});
  Object.assign(listing, { event: { ...listing.event, item } });
};
const poll = async ({ world }: Imported): Promise<void> => {
  world.clock.advance(120_000);
  await world.runJob(orderEvents);
  await world.pass(60_000);
};
const personal = (shop: Imported): readonly unknown[] => [shop.order.email, shop.order.shippingAddress?.address1];

/** Nothing was edited, refunded, shown or fulfilled, and no line of the log has a word of the buyer's. */
async function expectNothingApplied(shop: Imported, before: readonly unknown[]): Promise<void> {
  const { world, order, id } = shop;
  expect(order.lines.map(({ currentQuantity }) => currentQuantity)).toEqual(before);
  for (const effect of ["edit-committed", "refund", "fulfillment", "cancel-asked"])
    expect(countOf(shop, effect)).toBe(0);
  expect(world.metafields(order)["nfe_chave"]).toBeUndefined();
  expect(await world.state(id)).toBe("imported");
  for (const word of personal(shop)) expect(JSON.stringify(world.lines)).not.toContain(String(word));
}
const unitsOf = ({ order }: Imported) => order.lines.map(({ currentQuantity }) => currentQuantity);

it.each<[string, (item: Item, first: Item) => void, string]>([
  ["a negative quantity", (_, first) => void (first["qtdAtendida"] = -1), "itens.qtdAtendida"],
  ["a quantity of four decimals", (_, first) => void (first["qtdAtendida"] = 0.7125), "itens.qtdAtendida"],
  ["a quantity that is a word", (_, first) => void (first["qtdAtendida"] = "um"), "itens.qtdAtendida"],
  ["a negative ordered quantity", (_, first) => void (first["qtdPedida"] = "-2"), "itens.qtdPedida"],
  ["a price of three decimals", (_, first) => void (first["vlrEmbInformado"] = 12.345), "itens.vlrEmbInformado"],
  ["a negative price", (_, first) => void (first["vlrEmbInformado"] = -1), "itens.vlrEmbInformado"],
  ["a package of nothing", (_, first) => void (first["qtdEmbalagem"] = 0), "itens.qtdEmbalagem"],
  ["an item without a product", (_, first) => void delete first["seqProduto"], "itens.seqProduto"],
  ["an item that is no object", (item) => void (item["itens"] = ["x"]), "itens"],
])("a polled alteration with %s is at the desk, with the field that is wrong", async (_what, wrong, field) => {
  const shop = await imported();
  const before = unitsOf(shop);
  shop.world.erp.control.alter({ seqPedido: shop.seqPedido, changes: [change(shop.world.goods.piece, 1)] });
  spoil(shop, wrong);
  await poll(shop);
  expect(await shop.world.desk()).toEqual(["events event-unreadable"]);
  expect(await shop.world.message("event-unreadable")).toContain(
    `faltam ou estão errados ${field}, então nada foi feito`,
  );
  await expectNothingApplied(shop, before);
});

it.each<[string, (nota: Item) => void, string, string]>([
  [
    "a wrong check digit",
    (nota) => void (nota["chave"] = wrongDigit(String(nota["chave"]))),
    "invoice-key-invalid",
    "não é uma chave de NF-e/NFC-e válida",
  ],
  [
    "another model than its key",
    (nota) => void (nota["modelo"] = "65"),
    "invoice-model-differs",
    "o modelo 65 não é o da chave",
  ],
  ["a total of three decimals", (nota) => void (nota["vlrTotal"] = 12.345), "event-unreadable", "notaFiscal.vlrTotal"],
  ["no date", (nota) => void (nota["dtaHorEmissao"] = "ontem"), "invoice-date-invalid", "não é uma data"],
])("a polled invoice with %s is at the desk and shown nowhere", async (_what, wrong, reason, words) => {
  const shop = await imported();
  const before = unitsOf(shop);
  shop.world.erp.control.invoice({ seqPedido: shop.seqPedido });
  spoil(shop, (item) => wrong(item["notaFiscal"] as Item));
  await poll(shop);
  expect(await shop.world.desk()).toEqual([`events ${reason}`]);
  expect(await shop.world.message(reason)).toContain(words);
  await expectNothingApplied(shop, before);
});

const wrongDigit = (chave: string): string => `${chave.slice(0, 43)}${(Number(chave[43]) + 1) % 10}`;
const skusRead = ({ world }: Imported, at: number): Promise<unknown> =>
  world.db.prepare("INSERT OR REPLACE INTO loads (name, last_success_started_at) VALUES ('skus', ?1)").bind(at).run();

it("a polled alteration with a SKU that the ERP's own list does not have is at the desk; once it is there, a retry applies it", async () => {
  const shop = await imported();
  const { world, id } = shop;
  const before = unitsOf(shop);
  const stranger = { ...world.goods.piece, seqProduto: 999_777, key: "P999777E1" };
  await skusRead(shop, world.clock.now() + 600_000);
  await alter(shop, change(stranger, 1, 50));
  expect(await world.desk()).toEqual(["events alteration-sku-unknown"]);
  expect(await world.message("alteration-sku-unknown")).toContain("P999777E1, que não está na lista de SKUs do ERP");
  await expectNothingApplied(shop, before);
  await world.db
    .prepare(
      "INSERT INTO skus (seq_product, sku, package_milli, package_name, active, hash) VALUES (999777, 'P999777E1', 1000, 'UN', 1, 'h')",
    )
    .run();
  world.push({ orderId: id, cause: "person" });
  await world.pass(60_000);
  expect(await world.desk()).toEqual([]);
  expect(await world.rows("SELECT state FROM erp_events")).toEqual([{ state: "applied" }]);
});

it("a SKU that may be newer than the last reading of the list waits for the next one, without an entry", async () => {
  const shop = await imported();
  const { world } = shop;
  const stranger = { ...world.goods.piece, seqProduto: 999_777, key: "P999777E1" };
  await skusRead(shop, world.clock.now() - 600_000);
  await alter(shop, change(stranger, 1, 50));
  expect(await world.desk()).toEqual([]);
  expect(await world.rows("SELECT state FROM erp_events")).toEqual([{ state: "due" }]);
  await skusRead(shop, world.clock.now() + 1_000);
  await world.pass(900_000, 60_000);
  expect(await world.desk()).toEqual(["events alteration-sku-unknown"]);
});

it("a bad event holds back none of its page, and its correction is applied", async () => {
  const shop = await imported();
  const { world, seqPedido } = shop;
  world.erp.control.alter({ seqPedido, changes: [change(world.goods.piece, 1)] });
  const good = world.erp.state.orders.listings.at(-1)?.event;
  spoil(shop, (_, first) => void (first["qtdAtendida"] = -1));
  world.erp.control.pick({ seqPedido });
  await poll(shop);
  expect(await world.rows("SELECT type, state FROM erp_events")).toEqual([{ type: "SEPARACAO", state: "applied" }]);
  const listing = world.erp.state.orders.listings.find(({ event }) => event.tipoEvento === "ALTERADO");
  Object.assign(listing ?? {}, { event: good, listedAt: world.clock.now() });
  await poll(shop);
  await world.pass(60_000);
  expect(unitsOf(shop)).toEqual([1]);
  expect(await world.desk()).toEqual([]);
});
