/** Instants as the oracle judges and prints them. */

/** An order is read, mapped and submitted within this; an older change in the shop must be included. */
export const IN_TIME_MS = 180_000;

export const at = (instant: number): string => new Date(instant).toISOString().slice(5, 19).replace("T", " ");
