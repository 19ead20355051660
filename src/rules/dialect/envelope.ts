/** Where an answer has its list of records, and what it says about the next page. */
import type { Envelope } from "./dialect.ts";

export interface OpenedEnvelope {
  /** Null: the answer has no list there. */
  readonly items: readonly unknown[] | null;
  /** Null: the answer does not say. */
  readonly isLast: boolean | null;
}

/** @param page from 1 */
export function openEnvelope(answer: unknown, envelope: Envelope, page: number): OpenedEnvelope {
  if (Array.isArray(answer)) return { items: answer as readonly unknown[], isLast: null };
  const items = envelope.items === "" ? undefined : atPath(answer, envelope.items);
  if (!Array.isArray(items)) return { items: null, isLast: null };
  return { items: items as readonly unknown[], isLast: isLastBy(answer, envelope, page) };
}

function isLastBy(answer: unknown, { hasNext, last, totalPages }: Envelope, page: number): boolean | null {
  const follows = hasNext === null ? null : truth(atPath(answer, hasNext));
  if (follows !== null) return !follows;
  const isLast = last === null ? null : truth(atPath(answer, last));
  if (isLast !== null) return isLast;
  const pages = totalPages === null ? Number.NaN : Number(atPath(answer, totalPages) ?? Number.NaN);
  return Number.isFinite(pages) ? page >= pages : null;
}

const truth = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null);

/** The value at steps as `data.content`, each in any case; undefined where one is missing. */
export function atPath(value: unknown, path: string): unknown {
  let at: unknown = value;
  for (const step of path.split(".")) {
    if (typeof at !== "object" || at === null) return undefined;
    const wanted = step.toLowerCase();
    at = Object.hasOwn(at, step)
      ? (at as Readonly<Record<string, unknown>>)[step]
      : Object.entries(at).find(([key]) => key.toLowerCase() === wanted)?.[1];
  }
  return at;
}
