import { Hono } from "hono";
import * as z from "zod";
import {
  addPriceList,
  listPriceLists,
  preparePriceList,
  type PriceListSetup,
  type Unclear,
  type WantedList,
} from "../../setup/price-lists.ts";
import { SETUP_LEASE_MINUTES } from "../../setup/with-setup-lock.ts";
import type { AppEnv } from "../http/app-env.ts";
import { failure } from "../http/answers.ts";
import { gidOf } from "../http/gid.ts";
import { inProgress } from "../http/in-progress.ts";
import { json } from "../http/json.ts";
import { jsonBody } from "../http/json-body.ts";
import { unreachable } from "../http/unreachable.ts";

/** Of one catalogue; more are added to it in Shopify's admin. */
const COMPANY_LOCATIONS_MAX = 100;
const twoLetters = z.string().regex(/^[A-Z]{2}$/, "must be two capital letters");

const named = { name: z.string().trim().min(1).max(255) };
export const wanted = z.union([
  z
    .strictObject({ ...named, locationId: gidOf("Location") })
    .transform(({ name, locationId }) => listFor(name, { kind: "location", locationId })),
  z
    .strictObject({ ...named, region: z.strictObject({ country: twoLetters, state: twoLetters.nullable() }) })
    .transform(({ name, region }) => listFor(name, { kind: "region", ...region })),
  z
    .strictObject({ ...named, companyLocationIds: z.array(gidOf("CompanyLocation")).min(1).max(COMPANY_LOCATIONS_MAX) })
    .transform(({ name, companyLocationIds }) =>
      listFor(name, { kind: "companyLocations", companyLocationIds: [...new Set(companyLocationIds)] }),
    ),
]);
const listFor = (name: string, buyers: WantedList["buyers"]): WantedList => ({ name, buyers });

export const newList = z.strictObject({
  ...named,
  catalogId: gidOf("MarketCatalog").or(gidOf("CompanyLocationCatalog")).nullable().default(null),
});

/** The shop's price lists; mounted under /api, after the bearer check. */
export const priceListsApi = new Hono<AppEnv>()
  .get("/price-lists", async (context) => {
    const read = await listPriceLists(context.get("deps"));
    if (read.kind === "failed") return unreachable(read.failure);
    return json(
      read.lists.map(({ gid, catalog, ...list }) => ({
        priceListId: gid,
        ...list,
        catalog: catalog && shownCatalog(catalog),
      })),
    );
  })
  .post("/price-lists", async (context) => {
    const body = await jsonBody(context.req.raw, newList);
    if (!body.ok) return body.response;
    const { name } = body.value;
    const made = await addPriceList(context.get("deps"), body.value);
    switch (made.kind) {
      case "done":
        return json({ priceListId: made.value, name }, 201);
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
  .post("/price-lists/setup", async (context) => {
    const body = await jsonBody(context.req.raw, wanted);
    if (!body.ok) return body.response;
    const { name } = body.value;
    const result = await preparePriceList(context.get("deps"), body.value);
    if (result.kind !== "stands") return refusal(name, result);
    const { gid, market, catalog, made } = result;
    return json(
      { priceListId: gid, market: market && shownMarket(market), catalog: shownCatalog(catalog), made },
      made.length > 0 ? 201 : 200,
    );
  });

const shownCatalog = <T extends { readonly id: string }>({ id, ...rest }: T) => ({ catalogId: id, ...rest });
const shownMarket = <T extends { readonly id: string }>({ id, ...rest }: T) => ({ marketId: id, ...rest });

function refusal(name: string, result: Exclude<PriceListSetup, { kind: "stands" }>): Response {
  switch (result.kind) {
    case "inProgress":
      return inProgress(name);
    case "failed":
      return result.failure.kind === "unknown"
        ? failure(
            502,
            "shopify-failed",
            `${name}: a Shopify não respondeu, e pode ter feito ou não; espere ${SETUP_LEASE_MINUTES} minutos e repita: o que foi feito é adotado.`,
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
  "state-market":
    "a Shopify não aceita preço por estado (mercados de estado só valem para o frete); use o país, uma loja Shopify por região de preço, ou o metacampo de preços.",
  "not-entitled":
    "o plano da loja não inclui esse tipo de mercado ou catálogo; mude o plano, ou use o metacampo de preços. Nada foi criado.",
  "plan-limit":
    "o limite de mercados ou catálogos do plano foi atingido; apague um que não serve mais, ou mude o plano. Nada foi criado.",
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
