/** The operator's dialect of the ERP: read, and replaced whole. */
import { RECORD_FIELDS } from "../../erp/records/fields.ts";
import { readFullAgain } from "../../hub/loads/again.ts";
import { auditAct } from "../../hub/loads/audit.ts";
import { readOrderRules } from "../../hub/orders/rules.ts";
import { ERP_DIALECT, readDialectLines } from "../../hub/settings/erp-dialect.ts";
import { saveSetting } from "../../hub/settings/settings.ts";
import { resolveDialect } from "../../rules/dialect/dialect.ts";
import { orderPart, type DialectFile } from "../../rules/dialect/file.ts";
import { RECORDS, type DialectLines, type RecordKind } from "../../rules/dialect/lines.ts";
import type { Deps } from "../../deps.ts";
import { changedOrderRules } from "../order-rules.ts";

export async function readDialectFile(db: D1Database): Promise<DialectFile> {
  const [lines, rules] = await Promise.all([readDialectLines(db), readOrderRules(db)]);
  const order = orderPart(rules);
  return order === undefined ? lines : { ...lines, order };
}

export type DialectChanged =
  | {
      readonly kind: "changed";
      readonly file: DialectFile;
      /** Loads that read everything again, because their records are read otherwise now. */
      readonly fullReads: readonly string[];
    }
  | { readonly kind: "invalid"; readonly problems: readonly string[] };

/** The loads of a record; the others are asked for one by one. */
const LOAD_OF: Readonly<Partial<Record<RecordKind, string>>> = {
  brands: "brands",
  categories: "categories",
  products: "products",
  skus: "skus",
  prices: "prices",
  stock: "stock",
  images: "images",
};

/**
 * Replaces the dialect, in one batch with its row in the audit. A load whose record changed drops its run, since its
 * pages are others now, and reads everything again. Another isolate takes the new dialect within a minute.
 */
export async function changeDialect(
  { db, clock, random, who = "api" }: Pick<Deps, "db" | "clock" | "random" | "who">,
  { order, ...lines }: DialectFile,
): Promise<DialectChanged> {
  const unknown = unknownFields(lines);
  if (unknown.length > 0) return { kind: "invalid", problems: unknown };
  const before = await readDialectFile(db);
  const at = clock.now();
  const rules = order === undefined ? null : await changedOrderRules({ db, random, who }, order, at);
  if (rules?.kind === "invalid") return rules;
  const old = resolveDialect(before);
  const now = resolveDialect(lines);
  const isOtherwise = (kind: RecordKind) => JSON.stringify(old.records[kind]) !== JSON.stringify(now.records[kind]);
  const loads = RECORDS.filter((kind) => isOtherwise(kind) || old.charset !== now.charset).flatMap(
    (kind) => LOAD_OF[kind] ?? [],
  );
  await db.batch([
    saveSetting(db, ERP_DIALECT, lines, at),
    ...readFullAgain(db, loads, at),
    ...(rules?.statements ?? []),
    auditAct(db, {
      at,
      id: random.uuid(),
      who,
      act: "settings",
      key: { name: ERP_DIALECT, company: 0, segment: 0 },
      before: JSON.stringify(before),
      after: JSON.stringify(order === undefined ? lines : { ...lines, order }),
    }),
  ]);
  return { kind: "changed", file: await readDialectFile(db), fullReads: loads };
}

/** Lines about fields that no reader has: a slip would otherwise have no effect, and nothing would say so. */
function unknownFields({ records = {} }: DialectLines): readonly string[] {
  return Object.entries(records).flatMap(([kind, { fields = {}, absent = {}, words = {} }]) => {
    const known = RECORD_FIELDS[kind as RecordKind].map(({ wires }) => wires[0]);
    return Object.entries({ fields, absent, words }).flatMap(([line, given]) =>
      Object.keys(given)
        .filter((name) => !known.includes(name))
        .map((name) => `records.${kind}.${line}.${name}: is no field; there are ${known.join(", ")}`),
    );
  });
}
