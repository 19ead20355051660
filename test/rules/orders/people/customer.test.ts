/** The buyer and the recipient: documents, names, telephones and the promise, each case with its source in the order. */
import { expect, it } from "vitest";
import { customerOf } from "../../../../src/rules/orders/people/customer.ts";
import { companyName, documentOf, taxIdsIn } from "../../../../src/rules/orders/people/document.ts";
import { lineNote, promiseOf } from "../../../../src/rules/orders/people/promise.ts";
import { readPhone } from "../../../../src/rules/brazil/phone.ts";
import { DEFAULT_ORDER_RULES, ORDER_SETTINGS, orderRules } from "../../../../src/rules/orders/settings.ts";
import { readShopOrder, type ShopOrder } from "../../../../src/rules/orders/shop-order.ts";
import { addressOf, answerOf } from "../shop-orders.ts";

const CPF = "529.982.247-25";
const OTHER = "390.533.447-05";
const CNPJ = "11.222.333/0001-81";
const clean = (text: string) => text.replace(/\D/g, "");

function orderOf(over: Record<string, unknown> = {}): ShopOrder {
  const read = readShopOrder({ ...answerOf(), localizedFields: { nodes: [] }, ...over });
  if (!read.ok) throw new Error(read.problems.join("; "));
  return read.order;
}
const withKey = (key: string, value = CPF) => orderOf({ customAttributes: [{ key, value }] });
const found = (order: ShopOrder) => {
  const document = documentOf(order);
  return "reason" in document ? document.reason : document.text;
};

it.each(
  (
    "cpf|CPF|Cpf|cpf_cnpj|CPF/CNPJ|CPF ou CNPJ|documento|Document|document|tax_id|Tax ID|taxId|customer_document|" +
    "billing_cpf|billing_cnpj|CPF:|CPF do cliente|CPF na nota|CPF na Nota?|_cpf|_CNPJ|shipping-document|Número do documento"
  ).split("|"),
)("the attribute %s names a document", (key) => {
  expect(found(withKey(key))).toBe(clean(CPF));
});

it.each([
  ["CPF: 529.982.247-25", "52998224725"],
  ["529 982 247 25", "52998224725"],
  ["Maria, cpf 52998224725", "52998224725"],
  ["CNPJ 11.222.333/0001-81", "11222333000181"],
  ["12.abc.345/01de-35", "12ABC34501DE35"],
  ["529.982.247-26", "cpf-invalid"],
  ["sim", "cpf-missing"],
])("the value %s", (value, expected) => {
  expect(found(withKey("cpf", value))).toBe(expected);
});

it("an attribute of another name is no document, whatever its value", () => {
  expect(found(withKey("telefone"))).toBe("cpf-missing");
});

it("of two valid documents the earlier place wins; in one place the invoice's, then the CNPJ", () => {
  const field = { nodes: [{ key: "TAX_CREDENTIAL_BR", value: CPF }] };
  const both = [
    { key: "cpf", value: OTHER },
    { key: "cnpj", value: CNPJ },
  ];
  expect(found(orderOf({ localizedFields: field, customAttributes: both }))).toBe(clean(CPF));
  expect(found(orderOf({ customAttributes: both }))).toBe(clean(CNPJ));
  expect(found(orderOf({ customAttributes: [...both, { key: "CPF na nota", value: CPF }] }))).toBe(clean(CPF));
  expect(found(orderOf({ customAttributes: [{ key: "cpf", value: OTHER }], note: `CPF ${CPF}` }))).toBe(clean(OTHER));
});

it.each([
  ["meu cpf: 529.982.247-25, obrigada", "52998224725"],
  ["CPF na nota 52998224725", "52998224725"],
  ["529.982.247-25", "52998224725"],
  ["ligar para 52998224725", "cpf-missing"], // no label, no mask: it may be a telephone
  ["sem troco", "cpf-missing"],
])("the note %s", (note, expected) => {
  expect(found(orderOf({ note }))).toBe(expected);
});

it("long texts are read in linear time", () => {
  const started = performance.now();
  for (const part of ["1", "1.", "cpf ", "11.111.111/", "a1-"]) taxIdsIn(part.repeat(10_000));
  companyName("11.222.333/0001-81 ".repeat(1_000));
  expect(performance.now() - started).toBeLessThan(1_500);
});

const customer = (over: Record<string, unknown>) => {
  const read = customerOf(orderOf({ customAttributes: [{ key: "cpf", value: CPF }], ...over }), ORDER_SETTINGS, false);
  if ("reason" in read) throw new Error(read.reason);
  return read;
};

it("a CNPJ's invoice is made out to the company, and the person is its contact", () => {
  const company = addressOf({ company: "Padaria Exemplo Ltda - CNPJ 11.222.333/0001-81" });
  const over = { customAttributes: [], billingAddress: company, shippingAddress: addressOf() };
  expect(customer(over)).toMatchObject({
    dto: { cpfCnpj: clean(CNPJ), fisicaJuridica: "J", nomeRazaoSocial: "Padaria Exemplo Ltda" },
    note: "Contato: Maria Exemplo",
  });
});

