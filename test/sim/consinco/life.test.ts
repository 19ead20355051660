import { expect, it } from "vitest";
import { isAccessKey } from "../../../sim/consinco/fiscal/access-key.ts";
import type { ConsincoOptions } from "../../../sim/consinco/options.ts";
import { skusOf } from "../../../sim/consinco/view.ts";
import { floorOf, itemOf, orderOf, pieceAt, weighedAt, type Floor } from "./shop-floor.ts";

type Event = Record<string, unknown> & {
  seqEvento: number;
  tipoEvento: string;
  notaFiscal: Record<string, unknown> | null;
};

/** A floor with one order taken: seqPedido 464, two pieces of the first good. */
async function withOrder(options: Partial<ConsincoOptions> = {}, over: Record<string, unknown> = {}): Promise<Floor> {
  const floor = floorOf(options);
  const { status } = await floor.call("POST", "/PedidoVenda", orderOf(floor, over));
  expect(status).toBe(201);
  return floor;
}
const events = async (floor: Floor, since = "1900-01-01T00:00:00") =>
  (await floor.all(`/PedidoVenda/EventoPedido?DtaHorAlteracao=${since}`)) as Event[];
const stockOf = (floor: Floor, seqProduto = pieceAt(floor).seqProduto) =>
  skusOf(floor.state, 1).find((sku) => sku.seqProduto === seqProduto)?.quantityMilli ?? 0;
const status = async (floor: Floor) =>
  (await floor.call("GET", "/PedidoVenda?SeqCanalVenda=121&IdPedidoCanalVenda=6123456789012")).body;

it("an import gives the order its number and reserves its stock; a second one changes nothing", async () => {
  const floor = await withOrder();
  const { seqProduto } = pieceAt(floor);
  const before = stockOf(floor, seqProduto);
  expect(floor.control.importDue()).toBe(1);
  expect(await status(floor)).toMatchObject({ statusIntegracao: "Integrado", nroPedVenda: 88001 });
  expect(stockOf(floor, seqProduto)).toBe(before - 2000);
  expect(floor.control.importDue()).toBe(0);
  expect(stockOf(floor, seqProduto)).toBe(before - 2000);
});

it("a rejected import carries its message, reserves nothing and cannot be invoiced", async () => {
  const floor = await withOrder();
  const before = stockOf(floor);
  floor.control.rejectNext({ mensagem: "Limite de crédito" });
  floor.control.importDue();
  expect(await status(floor)).toMatchObject({
    statusIntegracao: "Rejeitado",
    mensagem: "Limite de crédito",
    nroPedVenda: null,
  });
  expect(stockOf(floor)).toBe(before);
  expect(floor.control.invoiceDue()).toBe(0);
  expect(() => floor.control.invoice({ seqPedido: 464 })).toThrow("Rejeitado");
});

it("an item lost at the import is in no answer any more, and its stock stays", async () => {
  const floor = floorOf();
  const lost = pieceAt(floor, 0).seqProduto;
  const kept = pieceAt(floor, 1).seqProduto;
  const before = stockOf(floor, lost);
  await floor.call(
    "POST",
    "/PedidoVenda",
    orderOf(floor, { itemDto: [itemOf(lost), itemOf(kept)], pagamentoDto: undefined }),
  );
  floor.control.loseItems({ items: 1 });
  floor.control.importDue();
  expect((await status(floor))["itemDto"]).toEqual([{ seqProduto: kept, qtdEmbalagem: 1, qtdPedida: 2 }]);
  expect(stockOf(floor, lost)).toBe(before);
});

it("goods not for sale at the company are dropped at the import only where the settings demand it", async () => {
  for (const [dropInactiveItems, left] of [
    [true, 0],
    [false, 1],
  ] as const) {
    const floor = await withOrder({ orders: { dropInactiveItems } });
    floor.control.setActive({ key: pieceAt(floor).key, active: false });
    floor.control.importDue();
    expect((await status(floor))["itemDto"]).toHaveLength(left);
  }
});

