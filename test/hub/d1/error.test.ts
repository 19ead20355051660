import { expect, it } from "vitest";
import { platformErrors } from "../../../sim/cloudflare/d1-errors.ts";
import { d1ErrorKind } from "../../../src/hub/d1/error.ts";

it.each([
  ["timeout", "unknown"],
  ["reset", "unknown"],
  ["connectionLost", "unknown"],
  ["codeUpdated", "unknown"],
  ["overloaded", "overloaded"],
  ["tooManyQueued", "overloaded"],
  ["tooManyStatements", "defect"],
] as const)("%s of the platform is %s: what resets the object passes by itself", (name, kind) => {
  expect(d1ErrorKind(platformErrors[name]())).toBe(kind);
});

it("a statement that is too long itself is never repeated unchanged", () => {
  expect(d1ErrorKind(new Error("D1_ERROR: D1 DB exceeded its CPU time limit and was reset."))).toBe("tooLarge");
});
