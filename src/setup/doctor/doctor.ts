/**
 * Every check of an installation, as `GET /api/doctor` and `npm run doctor` show them. Only reads. A check that fails
 * never stops the next one.
 */
import type { Deps } from "../../deps.ts";
import { countOpenEntries, deskCounts } from "../../hub/desk/read.ts";
import { covers, DRY_RUN_SCOPES, readDryRun } from "../../hub/dry-run/dry-run.ts";
import { readStalledLoads } from "../../hub/loads/stalled.ts";
import { readLoadStates } from "../../hub/loads/status.ts";
import { readSchemaState } from "../../hub/report/schema-gaps.ts";
import { readCompanies } from "../../hub/settings/mappings.ts";
import { readWebhookRecord } from "../../hub/settings/webhook-record.ts";
import { reasonOf } from "../../log.ts";
import { clockFinding, found, sizeFinding, versionFinding, type Check, type Finding } from "../../rules/work/doctor.ts";
import { ADMIN_API_VERSION } from "../../shopify/client/version.ts";
import type { AdminFailure } from "../../shopify/client/result.ts";
import { readScopes } from "../../shopify/setup/app-scopes.ts";
import { readApproval } from "../../shopify/setup/protected-data.ts";
import { missingScopes } from "../../shopify/setup/scopes.ts";
import { subscribeWebhooks } from "../../shopify/setup/webhooks.ts";
import { examineErp } from "./erp.ts";

const NAMES_SHOWN = 5;

export async function examine(deps: Deps): Promise<readonly Finding[]> {
  const { db } = deps;
  // Without its configuration the Worker answers no call of /api: this one is proof.
  const findings: Finding[] = [found("configuration", "ok", "fine")];
  const add = async (check: Check, look: () => Promise<readonly Finding[]>) => {
    try {
      findings.push(...(await look()));
    } catch (error) {
      findings.push(found(check, "unknown", "not-asked", { why: reasonOf(error).slice(0, 200) }));
    }
  };
  await add("database", async () => {
    const { missing, bytes } = await readSchemaState(db);
    const names = missing.slice(0, NAMES_SHOWN).join(", ");
    return [
      missing.length === 0
        ? found("database", "ok", "fine")
        : found("database", "bad", "schema-behind", { missing: missing.length, names }),
      sizeFinding(bytes),
    ];
  });
  await add("shopify-token", () => examineShop(deps));
  await add("erp", () => examineErp(deps));
  await add("locations", async () => [await locations(db)]);
  await add("loads", async () => [await loads(deps)]);
  await add("dead-letters", async () => [await deadLetters(db)]);
  await add("lanes", async () => [await lanes(db)]);
  return findings;
}

async function examineShop(deps: Deps): Promise<readonly Finding[]> {
  const { shopify, clock, fetch, config } = deps;
  const scopes = await readScopes(shopify, "catalog");
  const version = versionFinding(ADMIN_API_VERSION, shopify.servedVersion?.() ?? null, clock.now());
  if (!scopes.ok) return [shopFinding(scopes.failure), version];
  const missing = missingScopes(scopes.data).map(({ scope }) => scope);
  const approval = await readApproval(shopify);
  const findings: Finding[] = [
    found("shopify-token", "ok", "fine", { shop: config.shopify.shop }),
    missing.length === 0
      ? found("scopes", "ok", "fine")
      : found("scopes", "bad", "scopes-missing", { scopes: missing.join(", ") }),
  ];
  if (approval.ok)
    findings.push(
      approval.data === null
        ? found("customer-data", "unknown", "data-unproven")
        : found("customer-data", approval.data ? "ok" : "bad", approval.data ? "fine" : "data-unapproved"),
    );
  else findings.push(found("customer-data", "unknown", "not-asked", { why: approval.failure.kind }));
  findings.push(version, ...(await webhooks(deps)));
  // The Admin API's address without a token: only its clock is read.
  const answer = await fetch(new Request(config.shopify.origin, { method: "HEAD", redirect: "manual" }));
  const date = Date.parse(answer.headers.get("date") ?? "");
  findings.push(clockFinding("clock-shopify", Number.isNaN(date) ? null : date, clock.now()));
  return findings;
}

