/** State of one product during its publish: accepted values, desk entries, and the final outcome. */
import type { ShopProduct } from "../../rules/catalog/shop-product.ts";
import type { Field } from "../../rules/catalog/field-ownership.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";
import type { DueProduct } from "../../hub/catalog/shop-products.ts";
import type { ProductMark } from "../../hub/catalog/product-marks.ts";
import type { VariantMark } from "../../hub/catalog/shop-variants.ts";
import { VARIANT_LIMIT, type AdminClient, type AdminFailure } from "../../shopify/client/result.ts";
import { codeOf, concernsOnly, type Called, type UserError } from "../../shopify/client/user-errors.ts";
import { UNIT_PRICE_FIELDS, withoutUnitPrice, type VariantParts } from "../../shopify/catalog/variant-input.ts";
import { stepAfter } from "../lane/failure-step.ts";
import type { OmittedSku } from "./plan.ts";
import { productEntry, refusedEntry, skuEntry } from "./entries.ts";

/** The values of a product that Shopify has accepted so far. */
export type Accepted = Omit<ProductMark, "seqProduct" | "version" | "repairs">;

export interface ProductOutcome {
  readonly due: DueProduct;
  readonly end:
    | { readonly kind: "sent" }
    | { readonly kind: "refused" }
    /** Not possible yet; the missing data makes the product due again. */
    | { readonly kind: "parked" }
    | { readonly kind: "backOff" }
    /** Shopify makes no new variant today: the gate closes, and the product waits for it. */
    | { readonly kind: "limit" }
    | { readonly kind: "stop"; readonly failure: AdminFailure };
  readonly accepted: Accepted;
  /** Null: the set was not sent. */
  readonly variants: readonly VariantMark[] | null;
  /** SKUs whose variant was found deleted and is only reported. */
  readonly deletedSkus: readonly string[];
  readonly desk: readonly DeskEntry[];
  /** What Shopify said of the price per kilogram; null: none was sent. */
  readonly unitPrice: "taken" | "refused" | null;
  /** SKUs whose sellable units are computed from different inputs now. */
  readonly markStockDue: readonly string[];
}

/** Temporary by Shopify's documentation; any other user error of a product needs a changed record. */
const PASSING: ReadonlySet<string> = new Set(["GENERIC_ERROR", "JOB_ERROR", "PRODUCT_VARIANT_DOES_NOT_EXIST"]);

export class ProductSend {
  readonly shopify: AdminClient;
  readonly due: DueProduct;
  readonly #desk: DeskEntry[] = [];
  #accepted: Accepted;
  variants: readonly VariantMark[] | null = null;
  deletedSkus: readonly string[] = [];
  stockDueSkus: readonly string[] = [];
  /** Shopify took none of the locations: the stock lane stocks the new items. */
  isStockedLater = false;
  unitPrice: ProductOutcome["unitPrice"] = null;

  constructor(shopify: AdminClient, due: DueProduct) {
    this.shopify = shopify;
    this.due = due;
    const { productGid, createStartedAt, sentSet, published, sentValues, sentTags, merchantFields } = due;
    const { sentFieldsHash, sentVariantsHash, sentUnitsHash, unitPriceSent } = due;
    this.#accepted = {
      productGid,
      createStartedAt,
      sentSet,
      sentFieldsHash,
      sentVariantsHash,
      sentUnitsHash,
      unitPriceSent,
      published,
      sentValues,
      sentTags,
      merchantFields,
    };
  }

  get accepted(): Accepted {
    return this.#accepted;
  }

  accept(part: Partial<Accepted>): void {
    this.#accepted = { ...this.#accepted, ...part };
  }

  /** Barcode, weight and unit price of every variant. */
  acceptVariants({ hashes, isWeighed }: ShopProduct): void {
    this.accept({ sentVariantsHash: hashes.variants, unitPriceSent: isWeighed ? 1 : 0 });
  }

  end(end: ProductOutcome["end"]): ProductOutcome {
    const { due, variants, deletedSkus } = this;
    return {
      due,
      end,
      accepted: this.#accepted,
      variants,
      deletedSkus,
      desk: this.#desk,
      unitPrice: this.unitPrice,
      markStockDue: this.stockDueSkus,
    };
  }

  report(entry: DeskEntry): void {
    this.#desk.push(entry);
  }

  refuse(entry: DeskEntry): ProductOutcome {
    this.report(entry);
    return this.end({ kind: "refused" });
  }

  leaveOut(leftOut: readonly OmittedSku[]): void {
    for (const { sku, reason } of leftOut) this.report(skuEntry(this.due.seqProduct, sku, reason));
  }

  /**
   * Sends variants. If Shopify refuses their unit prices and nothing else, it sends them again without: the price per
   * kilogram is then missing on the page, and the product is not.
   */
  async withUnitPrices<L extends VariantParts, T>(
    lines: readonly L[],
    send: (lines: readonly L[]) => Promise<Called<T>>,
  ): Promise<Called<T>> {
    const has = lines.some(({ unitPriceG }) => typeof unitPriceG === "number");
    const called = await send(lines);
    if (!has) return called;
    if (called.kind === "done") this.unitPrice ??= "taken";
    if (!concernsOnly(called, UNIT_PRICE_FIELDS)) return called;
    this.unitPrice = "refused";
    return send(lines.map(withoutUnitPrice));
  }

  /** @returns null when the call was accepted */
  failed(called: Called<unknown>): ProductOutcome | null {
    switch (called.kind) {
      case "done":
        return null;
      case "failed":
        return this.stopped(called.failure);
      case "userErrors": {
        const [first] = called.errors;
        if (called.errors.some((error) => PASSING.has(codeOf(error)))) return this.end({ kind: "backOff" });
        if (called.errors.some(isDeleted)) return this.deleted();
        const error = { code: first ? codeOf(first) : "USER_ERROR", message: called.errors.map(wordsOf).join("\n") };
        return this.refuse(refusedEntry(this.due.seqProduct, error));
      }
    }
  }

  stopped(failure: AdminFailure): ProductOutcome {
    if (failure.kind === "refused" && failure.code === VARIANT_LIMIT) return this.end({ kind: "limit" });
    const step = stepAfter(failure);
    if (step === "stop") return this.end({ kind: "stop", failure });
    if (step === "backOff" || failure.kind !== "refused") return this.end({ kind: "backOff" });
    return this.refuse(refusedEntry(this.due.seqProduct, failure));
  }

  /**
   * A merchant deleted the product; it is created again only on request. Its variants are deleted too, so prices and
   * stock have no target.
   */
  deleted(): ProductOutcome {
    this.variants = [];
    return this.refuse(productEntry(this.due.seqProduct, "product-deleted"));
  }

  keep(fields: readonly Field[], done: readonly Field[]): void {
    const kept = new Set(this.#accepted.merchantFields);
    for (const field of done) kept.delete(field);
    for (const field of fields) kept.add(field);
    this.accept({ merchantFields: [...kept].sort() });
  }
}

const isDeleted = (error: UserError): boolean =>
  error.code === "PRODUCT_DOES_NOT_EXIST" || (error.code === undefined && /does not exist/i.test(error.message));

const wordsOf = ({ field, message }: UserError): string => `${(field ?? []).join(".")}: ${message}`;
