import { expect, it } from "vitest";
import { DEFAULT_DIALECT } from "../../src/rules/dialect/dialect.ts";
import { readEvent } from "../../src/erp/records/evento-pedido.ts";
import { outcomeOf } from "../../src/erp/client/outcome.ts";
import { findOrder, submitOrder } from "../../src/erp/records/pedido-venda.ts";
import type { ErpClient, ErpResult } from "../../src/erp/client/result.ts";

const dialect = async () => DEFAULT_DIALECT;
const answering = (value: unknown): ErpClient => {
  const result: ErpResult<unknown> = { ok: true, value, erpNow: null };
  return { dialect, get: async () => result, post: async () => result };
};
const KEY = { salesChannel: 121, orderId: "1" };
const NAMED = { seqCanalVenda: 121, idPedidoCanalVenda: "1" };
const ask = (value: unknown) => findOrder(answering(value), KEY);
const submit = (value: unknown) => submitOrder(answering(value), {}, KEY);
const answeredAs = (status: number, text: string, method: "GET" | "POST" = "GET"): ErpClient => {
  const result = outcomeOf({ kind: "answer", status, text, erpNow: null, location: null, retryAfterMs: null }, method);
  return { dialect, get: async () => result, post: async () => result };
};

it.each([[null], [{}], ["ok"], [{ seqPedido: "abc" }], [{ seqPedido: 0 }], [[]]])(
  "a POST answered %j without seqPedido is unknown, never taken for accepted",
  async (answer) => {
    expect(await submit(answer)).toMatchObject({ ok: false, failure: { kind: "unknown" } });
  },
);

it.each([[{ seqPedido: 464 }], [{ SeqPedido: "464" }], [{ seqPedido: 464, ...NAMED }]])(
  "a POST answered %j is accepted as 464",
  async (answer) => {
    expect(await submit(answer)).toMatchObject({ ok: true, value: { seqPedido: 464 } });
  },
);

it.each([[{ seqPedido: 464, ...NAMED, idPedidoCanalVenda: "2" }], [{ seqPedido: 464, ...NAMED, seqCanalVenda: 7 }]])(
  "O14: a POST answered %j is the answer of another order, so its outcome is unknown",
  async (answer) => {
    expect(await submit(answer)).toMatchObject({ ok: false, failure: { kind: "unknown" } });
  },
);

it("a question answered with an empty list is 'not there'; with something else it is unknown", async () => {
  expect(await ask([])).toEqual({ kind: "notThere" });
  expect(await ask({ items: [], hasNext: false })).toEqual({ kind: "notThere" });
  expect(await ask({ items: [], hasNext: true })).toMatchObject({ kind: "failed", failure: { kind: "unknown" } });
  expect(await ask({ items: null })).toMatchObject({ kind: "failed", failure: { kind: "unknown" } });
  expect(await ask({ mensagem: "?" })).toMatchObject({ kind: "failed", failure: { kind: "unknown" } });
  expect(await ask(null)).toMatchObject({ kind: "failed", failure: { kind: "unknown" } });
});

it.each<[string, unknown]>([
  ["another order", { seqPedido: 9, ...NAMED, idPedidoCanalVenda: "2" }],
  ["the same id of another channel", { seqPedido: 9, ...NAMED, seqCanalVenda: 7 }],
  ["an order without its key", { seqPedido: 9 }],
  ["an order without its channel", { seqPedido: 9, idPedidoCanalVenda: "1" }],
  ["a list of other orders", { items: [{ seqPedido: 9, ...NAMED, idPedidoCanalVenda: "2" }] }],
])("O14: a lookup answered with %s is unknown", async (_what, answer) => {
  expect(await ask(answer)).toMatchObject({ kind: "failed", failure: { kind: "unknown" } });
});

it("a lookup that ignores its filter: the order asked for is found in the list", async () => {
  const other = { seqPedido: 9, ...NAMED, idPedidoCanalVenda: "2" };
  expect(await ask([other, { seqPedido: 10, ...NAMED }])).toMatchObject({ kind: "found", all: [10] });
});

it("an order whose rows are named items is that order, and no empty list when it has none", async () => {
  expect(await ask({ seqPedido: 9, ...NAMED, items: [] })).toMatchObject({
    kind: "found",
    order: { seqPedido: 9, items: [] },
  });
  const other = { seqPedido: 9, ...NAMED, idPedidoCanalVenda: "2", items: [] };
  expect(await ask(other)).toMatchObject({ kind: "failed", failure: { kind: "unknown" } });
});

it("a lookup with two orders names both, and gives the one that the hub holds", async () => {
  const two = [
    { seqPedido: 465, ...NAMED },
    { seqPedido: 464, ...NAMED },
  ];
  expect(await ask(two)).toMatchObject({ kind: "found", order: { seqPedido: 464 }, all: [464, 465] });
  expect(await findOrder(answering(two), KEY, 465)).toMatchObject({ order: { seqPedido: 465 }, all: [464, 465] });
});

