/** What an operator is alerted of, away from the console. */
import * as z from "zod";

/**
 * - `now`: a sale or an order stands still, so quiet hours do not hold it back. `later`: it may wait for the morning.
 */
type Urgency = "now" | "later";

const URGENCIES = {
  /** A load is behind its promise, at some of its companies. */
  "load-late": "later",
  /** The load that brings the ERP's answers to orders, or the sweep that finds lost webhooks, is late. */
  "orders-load-late": "now",
  "erp-silent": "now",
  /** Paid orders are complete, and still not in the ERP. */
  "orders-waiting": "now",
  "dead-letters": "now",
  /** Shopify or the ERP refuses our credentials, or the shop is closed. */
  credential: "now",
  /** Shopify dropped subscriptions, or no webhook arrives while the sweep finds orders. */
  webhooks: "now",
  /** A load would take away more than its guard allows. */
  "mass-disappearance": "later",
  /** Prices fall further than the guard allows. */
  "price-guard": "later",
  /** The error desk grows faster than a person can work it. */
  "desk-growing": "later",
  /** The ERP imported an order without some of its items. */
  "items-missing": "now",
  /** The nightly comparison found an order missing, doubled, or alive after its cancellation. */
  ledger: "now",
} as const satisfies Readonly<Record<string, Urgency>>;

export type AlertKind = keyof typeof URGENCIES;
export const ALERT_KINDS = Object.keys(URGENCIES) as readonly AlertKind[];
export const isUrgent = (kind: AlertKind): boolean => URGENCIES[kind] === "now";

/** One thing that is wrong at present. */
export interface Standing {
  readonly kind: AlertKind;
  /** What it is about: a load's name, a peer; "" where the kind says all. */
  readonly subject: string;
  /** How many records, companies or orders; 1 where there is nothing to count. */
  readonly count: number;
  /** Since when, epoch ms. */
  readonly since: number;
}

/** The identity of an alert: one row, one notice. */
export const alertKey = ({ kind, subject }: Pick<Standing, "kind" | "subject">): string =>
  subject === "" ? kind : `${kind} ${subject}`;

/** `HH:MM`, the wall clock of São Paulo. */
const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be HH:MM");

/** What an installation may set. */
export const alertSettings = z.strictObject({
  /** Kinds that are never sent. The console shows them all the same. */
  muted: z.array(z.enum(ALERT_KINDS)).max(ALERT_KINDS.length).default([]),
  /** Only urgent alerts are sent between the two; it may pass midnight. Null: none. */
  quietHours: z.strictObject({ from: wallTime, until: wallTime }).nullable().default(null),
  /** A complete order that waits longer than this for the ERP is an alert, minutes. */
  ordersWaitMinutes: z.int().min(2).max(1440).default(15),
  /** So many more open entries of the desk within an hour are an alert. */
  deskGrowth: z.int().min(1).max(1_000_000).default(200),
  /** An alert that lasts is repeated after so many hours. */
  repeatHours: z.int().min(1).max(168).default(12),
  language: z.enum(["pt-BR", "en"]).default("pt-BR"),
});
export type AlertSettings = z.infer<typeof alertSettings>;
export const ALERT_DEFAULTS: AlertSettings = alertSettings.parse({});
