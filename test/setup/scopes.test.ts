import { getNamedType, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { describe, expect, it } from "vitest";
import { adminSchema } from "../../sim/shopify/schema.ts";
import * as operations from "../../src/shopify/generated/operations.ts";
import { missingScopes, SCOPES, withImplied } from "../../src/shopify/setup/scopes.ts";

const documents = Object.entries(operations).flatMap(([name, value]) =>
  name.endsWith("Document") ? [{ name: name.slice(0, -"Document".length), text: String(value) }] : [],
);
const scopesOf = (document: string) => Object.values(SCOPES).flatMap((documentsOf) => documentsOf[document] ?? []);

/** Any one of each: what Shopify's own rules ask for the fields and types of a document. */
function rulesOf(text: string): readonly (readonly string[])[] {
  const { schema, scopes } = adminSchema();
  const info = new TypeInfo(schema);
  const rules: (readonly string[])[] = [];
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType()?.name ?? "";
        const type = getNamedType(info.getType())?.name ?? "";
        for (const rule of [scopes.ofField(parent, node.name.value), scopes.ofType(type)]) if (rule) rules.push(rule);
      },
    }),
  );
  return rules;
}

it("the list has every document, and no other", () => {
  const listed = new Set(Object.values(SCOPES).flatMap((documentsOf) => Object.keys(documentsOf)));
  expect([...listed].toSorted()).toEqual(documents.map(({ name }) => name).toSorted());
});

describe.each(documents)("$name", ({ name, text }) => {
  it("is allowed by the scopes of its line", () => {
    const has = withImplied(scopesOf(name));
    for (const rule of rulesOf(text))
      expect(
        rule.some((scope) => has.has(scope)),
        rule.join(" | "),
      ).toBe(true);
  });
});

it("names each missing scope once, with what stops", () => {
  const all = withImplied(Object.values(SCOPES).flatMap((documentsOf) => Object.values(documentsOf).flat()));
  expect(missingScopes(all)).toEqual([]);
  const some = new Set([...all].filter((scope) => !/all_orders|markets|publications/.test(scope)));
  expect(missingScopes(some)).toEqual([
    { scope: "read_all_orders", stops: ["old-orders"] },
    { scope: "write_publications", stops: ["channels"] },
    { scope: "write_markets", stops: ["price-lists"] },
  ]);
});
