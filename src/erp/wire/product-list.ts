import * as z from "zod";
import { isObject } from "./wire.ts";

const NUMBER_NAMES = new Set(["seqproduto", "idproduto", "seqprodutosimilar", "idprodutosimilar", "id", "codigo"]);

/** Numbers of products: a list of numbers or of records that name one, or a text as "919;920". "unreadable": neither. */
export const productList = z.unknown().transform((value): readonly number[] | "unreadable" | null => {
  if (value === null || value === undefined || value === "") return null;
  const entries: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(/[;,|\s]+/)
      : [value];
  const numbers = entries.filter((entry) => entry !== "").map(numberOf);
  return numbers.includes(null) ? "unreadable" : numbers.filter((number) => number !== null);
});

function numberOf(entry: unknown): number | null {
  const value = isObject(entry)
    ? Object.entries(entry).find(([key]) => NUMBER_NAMES.has(key.toLowerCase()))?.[1]
    : entry;
  const text = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
