/** "Why is it not on sale?": the conditions of a sale, checked in the order in which they stop it. */
import type { SkuCase } from "../hub/catalog/sku-case.ts";
import { causeOf } from "../messages/causes.ts";
import type { Language } from "../messages/language.ts";
import type { Instant } from "../ports.ts";
import { decidePrice, type PriceDecision } from "../rules/prices/price-decision.ts";
import { activityOf } from "../rules/catalog/sku-activity.ts";
import { desiredStock, type DesiredStock } from "../rules/stock/available-quantity.ts";
import type { MarkKind } from "./parts/icons.tsx";
import { sayIn } from "./viewer.ts";

/** What stops a package at one company, or that nothing does. */
export type CompanyStop =
  | "none"
  | "company-off"
  | "location-missing"
  | "location-inactive"
  | "price-missing"
  | "off-here"
  | "not-on-sale"
  | "no-record"
  | "parked"
  | "stock-invalid"
  | "held"
  | "no-stock";

export interface CompanySale {
  readonly company: number;
  readonly name: string;
  readonly stop: CompanyStop;
  /** Units that Shopify should sell; null: not counted, or not known. */
  readonly desiredUnits: number | null;
  readonly unlimited: boolean;
  readonly sentUnits: number | null;
  /** The level that Shopify accepted is not the desired one yet. */
  readonly isDue: boolean;
  readonly quantityMilli: number | null;
  readonly reservedMilli: number;
  readonly safetyMilli: number;
  /** The company's own price target, or the base. */
  readonly price: {
    readonly decision: PriceDecision;
    readonly sentCents: number | null;
    readonly isBase: boolean;
  } | null;
}

/** What stops the package everywhere, worst first; null: nothing does. */
export type GlobalStop =
  "product-off" | "sku-off" | "deleted" | "not-created" | "no-base-price" | "no-variant" | "not-published";

export interface SaleAnswer {
  readonly stop: GlobalStop | null;
  readonly companies: readonly CompanySale[];
  readonly base: PriceDecision | null;
}

export function answerOf(found: SkuCase, now: Instant): SaleAnswer {
  const decisions = new Map(found.prices.map((price) => [price.target, decidePrice(price, now)]));
  const base = decisions.get("base") ?? null;
  return { stop: globalStop(found, base), companies: found.companies.map((company) => saleAt(company.company)), base };

  function saleAt(company: number): CompanySale {
    const place = found.companies.find((each) => each.company === company);
    const row = found.stock.find((each) => each.company === company);
    const level = found.levels.find((each) => each.company === company);
    const own = found.targets.find((target) => target.company === company);
    const target = own?.target ?? "base";
    const priced = found.prices.find((price) => price.target === target);
    const decision = decisions.get(target);
    const desired: DesiredStock | null = level ? desiredStock(level) : null;
    return {
      company,
      name: place?.name ?? "",
      stop: stopAt(),
      desiredUnits: desired?.kind === "units" ? desired.units : null,
      unlimited: desired?.kind === "unlimited",
      sentUnits: row?.sentQuantity ?? null,
      isDue: row !== undefined && row.sent !== row.hash && row.parkedReason === null,
      quantityMilli: row?.quantityMilli ?? null,
      reservedMilli: level?.reservedMilli ?? 0,
      safetyMilli: level?.safetyMilli ?? 0,
      price: decision ? { decision, sentCents: priced?.sentPriceCents ?? null, isBase: target === "base" } : null,
    };

    function stopAt(): CompanyStop {
      if (!place?.enabled) return "company-off";
      if (place.location === null) return "location-missing";
      if (place.problem !== null) return "location-inactive";
      if (own !== undefined && own.kind !== "base" && (decision === undefined || decision.kind === "refuse"))
        return "price-missing";
      if (decision?.kind === "withdrawn") return decision.reason;
      if (activityOf(found.package.activity)[company] === 0) return "off-here";
      if (level?.onSale === false) return "not-on-sale";
      if (row === undefined) return "no-record";
      if (row.parkedReason !== null) return "parked";
      if (desired === null || desired.kind === "invalid") return "stock-invalid";
      if (level?.held === true && desired.kind === "units") return "held";
      return desired.kind === "units" && desired.units === 0 ? "no-stock" : "none";
    }
  }
}

function globalStop(
  { product, package: packaged, shop, variantGid, isDeleted }: SkuCase,
  base: PriceDecision | null,
): GlobalStop | null {
  if (product === null || product.active !== 1) return "product-off";
  if (packaged.active !== 1) return "sku-off";
  if (isDeleted) return "deleted";
  if (shop?.productGid == null)
    return base === null || base.kind === "withdrawn" || base.kind === "refuse" ? "no-base-price" : "not-created";
  if (variantGid === null)
    return base === null || base.kind === "withdrawn" || base.kind === "refuse" ? "no-base-price" : "no-variant";
  return shop.published === null ? "not-published" : null;
}

