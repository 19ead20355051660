import { Hono } from "hono";
import * as z from "zod";
import { setUpPriceList, type Buyers, type SetUpList, type Unclear } from "../../shopify/prices/price-list-set-up.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { gidOf } from "../http/gid.ts";
import { jsonBody } from "../http/json-body.ts";
import { oneSetUp, SET_UP_MINUTES } from "./setup-lock.ts";
import { unreachable } from "../http/unreachable.ts";

/** Of one catalogue; more are added to it in Shopify's admin. */
const COMPANY_LOCATIONS_MAX = 100;
const twoLetters = z.string().regex(/^[A-Z]{2}$/, "must be two capital letters");

const named = { name: z.string().trim().min(1).max(255) };
const wanted = z.union([
  z
    .strictObject({ ...named, location: gidOf("Location") })
    .transform(({ name, location }) => listFor(name, { kind: "location", locationId: location })),
  z
    .strictObject({ ...named, region: z.strictObject({ country: twoLetters, state: twoLetters.nullable() }) })
    .transform(({ name, region }) => listFor(name, { kind: "region", ...region })),
  z
    .strictObject({ ...named, companyLocations: z.array(gidOf("CompanyLocation")).min(1).max(COMPANY_LOCATIONS_MAX) })
    .transform(({ name, companyLocations }) =>
      listFor(name, { kind: "companyLocations", companyLocationIds: [...new Set(companyLocations)] }),
    ),
]);
const listFor = (name: string, buyers: Buyers) => ({ name, buyers });

/**
 * POST /api/price-lists/set-up: makes or adopts the market, the catalogue and the list of one group of buyers; repeating it
 * changes nothing. One call at a time, for all groups: Shopify takes any number of catalogues for the same buyers.
 */
export const priceListSetUp = new Hono<AppEnv>().post("/price-lists/set-up", async (context) => {
  const deps = context.get("deps");
  const body = await jsonBody(context.req.raw, wanted);
  if (!body.ok) return body.response;
  const { name } = body.value;
  return oneSetUp(deps, { name: "set-up-price-list", record: name, afterUnknown: "wait" }, async (shopify) => {
    const result = await setUpPriceList(shopify, body.value);
    if (result.kind !== "stands") return refusal(name, result);
    const { gid, market, catalog, made } = result;
    deps.log.info("price-list.ready", { gid, made: made.join(",") });
    return context.json({ gid, market, catalog, made }, made.length > 0 ? 201 : 200);
  });
});

function refusal(name: string, result: Exclude<SetUpList, { kind: "stands" }>): Response {
  switch (result.kind) {
    case "failed":
      return result.failure.kind === "unknown"
        ? failure(
            502,
            "shopify-failed",
            `${name}: a Shopify não respondeu, e pode ter feito ou não; espere ${SET_UP_MINUTES} minutos e repita: o que foi feito é adotado.`,
            [result.failure.message],
          )
        : unreachable(result.failure);
    case "unclear":
      return failure(409, result.reason, `${name}: ${UNCLEAR[result.reason]}`, result.details);
    case "refused":
      return failure(
        409,
        "shopify-refused",
        `${name}: a Shopify não aceitou ${PART[result.part]}; veja details, corrija e repita.`,
        result.errors.map(({ code, message }) => `${code ?? "?"}: ${message}`),
      );
  }
}

const PART = { market: "o mercado", catalog: "o catálogo", priceList: "a lista de preços" } as const;

const UNCLEAR: Record<Unclear, string> = {
  "several-markets": "há mais de um mercado para estes mesmos compradores; deixe um só ativo na Shopify e repita.",
  "market-changed":
    "o mercado criado para estes compradores hoje atende a outros; devolva-lhe a condição, ou apague-o na Shopify, e repita.",
  "several-catalogs":
    "o mercado tem mais de um catálogo; dê a um deles o nome da lista, ou adote a lista de um deles (GET /api/price-lists).",
  "company-location-unknown": "esse local de empresa (B2B) não existe na Shopify.",
  "catalog-changed":
    "o catálogo com esse nome não vale para estes locais de empresa; inclua-os nele na Shopify e repita, ou use outro nome.",
  "list-currency": "a lista de preços não é em BRL; corrija na Shopify e repita.",
  "list-elsewhere": "já existe uma lista de preços com esse nome em outro catálogo; use outro nome.",
};
