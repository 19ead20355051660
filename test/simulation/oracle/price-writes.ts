/** Every write of a price – the shop's own, a list's, one in the metafield – is one that the ERP had reported for its company by then. */
import { PRICE_LIST } from "../workload/operators.ts";
import { goodsOf } from "./goods-of.ts";
import type { JudgeContext } from "./judge.ts";
import { everUnitMilli } from "./units.ts";

const INVARIANT = "each price written is one the ERP reported";
/** Whose prices are the shop's own (scenario/setup.ts). */
const REFERENCE = 1;

interface Write {
  readonly at: number;
  readonly where: string;
  /** Any of them may be meant: an operator may map prices while a write is under way. */
  readonly companies: readonly number[];
  readonly sku: string;
  readonly price: number;
  readonly compareAt: number | null;
}

export function judgePriceWrites(context: JudgeContext): void {
  const { scenario, check } = context;
  for (const { at, where, companies, sku, price, compareAt } of writesOf(context)) {
    const isReported = (unitMilli: number) => {
      const unit = (cents: number) => Math.round((cents * unitMilli) / 1000);
      return scenario.priceHistory.some(
        (figure) =>
          figure.at <= at &&
          figure.key === sku &&
          companies.includes(figure.company) &&
          (compareAt === null
            ? unit(figure.normalCents) === price ||
              (figure.promotionCents !== null && unit(figure.promotionCents) === price)
            : unit(figure.normalCents) === compareAt &&
              figure.promotionCents !== null &&
              unit(figure.promotionCents) === price),
      );
    };
    const fits = everUnitMilli(scenario, sku).some(isReported);
    check(
      INVARIANT,
      fits,
      () =>
        `${sku} ${where}: ${price} (instead of ${compareAt}) at ${new Date(at).toISOString()}, which company ${companies.join(" or ") || "–"} had never reported`,
    );
  }
}

function writesOf({ scenario }: JudgeContext): readonly Write[] {
  const { shop } = scenario.systems;
  const goods = goodsOf(shop);
  const skus = new Map([...shop.state.variants.values()].map(({ id, item }) => [id, item.sku ?? ""]));
  return shop.journal.mutations.flatMap(({ at, effects }) =>
    effects.flatMap((effect): Write[] => {
      const amounts = { price: Number(effect["price"]), compareAt: centsOf(effect["compareAtPrice"]) };
      const mapped = scenario.mappings.filter((mapping) => mapping.at <= at);
      if (
        effect.kind === "set-price" ||
        (effect.kind === "variant" && /\b(?:price|compareAtPrice)\b/.test(String(effect["changed"])))
      )
        return [{ at, where: "in the shop", companies: [REFERENCE], sku: goods(effect), ...amounts }];
      if (effect.kind === "list-price" && effect["list"] === PRICE_LIST) {
        const companies = mapped.flatMap(({ list }) => list ?? []);
        // A variant that was replaced has no SKU any more.
        const sku = skus.get(String(effect["variant"]));
        return sku === undefined
          ? []
          : [{ at, where: "on the list", companies, sku, ...amounts, price: Number(effect["to"]) }];
      }
      if (effect.kind !== "metafield" || effect["name"] !== "erp.precos") return [];
      const sku = skus.get(String(effect["owner"]));
      const document = JSON.parse(String(effect["value"])) as Record<
        string,
        { price: number; compareAtPrice?: number }
      >;
      return Object.entries(sku === undefined ? {} : document).map(([company, { price, compareAtPrice }]) => ({
        at,
        where: `in erp.precos of ${company}`,
        companies: mapped.some(({ metafields }) => metafields.includes(Number(company))) ? [Number(company)] : [],
        sku: sku ?? "",
        price,
        compareAt: compareAtPrice ?? null,
      }));
    }),
  );
}

const centsOf = (value: unknown): number | null => (typeof value === "number" ? value : null);
