import { expect, it } from "vitest";
import { orderAddressOf } from "../../../src/rules/orders/order-address.ts";
import type { ShopAddress } from "../../../src/rules/orders/shop-order.ts";
import { readUf } from "../../../src/rules/brazil/uf.ts";
import { readCep } from "../../../src/rules/brazil/cep.ts";

const given = (over: Partial<ShopAddress> = {}): ShopAddress => ({
  name: "Maria Exemplo",
  company: null,
  address1: "Rua X, 123",
  address2: "Apto 4 - Centro",
  city: "Campinas",
  province: "São Paulo",
  provinceCode: "SP",
  zip: "13025-000",
  countryCodeV2: "BR",
  phone: null,
  ...over,
});

it.each([
  ["SP", null, "SP"],
  ["BR-SP", null, "SP"],
  [null, "São Paulo", "SP"],
  [null, "SAO PAULO", "SP"],
  [null, "Estado de São Paulo", "SP"],
  [null, "Mato Grosso do Sul", "MS"],
  [null, "MT", "MT"],
  ["", "Pará", "PA"],
  ["XX", "Distrito Federal", "DF"],
  ["XX", "Nowhere", null],
  [null, null, null],
])("state %s / %s is %s", (code, name, uf) => {
  expect(readUf(code, name)).toBe(uf);
});

it.each([
  ["1310100", "01310100"],
  ["1310-100", "01310100"],
  ["01310-100", "01310100"],
  ["131010", null],
])("CEP %s is %s", (text, cep) => {
  expect(readCep(text)).toBe(cep);
});

it("an address by its state's name and a CEP of seven digits goes", () => {
  expect(orderAddressOf(given({ provinceCode: null, zip: "1310100" }))).toEqual({
    dto: {
      logradouro: "Rua X",
      nroLogradouro: "123",
      complementoLogradouro: "Apto 4",
      bairro: "Centro",
      cidade: "Campinas",
      uf: "SP",
      cep: "01310100",
    },
    note: "",
  });
});

it("what a column has no room for goes to the complement, then to the note", () => {
  const long = orderAddressOf(
    given({
      address1: "Avenida Doutor Antônio Carlos de Almeida e Silva Rodrigues dos Santos Filho, 1234/1236/1238",
      address2: "Bloco B, apto 302, torre dos fundos, ao lado do salão de festas - Jardim das Palmeiras, Valinhos - SP",
    }),
  );
  expect(long).toMatchObject({
    dto: {
      logradouro: "Avenida Doutor Antônio Carlos de Almeida e Silva Rodrigues",
      nroLogradouro: "1234",
      bairro: "Jardim das Palmeiras",
    },
  });
  const all = JSON.stringify(long);
  for (const word of ["dos Santos Filho", "1234/1236/1238", "salão", "Valinhos"]) expect(all).toContain(word);
});

it("the order's own city, state and CEP in a line are dropped", () => {
  expect(orderAddressOf(given({ address2: "Centro - Campinas/SP - CEP 13025-000" }))).toMatchObject({
    dto: { bairro: "Centro", complementoLogradouro: "" },
    note: "",
  });
});