export interface SaleSentence {
  readonly mark: MarkKind;
  readonly say: string;
  /** What to do, who does it, and what follows. */
  readonly next: string;
}

/** The answer in one sentence. */
export function sentenceOf({ stop, companies }: SaleAnswer, found: SkuCase, language: Language): SaleSentence {
  const t = sayIn(language);
  if (stop !== null) return { mark: "bad", ...globalWords(stop, found, language) };
  const selling = companies.filter((each) => each.stop === "none");
  // A company without stock is a shop's daily life; what has another stop needs a look.
  const stopped = companies.filter(
    (each) => each.stop !== "none" && each.stop !== "no-stock" && each.stop !== "company-off",
  );
  const empty = companies.filter((each) => each.stop === "no-stock");
  const stops = [...Map.groupBy(stopped, (each) => each.stop)].map(
    ([why, of]) => `${of.map(({ company }) => company).join(", ")} (${stopWord(why, language)})`,
  );
  if (stops.length > 0 && selling.length > 0)
    return {
      mark: "warn",
      say: t(
        `Não está à venda ${stopped.length === 1 ? "na loja" : "nas lojas"} ${stops.join(t(" e ", " and "))}; ${selling.length === 1 ? "em outra" : `em outras ${selling.length}`}, está.`,
        `Not on sale at ${stopped.length === 1 ? "company" : "companies"} ${stops.join(" and ")}; at ${selling.length} others it is.`,
      ),
      next: nextWords(stopped, language),
    };
  if (stops.length > 0)
    return {
      mark: "bad",
      say: t(`Não está à venda em loja nenhuma: ${stops.join(" e ")}.`, `On sale nowhere: ${stops.join(" and ")}.`),
      next: nextWords(stopped, language),
    };
  if (selling.length === 0)
    return {
      mark: "warn",
      say:
        companies.length === 0
          ? t("Não está à venda: nenhuma loja está cadastrada.", "Not on sale: no company is mapped.")
          : t("Não está à venda: nenhuma loja tem estoque.", "Not on sale: no company has stock."),
      next: t("Volta sozinho quando o ERP informar estoque.", "It is back by itself once the ERP reports stock."),
    };
  return {
    mark: "ok",
    say:
      empty.length === 0
        ? t(`Está à venda em ${lojas(selling.length)}.`, `On sale at ${selling.length} companies.`)
        : t(
            `Está à venda em ${lojas(selling.length)}; sem estoque em ${lojas(empty.length)}.`,
            `On sale at ${selling.length} companies; without stock at ${empty.length}.`,
          ),
    next: "",
  };
}

const lojas = (count: number): string => (count === 1 ? "1 loja" : `${count} lojas`);

