import type { Context } from "hono";
import * as z from "zod";
import { listRefunds } from "../../hub/orders/shop-refunds.ts";
import { parseSku } from "../../rules/catalog/sku-key.ts";
import type { AppEnv } from "../http/app-env.ts";
import { json } from "../http/json.ts";
import { instant, wholeNumber } from "../http/query.ts";
import { erpFailure } from "./answers.ts";

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 500;

export const refundsQuery = z.strictObject({
  /** Recorded at or after this instant, with its zone; absent: from the first one on. */
  since: instant.optional(),
  /** `next` of the page before. */
  after: wholeNumber.prefault("0"),
  limit: wholeNumber.pipe(z.number().min(1).max(LIMIT_MAX)).prefault(String(LIMIT_DEFAULT)),
});

/** GET /erp/refunds: money and goods that went back in Shopify, of orders that the ERP has. */
export async function showRefunds(context: Context<AppEnv>): Promise<Response> {
  const parsed = refundsQuery.safeParse(context.req.query());
  if (!parsed.success)
    return erpFailure(
      422,
      "query-wrong",
      ["Os parâmetros não são os que esta chamada espera.", "Veja details, corrija e repita."],
      parsed.error.issues.map(({ path, message }) => ({
        code: "field-wrong",
        message: path.join("."),
        detailedMessage: message,
      })),
    );
  const { since = 0, after, limit } = parsed.data;
  const page = await listRefunds(context.get("deps").db, { since, after, limit });
  return json({
    refunds: page.map(({ n: _n, refundId: id, company, isOurs, lines, ...refund }) => ({
      id,
      ...refund,
      nroEmpresa: company,
      madeBy: isOurs ? "connector" : "shop",
      items: lines.map(({ sku, ...line }) => ({ ...(sku === null ? NO_SKU : itemOf(sku)), ...line })),
    })),
    next: page.length < limit ? null : String(page.at(-1)?.n ?? after),
  });
}

const NO_SKU = { sku: null, seqProduto: null, qtdEmbalagem: null } as const;

function itemOf(sku: string) {
  const key = parseSku(sku);
  return { sku, seqProduto: key?.seqProduct ?? null, qtdEmbalagem: key ? key.packageMilli / 1000 : null };
}
