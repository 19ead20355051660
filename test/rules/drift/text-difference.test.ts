import { expect, it } from "vitest";
import { differingParts } from "../../../src/rules/drift/text-difference.ts";

it("texts that fit are left as they are", () => {
  expect(differingParts("antes", "depois", 10)).toEqual(["antes", "depois"]);
});

it("long texts are shown from shortly before the first difference, at any position", () => {
  const same = "a".repeat(900);
  const [before, after] = differingParts(`${same}velho`, `${same}novo, e muito mais ${"b".repeat(900)}`, 300);
  expect(before).toBe(`…${"a".repeat(60)}velho`);
  expect(after).toMatch(/^…a{60}novo, e muito mais b+…$/);
  expect(after).toHaveLength(300);
});

it("a text that only grew shows what was added", () => {
  const same = "a".repeat(200);
  expect(differingParts(same, `${same} fim`, 60)).toEqual([`…${"a".repeat(20)}`, `…${"a".repeat(20)} fim`]);
});
