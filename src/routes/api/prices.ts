import { Hono } from "hono";
import * as z from "zod";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { readPriceTargets, savePriceTargets } from "../../hub/prices/price-targets.ts";
import { approvePrices, readHeldPrices } from "../../hub/prices/shop-prices.ts";
import { createPriceList, readPriceLists } from "../../shopify/prices/price-lists.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { gidOf } from "../http/gid.ts";
import { jsonBody } from "../http/json-body.ts";
import { priceListSetUp } from "./price-list-setup.ts";
import { unreachable } from "../http/unreachable.ts";

const whole = z.number().int().min(1);
const mapped = { company: whole, segment: whole, dropMaxPercent: z.number().int().min(1).max(100).optional() };

const priceTargets = z.strictObject({
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
const newList = z.strictObject({
  name: z.string().trim().min(1).max(255),
  catalogId: gidOf("MarketCatalog").or(gidOf("CompanyLocationCatalog")).nullable().default(null),
});
const approved = z
  .array(
    z.strictObject({
      target: z.string(),
      sku: z.string().refine((text) => parseSku(text)?.sku === text, "SKU: P{seqProduto}E{qtdEmbalagem}"),
      heldCents: whole,
    }),
  )
  .max(1_000);

/** Where the prices of each company and segment go, and which of them wait for a person. */
export const pricesApi = new Hono<AppEnv>()
  .get("/price-targets", async (context) => context.json(await readPriceTargets(context.get("deps").db)))
  .put("/price-targets", async (context) => {
    const { db } = context.get("deps");
    const body = await jsonBody(context.req.raw, priceTargets);
    if (!body.ok) return body.response;
    const twice = namedTwice(body.value);
    if (twice) return failure(409, "target-twice", twice);
    await savePriceTargets(db, body.value);
    return context.json(await readPriceTargets(db));
  })
  .route("/", priceListSetUp)
  .get("/price-lists", async (context) => {
    const read = await readPriceLists(context.get("deps").shopify);
    return read.kind === "failed" ? unreachable(read.failure) : context.json(read.lists);
  })
  .post("/price-lists", async (context) => {
    const { shopify } = context.get("deps");
    const body = await jsonBody(context.req.raw, newList);
    if (!body.ok) return body.response;
    const { name, catalogId } = body.value;
    const made = await createPriceList(shopify, name, catalogId);
    switch (made.kind) {
      case "done":
        return context.json({ gid: made.value, name }, 201);
      case "failed":
        return unreachable(made.failure);
      case "userErrors":
        return failure(
          409,
          "price-list-refused",
          `${name}: a Shopify não criou a lista de preços; veja details. Se ela já existe, adote-a (GET /api/price-lists).`,
          made.errors.map(({ code, message }) => `${code ?? "?"}: ${message}`),
        );
    }
  })
  .get("/prices/held", async (context) => context.json(await readHeldPrices(context.get("deps").db)))
  .post("/prices/approve", async (context) => {
    const body = await jsonBody(context.req.raw, approved);
    if (!body.ok) return body.response;
    const { db, log } = context.get("deps");
    const count = await approvePrices(db, body.value);
    log.info("price.approved", { asked: body.value.length, approved: count });
    return context.json({ approved: count, asked: body.value.length });
  });

/** A list shows one company's price, and the metafield one price a company. */
function namedTwice({ priceLists = [], metafields = [] }: z.output<typeof priceTargets>): string | undefined {
  const lists = priceLists.map(({ gid }) => gid);
  const list = lists.find((gid, index) => lists.indexOf(gid) !== index);
  if (list !== undefined) return `${list}: a mesma lista de preços aparece mais de uma vez.`;
  const companies = metafields.map(({ company }) => company);
  const company = companies.find((each, index) => companies.indexOf(each) !== index);
  return company === undefined ? undefined : `Loja ${company}: aparece mais de uma vez no metacampo.`;
}
