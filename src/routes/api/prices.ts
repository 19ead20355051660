import { Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../deps.ts";
import { readPriceTargets, type PriceTarget } from "../../hub/prices/price-targets.ts";
import { readPendingPrices } from "../../hub/prices/shop-prices.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { auditMapping, checkCompanyNumbers, checkPriceLists, type UnknownId } from "../../setup/mapping/both-sides.ts";
import { letPricesPass } from "../../setup/price-approval.ts";
import { mapPriceTargets } from "../../setup/price-targets.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { idsUnknown, isForced } from "../http/ids-unknown.ts";
import { gidOf } from "../http/gid.ts";
import { json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";

const whole = z.number().int().min(1);
const mapped = { company: whole, segment: whole, dropMaxPercent: z.number().int().min(1).max(100).optional() };

export const priceTargets = z.strictObject({
  base: z.strictObject(mapped),
  priceLists: z
    .array(
      z
        .strictObject({ ...mapped, priceListId: gidOf("PriceList") })
        .transform(({ priceListId, ...rest }) => ({ ...rest, gid: priceListId })),
    )
    .optional(),
  metafields: z.array(z.strictObject(mapped)).optional(),
});
export const approved = z
  .array(
    z.strictObject({
      target: z.string(),
      sku: z.string().refine((text) => parseSku(text)?.sku === text, "SKU: P{seqProduto}E{qtdEmbalagem}"),
      pendingCents: whole,
    }),
  )
  .max(1_000);

/** Where prices go, and prices that wait for a person; mounted under /api, the bearer was checked before. */
export const pricesApi = new Hono<AppEnv>()
  .get("/price-targets", async (context) => json((await readPriceTargets(context.get("deps").db)).map(shown)))
  .put("/price-targets", async (context) => {
    const body = await jsonBody(context.req.raw, priceTargets);
    if (!body.ok) return body.response;
    const deps = context.get("deps");
    const before = await readPriceTargets(deps.db);
    const unknown = isForced(context.req.query("force")) ? [] : await unknownIds(deps, body.value, before);
    if (unknown.length > 0) return idsUnknown(unknown);
    const audit = auditMapping(deps, "price-targets", before.map(shown), body.value);
    const result = await mapPriceTargets(deps.db, body.value, [audit]);
    switch (result.kind) {
      case "mapped":
        return json(result.targets.map(shown));
      case "listTwice":
        return failure(409, "target-twice", `${result.gid}: a mesma lista de preços aparece mais de uma vez.`);
      case "companyTwice":
        return failure(409, "target-twice", `Loja ${result.company}: aparece mais de uma vez no metacampo.`);
    }
  })
  .get("/prices/pending", async (context) => json(await readPendingPrices(context.get("deps").db)))
  .post("/prices/approve", async (context) => {
    const body = await jsonBody(context.req.raw, approved);
    if (!body.ok) return body.response;
    return json({ approved: await letPricesPass(context.get("deps"), body.value), requested: body.value.length });
  });

/** Only what changes is looked up. */
async function unknownIds(
  deps: Deps,
  { base, priceLists = [], metafields = [] }: z.output<typeof priceTargets>,
  before: readonly PriceTarget[],
): Promise<readonly UnknownId[]> {
  const isNew = (company: number) => before.every((target) => target.company !== company);
  const numbers = [
    { field: "base.company", company: base.company },
    ...priceLists.map(({ company }, at) => ({ field: `priceLists.${at}.company`, company })),
    ...metafields.map(({ company }, at) => ({ field: `metafields.${at}.company`, company })),
  ].flatMap(({ field, company }) => (isNew(company) ? [{ field, id: String(company), name: "" }] : []));
  const lists = priceLists.flatMap(({ gid }, at) =>
    before.some((target) => target.gid === gid) ? [] : [{ field: `priceLists.${at}.priceListId`, id: gid, name: "" }],
  );
  return [...(await checkCompanyNumbers(deps, numbers)), ...(await checkPriceLists(deps, lists))];
}

const shown = ({ gid, kind, removing, backfillAfter, ...target }: PriceTarget) => ({
  ...target,
  kind,
  priceListId: kind === "priceList" ? gid : null,
  removing,
  backfillAfter,
});
