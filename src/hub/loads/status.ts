/** The state of each load as an operator reads it: its watermark, its run, its last run's counts, its settings. */
import { hoursOf, mayBeginAt } from "../../rules/work/load-hours.ts";
import type { Instant } from "../../ports.ts";
import { companiesWithStock, priceTables } from "../settings/companies.ts";
import { columnList, sqlText } from "../d1/sql-text.ts";
import { brands, categories, products, skus } from "../schema/catalog.ts";
import { leases, loads, runs } from "../schema/loads.ts";
import { erpEvents, orders } from "../schema/orders.ts";
import { prices } from "../schema/prices.ts";
import { stock } from "../schema/stock.ts";
import { FIRST_WATERMARK, type LoadKey } from "./loads.ts";
import { KEPT_DAYS } from "./retention.ts";
import { readRunSums } from "./run-sums.ts";

const DAY_MS = 86_400_000;

/** Loads of the ERP and of Shopify that are read by a watermark, read once for all companies. */
const ASKED_ONCE = ["brands", "categories", "products", "skus", "images", "order-events", "order-sweep"] as const;
/** Lanes with settings of their own, which an operator may store before the first run (docs/bulk.md). */
const LANES_WITH_SETTINGS: readonly LoadKey[] = [{ name: "publish-bulk", company: 0, segment: 0 }];
/** Loads of the ERP that can be read in full. */
export const PULLS: readonly string[] = ["brands", "categories", "products", "skus", "prices", "stock", "images"];

export interface LoadState extends LoadKey {
  /**
   * - `never`: it has not run yet. `paused`: switched off by an operator. `running`: a holder has its lease.
   * - `waiting`: a run is under way and continues with the next message or tick. `idle`: its last run ended.
   */
  readonly state: "never" | "paused" | "running" | "waiting" | "idle";
  /** False: no longer scheduled (a company without a location, a segment without a price target). */
  readonly isScheduled: boolean;
  readonly watermark: string;
  readonly run: {
    readonly runId: string;
    readonly page: number;
    readonly readFrom: string;
    readonly readUntil: string;
    readonly isFull: boolean;
  } | null;
  readonly lastRun: LastRun | null;
  /** Start of the last run that read to its end, epoch ms; 0: none did. A lane has its run's own outcome. */
  readonly lastSuccessAt: Instant;
  /** Epoch ms of the last full run that ended; 0: none. */
  readonly fullAt: Instant;
  readonly fullWanted: boolean;
  readonly delisting: { readonly state: string | null; readonly rows: number };
  /** The source asked for a pause, or its list never ended: no run before, epoch ms; null: at the next tick. */
  readonly restsUntil: Instant | null;
  /** Earliest begin of its next run by its hours, epoch ms; before the present: the next tick. */
  readonly beginsFrom: Instant;
  readonly settings: LoadSettings;
}

/** The newest run of a load, with its counts. */
export type LastRun = Readonly<
  Pick<
    typeof runs.$inferSelect,
    "startedAt" | "endedAt" | "outcome" | "reason" | "pages" | "read" | "changed" | "unchanged" | "refused" | "delisted"
  > & { runId: string }
>;

type Row = typeof loads.$inferSelect;

/** Null: the default. */
export type LoadSettings = Readonly<
  Pick<
    Row,
    "pageSize" | "overlapSeconds" | "fullEveryHours" | "delistingMaxPermille" | "stalledAfterMinutes" | "leastMinutes"
  > & {
    /** As ["02:00-04:30"], America/Sao_Paulo; null: none. */
    readonly blockedHours: readonly string[] | null;
  }
>;

/** The columns that are read of a load's row. */
const OF_STATE = [
  "name",
  "company",
  "segment",
  "enabled",
  "watermark",
  "page",
  "runId",
  "readFrom",
  "readUntil",
  "isFull",
  "fullAt",
  "fullWanted",
  "lastSuccessStartedAt",
  "delistingState",
  "delistingRows",
  "pageSize",
  "overlapSeconds",
  "fullEveryHours",
  "delistingMaxPermille",
  "stalledAfterMinutes",
  "leastMinutes",
  "blockedHours",
  "askedAt",
  "notBefore",
] as const satisfies readonly (keyof Row)[];

