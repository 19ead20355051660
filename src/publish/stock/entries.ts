/** Desk entries of the stock lane, for one SKU at one company or for a company. */
import { skuRecord } from "../../rules/catalog/sku-key.ts";
import type { DeskEntry } from "../../rules/record/desk-entry.ts";

const AREA = "publish-stock";

interface StockKey {
  readonly company: number;
  readonly sku: string;
}
interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** The desk columns that identify one SKU at one company. */
export const stockKey = ({ company, sku }: StockKey) => ({ company, ...skuRecord(sku) });
/** The same key in a log line. */
export const stockName = ({ company, sku }: StockKey): string => `${sku}@${company}`;

export type StockFault =
  | "sku-unknown"
  | "unit-wrong"
  | "quantity-too-large"
  | "unlimited-mixed"
  | "unlimited-elsewhere"
  | "stale"
  /** The item exists in Shopify, but its stock is refused as if it did not. */
  | "item-refused";

export const stockEntry = (key: StockKey, reason: StockFault): DeskEntry => ({
  area: AREA,
  ...stockKey(key),
  reason,
  params: {},
});

export const itemRefusedEntry = (key: StockKey): DeskEntry => stockEntry(key, "item-refused");

export const refusedEntry = (key: StockKey, { code, message }: Refusal): DeskEntry => ({
  area: AREA,
  ...stockKey(key),
  reason: "shopify-refused",
  params: { code },
  detail: message,
});

/** Shopify refused several times, for a possibly temporary reason, to stock an item at a location or to track it. */
export const notStockedEntry = (key: StockKey, { code, message }: Refusal, tries: number): DeskEntry => ({
  area: AREA,
  ...stockKey(key),
  reason: "not-stocked",
  params: { code, tries },
  detail: message,
});

export const companyKey = (company: number) => ({ company });

export const companyEntry = ({
  company,
  name,
  enabled,
}: {
  readonly company: number;
  readonly name: string;
  readonly enabled: boolean;
}): DeskEntry => ({
  area: AREA,
  company,
  reason: enabled ? "location-missing" : "company-disabled",
  params: { name },
});

export const locationInactiveEntry = (company: number): DeskEntry => ({
  area: AREA,
  company,
  reason: "location-inactive",
  params: {},
});
