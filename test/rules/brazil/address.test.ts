import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress, readAddressAt } from "../../../src/rules/brazil/address.ts";
import { COMPOSED, HABITS, type KnownAddress } from "./addresses.ts";

const split = ({ line1, line2 }: KnownAddress) => {
  const { street, number, complement, district } = readAddress(line1, line2);
  return { street, number, complement, district };
};
const expected = ({ street, number, complement, district }: KnownAddress) => ({ street, number, complement, district });

describe("the table of addresses", () => {
  it.each(HABITS.map((row) => [`${row.line1 ?? ""} / ${row.line2 ?? ""}`, row] as const))("%s", (_, row) => {
    expect(split(row)).toEqual(expected(row));
  });

  it("has more than 300 addresses, at least 98 % of them split right, and no complement as a bairro", () => {
    const all = [...HABITS, ...COMPOSED];
    expect(HABITS.length).toBeGreaterThan(200);
    expect(all.length).toBeGreaterThan(500);
    const wrong = all.filter((row) => JSON.stringify(split(row)) !== JSON.stringify(expected(row)));
    expect(wrong.map((row) => ({ ...row, found: split(row) })).slice(0, 20)).toEqual([]);
    const part = /^(?:ap|apto|apt|bloco|bl|sala|loja|lote|fundos|cj|kitnet|box)\b/i;
    expect(all.filter((row) => part.test(split(row).district ?? ""))).toEqual([]);
  });
});

describe("a repeated city, state or CEP", () => {
  const place = { city: "Campinas", uf: "SP", zip: "13025-000" };

  it.each([
    ["Cambuí - Campinas - SP", "Cambuí", undefined],
    ["Cambuí, Campinas/SP, 13025-000, Brasil", "Cambuí", undefined],
    ["Cambuí - Valinhos - SP", "Cambuí", "Valinhos"],
    ["Cambuí - CEP 13270-000", "Cambuí", "CEP 13270-000"],
    ["Campinas", null, undefined],
    ["Apto 3 - Campinas - SP", null, undefined],
  ])("%s", (line2, district, rest) => {
    const found = readAddressAt("Rua X, 123", line2, place);
    expect([found.district, found.rest]).toEqual([district, rest]);
  });
});

describe("any two lines", () => {
  const WORDS =
    "Rua Av. Brasil das Flores 123 12A 1.245 nº S/N Km 12,5 Apto 4 Bloco B Casa Torre Centro Jardim Vila Lote 7 Quadra " +
    "fundos - , / . ; ( ) | perto da padaria SP CEP 01310-100 Campinas bairro B. SQS QI Rodovia BR-040 \u2060 \u00a0 º 3º andar e";
  const part = fc.constantFrom(...WORDS.split(" "));
  const line = fc.oneof(
    fc.array(part, { maxLength: 14 }).map((parts) => parts.join(" ")),
    fc.string({ unit: "grapheme", maxLength: 60 }),
  );
  /** Letters and digits, grouped; a label, a thousands dot and "sem número" are said in another way. */
  const groups = (text: string): readonly string[] =>
    text
      .normalize("NFC")
      .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
      .replace(/(\d)\.(?=\d{3})/g, "$1")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const MAY_CHANGE = new Set("n nº º o no num s sn sem numero número bairro b".split(" "));

  it("keep every group of letters and digits, and never throw", () => {
    fc.assert(
      fc.property(line, line, (line1, line2) => {
        const found = readAddress(line1, line2);
        const kept = groups(Object.values(found).join(" ")).join("");
        const lost = [...groups(line1), ...groups(line2)].filter(
          (group) => !kept.includes(group) && !MAY_CHANGE.has(group),
        );
        expect(lost).toEqual([]);
      }),
      {
        numRuns: 3000,
        examples: [
          ["S/N Rua Rua 7 Rua", ""],
          ["7 Rua Rua 12A Rua", ""],
        ],
      },
    );
  });

  it("never take a part of the house for the bairro", () => {
    const unit = fc.constantFrom(
      "Apto 4",
      "ap 302",
      "Bloco B",
      "Casa 2",
      "Sala 12",
      "Loja 3",
      "Lote 7",
      "Conj 81",
      "fundos",
    );
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(", ", " - ", " ", "/"),
        (units, mark) => {
          expect(readAddress("Rua X, 123", units.join(mark)).district).toBeNull();
          expect(readAddress(`Rua X, 123${mark}${units.join(mark)}`, null).district).toBeNull();
        },
      ),
    );
  });

  it.each([
    ["spaces", " "],
    ["digits", "1"],
    ["letters", "a"],
    ["separators", ", "],
    ["dots", "."],
    ["dashes", " - "],
    ["parts", "apto 1 "],
    ["numbers", "12 "],
    ["slashes", "s/n "],
    ["brackets", "("],
    ["joiners", "\u2060"],
    ["words", "Jardim da Torre "],
  ])("are read in linear time: 10 kB of %s", (_, part) => {
    const long = `Rua X, ${part.repeat(Math.ceil(10_000 / part.length))}!`;
    const started = performance.now();
    readAddress(long, long);
    readAddress(`Rua X, \u2060${long}`, `${long}\u2060${long}`);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
