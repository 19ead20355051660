/** Delivery windows that the shop promised. */
import type { EntryIn } from "../rules/record/desk-entry.ts";
import type { Table } from "./language.ts";

type Near = EntryIn<"deliveries", "window-near">;

const day = (text: string): string => `${text.slice(8, 10)}/${text.slice(5, 7)}`;
const hour = (text: string): string => text.slice(11, 16);
/** "24/11 13:00-15:00", the wall clock in São Paulo. */
const windowOf = ({ params: { from, until } }: Near): string => {
  if (until === null) return `${day(from)} ${hour(from)}`;
  const end = day(until) === day(from) ? hour(until) : `${day(until)} ${hour(until)}`;
  return `${day(from)} ${hour(from)}-${end}`;
};

export const deliveries: Table<"deliveries"> = {
  "pt-BR": {
    "window-near": (entry) =>
      `Pedido ${entry.params.name}: prometido para ${windowOf(entry)} e ainda sem nota (${entry.params.state}). Veja a separação no ERP; se o pedido não chegou lá, a pendência dele diz por quê. Fecha sozinho com a nota ou o cancelamento.`,
  },
  en: {
    "window-near": (entry) =>
      `Order ${entry.params.name}: promised for ${windowOf(entry)} and not invoiced yet (${entry.params.state}). Look at the picking in the ERP; if the order is not there, its own entry says why. It closes by itself with the invoice or the cancellation.`,
  },
};
