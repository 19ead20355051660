import { describe, expect, it } from "vitest";
import { brandRow } from "../../../src/rules/catalog/brand.ts";
import { categoryPath, type CategoryNode, treeFaults } from "../../../src/rules/catalog/category-path.ts";
import { type CategoryRecord, categoryRow } from "../../../src/rules/catalog/category.ts";
import { renderEntry } from "../../../src/messages/render.ts";

/** "3>1": category 3 under 1; "1": a root. */
const treeOf = (...texts: readonly string[]) =>
  new Map(
    texts.map((text): [number, CategoryNode] => {
      const [seq = 0, parent] = text.split(">").map(Number);
      return [seq, { seq, parent: parent ?? null, name: `C${seq}`, active: true }];
    }),
  );
const pathOf = (tree: ReturnType<typeof treeOf>, seq: number | null) => categoryPath(tree, seq).map((node) => node.seq);

describe("a category's path", () => {
  it("of a category that is not there is empty", () => {
    expect(pathOf(treeOf("1"), null)).toEqual([]);
    expect(pathOf(treeOf("1"), 2)).toEqual([]);
  });

  it("begins below a parent that is not there", () => {
    expect(pathOf(treeOf("3>2", "2>99"), 3)).toEqual([2, 3]);
  });

  it("in a circle has the category itself only: of two in a circle neither is above the other", () => {
    const tree = treeOf("1>2", "2>1", "3>2", "4>3", "5>5");
    expect(pathOf(tree, 1)).toEqual([1]);
    expect(pathOf(tree, 2)).toEqual([2]);
    expect(pathOf(tree, 3)).toEqual([3]);
    expect(pathOf(tree, 4)).toEqual([3, 4]);
    expect(pathOf(tree, 5)).toEqual([5]);
  });

  it("leads from the root to the category", () => {
    expect(pathOf(treeOf("1", "31>3", "3>1", "310>31"), 310)).toEqual([1, 3, 31, 310]);
  });
});

describe("a tree's faults", () => {
  it("names each category of a circle, and none that only hangs below it", () => {
    const faults = treeFaults(treeOf("1>3", "2>1", "3>2", "4>3", "5", "6>5"));
    expect(faults.map(({ node, kind }) => `${node.seq} ${kind}`)).toEqual(["1 circle", "2 circle", "3 circle"]);
  });

  it("names a category without its parent, unless it is inactive", () => {
    const tree = treeOf("1>99", "2>98");
    tree.set(2, { seq: 2, parent: 98, name: "C2", active: false });
    expect(treeFaults(tree).map(({ node, kind }) => `${node.seq} ${kind}`)).toEqual(["1 parent-missing"]);
  });
});

const categoryOf = (some: Partial<CategoryRecord>): CategoryRecord => ({
  seqCategory: 310,
  parent: 31,
  name: "Arroz",
  isActive: true,
  ...some,
});

describe("a category's or brand's row", () => {
  it("is refused without a name, and under itself; switched off, only the switch counts", () => {
    expect(categoryRow(categoryOf({ name: " \t" }))).toMatchObject({ remark: { reason: "category-blank" } });
    expect(categoryRow(categoryOf({ parent: 310 }))).toMatchObject({ remark: { reason: "category-own-parent" } });
    expect(categoryRow(categoryOf({ name: null, isActive: false }))).toMatchObject({
      kind: "off",
      row: { key: "310" },
    });
    expect(brandRow({ seqBrand: 12, name: "", isActive: null })).toMatchObject({ remark: { reason: "brand-blank" } });
    expect(brandRow({ seqBrand: 12, name: null, isActive: false })).toMatchObject({ kind: "off", row: { key: "12" } });
  });

  it("names its record first in the text for an operator", () => {
    const outcome = categoryRow(categoryOf({ name: "" }));
    if (outcome.kind !== "refused") throw new Error(outcome.kind);
    const { record, ...fault } = outcome.remark;
    const { message } = renderEntry({ area: "categories", ...record, ...fault }, "pt-BR");
    expect(message).toMatch(/^categoria 310: sem nome/);
  });

  it("reads parent 0 as a root, and another parent is another row", () => {
    expect(categoryRow(categoryOf({ parent: 0 }))).toMatchObject({ row: { parent: null } });
    const hashes = [{ parent: 31 }, { parent: 32 }, { name: "Feijão" }, { isActive: false }].map((some) => {
      const outcome = categoryRow(categoryOf(some));
      return outcome.kind === "row" ? outcome.row.hash : outcome.kind;
    });
    expect(new Set(hashes).size).toBe(4);
  });
});
