import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reportText } from "../../src/dry-run/report-text.ts";
import { renderLine, shownLine } from "../../src/messages/dry-run.ts";
import { LANGUAGES } from "../../src/messages/language.ts";
import { renderEntry } from "../../src/messages/render.ts";
import { type DryValues, refusalOf, type StoredLine } from "../../src/rules/record/dry-line.ts";
import { SAMPLES } from "./samples.ts";

const list = (...items: string[]) => ({ items, count: items.length });
const price = { priceCents: 790, compareAtCents: 990 };
/** A value of every field: the compiler holds them against the type map. */
const VALUES: DryValues = {
  product: {
    title: "Arroz",
    status: "ACTIVE",
    channels: list(),
    variants: [{ sku: "P9E1", option: "UN-1", price }],
    variantCount: 12,
    tags: list("erp-cat-3"),
  },
  collection: { title: "Grãos", channels: list("Online Store") },
  variant: { sku: "P9E1", option: "UN-1", price: null },
  title: "Arroz",
  description: "<p>Grãos</p>",
  vendor: "CAMIL",
  productType: "Grãos",
  status: "DRAFT",
  taxonomy: "gid://shopify/TaxonomyCategory/fb-2-3",
  path: "Mercearia > Grãos",
  seoTitle: "Arroz",
  seoDescription: "Grãos",
  tags: { items: ["arroz"], count: 90 },
  channel: list("Point of Sale"),
  sku: "P9E1",
  option: "UN-1",
  barcode: "7891000100103",
  weight: 750,
  unitPrice: 100,
  price,
  tracked: false,
  available: 4,
};
const fields = Object.keys(VALUES) as (keyof DryValues)[];
const lineOf = (field: keyof DryValues): StoredLine => ({
  seqProduct: 9,
  action: "change",
  code: field,
  params: { before: null, after: VALUES[field] },
});

describe("every field of a dry-run line", () => {
  it.each(LANGUAGES)("has a name and its values as text in %s", (language) => {
    for (const field of fields) {
      const { record, before, after, message } = renderLine("catalog", lineOf(field), language);
      expect([record, before]).toEqual(["P9", null]);
      expect(after, field).not.toMatch(/undefined|NaN|null|\[object|^$/);
      expect(message, field).toMatch(/^P9: (mudar|change) [\p{L} ]+: ./u);
    }
  });

  it("says a created product, a price and a switch in each language", () => {
    const texts = (field: keyof DryValues) => LANGUAGES.map((each) => renderLine("catalog", lineOf(field), each).after);
    expect(texts("product")).toEqual([
      "Arroz · ACTIVE · nenhum canal · P9E1 (UN-1) R$ 7,90 (de R$ 9,90) … 12 variantes · tags erp-cat-3",
      "Arroz · ACTIVE · no channel · P9E1 (UN-1) R$ 7.90 (was R$ 9.90) … 12 variants · tags erp-cat-3",
    ]);
    expect(texts("price")).toEqual(["R$ 7,90 (de R$ 9,90)", "R$ 7.90 (was R$ 9.90)"]);
    expect(texts("tracked")).toEqual(["não", "no"]);
    expect(texts("tags")).toEqual(["arroz … 90", "arroz … 90"]);
  });
});

describe("a refusal", () => {
  const scopes = { "publish-catalog": "catalog", "publish-prices": "prices", "publish-stock": "stock" } as const;

  it.each(LANGUAGES)("has the text of its desk entry in %s", (language) => {
    for (const entry of SAMPLES) {
      if (!Object.hasOwn(scopes, entry.area)) continue;
      const { reason, ...line } = refusalOf(entry);
      const scope = scopes[entry.area as keyof typeof scopes];
      const shown = renderLine(scope, { ...line, code: reason, params: { ...line.params } }, language);
      expect(shown).toMatchObject({ field: reason, ...renderEntry(entry, language) });
    }
  });

  it("shows the figures of a shrinking set and of a fallen price, and else the price that stays", () => {
    const refusal = (code: string, params: StoredLine["params"]) =>
      LANGUAGES.map((each) => {
        const { before, after } = renderLine("prices", { action: "refuse", code, params }, each);
        return [before, after];
      });
    expect(refusal("set-shrinks", { live: 3, removed: 2, skus: ["P9E6", "P9E12"] })).toEqual([
      ["3 variantes", "1, sem P9E6, P9E12"],
      ["3 variants", "1, without P9E6, P9E12"],
    ]);
    expect(
      refusal("price-drop", { company: 1, segment: 1, lastCents: 11_990, erpPriceCents: 100, isEmpty: false }),
    ).toEqual([
      ["R$ 119,90", "R$ 1,00"],
      ["R$ 119.90", "R$ 1.00"],
    ]);
    expect(
      refusal("not-on-sale", { company: 1, segment: 1, before: { priceCents: 100, compareAtCents: null } }),
    ).toEqual([
      ["R$ 1,00", null],
      ["R$ 1.00", null],
    ]);
  });
});

it("the API shows a line's code with its facts, and both as text", () => {
  const params = { before: null, after: 4 };
  const stored = {
    company: 3,
    seqProduct: 9,
    sku: "P9E1",
    ref: "",
    action: "change",
    code: "available",
    params,
  } as const;
  expect(shownLine("stock", stored, "en")).toEqual({
    action: "change",
    field: "available",
    company: 3,
    seqProduct: 9,
    sku: "P9E1",
    params,
    record: "P9E1@3",
    message: "P9E1@3: change available: 4",
  });
  const refused = { seqProduct: 9, action: "refuse", code: "no-sku", params: {} } as const;
  expect(shownLine("catalog", refused, "pt-BR")).toMatchObject({ action: "refuse", reason: "no-sku", record: "P9" });
});

it("a line of another release is shown by its code and its values as they are", () => {
  const line = {
    ref: "category:31",
    action: "change",
    code: "of-tomorrow",
    params: { before: [1], after: "x" },
  } as const;
  expect(LANGUAGES.map((each) => renderLine("catalog", line, each).message)).toEqual([
    'categoria 31: mudar of-tomorrow: [1] → "x"',
    'category 31: change of-tomorrow: [1] → "x"',
  ]);
  expect(renderLine("catalog", { ...line, code: "toString" }, "en").field).toBe("toString");
});

it("the report as a table is in either language", () => {
  const report = { dryRun: { all: true, scopes: [] }, scopes: [], orders: { waiting: 2, newest: [] }, blocked: [] };
  expect(LANGUAGES.map((each) => reportText(report, each))).toEqual([
    "Simulação: tudo\n\nPedidos que iriam ao ERP: 2",
    "Dry run: everything\n\nOrders that would go to the ERP: 2",
  ]);
});

it("the dry run itself has no words: they are in src/messages", () => {
  const files = globSync("src/{dry-run,hub/dry-run}/*.ts");
  expect(files.length).toBeGreaterThan(8); // a check that read nothing proves nothing
  for (const path of files)
    expect(readFileSync(path, "utf8"), path).not.toMatch(/pt-BR|[à-ú]|variantes|nenhum|\bsem\b|\bmudar\b|"sim"/);
});
