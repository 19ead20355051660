/** Figures and times as operators read them. Money has its own function: src/messages/language.ts. */
import { figure } from "../../messages/figures.ts";
import type { Language } from "../../messages/language.ts";
import type { Instant } from "../../ports.ts";
import { toErpTime } from "../../rules/brazil/erp-time.ts";

/** Thousandths without empty places: "0,772", "12". */
export function milli(value: number, language: Language): string {
  const whole = figure(Math.trunc(value / 1000), language);
  const rest = String(Math.abs(value) % 1000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  const sign = value < 0 && Math.trunc(value / 1000) === 0 ? "−" : "";
  return rest === "" ? whole : `${sign}${whole}${language === "pt-BR" ? "," : "."}${rest}`;
}

/** "24/11/2026", "2026-11-24" in English: no order of day and month to guess. */
export function day(at: Instant, language: Language): string {
  const [year = "", month = "", date = ""] = toErpTime(at).slice(0, 10).split("-");
  return language === "pt-BR" ? `${date}/${month}/${year}` : `${year}-${month}-${date}`;
}

/** The wall clock of São Paulo: "14:32:10". */
export const clock = (at: Instant): string => toErpTime(at).slice(11);

/** "14:32:10" of the present day, else with its date. */
export const moment = (at: Instant, now: Instant, language: Language): string =>
  day(at, language) === day(now, language) ? clock(at) : `${day(at, language)} ${clock(at)}`;

/** For a list: "14:32" of the present day, else the date alone. */
export const shortMoment = (at: Instant, now: Instant, language: Language): string =>
  day(at, language) === day(now, language) ? clock(at).slice(0, 5) : day(at, language);

const WEEKDAYS = {
  "pt-BR": ["Domingo", "Segunda", "Terça", "Quarta", "Quinta", "Sexta", "Sábado"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
} as const;

/** The day of the week in São Paulo. */
export const weekday = (at: Instant, language: Language): string =>
  WEEKDAYS[language][new Date(`${toErpTime(at)}Z`).getUTCDay()] ?? "";
