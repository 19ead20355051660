/** A value as an installation writes it, in the documented form. What no line is about stays as it came. */
import { toErpTime } from "../brazil/erp-time.ts";
import type { ValueForms } from "./dialect.ts";

/** What a field holds: a flag S/N, a decimal, a date and time, a whole number, or any text. */
export type ValueKind = "flag" | "decimal" | "date" | "whole" | "text";

export function valueInDocumentedForm(value: unknown, kind: ValueKind, forms: ValueForms): unknown {
  switch (kind) {
    case "flag":
      return flagOf(value, forms);
    case "decimal":
      return typeof value === "string" ? decimalOf(value, forms.decimals) : value;
    case "date":
      return dateOf(value, forms);
    case "whole":
    case "text":
      return value;
  }
}

function flagOf(value: unknown, { yes, no }: ValueForms): unknown {
  if (typeof value !== "string" && typeof value !== "number") return value;
  const word = String(value).trim().toUpperCase();
  const has = (list: readonly string[]) => list.some((each) => each.toUpperCase() === word);
  return has(yes) ? "S" : has(no) ? "N" : value;
}

/** What a plain "1.250" means is in doubt; a dialect has settled it, so it becomes "1.25". */
const DOUBTFUL = /(\.\d\d)0$/;

/** Only text that is wholly of the form: the rule that reads the rest then refuses it by its own words. */
function decimalOf(text: string, form: ValueForms["decimals"]): string {
  const trimmed = text.trim();
  if (form === "comma" && /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/.test(trimmed))
    return trimmed.replaceAll(".", "").replace(",", ".").replace(DOUBTFUL, "$1");
  if (form === "dot" && /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(trimmed))
    return trimmed.replaceAll(",", "").replace(DOUBTFUL, "$1");
  return text;
}

const EPOCH_MS_MAX = 8.64e15;

function dateOf(value: unknown, { dates }: ValueForms): unknown {
  for (const form of dates) {
    const read = dateAs(value, form);
    if (read !== undefined) return read;
  }
  return value;
}

/** @returns null: no date (an epoch of 0); undefined: not of this form */
function dateAs(value: unknown, form: ValueForms["dates"][number]): string | null | undefined {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  switch (form) {
    case "dd/mm/yyyy": {
      const match = /^(\d{2})\/(\d{2})\/(\d{4})(?:[ T](\d{2}:\d{2})(?::(\d{2}))?)?$/.exec(text);
      if (!match) return undefined;
      const [, day = "", month = "", year = "", time = "00:00", seconds = "00"] = match;
      return `${year}-${month}-${day}T${time}:${seconds}`;
    }
    case "yyyymmdd": {
      const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(text);
      if (!match) return undefined;
      const [, year = "", month = "", day = "", hours = "00", minutes = "00", seconds = "00"] = match;
      return `${year}-${month}-${day}T${hours}:${minutes}:${seconds}`;
    }
    case "epoch-ms":
    case "epoch-s": {
      if (!/^-?\d{1,16}$/.test(text)) return undefined;
      const ms = Number(text) * (form === "epoch-s" ? 1000 : 1);
      if (ms === 0) return null;
      return Math.abs(ms) > EPOCH_MS_MAX ? undefined : toErpTime(ms);
    }
  }
}