it.each([
  ["55", "E"],
  ["65", "R"],
] as const)(
  "an invoice of model %s (delivery %s) has a valid key, its parts and the total of what was attended",
  async (model, tipoEntrega) => {
    const floor = await withOrder({}, { tipoEntrega });
    floor.control.importDue();
    floor.control.alter({
      seqPedido: 464,
      changes: [{ seqProduto: pieceAt(floor).seqProduto, qtdEmbalagem: 1, attended: 1 }],
    });
    floor.control.invoice({ seqPedido: 464 });
    const [altered, invoiced] = await events(floor);
    expect(altered).toMatchObject({
      tipoEvento: "ALTERADO",
      itens: [{ qtdPedida: 2, qtdAtendida: 1, vlrEmbInformado: 4.59 }],
      notaFiscal: null,
    });
    const invoice = invoiced?.notaFiscal;
    expect(invoice).toMatchObject({
      modelo: model,
      numero: 1234,
      serie: 1,
      vlrTotal: 9.59,
      dtaHorEmissao: "2026-11-24T12:00:00",
      url: null,
    });
    const key = String(invoice?.["chave"]);
    expect(isAccessKey(key)).toBe(true);
    expect(key.slice(2, 6) + key.slice(20, 22)).toBe(`2611${model}`);
    expect(invoiced).toMatchObject({
      tipoEvento: "FATURADO",
      seqPedido: 464,
      idPedidoCanalVenda: "6123456789012",
      nroPedVenda: 88001,
      nroEmpresa: 1,
    });
  },
);

it("company 3 has a CNPJ with letters, and its keys are valid with them", async () => {
  const floor = await withOrder({}, { nroEmpresa: 3 });
  floor.control.importAndInvoiceDue();
  const key = String((await events(floor))[0]?.notaFiscal?.["chave"]);
  expect(key).toMatch(/[A-Z]/);
  expect(isAccessKey(key)).toBe(true);
});

it("a cut gives stock back, a heavier weight takes more, an added item takes its own", async () => {
  const floor = floorOf();
  const { seqProduto: kg } = weighedAt(floor);
  const { seqProduto: extra } = pieceAt(floor, 1);
  const [kgBefore, extraBefore] = [stockOf(floor, kg), stockOf(floor, extra)];
  await floor.call(
    "POST",
    "/PedidoVenda",
    orderOf(floor, { itemDto: [itemOf(kg, { qtdPedida: 0.7 })], pagamentoDto: undefined }),
  );
  floor.control.importDue();
  floor.control.alter({
    seqPedido: 464,
    changes: [
      { seqProduto: kg, qtdEmbalagem: 1, attended: 0.735 },
      { seqProduto: extra, qtdEmbalagem: 1, attended: 1, chargedCents: 300 },
    ],
  });
  expect(stockOf(floor, kg)).toBe(kgBefore - 735);
  expect(stockOf(floor, extra)).toBe(extraBefore - 1000);
  expect((await events(floor))[0]?.["itens"]).toEqual([
    { seqProduto: kg, qtdEmbalagem: 1, qtdPedida: 0.7, qtdAtendida: 0.735, vlrEmbInformado: 4.59 },
    { seqProduto: extra, qtdEmbalagem: 1, qtdPedida: 0, qtdAtendida: 1, vlrEmbInformado: 3 },
  ]);
});

it("one SKU on two rows: a cut fills the first row and leaves the rest to the second", async () => {
  const floor = floorOf();
  const { seqProduto } = pieceAt(floor);
  const before = stockOf(floor, seqProduto);
  const dearer = { qtdPedida: 1, vlrEmbInformado: 4.6, vlrEmbDesconto: 0.4 };
  const itemDto = [itemOf(seqProduto), itemOf(seqProduto, dearer)];
  await floor.call("POST", "/PedidoVenda", orderOf(floor, { itemDto, pagamentoDto: undefined }));
  floor.control.importDue();
  floor.control.alter({ seqPedido: 464, changes: [{ seqProduto, qtdEmbalagem: 1, attended: 2 }] });
  const rows = (await events(floor))[0]?.["itens"] as { qtdAtendida: number }[];
  expect(rows.map(({ qtdAtendida }) => qtdAtendida)).toEqual([2, 0]);
  expect(stockOf(floor, seqProduto)).toBe(before - 2000);
});

it("a cancellation gives the stock back, has its reason, and nothing follows it", async () => {
  const floor = await withOrder();
  const before = stockOf(floor);
  floor.control.importDue();
  floor.control.pick({ seqPedido: 464 });
  floor.control.cancel({ seqPedido: 464, motivo: "Sem entregador" });
  expect(stockOf(floor)).toBe(before);
  expect((await events(floor)).map(({ tipoEvento, motivo }) => [tipoEvento, motivo])).toEqual([
    ["SEPARACAO", null],
    ["CANCELADO", "Sem entregador"],
  ]);
  expect(() => floor.control.invoice({ seqPedido: 464 })).toThrow("cancelled");
  expect(floor.control.invoiceDue()).toBe(0);
});

