import { Hono } from "hono";
import * as z from "zod";
import { changeSimilars, listSimilars } from "../../setup/mapping/similars.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { bodyWrong, jsonBody } from "../http/json-body.ts";

/** 20,000 products with ten similar ones each. */
const BODY_BYTES_MAX = 2_000_000;
const LINES_MAX = 20_000;

const number = z.number().int().positive();
export const similars = z.union([
  z.strictObject({ csv: z.string() }),
  z.strictObject({
    similars: z.array(z.strictObject({ seqProduct: number, similars: z.array(number).max(128) })).max(LINES_MAX),
  }),
]);

const FAULT = {
  product: "a primeira coluna não é o número de um produto",
  similar: "um dos similares não é o número de um produto",
} as const;

/** Similar products by a person's list; mounted under /api, after the bearer check. */
export const similarsApi = new Hono<AppEnv>()
  .get("/catalog/similars", async (context) => json(await listSimilars(context.get("deps").db)))
  // Only products that the body names change; an empty list gives the ERP's back.
  .post("/catalog/similars", async (context) => {
    const body = await jsonBody(context.req.raw, similars, BODY_BYTES_MAX);
    if (!body.ok) return body.response;
    const result = await changeSimilars(
      context.get("deps"),
      "csv" in body.value ? body.value.csv : body.value.similars,
    );
    if (result.kind === "invalid")
      return bodyWrong(result.faults.map(({ line, text, fault }) => `linha ${line}: ${FAULT[fault]}: ${text}`));
    const { kind: _kind, ...shown } = result;
    return json(shown);
  });
