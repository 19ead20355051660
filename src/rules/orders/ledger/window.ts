import { fromErpTime, toErpTime } from "../../brazil/erp-time.ts";

/** From the first instant to the one after the last, epoch ms. */
export interface Window {
  readonly since: number;
  readonly before: number;
}

export const DAY_MS = 86_400_000;
/** The longest window of one run. */
export const WINDOW_MAX_DAYS = 31;
/** Shopify lists orders of the last 60 days only, unless the app has `read_all_orders`. */
export const SHOP_LISTS_DAYS = 60;
/** The nightly run begins at this hour in America/Sao_Paulo: late payments and the day's events are in by then. */
const NIGHT_FROM_HOUR = 2;
/** Questions to the ERP a night. 2,500 are the orders of a shop with 75,000 orders a month. */
export const QUESTIONS_A_NIGHT = 2_500;

/** The calendar day in America/Sao_Paulo, to which a night's share of questions belongs. */
export const nightOf = (now: number): string => toErpTime(now).slice(0, 10);

/** The last midnight in America/Sao_Paulo. */
const lastMidnight = (now: number): number => fromErpTime(nightOf(now)) ?? now;

/**
 * The nightly window: from where the last night's ended to the midnight just past, so that a night which was lost is in the next
 * one's window. The first one is a day long.
 * @param lastBefore the end of the last nightly window; null: there was none
 * @returns null when that midnight is done already, or the night has not begun
 */
export function nightWindow(now: number, lastBefore: number | null): Window | null {
  if (Number(toErpTime(now).slice(11, 13)) < NIGHT_FROM_HOUR) return null;
  const before = lastMidnight(now);
  if (lastBefore !== null && lastBefore >= before) return null;
  return { since: Math.max(lastBefore ?? before - DAY_MS, before - WINDOW_MAX_DAYS * DAY_MS), before };
}

/** Why a window cannot be compared. */
export type WindowFault = "since-not-before" | "window-too-long" | "window-too-old" | "before-in-future";

/** Checks a window that an operator asks for. */
export function windowFault({ since, before }: Window, now: number): WindowFault | null {
  if (since >= before) return "since-not-before";
  if (before > now) return "before-in-future";
  if (before - since > WINDOW_MAX_DAYS * DAY_MS) return "window-too-long";
  return since < now - SHOP_LISTS_DAYS * DAY_MS ? "window-too-old" : null;
}
