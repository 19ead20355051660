import { describe, expect, it } from "vitest";
import { DEFAULT_OWNERS } from "../../../src/rules/catalog/settings.ts";
import { pathText, shopCollection, taxonomyOf } from "../../../src/rules/catalog/collection.ts";
import {
  fieldsDue,
  planFields,
  valueHash,
  withAccepted,
  withIntent,
  type FieldValues,
  type Owners,
} from "../../../src/rules/catalog/field-ownership.ts";
import { areTagsDue, keywordTags, planTags, tagsOf } from "../../../src/rules/catalog/tags.ts";

const sent = (values: FieldValues) => withAccepted({}, ["title", "vendor", "status"], values, values);
const owners = (given: Partial<Owners> = {}): Owners => ({ ...DEFAULT_OWNERS, ...given });
const before = sent({ title: "Arroz", vendor: "CAMIL", status: "ACTIVE" });
const none: ReadonlySet<string> = new Set();

describe("the owner of a field", () => {
  it("C3: only what differs from what was last accepted is due", () => {
    const wanted = { title: "Arroz Tipo 1", vendor: "CAMIL", status: "ACTIVE" };
    expect(fieldsDue(wanted, before, owners(), none)).toEqual(["title"]);
    expect(fieldsDue({ ...wanted, title: "Arroz" }, before, owners(), none)).toEqual([]);
    expect(fieldsDue({ ...wanted, title: " Arroz " }, before, owners(), none)).toEqual([]);
  });

  it("a field sent only at creation, or never, is not due; a merchant's field is due only if the ERP owns it", () => {
    const wanted = { title: "Arroz Tipo 1" };
    expect(fieldsDue(wanted, before, owners({ title: "once" }), none)).toEqual([]);
    expect(fieldsDue(wanted, before, owners({ title: "merchant" }), none)).toEqual([]);
    expect(fieldsDue(wanted, before, owners(), new Set(["title"]))).toEqual([]);
    expect(fieldsDue(wanted, before, owners({ title: "erp" }), new Set(["title"]))).toEqual(["title"]);
  });

  it("a field edited in Shopify is kept; one with our sent value is sent; one with the desired value is unchanged", () => {
    const wanted = { title: "Arroz Tipo 1" };
    const plan = (shown: string, given = owners()) => planFields(["title"], wanted, { title: shown }, before, given);
    expect(plan("Arroz da casa")).toEqual({ send: [], unchanged: [], kept: ["title"] });
    expect(plan("Arroz da casa", owners({ title: "erp" })).send).toEqual(["title"]);
    expect(plan("Arroz").send).toEqual(["title"]);
    expect(plan("Arroz Tipo 1").unchanged).toEqual(["title"]);
    expect(plan("").send).toEqual(["title"]); // no known owner
  });

  it("a value that a crashed run was sending is ours when found, also the one before it", () => {
    const once = withIntent(before, ["title"], { title: "B" });
    const twice = withIntent(once, ["title"], { title: "C" });
    for (const shown of ["Arroz", "B"])
      expect(planFields(["title"], { title: "C" }, { title: shown }, twice, owners()).send).toEqual(["title"]);
    expect(fieldsDue({ title: "C" }, twice, owners(), none)).toEqual(["title"]); // tried is not accepted
    const many = "DEFGHIJ".split("").reduce((known, title) => withIntent(known, ["title"], { title }), twice);
    expect(many.title?.length).toBeLessThanOrEqual(6);
    expect([many.title?.[1], many.title?.at(-1)]).toEqual([valueHash("title", "Arroz"), valueHash("title", "J")]);
    // Back to what was accepted before: whether the other value came through is not known, so it is due (seed 40695).
    expect(fieldsDue({ title: "Arroz" }, once, owners(), none)).toEqual(["title"]);
  });

  it("how Shopify writes a text is no edit: blanks of HTML, and what it answered after our write", () => {
    const html = "<p>a</p><ul><li>b</li></ul>";
    const known = withAccepted({}, ["description"], { description: html }, { description: html });
    const shown = { description: "<p>a</p>\n<ul>\n<li>b</li>\n</ul>" };
    expect(planFields(["description"], { description: "<p>c</p>" }, shown, known, owners()).send).toEqual([
      "description",
    ]);
    const renamed = withAccepted({}, ["title"], { title: "A" }, { title: "A (Shopify)" });
    expect(planFields(["title"], { title: "B" }, { title: "A (Shopify)" }, renamed, owners()).send).toEqual(["title"]);
  });

  it("C6: what a person archived stays archived, also where the ERP owns the status", () => {
    expect(planFields(["status"], { status: "DRAFT" }, { status: "ARCHIVED" }, before, owners())).toEqual({
      send: [],
      unchanged: ["status"],
      kept: [],
    });
  });

  it("a field that was never sent is not emptied; one that was sent is", () => {
    expect(fieldsDue({ vendor: "" }, {}, owners(), none)).toEqual([]);
    expect(fieldsDue({ vendor: "" }, before, owners(), none)).toEqual(["vendor"]);
  });
});

