/** Instants as the oracle judges and prints them. */

/** An order is read, mapped and told within this; a doing in the shop that is older than that must have been seen. */
export const IN_TIME_MS = 180_000;

export const at = (instant: number): string => new Date(instant).toISOString().slice(5, 19).replace("T", " ");
