import type { StoredEntry } from "../rules/record/desk-entry.ts";
import type { Language } from "./language.ts";
import { renderEntry } from "./render.ts";

/** An entry as the API shows it: its subject by columns, its code with the facts, and both as text. */
export function shownEntry(entry: StoredEntry, language: Language) {
  const { area, reason, company, segment, seqProduct, sku, ref, params } = entry;
  const about = { company, segment, seqProduct, sku, ref };
  const named = Object.fromEntries(
    Object.entries(about).filter(([, value]) => value !== undefined && value !== 0 && value !== ""),
  );
  return { area, reason, ...named, params, ...renderEntry(entry, language) };
}
