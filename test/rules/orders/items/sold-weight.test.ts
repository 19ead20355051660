import { expect, it } from "vitest";
import { soldWeight, weightIn } from "../../../../src/rules/orders/items/sold-weight.ts";

const HOUR = 3_600_000;
const AT = Date.parse("2026-11-24T12:00:00Z");
const sale = { createdAt: AT, isEdited: false };
const shown = (...rows: readonly (readonly [since: number, multipleMilli: number | null])[]) =>
  rows.map(([since, multipleMilli]) => ({ since, multipleMilli }));
const BEFORE = AT - 24 * HOUR;
const AFTER = AT + 24 * HOUR;

it.each<[string, string | null, number | null, ReturnType<typeof shown>, unknown]>([
  ["packaged goods", "CX-12", null, [], null],
  ["a package whose name is a weight", "500 g", null, [], null],
  ["both agree", "250 g", 250, shown([0, 250]), 250],
  ["changed since, the line names the old one", "500 g", 250, shown([0, 500], [AFTER, 250]), 500],
  ["changed since, the line names none", null, 250, shown([0, 500], [AFTER, 250]), 500],
  ["the ERP has changed it, Shopify not yet", "500 g", 250, shown([0, 500]), 500],
  ["changed before, the line names the new one", "250 g", 250, shown([0, 500], [BEFORE, 250]), 250],
  ["near a change the line decides: old", "500 g", 250, shown([0, 500], [AT - HOUR / 2, 250]), 500],
  ["near a change the line decides: new", "250 g", 250, shown([0, 500], [AT + HOUR / 2, 250]), 250],
  ["sold by weight before the hub kept it", "500 g", 500, [], 500],
  ["no history, no weight named", null, 500, [], 500],
  ["first published just now", null, 500, shown([AT - 60_000, 500]), 500],
  ["by the package since, sold by weight", "500 g", null, shown([0, 500], [AFTER, null]), 500],
  ["by the package when sold", "UN-1", null, shown([0, 500], [BEFORE, null]), null],
])("S13: %s", (_, variantTitle, multipleMilli, history, sold) => {
  expect(soldWeight({ variantTitle }, { multipleMilli, shown: history }, sale)).toEqual({
    kind: "sold",
    multipleMilli: sold,
  });
});

it.each<[string, string | null, number | null, ReturnType<typeof shown>, unknown]>([
  ["the line names a weight that the product never had", "300 g", 250, shown([0, 250]), { named: 300, kept: 250 }],
  ["the same without a history", "300 g", 250, [], { named: 300, kept: 250 }],
  [
    "long after the change the line names the old one",
    "500 g",
    250,
    shown([0, 500], [BEFORE, 250]),
    { named: 500, kept: 250 },
  ],
  ["near a change the line names none", null, 250, shown([0, 500], [AT - 60_000, 250]), { named: null, kept: 250 }],
  ["sold before anything was shown, and no weight named", null, 250, shown([AFTER, 250]), { named: null, kept: null }],
  [
    "by the package when sold, the line names a weight",
    "500 g",
    null,
    shown([0, 500], [BEFORE, null]),
    { named: 500, kept: null },
  ],
])("S13: unclear: %s", (_, variantTitle, multipleMilli, history, said) => {
  expect(soldWeight({ variantTitle }, { multipleMilli, shown: history }, sale)).toEqual({
    kind: "unclear",
    ...(said as object),
  });
});

it("a line that an edit may have added later names its own multiple", () => {
  const weighed = { multipleMilli: 250, shown: shown([0, 500], [AFTER, 250]) };
  const edited = { ...sale, isEdited: true };
  expect(soldWeight({ variantTitle: "250 g" }, weighed, edited)).toEqual({ kind: "sold", multipleMilli: 250 });
  expect(soldWeight({ variantTitle: "250 g" }, weighed, sale)).toMatchObject({ kind: "unclear" });
});

it.each([
  ["250 g", 250],
  ["1,5 kg", 1500],
  ["0.25 KG", 250],
  ["1 kg (aprox.)", 1000],
  ["UN-1", null],
  ["CX 250 g", null],
  ["0 g", null],
  ["250 gramas", null],
])("the weight in %j", (text, milli) => {
  expect(weightIn(text)).toBe(milli);
});
