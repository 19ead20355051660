import { expect, it } from "vitest";
import { accessKey } from "../../../sim/consinco/fiscal/access-key.ts";
import { orderMetafields, type OrderInvoice } from "../../../src/rules/orders/invoices.ts";

const order = { seqPedido: 464, nroPedVenda: 9_900 };
const keyOf = (number: number): string =>
  accessKey({ stateCode: "35", yearMonth: "2611", cnpj: "40718256000153", model: "55", series: 1, number, random: 7 });
const invoice: OrderInvoice = {
  model: "55",
  key: keyOf(1234),
  number: "1234",
  series: "001",
  issuedAt: "2026-11-24T21:30:15",
  totalCents: 10_050,
  url: "https://erp.example/danfe/1234.pdf",
  isCancelled: false,
};
const portal =
  "https://www.nfe.fazenda.gov.br/portal/consultaRecaptcha.aspx?tipoConsulta=resumo&tipoConteudo=7PhJ+gAVw2g=&nfe=";
const fieldsOf = (...invoices: readonly OrderInvoice[]) =>
  Object.fromEntries(
    orderMetafields(order, invoices, "PRONTO_RETIRADA").map(({ key, type, value }) => [key, `${type} ${value}`]),
  );

it("an order shows its numbers in the ERP, its state and each field of its one invoice, and nothing else", () => {
  expect(fieldsOf(invoice)).toEqual({
    seq_pedido: "single_line_text_field 464",
    nro_ped_venda: "single_line_text_field 9900",
    status: "single_line_text_field pronto_retirada",
    nfe_chave: `single_line_text_field ${invoice.key}`,
    nfe_numero: "single_line_text_field 1234",
    nfe_serie: "single_line_text_field 001",
    nfe_modelo: "single_line_text_field 55",
    nfe_emissao: "date_time 2026-11-25T00:30:15Z",
    nfe_valor: "number_decimal 100.50",
    nfe_url: "url https://erp.example/danfe/1234.pdf",
    nfe_consulta: `url ${portal}${invoice.key}`,
  });
});

it("without a number, a state or an invoice there is no field of it", () => {
  expect(orderMetafields({ seqPedido: null, nroPedVenda: null }, [])).toEqual([]);
});

it("the address of a cancelled document never stands beside the key of the one that replaced it (seed 38)", () => {
  const cancelled = { ...invoice, xmlUrl: "https://erp.example/xml/1234.xml", isCancelled: true };
  const key = keyOf(1235);
  const replacing = { ...invoice, key, number: "1235", url: null };
  const fields = fieldsOf(cancelled, replacing);
  expect(fields).toMatchObject({
    nfe_chave: `single_line_text_field ${key}`,
    nfe_url: `url ${portal}${key}`,
    nfe_xml_url: `url ${portal}${key}`,
    nfe_situacao: "single_line_text_field autorizada",
  });
  const list = JSON.parse((fields["notas_fiscais"] ?? "").replace("json ", "")) as unknown;
  expect(list).toMatchObject([
    { chave: invoice.key, numero: "1234", valor: "100.50", url: invoice.url, situacao: "cancelada" },
    {
      chave: key,
      numero: "1235",
      serie: "001",
      modelo: "55",
      url: null,
      consulta: portal + key,
      situacao: "autorizada",
    },
  ]);
});

it("of several that are cancelled the last one stays, and says so", () => {
  const second = { ...invoice, key: keyOf(1235), isCancelled: true };
  expect(fieldsOf({ ...invoice, isCancelled: true }, second)).toMatchObject({
    nfe_chave: `single_line_text_field ${second.key}`,
    nfe_situacao: "single_line_text_field cancelada",
  });
});
