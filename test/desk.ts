/** The error desk as a person reads it: rows by their columns, rendered in pt-BR. */
import { renderEntry } from "../src/messages/render.ts";
import type { StoredEntry } from "../src/rules/record/desk-entry.ts";

export interface DeskShown {
  readonly area: string;
  readonly record: string;
  readonly reason: string;
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly detail: string | null;
  readonly state: string;
  readonly times: number;
}

type Row = Omit<StoredEntry, "params"> & {
  readonly params: string;
  readonly detail: string | null;
  readonly state: string;
  readonly times: number;
};

/** Entries in a fixed order. @param where a condition of SQL */
export async function readDesk(db: D1Database, where = "1 = 1"): Promise<readonly DeskShown[]> {
  const { results } = await db
    .prepare(
      `SELECT area, seq_product AS seqProduct, sku, company, segment, ref, reason, params, detail, state, times
         FROM desk WHERE ${where}`,
    )
    .all<Row>();
  return results
    .map((row): DeskShown => {
      const params = JSON.parse(row.params) as Readonly<Record<string, unknown>>;
      const { area, reason, detail, state, times } = row;
      return { area, reason, params, detail, state, times, ...renderEntry({ ...row, params }, "pt-BR") };
    })
    .sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

const order = ({ area, record, reason }: DeskShown): string => `${area}\n${record}\n${reason}`;

/** What an entry is about, and why. */
export const named = ({ area, record, reason }: DeskShown) => ({ area, record, reason });

/** The same in words; `code` is the other side's, where there is one. */
export const worded = ({ area, record, reason, message, params }: DeskShown) => ({
  area,
  record,
  reason,
  message,
  ...("code" in params ? { code: params["code"] } : {}),
});
