import type { DryReport } from "../hub/dry-run/report.ts";
import { REPORT_WORDS, renderLine } from "../messages/dry-run.ts";
import type { Language } from "../messages/language.ts";
import { differingParts } from "../rules/drift/text-difference.ts";
import { CELL_MAX, textTable } from "./text-table.ts";

/** The dry run's report for a terminal. */
export function reportText({ dryRun: state, scopes, orders, blocked }: DryReport, language: Language): string {
  const words = REPORT_WORDS[language];
  const counts = scopes.map((pass) => [
    pass.scope,
    String(pass.created),
    String(pass.changed),
    String(pass.removed),
    String(pass.refused),
    String(pass.waiting),
    String(pass.same),
    String(pass.previewed),
    pass.endedAt === null ? words.running : words.ended,
  ]);
  const lines = scopes.flatMap(({ scope, newest }) =>
    newest.map((stored) => {
      const { record, action, field, before, after } = renderLine(scope, stored, language);
      const [from, to] = differingParts(before ?? "–", after ?? "–", CELL_MAX);
      return [scope, action, record, field, from, to, String(stored.line)];
    }),
  );
  return [
    `${words.title}: ${state.all ? words.all : state.scopes.join(", ") || words.off}`,
    textTable(words.counts, counts),
    textTable(words.lines, lines),
    `${words.orders}: ${orders.waiting}`,
    textTable(
      words.orderColumns,
      orders.newest.map(({ orderId, company, totalCents, skus }) => [
        orderId,
        String(company ?? "–"),
        String(totalCents ?? "–"),
        String(skus),
      ]),
    ),
    textTable(
      words.blocked,
      blocked.map(({ operation, scope, times }) => [operation, scope, String(times)]),
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
