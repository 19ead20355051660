/** Several calls in one document: what Shopify takes, what it costs, and what each call gets of the answer. */
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { costOf } from "../../sim/shopify/cost.ts";
import { adminSchema } from "../../sim/shopify/schema.ts";
import { readAnswer } from "../../src/shopify/client/answer.ts";
import { joinedText, joinedVariables, rootFieldOf } from "../../src/shopify/client/joined-text.ts";
import {
  CollectionByErpDocument,
  CollectionCreateDocument,
  OrderFullDocument,
  ProductByErpDocument,
  ProductSetDocument,
  ProductStateDocument,
  ProductUpdateDocument,
  ProductVariantsDocument,
  PublishDocument,
  TagsAddDocument,
  TagsRemoveDocument,
  VariantsUpdateDocument,
} from "../../src/shopify/generated/operations.ts";

const SHARED = {
  ProductByErpDocument,
  ProductStateDocument,
  ProductVariantsDocument,
  ProductSetDocument,
  ProductUpdateDocument,
  VariantsUpdateDocument,
  PublishDocument,
  TagsAddDocument,
  TagsRemoveDocument,
  CollectionByErpDocument,
  CollectionCreateDocument,
};

function pointsOf(text: string, variables: Readonly<Record<string, unknown>>): number {
  const compiled = adminSchema().compile(text);
  if (!compiled.ok) throw new Error(String(compiled.errors[0]));
  const [operation] = compiled.value.operations.values();
  if (!operation) throw new Error("no operation");
  return costOf(adminSchema().schema, compiled.value, operation, variables).requested;
}

describe.each(Object.entries(SHARED))("%s", (_name, document) => {
  const text = document.toString();

  it.each([2, 5, 25])("%i times in one document fits the pinned schema", (calls) => {
    expect(validate(adminSchema().schema, parse(joinedText(text, calls))).map(String)).toEqual([]);
  });

  it("costs together what it costs alone, so often", () => {
    const variables = { first: 50, variants: 2, input: { variants: [{}, {}] } };
    const five = pointsOf(joinedText(text, 5), joinedVariables(Array.from({ length: 5 }, () => variables)));
    expect(five).toBeGreaterThanOrEqual(5 * (pointsOf(text, variables) - 1)); // a single cost is rounded up
    expect(five).toBeLessThanOrEqual(5 * pointsOf(text, variables));
  });
});

it("a document with fragments, several fields or no variables is not joined", () => {
  expect(rootFieldOf(OrderFullDocument.toString())).toBeNull();
  expect(rootFieldOf("query A($id: ID!) { product(id: $id) { id } shop { id } }")).toBeNull();
  expect(rootFieldOf("query A { shop { id } }")).toBeNull();
  expect(rootFieldOf("query A($id: ID!) { product(id: $id) { id } }")).toBe("product");
});

describe("the answer to calls that shared a request", () => {
  const answerOf = (body: unknown, isJoined = true) => readAnswer(200, new Headers(), JSON.stringify(body), isJoined);
  const data = { j0: { userErrors: [] }, j1: null, j2: { userErrors: [] } };
  const broken = { message: "Internal error", path: ["j1"], extensions: { code: "INTERNAL_SERVER_ERROR" } };

  it("inv. 9: null data beside an error is unknown for its own call only", () => {
    const answer = answerOf({ data, errors: [broken] });
    expect(answer).toMatchObject({ kind: "data", data });
    expect(answer.kind === "data" && [...(answer.failed ?? [])]).toMatchObject([["j1", { kind: "unknown" }]]);
  });

  it("an error deep in one part fails that part", () => {
    const answer = answerOf({ data, errors: [{ ...broken, path: ["j2", "product", 0], extensions: { code: "X" } }] });
    expect(answer.kind === "data" && answer.failed?.get("j2")).toMatchObject({ kind: "refused", code: "X" });
  });

  it("THROTTLED of one part is nothing done there", () => {
    const answer = answerOf({ data, errors: [{ ...broken, extensions: { code: "THROTTLED" } }] });
    expect(answer.kind === "data" && answer.failed?.get("j1")).toMatchObject({ kind: "throttled" });
  });

  it.each([
    ["an error without a path", { data, errors: [broken, { message: "?" }] }, "failure"],
    ["an error of an unknown part", { data, errors: [{ ...broken, path: ["j7"] }] }, "failure"],
    ["no data", { errors: [broken] }, "failure"],
    [
      "THROTTLED before anything ran",
      { errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] },
      "throttled",
    ],
  ])("%s is about the whole request", (_what, body, kind) => {
    expect(answerOf(body).kind).toBe(kind);
  });

  it("a call alone keeps its one failure", () => {
    expect(answerOf({ data, errors: [broken] }, false)).toMatchObject({
      kind: "failure",
      failure: { kind: "unknown" },
    });
  });
});