it("two documents for one order have two keys, and their totals are the order's", async () => {
  const floor = floorOf();
  const goods = [itemOf(pieceAt(floor, 0).seqProduto), itemOf(pieceAt(floor, 1).seqProduto)];
  await floor.call("POST", "/PedidoVenda", orderOf(floor, { itemDto: goods, pagamentoDto: undefined }));
  floor.control.importDue();
  floor.control.invoice({ seqPedido: 464, parts: 2 });
  const invoices = (await events(floor)).map(({ notaFiscal }) => notaFiscal);
  expect(invoices.map((invoice) => invoice?.["vlrTotal"])).toEqual([14.18, 9.18]);
  expect(new Set(invoices.map((invoice) => invoice?.["chave"])).size).toBe(2);
});

it("E11: a partly billed order keeps what is billed: no PUT, no Cancelar, and a cancellation frees only the rest", async () => {
  const floor = floorOf({ orders: { changes: true } });
  const [first, second] = [pieceAt(floor, 0).seqProduto, pieceAt(floor, 1).seqProduto];
  const before = [stockOf(floor, first), stockOf(floor, second)];
  const body = orderOf(floor, { itemDto: [itemOf(first), itemOf(second)], pagamentoDto: undefined });
  await floor.call("POST", "/PedidoVenda", body);
  floor.control.importDue();
  const [invoice] = floor.control.invoice({ seqPedido: 464, only: 1 });
  const refusals = [
    await floor.call("PUT", "/PedidoVenda/464", body),
    await floor.call("POST", "/PedidoVenda/464/Cancelar", { motivo: "Cliente desistiu" }),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([422, 422]);
  floor.control.cancel({ seqPedido: 464 });
  expect(stockOf(floor, second)).toBe(before[1]);
  expect(stockOf(floor, first)).toBeLessThan(before[0] ?? 0);
  expect((await events(floor)).map(({ tipoEvento, itens }) => [tipoEvento, (itens as unknown[]).length])).toEqual([
    ["FATURADO", 1],
    ["CANCELADO", 0],
  ]);
  expect(invoice?.isCancelled).toBe(false);
});

it("a cancelled document is named by its CANCELADO, and the items are billed again by another one", async () => {
  const floor = await withOrder();
  floor.control.importDue();
  const [invoice] = floor.control.invoice({ seqPedido: 464 });
  floor.control.cancelInvoice({ seqPedido: 464, motivo: "CFOP errado" });
  const [again] = floor.control.invoice({ seqPedido: 464 });
  expect(again?.totalCents).toBe(invoice?.totalCents);
  expect((await events(floor)).map(({ tipoEvento, notaFiscal }) => [tipoEvento, notaFiscal?.["chave"]])).toEqual([
    ["FATURADO", invoice?.chave],
    ["CANCELADO", invoice?.chave],
    ["FATURADO", again?.chave],
  ]);
});

it("an order whose document was cancelled is billed again by the ERP's people only, not by its clock", async () => {
  const floor = await withOrder({ orders: { importAfterMs: 1_000, invoiceAfterMs: 60_000 } });
  floor.advance(2_000);
  expect(await events(floor)).toEqual([]); // imported
  floor.advance(60_000);
  expect((await events(floor)).map(({ tipoEvento }) => tipoEvento)).toEqual(["FATURADO"]);
  floor.control.cancelInvoice({ seqPedido: 464 });
  floor.advance(3_600_000);
  expect((await events(floor)).map(({ tipoEvento }) => tipoEvento)).toEqual(["FATURADO", "CANCELADO"]);
  floor.control.invoice({ seqPedido: 464 });
  expect((await events(floor)).map(({ tipoEvento }) => tipoEvento)).toEqual(["FATURADO", "CANCELADO", "FATURADO"]);
});

it("events are paged, filtered by time inclusively, and each has its own number", async () => {
  const floor = await withOrder();
  floor.control.importDue();
  for (const attended of [2, 1, 2, 1, 2]) {
    floor.advance(1000);
    floor.control.alter({
      seqPedido: 464,
      changes: [{ seqProduto: pieceAt(floor).seqProduto, qtdEmbalagem: 1, attended }],
    });
  }
  const all = (await floor.all("/PedidoVenda/EventoPedido", 2)) as Event[];
  expect(all.map(({ seqEvento }) => seqEvento)).toEqual([7001, 7002, 7003, 7004, 7005]);
  expect((await events(floor, "2026-11-24T12:00:04")).map(({ seqEvento }) => seqEvento)).toEqual([7004, 7005]);
});

it("an event may come again with the same number, and an invoice before the alteration that preceded it", async () => {
  const twice = await withOrder({ events: { repeatChance: 1 } });
  twice.control.importAndInvoiceDue();
  twice.advance(3_600_000);
  expect((await events(twice)).map(({ seqEvento }) => seqEvento)).toEqual([7001, 7001]);

  const swapped = await withOrder({ events: { outOfOrderChance: 1 } });
  swapped.control.importDue();
  swapped.control.alter({
    seqPedido: 464,
    changes: [{ seqProduto: pieceAt(swapped).seqProduto, qtdEmbalagem: 1, attended: 1 }],
  });
  swapped.control.invoice({ seqPedido: 464 });
  expect((await events(swapped)).map(({ tipoEvento }) => tipoEvento)).toEqual(["FATURADO", "ALTERADO"]);
});

it("a clock set back hides no event that was seen before", async () => {
  const floor = await withOrder();
  floor.control.importAndInvoiceDue();
  floor.control.setClockSkew({ ms: -600_000 });
  expect(await events(floor)).toHaveLength(1);
});

it("imports and invoices by themselves when the settings demand it, at their time", async () => {
  const floor = await withOrder({ orders: { importAfterMs: 60_000, invoiceAfterMs: 600_000 } });
  floor.advance(59_000);
  expect(await status(floor)).toMatchObject({ statusIntegracao: "Pendente" });
  floor.advance(1_000);
  expect(await status(floor)).toMatchObject({ statusIntegracao: "Integrado" });
  expect(await events(floor)).toEqual([]);
  floor.advance(600_000);
  expect((await events(floor)).map(({ tipoEvento }) => tipoEvento)).toEqual(["FATURADO"]);
});

it("PUT and Cancelar do not exist unless the settings demand it", async () => {
  const without = await withOrder();
  expect((await without.call("PUT", "/PedidoVenda/464", orderOf(without))).status).toBe(404);
  expect((await without.call("POST", "/PedidoVenda/464/Cancelar", { motivo: "x" })).status).toBe(404);

  const floor = await withOrder({ orders: { changes: true } });
  floor.control.importDue();
  const before = stockOf(floor);
  const one = orderOf(floor, {
    itemDto: [itemOf(pieceAt(floor).seqProduto, { qtdPedida: 1 })],
    pagamentoDto: undefined,
  });
  expect((await floor.call("PUT", "/PedidoVenda/464", { ...one, nroTabVenda: 1 })).status).toBe(400);
  expect((await floor.call("PUT", "/PedidoVenda/464", one)).status).toBe(200);
  expect(stockOf(floor)).toBe(before + 1000);
  expect((await floor.call("POST", "/PedidoVenda/464/Cancelar", {})).status).toBe(400);
  expect((await floor.call("POST", "/PedidoVenda/464/Cancelar", { motivo: "Desistência" })).status).toBe(200);
  expect((await events(floor)).map(({ tipoEvento }) => tipoEvento)).toEqual(["CANCELADO"]);
  expect((await floor.call("PUT", "/PedidoVenda/464", one)).status).toBe(422);
});

it("payment data is taken once for a payment of the order, found by either key, and refused when incomplete", async () => {
  const floor = await withOrder();
  const pay = (body: object) => floor.call("POST", "/PedidoVenda/Pagamento", body);
  const card = {
    IdPagtoCanalVenda: "1A",
    nsu: "123456789000",
    nroCartao: "5180########8115",
    codBandeira: "1",
    nroAutorizacao: "123",
  };
  expect((await pay({ ...card, SeqPedido: 464, nsu: "" })).status).toBe(400);
  expect((await pay({ ...card, SeqPedido: 9 })).status).toBe(404);
  expect((await pay({ ...card })).status).toBe(400);
  expect((await pay({ ...card, SeqPedido: 464, IdPagtoCanalVenda: "2B" })).status).toBe(422);
  expect((await pay({ ...card, SeqPedido: 464 })).body).toMatchObject({
    seqPedido: 464,
    idPagtoCanalVenda: "1A",
    nsu: "123456789000",
  });
  const again = await pay({ ...card, nsu: "2", seqCanalVenda: 121, IdPedidoCanalVenda: "6123456789012" });
  expect(again).toMatchObject({ status: 409, body: { seqPedido: 464 } });
  expect(floor.state.orders.all[0]?.paymentData).toEqual([expect.objectContaining({ nsu: "123456789000" })]);
});
