/** What is shown of a record of the ERP, and what the proposal is made of. */
import { maskPersonal } from "../../erp/client/mask.ts";
import type { Dialect } from "../../rules/dialect/dialect.ts";
import type { RecordKind } from "../../rules/dialect/lines.ts";
import { neededMissing, type FieldsFound } from "../../rules/dialect/propose.ts";
import type { Asked } from "./ask.ts";
import { faultsOf, type ProbeFault } from "./faults.ts";

export interface RecordProbe {
  readonly record: RecordKind;
  readonly reached: boolean;
  /** HTTP status; 0: no answer. */
  readonly status: number;
  /** The ERP's words where it was not reached. */
  readonly words: string;
  readonly path: string;
  readonly firstPage: 0 | 1;
  readonly envelope: string;
  readonly records: number;
  readonly fields: readonly {
    readonly field: string;
    readonly name: string;
    readonly proposed: boolean;
    readonly samples: readonly string[];
  }[];
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly faults: readonly ProbeFault[];
}

export interface Found {
  readonly kind: RecordKind;
  readonly asked: Asked;
  readonly fields: FieldsFound;
}

/** Dates of creation and change, which no reader has a use for. */
export const QUIET =
  "dtaHorInclusao dtaHorAlteracao createDate lastChange erpCreateDate erpLastChange DataInclusao DataAtualizacao".split(
    " ",
  );

export function shown({ kind, asked, fields }: Found, dialect: Dialect): RecordProbe {
  const { record, items, status, words } = asked;
  return {
    record: kind,
    reached: items !== null,
    status,
    words: items === null ? words : "",
    path: record.path,
    firstPage: record.firstPage,
    envelope: record.envelope.items === "" ? "list" : record.envelope.items,
    records: items?.length ?? 0,
    fields: fields.found.map(({ field, name, isProposed, samples }) => ({
      field,
      name,
      proposed: isProposed,
      samples: samples.map(sampleOf),
    })),
    missing: items === null ? [] : fields.missing,
    unknown: fields.unknown,
    faults: faultsOf({ kind, asked, fields }, dialect, neededMissing(kind, fields.missing)),
  };
}

const SAMPLE_MAX = 24;

/** Enough to recognise a field, too little to be a record: masked, and long text cut. */
function sampleOf(value: unknown): string {
  const text = maskPersonal(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  return text.length > SAMPLE_MAX ? `${text.slice(0, SAMPLE_MAX)}…` : text;
}