function shopFinding(failure: AdminFailure): Finding {
  if (failure.kind === "unauthorized") return found("shopify-token", "bad", failure.why ?? "credentials");
  if (failure.kind === "shopClosed") return found("shopify-token", "bad", "shop-closed", { status: failure.status });
  const why = "message" in failure ? failure.message.slice(0, 200) : failure.kind;
  return found("shopify-token", "bad", "shop-unreachable", { why });
}

/** Nothing is created: no topic may be. */
async function webhooks({ db, shopify }: Deps): Promise<readonly Finding[]> {
  const record = await readWebhookRecord(db);
  if (!record) return [found("webhooks", "bad", "webhooks-never")];
  const read = await subscribeWebhooks(shopify, record.address, []);
  if (read.kind === "failed") return [found("webhooks", "unknown", "not-asked", { why: read.failure.kind })];
  const missing = record.topics.filter((topic) => !read.standing.includes(topic));
  if (missing.length > 0) return [found("webhooks", "bad", "webhooks-missing", { topics: missing.join(", ") })];
  const others = [...new Set(read.foreign.map(({ uri }) => uri))].slice(0, NAMES_SHOWN);
  return [
    others.length === 0
      ? found("webhooks", "ok", "fine", { address: record.address, topics: record.topics.length })
      : found("webhooks", "ok", "webhooks-foreign", { count: read.foreign.length, addresses: others.join(", ") }),
  ];
}

async function locations(db: D1Database): Promise<Finding> {
  const companies = (await readCompanies(db)).filter(({ enabled }) => enabled);
  const open = companies.filter(({ locationGid, problem }) => locationGid === null || problem !== null);
  if (companies.length === 0) return found("locations", "bad", "locations-none");
  if (open.length === 0) return found("locations", "ok", "fine", { companies: companies.length });
  return found("locations", "bad", "locations-unmapped", { companies: open.map(({ company }) => company).join(", ") });
}

const nameOf = ({ name, company }: { readonly name: string; readonly company: number }): string =>
  company === 0 ? name : `${name} ${company}`;

async function loads({ db, clock, config }: Deps): Promise<Finding> {
  const isRead = ({ name }: { readonly name: string }) => name !== "images" || config.images.hosts.length > 0;
  const stalled = (await readStalledLoads(db, clock.now())).filter(isRead);
  if (stalled.length > 0)
    return found("loads", "bad", "loads-stalled", { loads: stalled.slice(0, NAMES_SHOWN).map(nameOf).join(", ") });
  const never = (await readLoadStates(db, clock.now()))
    .filter(isRead)
    .filter(
      ({ isScheduled, lastSuccessAt, name }) => isScheduled && lastSuccessAt === 0 && !name.startsWith("publish"),
    );
  return never.length === 0
    ? found("loads", "ok", "fine")
    : found("loads", "unknown", "loads-never", { loads: never.slice(0, NAMES_SHOWN).map(nameOf).join(", ") });
}

async function deadLetters(db: D1Database): Promise<Finding> {
  const counts = deskCounts((await countOpenEntries(db).all()).results);
  const open = counts.find(({ reason }) => reason === "dead-letter")?.open ?? 0;
  return open === 0
    ? found("dead-letters", "ok", "fine")
    : found("dead-letters", "bad", "dead-letters-open", { count: open });
}

async function lanes(db: D1Database): Promise<Finding> {
  const state = await readDryRun(db);
  const held = DRY_RUN_SCOPES.filter((scope) => covers(state, scope));
  return held.length === 0
    ? found("lanes", "ok", "fine")
    : found("lanes", "ok", "lanes-held", { lanes: held.join(", ") });
}
