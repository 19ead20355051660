import { expect, it } from "vitest";
import { readEvent } from "../../src/erp/records/evento-pedido.ts";
import { findOrder, submitOrder } from "../../src/erp/records/pedido-venda.ts";
import type { ErpClient, ErpResult } from "../../src/erp/client/result.ts";

const answering = (value: unknown): ErpClient => {
  const result: ErpResult<unknown> = { ok: true, value, erpNow: null };
  return { get: async () => result, post: async () => result };
};
const ask = (value: unknown) => findOrder(answering(value), { salesChannel: 121, orderId: "1" });

it.each([[null], [{}], ["ok"], [{ seqPedido: "abc" }], [{ seqPedido: 0 }], [[]]])(
  "a POST answered %j without seqPedido is unknown, never taken for accepted",
  async (answer) => {
    expect(await submitOrder(answering(answer), {})).toMatchObject({ ok: false, failure: { kind: "unknown" } });
  },
);

it.each([[{ seqPedido: 464 }], [{ SeqPedido: "464" }]])("a POST answered %j is accepted as 464", async (answer) => {
  expect(await submitOrder(answering(answer), {})).toMatchObject({ ok: true, value: { seqPedido: 464 } });
});

it("a question answered with an empty list is 'not there'; with something else it is unknown", async () => {
  expect(await ask([])).toMatchObject({ failure: { kind: "notThere" } });
  expect(await ask({ items: [], hasNext: false })).toMatchObject({ failure: { kind: "notThere" } });
  expect(await ask({ mensagem: "?" })).toMatchObject({ failure: { kind: "unknown" } });
  expect(await ask(null)).toMatchObject({ failure: { kind: "unknown" } });
});

it.each([
  ["Integrado", "imported"],
  ["REJEITADO", "rejected"],
  ["Pendente", "pending"],
  ["Em análise", "pending"],
  [null, "pending"],
])("status %s is %s", async (statusIntegracao, status) => {
  expect(await ask({ seqPedido: 1, statusIntegracao, mensagem: null })).toMatchObject({ value: { status } });
});

it("the ERP's words about an order come without what they quote of its customer", async () => {
  const result = await ask({ seqPedido: 1, mensagem: "CPF 529.982.247-25 bloqueado, avise maria@exemplo.com.br" });
  expect(result.ok && result.value.message).not.toMatch(/529|maria@/);
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
  ["an item without product", eventOf({ itens: [{ qtdEmbalagem: 1 }] }), ["itens"]],
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
