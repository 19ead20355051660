/**
 * The metafield `erp.precos`: one document per variant over all mapped companies, 25 variants a call. A document is
 * sent when any company's due price differs from the last accepted one; it contains the current prices of all
 * companies.
 */
import { priceDocument, type CompanyPrice } from "../../rules/prices/price-document.ts";
import { closeEntries, openEntries } from "../../hub/desk/desk.ts";
import { markDefined, type PriceTarget } from "../../hub/prices/price-targets.ts";
import { readDuePrices, readMetafieldPrices, type DuePrice } from "../../hub/prices/shop-prices.ts";
import type { Instant } from "../../ports.ts";
import { METAFIELDS_MAX, setPriceMetafields } from "../../shopify/prices/price-metafields.ts";
import { ensurePricesDefinition } from "../../shopify/setup/definitions.ts";
import { callAllOrNone, splitByErrors, type AfterCall } from "../lane/all-or-none-call.ts";
import type { Lane, LaneOutcome } from "../lane/lane.ts";
import { eachAtOnce } from "../../rules/work/at-once.ts";
import { inTurn } from "../lane/parallel.ts";
import { PricePage } from "./page.ts";
import { targetAction } from "./decide.ts";
import { DEFINITION_KEY, definitionEntry } from "./entries.ts";

/** Four calls: a document needs the rows of many companies, and all of them are in memory at once. */
const PAGE = METAFIELDS_MAX * 4;
const WIDTH = 4;
/** Limit of calls for one group: 25 lines halved five times, plus a margin. */
const CALLS_MAX = 16;

export async function publishPriceMetafields(lane: Lane, targets: readonly PriceTarget[]): Promise<LaneOutcome> {
  const companies = targets.filter(({ kind }) => kind === "metafield");
  let hasMore = false;
  for (const [index, target] of inTurn(companies, lane.clock.now()).entries()) {
    if (index > 0 && lane.outOfTime()) return { kind: "more" }; // each company takes at least one page
    const outcome = await publishCompany(lane.part(index, companies.length), target);
    if (outcome.kind === "stopped") return outcome;
    hasMore ||= outcome.kind === "more";
  }
  return { kind: hasMore ? "more" : "done" };
}

/** Starts at one company's due rows; a variant due at other companies is sent for all of them. */
async function publishCompany(lane: Lane, { target, gid }: PriceTarget): Promise<LaneOutcome> {
  const begun = lane.clock.now();
  let after = { seqProduct: -1, sku: "" };
  for (;;) {
    const due = await readDuePrices(lane.db, target, after, begun, PAGE);
    const last = due.at(-1);
    if (!last) return { kind: "done" };
    if (gid === null && after.seqProduct < 0) {
      const stopped = await define(lane);
      if (stopped) return stopped;
    }
    const page = new MetafieldPage(lane, lane.clock.now());
    await page.publish(await readMetafieldPrices(lane.db, due));
    if (page.failure) return lane.stop(page.failure);
    if (due.length < PAGE) return { kind: "done" };
    after = last;
    if (lane.outOfTime()) return { kind: "more" };
  }
}

async function define(lane: Lane): Promise<LaneOutcome | null> {
  const defined = await ensurePricesDefinition(lane.shopify);
  if (defined.kind === "failed") return lane.stop(defined.failure);
  if (defined.kind === "done") {
    await lane.write([
      markDefined(lane.db),
      closeEntries(lane.db, "publish-prices", [DEFINITION_KEY], lane.clock.now()),
    ]);
    return null;
  }
  await lane.write([openEntries(lane.db, [definitionEntry(defined.errors)], lane.clock.now())]);
  return { kind: "stopped", reason: "definition", forShop: false };
}

interface Line {
  readonly variantGid: string;
  readonly value: string;
  /** Due rows of the variant, each marked once Shopify has accepted the document. */
  readonly parts: readonly { readonly row: DuePrice; readonly onAccepted: () => void }[];
}

interface Group {
  readonly lines: readonly Line[];
}

