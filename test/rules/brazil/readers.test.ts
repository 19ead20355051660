import { expect, it } from "vitest";
import { readAddress } from "../../../src/rules/brazil/address.ts";
import { readCep } from "../../../src/rules/brazil/cep.ts";
import { fromErpTime, toErpTime } from "../../../src/rules/brazil/erp-time.ts";
import { erpText } from "../../../src/rules/brazil/erp-text.ts";
import { nfeCheckDigit, readNfeKey } from "../../../src/rules/brazil/nfe-key.ts";
import { readPhone } from "../../../src/rules/brazil/phone.ts";
import { readTaxId } from "../../../src/rules/brazil/tax-id.ts";

const J = "\u2060";

it.each([
  ["529.982.247-24", "a wrong check digit"],
  ["000.000.000-00", "all digits alike"],
  ["AB123456", "a passport"],
  ["", "nothing"],
  ["00000000000000", "a CNPJ of zeros"],
  ["12ABC34501DE36", "a wrong check digit in an alphanumeric CNPJ"],
])("%s is no document: %s", (text) => {
  expect(readTaxId(text)).toBeNull();
});

it.each([
  ["529.982.247-25", "cpf", "52998224725", false],
  ["390.533.447-05", "cpf", "39053344705", false],
  ["11.222.333/0001-81", "cnpj", "11222333000181", false],
  ["12.abc.345/01de-35", "cnpj", "12ABC34501DE35", true],
])("%s is a %s", (text, kind, clean, hasLetters) => {
  expect(readTaxId(text)).toEqual({ kind, text: clean, hasLetters });
});

it("a CNPJ's letters are found also in the middle", () => {
  expect(readTaxId("12ABC34501DE35")?.hasLetters).toBe(true);
});

it.each([
  ["35260711222333000181550010000001231123456786", "ok"],
  ["35260712ABC34501DE35650010000001231123456780", "ok"],
  ["13181017921427000125650010000000309887251170", "ok"],
  ["1318 1017 9214 2700 0125 6500 1000 0000 3098 8725 1170", "ok"],
  ["35260711222333000181550010000001231123456787", "check-digit"],
  ["3526071122233300018155001000000123112345678", "shape"],
  ["35261311222333000181550010000001231123456786", "month"],
  ["99260711222333000181550010000001231123456786", "state"],
  ["35260711222333000181570010000001231123456786", "model"],
])("access key %s: %s", (key, expected) => {
  const result = readNfeKey(key);
  expect(result.ok ? "ok" : result.reason).toBe(expected);
});

it("an access key contains its model, series and number", () => {
  expect(readNfeKey("35260712ABC34501DE35650010000001231123456780")).toMatchObject({
    value: { cnpj: "12ABC34501DE35", model: 65, series: 1, number: 123, yearMonth: "2607", stateCode: 35 },
  });
  expect(nfeCheckDigit("3526071122233300018155001000000123112345678")).toBe(6);
});

it.each([
  // Shopify's additional address fields
  [`Rua X, ${J}999`, `Ap 1, ${J}Centro`, "Rua X", "999", "Ap 1", "Centro"],
  [`Rua X, ${J}999`, `${J}Centro`, "Rua X", "999", null, "Centro"],
  [`Rua Sete, 7, ${J}12B`, `Centro`, "Rua Sete, 7", "12B", null, "Centro"],
  // Plain lines
  ["Rua das Flores, 123", "Ap 12 - Centro", "Rua das Flores", "123", "Ap 12", "Centro"],
  ["Av. Brasil, 1500 - Jardim América", null, "Av. Brasil", "1500", null, "Jardim América"],
  ["Rua 7 de Setembro, S/N", "Bairro: Centro", "Rua 7 de Setembro", "S/N", null, "Centro"],
  ["Rua das Flores 123", "Ap 12", "Rua das Flores", "123", "Ap 12", null],
  ["Rua das Flores, nº 45", null, "Rua das Flores", "45", null, null],
  // Nothing to find: never guessed
  ["Rua das Flores", "Ap 12", "Rua das Flores", null, "Ap 12", null],
  ["Rua 13", null, "Rua 13", null, null, null],
  [null, null, null, null, null, null],
])("address %s / %s", (line1, line2, street, number, complement, district) => {
  expect(readAddress(line1, line2)).toEqual({ street, number, complement, district });
});

it("no part of an address keeps the word joiner", () => {
  for (const part of Object.values(readAddress(`Rua ${J}X, ${J}9`, `A${J}, ${J}B${J}`))) expect(part).not.toContain(J);
});

it.each([
  ["+55 (16) 99999-9999", { ddd: "16", number: "999999999" }],
  ["016 3333-4444", { ddd: "16", number: "33334444" }],
  ["+1 212 555 0100", null],
  ["999", null],
])("telephone %s", (text, expected) => {
  expect(readPhone(text)).toEqual(expected);
});

it.each([
  ["14000-000", "14000000"],
  ["14000", null],
  ["ABCDE-000", null],
])("CEP %s", (text, expected) => {
  expect(readCep(text)).toBe(expected);
});

it("O17: the ERP's text keeps accents, and loses emoji, controls and joiners", () => {
  expect(erpText("  José\u0000 da\tSilva 🎉 – “Mercado” D’Ávila\u2060 ", 100)).toBe(
    `José da Silva - "Mercado" D'Ávila`,
  );
});

it("text is cut at the column's size, or at a word that ends near it", () => {
  expect(erpText("MARIA APARECIDA DOS SANTOS OLIVEIRA", 30)).toBe("MARIA APARECIDA DOS SANTOS");
  expect(erpText("X".repeat(40), 30)).toBe("X".repeat(30));
  expect(erpText("e\u0301", 5)).toBe("é");
});

it.each([
  ["2026-11-24T08:00:00", "2026-11-24T11:00:00.000Z"],
  ["2026-11-24T08:00:00Z", "2026-11-24T08:00:00.000Z"],
  ["2026-11-24T08:00:00-03:00", "2026-11-24T11:00:00.000Z"],
  ["2026-11-24", "2026-11-24T03:00:00.000Z"],
  ["2026-11-24 23:59:59.9", "2026-11-25T02:59:59.900Z"],
])("ERP time %s is %s", (text, iso) => {
  expect(new Date(fromErpTime(text) ?? Number.NaN).toISOString()).toBe(iso);
});

it.each(["2026-02-31T00:00:00", "ontem", "", "24/11/2026", "2026-13-01"])("%s is no date-time", (text) => {
  expect(fromErpTime(text)).toBeNull();
});

it("an instant written for the ERP reads back to the same second", () => {
  const instant = Date.UTC(2026, 0, 1, 2, 59, 59);
  expect(toErpTime(instant)).toBe("2025-12-31T23:59:59");
  expect(fromErpTime(toErpTime(instant))).toBe(instant);
});
