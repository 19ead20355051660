import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CASES } from "../../scripts/lib/back-office.ts";
import { PULLS } from "../../scripts/lib/first-sync.ts";
import type { DemoReport } from "../../scripts/lib/demo-report.ts";
import { READMES, sampleIn, sampleOf, withSample } from "../../scripts/lib/readme-sample.ts";
import { SIZE_FLAGS } from "../../scripts/lib/size-flags.ts";
import { schedule } from "../../src/crons/schedule.ts";

const pages = READMES.map((path) => readFileSync(path, "utf8"));
/** The lanes of the publish, as the source starts them. */
const lanes = globSync("src/publish/**/*.ts").flatMap((path) =>
  [...readFileSync(path, "utf8").matchAll(/\brunLane\(\s*deps,\s*"([^"]+)"/g)].map(([, name = ""]) => name),
);
const counts = { runs: 1, failedRuns: 0, runningRuns: 0, read: 1, changed: 1, unchanged: 0, refused: 0 };
const load = (name: string, company: number) => ({ name, company, segment: 0, ...counts });

/** A demo of the default size that met everything there is. */
const report: DemoReport = {
  closes: true,
  problems: [],
  loads: [
    ...PULLS.flatMap((name) =>
      name === "stock" || name === "prices" ? [1, 2, 3].map((company) => load(name, company)) : [load(name, 0)],
    ),
    // The ledger is no load: its runs are counted by GET /api/orders/ledger.
    ...schedule.flatMap(({ job }) =>
      job.name.startsWith("order-") && job.name !== "order-ledger" ? [load(job.name, 0)] : [],
    ),
  ],
  lanes: lanes
    .toSorted()
    .map((lane) => ({ lane, runs: 1, failedRuns: 0, due: 1, sent: 1, refused: 0, pending: 0, backlog: 0 })),
  orders: { placed: 1, inErp: 1, cancelled: 0, invoiced: 1, shownInShopify: 1, byState: [] },
  changed: CASES.map((each) => ({
    ...each,
    placedCents: 2_000,
    billedCents: 1_500,
    refundedCents: 500,
    keptCents: 1_500,
    ends: "invoiced",
  })),
  desk: [],
  compared: 1,
  pictures: { given: 1, bad: 0, placed: 1 },
  durationMs: 1,
  size: { products: 300, companies: 3, orders: 20, seed: 1 },
};

/** The tables of a sample: the columns of each, and the names in its first column. */
function shapeOf(sample: string) {
  return sample.split("\n\n").flatMap((part) => {
    const [head = "", rule = "", ...rows] = part.split("\n");
    if (!rule.startsWith("─")) return [];
    const columns = head.split(/ {2,}/).filter((column) => column !== "");
    const hasNames = ["load", "publish", "order"].includes(columns[0] ?? "");
    return [{ columns, names: hasNames ? rows.map((row) => row.split(/ {2,}/)[0]) : [] }];
  });
}

it("the sample has the tables, columns, loads, lanes and changed orders that the demo writes", () => {
  const desk = [{ columns: ["error desk", "open", "for example"], names: [] }];
  const wanted = [...shapeOf(sampleOf(report)), ...desk];
  expect(lanes.length).toBeGreaterThan(3);
  // A shop of this size has nothing for a bulk operation, unless a run meets enough of it at once.
  const withoutBulk = wanted.map((table) => ({
    ...table,
    names: table.names.filter((name) => name !== "publish-bulk"),
  }));
  for (const page of pages) {
    const shape = shapeOf(sampleIn(page));
    const hasBulk = shape.some(({ names }) => names.includes("publish-bulk"));
    expect(shape).toEqual(hasBulk ? wanted : withoutBulk);
  }
});

it("both languages show the same sample", () => {
  expect(new Set(pages.map(sampleIn)).size).toBe(1);
});

it("the pages name the size that the demo has by itself", () => {
  const { products, companies, orders, seed } = SIZE_FLAGS;
  expect(pages[0]).toContain(
    `${products.default} products, ${companies.default} companies, ${orders.default} orders, seed ${seed.default}`,
  );
  expect(pages[1]).toContain(
    `${products.default} produtos, ${companies.default} lojas, ${orders.default} pedidos, semente ${seed.default}`,
  );
});

it("a new sample takes the place of the old one, and nothing else of the page changes", () => {
  const [page = ""] = pages;
  const changed = withSample(page, "one\n\ntwo");
  expect(sampleIn(changed)).toBe("one\n\ntwo");
  expect(withSample(changed, sampleIn(page))).toBe(page);
});

it("an example of the desk is cut, and rows that are left out are shown as such", () => {
  const about = { area: "orders", reason: "order-unreadable" };
  const params = { name: "#1001", problems: ["x".repeat(200)] };
  const entry = { ...about, open: 1, firstAt: 0, example: { ...about, ref: "6001", params } };
  const sample = sampleOf({ ...report, desk: [entry, entry, entry, entry] });
  expect(sample.split("\n").filter((line) => line.startsWith("orders: order-unreadable"))).toHaveLength(3);
  expect(sample).toContain("\n…\n");
  expect(Math.max(...sample.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
});