function globalWords(stop: GlobalStop, found: SkuCase, language: Language): Omit<SaleSentence, "mark"> {
  const t = sayIn(language);
  const entry = found.entries.find(({ area }) => area === "publish-catalog" || area === "products" || area === "skus");
  const because = entry ? causeOf(entry, language).title : null;
  switch (stop) {
    case "product-off":
      return {
        say: t("Não está à venda: o produto está inativo no ERP.", "Not on sale: the product is inactive in the ERP."),
        next: t(
          "O Cadastro liga a integração com o e-commerce do produto.",
          "Master data switches on the product's integration.",
        ),
      };
    case "sku-off":
      return {
        say: t(
          "Não está à venda: esta embalagem está inativa no ERP.",
          "Not on sale: this package is inactive in the ERP.",
        ),
        next: t("O Cadastro ativa a embalagem.", "Master data activates the package."),
      };
    case "deleted":
      return {
        say: t(
          "Não está à venda: alguém excluiu a variante na Shopify.",
          "Not on sale: the variant was deleted in Shopify by hand.",
        ),
        next: t("Se foi engano, peça a recriação.", "If that was a mistake, ask for it again."),
      };
    case "no-base-price":
      return {
        say: t(
          "Não está à venda: não tem preço na loja de referência.",
          "Not on sale: it has no price at the base company.",
        ),
        next: t(
          "O Cadastro informa o preço na tabela de preço; segue sozinho em minutos.",
          "Master data enters the price; it goes on by itself within minutes.",
        ),
      };
    case "not-created":
      return {
        say:
          because === null
            ? t(
                "Ainda não está à venda: está na fila para ser criado na Shopify.",
                "Not on sale yet: it waits to be created.",
              )
            : t(`Não está à venda: ${lower(because)}.`, `Not on sale: ${lower(because)}.`),
        next: because === null ? t("Segue sozinho em minutos.", "It goes on by itself within minutes.") : "",
      };
    case "no-variant":
      return {
        say:
          because === null
            ? t("Ainda não está à venda: a variante está na fila.", "Not on sale yet: its variant waits to be created.")
            : t(`Não está à venda: ${lower(because)}.`, `Not on sale: ${lower(because)}.`),
        next: because === null ? t("Segue sozinho em minutos.", "It goes on by itself within minutes.") : "",
      };
    case "not-published":
      return {
        say: t(
          "Não está à venda: existe na Shopify, mas não foi publicado em nenhum canal.",
          "Not on sale: it is in Shopify, and published on no channel.",
        ),
        next: t("Confira os canais de venda em Ajustes.", "Check the sales channels in Settings."),
      };
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const STOP_WORDS: { readonly [S in CompanyStop]: readonly [portuguese: string, english: string] } = {
  none: ["à venda", "on sale"],
  "company-off": ["loja desligada", "company off"],
  "location-missing": ["sem local", "no location"],
  "location-inactive": ["local desativado", "inactive location"],
  "price-missing": ["sem preço no ERP", "no price in the ERP"],
  "off-here": ["embalagem inativa nesta loja", "package inactive at this company"],
  "not-on-sale": ["fora de venda no ERP", "not for sale in the ERP"],
  "no-record": ["sem registro de estoque", "no stock record"],
  parked: ["recusado pela Shopify", "refused by Shopify"],
  "stock-invalid": ["estoque ilegível", "unreadable stock"],
  held: ["retido após cortes", "held back after cuts"],
  "no-stock": ["sem estoque", "no stock"],
};
export const stopWord = (stop: CompanyStop, language: Language): string => sayIn(language)(...STOP_WORDS[stop]);

function nextWords(stopped: readonly CompanySale[], language: Language): string {
  const t = sayIn(language);
  const has = (stop: CompanyStop) => stopped.some((each) => each.stop === stop);
  return [
    has("price-missing")
      ? t(
          "Preço: o Cadastro o informa na tabela de preço; segue sozinho em minutos.",
          "Price: master data enters it; it goes on by itself.",
        )
      : "",
    has("off-here")
      ? t("Embalagem inativa: o Cadastro a ativa nessa loja.", "Inactive package: master data activates it there.")
      : "",
    has("not-on-sale")
      ? t("Fora de venda: o Cadastro muda o statusVenda.", "Not for sale: master data changes statusVenda.")
      : "",
    has("location-missing") || has("location-inactive")
      ? t("Local: ligue a loja a outro em Mapeamentos.", "Location: map the company to another one in Mappings.")
      : "",
    has("no-record") ? t("Estoque: o ERP ainda não informou nenhum.", "Stock: the ERP has reported none yet.") : "",
    has("held")
      ? t(
          "Retido: conte o item na loja e registre a contagem no ERP; volta sozinho.",
          "Held back: count it in the store and enter the count in the ERP; it is back by itself.",
        )
      : "",
    has("parked") || has("stock-invalid") ? t("Estoque: veja o erro abaixo.", "Stock: see the error below.") : "",
  ]
    .filter((text) => text !== "")
    .join(" ");
}

export interface Condition {
  readonly kind: MarkKind;
  readonly title: string;
  readonly hint: string;
}

const condition = (isMet: boolean, title: string, hint = "", otherwise: MarkKind = "bad"): Condition => ({
  kind: isMet ? "ok" : otherwise,
  title,
  hint: isMet ? "" : hint,
});

/** What a sale needs, each with how it stands. */
export function conditionsOf(
  { companies, base }: SaleAnswer,
  found: SkuCase,
  language: Language,
): readonly Condition[] {
  const t = sayIn(language);
  const at = (...stops: readonly CompanyStop[]) =>
    companies.filter(({ stop }) => stops.includes(stop)).map(({ company }) => company);
  const list = (numbers: readonly number[]) =>
    numbers.length === 0
      ? ""
      : t(`lojas ${numbers.slice(0, 6).join(", ")}`, `companies ${numbers.slice(0, 6).join(", ")}`);
  const isActive = found.product?.active === 1 && found.package.active === 1;
  const isHeld = base?.kind === "pendingApproval";
  const unpriced = at("price-missing", "not-on-sale");
  const unplaced = at("location-missing", "location-inactive");
  const empty = at("no-stock", "no-record");
  return [
    condition(isActive, t("Ativo no ERP", "Active in the ERP")),
    condition((found.product?.title ?? "").trim() !== "", t("Nome", "Name")),
    condition(
      (base?.kind === "publish" || isHeld) && unpriced.length === 0,
      t("Preço", "Price"),
      list(unpriced) || t("na loja de referência", "at the base company"),
    ),
    condition(
      found.shop?.productGid != null && found.variantGid !== null,
      t("Variante na Shopify", "Variant in Shopify"),
      "",
      "wait",
    ),
    condition(found.shop?.published != null, t("Publicado", "Published"), "", "wait"),
    condition(unplaced.length === 0, t("Loja ligada a um local", "Company has a location"), list(unplaced)),
    condition(empty.length === 0, t("Estoque vendável", "Stock to sell"), list(empty), "warn"),
  ];
}
