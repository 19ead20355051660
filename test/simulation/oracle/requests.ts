/** Every request to Shopify is a valid one, and every refusal is one that can happen to the careful. */
import type { JudgeContext } from "./judge.ts";

/** What a valid document may be answered in a scenario like these. */
const OUTCOMES = new Set(["ok", "throttled", "INTERNAL_SERVER_ERROR", "unauthorized"]);
/** userErrors that are part of life: somebody was faster, or the same key broke on Shopify's side before. */
const RACES = new Set([
  "CHANGE_FROM_QUANTITY_STALE",
  "IDEMPOTENCY_CONCURRENT_REQUEST",
  "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
]);

/** "It is there already", to a set-up that was repeated; "it is not there", to a price that is taken from a list. */
const PRESENT = new Set(["metafieldDefinitionCreate TAKEN", "priceListFixedPricesUpdate PRICE_NOT_FIXED"]);

/** Of a variant that is not there any more: a set of variants that hung came late and replaced the one after it (C7). */
const REPLACED = new Set([
  "inventorySetQuantities INVALID_INVENTORY_ITEM",
  "metafieldsSet INVALID",
  "productVariantsBulkUpdate PRODUCT_VARIANT_DOES_NOT_EXIST",
  "priceListFixedPricesUpdate VARIANT_NOT_FOUND",
]);

/** Of goods that somebody deleted by hand, each mutation in its own words: what is told of them until that is known. */
const DELETED = /DOES_NOT_EXIST|NOT_FOUND|does not exist/;

/**
 * Two runs made a category's collection, and the second was refused by its address: it had looked, and the first was not there
 * yet. That there is one is judged elsewhere.
 */
const ADDRESS_TAKEN = /^Handle '(.*)' already in use$/;
/** Between a look and the creation after it, a call may hang to its end, and be asked again. */
const LOOK_TO_CREATION_MS = 120_000;

export function judgeRequests({ scenario, check }: JudgeContext): void {
  const { requests, mutations } = scenario.systems.shop.journal;
  for (const { operation, outcome, status, at } of requests)
    check(
      "requests are valid",
      OUTCOMES.has(outcome),
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
          PRESENT.has(`${field} ${error}`) ||
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
