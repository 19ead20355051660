/** What a customer's browser remembers: the store and the bag, in two cookies. */
import type { Core } from "../core.ts";
import type { Product, Variant } from "../records/products.ts";
import { numberOfId } from "../state.ts";
import { storeOf, type Store } from "./stores.ts";

const STORE = "gondola_loja";
const BAG = "gondola_sacola";
const LINES_MAX = 50;
export const UNITS_MAX = 999;

export interface BagLine {
  readonly variant: Variant;
  readonly product: Product;
  readonly quantity: number;
}

/** The store that the customer chose; undefined: the shop has none that sells online. */
export const chosenStore = (core: Core, request: Request): Store | undefined => storeOf(core, cookieIn(request, STORE));

/** What is in the bag; what the shop does not have any more is left out. */
export function bagOf({ state }: Core, request: Request): readonly BagLine[] {
  return (cookieIn(request, BAG) ?? "").split(".").flatMap((text) => {
    const [, number = "", units = ""] = /^(\d{1,20})x(\d{1,3})$/.exec(text) ?? [];
    const variant = state.variants.get(`gid://shopify/ProductVariant/${number}`);
    const product = variant && state.products.get(variant.productId);
    return variant && product ? [{ variant, product, quantity: Number(units) }] : [];
  });
}

export const storeCookie = (company: string): string => cookie(STORE, /^\d{1,9}$/.test(company) ? company : "");

export const bagCookie = (lines: readonly Pick<BagLine, "variant" | "quantity">[]): string =>
  cookie(
    BAG,
    lines
      .filter(({ quantity }) => quantity > 0)
      .slice(0, LINES_MAX)
      .map(({ variant, quantity }) => `${numberOfId(variant.id)}x${Math.min(UNITS_MAX, quantity)}`)
      .join("."),
  );

const cookie = (name: string, value: string) => `${name}=${value}; Path=/loja; HttpOnly; SameSite=Lax`;

function cookieIn(request: Request, name: string): string | null {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, value = ""] = part.trim().split("=");
    if (key === name && value !== "") return value;
  }
  return null;
}
