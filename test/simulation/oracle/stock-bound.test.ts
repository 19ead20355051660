import { describe, expect, it } from "vitest";
import { mostAt } from "./stock-bound.ts";

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
