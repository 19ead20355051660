/** A text that a merchant wrote stays, where the settings leave the field to the merchant (the default of all texts). */
import type { Product } from "../../../sim/shopify/records/products.ts";
import { STANDS_STILL, STANDS_STILL_MAX_MS } from "../scenario/fault-schedule.ts";
import type { TypedText } from "../scenario/scenario.ts";
import type { JudgeContext } from "./judge.ts";

const INVARIANT = "a merchant's own texts stay";
/** A write that was prepared before the edit: tried three times, each time for half a minute. */
const UNDER_WAY_MS = 180_000;

export function judgeMerchant({ scenario, check }: JudgeContext): void {
  const { shop } = scenario.systems;
  const bulkMs = scenario.plan.features.bulk?.takesMs ?? 0;
  const underWayMs = UNDER_WAY_MS + 2 * bulkMs + (scenario.faults.counts[STANDS_STILL] ? STANDS_STILL_MAX_MS : 0);
  for (const typed of scenario.operator.typed.values()) {
    const product = shop.state.products.get(typed.productId);
    if (!product || scenario.operator.titlesRepaired.has(seqOf(product))) continue;
    const isOvertaken = shop.journal.effects("product").some(
      ({ at, effect }) =>
        effect["id"] === typed.productId &&
        at >= typed.at &&
        at <= typed.at + underWayMs &&
        String(effect["changed"])
          .split(",")
          .some((field) => typed.field.startsWith(field)),
    );
    check(
      INVARIANT,
      isOvertaken || textOf(product, typed.field) === typed.text,
      () =>
        `${typed.field} of ${typed.productId}: "${textOf(product, typed.field)}", the merchant wrote "${typed.text}"`,
    );
  }
}

const textOf = (product: Product, field: TypedText["field"]): string =>
  field === "seo" ? (product.seo.title ?? "") : product[field].replace(/<\/?p>/g, "");

const seqOf = ({ variants }: Product): number => Number(/^P(\d+)E/.exec(variants[0]?.item.sku ?? "")?.[1]);
