import { Hono } from "hono";
import * as z from "zod";
import { PRODUCT_FIELDS } from "../../rules/catalog/field-ownership.ts";
import {
  changeCatalogSettings,
  listCatalogSettings,
  listChannels,
  listMerchantFields,
  listTaxonomy,
  previewNames,
  recreateCollection,
  recreateProduct,
  recreateSku,
  releaseProductFields,
  replaceTaxonomy,
  type CategoryTaxonomy,
} from "../../setup/catalog.ts";
import { specificationMapping } from "../../rules/images/specifications.ts";
import { listSpecifications, replaceSpecifications } from "../../setup/specifications.ts";
import { checkTaxonomy } from "../../setup/mapping/taxonomy-check.ts";
import { auditMapping } from "../../setup/mapping/both-sides.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { idsUnknown, isForced } from "../http/ids-unknown.ts";
import { json } from "../http/json.ts";
import { bodyWrong, jsonBody } from "../http/json-body.ts";
import { queryOf, wholeNumber } from "../http/query.ts";
import { unreachable } from "../http/unreachable.ts";

/** Larger than any real category tree. */
const TAXONOMY_MAX = 20_000;

const patch = z.record(z.string(), z.unknown());
export const taxonomy = z
  .array(
    z
      .strictObject({
        seqCategory: z.number().int().positive(),
        taxonomyId: z
          .string()
          .regex(/^gid:\/\/shopify\/TaxonomyCategory\/[a-z0-9-]+$/, "must be a TaxonomyCategory's gid"),
      })
      .transform(({ seqCategory, taxonomyId }) => ({ seqCategory, taxonomyGid: taxonomyId })),
  )
  .max(TAXONOMY_MAX);
export const release = z.strictObject({ fields: z.array(z.enum(PRODUCT_FIELDS)).min(1) });
export const names = z.strictObject({
  names: z.array(z.string().max(1_000)).min(1).max(5_000),
  titleCase: z.boolean().optional(),
  titleWords: z.array(z.string()).optional(),
  abbreviations: z.record(z.string(), z.string().nullable()).optional(),
});
export const page = z.object({ after: wholeNumber.prefault("0") });

/**
 * Field owners, publications, category mapping, and an operator's requests to release fields or create records again.
 */
export const catalogApi = new Hono<AppEnv>()
  .get("/catalog/settings", async (context) => json(await listCatalogSettings(context.get("deps").db)))
  // Only named settings change; every product is evaluated again, and an unchanged one costs no call.
  .put("/catalog/settings", async (context) => {
    const body = await jsonBody(context.req.raw, patch);
    if (!body.ok) return body.response;
    const result = await changeCatalogSettings(context.get("deps"), body.value);
    return result.kind === "changed" ? json(result.settings) : bodyWrong(result.problems);
  })
  // Shows only: a table of shorthand is tried on the shop's own names before it is stored.
  .post("/catalog/titles", async (context) => {
    const body = await jsonBody(context.req.raw, names);
    if (!body.ok) return body.response;
    const { names: given, ...patch } = body.value;
    const shownNames = await previewNames(context.get("deps").db, given, patch);
    return shownNames.ok ? json(shownNames.names) : bodyWrong(shownNames.problems);
  })
  .get("/catalog/taxonomy", async (context) => json((await listTaxonomy(context.get("deps").db)).map(shown)))
  .put("/catalog/taxonomy", async (context) => {
    const body = await jsonBody(context.req.raw, taxonomy);
    if (!body.ok) return body.response;
    const deps = context.get("deps");
    const before = await listTaxonomy(deps.db);
    // Only what changes is looked up: the same mapping again costs no call.
    const was = new Set(before.map(({ taxonomyGid }) => taxonomyGid));
    const wanted = body.value.flatMap(({ taxonomyGid }, at) =>
      was.has(taxonomyGid) ? [] : [{ field: `${at}.taxonomyId`, id: taxonomyGid }],
    );
    const unknown = isForced(context.req.query("force")) ? [] : await checkTaxonomy(deps, wanted);
    if (unknown.length > 0) return idsUnknown(unknown);
    const audit = auditMapping(deps, "taxonomy", before.map(shown), body.value.map(shown));
    if (!(await replaceTaxonomy(deps.db, body.value, [audit])))
      return failure(409, "category-twice", "A mesma categoria aparece mais de uma vez.");
    return json(body.value.map(shown));
  })
  .get("/catalog/specifications", async (context) => json(await listSpecifications(context.get("deps").db)))
  .put("/catalog/specifications", async (context) => {
    const body = await jsonBody(context.req.raw, specificationMapping);
    return body.ok ? json(await replaceSpecifications(context.get("deps"), body.value)) : body.response;
  })
  .get("/catalog/channels", async (context) => {
    const read = await listChannels(context.get("deps"));
    if (read.kind === "failed") return unreachable(read.failure);
    return json(read.channels.map(({ id, ...channel }) => ({ publicationId: id, ...channel })));
  })
  .get("/catalog/merchant-fields", async (context) => {
    const parsed = queryOf(context.req.query(), page);
    return parsed.ok ? json(await listMerchantFields(context.get("deps").db, parsed.value.after)) : parsed.response;
  })
  .post("/catalog/products/:seqProduct/release", async (context) => {
    const seqProduct = numberOf(context.req.param("seqProduct"));
    const body = await jsonBody(context.req.raw, release);
    if (!body.ok) return body.response;
    const { fields } = body.value;
    if (seqProduct === null || !(await releaseProductFields(context.get("deps").db, seqProduct, fields)))
      return failure(404, "product-unknown", `P${context.req.param("seqProduct")}: não está no hub.`);
    return json({ seqProduct, released: fields });
  })
  .post("/catalog/products/:seqProduct/recreate", async (context) => {
    const seqProduct = numberOf(context.req.param("seqProduct"));
    if (seqProduct === null || !(await recreateProduct(context.get("deps").db, seqProduct)))
      return failure(404, "product-unknown", `P${context.req.param("seqProduct")}: não está no hub.`);
    return json({ seqProduct, queued: true }, 202);
  })
  .post("/catalog/skus/:sku/recreate", async (context) => {
    const sku = context.req.param("sku");
    return (await recreateSku(context.get("deps").db, sku))
      ? json({ sku, queued: true }, 202)
      : failure(404, "sku-unknown", `${sku}: não está no hub.`);
  })
  .post("/catalog/collections/:seqCategory/recreate", async (context) => {
    const seqCategory = numberOf(context.req.param("seqCategory"));
    if (seqCategory === null || !(await recreateCollection(context.get("deps").db, seqCategory)))
      return failure(404, "collection-unknown", `Categoria ${context.req.param("seqCategory")}: não tem coleção.`);
    return json({ seqCategory, queued: true }, 202);
  });

const shown = ({ seqCategory, taxonomyGid }: CategoryTaxonomy) => ({ seqCategory, taxonomyId: taxonomyGid });

const numberOf = (text: string): number | null => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null);
