/** What the publish says to an operator: the record first, what happened, what to do. */
import { reais } from "../rules/brazil/money.ts";
import type { DeskEntry } from "../hub/desk/desk.ts";
import { LEFT_REASON, leftRecord, type LeftLocation } from "../hub/stock/abandoned-locations.ts";
import type { AdminFailure } from "../shopify/client/result.ts";

/** A failure that is the shop's or the configuration's, not a record's. Null: it passes by itself. */
export function shopEntry(failure: AdminFailure): DeskEntry | null {
  const at = { lane: "publish", record: "Shopify" } as const;
  switch (failure.kind) {
    case "unauthorized":
      return {
        ...at,
        reason: "unauthorized",
        message:
          "Shopify: o acesso foi recusado, por isso nada é publicado; confira SHOPIFY_CLIENT_ID e SHOPIFY_CLIENT_SECRET e se o app ainda está instalado na loja.",
      };
    case "shopClosed":
      return {
        ...at,
        reason: "shop-closed",
        message: `Shopify: a loja respondeu HTTP ${failure.status} (bloqueada, congelada ou inexistente), por isso nada é publicado; confira o plano e o endereço da loja.`,
      };
    case "refused":
      return {
        ...at,
        reason: "access-denied",
        message: `Shopify: a chamada foi recusada (${failure.code}); confira os escopos de acesso do app.`,
        detail: failure.message,
      };
    case "throttled":
    case "dryRun":
    case "unknown":
      return null;
  }
}

const CATALOG_REASONS: Readonly<Record<string, string>> = {
  "no-price":
    "nenhuma embalagem ativa tem preço publicável na loja de referência, por isso o produto não foi criado na Shopify; informe o preço na tabela de preço.",
  "no-title": "está sem nome, por isso não vai para a Shopify; preencha o Título E-Commerce ou a descrição do produto.",
  "no-sku": "não tem nenhuma embalagem no e-commerce, por isso não vai para a Shopify; cadastre a embalagem.",
  "unit-wrong": "a embalagem ou o múltiplo de venda é zero; corrija o cadastro da embalagem.",
  "too-many-variants":
    "tem mais de 2.048 embalagens e a Shopify aceita 2.048 variantes por produto; desative as que não são vendidas on-line.",
  "product-deleted":
    "o produto foi excluído na Shopify por alguém e não será recriado sem um pedido; se foi engano, peça a recriação no console.",
};

export function productEntry(seqProduct: number, reason: string): DeskEntry {
  const words = CATALOG_REASONS[reason] ?? `foi recusado (${reason}).`;
  return { lane: "publish-catalog", record: `P${seqProduct}`, reason, message: `P${seqProduct}: ${words}` };
}

export function shrinkEntry(seqProduct: number, live: number, removed: readonly string[]): DeskEntry {
  const names = removed.slice(0, 10).join(", ");
  return {
    lane: "publish-catalog",
    record: `P${seqProduct}`,
    reason: "set-shrinks",
    message: `P${seqProduct}: a mudança excluiria ${removed.length} de ${live} variantes na Shopify (${names}), por isso nada foi mudado; confira as embalagens no ERP e, se for isso mesmo, exclua as variantes na Shopify.`,
  };
}

const PRICE_REASONS: Readonly<Record<string, string>> = {
  "price-missing": "está sem preço na loja de referência; informe o preço na tabela de preço.",
  "price-zero": "o preço é zero (ou arredonda a zero), por isso não foi publicado; corrija na tabela de preço.",
  "not-on-sale":
    "não está à venda na loja de referência (statusVenda); enquanto isso o estoque na Shopify fica em zero.",
};

/** A SKU that is left out of its product, for want of a price. */
export function leftOutEntry(sku: string, reason: string): DeskEntry {
  const words = PRICE_REASONS[reason] ?? reason;
  return {
    lane: "publish-catalog",
    record: sku,
    reason,
    message: `${sku}: ${words} A embalagem ficou fora do produto na Shopify.`,
  };
}

/** Which price of which target. */
export interface PricePlace {
  readonly target: string;
  readonly sku: string;
  readonly company: number;
  readonly segment: number;
}

/** The shop's own price is the SKU's; another target's is named with it: "P919E1@list-42", "P919E1@meta-3". */
export const priceRecord = ({ target, sku }: Pick<PricePlace, "target" | "sku">): string =>
  target === "base" ? sku : `${sku}@${target}`;

const placeWords = ({ target, company, segment }: PricePlace): string =>
  target === "base"
    ? ""
    : target.startsWith("list-")
      ? ` na lista de preços ${target.slice("list-".length)} (loja ${company}, segmento ${segment})`
      : ` no metacampo da loja ${company} (segmento ${segment})`;

