/** An order that waits for its money: how long, when it is shown at the desk, and when it is given up. */
import type { DeskEntry } from "../../record/desk-entry.ts";
import type { OrderRules } from "../settings.ts";
import type { ShopOrder } from "../shop-order.ts";
import { promisesOf } from "../payments.ts";

type Way = keyof OrderRules["paymentWaitHours"];

const HOUR_MS = 3_600_000;

export interface Wait {
  readonly kind: "waits" | "overdue" | "expired";
  /** Epoch ms of the next change by time alone; null: none. */
  readonly nextAt: number | null;
}

/** PIX and boleto by the names that gateways give them. */
function wayOf(order: ShopOrder): Way {
  const names = promisesOf(order)
    .map(({ gateway, method }) => `${gateway} ${method ?? ""}`)
    .join(" ");
  return names.includes("pix") ? "pix" : names.includes("boleto") || names.includes("bank_slip") ? "boleto" : "other";
}

/** @param now epoch ms */
export function waitOf(order: ShopOrder, { paymentWaitHours, paymentExpiryHours }: OrderRules, now: number): Wait {
  const way = wayOf(order);
  const made = Date.parse(order.createdAt);
  const overdueAt = made + paymentWaitHours[way] * HOUR_MS;
  const expiry = paymentExpiryHours[way];
  const expiresAt = expiry === null ? null : made + expiry * HOUR_MS;
  if (expiresAt !== null && now >= expiresAt) return { kind: "expired", nextAt: null };
  if (now >= overdueAt) return { kind: "overdue", nextAt: expiresAt };
  return { kind: "waits", nextAt: Math.min(overdueAt, expiresAt ?? overdueAt) };
}

export function overdueEntry(order: ShopOrder, waits: "pending" | "authorized" | "unknown-status"): DeskEntry {
  const gateways = [
    ...new Set(promisesOf(order).map(({ gateway, method }) => (method === null ? gateway : `${gateway}:${method}`))),
  ];
  const params = { name: order.name, waits, gateways, cents: order.totalCents };
  return { area: "orders", ref: order.orderId, reason: "payment-overdue", params };
}
