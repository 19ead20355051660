/** Addresses of the console. Every view has one, so that it can be sent to a colleague. */
import type { EntryKey } from "../rules/record/desk-entry.ts";

const ROOT = "/ops";

/** Only what is given stands in the address. */
export function address(
  path: string,
  query: Readonly<Record<string, string | number | null | undefined>> = {},
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== "" && value !== 0) parameters.set(name, String(value));
  const text = parameters.toString();
  return `${ROOT}${path}${text === "" ? "" : `?${text}`}`;
}

export const causeAddress = ({ area, reason }: { readonly area: string; readonly reason: string }, more = {}): string =>
  address("/erros/causa", { area, motivo: reason, ...more });

/** One entry, by its area, its reason and what identifies its record. */
export const entryAddress = (entry: EntryKey & { readonly area: string; readonly reason: string }): string =>
  address("/erros/registro", {
    area: entry.area,
    motivo: entry.reason,
    produto: entry.seqProduct,
    sku: entry.sku,
    loja: entry.company,
    segmento: entry.segment,
    ref: entry.ref,
  });

export const orderAddress = (orderId: string): string => address(`/pedidos/${encodeURIComponent(orderId)}`);
export const skuAddress = (sku: string): string => address(`/produtos/${encodeURIComponent(sku)}`);
