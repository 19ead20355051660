/**
 * One product on its way to Shopify: only what differs from what was last accepted is sent, by the narrowest call.
 *
 *   no product yet          → looked up by the ERP's number (a creation's answer may have been lost), else productSet
 *   other set of variants   → what Shopify really has is read, the shrink guard asked, then productSet
 *   title, text, status     → productUpdate
 *   barcode, weight         → productVariantsBulkUpdate
 *   not yet on the channels → publishablePublish
 *
 * A crash after any of them leaves a due product: each call given again changes nothing, and a creation is found by its number.
 */
import { digestOf } from "../catalog/row-hash.ts";
import { OPTION_NAME, shopProduct, type LeftOut, type ShopProduct } from "../catalog/shop-product.ts";
import { planSet } from "../catalog/shop-set.ts";
import type { DeskEntry } from "../hub/desk.ts";
import type { DueProduct } from "../hub/shop-products.ts";
import type { VariantMark } from "../hub/shop-variants.ts";
import type { Instant } from "../ports.ts";
import { findByErp, readVariants, type LiveVariant } from "../shopify/catalog/product-read.ts";
import { setProduct, type SetTarget, type SetVariant } from "../shopify/catalog/product-set.ts";
import { publishProduct, updateProduct, updateVariants } from "../shopify/catalog/product-update.ts";
import type { AdminClient, AdminFailure } from "../shopify/result.ts";
import { codeOf, type Called, type UserError } from "../shopify/user-errors.ts";
import { stepAfter } from "./publish-lane.ts";
import { leftOutEntry, productEntry, refusedEntry, shrinkEntry } from "./publish-words.ts";

/** What Shopify has accepted of a product so far. */
export interface Accepted {
  readonly productGid: string | null;
  readonly sentSet: string | null;
  readonly sentFields: string | null;
  readonly published: string | null;
}

export interface ProductOutcome {
  readonly due: DueProduct;
  readonly end:
    | { readonly kind: "sent" }
    | { readonly kind: "refused" }
    /** Not possible yet, and nobody's fault: it is woken by what it waits for. */
    | { readonly kind: "parked" }
    | { readonly kind: "backOff" }
    | { readonly kind: "stop"; readonly failure: AdminFailure };
  readonly accepted: Accepted;
  /** Null: the set was not touched. */
  readonly variants: readonly VariantMark[] | null;
  readonly desk: readonly DeskEntry[];
  /** SKUs whose units are made of something else now. */
  readonly wakeStock: readonly string[];
}

/** Passing by Shopify's own word; everything else of a product's errors needs a change of the record. */
const PASSING: ReadonlySet<string> = new Set(["GENERIC_ERROR", "JOB_ERROR", "PRODUCT_VARIANT_DOES_NOT_EXIST"]);

export async function publishOne(
  shopify: AdminClient,
  publications: readonly string[],
  due: DueProduct,
  now: Instant,
): Promise<ProductOutcome> {
  const one = new OneProduct(shopify, due);
  const { product, skus, prices, variants } = due;
  if (product === null) return one.end({ kind: "parked" });
  const existing = new Set(variants.map(({ sku }) => sku));
  const wanted = shopProduct({ product, skus, prices, existing }, now);
  switch (wanted.kind) {
    case "nothing":
      return one.end({ kind: "sent" });
    case "refused":
      return one.refuse(productEntry(due.seqProduct, wanted.reason));
    case "product":
      one.leaveOut(wanted.leftOut);
      return (await one.send(wanted.product, publications)) ?? one.end({ kind: "sent" });
  }
}

class OneProduct {
  readonly #shopify: AdminClient;
  readonly #due: DueProduct;
  readonly #desk: DeskEntry[] = [];
  #accepted: Accepted;
  #variants: readonly VariantMark[] | null = null;
  #wake: readonly string[] = [];

  constructor(shopify: AdminClient, due: DueProduct) {
    this.#shopify = shopify;
    this.#due = due;
    const { productGid, sentSet, sentFields, published } = due;
    this.#accepted = { productGid, sentSet, sentFields, published };
  }

  end(end: ProductOutcome["end"]): ProductOutcome {
    return {
      due: this.#due,
      end,
      accepted: this.#accepted,
      variants: this.#variants,
      desk: this.#desk,
      wakeStock: this.#wake,
    };
  }

