import { Hono } from "hono";
import * as z from "zod";
import { catalogSettings } from "../../rules/catalog/settings.ts";
import { FIELDS, PRODUCT_FIELDS, settingOf, type Field } from "../../rules/catalog/field-ownership.ts";
import {
  readCatalogSettings,
  readKept,
  recreate,
  releaseFields,
  saveCatalogSettings,
  saveTaxonomy,
} from "../../hub/catalog/settings.ts";
import { recreateCollection } from "../../hub/catalog/shop-collections.ts";
import { readChannels } from "../../shopify/setup/publications.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { jsonBody } from "../http/json-body.ts";

const KEPT_MAX = 500;
/** No tree of categories is near this. */
const TAXONOMY_MAX = 20_000;

const patch = z.record(z.string(), z.unknown());
const taxonomy = z
  .array(
    z.strictObject({
      seqCategory: z.number().int().positive(),
      taxonomyGid: z
        .string()
        .regex(/^gid:\/\/shopify\/TaxonomyCategory\/[a-z0-9-]+$/, "must be a TaxonomyCategory's gid"),
    }),
  )
  .max(TAXONOMY_MAX);
const release = z.strictObject({ fields: z.array(z.enum(PRODUCT_FIELDS)).min(1) });

/** Who owns a field, where things are published, how categories map; and what a person gives back or asks to be made again. */
export const catalogApi = new Hono<AppEnv>()
  .get("/catalog/settings", async (context) =>
    context.json((await readCatalogSettings(context.get("deps").db)).settings),
  )
  // Only what is named changes; every product is looked at again, and what comes out the same costs no call.
  .put("/catalog/settings", async (context) => {
    const { db } = context.get("deps");
    const body = await jsonBody(context.req.raw, patch);
    if (!body.ok) return body.response;
    const { settings } = await readCatalogSettings(db);
    const { owners } = body.value;
    const merged = { ...settings, ...body.value, owners: mergedOwners(settings.owners, owners) };
    const parsed = catalogSettings.safeParse(merged);
    if (!parsed.success)
      return failure(
        422,
        "body-wrong",
        "O corpo não é o que esta rota espera; veja details.",
        parsed.error.issues.map(({ path, message }) => `${path.join(".") || "corpo"}: ${message}`),
      );
    await saveCatalogSettings(db, parsed.data);
    return context.json(parsed.data);
  })
  .get("/catalog/taxonomy", async (context) => {
    const { taxonomy: mapping } = await readCatalogSettings(context.get("deps").db);
    return context.json([...mapping].map(([seqCategory, taxonomyGid]) => ({ seqCategory, taxonomyGid })));
  })
  .put("/catalog/taxonomy", async (context) => {
    const body = await jsonBody(context.req.raw, taxonomy);
    if (!body.ok) return body.response;
    if (new Set(body.value.map(({ seqCategory }) => seqCategory)).size < body.value.length)
      return failure(409, "category-twice", "A mesma categoria aparece mais de uma vez.");
    await saveTaxonomy(context.get("deps").db, body.value);
    return context.json(body.value);
  })
  .get("/catalog/channels", async (context) => {
    const { db, shopify } = context.get("deps");
    const channels = await readChannels(shopify);
    if (!channels.ok)
      return failure(502, "shopify-failed", "Shopify: não respondeu como devia; repita.", [channels.failure.kind]);
    const { publications } = (await readCatalogSettings(db)).settings;
    return context.json(channels.value.map((each) => ({ ...each, isChosen: publications?.includes(each.id) ?? null })));
  })
  .get("/catalog/kept", async (context) => {
    const after = Number(context.req.query("after") ?? 0);
    if (!Number.isSafeInteger(after) || after < 0)
      return failure(422, "after-wrong", "after deve ser o seqProduto do último produto visto.");
    const kept = await readKept(context.get("deps").db, after, KEPT_MAX);
    return context.json(kept.map((each) => ({ ...each, fields: settingsOf(each.fields) })));
  })
  .post("/catalog/products/:seq/release", async (context) => {
    const seqProduct = numberOf(context.req.param("seq"));
    const body = await jsonBody(context.req.raw, release);
    if (!body.ok) return body.response;
    const named = new Set<string>(body.value.fields);
    const fields = FIELDS.filter((field) => field !== "path" && named.has(settingOf(field)));
    if (seqProduct === null || !(await releaseFields(context.get("deps").db, { seqProduct, fields })))
      return failure(404, "product-unknown", `P${context.req.param("seq")}: não está no hub.`);
    return context.json({ seqProduct, released: body.value.fields });
  })
  .post("/catalog/products/:seq/recreate", async (context) => {
    const seqProduct = numberOf(context.req.param("seq"));
    if (seqProduct === null || !(await recreate(context.get("deps").db, seqProduct, null)))
      return failure(404, "product-unknown", `P${context.req.param("seq")}: não está no hub.`);
    return context.json({ seqProduct, queued: true }, 202);
  })
  .post("/catalog/skus/:sku/recreate", async (context) => {
    const text = context.req.param("sku");
    const seqProduct = Number(/^P(\d{1,15})E/.exec(text)?.[1] ?? "0");
    if (seqProduct === 0 || !(await recreate(context.get("deps").db, seqProduct, text)))
      return failure(404, "sku-unknown", `${text}: não está no hub.`);
    return context.json({ sku: text, queued: true }, 202);
  })
  .post("/catalog/collections/:seq/recreate", async (context) => {
    const seqCategory = numberOf(context.req.param("seq"));
    if (seqCategory === null || !(await recreateCollection(context.get("deps").db, seqCategory)))
      return failure(404, "collection-unknown", `Categoria ${context.req.param("seq")}: não tem coleção.`);
    return context.json({ seqCategory, queued: true }, 202);
  });

const mergedOwners = (before: object, given: unknown): unknown =>
  typeof given === "object" && given !== null && !Array.isArray(given) ? { ...before, ...given } : (given ?? before);

const settingsOf = (fields: readonly string[]): readonly string[] => [
  ...new Set(fields.filter((field): field is Exclude<Field, "path"> => isField(field)).map(settingOf)),
];
const isField = (text: string): boolean => text !== "path" && FIELDS.some((field) => field === text);

const numberOf = (text: string): number | null => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null);
