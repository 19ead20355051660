import { describe, expect, it } from "vitest";
import { safetyBy, safetyRules, type SafetyRules } from "../../../src/rules/stock/safety-rules.ts";

const TOMATO = { company: 3, seqProduct: 919, categories: [312, 310], soldADayMilli: 8_000 };

describe("the most specific rule", () => {
  it.each<[string, SafetyRules, number | null]>([
    ["no rule: the company's own", [], null],
    [
      "of other goods: none",
      [
        { seqProduct: 7, milli: 1 },
        { seqCategory: 400, milli: 1 },
        { company: 4, milli: 1 },
      ],
      null,
    ],
    ["of all goods", [{ milli: 1_000 }], 1_000],
    ["of the company before all", [{ milli: 1_000 }, { company: 3, milli: 2_000 }], 2_000],
    [
      "of the section before the company",
      [
        { company: 3, milli: 1_000 },
        { seqCategory: 310, milli: 3_000 },
      ],
      3_000,
    ],
    [
      "of the category before the section",
      [
        { company: 3, seqCategory: 310, milli: 3_000 },
        { seqCategory: 312, milli: 4_000 },
      ],
      4_000,
    ],
    [
      "of the product before the category",
      [
        { company: 3, seqCategory: 312, milli: 4_000 },
        { seqProduct: 919, milli: 0 },
      ],
      0,
    ],
    [
      "of the product at the company",
      [
        { seqProduct: 919, milli: 0 },
        { company: 3, seqProduct: 919, milli: 6_000 },
      ],
      6_000,
    ],
    ["days of cover", [{ seqCategory: 310, coverDays: 1.5 }], 12_000],
    ["the greater of both figures", [{ seqCategory: 310, coverDays: 0.5, milli: 9_000 }], 9_000],
  ])("%s", (_, rules, milli) => {
    expect(safetyBy(safetyRules.parse(rules), TOMATO)).toBe(milli);
    expect(safetyBy(safetyRules.parse(rules.toReversed()), TOMATO)).toBe(milli);
  });

  it.each([
    ["no figure", [{ seqProduct: 1 }]],
    ["category and product", [{ seqProduct: 1, seqCategory: 2, milli: 1 }]],
    [
      "the same goods twice",
      [
        { seqProduct: 1, milli: 1 },
        { seqProduct: 1, milli: 2 },
      ],
    ],
    ["below zero", [{ milli: -1 }]],
  ])("refuses %s", (_, rules) => {
    expect(safetyRules.safeParse(rules).success).toBe(false);
  });
});