  refuse(entry: DeskEntry): ProductOutcome {
    this.#desk.push(entry);
    return this.end({ kind: "refused" });
  }

  leaveOut(leftOut: readonly LeftOut[]): void {
    for (const { sku, reason } of leftOut) this.#desk.push(leftOutEntry(sku, reason));
  }

  /** @returns null when everything is accepted. */
  async send(product: ShopProduct, publications: readonly string[]): Promise<ProductOutcome | null> {
    const { hashes } = product;
    if (this.#accepted.productGid === null || this.#accepted.sentSet !== hashes.set) {
      const ended = await this.#sendSet(product);
      if (ended) return ended;
    }
    const { productGid } = this.#accepted;
    if (productGid === null) throw new Error(`P${product.seqProduct}: a set was accepted without a product`);
    if (this.#part(0) !== hashes.fields) {
      const ended = this.#failed(await updateProduct(this.#shopify, productGid, product));
      if (ended) return ended;
      this.#accept({ sentFields: this.#parts(hashes.fields, this.#part(1), this.#part(2)) });
    }
    if (this.#part(1) !== hashes.variants) {
      const ids = new Map(this.#due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
      const lines = product.variants.flatMap((variant) => {
        const id = ids.get(variant.sku);
        return id === undefined ? [] : [{ ...variant, id }];
      });
      const ended = this.#failed(await updateVariants(this.#shopify, productGid, lines));
      if (ended) return ended;
      this.#accept({ sentFields: this.#parts(this.#part(0), hashes.variants, this.#part(2)) });
    }
    const channels = digestOf(publications.join());
    if (publications.length > 0 && this.#accepted.published !== channels) {
      const ended = this.#failed(await publishProduct(this.#shopify, productGid, publications));
      if (ended) return ended;
      this.#accept({ published: channels });
    }
    if (this.#part(2) !== hashes.stock) {
      this.#wake = product.variants.map(({ sku }) => sku);
      this.#accept({ sentFields: this.#parts(this.#part(0), this.#part(1), hashes.stock) });
    }
    return null;
  }

  /** Makes the product, or changes which variants it has. */
  async #sendSet(product: ShopProduct): Promise<ProductOutcome | null> {
    const { seqProduct } = product;
    let { productGid } = this.#accepted;
    if (productGid === null) {
      const found = await findByErp(this.#shopify, seqProduct);
      if (found.kind === "failed") return this.#stopped(found.failure);
      if (found.kind === "gone") return this.#create(product);
      productGid = found.productGid;
      this.#accept({ productGid });
    }
    const read = await readVariants(this.#shopify, productGid);
    if (read.kind === "failed") return this.#stopped(read.failure);
    if (read.kind === "gone") return this.refuse(productEntry(seqProduct, "product-deleted"));
    const known = new Map(this.#due.variants.map(({ sku, variantGid }) => [sku, variantGid]));
    const skus = product.variants.map(({ sku }) => sku);
    const plan = planSet(skus, known, read.variants);
    if (plan.kind === "shrinks") return this.refuse(shrinkEntry(seqProduct, plan.live, plan.removed));
    // A variant that somebody deleted comes back only with a price: without one it would be made at nought.
    const lines = product.variants
      .map((variant, index) => ({ ...variant, id: plan.ids[index] ?? null }))
      .filter(({ id, price }) => id !== null || price !== null);
    if (lines.length === 0) return this.refuse(productEntry(seqProduct, "no-price"));
    const isWhole = lines.length === product.variants.length;
    const ended = await this.#set(
      { kind: "change", productGid },
      lines.map((line) => this.#line(line)),
      lines,
    );
    if (ended) return ended;
    const { hashes } = product;
    this.#accept({
      sentSet: isWhole ? hashes.set : null,
      sentFields: this.#parts(this.#part(0), hashes.variants, this.#part(2)),
    });
    return null;
  }

  async #create(product: ShopProduct): Promise<ProductOutcome | null> {
    const { seqProduct, title, descriptionHtml, handle, status, hashes } = product;
    const lines = product.variants.filter(({ price }) => price !== null).map((variant) => ({ ...variant, id: null }));
    const target: SetTarget = { kind: "create", seqProduct, title, descriptionHtml, handle, status };
    const ended = await this.#set(
      target,
      lines.map((line) => this.#line(line)),
      lines,
    );
    if (ended) return ended;
    this.#accept({
      sentSet: lines.length === product.variants.length ? hashes.set : null,
      sentFields: this.#parts(hashes.fields, hashes.variants, hashes.stock),
      published: null,
    });
    return null;
  }

  #line(variant: ShopProduct["variants"][number] & { readonly id: string | null }): SetVariant {
    const places = variant.id === null ? (this.#due.stockedAt.get(variant.sku) ?? []) : [];
    return { ...variant, locations: places.map(({ location }) => location) };
  }

  async #set(
    target: SetTarget,
    lines: readonly SetVariant[],
    wanted: readonly (ShopProduct["variants"][number] & { readonly id: string | null })[],
  ): Promise<ProductOutcome | null> {
    const called = await setProduct(this.#shopify, target, OPTION_NAME, lines);
    const ended = this.#failed(called);
    if (ended || called.kind !== "done") return ended;
    const bySku = new Map(called.value.variants.map((variant) => [variant.sku, variant]));
    const marks = wanted.flatMap((variant) => {
      const live = bySku.get(variant.sku);
      return live ? [this.#mark(variant, live)] : [];
    });
    if (marks.length < wanted.length) return this.end({ kind: "backOff" }); // an answer that is not what was asked for
    this.#accept({ productGid: called.value.productGid });
    this.#variants = marks;
    return null;
  }

  #mark(variant: ShopProduct["variants"][number] & { readonly id: string | null }, live: LiveVariant): VariantMark {
    const { seqProduct, variants, prices, stockedAt } = this.#due;
    const { sku, price } = variant;
    const isNew = !variants.some((known) => known.sku === sku && known.variantGid === live.id);
    const isMade = variant.id === null;
    return {
      seqProduct,
      sku,
      variantGid: live.id,
      inventoryItemGid: live.inventoryItemGid,
      tracked: live.tracked,
      isNew,
      companies: isMade ? (stockedAt.get(sku) ?? []).map(({ company }) => company) : [],
      price:
        isMade && price
          ? {
              version: prices.get(sku)?.version ?? null,
              priceCents: price.priceCents,
              compareCents: price.compareAtCents,
              nextChangeAt: price.nextChangeAt,
            }
          : null,
    };
  }

  #failed(called: Called<unknown>): ProductOutcome | null {
    switch (called.kind) {
      case "done":
        return null;
      case "failed":
        return this.#stopped(called.failure);
      case "userErrors": {
        const [first] = called.errors;
        if (called.errors.some((error) => PASSING.has(codeOf(error)))) return this.end({ kind: "backOff" });
        if (called.errors.some(isGone)) return this.refuse(productEntry(this.#due.seqProduct, "product-deleted"));
        const error = { code: first ? codeOf(first) : "USER_ERROR", message: called.errors.map(wordsOf).join("\n") };
        return this.refuse(refusedEntry("publish-catalog", `P${this.#due.seqProduct}`, error));
      }
    }
  }

  #stopped(failure: AdminFailure): ProductOutcome {
    const step = stepAfter(failure);
    if (step === "stop") return this.end({ kind: "stop", failure });
    if (step === "backOff" || failure.kind !== "refused") return this.end({ kind: "backOff" });
    return this.refuse(refusedEntry("publish-catalog", `P${this.#due.seqProduct}`, failure));
  }

  #accept(part: Partial<Accepted>): void {
    this.#accepted = { ...this.#accepted, ...part };
  }

  /** `sent_fields` keeps three hashes: fields, variants, stock. */
  #part(index: 0 | 1 | 2): string {
    return this.#accepted.sentFields?.split(".")[index] ?? "";
  }

  #parts(fields: string, variants: string, stock: string): string {
    return [fields, variants, stock].join(".");
  }
}

const isGone = (error: UserError): boolean =>
  error.code === "PRODUCT_DOES_NOT_EXIST" || (error.code === undefined && /does not exist/i.test(error.message));

const wordsOf = ({ field, message }: UserError): string => `${(field ?? []).join(".")}: ${message}`;