export function priceEntry(place: PricePlace, reason: string): DeskEntry {
  const words = PRICE_REASONS[reason] ?? reason;
  return {
    lane: "publish-prices",
    record: priceRecord(place),
    reason,
    message: `${place.sku}${placeWords(place)}: ${words} Na Shopify continua o último preço.`,
  };
}

/** Both prices are the ERP's: of a package, or of 1 kg. A list or document may have lost the last one: off sale, or of a company before. */
export function dropEntry(
  place: PricePlace & { readonly sentPriceCents: number | null },
  lastCents: number,
  askedCents: number,
): DeskEntry {
  const isEmpty = place.target !== "base" && place.sentPriceCents === null;
  const percent = Math.floor(((lastCents - askedCents) * 100) / lastCents);
  return {
    lane: "publish-prices",
    record: priceRecord(place),
    reason: "price-drop",
    message: `${place.sku}${placeWords(place)}: o preço cairia de ${reais(lastCents)} para ${reais(askedCents)} (${percent} % a menos), por isso não foi publicado e ${isEmpty ? "ali não há preço" : "vale o último"}; se está certo, libere-o (POST /api/prices/approve), senão corrija a tabela de preço.`,
  };
}

export const listRecord = ({ target }: { readonly target: string }): string => `lista ${target.slice("list-".length)}`;

export function listEntry(
  list: { readonly target: string; readonly company: number; readonly segment: number },
  code: string,
  message: string,
): DeskEntry {
  const words =
    code === "PRICE_LIST_NOT_FOUND"
      ? "não existe mais na Shopify, por isso os preços dela não são enviados; crie ou adote outra lista no mapeamento de preços."
      : "não é em reais, por isso os preços dela não são enviados; escolha uma lista em BRL no mapeamento de preços.";
  return {
    lane: "publish-prices",
    record: listRecord(list),
    reason: `shopify-${code.toLowerCase().replaceAll("_", "-")}`,
    message: `Lista de preços ${list.target.slice("list-".length)} (loja ${list.company}, segmento ${list.segment}): ${words}`,
    detail: message,
  };
}

export const DEFINITION_RECORD = "Shopify";

export function pricesDefinitionEntry(errors: readonly { readonly message: string }[]): DeskEntry {
  return {
    lane: "publish-prices",
    record: DEFINITION_RECORD,
    reason: "definition-refused",
    message:
      "Shopify: a definição do metacampo erp.precos foi recusada, por isso os preços por loja não são enviados; confira se outro app usa o mesmo nome com outro tipo.",
    detail: errors.map(({ message }) => message).join("\n"),
  };
}

/** A record that Shopify itself refused, with its code. */
export function refusedEntry(
  lane: "publish-catalog" | "publish-prices" | "publish-stock",
  record: string,
  { code, message }: { readonly code: string; readonly message: string },
  where = "",
): DeskEntry {
  const what = { "publish-catalog": "o produto", "publish-prices": "o preço", "publish-stock": "o estoque" }[lane];
  return {
    lane,
    record,
    reason: `shopify-${code.toLowerCase().replaceAll("_", "-")}`,
    message: `${record}${where}: a Shopify recusou ${what} (${code}); corrija o cadastro ou a Shopify. É enviado de novo quando o registro mudar.`,
    detail: message,
  };
}

export function stockRecord(company: number, sku: string): string {
  return `${sku}@${company}`;
}

const STOCK_REASONS: Readonly<Record<string, string>> = {
  "sku-unknown": "a embalagem não está no hub, por isso o estoque não foi enviado; rode a carga de SKUs.",
  "unit-wrong": "a embalagem ou o múltiplo de venda é zero; corrija o cadastro da embalagem.",
  "quantity-too-large":
    "a quantidade em embalagens é grande demais para ser contada, por isso o estoque não foi enviado e na Shopify continua o último; corrija a quantidade no ERP.",
  "unlimited-mixed":
    "tem estoque ilimitado nesta loja e limitado em outra; na Shopify isso vale para todas as lojas, por isso não foi enviado. Iguale o cadastro.",
  "unlimited-elsewhere":
    "não está à venda nesta loja, e outra vende sem controle de estoque; na Shopify a falta de controle vale para todas as lojas, por isso não ficou com zero. Tire o local desta loja da entrega, ou controle o estoque do produto.",
  stale:
    "o estoque na Shopify muda a cada tentativa, por isso esta vez não foi enviado; tenta de novo no próximo minuto. Se continuar, veja se outro app também escreve o estoque.",
};

export function stockEntry(company: number, sku: string, reason: string): DeskEntry {
  const words = STOCK_REASONS[reason] ?? reason;
  return {
    lane: "publish-stock",
    record: stockRecord(company, sku),
    reason,
    message: `${sku} na loja ${company}: ${words}`,
  };
}

