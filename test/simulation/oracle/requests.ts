/** Every request to Shopify is valid, and every refusal is one that a correct client can get. */
import type { JudgeContext } from "./judge.ts";

/** What a valid document may be answered in a scenario like these; "unapproved": the shop withheld protected data. */
const OUTCOMES = new Set(["ok", "throttled", "INTERNAL_SERVER_ERROR", "unauthorized", "unapproved"]);
/** userErrors that races cause: another write was faster, or the same key failed on Shopify's side before. */
const RACES = new Set([
  "CHANGE_FROM_QUANTITY_STALE",
  "IDEMPOTENCY_CONCURRENT_REQUEST",
  "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
]);

/** "Exists already" for a repeated setup; "does not exist" for a price that is removed from a list. */
const PRESENT = new Set(["metafieldDefinitionCreate TAKEN", "priceListFixedPricesUpdate PRICE_NOT_FIXED"]);

/** Where the shop takes no unit prices; the variant goes again without, which package.ts judges. */
const UNIT_PRICE_REFUSED = new Set(["productSet INVALID_VARIANT", "productVariantsBulkUpdate INVALID_INPUT"]);

/** Of a variant that was replaced: a delayed set of variants arrived after the newer one (C7). */
const REPLACED = new Set([
  "inventorySetQuantities INVALID_INVENTORY_ITEM",
  "metafieldsSet INVALID",
  "productVariantsBulkUpdate PRODUCT_VARIANT_DOES_NOT_EXIST",
  "priceListFixedPricesUpdate VARIANT_NOT_FOUND",
]);

/** A fulfilment, or an edit, that left before the customer cancelled, and arrived after it. */
const NOT_EDITABLE = "The order cannot be edited.";
const CLOSED = /^Fulfillment order (\S+) has an unfulfillable status= (?:closed|cancelled)\.$/;
/** A step of an edit that hung on its way, was repeated, and arrived after the edit was committed (seed 70021). */
const SESSION_OVER = "The calculated order does not exist.";
/** From the reading of the order to the arrival of what was decided by it. */
const ON_THE_WAY_MS = 120_000;

/** Of goods that a merchant deleted: each mutation reports it in its own text, until the connector knows. */
const DELETED = /DOES_NOT_EXIST|NOT_FOUND|does not exist/;

/**
 * Two runs made a category's collection, and the second was refused by its address: when it looked the first did not
 * exist yet. collections.ts judges that there is exactly one.
 */
const ADDRESS_TAKEN = /^Handle '(.*)' already in use$/;
/** Between the lookup and the creation a call may time out and be repeated. */
const LOOK_TO_CREATION_MS = 120_000;

/** Readings of an order with its fulfilment orders: refused as a whole while the shop grants no scope for any of them. */
const READS_FULFILMENTS = new Set(["OrderFull", "OrderParts", "OrderToFulfill", "LinesToFulfill", "OrderToCancel"]);

export function judgeRequests({ scenario, check }: JudgeContext): void {
  const { requests, mutations } = scenario.systems.shop.journal;
  for (const { operation, outcome, status, at } of requests)
    check(
      "requests are valid",
      OUTCOMES.has(outcome) ||
        (outcome === "stopped-halfway" && scenario.plan.features.stopsHalfway.length > 0) ||
        (outcome === "VARIANT_THROTTLE_EXCEEDED" && scenario.plan.features.variantsADay !== null) ||
        (outcome === "ACCESS_DENIED" &&
          READS_FULFILMENTS.has(operation ?? "") &&
          scenario.fulfilmentsDenied.some(({ from, until }) => from <= at && at <= until)),
      () => `${operation} at ${new Date(at).toISOString()}: ${status}, ${outcome}`,
    );
  const hung = scenario.systems.shop.faults.occurred.some(({ kind }) => kind === "latency");
  const replaced = scenario.systems.shop.journal
    .effects("product")
    .filter(({ effect }) => Number(effect["variantsDeleted"]) > 0);
  const isOfReplaced = (field: string, error: string, at: number) =>
    hung && REPLACED.has(`${field} ${error}`) && replaced.some((set) => set.at <= at);
  const deleted = ["variant-deleted-by-hand", "product-deleted-by-hand"].flatMap((kind) =>
    scenario.systems.shop.journal.effects(kind),
  );
  const isOfDeleted = (field: string, error: string, at: number) =>
    (DELETED.test(error) || REPLACED.has(`${field} ${error}`)) && deleted.some((each) => each.at <= at);
  const isCancelledMeanwhile = (field: string, error: string, at: number) => {
    const id = CLOSED.exec(error)?.[1];
    const isEdit = field.startsWith("orderEdit") && error === NOT_EDITABLE;
    return [...scenario.systems.shop.state.orders.values()].some(
      ({ cancelledAt, fulfillmentOrders }) =>
        cancelledAt !== null &&
        cancelledAt <= at &&
        cancelledAt > at - ON_THE_WAY_MS &&
        (isEdit || (field === "fulfillmentCreate" && fulfillmentOrders.some((each) => each.id === id))),
    );
  };
  const committed = scenario.systems.shop.journal.effects("edit-committed");
  const isLateStep = (field: string, error: string, at: number) =>
    hung &&
    field.startsWith("orderEdit") &&
    error === SESSION_OVER &&
    committed.some((edit) => edit.at <= at && edit.at > at - ON_THE_WAY_MS);
  const made = scenario.systems.shop.journal.effects("collection").filter(({ effect }) => effect["created"] === true);
  const isMadeMeanwhile = (field: string, error: string, at: number) =>
    field === "collectionCreate" &&
    made.some(
      (other) =>
        other.effect["handle"] === ADDRESS_TAKEN.exec(error)?.[1] &&
        other.at <= at &&
        other.at > at - LOOK_TO_CREATION_MS,
    );
  for (const { field, userErrors, at } of mutations)
    for (const error of userErrors)
      check(
        "requests are valid",
        RACES.has(error) ||
          isMadeMeanwhile(field, error, at) ||
          isCancelledMeanwhile(field, error, at) ||
          isLateStep(field, error, at) ||
          PRESENT.has(`${field} ${error}`) ||
          (UNIT_PRICE_REFUSED.has(`${field} ${error}`) && !scenario.plan.features.takesUnitPrices) ||
          isOfReplaced(field, error, at) ||
          isOfDeleted(field, error, at),
        () => `${field} at ${new Date(at).toISOString()}: ${error}`,
      );
  check("requests are valid", requests.length > 0, () => "Shopify was never called");
  for (const record of scenario.systems.erp.journal.orders())
    for (const { status, fields } of record.refused)
      check(
        "requests are valid",
        status !== 400,
        () => `PedidoVenda of ${record.idPedidoCanalVenda}: 400, ${fields.join(", ")}`,
      );
}
