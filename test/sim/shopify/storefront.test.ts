import { describe, expect, it } from "vitest";
import { numberOfId } from "../../../sim/shopify/state.ts";
import { visitorOf } from "../pages.ts";
import { locations, rigOf, stocked, stockedAlsoAt } from "./rig.ts";

async function open(over: Record<string, unknown> = {}) {
  const rig = await rigOf({
    locations: [{ name: "Loja 1 Centro" }, { name: "Loja 2 Vila" }, { name: "Loja 3 Serra" }],
  });
  const goods = await stocked(rig, 10, over);
  await stockedAlsoAt(rig, goods, locations(rig)[1], 4);
  const variant = rig.shop.state.variants.get(goods.variantId);
  if (!variant) throw new Error("the shop has no variant");
  return {
    rig,
    goods,
    variant,
    item: String(numberOfId(goods.variantId)),
    person: visitorOf((request) => rig.send(request)),
  };
}
type Open = Awaited<ReturnType<typeof open>>;

async function bought(shop: Open, fields: Record<string, string> = {}) {
  await shop.person.send("/loja/sacola/por", { item: shop.item, quantidade: "3" });
  const { at, text } = await shop.person.send("/loja/comprar", { pagamento: "card", entrega: "LOCAL", ...fields });
  const order = [...shop.rig.shop.state.orders.values()].at(-1);
  if (!order) throw new Error(text);
  return { order, here: at.split("?")[0] ?? "", text };
}

/** What the connector writes for the theme. */
const priced = ({ variant }: Open, prices: Record<string, unknown>) =>
  void variant.metafields.set("erp.precos", {
    id: "gid://shopify/Metafield/1",
    namespace: "erp",
    key: "precos",
    type: "json",
    value: JSON.stringify(prices),
    compareDigest: "",
    createdAt: 0,
    updatedAt: 0,
  });

describe("the shop's pages", () => {
  it("show what is published, and find it by name, SKU and without accents", async () => {
    const shop = await open();
    const { person, rig, goods } = shop;
    expect(await person.see("/loja")).toContain("Café Torrado 500 g");
    expect(await person.see("/loja?q=cafe+torrado")).toContain("1 produto");
    expect(await person.see("/loja?q=p1e1")).toContain("1 produto");
    expect(await person.see("/loja?q=feij%C3%A3o")).toContain("Nada aqui ainda");
    rig.shop.control.setStatus(goods.productId, "DRAFT");
    expect(await person.see("/loja")).not.toContain("Café");
  });

  it("show the price and the stock of the store that was chosen, and charge that price", async () => {
    const shop = await open();
    priced(shop, { "1": { price: 2490 }, "2": { price: 1990, compareAtPrice: 2590 } });
    expect(await shop.person.see("/loja")).toContain("R$ 24,90 10 em estoque");
    await shop.person.send("/loja/escolher", { loja: "2", de: "/loja" });
    expect(await shop.person.see("/loja")).toContain("R$ 25,90 R$ 19,90 4 em estoque");
    const { order } = await bought(shop);
    expect(order.lines[0]?.unitPrice).toBe(1990);
    expect(order.customAttributes).toContainEqual({ key: "loja", value: "2" });
    expect(order.fulfillmentOrders.map(({ locationId }) => locationId)).toEqual([locations(shop.rig)[1]]);
    expect(await shop.person.see("/loja")).toContain("1 em estoque");
  });

  it("show a picture from the shop's own files, and say so where there is none", async () => {
    const shop = await open();
    expect((await shop.person.get("/loja")).markup).toContain("sem foto");
    shop.rig.shop.control.addMedia(shop.goods.productId, Uint8Array.of(1, 2, 3));
    const { markup } = await shop.person.get("/loja");
    const address = /src="([^"]+)"/.exec(markup)?.[1] ?? "";
    expect(address).toMatch(/^\/cdn\/files\//);
    expect((await shop.person.get(address)).status).toBe(200);
  });

  it("write a name as text, whatever stands in it", async () => {
    const { person } = await open({ title: "<b>Café</b> \"&\" 'chá'", handle: "cafe" });
    const { markup } = await person.get("/loja/produtos/cafe");
    expect(markup).toContain("&lt;b&gt;Café&lt;/b&gt; &quot;&amp;&quot; &#39;chá&#39;");
    expect(markup).not.toContain("<b>Café");
  });
});

