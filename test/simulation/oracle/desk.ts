/** The error desk: what is refused has a reason there, and what was put right is gone from it. */
import type { Night } from "../night/night.ts";
import type { Bench } from "./judge.ts";

export interface DeskRow {
  readonly lane: string;
  readonly record: string;
  readonly reason: string;
  readonly message: string;
  readonly state: string;
}

export async function readDesk({ auditor }: Night): Promise<readonly DeskRow[]> {
  return (await auditor.prepare("SELECT lane, record, reason, message, state FROM desk").all<DeskRow>()).results;
}

/**
 * Dirt outside of the prices that must be told of; the others do no harm (duplicate codes, unknown fields, dates nobody
 * needs, stock below zero).
 */
const TOLD_OF = new Set(["blankName", "longName", "badEan", "fourthDecimal"]);
/** Reasons that can only be of the record itself. */
const OF_THE_RECORD = new Set([
  "price-zero",
  "price-negative",
  "price-invalid",
  "name-blank",
  "quantity-invalid",
  "quantity-missing",
]);

export function judgeDesk({ night, desk, check }: Bench): void {
  const { state } = night.houses.erp;
  const open = desk.filter((entry) => entry.state === "open");
  const has = (lane: string, record: string) =>
    open.some((entry) => entry.lane === lane && (entry.record === record || entry.record.startsWith(`${record} `)));
  for (const entry of desk)
    check(
      "refused with a reason",
      entry.message.length > 10 && entry.reason !== "",
      () => `desk entry ${entry.lane} ${entry.record} says nothing`,
    );
  for (const id of night.queues.deadLetters)
    check(
      "refused with a reason",
      desk.some(({ lane, record, reason }) => lane === "queue" && record === id && reason === "dead-letter"),
      () => `${id} went to the dead-letter queue, and nobody is told`,
    );

  state.catalogue.skus.forEach((sku, index) => {
    const product = state.catalogue.products[sku.product];
    if (product?.gone) return;
    const price = state.prices.of(1, 1, index);
    const isSold = price.statusVenda === "A";
    if (price.patch !== null && isSold && "precoNormal" in price.patch)
      check(
        "refused with a reason",
        has("prices", `${sku.key} loja 1`),
        () => `${sku.key}: its price cannot be read (${JSON.stringify(price.patch)}), and nobody is told`,
      );
    else if (price.patch !== null && !("precoNormal" in price.patch))
      check(
        "refused with a reason",
        has("prices", `${sku.key} loja 1`),
        () => `${sku.key}: its promotion cannot be right (${JSON.stringify(price.patch)}), and nobody is told`,
      );
    if (price.patch === null)
      check(
        "refused with a reason",
        !open.some(
          ({ lane, record, reason }) =>
            lane === "prices" && record.startsWith(`${sku.key} loja 1 `) && OF_THE_RECORD.has(reason),
        ),
        () => `${sku.key}: its price is right again, and the desk still says it is not`,
      );
    if (!product || sku.stockPatch !== null) return;
    check(
      "refused with a reason",
      !open.some(
        ({ lane, record, reason }) => lane === "stock" && record.startsWith(`${sku.key} `) && OF_THE_RECORD.has(reason),
      ),
      () => `${sku.key}: its stock is right again, and the desk still says it is not`,
    );
  });
  for (const { kind, load, key } of state.catalogue.dirt) {
    if (!TOLD_OF.has(kind) || load === "prices") continue;
    const sku = load === "products" ? undefined : state.catalogue.skus[state.skuByKey.get(key) ?? -1];
    const product =
      load === "products"
        ? state.catalogue.products[state.productBySeq.get(Number(key)) ?? -1]
        : state.catalogue.products[sku?.product ?? -1];
    const still =
      load === "products" ? product?.patch != null : load === "skus" ? kind === "badEan" : sku?.stockPatch != null;
    if (!still || !product || product.gone || !product.integrates) continue;
    const records =
      load === "stock"
        ? night.houses.places.map(({ company }) => `${key} loja ${company}`)
        : [load === "products" ? `P${key}` : key];
    for (const record of records)
      check("refused with a reason", has(load, record), () => `${record}: ${kind}, and nobody is told`);
  }
}
