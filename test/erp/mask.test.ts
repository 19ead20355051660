import { expect, it } from "vitest";
import { maskPersonal } from "../../src/erp/client/mask.ts";

it.each([
  ["CPF 52998224725 e 529.982.247-25", "CPF ***CPF*** e ***CPF***"],
  ["CNPJ 11222333000181, 11.222.333/0001-81, 12.ABC.345/01DE-35", "CNPJ ***CNPJ***, ***CNPJ***, ***CNPJ***"],
  ["ligue (16) 99999-9999 ou +55 16 3333-4444", "ligue ***FONE*** ou ***FONE***"],
  ["CEP 14000-000", "CEP ***CEP***"],
  ["fulana.de-tal+x@correio.com.br", "***@***"],
  [
    '{"nomeRazaoSocial":"MARIA \\"M\\" SOUZA","qtd":2,"logradouro":"Rua X"}',
    '{"nomeRazaoSocial":"***","qtd":2,"logradouro":"***"}',
  ],
])("%s is masked", (text, masked) => {
  expect(maskPersonal(text)).toBe(masked);
});

it("what is no personal data stays: an order's id, an EAN, a price, a SKU", () => {
  const text = "pedido 6123456789012, EAN 7896006716112, R$ 119,90, P919E12, 2026-11-24T08:00:00";
  expect(maskPersonal(text)).toBe(text);
});

it("a name in free text is hidden by who knows it, whatever its case", () => {
  expect(maskPersonal("Cliente MARIA SOUZA já cadastrado (a.b)", ["Maria Souza", "a.b"])).toBe(
    "Cliente *** já cadastrado (***)",
  );
});

it("a value cut off in the middle is masked as well", () => {
  expect(maskPersonal('{"nomeFantasia":"MAR')).toBe('{"nomeFantasia":"***"');
});
