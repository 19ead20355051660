/** Counts and spans of time as operators read them. */
import type { Language } from "./language.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** "12.310", "12,310" in English. */
export const figure = (value: number, language: Language): string =>
  `${value < 0 ? "−" : ""}${String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/g, language === "pt-BR" ? "." : ",")}`;

/** "1 pedido", "9 pedidos". */
export const counted = (value: number, one: string, many: string, language: Language): string =>
  `${figure(value, language)} ${value === 1 ? one : many}`;

/** A span: "48 s", "3 min", "4 h", "2 dias". */
export function span(ms: number, language: Language): string {
  if (ms < MINUTE_MS) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  const days = Math.floor(ms / DAY_MS);
  return language === "pt-BR" ? `${days} ${days === 1 ? "dia" : "dias"}` : `${days} ${days === 1 ? "day" : "days"}`;
}
