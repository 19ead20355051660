/** An operator's settings of the catalogue, and fields returned to the ERP. */
import type * as z from "zod";
import type { Deps } from "../deps.ts";
import {
  readCatalogSettings,
  readMerchantFields,
  recreate,
  resetMerchantFields,
  saveCatalogSettings,
  saveTaxonomy,
} from "../hub/catalog/settings.ts";
import { auditAct } from "../hub/loads/audit.ts";
import { deleteShopCollection } from "../hub/catalog/shop-collections.ts";
import { shownName } from "../rules/catalog/names.ts";
import { shopTitle } from "../rules/catalog/texts.ts";
import { catalogSettings, type CatalogSettings } from "../rules/catalog/settings.ts";
import { FIELDS, settingOf, type Field, type ProductField } from "../rules/catalog/field-ownership.ts";
import { readChannels, type Channel } from "../shopify/setup/publications.ts";
import type { AdminFailure } from "../shopify/client/result.ts";

const KEPT_MAX = 500;

export type SettingsChanged =
  | { readonly kind: "changed"; readonly settings: CatalogSettings }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

export const listCatalogSettings = async (db: D1Database): Promise<CatalogSettings> =>
  (await readCatalogSettings(db)).settings;

/** Changes only the fields in the patch, with its row in the audit. Every product becomes due; an unchanged one costs no call. */
export async function changeCatalogSettings(
  { db, clock, random, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "who">,
  patch: Readonly<Record<string, unknown>>,
): Promise<SettingsChanged> {
  const { settings } = await readCatalogSettings(db);
  const merged = { ...settings, ...patch, owners: mergedOwners(settings.owners, patch["owners"]) };
  const parsed = catalogSettings.safeParse(merged);
  if (!parsed.success) return { kind: "invalid", problems: problemsOf(parsed.error) };
  const changed = Object.keys(patch) as (keyof CatalogSettings)[];
  const only = (values: CatalogSettings) =>
    JSON.stringify(Object.fromEntries(changed.map((name) => [name, values[name]])));
  await saveCatalogSettings(db, parsed.data, [
    auditAct(db, {
      at: clock.now(),
      id: random.uuid(),
      who,
      act: "settings",
      key: { name: "catalog", company: 0, segment: 0 },
      before: only(settings),
      after: only(parsed.data),
    }),
  ]);
  return { kind: "changed", settings: parsed.data };
}

export interface ShownName {
  readonly before: string;
  readonly after: string;
}

/** What names would be shown as, by the settings as they are with the patch on top; nothing is stored. */
export async function previewNames(
  db: D1Database,
  names: readonly string[],
  patch: Readonly<Record<string, unknown>>,
): Promise<
  | { readonly ok: true; readonly names: readonly ShownName[] }
  | { readonly ok: false; readonly problems: readonly string[] }
> {
  const parsed = catalogSettings.safeParse({ ...(await listCatalogSettings(db)), ...patch });
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  return { ok: true, names: names.map((before) => ({ before, after: shopTitle(shownName(before, parsed.data)) })) };
}

const problemsOf = ({ issues }: z.ZodError): readonly string[] =>
  issues.map(({ path, message }) => `${path.join(".") || "corpo"}: ${message}`);

const mergedOwners = (before: object, given: unknown): unknown =>
  typeof given === "object" && given !== null && !Array.isArray(given) ? { ...before, ...given } : (given ?? before);

export interface CategoryTaxonomy {
  readonly seqCategory: number;
  /** gid://shopify/TaxonomyCategory/… */
  readonly taxonomyGid: string;
}

export async function listTaxonomy(db: D1Database): Promise<readonly CategoryTaxonomy[]> {
  const { taxonomy } = await readCatalogSettings(db);
  return [...taxonomy].map(([seqCategory, taxonomyGid]) => ({ seqCategory, taxonomyGid }));
}

/**
 * Replaces the whole mapping. @returns false, with no change, when a category is named twice
 * @param audit the row of this change, for its own batch
 */
export async function replaceTaxonomy(
  db: D1Database,
  mapping: readonly CategoryTaxonomy[],
  audit: readonly D1PreparedStatement[],
): Promise<boolean> {
  if (new Set(mapping.map(({ seqCategory }) => seqCategory)).size < mapping.length) return false;
  await saveTaxonomy(db, mapping, audit);
  return true;
}

/** The shop's sales channels. `isChosen` null: the settings choose none, so the online store is used. */
export async function listChannels({
  db,
  shopify,
}: Pick<Deps, "db" | "shopify">): Promise<
  | { readonly kind: "channels"; readonly channels: readonly (Channel & { readonly isChosen: boolean | null })[] }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const read = await readChannels(shopify);
  if (!read.ok) return { kind: "failed", failure: read.failure };
  const { publications } = await listCatalogSettings(db);
  const channels = read.value.map((channel) => ({
    ...channel,
    isChosen: publications?.includes(channel.id) ?? null,
  }));
  return { kind: "channels", channels };
}

/** Products with fields that the merchant edited in Shopify and that the connector leaves alone. */
export async function listMerchantFields(db: D1Database, after: number) {
  const kept = await readMerchantFields(db, after, KEPT_MAX);
  return kept.map(({ seqProduct, fields }) => ({ seqProduct, fields: settingsOf(fields) }));
}

/** Returns fields to the ERP. @returns whether the product is known */
export function releaseProductFields(
  db: D1Database,
  seqProduct: number,
  settings: readonly ProductField[],
): Promise<boolean> {
  const fields = FIELDS.filter((field) => field !== "path" && settings.includes(settingOf(field)));
  return resetMerchantFields(db, { seqProduct, fields });
}

/** Creates a product again that was deleted in Shopify. @returns whether it is known */
export const recreateProduct = (db: D1Database, seqProduct: number): Promise<boolean> => recreate(db, seqProduct, null);

/** Creates a variant again that was deleted in Shopify. @returns whether its product is known */
export async function recreateSku(db: D1Database, sku: string): Promise<boolean> {
  const seqProduct = Number(/^P(\d{1,15})E/.exec(sku)?.[1] ?? "0");
  return seqProduct !== 0 && (await recreate(db, seqProduct, sku));
}

/** Creates a collection again that was deleted in Shopify. @returns whether its category has one */
export const recreateCollection = (db: D1Database, seqCategory: number): Promise<boolean> =>
  deleteShopCollection(db, seqCategory);

const settingsOf = (fields: readonly string[]): readonly ProductField[] => [
  ...new Set(fields.filter((field): field is Exclude<Field, "path"> => isField(field)).map(settingOf)),
];
const isField = (text: string): boolean => text !== "path" && FIELDS.some((field) => field === text);