it("a recipient other than the buyer stands in the note, and the buyer keeps the own telephone", () => {
  const billing = addressOf({ phone: "(16) 98888-7777" });
  const gift = addressOf({ name: "João Presente", phone: "(16) 97777-6666" });
  expect(customer({ billingAddress: billing, shippingAddress: gift })).toMatchObject({
    dto: { nomeRazaoSocial: "Maria Exemplo", foneNro1: "988887777" },
    note: "Destinatário: João Presente (16) 977776666",
  });
  const same = addressOf({ name: "MARIA S. EXEMPLO", phone: "(16) 97777-6666" });
  expect(customer({ billingAddress: billing, shippingAddress: same })).toMatchObject({
    dto: { foneNro1: "977776666" },
    note: "",
  });
});

it.each([
  ["0xx11 3333-4444", "11", "33334444"],
  ["0XX(11)98888-7777", "11", "988887777"],
  ["+55 (0) 11 98888-7777", "11", "988887777"],
  ["0055 11 98888-7777", "11", "988887777"],
  ["0 15 11 98888-7777", "11", "988887777"],
  ["(11) 9999-9999", "11", "999999999"],
  ["(11) 3333-4444", "11", "33334444"],
  ["5511988887777", "11", "988887777"],
  ["(55) 98888-7777", "55", "988887777"],
])("the telephone %s", (text, ddd, number) => {
  expect(readPhone(text)).toEqual({ ddd, number });
});

const promise = (over: Record<string, unknown>, rules: Record<string, unknown> = {}) =>
  promiseOf(orderOf(over), orderRules.parse(rules));
const slot = {
  status: "OPEN",
  assignedLocation: { location: { id: "gid://shopify/Location/1" } },
  deliveryMethod: {
    methodType: "LOCAL",
    minDeliveryDateTime: "2026-11-24T16:00:00Z",
    maxDeliveryDateTime: "2026-11-24T17:00:00Z",
    additionalInformation: { instructions: "Deixar na portaria" },
  },
};

it("local delivery's window and instructions come first, in São Paulo's time", () => {
  expect(promise({ fulfillmentOrders: { nodes: [slot] } })).toEqual({
    window: { from: Date.UTC(2026, 10, 24, 16), until: Date.UTC(2026, 10, 24, 17) },
    notes: ["Entrega: 24/11/2026 13:00-14:00", "Deixar na portaria"],
  });
});

it("goods that are fetched while the rest is delivered are named, five of them, and the others counted", () => {
  const pickedUp = Array.from({ length: 7 }, (_, n) => ({ title: `Produto ${n + 1}`, units: n + 1 }));
  const { notes } = promiseOf({ ...orderOf({ fulfillmentOrders: { nodes: [slot] } }), pickedUp }, orderRules.parse({}));
  expect(notes[1]).toBe(
    "Retirada na loja: 1 x Produto 1, 2 x Produto 2, 3 x Produto 3, 4 x Produto 4, 5 x Produto 5 e mais 2 itens",
  );
});

it.each([
  ["2026-11-24", "13:00 - 14:00", 16, 17],
  ["2026/11/24", "13h às 14h30", 16, 17.5],
  ["24/11/2026", "1:00 PM - 2:00 PM", 16, 17],
  ["24/11/2026", "13:00", 16, null],
  ["24/11/2026", "", 3, 27],
])("the attributes %s and %s are a window", (date, time, from, until) => {
  const { window, notes } = promise({
    customAttributes: [
      { key: "Delivery-Date", value: date },
      { key: "delivery_time", value: time },
      { key: "Outra", value: "x" },
    ],
  });
  const at = (hour: number) => Date.UTC(2026, 10, 24) + hour * 3_600_000;
  expect(window).toEqual({ from: at(from), until: until === null ? null : at(until) });
  expect(notes).toEqual([`Delivery-Date: ${date}`, ...(time === "" ? [] : [`delivery_time: ${time}`])]);
});

it("no promise: no window and no line; tags and channel only by rule", () => {
  const over = { tags: ["vip", "cesta"], sourceName: "web" };
  expect(promise(over)).toEqual({ window: null, notes: [] });
  expect(promise(over, { noteTags: true, noteChannel: true }).notes).toEqual(["Tags: vip, cesta", "Canal: web"]);
  expect(promise({ customAttributes: [{ key: "Delivery-Date", value: "amanhã" }] }).window).toBeNull();
});

it("the buyer's word about a line goes to the line", () => {
  const [line] = orderOf().lines;
  if (line === undefined) throw new Error("no line");
  const said = {
    ...line,
    customAttributes: [
      { key: "Se faltar", value: "trocar por similar" },
      { key: "_id", value: "7" },
    ],
  };
  expect(lineNote(said, DEFAULT_ORDER_RULES)).toBe("Se faltar: trocar por similar");
});

it("a field of the order body that the connector fills is no field for the window", () => {
  expect(orderRules.safeParse({ windowField: "obsPedido" }).success).toBe(false);
  expect(orderRules.safeParse({ windowField: "dtaHorEntrega" }).success).toBe(true);
});
