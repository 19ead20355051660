import type { EntryKey, Fault, RecordArea } from "./desk-entry.ts";

/** How a page names a record: a product or SKU by its columns, all else by `ref`. Company and segment are the load's. */
export type RecordName = Pick<EntryKey, "seqProduct" | "sku" | "ref">;

/** What a person must know about one record of a load: which one, a code that stays over releases, its facts. */
export type RecordIssue<Area extends RecordArea = RecordArea> = {
  [Each in Area]: Fault<Each> & { readonly record: RecordName };
}[Area];

/**
 * What comes of one ERP record.
 * - `row`: goes into the hub; its remarks are about parts that were left out.
 * - `off`: the ERP switched it off and the rest of it is not fit for a row: only the switch is noted, if the hub has it.
 * - `refused`: stays out; what the hub has of it stays as it was.
 */
export type RecordOutcome<Row, Area extends RecordArea = RecordArea> =
  | {
      readonly kind: "row";
      readonly record: RecordName;
      readonly row: Row;
      readonly remarks: readonly RecordIssue<Area>[];
    }
  | { readonly kind: "off"; readonly row: Off }
  | { readonly kind: "refused"; readonly remark: RecordIssue<Area> };

/** A record switched off: its key in the hub and the hash that says so. */
export interface Off {
  readonly record: RecordName;
  readonly key: string;
  readonly hash: string;
}

export const refused = <const Refusal extends RecordIssue>(
  remark: Refusal,
): { readonly kind: "refused"; readonly remark: Refusal } => ({ kind: "refused", remark });
