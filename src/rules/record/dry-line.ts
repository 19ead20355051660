/**
 * A line of the dry run's report: a code, its subject, and its facts. No text: `src/messages/dry-run.ts` renders one in
 * either language. `DryValues` is the one map from a field to the shape of its values; a field without a text does not
 * compile.
 */
import type { Field } from "../catalog/field-ownership.ts";
import type { PricePair } from "../drift/prices.ts";
import { type DeskEntry, type EntryKey, keyOf } from "./desk-entry.ts";

/** Names, as many as fit a line, and how many there are. */
export interface DryList {
  readonly items: readonly string[];
  readonly count: number;
}

export interface DryVariant {
  /** The variant's own id, where it has no SKU. */
  readonly sku: string;
  /** Null: the product shows no option. */
  readonly option: string | null;
  /** Null: created without a price. Absent: of a variant that is removed. */
  readonly price?: PricePair | null;
}

/** A field → its value before or after. */
export type DryValues = { readonly [F in Field]: string } & {
  readonly product: {
    readonly title: string;
    readonly status: string;
    readonly channels: DryList;
    /** The first of them. */
    readonly variants: readonly DryVariant[];
    readonly variantCount: number;
    readonly tags: DryList;
  };
  readonly collection: { readonly title: string; readonly channels: DryList };
  readonly variant: DryVariant;
  readonly tags: DryList;
  readonly channel: DryList;
  readonly sku: string;
  readonly option: string;
  readonly barcode: string;
  /** Grams. */
  readonly weight: number;
  /** Grams that one unit price is of. */
  readonly unitPrice: number;
  readonly price: PricePair;
  /** Whether Shopify counts the stock. */
  readonly tracked: boolean;
  readonly available: number;
};

/** A value that would be written or removed. Null: none, or none that the hub knows. */
export type DryChange = {
  [F in keyof DryValues]: EntryKey & {
    readonly action: "create" | "change" | "remove";
    readonly field: F;
    readonly params: { readonly before: DryValues[F] | null; readonly after: DryValues[F] | null };
  };
}[keyof DryValues];

/** A record that would become an entry of the desk: its reason and facts, and the price that stays in Shopify. */
export type DryRefusal = EntryKey & {
  readonly action: "refuse";
  readonly reason: DeskEntry["reason"];
  readonly params: DeskEntry["params"] & { readonly before?: PricePair };
};

export type DryLine = DryChange | DryRefusal;

/** A line as read back: any release may have written it. `code`: the field, or the reason of a refusal. */
export interface StoredLine extends EntryKey {
  readonly action: "create" | "change" | "remove" | "refuse";
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export function refusalOf(entry: DeskEntry, before: PricePair | null = null): DryRefusal {
  const { reason, params } = entry;
  return { ...keyOf(entry), action: "refuse", reason, params: before === null ? params : { ...params, before } };
}
