import { DRIFT_KINDS } from "../catalog/drift.ts";
import type { Deps } from "../deps.ts";
import { readCatalogSettings } from "../hub/catalog-settings.ts";
import { closeDesk, openDesk } from "../hub/desk.ts";
import { findingsOf, nextProducts, readDriftRun, sampleProducts, saveDrift, type DriftMode } from "../hub/drift.ts";
import { commitPage, listLoads, stepLoad, type ActiveLoad } from "../hub/loads.ts";
import { countChanged, countPage } from "../hub/runs.ts";
import type { Instant } from "../ports.ts";
import { readPublications } from "../shopify/setup/publications.ts";
import type { AdminFailure } from "../shopify/result.ts";
import { compareProducts } from "./drift-compare.ts";
import type { Job, JobOutcome } from "./job.ts";
import { ORDER_RUN_LEASE_MS, walkPages, type PageOutcome } from "./order-run.ts";

/** One query of products and one of levels for each company: some 1,000 points at ten companies. */
const PAGE = 40;
/** Looked at every day; a drift of one product in a hundred is found within the day with a chance of 63 %. */
const SAMPLE = 100;
const SALTS = 1_000_000;

/** Compares a few products with Shopify, others every day. */
export const driftSample: Job = driftJob("drift-sample", "sample");
/** Compares every product with Shopify, page by page; a run that is cut off goes on where it was. */
export const drift: Job = driftJob("drift", "full");

/** A comparison that a failure cut off must not wait for tomorrow or next week. */
export const driftGoOn: Job = {
  name: "drift-go-on",
  async run(deps, run) {
    let outcome: JobOutcome = "done";
    for (const job of [drift, driftSample]) {
      const [load] = await listLoads(deps.db, job.name);
      if (load?.runId && (await job.run(deps, run)) === "more") outcome = "more";
    }
    return outcome;
  },
};

function driftJob(name: string, mode: DriftMode): Job {
  return {
    name,
    async run(deps, run) {
      let publication: string | null | undefined;
      return walkPages(deps, run, name, startOf, async (load) => {
        if (publication === undefined) {
          const { settings } = await readCatalogSettings(deps.db);
          const channels = await readPublications(deps.shopify, settings.publications);
          if (channels.kind === "failed") return failed(channels.failure);
          publication = channels.kind === "publications" ? (channels.chosen[0]?.id ?? null) : null;
        }
        return comparePage(deps, load, mode, publication);
      });
    },
  };
}

const startOf = (_load: unknown, now: Instant) => {
  const at = new Date(now).toISOString();
  return { readFrom: at, readUntil: at };
};

async function comparePage(
  deps: Deps,
  load: ActiveLoad,
  mode: DriftMode,
  publication: string | null,
): Promise<PageOutcome> {
  const { db, clock, random, log } = deps;
  const seqProducts =
    mode === "sample"
      ? await sampleProducts(db, Math.floor(random.fraction() * SALTS), SAMPLE)
      : await nextProducts(db, Number(load.cursor ?? -1), PAGE);
  const compared = await compareProducts(deps, publication, seqProducts);
  if (compared.kind === "failed") return failed(compared.failure);
  const { findings } = compared;
  const now = clock.now();
  const last = mode === "sample" || seqProducts.length < PAGE;
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
  const outcome = await commitPage(deps, load, [
    stepLoad(db, load, step, now, ORDER_RUN_LEASE_MS),
    countPage(db, load.runId, { read: seqProducts.length, refused: 0, last }, now),
    countChanged(db, load.runId, "SELECT ?2 AS n", [new Set(findings.map(({ seqProduct }) => seqProduct)).size]),
    ...saveDrift(db, after, before ? findingsOf(before) : 0, findings),
    closeDesk(db, load.name, [`carga ${load.name}`], now),
    ...(last ? [said(db, findingsOf(after), now)] : []),
  ]);
  log.info("drift.page", {
    load: load.name,
    runId: load.runId,
    products: compared.products,
    skipped: compared.skipped,
    findings: findings.length,
  });
  if (outcome === "lost") return { kind: "lost" };
  return last ? { kind: "done" } : { kind: "next", load: { ...load, page: load.page + 1, cursor } };
}

/** One entry, whatever the number of findings: the report has them one by one. */
function said(db: D1Database, findings: number, now: Instant): D1PreparedStatement {
  const record = "Shopify";
  if (findings === 0) return closeDesk(db, "drift", [record], now);
  const message = `Shopify: ${findings} diferença(s) entre a loja e o que foi enviado; veja GET /api/drift e mande de novo o que for preciso (POST /api/drift/repair).`;
  return openDesk(db, [{ lane: "drift", record, reason: "drift-found", message }], now);
}

/** It goes on at its next tick, or when somebody asks; the publish says on the desk what is wrong with the shop. */
const failed = (failure: AdminFailure): PageOutcome => ({
  kind: "failed",
  reason: null,
  what: `comparação interrompida: a Shopify respondeu ${failure.kind}`,
});
