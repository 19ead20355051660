import * as z from "zod";
import type { OfferText } from "../../rules/prices/offers.ts";
import { isObject } from "./wire.ts";

/** No public document shows an entry of `PromocaoAPartir[]`. These names are read, in any case. */
const QUANTITY = "quantidade qtd qtde qtdMinima quantidadeMinima qtdAPartir aPartirDe quantity minQuantity".split(" ");
const PRICE = "preco precoUnitario precoPromocao precoPromocional precoPromoc precoAPartir valor price".split(" ");

/** Prices from a quantity on: a list, or one alone. An entry that cannot be read has null for both. */
export const offerList = z
  .unknown()
  .transform((value): readonly OfferText[] | null =>
    value === null || value === undefined || value === ""
      ? null
      : (Array.isArray(value) ? value : [value]).map(offerOf),
  );

const offerOf = (entry: unknown): OfferText => ({
  quantityText: textOf(entry, QUANTITY),
  priceText: textOf(entry, PRICE),
});

function textOf(entry: unknown, names: readonly string[]): string | null {
  if (!isObject(entry)) return null;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const [, value] = Object.entries(entry).find(([key]) => wanted.has(key.toLowerCase())) ?? [];
  return typeof value === "number" || typeof value === "string" ? String(value).trim() : null;
}