describe("the bag", () => {
  it("keeps what was put in, adds up, and loses what was set to zero", async () => {
    const { person, item } = await open();
    await person.send("/loja/sacola/por", { item, quantidade: "2" });
    const { text } = await person.send("/loja/sacola/por", { item, quantidade: "3" });
    expect(text).toContain("Sacola (5)");
    expect(text).toContain("R$ 124,50");
    expect((await person.send("/loja/sacola/mudar", { [`q${item}`]: "0" })).text).toContain("A sacola está vazia");
    expect((await person.send("/loja/comprar")).text).toContain("A sacola está vazia.");
  });

  it("stays full when the shop does not sell it: more than there is", async () => {
    const { person, item, rig } = await open();
    await person.send("/loja/sacola/por", { item, quantidade: "11" });
    const { text } = await person.send("/loja/comprar", { pagamento: "card" });
    expect(text).toContain("não fechou o pedido");
    expect(text).toContain("Sacola (11)");
    expect(rig.shop.state.orders.size).toBe(0);
  });
});

describe("an order's page", () => {
  it("is where the buyer lands, and the order is what the form said", async () => {
    const shop = await open();
    const { order, text } = await bought(shop, {
      pagamento: "pix",
      entrega: "PICK_UP",
      cupom: "bemvindo10",
      obs: "Tocar",
    });
    expect(text).toContain("Pedido #1001 feito.");
    expect(text).toContain("espera o pagamento");
    expect(order).toMatchObject({ note: "Tocar", shippingAddress: null, discountCodes: ["BEMVINDO10"] });
    // 3 × 24.90 − 10 %, no freight for a pickup.
    expect(order.originalTotal).toBe(6723);
    const paid = await shop.person.send("/loja/pedidos/1001/pagar");
    expect(paid.text).toContain("R$ 67,23 pagos.");
    expect(paid.text).toContain("· pago ·");
  });

  it("edits quantities and adds a SKU: the lines change, the money does not", async () => {
    const shop = await open();
    const { order, here } = await bought(shop);
    const line = `q${numberOfId(order.lines[0]?.id ?? "")}`;
    const { text } = await shop.person.send(`${here}/editar`, { [line]: "1", sku: "p1e12", unidades: "2" });
    expect(text).toContain("Edição gravada.");
    expect(order.lines.map(({ currentQuantity }) => currentQuantity)).toEqual([1, 2]);
    expect(order.transactions).toHaveLength(1);
    expect(shop.rig.shop.journal.shopActions.at(-1)?.effect.kind).toBe("order-edited-by-hand");
    expect((await shop.person.send(`${here}/editar`, { sku: "P9E9" })).text).toContain("A loja não vende P9E9.");
    expect((await shop.person.send(`${here}/editar`, { [line]: "1" })).text).toContain("Nada mudou.");
  });

  it("gives money back, cancels with restock, and then does nothing more", async () => {
    const shop = await open();
    const { order, here } = await bought(shop);
    expect((await shop.person.send(`${here}/devolver`, { valor: "1,50" })).text).toContain("devolvido em parte");
    expect((await shop.person.send(`${here}/devolver`, { valor: "999" })).text).toContain("payment of 99900 cents");
    await shop.person.send(`${here}/cancelar`);
    expect(order.cancelledAt).not.toBeNull();
    expect(shop.variant.item.levels.get(locations(shop.rig)[0])?.available).toBe(10);
    expect((await shop.person.send(`${here}/enviar`)).text).toContain("já está cancelado");
  });

  it("is sent, and what was sent neither leaves the order nor can be cancelled", async () => {
    const shop = await open();
    const { order, here } = await bought(shop);
    await shop.person.send(`${here}/enviar`);
    expect(order.lines[0]?.fulfilledQuantity).toBe(3);
    const line = `q${numberOfId(order.lines[0]?.id ?? "")}`;
    expect((await shop.person.send(`${here}/editar`, { [line]: "1" })).text).toContain("já foi enviado");
    expect((await shop.person.send(`${here}/cancelar`)).text).toContain("Cannot cancel");
  });

  it("takes the bairro that the buyer's wallet left out, and the app hears that the order changed", async () => {
    const shop = await open();
    const { order, here } = await bought(shop, { endereco: "plain" });
    const before = shop.rig.shop.state.orders.get(order.id)?.updatedAt ?? 0;
    shop.rig.world.advance(1_000);
    await shop.person.send(`${here}/endereco`, { bairro: "Batel" });
    expect(order.shippingAddress?.address2).toContain("- Batel");
    expect(order.updatedAt).toBeGreaterThan(before);
  });
});
