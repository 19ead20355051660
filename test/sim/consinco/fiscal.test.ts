import { expect, it } from "vitest";
import { accessKey, isAccessKey } from "../../../sim/consinco/fiscal/access-key.ts";
import { checkDigit, cnpjOf, isTaxId } from "../../../sim/consinco/fiscal/cnpj.ts";

it("a key with one character changed is no key", () => {
  const key = "13181017921427000125650010000000309887251170"; // a published sample
  expect(isAccessKey(key)).toBe(true);
  expect(isAccessKey(key.replace("13181", "13191"))).toBe(false);
  expect(isAccessKey(key.slice(1))).toBe(false);
});

it.each([
  ["3526071122233300018155001000000123112345678", 6],
  ["35260712ABC34501DE3565001000000123112345678", 0],
])("the check digit of %s is %i, letters counting as ASCII less 48", (body, digit) => {
  expect(checkDigit(body)).toBe(digit);
});

it("CNPJ and CPF digits agree with the published examples", () => {
  expect(cnpjOf("12ABC34501DE")).toBe("12ABC34501DE35");
  expect(cnpjOf("112223330001")).toBe("11222333000181");
  expect(["52998224725", "39053344705"].every(isTaxId)).toBe(true);
  expect(["52998224724", "11111111111", "11222333000180", "00000000000000"].some(isTaxId)).toBe(false);
});

it("a key holds what it was made of", () => {
  const key = accessKey({
    stateCode: "35",
    yearMonth: "2611",
    cnpj: "12ABC34501DE35",
    model: "65",
    series: 1,
    number: 1234,
    random: 42,
  });
  expect(key).toMatch(/^35261112ABC34501DE3565001000001234100000042\d$/);
  expect(isAccessKey(key)).toBe(true);
});
