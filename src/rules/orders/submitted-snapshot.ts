import * as z from "zod";
import { parseMilli } from "../brazil/money.ts";
import { digestOf } from "../record/row-hash.ts";
import { parseSku, skuOf } from "../catalog/sku-key.ts";
import { liveLines, netCents } from "./money.ts";
import type { PedidoVenda } from "./pedido-venda.ts";
import type { ShopOrder } from "./shop-order.ts";

/**
 * What was submitted to the ERP, without personal data. The timeline keeps it, so that a later edit in Shopify can be
 * shown as an exact difference.
 */
export interface SubmittedSnapshot {
  /** SKU (or the line's title where it has none) → Shopify units and what was paid for them. */
  readonly lines: Readonly<Record<string, { readonly units: number; readonly cents: number }>>;
  readonly shippingCents: number;
  readonly totalCents: number;
  readonly refundedCents: number;
  /** Digest of name, document and address together: it shows that they changed, never what they are. */
  readonly customer: string;
  /** Field → a short digest of its value, '' for an empty one: too short to find a CPF by trying. Absent in older rows. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  /** nroEmpresa; null: not known. Absent in older rows. */
  readonly company?: number | null | undefined;
  /** The rows as submitted: what the ERP imports is compared with these. */
  readonly items: readonly ErpItem[];
}

const storedSnapshot = z.object({
  lines: z.record(z.string(), z.object({ units: z.number(), cents: z.number() })),
  shippingCents: z.number(),
  totalCents: z.number(),
  refundedCents: z.number(),
  customer: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  company: z.number().nullable().optional(),
  items: z.array(z.object({ seqProduto: z.number(), packageMilli: z.number(), orderedMilli: z.number() })),
});

/** Reads it back from the timeline. Throws when it is not what we wrote: a defect of ours. */
export const parseSnapshot = (json: string): SubmittedSnapshot => storedSnapshot.parse(JSON.parse(json));

/** @param pedido the body submitted to the ERP; without it only the shop's values are compared. */
export function snapshotOf(
  order: ShopOrder,
  pedido?: PedidoVenda,
  company: number | null = pedido?.nroEmpresa ?? null,
): SubmittedSnapshot {
  const lines: Record<string, { units: number; cents: number }> = {};
  for (const line of liveLines(order)) {
    const key = line.sku ?? line.title.slice(0, 60);
    const known = lines[key] ?? { units: 0, cents: 0 };
    lines[key] = { units: known.units + line.currentQuantity, cents: known.cents + netCents(line) };
  }
  const { shippingAddress, billingAddress, localizedFields, shippingCents, totalCents, refundedCents } = order;
  const customer = digestOf(JSON.stringify([shippingAddress, billingAddress, localizedFields]));
  const items = (pedido?.itemDto ?? []).map(({ seqProduto, qtdEmbalagem, qtdPedida }) => ({
    seqProduto,
    packageMilli: parseMilli(qtdEmbalagem) ?? 0,
    orderedMilli: parseMilli(qtdPedida) ?? 0,
  }));
  return { lines, shippingCents, totalCents, refundedCents, customer, items, fields: fieldsOf(order), company };
}

/** What of the buyer the ERP received, field by field. */
export type BuyerField = "document" | "shippingAddress" | "billingAddress" | "email" | "phone" | "note";
const BUYER_FIELDS: readonly BuyerField[] = ["document", "shippingAddress", "billingAddress", "email", "phone", "note"];

/** Empty text for nothing; the digest shows that a value changed, never what it is. */
const shortDigest = (value: unknown): string =>
  value === null || value === "" ? "" : digestOf(JSON.stringify(value)).slice(0, 3);

function fieldsOf(order: ShopOrder): Readonly<Record<BuyerField, string>> {
  const documents = [order.localizedFields, order.customAttributes];
  return {
    document: documents.every((list) => list.length === 0) ? "" : shortDigest(documents),
    shippingAddress: shortDigest(order.shippingAddress),
    billingAddress: shortDigest(order.billingAddress),
    email: shortDigest(order.email),
    phone: shortDigest(order.phone),
    note: shortDigest(order.note),
  };
}

/** Digest of the body as submitted; after a refusal an equal one is not submitted again. */
export const bodyDigest = (body: object): string => digestOf(JSON.stringify(body));