it("of two orders the one that the import rejected is none, also where the hub holds its number (seed 20035)", async () => {
  const two = [
    { seqPedido: 464, ...NAMED, statusIntegracao: "Rejeitado" },
    { seqPedido: 465, ...NAMED, statusIntegracao: "Integrado" },
  ];
  expect(await findOrder(answering(two), KEY, 464)).toMatchObject({
    order: { seqPedido: 465 },
    all: [464, 465],
    rejected: [464],
  });
  const rejected = two.slice(0, 1);
  expect(await findOrder(answering(rejected), KEY, 464)).toMatchObject({ order: { seqPedido: 464 }, rejected: [464] });
});

it.each<[number, string, string]>([
  [404, '{"code":"NAO_ENCONTRADO","message":"Pedido 1 não encontrado"}', "notThere"],
  [404, '{"Code":"404","Message":"Pedido 1 não encontrado"}', "notThere"],
  [404, "<html><center><h1>404 Not Found</h1></center></html>", "noLookup"],
  [404, '{"message":"no Route matched with those values"}', "noLookup"],
  [404, "", "noLookup"],
  [405, '{"code":"X","message":"Not allowed"}', "noLookup"],
  [501, "", "noLookup"],
  [400, '{"code":"FILTRO","message":"?"}', "failed"],
  [500, "", "failed"],
  [503, '{"code":"X","message":"?"}', "failed"],
])("a lookup answered %i %s is %s", async (status, text, kind) => {
  expect(await findOrder(answeredAs(status, text), KEY)).toMatchObject({ kind });
});

it("a POST answered 405 is refused; one answered 404 is looked up", async () => {
  const post = (status: number) => submitOrder(answeredAs(status, "", "POST"), {}, KEY);
  expect(await post(405)).toMatchObject({ failure: { kind: "refused" } });
  expect(await post(404)).toMatchObject({ failure: { kind: "notThere" } });
});

it.each([
  ["Integrado", "imported"],
  ["REJEITADO", "rejected"],
  ["Pendente", "pending"],
  ["Em análise", "pending"],
  [null, "pending"],
])("status %s is %s", async (statusIntegracao, status) => {
  expect(await ask({ seqPedido: 1, ...NAMED, statusIntegracao, mensagem: null })).toMatchObject({ order: { status } });
});

it("the ERP's words about an order come without what they quote of its customer", async () => {
  const mensagem = "CPF 529.982.247-25 bloqueado, avise maria@exemplo.com.br";
  const result = await ask({ seqPedido: 1, ...NAMED, mensagem });
  expect(result.kind === "found" && result.order.message).not.toMatch(/529|maria@/);
});

const eventOf = (over: Record<string, unknown> = {}) => ({
  seqEvento: 7001,
  seqPedido: 464,
  idPedidoCanalVenda: "6123456789012",
  nroPedVenda: 88_001,
  nroEmpresa: 1,
  tipoEvento: "faturado",
  dtaHorEvento: "2026-11-24T10:00:00",
  itens: [{ seqProduto: 919, qtdEmbalagem: 1, qtdPedida: 0.7, qtdAtendida: 0.712, vlrEmbInformado: 24.9 }],
  notaFiscal: {
    modelo: "55",
    chave: "x",
    numero: 1234,
    serie: 1,
    dtaHorEmissao: "2026-11-24T10:00:00",
    vlrTotal: 24.9,
    url: null,
  },
  motivo: null,
  ...over,
});

it("E8: an invoice with a decimal quantity goes through, to the gram", () => {
  expect(readEvent(eventOf())).toMatchObject({
    ok: true,
    event: {
      eventKey: "7001",
      type: "FATURADO",
      items: [{ orderedMilli: 700, attendedMilli: 712, priceCents: 2490 }],
      invoice: { number: "1234", series: "1", totalCents: 2490 },
    },
  });
});

it.each<[string, unknown, string[]]>([
  ["text", "x", ["(não é um objeto)"]],
  ["no number", eventOf({ seqEvento: null }), ["seqEvento"]],
  ["no order", eventOf({ idPedidoCanalVenda: "" }), ["idPedidoCanalVenda"]],
  ["an item without product", eventOf({ itens: [{ qtdEmbalagem: 1 }] }), ["itens.seqProduto"]],
  ["an invoice without total", eventOf({ notaFiscal: { modelo: "55" } }), ["notaFiscal.vlrTotal", "notaFiscal.chave"]],
])("an event with %s says what is wrong with it", (_name, item, fields) => {
  const result = readEvent(item);
  expect(result.ok).toBe(false);
  if (!result.ok) expect(result.fields).toEqual(expect.arrayContaining(fields));
});

it("an invoice's address that is no web address is left out", () => {
  const { notaFiscal } = eventOf();
  const result = readEvent(eventOf({ notaFiscal: { ...notaFiscal, url: "javascript:alert(1)" } }));
  expect(result.ok && result.event.invoice?.url).toBeNull();
});
