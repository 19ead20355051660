import { describe, expect, it } from "vitest";
import { mutated, mutationsOf } from "./generate.ts";
import { reachOf } from "./reach.ts";

const changesOf = (source: string): readonly string[] =>
  mutationsOf("src/x.ts", source).map((mutation) => `${mutation.kind}: ${mutated(source, mutation)}`);

describe("mutants of a file", () => {
  it.each([
    ["a < b;", ["statement: ;", "operator: a <= b;", "operator: a >= b;"]],
    ["x = a ?? b;", ["statement: ;", "operator: x = a && b;"]],
    ["const n = 5;", ["constant: const n = 6;"]],
    ['const t = "a" + b;', ['constant: const t = "" + b;']],
    ["const r = /^a$/;", ["regex: const r = /a$/;", "regex: const r = /^a/;"]],
    ["const o = { a, b: c };", ["field: const o = { b: c };", "field: const o = { a,  };"]],
    ["const f = list.some(isOdd);", ["call: const f = list.every(isOdd);"]],
    ["const f = text.trim();", ["call: const f = text;"]],
    ["const c = d ? e : f;", ["condition: const c = true ? e : f;", "condition: const c = false ? e : f;"]],
  ])("%s", (source, wanted) => {
    expect(changesOf(source).map((each) => each.replace("{  b", "{ b"))).toEqual(wanted);
  });

  it("types, imports and the words of a thrown error are left alone", () => {
    const source = 'import { a } from "b";\ntype T = "x" | 5;\nthrow new RangeError("c");\n';
    expect(changesOf(source)).toEqual([]);
  });

  it("what stands behind a type assertion is changed", () => {
    expect(changesOf("const n = 5 as const;")).toEqual(["constant: const n = 6 as const;"]);
  });
});

it("a test reaches what it imports, and what that imports, each at its distance; types alone reach nothing", () => {
  const root = new URL("../..", import.meta.url).pathname;
  const reach = reachOf(root, "test/rules/orders/invoice-fields.test.ts");
  expect(reach.get("src/rules/orders/invoices.ts")).toBe(1);
  expect(reach.get("src/rules/brazil/nfe-links.ts")).toBe(2);
  expect(reach.has("src/orders/driver.ts")).toBe(false);
});
