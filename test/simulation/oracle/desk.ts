/** The error desk: each refusal has an entry with its reason, and a corrected record has none. */
import { LANGUAGES } from "../../../src/messages/language.ts";
import { renderEntry } from "../../../src/messages/render.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { JudgeContext } from "./judge.ts";

/** A row by its columns: record, reason code, parameters as JSON. */
export interface DeskRow {
  readonly area: string;
  readonly company: number;
  readonly segment: number;
  readonly seqProduct: number;
  readonly sku: string;
  readonly ref: string;
  readonly reason: string;
  readonly params: string;
  readonly state: string;
  readonly lastAt: number;
}

/** An event that was pushed without its number is named by the number that the ERP's list has for it. */
export async function readDesk({ auditor, pushing }: Scenario): Promise<readonly DeskRow[]> {
  const columns =
    "area, company, segment, seq_product AS seqProduct, sku, ref, reason, params, state, last_at AS lastAt";
  const { results } = await auditor.prepare(`SELECT ${columns} FROM desk`).all<DeskRow>();
  return results.map((row) => {
    const number = row.area === "events" ? pushing?.numbers.get(row.ref) : undefined;
    return number === undefined ? row : { ...row, ref: String(number) };
  });
}

/**
 * BadRecord kinds, besides prices, that need an entry; the others do no harm (duplicate codes, unknown fields, unused
 * dates, stock below zero, a quantity of more places, which is floored).
 */
const REPORTED_KINDS = new Set(["blankName", "longName", "badEan", "quantityInWords"]);
/** Reasons that can only be of the record itself. */
const OF_THE_RECORD = new Set([
  "price-zero",
  "price-negative",
  "price-invalid",
  "name-blank",
  "quantity-invalid",
  "quantity-missing",
]);

export function judgeDesk({ scenario, desk, check }: JudgeContext): void {
  const { state } = scenario.systems.erp;
  const open = desk.filter((entry) => entry.state === "open");
  const has = (area: string, about: Partial<Pick<DeskRow, "company" | "seqProduct" | "sku">>) =>
    open.some(
      (entry) =>
        entry.area === area &&
        (about.company ?? 0) === entry.company &&
        (about.sku ?? "") === entry.sku &&
        (about.seqProduct === undefined || about.seqProduct === entry.seqProduct),
    );
  for (const entry of desk) {
    const texts = LANGUAGES.map((language) => renderEntry({ ...entry, params: JSON.parse(entry.params) }, language));
    check(
      "refused with a reason",
      entry.reason !== "" &&
        texts.every(({ record, message }) => record !== "" && message.length > 10 && !/undefined|NaN/.test(message)) &&
        texts.every(({ record, message }) => message !== `${record}: ${entry.reason}`),
      () => `desk entry ${JSON.stringify(entry)} says nothing: ${texts[0]?.message}`,
    );
  }
  for (const [id, body] of scenario.queues.deadLetters) {
    // A request of privacy law is carried out from there too: privacy.ts.
    if (typeof body === "object" && body !== null && "privacy" in body) continue;
    check(
      "refused with a reason",
      desk.some(({ area, ref, reason }) => area === "queue" && ref === id && reason === "dead-letter"),
      () => `${id} went to the dead-letter queue, and no entry says so`,
    );
  }

  state.catalogue.skus.forEach((sku, index) => {
    const product = state.catalogue.products[sku.product];
    if (product?.delisted) return;
    const price = state.prices.of(1, 1, index);
    const isSold = price.statusVenda === "A";
    if (price.patch !== null && isSold && "precoNormal" in price.patch)
      check(
        "refused with a reason",
        has("prices", { sku: sku.key, company: 1 }),
        () => `${sku.key}: its price cannot be read (${JSON.stringify(price.patch)}), and no entry says so`,
      );
    else if (price.patch !== null && !("precoNormal" in price.patch))
      check(
        "refused with a reason",
        has("prices", { sku: sku.key, company: 1 }),
        () => `${sku.key}: its promotion cannot be right (${JSON.stringify(price.patch)}), and no entry says so`,
      );
    if (price.patch === null)
      check(
        "refused with a reason",
        !open.some(
          ({ area, sku: about, company, reason }) =>
            area === "prices" && about === sku.key && company === 1 && OF_THE_RECORD.has(reason),
        ),
        () => `${sku.key}: its price is right again, and the desk still says it is not`,
      );
    if (!product || sku.stockPatch !== null) return;
    check(
      "refused with a reason",
      !open.some(({ area, sku: about, reason }) => area === "stock" && about === sku.key && OF_THE_RECORD.has(reason)),
      () => `${sku.key}: its stock is right again, and the desk still says it is not`,
    );
  });
  for (const { kind, load, key } of state.catalogue.dirt) {
    if (!REPORTED_KINDS.has(kind) || load === "prices") continue;
    const sku = load === "products" ? undefined : state.catalogue.skus[state.skuByKey.get(key) ?? -1];
    const product =
      load === "products"
        ? state.catalogue.products[state.productBySeq.get(Number(key)) ?? -1]
        : state.catalogue.products[sku?.product ?? -1];
    const still =
      load === "products" ? product?.patch != null : load === "skus" ? kind === "badEan" : sku?.stockPatch != null;
    if (!still || !product || product.delisted || !product.integrates) continue;
    const records =
      load === "stock"
        ? scenario.systems.places.map(({ company }) => ({ sku: key, company }))
        : [load === "products" ? { seqProduct: Number(key) } : { sku: key }];
    for (const about of records)
      check("refused with a reason", has(load, about), () => `${JSON.stringify(about)}: ${kind}, and no entry says so`);
  }
}