/** `leaseUntil`: of the load, or of the lane, whose lease is in `leases`. */
type Raw = Readonly<Pick<Row, (typeof OF_STATE)[number] | "leaseUntil"> & { lastRun: string | null }>;

const LAST_RUN = sqlText`SELECT json_object('runId', ${runs.id}, 'startedAt', ${runs.startedAt}, 'endedAt', ${runs.endedAt},
    'outcome', ${runs.outcome}, 'reason', ${runs.reason}, 'pages', ${runs.pages}, 'read', ${runs.read}, 'changed', ${runs.changed},
    'unchanged', ${runs.unchanged}, 'refused', ${runs.refused}, 'delisted', ${runs.delisted})
  FROM ${runs} AS r WHERE r.${runs.name} = l.${loads.name} AND r.${runs.company} = l.${loads.company} AND r.${runs.segment} = l.${loads.segment}
 ORDER BY r.${runs.startedAt} DESC LIMIT 1`;

/** Every load that has a row, and every one that is scheduled. */
export async function readLoadStates(db: D1Database, now: Instant): Promise<readonly LoadState[]> {
  const [{ results }, scheduled] = await Promise.all([
    db
      .prepare(
        sqlText`SELECT ${columnList(loads, OF_STATE, "l")}, coalesce(e.${leases.until}, l.${loads.leaseUntil}) AS leaseUntil, (${LAST_RUN}) AS lastRun
           FROM ${loads} AS l LEFT JOIN ${leases} AS e ON e.${leases.name} = l.${loads.name}
          ORDER BY l.${loads.name}, l.${loads.company}, l.${loads.segment}`,
      )
      .all<Raw>(),
    scheduledLoads(db),
  ]);
  const scheduledIds = new Set(scheduled.map(idOf));
  const states = results.map((raw) => stateOf(raw, scheduledIds.has(idOf(raw)) || isLane(raw.name), now));
  const known = new Set(results.map(idOf));
  return [...states, ...[...scheduled, ...LANES_WITH_SETTINGS].filter((key) => !known.has(idOf(key))).map(newState)];
}

const idOf = ({ name, company, segment }: LoadKey) => `${name} ${company} ${segment}`;
const isLane = (name: string) => name.startsWith("publish");

/** What the crons read now. */
export async function scheduledLoads(db: D1Database): Promise<readonly LoadKey[]> {
  const [companies, tables] = await Promise.all([companiesWithStock(db), priceTables(db)]);
  return [
    ...ASKED_ONCE.map((name) => ({ name, company: 0, segment: 0 })),
    ...tables.map(({ company, segment }) => ({ name: "prices", company, segment })),
    ...companies.map((company) => ({ name: "stock", company, segment: 0 })),
  ];
}

function stateOf(raw: Raw, isScheduled: boolean, now: Instant): LoadState {
  const { name, company, segment, runId, readFrom, readUntil } = raw;
  const lastRun = raw.lastRun === null ? null : (JSON.parse(raw.lastRun) as LastRun); // SQLite's own json_object
  const inRun = runId !== null && readFrom !== null && readUntil !== null;
  return {
    name,
    company,
    segment,
    state:
      raw.enabled === 0
        ? "paused"
        : raw.leaseUntil > now
          ? "running"
          : inRun
            ? "waiting"
            : lastRun === null
              ? "never"
              : "idle",
    isScheduled,
    watermark: raw.watermark,
    run: inRun ? { runId, page: raw.page, readFrom, readUntil, isFull: raw.isFull === 1 } : null,
    lastRun,
    lastSuccessAt: raw.lastSuccessStartedAt,
    fullAt: raw.fullAt,
    fullWanted: raw.fullWanted === 1,
    delisting: { state: raw.delistingState, rows: raw.delistingRows },
    restsUntil: raw.notBefore > now ? raw.notBefore : null,
    beginsFrom: Math.max(
      raw.notBefore,
      mayBeginAt(hoursOf(raw), { lastAt: raw.lastSuccessStartedAt, askedAt: raw.askedAt }, inRun, now),
    ),
    settings: {
      pageSize: raw.pageSize,
      overlapSeconds: raw.overlapSeconds,
      fullEveryHours: raw.fullEveryHours,
      delistingMaxPermille: raw.delistingMaxPermille,
      stalledAfterMinutes: raw.stalledAfterMinutes,
      leastMinutes: raw.leastMinutes,
      blockedHours: raw.blockedHours === null ? null : hoursOf(raw).blockedHours,
    },
  };
}

