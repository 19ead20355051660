/**
 * What a person must know about one record. `record` names it as people do (P919, P919E12), `reason` is a code that
 * stays over releases, `message` is pt-BR: the record first, what happened, what to do.
 */
export interface Remark {
  readonly record: string;
  readonly reason: string;
  readonly message: string;
}

/**
 * What comes of one ERP record.
 * - `row`: goes into the hub; its remarks are about parts that were left out.
 * - `off`: the ERP switched it off and the rest of it is not fit for a row: only the switch is noted, if the hub has it.
 * - `refused`: stays out; what the hub has of it stays as it was.
 */
export type Laid<Row> =
  | { readonly kind: "row"; readonly record: string; readonly row: Row; readonly remarks: readonly Remark[] }
  | { readonly kind: "off"; readonly row: Off }
  | { readonly kind: "refused"; readonly remark: Remark };

/** A record switched off: its key in the hub and the hash that says so. */
export interface Off {
  readonly record: string;
  readonly key: string;
  readonly hash: string;
}

export function refused(record: string, reason: string, what: string): { kind: "refused"; remark: Remark } {
  return { kind: "refused", remark: remark(record, reason, what) };
}

export function remark(record: string, reason: string, what: string): Remark {
  return { record, reason, message: `${record}: ${what}` };
}
