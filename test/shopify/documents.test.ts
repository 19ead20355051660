import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, NoDeprecatedCustomRule, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { costOf } from "../../sim/shopify/cost.ts";
import { adminSchema } from "../../sim/shopify/schema.ts";
import * as operations from "../../src/shopify/generated/operations.ts";
import { MEDIA_PRODUCTS_MAX, PAIRS_MAX } from "../../src/shopify/images/media.ts";

/** Ids that an operation's only caller sends at most; the others send up to 250. */
const IDS_MAX: Readonly<Record<string, number>> = { ProductMedia: MEDIA_PRODUCTS_MAX, VariantMedia: PAIRS_MAX };
const idsMaxOf = (text: string): number => IDS_MAX[/\bquery (\w+)/.exec(text)?.[1] ?? ""] ?? 250;

const folder = join(import.meta.dirname, "../../src/shopify");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

/** What is really sent: each operation with the fragments it uses. */
const documents = Object.entries(operations).flatMap(([name, value]) =>
  name.endsWith("Document") ? [{ name, text: String(value) }] : [],
);

it("every file has its operation or fragment, and every operation is sent as one document", () => {
  const operationsInFiles = files.flatMap(({ text }) =>
    parse(text).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION),
  );
  expect(files.length).toBeGreaterThan(12); // a check that read nothing proves nothing
  expect(documents).toHaveLength(operationsInFiles.length);
});

it.each(files)("$name states its cost in line 1, and contains at most one operation, with a name", ({ text }) => {
  const { definitions } = parse(text);
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  expect(operations.length).toBeLessThanOrEqual(1);
  if (operations[0]) expect(text.split("\n")[0]).toMatch(/^# cost .*\d/);
});

/** Points of an operation with lists and pages of `size`; 0: empty lists, and the pages that it asks for by default. */
function pointsOf(text: string, size: number): number {
  const compiled = adminSchema().compile(text);
  if (!compiled.ok) throw new Error(String(compiled.errors[0]));
  const [operation] = compiled.value.operations.values();
  if (!operation) throw new Error("no operation");
  const ids = Array.from({ length: size }, (_, index) => `gid://shopify/InventoryItem/${index}`);
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT && size === 0 ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  );
  const variables = { first: size, variants: size, items: ids, ids, products: ids, ...defaults };
  return costOf(adminSchema().schema, compiled.value, operation, variables).requested;
}

describe.each(files.filter(({ text }) => /^(?:query|mutation)\b/m.test(text)))("$name", ({ text }) => {
  const [first = ""] = text.split("\n");
  const sent = documents.find(({ text: document }) => {
    const name = /^(?:query|mutation) (\w+)/m.exec(text)?.[1];
    return new RegExp(`\\b(?:query|mutation) ${name}\\b`).test(document);
  });

  it("states in line 1 the cost of the simulated shop", () => {
    const upTo = /^# cost up to (\d+)/.exec(first)?.[1];
    const fixed = /^# cost (\d+)/.exec(first)?.[1];
    expect(pointsOf(sent?.text ?? "", upTo === undefined ? 0 : idsMaxOf(text))).toBe(Number(upTo ?? fixed));
  });
});

describe.each(documents)("$name", ({ text }) => {
  it("inv. 9: fits the pinned schema and uses nothing that is deprecated", () => {
    const { schema } = adminSchema();
    const document = parse(text);
    const errors = [...validate(schema, document), ...validate(schema, document, [NoDeprecatedCustomRule])];
    expect(errors.map(String)).toEqual([]);
  });

  it("requests at most 1,000 points, with its largest lists", () => {
    const compiled = adminSchema().compile(text);
    if (!compiled.ok) throw new Error(String(compiled.errors[0]));
    const [operation] = compiled.value.operations.values();
    if (!operation) throw new Error("no operation");
    const ids = Array.from({ length: idsMaxOf(text) }, (_, index) => `gid://shopify/InventoryItem/${index}`);
    const defaults = Object.fromEntries(
      (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
      ),
    );
    const variables = { first: 250, variants: 250, items: ids, ids, ...defaults };
    const { requested } = costOf(adminSchema().schema, compiled.value, operation, variables);
    expect(requested).toBeGreaterThan(0);
    expect(requested).toBeLessThanOrEqual(1_000);
  });
});
