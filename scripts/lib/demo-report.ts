/** The demo's result: one table for a person, the same as JSON for a program. */
import { renderEntry } from "../../src/messages/render.ts";
import type { Report } from "../../src/hub/report/report.ts";
import type { ChangedOrders, ChangedRow } from "./changed-orders.ts";
import type { Reconciliation } from "./reconciliation.ts";
import { PULLS } from "./first-sync.ts";
import type { Size } from "./size-flags.ts";
import { amount, table } from "./table.ts";

export interface DemoReport {
  readonly closes: boolean;
  readonly problems: readonly string[];
  readonly loads: Report["loads"];
  readonly lanes: Report["lanes"];
  readonly orders: Reconciliation["orders"] & { readonly byState: Report["orders"]["byState"] };
  /** Orders that the ERP's back office or the shop changed. */
  readonly changed: readonly ChangedRow[];
  readonly desk: Report["desk"];
  /** SKU at a company whose stock and price were compared one to one. */
  readonly compared: number;
  readonly pictures: Reconciliation["pictures"];
  readonly durationMs: number;
  readonly size: {
    readonly products: number;
    readonly companies: number;
    readonly orders: number;
    readonly seed: number;
  };
}

export function demoReport(
  report: Report,
  closing: Reconciliation,
  changed: ChangedOrders,
  size: Size,
  durationMs: number,
): DemoReport {
  const problems = [...closing.problems, ...changed.problems];
  return {
    closes: problems.length === 0,
    problems,
    loads: report.loads,
    lanes: report.lanes,
    orders: { ...closing.orders, byState: report.orders.byState },
    changed: changed.rows,
    desk: report.desk,
    compared: closing.compared,
    pictures: closing.pictures,
    durationMs: Math.round(durationMs),
    size,
  };
}

/** @param isShortened the error desk has more rows than the report that is given */
export function demoTable(
  { loads, lanes, orders, changed, desk, compared, pictures }: DemoReport,
  { exampleCharacters = 90, isShortened = false } = {},
): string {
  return [
    table(
      ["load", "runs", "read", "changed", "unchanged", "refused"],
      inOrder(loads).map((row) => [
        row.name + place(row.company),
        row.runs,
        row.read,
        row.changed,
        row.unchanged,
        row.refused,
      ]),
    ),
    table(
      ["publish", "runs", "due", "sent", "refused", "pending", "still due"],
      lanes.map((row) => [row.lane, row.runs, row.due, row.sent, row.refused, row.pending, row.backlog]),
    ),
    table(
      ["orders placed", "in the ERP", "cancelled", "invoiced", "invoice in Shopify"],
      [[orders.placed, orders.inErp, orders.cancelled, orders.invoiced, orders.shownInShopify]],
    ),
    table(
      ["order", "by", "paid", "billed", "refunded", "kept", "ends"],
      changed.map((row) => [
        row.what,
        row.by,
        ...[row.placedCents, row.billedCents, row.refundedCents, row.keptCents].map(amount),
        row.ends,
      ]),
    ),
    table(
      ["pictures of products in the shop", "not for a shop", "in their place"],
      [[pictures.given, pictures.bad, pictures.placed]],
    ),
    ...(desk.length > 0
      ? [
          table(
            ["error desk", "open", "for example"],
            desk.map((row) => [
              `${row.area}: ${row.reason}`,
              row.open,
              renderEntry(row.example, "pt-BR").message.slice(0, exampleCharacters),
            ]),
          ) + (isShortened ? "\n…" : ""),
        ]
      : []),
    `${compared} SKUs at a company compared one to one: stock and price in Shopify against the ERP.`,
  ].join("\n\n");
}

const place = (company: number): string => (company === 0 ? "" : ` ${company}`);

/** Loads in the order they are run in, then by company. */
const inOrder = (loads: Report["loads"]): Report["loads"] =>
  loads.toSorted((a, b) => turnOf(a.name) - turnOf(b.name) || a.company - b.company);

function turnOf(name: string): number {
  const index = PULLS.findIndex((pull) => pull === name);
  return index < 0 ? PULLS.length : index;
}
