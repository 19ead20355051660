import * as fc from "fast-check";
import { expect, it } from "vitest";
import { shownName } from "../../../src/rules/catalog/names.ts";
import { catalogSettings } from "../../../src/rules/catalog/settings.ts";

const rules = (over: Record<string, unknown> = {}) => catalogSettings.parse(over);

it.each([
  ["CREME DENT COLG T12 2X220G LMPM CLEAN MINT", "Creme Dental Colg T12 2X220G LMPM Clean Mint"],
  ["LEITE UHT INTEGRAL 1L", "Leite UHT Integral 1L"],
  ["REFRIG. COCA-COLA PET 2L", "Refrigerante Coca-Cola PET 2L"],
  ["ÁGUA MINERAL S/GÁS 500ML", "Água Mineral sem Gás 500ML"],
  ["CAFE C/ LEITE E ACUCAR", "Café com Leite e Açúcar"],
  ["PÃO DE QUEIJO CONG 400 G", "Pão de Queijo Congelado 400 G"],
  ["SAB. LIQ. P/ BEBE J&J 200ML", "Sabonete Líquido para Bebê J&J 200ML"],
  ["BISC.RECHEADO 130G", "Biscoito Recheado 130G"],
  ["CERV.(LATA) 350ML C/12", "Cerveja (Lata) 350ML com 12"],
  ["A FAMILIA", "A Familia"],
  ["ARROZ/FEIJAO 1KG", "Arroz/Feijão 1KG"],
  ["VINHO XV II TINTO", "Vinho XV II Tinto"],
])("a name in capitals: %s → %s", (before, after) => {
  expect(shownName(before, rules())).toBe(after);
});

it.each(["Café Torrado 500 g", "iPhone 12 CAPA", "BIS", "7UP", "", "500 ML", "Creme DENT C/ FLÚOR"])(
  "what a person wrote, or is one acronym, stays: %s",
  (name) => {
    expect(shownName(name, rules())).toBe(name);
  },
);

it("character references are decoded in any name, also with title case off", () => {
  expect(shownName("Ma&ccedil;&atilde; &amp; P&#234;ra", rules())).toBe("Maçã & Pêra");
  expect(shownName("MA&Ccedil;&Atilde; GALA KG", rules())).toBe("Maçã Gala KG");
  expect(shownName("SUCO <1L &amp; &Aacute;GUA", rules({ titleCase: false }))).toBe("SUCO <1L & ÁGUA");
  expect(shownName("SAL & CIA", rules({ titleCase: false }))).toBe("SAL & CIA");
});

it("own words and shorthand stand beside the default list; null takes a default away", () => {
  const own = rules({
    titleWords: ["iFood", "ype"],
    abbreviations: { colg: "Colgate", "C/": null, DENT: "Dentífrico" },
  });
  expect(shownName("CREME DENT COLG C/ IFOOD YPE", own)).toBe("Creme Dentífrico Colgate C/ iFood ype");
});

it("keeps every digit, changes nothing twice, and never throws", () => {
  const word = fc.constantFrom(
    ..."DENT C/ S/GAS 2X220G LMPM & J&J D'AGUA (LATA) A DE II 1,5L CERV. 500ML ÁGUA - / . &amp; PÃO".split(" "),
  );
  const name = fc.oneof(
    fc.array(word, { maxLength: 12 }).map((parts) => parts.join(" ")),
    fc.string({ unit: "grapheme", maxLength: 60 }),
  );
  const digits = (text: string) => text.replaceAll(/&#?\w+;/g, "").replaceAll(/\D/g, "");
  fc.assert(
    fc.property(name, (given) => {
      const shown = shownName(given, rules());
      expect(digits(shown)).toBe(digits(given));
      expect(shownName(shown, rules({ titleCase: true }))).toBe(shown);
    }),
    { numRuns: 1_000, seed: 17 },
  );
});

it("is read in linear time", () => {
  const started = performance.now();
  for (const part of ["C/", "A.", "SAB.", "(", "'", "&amp;", "A ", "D'"]) shownName(part.repeat(400), rules());
  expect(performance.now() - started).toBeLessThan(500);
});