/** @param sku stands in Shopify, and its stock is refused as if it did not */
export function itemRefusedEntry({ company, sku }: { readonly company: number; readonly sku: string }): DeskEntry {
  return {
    lane: "publish-stock",
    record: stockRecord(company, sku),
    reason: "item-refused",
    message: `${sku} na loja ${company}: a variante está na Shopify, mas ela recusa o estoque como se o item não existisse, por isso não é mais enviado a cada minuto; confira o estoque da variante na Shopify (ou exclua a variante) e peça o envio (POST /api/catalog/skus/${sku}/recreate). Quando o estoque mudar no ERP é tentado mais uma vez.`,
  };
}

/** Stocking an item at a location, or having it counted, was refused again and again for a reason that might have passed. */
export function notStockedEntry(
  { company, sku }: { readonly company: number; readonly sku: string },
  { code, message }: { readonly code: string; readonly message: string },
): DeskEntry {
  return {
    lane: "publish-stock",
    record: stockRecord(company, sku),
    reason: `shopify-${code.toLowerCase().replaceAll("_", "-")}`,
    message: `${sku} na loja ${company}: a Shopify recusou cinco vezes seguidas preparar o item no local da loja (${code}), por isso o estoque não foi enviado; confira a variante e o local na Shopify e peça o envio (POST /api/catalog/skus/${sku}/recreate). Quando o estoque mudar no ERP é tentado mais uma vez.`,
    detail: message,
  };
}

export const companyRecord = (company: number): string => `loja ${company}`;

export function companyEntry({
  company,
  name,
  enabled,
}: {
  readonly company: number;
  readonly name: string;
  readonly enabled: boolean;
}): DeskEntry {
  return {
    lane: "publish-stock",
    record: companyRecord(company),
    reason: enabled ? "location-missing" : "company-disabled",
    message: enabled
      ? `Loja ${company} (${name}): não está ligada a um local da Shopify, por isso o estoque dela não é enviado; faça o mapeamento de locais.`
      : `Loja ${company} (${name}): está desativada no mapeamento, por isso o estoque dela não é enviado.`,
  };
}

export function locationGoneEntry(company: number): DeskEntry {
  return {
    lane: "publish-stock",
    record: companyRecord(company),
    reason: "location-gone",
    message: `Loja ${company}: o local dela na Shopify não existe mais ou está desativado, por isso o estoque dela não é enviado; refaça o mapeamento de locais.`,
  };
}

/** A location that stands for its company no more, with what it was last told still on sale. */
export function locationLeftEntry(left: LeftLocation): DeskEntry {
  const { company, name, locationGid, items, next } = left;
  const number = locationGid.split("/").at(-1) ?? "";
  const goods = items === 1 ? "1 item continua" : `${items} itens continuam`;
  const rest =
    next === null
      ? `, e os pedidos desse local ficam retidos; desative o local ${number} na Shopify, ou ligue a loja a ele de novo (PUT /api/companies).`
      : `, pois a loja ${next}, que ocupa o local agora, não os tem; tire esses itens do local ${number} na Shopify e repita o mapeamento da loja ${next} (PUT /api/companies), que fecha este aviso.`;
  return {
    lane: "publish-stock",
    record: leftRecord(left),
    reason: LEFT_REASON,
    message: `Loja ${company} (${name}): o estoque dela não é mais enviado ao local ${number} da Shopify, mas ${goods} à venda ali com a última quantidade enviada${rest}`,
  };
}
export const BASE_RECORD = "preço-base";

export function baseMissingEntry(): DeskEntry {
  return {
    lane: "publish-catalog",
    record: BASE_RECORD,
    reason: "base-target-missing",
    message:
      "Preço-base: nenhuma loja e segmento de referência foram definidos, por isso nenhum produto é criado na Shopify; defina o preço-base no mapeamento.",
  };
}

export function definitionEntry(errors: readonly { readonly message: string }[]): DeskEntry {
  return {
    lane: "publish-catalog",
    record: "Shopify",
    reason: "definition-refused",
    message:
      "Shopify: a definição do metacampo erp.seq_produto foi recusada, por isso nenhum produto é criado; confira se outro app usa o mesmo nome com outro tipo.",
    detail: errors.map(({ message }) => message).join("\n"),
  };
}

export function noPublicationEntry(titles: readonly string[]): DeskEntry {
  return {
    lane: "publish-catalog",
    record: "Shopify",
    reason: "publication-missing",
    message: `Shopify: o canal Loja virtual (Online Store) não foi encontrado entre ${titles.join(", ") || "nenhum canal"}, por isso os produtos são criados sem publicação; instale o canal.`,
  };
}
