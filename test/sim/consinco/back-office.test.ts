import { describe, expect, it } from "vitest";
import { visitorOf } from "../pages.ts";
import { floorOf, itemOf, orderOf, pieceAt, weighedAt, type Floor } from "./shop-floor.ts";

async function withOrder(over: (floor: Floor) => Record<string, unknown> = () => ({})) {
  const floor = floorOf();
  const { body } = await floor.call<{ seqPedido: number }>("POST", "/PedidoVenda", orderOf(floor, over(floor)));
  const person = visitorOf(floor.handler);
  const order = floor.state.orders.bySeq(body.seqPedido);
  if (!order) throw new Error(JSON.stringify(body));
  return { floor, person, order, here: `/retaguarda/pedidos/${order.seqPedido}` };
}

const events = (floor: Floor) => floor.state.orders.listings.map(({ event }) => event.tipoEvento);

describe("the back office", () => {
  it("imports, picks, cuts and invoices an order, and each step is an event of the ERP", async () => {
    const { floor, person, order, here } = await withOrder();
    expect(await person.see("/retaguarda")).toContain("1 por integrar, 0 por faturar");
    expect((await person.send("/retaguarda/integrar")).text).toContain("1 pedido visto.");
    expect(order.status).toBe("Integrado");
    expect((await person.send(`${here}/separar`)).text).toContain("em separação");
    const [item] = order.items;
    const key = `P${item?.seqProduto ?? 0}E1`;
    expect((await person.send(`${here}/atender`, { [key]: "1" })).text).toContain("1 item mudou.");
    expect(item?.attendedMilli).toBe(1000);
    const done = await person.send(`${here}/faturar`);
    expect(done.text).toMatch(/Nota \d+ emitida/);
    // One unit of 4.59 and 5.00 of freight.
    expect(order.invoices.map(({ totalCents }) => totalCents)).toEqual([959]);
    expect(events(floor)).toEqual(["SEPARACAO", "ALTERADO", "FATURADO"]);
    expect((await person.send(`${here}/atender`, { [key]: "2" })).text).toContain("O pedido não está aberto.");
  });

  it("takes the weight of the scales with a comma, in kilograms", async () => {
    const { person, order, here, floor } = await withOrder((each) => ({
      itemDto: [itemOf(weighedAt(each).seqProduto)],
    }));
    floor.control.importDue();
    const key = `P${order.items[0]?.seqProduto ?? 0}E1`;
    await person.send(`${here}/atender`, { [key]: "1,862" });
    expect(order.items[0]?.attendedMilli).toBe(1862);
    expect(await person.see(here)).toContain("2 kg");
    expect((await person.send(`${here}/atender`, { [key]: "muito" })).text).toContain("não é uma quantidade");
    expect(order.items[0]?.attendedMilli).toBe(1862);
  });

  it("adds an item at the ERP's price of its company, and refuses one that the ERP does not have", async () => {
    const { floor, person, order, here } = await withOrder();
    floor.control.importDue();
    const added = pieceAt(floor, 1);
    await person.send(`${here}/atender`, { sku: added.key.toLowerCase(), unidades: "3" });
    expect(order.items.map(({ attendedMilli }) => attendedMilli)).toEqual([2000, 3000]);
    expect([added.normalCents, added.promotion?.cents]).toContain(order.items[1]?.chargedCents);
    expect((await person.send(`${here}/atender`, { sku: "P1E99" })).text).toContain("não tem o SKU P1E99");
    expect(order.items).toHaveLength(2);
  });

  it("cancels an order with a reason, and one document of two", async () => {
    const { floor, person, order, here } = await withOrder((each) => ({
      itemDto: [itemOf(pieceAt(each, 0).seqProduto), itemOf(pieceAt(each, 1).seqProduto)],
      pagamentoDto: [{ idPagtoCanalVenda: "1A", seqFormaPagto: 3, vlrPagto: 23.36, nroParcela: 1 }],
    }));
    floor.control.importDue();
    await person.send(`${here}/faturar`, { partes: "2" });
    const [first] = order.invoices;
    expect(order.invoices).toHaveLength(2);
    await person.send(`${here}/cancelar-nota`, { chave: first?.chave ?? "" });
    expect(order.invoices.map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
    const other = await withOrder();
    other.floor.control.importDue();
    await other.person.send(`${other.here}/cancelar`, { motivo: "Loja fechada" });
    expect(other.order.stage).toBe("cancelled");
    expect(events(other.floor)).toEqual(["CANCELADO"]);
  });

  it("refuses the next order on request, and shows why on the order's page", async () => {
    const { person, order, here } = await withOrder();
    await person.send("/retaguarda/recusar");
    await person.send("/retaguarda/integrar");
    expect(order.status).toBe("Rejeitado");
    expect(await person.see(here)).toContain("Cliente com cadastro bloqueado");
  });

  it("is open while the API is down, and has no page for an order that is not there", async () => {
    const { floor, person } = await withOrder();
    floor.control.outage({ from: floor.now(), until: floor.now() + 60_000 });
    expect((await floor.send("GET", "/Cadastros/Produto")).status).toBeGreaterThanOrEqual(500);
    expect((await person.get("/retaguarda")).status).toBe(200);
    expect((await person.get("/retaguarda/pedidos/1")).status).toBe(404);
    expect((await person.get("/retaguarda/console.css")).markup).toContain("--accent");
  });
});
