import { describe, expect, it } from "vitest";
import { pageKind, type PageBefore, type ReadPage } from "../../../src/rules/record/page-kind.ts";

const page = (given: Partial<ReadPage> = {}): ReadPage => ({
  items: 3,
  digest: "b",
  isLast: false,
  isEndByLength: false,
  keys: ["4", "5", "6"],
  records: 3,
  ...given,
});
const before: PageBefore = { digest: "a", keys: new Set(["1", "2", "3"]) };
const first: PageBefore = { digest: null, keys: new Set() };

describe("a page in its list", () => {
  it("the page itself states whether another one follows", () => {
    expect(pageKind(page(), before)).toBe("next");
    expect(pageKind(page({ isLast: true }), before)).toBe("last");
    expect(pageKind(page(), first)).toBe("next");
    expect(pageKind(page({ isLast: true }), first)).toBe("last");
  });

  it("a short bare array is no end: an empty one is", () => {
    expect(pageKind(page({ isLast: true, isEndByLength: true }), before)).toBe("next");
    expect(pageKind(page({ items: 0, keys: [], records: 0, isLast: true }), before)).toBe("last");
  });

  it("an empty page may follow an empty one", () => {
    const empty = page({ items: 0, keys: [], records: 0, digest: "a" });
    expect(pageKind(empty, before)).toBe("next");
    expect(pageKind({ ...empty, isLast: true }, before)).toBe("last");
  });

  it("the same page again is repeated, also when it claims to be the last", () => {
    expect(pageKind(page({ digest: "a" }), before)).toBe("repeated");
    expect(pageKind(page({ digest: "a", isLast: true }), before)).toBe("repeated");
  });

  it("the same short bare array again is the answer of a server without pages", () => {
    expect(pageKind(page({ digest: "a", isLast: true, isEndByLength: true }), before)).toBe("unpaged");
  });
});

describe("a page whose records were all on the page before", () => {
  const keys = ["3", "2"];
  it("is repeated while more pages follow", () => {
    expect(pageKind(page({ keys, records: 2, items: 2 }), before)).toBe("repeated");
  });

  it("is repeated as the last page only when it has at least half of them", () => {
    expect(pageKind(page({ keys, records: 2, items: 2, isLast: true }), before)).toBe("repeated");
    expect(pageKind(page({ keys: ["3"], records: 1, items: 1, isLast: true }), before)).toBe("last");
  });

  it("is not judged when one record is new, or when one has no key", () => {
    expect(pageKind(page({ keys: ["3", "4"], records: 2 }), before)).toBe("next");
    expect(pageKind(page({ keys, records: 3 }), before)).toBe("next");
    expect(pageKind(page({ keys: [], records: 0 }), before)).toBe("next");
  });

  it("is the end of a bare array that its length alone ends: the server has no pages, and sorts anew each time", () => {
    expect(pageKind(page({ keys, records: 2, isLast: true, isEndByLength: true }), before)).toBe("unpaged");
    const one = { keys: ["3"], records: 1, isLast: true, isEndByLength: true };
    expect(pageKind(page(one), before)).toBe("next"); // too few of them: it may be an overlap
  });

  it("is not judged where the keys before are not known", () => {
    expect(pageKind(page({ keys }), first)).toBe("next");
  });
});
