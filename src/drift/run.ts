import { CORRECTED_KINDS, DRIFT_KINDS } from "../rules/drift/compare.ts";
import { REF } from "../rules/record/desk-entry.ts";
import type { Deps } from "../deps.ts";
import { readCatalogSettings } from "../hub/catalog/settings.ts";
import { closeEntries, openEntries } from "../hub/desk/desk.ts";
import {
  findingsOf,
  nextProducts,
  readDriftRun,
  sampleProducts,
  saveDrift,
  type DriftMode,
  type DriftRun,
} from "../hub/drift/drift.ts";
import { correctSelling } from "../hub/drift/correct.ts";
import { commitPage, listLoads, advanceLoad, type ActiveLoad } from "../hub/loads/loads.ts";
import { readPriceTargets } from "../hub/prices/price-targets.ts";
import { countChanged, countPage } from "../hub/loads/runs.ts";
import type { Instant } from "../ports.ts";
import { readPublications } from "../shopify/setup/publications.ts";
import type { AdminFailure } from "../shopify/client/result.ts";
import { compareProducts } from "./compare.ts";
import type { ComparisonScope } from "./expected.ts";
import type { JobOutcome, Run } from "../job.ts";
import { jobOutcomeOf, ORDER_RUN_LEASE_MS, walkPages, type PageOutcome } from "../loads/walk-pages.ts";

/**
 * One query of products, one of levels per company and one of prices per price list: about 1,000 points at ten
 * companies. A list costs about as much as a company's levels, so with many lists a page holds fewer products.
 */
const PAGE = 40;
/** So many lists cost as much as the rest of a page. */
const LISTS_LIKE_PAGE = 10;
const PAGE_MIN = 8;
/** Compared every day; a drift of one product in a hundred is found within the day with a probability of 63 %. */
const SAMPLE = 100;
/** Price lists compared with the sample, rotating daily: the sample is one page, under one lease. */
const SAMPLE_LISTS = 3;
const SALTS = 1_000_000;

/** The comparisons by the name of their load: all products page by page, and a small sample that rotates daily. */
const DRIFT_LOADS = ["drift", "drift-sample"] as const;
export type DriftLoad = (typeof DRIFT_LOADS)[number];

/** Continues comparisons that a failure interrupted, so that they do not wait for the next day or week. */
export async function resumeDrift(deps: Deps, run: Run): Promise<JobOutcome> {
  let outcome: JobOutcome = "done";
  for (const name of DRIFT_LOADS) {
    const [load] = await listLoads(deps.db, name);
    if (load?.runId && (await compareDrift(deps, run, name)) === "more") outcome = "more";
  }
  return outcome;
}

/** Compares products with Shopify; an interrupted run continues at its position. */
export async function compareDrift(deps: Deps, run: Run, name: DriftLoad): Promise<JobOutcome> {
  const mode = name === "drift" ? "full" : "sample";
  let scope: ComparisonScope | undefined;
  const outcome = await walkPages(deps, run, {
    key: { name, company: 0, segment: 0 },
    leaseMs: ORDER_RUN_LEASE_MS,
    startOf,
    readPage: async (load) => {
      if (scope === undefined) {
        const read = await readScope(deps, mode);
        if (read.kind === "failed") return failed(read.failure);
        ({ scope } = read);
      }
      return comparePage(deps, load, mode, scope);
    },
  });
  return jobOutcomeOf(outcome);
}

/** The channels from the settings and the price lists from the mapping. */
async function readScope(
  { db, shopify, random }: Deps,
  mode: DriftMode,
): Promise<
  | { readonly kind: "scope"; readonly scope: ComparisonScope }
  | { readonly kind: "failed"; readonly failure: AdminFailure }
> {
  const { settings } = await readCatalogSettings(db);
  const publications = await readPublications(shopify, settings.publications);
  if (publications.kind === "failed") return publications;
  const channels = publications.kind === "publications" ? publications.chosen.map(({ id }) => id) : [];
  const lists = (await readPriceTargets(db)).flatMap(({ kind, target }) => (kind === "priceList" ? [target] : []));
  if (mode === "full" || lists.length <= SAMPLE_LISTS) return { kind: "scope", scope: { channels, lists } };
  const first = Math.floor(random.fraction() * lists.length);
  const rotated = [...lists.slice(first), ...lists.slice(0, first)].slice(0, SAMPLE_LISTS);
  return { kind: "scope", scope: { channels, lists: rotated } };
}