class MetafieldPage extends PricePage<Lane> {
  readonly #at: Instant;

  constructor(lane: Lane, now: Instant) {
    super(lane, now);
    this.#at = now;
  }

  async publish(rows: readonly DuePrice[]): Promise<void> {
    const lines = [...Map.groupBy(rows, ({ sku }) => sku).values()].flatMap((parts) => this.#lineOf(parts));
    const groups = Array.from({ length: Math.ceil(lines.length / METAFIELDS_MAX) }, (_, index) =>
      lines.slice(index * METAFIELDS_MAX, (index + 1) * METAFIELDS_MAX),
    );
    await eachAtOnce(groups, WIDTH, (group) => this.#send(group));
    await this.lane.write(this.statements());
  }

  /** The document of one variant; none when it equals the last accepted one. */
  #lineOf(rows: readonly DuePrice[]): Line[] {
    const prices: CompanyPrice[] = [];
    const parts: { row: DuePrice; onAccepted: () => void }[] = [];
    let variantGid: string | null = null;
    let isExternalChange = false;
    for (const row of rows) {
      const { company, weighed, sentPriceCents, sentCompareCents, erpPriceCents: sentErpCents } = row;
      const step = targetAction(row, this.#at);
      if (step.kind === "park") {
        if (row.due) this.park(row, false);
        continue;
      }
      ({ variantGid } = row);
      if (step.kind === "remove") {
        isExternalChange ||= row.due;
        if (row.due) parts.push({ row, onAccepted: () => this.off(row) });
        continue;
      }
      if (step.kind === "pendingApproval" || step.kind === "refuse") {
        if (row.due && step.kind === "pendingApproval") this.keepPending(row, step);
        if (row.due && step.kind === "refuse") this.refuse(row, step.reason);
        if (sentPriceCents !== null)
          prices.push({
            company,
            priceCents: sentPriceCents,
            compareAtCents: sentCompareCents,
            perKgCents: weighed ? sentErpCents : null,
            offers: row.sentOffers,
          });
        continue;
      }
      const { price, erpPriceCents, offers } = step;
      const { priceCents, compareAtCents } = price;
      prices.push({ company, priceCents, compareAtCents, perKgCents: weighed ? erpPriceCents : null, offers });
      if (!row.due) continue; // marked at its own turn; this document already contains its current price
      isExternalChange ||= step.kind === "set";
      parts.push({ row, onAccepted: () => this.recordSent(row, price, erpPriceCents, offers) });
    }
    if (variantGid !== null && isExternalChange) return [{ variantGid, value: priceDocument(prices), parts }];
    for (const { onAccepted } of parts) onAccepted();
    return [];
  }

  async #send(given: readonly Line[]): Promise<void> {
    const leave = (groups: readonly Group[]) => this.pending(rowsOf(groups));
    const send = async (group: Group, waiting: readonly Group[]): Promise<AfterCall<Group, null>> => {
      if (this.failure) {
        leave([group, ...waiting]); // a call of this page failed, perhaps one of another group
        return { kind: "end", end: null };
      }
      const { lines } = group;
      const result = await setPriceMetafields(this.lane.shopify, lines);
      switch (result.kind) {
        case "failed":
          this.failed(result.failure, rowsOf([group]));
          return { kind: "next", groups: [] };
        case "accepted":
          for (const { parts } of lines) for (const { onAccepted } of parts) onAccepted();
          return { kind: "next", groups: [] };
        case "errors": {
          const { named, again } = splitByErrors(lines, result.errors);
          for (const [{ parts }, { code, message }] of named)
            for (const { row } of parts) this.refusedByShop(row, { code, message });
          return { kind: "next", groups: again.map((part) => ({ lines: part })) };
        }
      }
    };
    await callAllOrNone({ lines: given }, { callsMax: CALLS_MAX, send, leave });
  }
}

const rowsOf = (groups: readonly Group[]) =>
  groups.flatMap(({ lines }) => lines.flatMap(({ parts }) => parts.map(({ row }) => row)));