function newState({ name, company, segment }: LoadKey): LoadState {
  return {
    name,
    company,
    segment,
    state: "never",
    isScheduled: true,
    watermark: FIRST_WATERMARK,
    run: null,
    lastRun: null,
    lastSuccessAt: 0,
    fullAt: 0,
    fullWanted: false,
    delisting: { state: null, rows: 0 },
    restsUntil: null,
    beginsFrom: 0,
    settings: {
      pageSize: null,
      overlapSeconds: null,
      fullEveryHours: null,
      delistingMaxPermille: null,
      stalledAfterMinutes: null,
      leastMinutes: null,
      blockedHours: null,
    },
  };
}

/**
 * Counts the hub rows of a load: the upper limit of known rows that it can read again. `?1 ?2` are company and segment.
 */
const ROWS: Readonly<Record<string, string>> = {
  brands: sqlText`SELECT count(*) AS n FROM ${brands} WHERE ?1 = 0 AND ?2 = 0`,
  categories: sqlText`SELECT count(*) AS n FROM ${categories} WHERE ?1 = 0 AND ?2 = 0`,
  products: sqlText`SELECT count(*) AS n FROM ${products} WHERE ?1 = 0 AND ?2 = 0`,
  skus: sqlText`SELECT count(*) AS n FROM ${skus} WHERE ?1 = 0 AND ?2 = 0`,
  prices: sqlText`SELECT count(*) AS n FROM ${prices} WHERE ${prices.company} = ?1 AND ${prices.segment} = ?2`,
  stock: sqlText`SELECT count(*) AS n FROM ${stock} WHERE ${stock.company} = ?1 AND ?2 = 0`,
  "order-events": sqlText`SELECT count(*) AS n FROM ${erpEvents} WHERE ?1 = 0 AND ?2 = 0`,
  "order-sweep": sqlText`SELECT count(*) AS n FROM ${orders} WHERE ?1 = 0 AND ?2 = 0`,
};

export interface Resend {
  /** Rows of this load in the hub: no more known rows can be read again. New rows come in addition. */
  readonly hubRowsAtMost: number;
  /**
   * Changes that runs since then have stored; a record that changed twice counts twice. Null: the runs are no longer
   * kept.
   */
  readonly changesSeenSince: number | null;
}

/**
 * The amount that a watermark brings back, as far as the hub knows without the ERP. Null: a load without a watermark.
 */
export async function resendOf(db: D1Database, key: LoadKey, since: Instant, now: Instant): Promise<Resend | null> {
  const rows = ROWS[key.name];
  if (rows === undefined) return null;
  const counted = await db.prepare(rows).bind(key.company, key.segment).first<{ n: number }>();
  const isKept = since >= now - KEPT_DAYS.runs * DAY_MS;
  const sums = isKept ? await readRunSums(db, since, now) : [];
  const seen = sums.find((sum) => idOf(sum) === idOf(key))?.changed ?? 0;
  return { hubRowsAtMost: counted?.n ?? 0, changesSeenSince: isKept ? seen : null };
}
