import { Hono } from "hono";
import * as z from "zod";
import { readHeld, type HeldStock } from "../../hub/stock/stock-cuts.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import { putOnSale } from "../../setup/held-stock.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";
import { queryOf, wholeNumber } from "../http/query.ts";

export const heldPage = z.object({
  /** `P919E12@3`: the answer's `next`. */
  after: z
    .string()
    .regex(/^P\d{1,15}E\d[\d.]{0,15}@\d{1,9}$/, "must be the `next` of the page before, as P919E12@3")
    .optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(500)).default(100),
});

export const released = z
  .array(
    z.strictObject({
      company: z.number().int().min(1),
      sku: z.string().refine((text) => parseSku(text)?.sku === text, "SKU: P{seqProduto}E{qtdEmbalagem}"),
    }),
  )
  .min(1)
  .max(1_000);

/** Stock that is held back because the store cut it again and again; mounted under /api, after the bearer check. */
export const heldStockApi = new Hono<AppEnv>()
  .get("/held-stock", async (context) => {
    const parsed = queryOf(context.req.query(), heldPage);
    if (!parsed.ok) return parsed.response;
    const { after = "@0", limit } = parsed.value;
    const [sku = "", company = ""] = after.split("@");
    const held = await readHeld(context.get("deps").db, { company: Number(company), sku }, limit);
    const last = held.length === limit ? held.at(-1) : undefined;
    return json({ held: held.map(shown), next: last ? `${last.sku}@${last.company}` : null });
  })
  .post("/held-stock/release", async (context) => {
    const body = await jsonBody(context.req.raw, released);
    if (!body.ok) return body.response;
    return json({ released: await putOnSale(context.get("deps"), body.value), requested: body.value.length });
  });

const shown = ({ heldAt, lastCutAt, ...rest }: HeldStock) => ({
  ...rest,
  heldSince: new Date(heldAt).toISOString(),
  lastCutAt: new Date(lastCutAt).toISOString(),
});