describe("tags", () => {
  const path = [
    { seq: 3, name: "Mercearia" },
    { seq: 31, name: "Grãos" },
    { seq: 310, name: "Arroz" },
  ];

  it("the category and each above it, then the ERP's keywords, each once", () => {
    expect(tagsOf(path, "arroz; Camil ,ARROZ;;erp-cat-9")).toEqual([
      "erp-cat-3",
      "erp-cat-31",
      "erp-cat-310",
      "arroz",
      "Camil",
    ]);
    expect(keywordTags(Array.from({ length: 80 }, (_, index) => `k${index}`).join(";"))).toHaveLength(50);
  });

  it("C9: another category removes the old tags, and none of the merchant's", () => {
    const shown = ["erp-cat-3", "erp-cat-31", "erp-cat-310", "arroz", "Oferta", "erp-categoria"];
    const plan = planTags(["erp-cat-3", "erp-cat-32", "novo"], shown, {
      wanted: ["erp-cat-3", "erp-cat-31", "erp-cat-310", "arroz"],
      theirs: [],
    });
    expect(plan).toMatchObject({ add: ["erp-cat-32", "novo"], remove: ["erp-cat-31", "erp-cat-310", "arroz"] });
  });

  it("a category tag of a crashed run is removed though the hub does not know it", () => {
    expect(planTags(["erp-cat-3"], ["ERP-CAT-77"], { wanted: [], theirs: [] }).remove).toEqual(["ERP-CAT-77"]);
  });

  it("a keyword that the merchant had first stays when the ERP drops it", () => {
    const first = planTags(["arroz"], ["Arroz"], { wanted: [], theirs: [] });
    expect(first).toEqual({ add: [], remove: [], sent: { wanted: ["arroz"], theirs: ["arroz"] } });
    expect(planTags([], ["Arroz"], first.sent).remove).toEqual([]);
    expect(planTags([], ["Arroz"], { wanted: ["arroz"], theirs: [] }).remove).toEqual(["Arroz"]);
  });

  it.each([
    ["our own tags, in any case", "Erp-Cat-310; ERP-CAT-X;erp-cat-", []],
    ["a comma within quotes: Shopify would part it too", '"arroz, branco"', ['"arroz', 'branco"']],
    ["separators and blanks alone", " ;, |\n;\u00a0", []],
    ["more than 255 characters: half a word is no keyword", `${"x".repeat(256)};arroz`, ["arroz"]],
    ["255 characters", "x".repeat(255), ["x".repeat(255)]],
    ["a pair of units at the limit is never cut in two", `${"x".repeat(254)}🍚`, []],
    ["the same word with its accent typed in two ways", "açúcar;ac\u0327u\u0301car;AÇÚCAR", ["açúcar"]],
    ["lines", "arroz\r\nbranco\ntipo 1", ["arroz", "branco", "tipo 1"]],
  ])("keywords: %s", (_, keywords, tags) => {
    expect(keywordTags(keywords)).toEqual(tags);
  });

  it("a merchant's tag in another case or accent form is not added again and never removed", () => {
    for (const theirs of ["ARROZ", "aRRoz"])
      expect(planTags(["arroz"], [theirs], { wanted: [], theirs: [] })).toMatchObject({ add: [], remove: [] });
    const decomposed = "Ac\u0327u\u0301car";
    const plan = planTags(["açúcar"], [decomposed], { wanted: [], theirs: [] });
    expect(plan).toEqual({ add: [], remove: [], sent: { wanted: ["açúcar"], theirs: ["açúcar"] } });
    expect(planTags([], [decomposed], plan.sent).remove).toEqual([]);
  });

  it("a keyword whose case changes is still the same tag, and is removed when the ERP drops it", () => {
    const sent = { wanted: ["arroz"], theirs: [] };
    const plan = planTags(["Arroz"], ["arroz"], sent);
    expect([plan.add, plan.remove]).toEqual([[], []]);
    expect(planTags([], ["ARROZ"], plan.sent).remove).toEqual(["ARROZ"]);
  });

  it("at most Shopify's 250 are sent, the category first; a tag without room is not stored as ours", () => {
    const theirs = Array.from({ length: 249 }, (_, index) => `t${index}`);
    const plan = planTags(["erp-cat-3", "arroz"], theirs, { wanted: [], theirs: [] });
    expect(plan).toMatchObject({ add: ["erp-cat-3"], remove: [] });
    expect(planTags(["erp-cat-3"], [...theirs, "arroz", "erp-cat-3"], plan.sent).remove).toEqual([]);
    expect(planTags(["a"], [...theirs, "x", "y"], { wanted: [], theirs: [] }).add).toEqual([]);
  });

  it("the same tags are not due", () => {
    expect(areTagsDue(["a"], { wanted: ["a"], theirs: [] })).toBe(false);
    expect(areTagsDue([], null)).toBe(false);
    expect(areTagsDue(["a"], null)).toBe(true);
  });

  it("a collection has the category's name, an address with its number, and its tag; path and mapping follow the tree", () => {
    expect(shopCollection({ seq: 310, name: " Arroz  & Feijão " })).toEqual({
      seqCategory: 310,
      title: "Arroz & Feijão",
      handle: "arroz-feijao-310",
      tag: "erp-cat-310",
    });
    expect(shopCollection({ seq: 7, name: " " }).title).toBe("Categoria 7");
    expect(pathText(path)).toBe("Mercearia > Grãos > Arroz");
    expect(taxonomyOf(path, new Map([[3, "a"], [31, "b"]]))).toBe("b"); // prettier-ignore
    expect(taxonomyOf(path, new Map())).toBeUndefined();
  });
});
