import { describe, expect, it } from "vitest";
import { priceDocument } from "../../../src/rules/prices/price-document.ts";
import { mergePrices, priceRow, type PriceRecord } from "../../../src/rules/prices/price-row.ts";
import { offersOf, shownOffers, type OfferRecord } from "../../../src/rules/prices/offers.ts";
import { resolveDialect } from "../../../src/rules/dialect/dialect.ts";
import { erpPrice } from "../../../src/erp/records/prices.ts";

const none: OfferRecord = { clubText: null, byQuantity: null, fromQuantityText: null, fromPriceText: null };
const offers = (some: Partial<OfferRecord>) => offersOf({ ...none, ...some }, 1_000);
const step = (quantityText: string, priceText: string) => ({ quantityText, priceText });

describe("offers of a price", () => {
  it("are the club's price and the steps in order; of two at one quantity the lower", () => {
    const byQuantity = [step("6", "8"), step("3", "9.00"), step("3", "8.90")];
    expect(offers({ clubText: "9,50", byQuantity })).toEqual({
      offers: {
        clubCents: 950,
        from: [
          { milli: 3_000, cents: 890 },
          { milli: 6_000, cents: 800 },
        ],
      },
      invalid: null,
    });
    expect(offers({ fromQuantityText: "12", fromPriceText: "7.5" }).offers).toEqual({
      clubCents: null,
      from: [{ milli: 12_000, cents: 750 }],
    });
  });

  it.each([
    ["zero", { clubText: "0", byQuantity: [step("3", "0")] }],
    ["not below the normal price", { clubText: "10", byQuantity: [step("3", "10.01")] }],
    ["not there", {}],
  ])("that are %s are none, and no fault", (_, some) => {
    expect(offers(some)).toEqual({ offers: null, invalid: null });
  });

  it.each([
    ["precoClube", { clubText: "barato" }],
    ["precoClube", { clubText: "-1" }],
    ["precoClube", { clubText: "0.999" }],
    ["promocaoAPartir", { byQuantity: [step("3", "9"), step("x", "8")] }],
    ["promocaoAPartir", { byQuantity: [{ quantityText: null, priceText: null }] }],
    ["promocaoAPartir", { byQuantity: [step("0", "9")] }],
  ] as const)("that cannot be read name %s, and of that field nothing is kept", (field, some) => {
    expect(offers(some)).toEqual({ offers: null, invalid: field });
  });

  it("show only what is below the price in force, in units of the variant", () => {
    const some = { clubCents: 900, from: [{ milli: 3_000, cents: 950 }] };
    expect(shownOffers(some, null, 1_000)).toBe('{"clubPrice":900,"from":[{"quantity":3,"price":950}]}');
    expect(shownOffers(some, null, 920)).toBe('{"clubPrice":900}'); // a promotion is lower than the step
    expect(shownOffers(some, null, 850)).toBeNull();
    // R$ 9.00 and 9.50 of 1 kg, sold by 150 g: 3 kg are twenty of them, and 2 kg fourteen.
    expect(shownOffers(some, 150, 150)).toBe('{"clubPrice":135,"from":[{"quantity":20,"price":143}]}');
    expect(shownOffers({ clubCents: null, from: [{ milli: 2_000, cents: 900 }] }, 150, 150)).toBe(
      '{"from":[{"quantity":14,"price":135}]}',
    );
    expect(shownOffers(undefined, null, 100)).toBeNull();
  });

  it("stand in the document after the price", () => {
    const price = { company: 3, priceCents: 1_000, compareAtCents: null, perKgCents: null };
    expect(priceDocument([{ ...price, offers: '{"clubPrice":900}' }])).toBe('{"3":{"price":1000,"clubPrice":900}}');
  });
});

const item = { nroEmpresa: 1, nroSegmento: 1, seqProduto: 9, qtdEmbalagem: 1, precoNormal: 10, statusVenda: "A" };
function rowOf(more: object) {
  const read = erpPrice.read({ ...item, ...more });
  if (!read.ok) throw new Error(read.problems.join());
  const record: PriceRecord = read.value;
  const outcome = priceRow(record, { company: 1, segment: 1 });
  if (outcome.kind !== "row") throw new Error(outcome.kind);
  return { ...outcome.row, remarks: outcome.remarks };
}

describe("a record with offers", () => {
  it.each([
    ["camelCase", { precoClube: 9, promocaoAPartir: [{ quantidade: 3, preco: 8.5 }] }],
    ["PascalCase, as text", { PrecoClube: "9,00", PromocaoAPartir: [{ QtdMinima: "3", PrecoPromocional: "8,50" }] }],
    ["one step alone", { precoClube: 9, promocaoAPartir: { qtd: 3, valor: 8.5 } }],
  ])("is read in %s", (_, more) => {
    const row = rowOf(more);
    expect(row.remarks).toEqual([]);
    expect(row.normalCents).toBe(1_000);
    expect(JSON.parse(row.offers ?? "")).toEqual({ clubCents: 900, from: [{ milli: 3_000, cents: 850 }] });
  });

  it("has one step by the dialect where the list has names that nothing knows", () => {
    const record = resolveDialect({
      records: {
        prices: { fields: { qtdAPartir: ["PromocaoAPartir.0.Minimo"], precoAPartir: ["PromocaoAPartir.0.Cada"] } },
      },
    }).records.prices;
    const read = erpPrice.read({ ...item, PromocaoAPartir: [{ Minimo: 3, Cada: 8.5 }] }, record);
    if (!read.ok) throw new Error(read.problems.join());
    expect(priceRow(read.value, { company: 1, segment: 1 })).toMatchObject({
      row: { offers: '{"clubCents":null,"from":[{"milli":3000,"cents":850}]}' },
      remarks: [],
    });
  });

  it("that cannot be read keeps its price, and the desk has the field", () => {
    const row = rowOf({ promocaoAPartir: [{ algo: 1 }] });
    expect(row).toMatchObject({ normalCents: 1_000, offers: null });
    expect(row.remarks).toMatchObject([{ reason: "offer-invalid", params: { field: "promocaoAPartir" } }]);
  });

  it("changes the hash with its offers only, and without offers is the row it always was", () => {
    const plain = rowOf({});
    expect(rowOf({ precoClube: 0, promocaoAPartir: [] }).hash).toBe(plain.hash);
    expect(rowOf({ precoClube: 9 }).hash).not.toBe(plain.hash);
    expect(rowOf({ precoClube: 9 }).hash).not.toBe(rowOf({ precoClube: 8 }).hash);
  });

  it("several records of one price have all their offers", () => {
    const rows = [rowOf({ precoClube: 9 }), rowOf({ promocaoAPartir: [{ qtd: 2, preco: 8 }], precoPromoc: 9.5 })];
    const merged = mergePrices(rows);
    expect(merged).toMatchObject({ normalCents: 1_000, promoCents: 950 });
    expect(JSON.parse(merged?.offers ?? "")).toEqual({ clubCents: 900, from: [{ milli: 2_000, cents: 800 }] });
  });
});
