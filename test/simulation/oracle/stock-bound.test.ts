import { describe, expect, it } from "vitest";
import type { BadRecord, BadRecordKind } from "../../../sim/consinco/catalogue/types.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { mostAt, sentInsteadMilli } from "./stock-bound.ts";

const MINUTE = 60_000;
const figure = (minute: number, quantityMilli: number) => ({
  at: minute * MINUTE,
  company: 1,
  seqProduto: 10,
  quantityMilli,
});
const run = (from: number, until: number) => ({ company: 1, started_at: from * MINUTE, ended_at: until * MINUTE });
/** Fifty at first, five from minute 10 on, eight from minute 40 on. */
const FIGURES = [figure(0, 50_000), figure(10, 5_000), figure(40, 8_000)];

describe("the most that may be written of a product", () => {
  it("is what the ERP had since the last read that is long enough ago", () => {
    expect(mostAt(FIGURES, [run(12, 13)], 35 * MINUTE)).toBe(5_000);
    expect(mostAt(FIGURES, [run(12, 13)], 45 * MINUTE)).toBe(8_000);
  });

  it("is what it ever had by then where no run read it, or only a moment ago", () => {
    expect(mostAt(FIGURES, [], 35 * MINUTE)).toBe(50_000);
    expect(mostAt(FIGURES, [run(12, 13)], 30 * MINUTE)).toBe(50_000);
  });

  it("counts from the read's beginning, for a figure may have been read and then changed", () => {
    expect(mostAt(FIGURES, [run(9, 13)], 35 * MINUTE)).toBe(50_000);
  });
});

describe("what the ERP sent of a SKU instead of its count", () => {
  const sent = (sku: string, kind: BadRecordKind) => {
    const dirt: readonly BadRecord[] = [{ kind, load: "stock", key: "P10E6" }];
    return sentInsteadMilli({ systems: { erp: { state: { catalogue: { dirt } } } } } as unknown as Scenario, sku);
  };

  it("is a quantity of four places, without the fourth", () => {
    expect(sent("P10E6", "fourthDecimal")).toBe(37_250);
  });

  it("is nothing of another package, and nothing where the record was refused", () => {
    expect(sent("P10E1", "fourthDecimal")).toBe(0);
    expect(sent("P10E6", "quantityInWords")).toBe(0);
  });
});
