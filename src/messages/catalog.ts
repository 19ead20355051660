/** What the catalogue's publish says to an operator of collections, channels and variants: the record first, what happened, what to do. */
import type { DeskEntry } from "../hub/desk/desk.ts";

const LANE = "publish-catalog";

export function packageDoubledEntry(sku: string): DeskEntry {
  return {
    lane: LANE,
    record: sku,
    reason: "package-doubled",
    message: `${sku}: outra embalagem do mesmo produto tem o mesmo nome (ou é vendida pelo mesmo peso), e na Shopify seriam a mesma opção, por isso ficou fora; dê nomes diferentes às embalagens no ERP ou desative uma delas.`,
  };
}

export function variantGoneEntry(seqProduct: number, sku: string): DeskEntry {
  return {
    lane: LANE,
    record: sku,
    reason: "variant-deleted",
    message: `${sku}: a variante do produto P${seqProduct} foi excluída na Shopify por alguém e não será recriada sem um pedido; se foi engano, peça a recriação, senão desative a embalagem no ERP.`,
  };
}

export const CHANNELS_RECORD = "canais";

export function channelMissingEntry(missing: readonly string[]): DeskEntry {
  return {
    lane: LANE,
    record: CHANNELS_RECORD,
    reason: "channel-missing",
    message: `Canais: ${missing.join(", ")} não existe mais na Shopify ou não está ativo, por isso nada é publicado ali; corrija a lista de canais ou ative o canal.`,
  };
}

export const categoryRecord = (seqCategory: number): string => `categoria ${seqCategory}`;

export function collectionRefusedEntry(
  seqCategory: number,
  name: string,
  { code, message }: { readonly code: string; readonly message: string },
): DeskEntry {
  return {
    lane: LANE,
    record: categoryRecord(seqCategory),
    reason: "collection-refused",
    message: `Categoria ${seqCategory} (${name}): a Shopify recusou a coleção (${code}); corrija o nome da categoria ou a Shopify. É enviada de novo quando o nome mudar.`,
    detail: message,
  };
}

export function collectionDeletedEntry(seqCategory: number, name: string): DeskEntry {
  return {
    lane: LANE,
    record: categoryRecord(seqCategory),
    reason: "collection-deleted",
    message: `Categoria ${seqCategory} (${name}): a coleção foi excluída na Shopify por alguém e não será recriada sem um pedido; se foi engano, peça a recriação.`,
  };
}
