import { expect, it } from "vitest";
import { bodyInWordsOf, isWholeBody, orderBodyRules } from "../../../../src/rules/orders/items/order-body.ts";

const pedido = {
  idPedidoCanalVenda: "1",
  tipoEntrega: "E",
  clienteDto: { cpfCnpj: "529", pais: "BRASIL" },
  itemDto: [
    { seqProduto: 1, codAcesso: "789" },
    { seqProduto: 2, codAcesso: "790" },
  ],
  pagamentoDto: [{ vlrPagto: 10 }],
};
const words = (rules: Record<string, unknown>) => bodyInWordsOf(orderBodyRules.parse(rules), pedido);

it("without rules the body is the documented one, the same object", () => {
  expect(words({})).toBe(pedido);
});

it("a field, a block, and a field of each row are renamed by their documented path", () => {
  expect(
    words({
      names: { tipoEntrega: "indEntrega", itemDto: "itens", "itemDto.codAcesso": "ean", "clienteDto.cpfCnpj": "doc" },
    }),
  ).toEqual({
    idPedidoCanalVenda: "1",
    indEntrega: "E",
    clienteDto: { doc: "529", pais: "BRASIL" },
    itens: [
      { seqProduto: 1, ean: "789" },
      { seqProduto: 2, ean: "790" },
    ],
    pagamentoDto: [{ vlrPagto: 10 }],
  });
});

it("fields and blocks that the installation lacks are left out, and its own are added", () => {
  expect(
    words({
      without: ["pagamentoDto", "clienteDto.pais", "itemDto.codAcesso"],
      added: { indOrigem: "E", "itemDto.indPromocao": "N", "clienteDto.sexo": null },
    }),
  ).toEqual({
    idPedidoCanalVenda: "1",
    tipoEntrega: "E",
    clienteDto: { cpfCnpj: "529", sexo: null },
    itemDto: [
      { seqProduto: 1, indPromocao: "N" },
      { seqProduto: 2, indPromocao: "N" },
    ],
    indOrigem: "E",
  });
});

it("the order's key, its customer and its rows cannot be left out", () => {
  for (const path of ["seqCanalVenda", "idPedidoCanalVenda", "itemDto", "clienteDto"])
    expect(isWholeBody(orderBodyRules.parse({ without: [path] }))).toBe(false);
  expect(isWholeBody(orderBodyRules.parse({ without: ["pagamentoDto"] }))).toBe(true);
});

it.each([{ names: { "a.b.c": "x" } }, { names: { a: "x y" } }, { without: ["a b"] }, { added: { a: {} } }])(
  "%j is refused",
  (rules) => {
    expect(orderBodyRules.safeParse(rules).success).toBe(false);
  },
);