/** One thing that is different in Shopify now. */
export type SnapshotChange =
  | { readonly of: "units" | "cents"; readonly sku: string; readonly from: number; readonly to: number }
  | { readonly of: "shipping" | "refunded" | "total"; readonly from: number; readonly to: number }
  | { readonly of: "customer" }
  | { readonly of: "company"; readonly from: number; readonly to: number }
  /** A field of the buyer, without its value. */
  | {
      readonly of: "field";
      readonly field: BuyerField;
      readonly from: "empty" | "filled";
      readonly to: "empty" | "filled" | "other";
    };

/** What is different in Shopify now; empty when nothing that the ERP received changed. */
export function differences(submitted: SubmittedSnapshot, now: SubmittedSnapshot): readonly SnapshotChange[] {
  const found: SnapshotChange[] = [];
  for (const sku of new Set([...Object.keys(submitted.lines), ...Object.keys(now.lines)])) {
    const before = submitted.lines[sku] ?? { units: 0, cents: 0 };
    const after = now.lines[sku] ?? { units: 0, cents: 0 };
    if (before.units !== after.units) found.push({ of: "units", sku, from: before.units, to: after.units });
    else if (before.cents !== after.cents) found.push({ of: "cents", sku, from: before.cents, to: after.cents });
  }
  const sums = [
    ["shipping", submitted.shippingCents, now.shippingCents],
    ["refunded", submitted.refundedCents, now.refundedCents],
    ["total", submitted.totalCents, now.totalCents],
  ] as const;
  for (const [of, from, to] of sums) if (from !== to) found.push({ of, from, to });
  if (submitted.company != null && now.company != null && submitted.company !== now.company)
    found.push({ of: "company", from: submitted.company, to: now.company });
  const fields = BUYER_FIELDS.flatMap((field): SnapshotChange[] => {
    const before = submitted.fields?.[field];
    const after = now.fields?.[field];
    if (before === undefined || after === undefined || before === after) return [];
    const to = after === "" ? "empty" : before === "" ? "filled" : "other";
    return [{ of: "field", field, from: before === "" ? "empty" : "filled", to }];
  });
  found.push(...fields);
  if (submitted.customer !== now.customer && fields.length === 0) found.push({ of: "customer" });
  return found;
}

/** One row of an ERP order, by its own names. */
export interface ErpItem {
  readonly seqProduto: number;
  readonly packageMilli: number;
  readonly orderedMilli: number;
}

/**
 * What the shop shows now, where the ERP's rows are other: of an order that the hub finds in the ERP without knowing
 * what it submitted. Units are packages, or kg of weighed goods.
 */
export function itemChanges(erp: readonly ErpItem[], now: readonly ErpItem[]): readonly SnapshotChange[] {
  const [before, after] = [bySku(erp), bySku(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((sku) => {
    const [from, to] = [before.get(sku) ?? 0, after.get(sku) ?? 0];
    return from === to ? [] : [{ of: "units", sku, from: from / 1000, to: to / 1000 } as const];
  });
}

/** Quantities by SKU as rows of the ERP: for a comparison with its own. */
export const rowsOfItems = (items: Readonly<Record<string, number>>): readonly ErpItem[] =>
  Object.entries(items).flatMap(([sku, orderedMilli]) => {
    const key = parseSku(sku);
    return key === null ? [] : [{ seqProduto: key.seqProduct, packageMilli: key.packageMilli, orderedMilli }];
  });

function bySku(items: readonly ErpItem[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { seqProduto, packageMilli, orderedMilli } of items) {
    const sku = skuOf(seqProduto, packageMilli);
    sums.set(sku, (sums.get(sku) ?? 0) + orderedMilli);
  }
  return sums;
}

/** A SKU of which the ERP has less than it was sent; thousandths of a package or of a kg. */
export interface MissingItem {
  readonly sku: string;
  readonly orderedMilli: number;
  readonly importedMilli: number;
}

/** Items that the ERP accepted and dropped on the way to the sales order (it does so in silence). */
export function missingItems(ordered: readonly ErpItem[], imported: readonly ErpItem[]): readonly MissingItem[] {
  const there = bySku(imported);
  return [...bySku(ordered)].flatMap(([sku, orderedMilli]) => {
    const importedMilli = there.get(sku) ?? 0;
    return importedMilli < orderedMilli ? [{ sku, orderedMilli, importedMilli }] : [];
  });
}
