import { describe, expect, it } from "vitest";
import {
  fieldPlan,
  specificationMapping,
  wantedFields,
  type SentField,
} from "../../../src/rules/images/specifications.ts";

const mappingOf = (...entries: readonly object[]) => specificationMapping.parse(entries);
const CONSERVATION = { name: "Conservação", metafield: "custom.conservacao" };
const record = (sku: string, name: string, value: string, id = 1) => ({ source: `erp:${id}`, sku, name, value });
const VARIANTS = [
  { sku: "P1E1", variantGid: "v/1" },
  { sku: "P1E12", variantGid: "v/12" },
];
const wanted = (mapping: ReturnType<typeof mappingOf>, ...records: readonly ReturnType<typeof record>[]) =>
  wantedFields("p/1", VARIANTS, records, mapping);

describe("wanted metafields", () => {
  it("a name goes by its mapping, whatever its capitals, accents, blanks and colon; another one goes nowhere", () => {
    const { fields, unfit } = wanted(
      mappingOf(CONSERVATION),
      record("P1E1", "CONSERVACAO :", " Local seco "),
      record("P1E1", "Sabor", "Doce", 2),
    );
    expect(fields).toEqual([
      { owner: "p/1", key: "custom.conservacao", type: "multi_line_text_field", value: "Local seco" },
    ]);
    expect(unfit).toEqual([]);
  });

  it("of several packages the smallest one's text counts, then the older record's", () => {
    const mapping = mappingOf(CONSERVATION);
    const texts = (...records: readonly ReturnType<typeof record>[]) =>
      wanted(mapping, ...records).fields.map(({ value }) => value);
    expect(texts(record("P1E12", "Conservação", "Caixa", 1), record("P1E1", "Conservação", "Unidade", 2))).toEqual([
      "Unidade",
    ]);
    expect(texts(record("P1E1", "Conservação", "Nova", 10), record("P1E1", "Conservação", "Velha", 9))).toEqual([
      "Velha",
    ]);
    expect(texts(record("P1E1", "Conservação", "  ", 1), record("P1E12", "Conservação", "Caixa", 2))).toEqual([
      "Caixa",
    ]);
  });

  it("a package's metafield is on its variant, and a package that is not in the shop has none", () => {
    const { fields } = wanted(
      mappingOf({ name: "Peso bruto", metafield: "custom.peso", type: "number_decimal", of: "variant" }),
      record("P1E1", "Peso bruto", "1,250", 1),
      record("P1E12", "Peso bruto", "15", 2),
      record("P1E6", "Peso bruto", "7.5", 3),
    );
    expect(fields.map(({ owner, value }) => [owner, value])).toEqual([
      ["v/1", "1.25"],
      ["v/12", "15"],
    ]);
  });

  it.each([
    ["single_line_text_field", "um\r\n dois", "um dois"],
    ["multi_line_text_field", "um\ndois", "um\ndois"],
    ["number_integer", "12", "12"],
    ["number_integer", "12,5", null],
    ["number_decimal", "-0,5", "-0.5"],
    ["number_decimal", "meio quilo", null],
    ["boolean", "Sim", "true"],
    ["boolean", "NÃO", "false"],
    ["boolean", "talvez", null],
  ])("as %s %j is %j", (type, text, value) => {
    const { fields, unfit } = wanted(mappingOf({ ...CONSERVATION, type }), record("P1E1", "Conservação", text));
    expect(fields[0]?.value ?? null).toBe(value);
    expect(unfit).toHaveLength(value === null ? 1 : 0);
  });
});

describe("the plan", () => {
  const field = (over: Partial<SentField> = {}): SentField => ({
    owner: "p/1",
    key: "custom.a",
    type: "multi_line_text_field",
    value: "x",
    sure: true,
    ...over,
  });

  it.each<readonly [string, readonly SentField[], readonly SentField[], number, number]>([
    ["the same value", [field()], [field()], 0, 0],
    ["another value", [field({ value: "y" })], [field()], 1, 0],
    ["an outcome that is not known", [field()], [field({ sure: false })], 1, 0],
    ["a value that is gone", [], [field()], 0, 1],
    ["a value that is gone, and may never have been there", [], [field({ sure: false })], 0, 1],
    ["another type, which the former one has to leave", [field({ type: "boolean" })], [field()], 1, 1],
    ["another owner", [field({ owner: "p/2" })], [field()], 1, 1],
  ])("%s", (_what, want, sent, set, remove) => {
    const plan = fieldPlan(want, sent);
    expect([plan.set.length, plan.remove.length]).toEqual([set, remove]);
  });
});

it.each([
  ["a reserved namespace", [{ name: "A", metafield: "erp.precos" }]],
  ["Shopify's namespace", [{ name: "A", metafield: "shopify--facts.origin" }]],
  ["no namespace", [{ name: "A", metafield: "conservacao" }]],
  ["one name twice", [CONSERVATION, { name: "conservacao:", metafield: "custom.outra" }]],
  ["one metafield with two types", [CONSERVATION, { ...CONSERVATION, name: "B", type: "boolean" }]],
  ["a type that no text fills", [{ ...CONSERVATION, type: "json" }]],
])("%s is no mapping", (_what, mapping) => {
  expect(specificationMapping.safeParse(mapping).success).toBe(false);
});
