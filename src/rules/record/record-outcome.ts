import type { EntryKey, Fault, RecordArea } from "./desk-entry.ts";

/**
 * The name of a record on a page: a product or SKU by its columns, any other by `ref`. Company and segment are the
 * load's.
 */
export type RecordName = Pick<EntryKey, "seqProduct" | "sku" | "ref">;

/** A fault of one record of a load: the record, a code that is stable over releases, and its facts. */
export type RecordIssue<Area extends RecordArea = RecordArea> = {
  [Each in Area]: Fault<Each> & { readonly record: RecordName };
}[Area];

/**
 * Outcome of one ERP record.
 * - `row`: stored in the hub; its remarks name the parts that were omitted.
 * - `off`: the ERP deactivated it and the rest is not fit for a row. Only the switch is stored, if the hub has the
 * record.
 * - `refused`: not stored; the hub's last version stays.
 * - `foreign`: of another company, segment or warehouse than asked for. It is skipped and counted.
 */
export type RecordOutcome<Row, Area extends RecordArea = RecordArea> =
  | {
      readonly kind: "row";
      readonly record: RecordName;
      readonly row: Row;
      readonly remarks: readonly RecordIssue<Area>[];
    }
  | { readonly kind: "off"; readonly row: Deactivation }
  | { readonly kind: "refused"; readonly remark: RecordIssue<Area> }
  | { readonly kind: "foreign" };

/** A deactivated record: its key in the hub and the hash for the inactive row. */
export interface Deactivation {
  readonly record: RecordName;
  readonly key: string;
  readonly hash: string;
}

export const refused = <const Refusal extends RecordIssue>(
  remark: Refusal,
): { readonly kind: "refused"; readonly remark: Refusal } => ({ kind: "refused", remark });
