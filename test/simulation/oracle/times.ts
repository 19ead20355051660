/** Instants as the oracle judges and prints them. */

/** An order is read, mapped and submitted within this; an older change in the shop must be included. */
export const IN_TIME_MS = 180_000;

export const at = (instant: number): string => new Date(instant).toISOString().slice(5, 19).replace("T", " ");

const SAO_PAULO = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "America/Sao_Paulo",
  dateStyle: "short",
  timeStyle: "medium",
});

/** "2026-11-24T08:00:00": what a clock on the wall shows in São Paulo, as the ERP writes it. */
export const wallClock = (instant: number): string => SAO_PAULO.format(instant).replace(" ", "T");
