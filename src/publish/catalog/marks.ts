/** Writes product outcomes to the hub, for single calls and for bulk lines. */
import { keyText, REF } from "../../rules/record/desk-entry.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { backoffProducts, markProducts, markDeleted } from "../../hub/catalog/product-marks.ts";
import { markMediaOf } from "../../hub/images/images.ts";
import { markSpecificationsOf } from "../../hub/images/specification-marks.ts";
import { markVariants, markStockDue } from "../../hub/catalog/shop-variants.ts";
import { saveShownMultiples, type ShownMultiple } from "../../hub/catalog/sale-multiples.ts";
import { countCreated } from "../../hub/catalog/variant-limit.ts";
import type { Instant } from "../../ports.ts";
import { backoffMs } from "../lane/failure-step.ts";
import type { Lane } from "../lane/lane.ts";
import { unitPriceEntry } from "./entries.ts";
import type { ProductOutcome } from "./progress.ts";
import { BLOCK_MS } from "./variant-limit.ts";

/** Marks, gids, desk entries and counts for one batch. */
export function saveProductResults(
  lane: Pick<Lane, "db" | "count">,
  outcomes: readonly ProductOutcome[],
  now: Instant,
): D1PreparedStatement[] {
  const { db } = lane;
  const of = (...kinds: readonly ProductOutcome["end"]["kind"][]) =>
    outcomes.filter(({ end }) => kinds.includes(end.kind));
  const finished = of("sent", "refused", "parked");
  const retried = of("backOff", "stop", "limit");
  // a product with postponed variants is only partly sent
  const sent = of("sent").filter(({ due }) => !due.waiting).length;
  const refused = of("refused").length;
  lane.count({ due: outcomes.length, sent, refused, pending: outcomes.length - sent - refused });
  const created = outcomes.flatMap(({ variants }) => variants ?? []).filter(({ isNew }) => isNew).length;
  const withSet = outcomes.filter(({ variants }) => variants !== null);
  const markDue = outcomes.flatMap((outcome) => outcome.markStockDue);
  const deletedSkus = outcomes.flatMap((outcome) =>
    outcome.deletedSkus.map((sku) => ({ seqProduct: outcome.due.seqProduct, sku })),
  );
  const desk = outcomes.flatMap((outcome) => outcome.desk);
  const open = new Set(desk.map(keyText));
  const resolved = of("sent")
    .flatMap(({ due: { seqProduct, skus } }) => [{ seqProduct }, ...skus.map(({ sku }) => ({ seqProduct, sku }))])
    .filter((key) => !open.has(keyText(key)));
  const refusesUnitPrice = outcomes.some(({ unitPrice }) => unitPrice === "refused");
  const takesUnitPrice = outcomes.some(({ unitPrice }) => unitPrice === "taken");
  return [
    ...(refusesUnitPrice ? [openEntries(db, [unitPriceEntry()], now)] : []),
    ...(takesUnitPrice && !refusesUnitPrice
      ? [closeEntries(db, "publish-catalog", [{ ref: REF.unitPrice }], now)]
      : []),
    ...(finished.length > 0
      ? [
          markProducts(
            db,
            finished.map(({ due: { seqProduct, version, repairs, waiting }, accepted }) => ({
              seqProduct,
              version,
              repairs,
              ...accepted,
              ...(waiting ? { waitsUntil: waiting.until } : {}),
            })),
          ),
        ]
      : []),
    ...(retried.length > 0
      ? [
          backoffProducts(
            db,
            retried.map(({ due, end, accepted }) => ({
              seqProduct: due.seqProduct,
              repairs: due.repairs,
              ...accepted,
              notBefore: retryAt({ due, end, accepted }, now),
              tries: isOwnFault(end) ? 1 : 0,
            })),
          ),
        ]
      : []),
    ...(withSet.length > 0
      ? markVariants(
          db,
          withSet.map(({ due }) => due.seqProduct),
          withSet.flatMap(({ variants }) => variants ?? []),
        )
      : []),
    // A new product, or another set of variants: its pictures and specifications have a place to go.
    ...(withSet.length > 0
      ? [
          markMediaOf(
            db,
            withSet.map(({ due }) => due.seqProduct),
          ),
          markSpecificationsOf(
            db,
            withSet.map(({ due }) => due.seqProduct),
          ),
        ]
      : []),
    ...saveShownMultiples(db, outcomes.flatMap(shownMultiple), now),
    ...(created > 0 ? [countCreated(db, created, now)] : []),
    ...(deletedSkus.length > 0 ? [markDeleted(db, deletedSkus)] : []),
    ...(markDue.length > 0 ? [markStockDue(db, markDue)] : []),
    ...(desk.length > 0 ? [openEntries(db, desk, now)] : []),
    ...(resolved.length > 0 ? [closeEntries(db, "publish-catalog", resolved, now)] : []),
  ];
}

/** A line of a bulk job that would need a second call is one: such a product goes singly. */
const isOwnFault = (end: ProductOutcome["end"]): boolean =>
  end.kind === "backOff" || (end.kind === "stop" && end.failure.kind === "notSent");

/** What stops the lane or closes the gate is not the product's fault: it keeps its place; a new one waits for the gate. */
function retryAt({ due, end, accepted }: Pick<ProductOutcome, "due" | "end" | "accepted">, now: Instant): Instant {
  if (end.kind === "limit") return accepted.productGid === null ? now + BLOCK_MS : 0;
  return end.kind === "stop" ? 0 : now + backoffMs(due.attempts);
}

/** Of goods by weight, and of those that were: Shopify has accepted what one unit of them is. */
function shownMultiple({ due, accepted }: ProductOutcome): readonly ShownMultiple[] {
  const { seqProduct, product } = due;
  if (product === null || accepted.sentUnitsHash === null || accepted.sentUnitsHash === due.sentUnitsHash) return [];
  if (!product.weighed && due.unitPriceSent === 0) return [];
  return [{ seqProduct, multipleMilli: product.weighed ? product.multipleMilli : null }];
}
