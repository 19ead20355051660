/**
 * An operator's acts on one load. Each act writes a row in the audit. If pages are left to read, a LOADS message
 * requests the job at once.
 */
import { isoSeconds } from "../rules/record/iso-seconds.ts";
import type { Deps } from "../deps.ts";
import type { LoadKey } from "../hub/loads/loads.ts";
import {
  type Actor,
  saveDelistingApproval,
  auditRun,
  saveSettings,
  setPaused,
  setWatermark,
  wantFull,
} from "../hub/loads/settings.ts";
import {
  type LoadSettings,
  type LoadState,
  PULLS,
  readLoadStates,
  type Resend,
  resendOf,
} from "../hub/loads/status.ts";
import type { Instant } from "../ports.ts";
import { fromErpTime, toErpTime } from "../rules/brazil/erp-time.ts";

type OperateDeps = Pick<Deps, "db" | "clock" | "random" | "loads" | "who">;

/** The job that runs a load: all publish lanes belong to one job. */
const jobOf = (name: string): string => (name.startsWith("publish-") && name !== "publish-images" ? "publish" : name);

export const keyOf = ({ name, company, segment }: LoadKey): LoadKey => ({ name, company, segment });

/** When a job runs: its cron expression and the next tick. The schedule belongs to the doors, so the caller passes it. */
type TicksOf = (job: string, now: Instant) => { readonly cron: string | null; readonly nextAt: Instant | null };

export type LoadShown = LoadState & ReturnType<TicksOf>;

/** Every load with its state and, unless it is paused, its next tick. */
export async function listLoads(
  { db, clock }: Pick<Deps, "db" | "clock">,
  ticksOf: TicksOf,
): Promise<readonly LoadShown[]> {
  const now = clock.now();
  return (await readLoadStates(db, now)).map((load) => {
    // Its next run is the first tick that its hours let begin.
    const { cron, nextAt } = ticksOf(jobOf(load.name), Math.max(now, load.beginsFrom - 1));
    return { ...load, cron, nextAt: load.isScheduled && load.state !== "paused" ? nextAt : null };
  });
}

/** A load and the operator who acts on it. */
export interface LoadInHand {
  readonly load: LoadState;
  readonly actor: Actor;
}

/** Finds a load, including one that has never run. @returns null when there is none */
export async function findLoad(
  { db, clock, random, who = "api" }: OperateDeps,
  { name, company, segment }: { readonly name: string; readonly company: string; readonly segment: string },
): Promise<LoadInHand | null> {
  const at = clock.now();
  const load = (await readLoadStates(db, at)).find(
    (each) => each.name === name && String(each.company) === company && String(each.segment) === segment,
  );
  return load ? { load, actor: { at, id: random.uuid(), who, key: keyOf(load) } } : null;
}

/** Changes the given settings; null restores the default. */
export async function changeSettings(
  { db }: OperateDeps,
  { load, actor }: LoadInHand,
  given: { readonly [Name in keyof LoadSettings]?: LoadSettings[Name] | undefined },
): Promise<LoadSettings> {
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const after = { ...load.settings, ...named };
  await saveSettings(db, actor, load.settings, after);
  return after;
}

export type Requested = { readonly kind: "queued" } | { readonly kind: "paused" };

export async function runNow({ db, loads }: OperateDeps, { load, actor }: LoadInHand): Promise<Requested> {
  if (load.state === "paused") return { kind: "paused" };
  await auditRun(db, actor);
  await loads.send({ job: jobOf(load.name) });
  return { kind: "queued" };
}

export async function pause({ db }: OperateDeps, { load, actor }: LoadInHand): Promise<void> {
  if (load.state !== "paused") await setPaused(db, actor, true);
}

export async function resume({ db, loads }: OperateDeps, { load, actor }: LoadInHand): Promise<void> {
  if (load.state !== "paused") return;
  await setPaused(db, actor, false);
  await loads.send({ job: jobOf(load.name) });
}

/** Requests a full read; a run under way ends first. */
export async function requestFull(
  { db, loads }: OperateDeps,
  { load, actor }: LoadInHand,
): Promise<Requested | { readonly kind: "noFullRead"; readonly loads: readonly string[] }> {
  if (!PULLS.includes(load.name)) return { kind: "noFullRead", loads: PULLS };
  if (load.state === "paused") return { kind: "paused" };
  await wantFull(db, actor);
  await loads.send({ job: jobOf(load.name) });
  return { kind: "queued" };
}

/** Approves the delisting that the guard blocked. @returns how many rows it may delist, or null when none is blocked */
export async function approveDelisting(
  { db, loads }: OperateDeps,
  { load, actor }: LoadInHand,
): Promise<number | null> {
  const { state, rows } = load.delisting;
  const approved = state === "blocked" ? await saveDelistingApproval(db, actor, rows) : null;
  if (approved !== null) await loads.send({ job: jobOf(load.name) });
  return approved;
}

export type WatermarkMoved =
  | {
      readonly kind: "moved";
      /** In the load's own form: the ERP's wall clock, or UTC with its Z for the order sweep. */
      readonly before: string;
      readonly watermark: string;
      readonly direction: "same" | "back" | "forward";
      /** False: a preview, or the watermark is already there. */
      readonly moved: boolean;
      /** The run that the move abandoned. */
      readonly abandonedRunId: string | null;
      readonly resend: Resend;
    }
  /** Changes before this instant would not be read. */
  | { readonly kind: "inFuture" }
  | { readonly kind: "noWatermark" }
  | { readonly kind: "noInstant" };

/** Moves a load's watermark. @param text date and time; without a zone, America/Sao_Paulo */
export async function moveWatermark(
  { db, loads }: OperateDeps,
  { load, actor }: LoadInHand,
  { watermark: text, preview }: { readonly watermark: string; readonly preview: boolean },
): Promise<WatermarkMoved> {
  const instantMs = fromErpTime(text);
  if (instantMs === null) return { kind: "noInstant" };
  if (instantMs > actor.at) return { kind: "inFuture" };
  const resend = await resendOf(db, load, instantMs, actor.at);
  if (!resend) return { kind: "noWatermark" };
  // The sweep's watermark follows Shopify's clock; all others follow the ERP's.
  const watermark = load.name === "order-sweep" ? isoSeconds(instantMs) : toErpTime(instantMs);
  const before = load.watermark;
  const direction = watermark === before ? "same" : watermark < before ? "back" : "forward";
  const moved = !preview && direction !== "same";
  if (moved) {
    const rows = direction === "back" ? resend.hubRowsAtMost : 0;
    await setWatermark(db, actor, { from: before, to: watermark, rows });
    if (load.state !== "paused") await loads.send({ job: jobOf(load.name) });
  }
  const abandonedRunId = moved ? (load.run?.runId ?? null) : null;
  return { kind: "moved", before, watermark, direction, moved, abandonedRunId, resend };
}