const pageOf = (lists: number): number => Math.max(PAGE_MIN, Math.floor(PAGE / (1 + lists / LISTS_LIKE_PAGE)));

const startOf = (_load: unknown, now: Instant) => {
  const at = new Date(now).toISOString();
  return { readFrom: at, readUntil: at, isFull: false };
};

async function comparePage(
  deps: Deps,
  load: ActiveLoad,
  mode: DriftMode,
  scope: ComparisonScope,
): Promise<PageOutcome> {
  const { db, clock, random, log } = deps;
  const size = pageOf(scope.lists.length);
  const seqProducts =
    mode === "sample"
      ? await sampleProducts(db, Math.floor(random.fraction() * SALTS), SAMPLE)
      : await nextProducts(db, Number(load.cursor ?? -1), size);
  const compared = await compareProducts(deps, scope, seqProducts);
  if (compared.kind === "failed") return failed(compared.failure);
  const { findings } = compared;
  const now = clock.now();
  const last = mode === "sample" || seqProducts.length < size;
  const before = await readDriftRun(db, load.runId);
  const counts = Object.fromEntries(
    DRIFT_KINDS.map((kind) => [
      kind,
      (before?.counts[kind] ?? 0) + findings.filter((finding) => finding.kind === kind).length,
    ]),
  );
  const after = {
    id: load.runId,
    kind: mode,
    startedAt: before?.startedAt ?? now,
    endedAt: last ? now : null,
    products: (before?.products ?? 0) + compared.products,
    variants: (before?.variants ?? 0) + compared.variants,
    levels: (before?.levels ?? 0) + compared.levels,
    skipped: (before?.skipped ?? 0) + compared.skipped,
    counts,
  };
  const cursor = String(seqProducts.at(-1) ?? load.cursor ?? -1);
  const step = last ? ({ kind: "end" } as const) : ({ kind: "next", cursor } as const);
  const outcome = await commitPage(
    deps,
    load,
    [
      advanceLoad(db, load, step, now, ORDER_RUN_LEASE_MS),
      countPage(db, load.runId, { read: seqProducts.length, refused: 0, last }, now),
      countChanged(db, load.runId, "SELECT ?2 AS n", [new Set(findings.map(({ seqProduct }) => seqProduct)).size]),
      ...saveDrift(db, after, before ? findingsOf(before) : 0, findings),
      ...correctSelling(db, load.runId, findings, now),
      closeEntries(db, "drift", [{ ref: REF.load }], now),
      ...(last ? [findingsEntry(db, findingsOf(after) - correctedOf(after), now)] : []),
    ],
    last,
  );
  const corrected = findings.filter(({ kind }) => CORRECTED_KINDS.some((each) => each === kind));
  if (corrected.length > 0 && outcome !== "lost")
    log.warn("drift.corrected", {
      count: corrected.length,
      kinds: [...new Set(corrected.map(({ kind }) => kind))].join(","),
      records: [...new Set(corrected.map(({ sku }) => sku))].slice(0, 5).join(","),
    });
  log.info("drift.page", {
    load: load.name,
    runId: load.runId,
    products: compared.products,
    listPrices: compared.listPrices,
    skipped: compared.skipped,
    findings: findings.length,
  });
  if (outcome === "lost") return { kind: "lost" };
  return last ? { kind: "done" } : { kind: "next", load: { ...load, page: load.page + 1, cursor } };
}

const correctedOf = ({ counts }: Pick<DriftRun, "counts">): number =>
  CORRECTED_KINDS.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);

/** One entry for any number of findings: the report lists them. */
function findingsEntry(db: D1Database, findings: number, now: Instant): D1PreparedStatement {
  const about = { ref: REF.shopify };
  if (findings === 0) return closeEntries(db, "drift", [about], now);
  return openEntries(db, [{ area: "drift", ...about, reason: "drift-found", params: { findings } }], now);
}

/** The comparison continues at its next tick or on request; the publish opens the entry about the shop's fault. */
const failed = (failure: AdminFailure): PageOutcome => ({
  kind: "failed",
  entry: null,
  what: `comparison interrupted: Shopify answered ${failure.kind}`,
});
