import { expect, it } from "vitest";
import {
  missingPlaceCep,
  orderAddressOf as withPostal,
  type Postal,
} from "../../../../src/rules/orders/people/order-address.ts";
import { DEFAULT_ORDER_RULES, type OrderRules } from "../../../../src/rules/orders/settings.ts";
import type { ShopAddress, ShopOrder } from "../../../../src/rules/orders/shop-order.ts";
import { readUf } from "../../../../src/rules/brazil/uf.ts";
import { readCep } from "../../../../src/rules/brazil/cep.ts";

const orderAddressOf = (address: ShopAddress, postal: Postal = null, rules: Partial<OrderRules> = {}) =>
  withPostal(address, postal, { ...DEFAULT_ORDER_RULES, ...rules });
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

const noDistrict = given({ address2: "Apto 4" });
const place = { district: "Cambuí", city: "Campinas", uf: "SP" };

it.each<[string, ShopAddress, Postal, Partial<OrderRules>, string]>([
  ["the CEP says the bairro", noDistrict, place, {}, "Cambuí"],
  ["the customer's bairro comes first", given(), place, {}, "Centro"],
  [
    "a CEP of another city says nothing",
    given({ address2: null, city: "Valinhos" }),
    place,
    {},
    "address-bairro-missing",
  ],
  ["a CEP of a whole city has no bairro", noDistrict, { ...place, district: null }, {}, "address-bairro-missing"],
  ["a lookup without an answer waits", noDistrict, "unavailable", {}, "cep-lookup-failed"],
  ["a whole address needs no answer", given(), "unavailable", {}, "Centro"],
  ["by setting the bairro is not informed", noDistrict, null, { districtMissing: "not-informed" }, "NAO INFORMADO"],
  ["a missing city is the CEP's", given({ city: " ", provinceCode: null, province: null }), place, {}, "Centro"],
  ["a missing city and no CEP", given({ city: null }), null, {}, "address-city-missing"],
])("%s", (_, address, postal, rules, expected) => {
  const found = orderAddressOf(address, postal, rules);
  expect("reason" in found ? found.reason : found.dto.bairro).toBe(expected);
  if (!("reason" in found)) expect([found.dto.cidade, found.dto.uf]).toEqual(["Campinas", "SP"]);
});

it("only an address that lacks a bairro or a city asks for its CEP", () => {
  const cepOf = (address: ShopAddress | null) =>
    missingPlaceCep({ shippingAddress: address, billingAddress: null } as ShopOrder, DEFAULT_ORDER_RULES);
  expect(cepOf(noDistrict)).toBe("13025000");
  expect(cepOf(given())).toBeNull();
  expect(cepOf(given({ address2: null, zip: "x" }))).toBeNull();
  expect(cepOf(null)).toBeNull();
});
