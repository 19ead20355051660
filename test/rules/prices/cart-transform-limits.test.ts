/**
 * How large a cart the example Function can serve. Shopify gives a Function of a cart of up to 200 lines 128,000 bytes of
 * input and 20,000 of output (shopify.dev/docs/api/functions/latest). Both are JSON, so they are counted here without the
 * runner. Its third limit, instructions, needs the runner and the compiled module: npm has neither, since
 * @shopify/function-runner 5.1.4 is a script of 4 KB that downloads the program from elsewhere.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../../examples/cart-transform/run.ts";
import { priceDocument } from "../../../src/rules/prices/price-document.ts";

const INPUT_MAX = 128_000;
const OUTPUT_MAX = 20_000;
const CART_MAX = 200;

type Kind = "packaged" | "promoted" | "weighed";

/** A cart of these lines, each with the document of so many companies. */
function cartOf(lines: number, companies: number, kind: Kind) {
  const document = priceDocument(
    Array.from({ length: companies }, (_, index) => ({
      company: index + 1,
      priceCents: 1_290 + index,
      compareAtCents: kind === "promoted" ? 1_590 + index : null,
      perKgCents: kind === "weighed" ? 12_900 + index : null,
      offers: null,
    })),
  );
  return {
    cart: {
      loja: { value: "1" },
      lines: Array.from({ length: lines }, (_, index) => ({
        id: `gid://shopify/CartLine/${`${index}`.padStart(8, "0")}-6a1c-4e0f-9b53-2f6c6f1f0a11`,
        merchandise: { __typename: "ProductVariant", precos: { jsonValue: JSON.parse(document) as unknown } },
      })),
    },
  };
}
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** The largest cart that fits, up to Shopify's largest. */
function largest(fits: (lines: number) => boolean): number {
  let [least, most] = [0, CART_MAX];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}
const byInput = (companies: number, kind: Kind) =>
  largest((lines) => bytesOf(cartOf(lines, companies, kind)) <= INPUT_MAX);
const byOutput = (companies: number) =>
  largest((lines) => bytesOf(run(cartOf(lines, companies, "packaged"))) <= OUTPUT_MAX);

/**
 * The smallest answer of a discount Function (target cart.lines.discounts.generate.run) that takes another amount off
 * each line: a candidate names its lines by their ids, which are 60 bytes.
 */
const byDiscount = largest((lines) => {
  const { cart } = cartOf(lines, 2, "packaged");
  const candidates = cart.lines.map(({ id }, index) => ({
    targets: [{ cartLine: { id } }],
    value: { fixedAmount: { amount: (0.5 + index / 100).toFixed(2), appliesToEachItem: true } },
  }));
  return bytesOf({ operations: [{ productDiscountsAdd: { candidates, selectionStrategy: "ALL" } }] }) <= OUTPUT_MAX;
});

describe("carts that the example Function can serve", () => {
  it("are no larger with a discount Function, which names each line too", () => {
    expect(byDiscount).toBe(122);
  });

  it("are limited by the output, whatever the number of stores: a price for each line does not fit 200 times", () => {
    expect([byOutput(2), byOutput(60)]).toEqual([128, 128]);
    expect(run(cartOf(CART_MAX, 2, "packaged")).operations).toHaveLength(CART_MAX); // nothing is left out to fit
  });

  it.each<readonly [number, Kind, number]>([
    [10, "packaged", 200],
    [20, "packaged", 200],
    [20, "promoted", 131],
    [60, "packaged", 96],
    [60, "promoted", 48],
    [60, "weighed", 40],
  ])("with %i stores of %s goods the input fits %i lines", (companies, kind, lines) => {
    expect(byInput(companies, kind)).toBe(lines);
  });

  it("are said in the documents, with the numbers measured here", () => {
    const text = readFileSync(join(import.meta.dirname, "../../../docs/price-targets.md"), "utf8").replaceAll(
      /\s+/g,
      " ",
    );
    expect(text).toContain(`at most ${byOutput(60)} lines`);
    expect(text).toContain(`A discount Function has the same limits, and serves ${byDiscount} lines`);
    expect(text).toContain(`at 60 stores ${byInput(60, "packaged")} lines of packaged goods`);
    expect(text).toContain(`${byInput(60, "promoted")} where all are promoted`);
    expect(text).toContain(`${byInput(60, "weighed")} of goods by weight`);
  });
});
