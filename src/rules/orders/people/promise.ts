import { isOwnTag } from "../back/status-plan.ts";
import { fold } from "../../brazil/address-words.ts";
import { toErpTime } from "../../brazil/erp-time.ts";
import type { OrderRules } from "../settings.ts";
import type { ShopLine, ShopOrder } from "../shop-order.ts";

/** When the shop promised the goods; epoch ms. */
export interface DeliveryWindow {
  readonly from: number;
  readonly until: number | null;
}

/** What the shop promised, for the order's note and as data. */
export interface DeliveryPromise {
  readonly window: DeliveryWindow | null;
  /** Lines for the note, the most important first. */
  readonly notes: readonly string[];
}

/** "Delivery-Date", "delivery date" and "_delivery_date" are one name. */
export const nameOf = (key: string): string => fold(key.slice(0, 200)).replace(/[^a-z0-9]+/g, "");

/** Attributes by these names, in the order of the names. */
function picked(attributes: ShopOrder["customAttributes"], names: readonly string[]): readonly string[] {
  return names.flatMap((name) =>
    attributes.flatMap(({ key, value }) => {
      const text = value?.trim() ?? "";
      return nameOf(key) === nameOf(name) && text !== "" ? [`${key.trim().replace(/^_+/, "")}: ${text}`] : [];
    }),
  );
}

/** The value of the first attribute by one of these names; empty: none. */
export const attributeValue = (attributes: ShopOrder["customAttributes"], names: readonly string[]): string =>
  names.flatMap((name) =>
    attributes.flatMap(({ key, value }) => (nameOf(key) === nameOf(name) ? value?.trim() || [] : [])),
  )[0] ?? "";

/** Window, instructions and the attributes that the rules name; then tags and sales channel, where the rules want them. */
export function promiseOf(order: ShopOrder, rules: OrderRules): DeliveryPromise {
  const open = order.fulfillmentOrders.filter(({ status }) => status !== "CANCELLED");
  const native = open.find(({ windowFrom }) => windowFrom !== null);
  const from = native?.windowFrom ?? null;
  const window =
    from === null
      ? attributeWindow(order.customAttributes, rules)
      : { from: Date.parse(from), until: native?.windowUntil ? Date.parse(native.windowUntil) : null };
  const instructions = new Set(open.flatMap(({ instructions: text }) => text?.trim() || []));
  const tags = order.tags.filter((tag) => !isOwnTag(tag));
  return {
    window,
    notes: [
      ...(from === null || window === null ? [] : [windowText(window)]),
      ...pickedUpText(order),
      ...instructions,
      ...picked(order.customAttributes, rules.noteAttributes),
      ...(rules.noteTags && tags.length > 0 ? [`Tags: ${tags.join(", ")}`] : []),
      ...(rules.noteChannel && order.sourceName ? [`Canal: ${order.sourceName}`] : []),
    ],
  };
}

/** Goods that the note names; it counts the others. */
const PICKED_UP_NAMED_MAX = 5;

/** The ERP's order has one type of delivery: of goods that leave in two ways the note says which are fetched. */
function pickedUpText({ pickedUp }: ShopOrder): readonly string[] {
  if (pickedUp.length === 0) return [];
  const named = pickedUp.slice(0, PICKED_UP_NAMED_MAX).map(({ title, units }) => `${units} x ${title.slice(0, 40)}`);
  const others = pickedUp.length - named.length;
  return [`Retirada na loja: ${named.join(", ")}${others > 0 ? ` e mais ${others} itens` : ""}`];
}

/** "24/11/2026 13:00-14:00", the wall clock in São Paulo. */
function windowText({ from, until }: DeliveryWindow): string {
  const [start, end] = [toErpTime(from), until === null ? null : toErpTime(until)];
  const [year, month, day] = start.slice(0, 10).split("-");
  const to =
    end === null
      ? ""
      : `-${end.slice(0, 10) === start.slice(0, 10) ? "" : `${end.slice(8, 10)}/${end.slice(5, 7)} `}${end.slice(11, 16)}`;
  return `Entrega: ${day}/${month}/${year} ${start.slice(11, 16)}${to}`;
}

const TIME = /(\d{1,2})(?:[:h](\d{2})?)?\s*(am|pm)?/gi;
const SAO_PAULO = "-03:00";

/** A date and a time of the day, as the apps for delivery slots write them. */
function attributeWindow(attributes: ShopOrder["customAttributes"], rules: OrderRules): DeliveryWindow | null {
  const valueOf = (names: readonly string[]) => attributeValue(attributes, names);
  const day = dayOf(valueOf(rules.dateAttributes));
  if (day === null) return null;
  const times = [...valueOf(rules.timeAttributes).matchAll(TIME)].map(minuteOf);
  const at = (minute: number): number => Date.parse(`${day}T00:00:00${SAO_PAULO}`) + minute * 60_000;
  const [start, end] = times;
  if (start === undefined) return { from: at(0), until: at(24 * 60) };
  return { from: at(start), until: end === undefined || end <= start ? null : at(end) };
}

export const saysDay = (text: string): boolean => dayOf(text) !== null;
export const saysTime = (text: string): boolean => text.search(TIME) >= 0;

function dayOf(text: string): string | null {
  const iso = /(\d{4})[-/](\d{1,2})[-/](\d{1,2})/.exec(text);
  const local = /(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : local ? local.slice(1).toReversed() : [];
  if (year === undefined) return null;
  const found = `${year}-${(month ?? "").padStart(2, "0")}-${(day ?? "").padStart(2, "0")}`;
  return Number.isNaN(Date.parse(`${found}T00:00:00Z`)) ? null : found;
}

function minuteOf([, hour = "0", minute = "0", half]: RegExpMatchArray): number {
  const base = Number(hour) % (half ? 12 : 25);
  return (base + (half?.toLowerCase() === "pm" ? 12 : 0)) * 60 + Number(minute);
}

/** What the buyer said about one line ("Se faltar: trocar por similar"). */
export const lineNote = ({ customAttributes }: ShopLine, rules: OrderRules): string =>
  picked(customAttributes, rules.lineAttributes).join("; ");
