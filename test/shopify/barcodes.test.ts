import {
  coerceInputValue,
  extendSchema,
  isInputType,
  Kind,
  parse,
  print,
  validate,
  visit,
  type GraphQLSchema,
} from "graphql";
import { describe, expect, it } from "vitest";
import { adminSchema } from "../../sim/shopify/schema.ts";
import { BARCODE_SPELLING, barcodeInput, type BarcodeSpelling } from "../../src/shopify/catalog/barcodes.ts";
import { partsInput } from "../../src/shopify/catalog/variant-input.ts";
import * as operations from "../../src/shopify/generated/operations.ts";
import { BARCODES_EXTENSION } from "./barcodes-extension.ts";

const { schema: pinned } = adminSchema();
const coming = extendSchema(pinned, parse(BARCODES_EXTENSION));
const INPUTS = ["ProductVariantSetInput", "ProductVariantsBulkInput"] as const;

function faultsOf(schema: GraphQLSchema, input: string, value: object): readonly string[] {
  const type = schema.getType(input);
  if (!type || !isInputType(type)) throw new Error(`${input} is no input`);
  const faults: string[] = [];
  const required = input === "ProductVariantSetInput" ? { optionValues: [] } : {};
  coerceInputValue({ ...required, ...value }, type, (_path, _value, { message }) => void faults.push(message));
  return faults;
}

it("the pinned schema has no barcodes: when it has, BARCODE_SPELLING, the documents and this test move", () => {
  const hasList = INPUTS.some((input) => {
    const type = pinned.getType(input);
    return type !== undefined && "getFields" in type && "barcodes" in type.getFields();
  });
  expect(BARCODE_SPELLING).toBe(hasList ? "barcodes" : "barcode");
});

describe.each(INPUTS)("%s", (input) => {
  const spelled = (spelling: BarcodeSpelling) => barcodeInput("7891000315507", spelling);

  it("takes today's spelling, and not the coming one", () => {
    expect(faultsOf(pinned, input, spelled("barcode"))).toEqual([]);
    expect(faultsOf(pinned, input, spelled("barcodes"))).not.toEqual([]);
  });

  it("takes the coming spelling with the extension, also where there is none", () => {
    expect(faultsOf(coming, input, spelled("barcodes"))).toEqual([]);
    expect(faultsOf(coming, input, barcodeInput(null, "barcodes"))).toEqual([]);
    const shown = [{ value: "036000291452", type: "UPC" }];
    expect(faultsOf(coming, input, barcodeInput("7891000315507", "barcodes", { shown }))).toEqual([]);
    expect(
      faultsOf(coming, input, barcodeInput(null, "barcodes", { shown: [{ value: "1", type: "QR" }] })),
    ).not.toEqual([]);
  });

  it("what the connector sends has one spelling, the switched one", () => {
    const parts = { weightG: null, unitPriceG: undefined, deniesOverselling: true, isTaxable: true };
    const sent = partsInput({ ...parts, barcode: "7891000315507" });
    expect(Object.keys(sent).filter((key) => key.startsWith("barcode"))).toEqual([BARCODE_SPELLING]);
    expect(faultsOf(pinned, input, sent)).toEqual([]);
  });
});

describe("the list", () => {
  const shown = [
    { value: "7891000000001", type: null },
    { value: "036000291452", type: "UPC" },
    { value: "B000", type: "ASIN" },
  ];

  it("begins with the ERP's code and keeps what the merchant added; the ERP's former code goes", () => {
    const others = { shown, former: "7891000000001" };
    const input = barcodeInput("7891000315507", "barcodes", others);
    expect(input).toEqual({ barcodes: [{ value: "7891000315507", type: null }, ...shown.slice(1)] });
    expect(barcodeInput(null, "barcodes", others)).toEqual({ barcodes: shown.slice(1) });
    expect(barcodeInput("B000", "barcodes", others)).toEqual({
      barcodes: [{ value: "B000", type: null }, shown[1]],
    });
  });

  it("has at most twenty codes, the ERP's among them", () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ value: `X${index}`, type: null }));
    const input = barcodeInput("7891000315507", "barcodes", { shown: many });
    expect("barcodes" in input && input.barcodes).toHaveLength(20);
    expect("barcodes" in input && input.barcodes[0]).toEqual({ value: "7891000315507", type: null });
  });
});

it("every document that reads a variant's barcode fits the extension in the coming spelling", () => {
  const documents = Object.entries(operations).flatMap(([name, value]) =>
    name.endsWith("Document") && /\bbarcode\b/.test(String(value)) ? [String(value)] : [],
  );
  expect(documents.length).toBeGreaterThan(4);
  for (const text of documents) {
    const moved = visit(parse(text), {
      Field: (node) =>
        node.name.value === "barcode"
          ? {
              kind: Kind.FIELD,
              name: { kind: Kind.NAME, value: "barcodes" },
              arguments: [
                {
                  kind: Kind.ARGUMENT,
                  name: { kind: Kind.NAME, value: "first" },
                  value: { kind: Kind.INT, value: "20" },
                },
              ],
              selectionSet: {
                kind: Kind.SELECTION_SET,
                selections: ["value", "type"].map((value) => ({
                  kind: Kind.FIELD,
                  name: { kind: Kind.NAME, value: "nodes" },
                  selectionSet: {
                    kind: Kind.SELECTION_SET,
                    selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value } }],
                  },
                })),
              },
            }
          : undefined,
    });
    expect(validate(coming, moved).map(String), print(moved).slice(0, 80)).toEqual([]);
    expect(validate(pinned, moved)).not.toEqual([]);
  }
});
