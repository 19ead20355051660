/** What will go wrong with a record if its dialect stays as it is. The door puts it into words. */
import type { ProbeFaultCode } from "../../messages/erp-probe.ts";
import type { Dialect } from "../../rules/dialect/dialect.ts";
import type { Found } from "./shown.ts";

export interface ProbeFault {
  readonly code: ProbeFaultCode;
  readonly about: readonly string[];
}

export function faultsOf(
  { kind, asked, fields }: Found,
  dialect: Dialect,
  needed: readonly string[],
): readonly ProbeFault[] {
  const { record, items, words, status } = asked;
  if (items === null) return [{ code: "not-reached", about: [`HTTP ${status}`, words].filter((each) => each !== "") }];
  if (items.length === 0) return [{ code: "empty", about: [] }];
  const present = dialect.records[kind];
  const isBare = record.envelope.items === "";
  const fault = (code: ProbeFault["code"], is: boolean, about: readonly string[] = []): readonly ProbeFault[] =>
    is ? [{ code, about }] : [];
  return [
    ...fault("query", record.path !== present.path || JSON.stringify(record.query) !== JSON.stringify(present.query), [
      record.path,
    ]),
    ...fault("date", record.queryDate !== present.queryDate, [record.queryDate]),
    ...fault("first-page", record.firstPage !== present.firstPage),
    ...fault("envelope", !isBare && record.envelope.items.toLowerCase() !== present.envelope.items.toLowerCase(), [
      record.envelope.items,
    ]),
    ...fault("unpaged", !asked.isPaged),
    ...fault("size", !asked.isSizeHonoured),
    ...fault("charset", asked.isGarbled && dialect.charset === "declared"),
    ...fault("names", Object.keys(fields.fields).length > 0, Object.keys(fields.fields)),
    ...fault("needed", needed.length > 0, needed),
    ...fault("values", Object.keys(fields.values).length > 0, Object.keys(fields.values)),
    ...fault(
      "words",
      Object.keys(fields.strangeWords).length > 0,
      Object.entries(fields.strangeWords).map(([f, w]) => `${f}: ${w.join(", ")}`),
    ),
  ];
}
