/**
 * What an invoice of the ERP fulfils of the Shopify order, from the order as it is read now.
 *
 * - Only what the invoice bills, and of that only what is still to leave. So a repetition never fulfils more (E19).
 * - One fulfilment a location (E17): the next one is planned from the order as the last one left it. The invoice's own
 *   store comes first. A location that no company has, as a fulfilment service's, is left alone.
 * - Goods by weight leave with their first invoice, whatever it weighs: the alteration before it made the units right.
 * - A line that a mapping made another product of the ERP, as a gift, leaves when that product is billed.
 * - A line that the ERP has no product for leaves with the last of the others.
 * - Goods to be picked up leave when they are picked up, unless the rules say that the invoice is the pickup.
 */
import { parseSku } from "../../catalog/sku-key.ts";
import type { EventItem } from "../erp-event.ts";

/** One line of a fulfillment order. */
export interface LineNow {
  readonly id: string;
  /** Units that are still to leave. */
  readonly remaining: number;
  readonly sku: string | null;
  readonly variantGid: string | null;
  readonly title: string;
  readonly isGiftCard: boolean;
}

/** The ERP's product that a line was submitted as, where it is not its own, and how many of its units. */
export interface MappedLine {
  readonly sku: string;
  readonly units: number;
}

export interface FulfillmentOrderNow {
  readonly id: string;
  readonly status: string;
  readonly locationGid: string | null;
  /** Shopify's delivery method; null: it has none. */
  readonly method: string | null;
  readonly lines: readonly LineNow[];
}

/** Why an invoice does not fulfil what it bills. */
export type FulfilObstacle = "on-hold" | "scheduled" | "elsewhere" | "not-shown" | "refused";

export interface FulfilPart {
  readonly fulfillmentOrderId: string;
  readonly lines: readonly {
    readonly id: string;
    readonly sku: string | null;
    readonly quantity: number;
    /** What was still to leave before. */
    readonly remaining: number;
  }[];
}

export type FulfilPlan =
  /** All that it bills has left, or never leaves by an invoice. */
  | { readonly do: "nothing" }
  | {
      readonly do: "fulfil";
      readonly locationGid: string;
      readonly parts: readonly FulfilPart[];
      /** After it nothing is left for this invoice. */
      readonly isLast: boolean;
    }
  | { readonly do: "stop"; readonly why: FulfilObstacle; readonly units: number };

export interface FulfilFacts {
  readonly fulfillmentOrders: readonly FulfillmentOrderNow[];
  /** The invoice's items; empty: the ERP did not name them, so it bills the order. */
  readonly items: readonly EventItem[];
  /** nroEmpresa of the invoice; null: not known. */
  readonly company: number | null;
  /** Location → company. */
  readonly companies: ReadonlyMap<string, number>;
  /** Line of a fulfillment order → what a mapping made of it (fulfil-mapped.ts). */
  readonly mapped: ReadonlyMap<string, MappedLine>;
  /** SKUs of goods by weight. */
  readonly weighed: ReadonlySet<string>;
  readonly quantityIn: "packages" | "units";
  /** SKU → units that this invoice has fulfilled already. */
  readonly done: ReadonlyMap<string, number>;
  /** Locations at which Shopify has just refused the same. */
  readonly refusedAt: ReadonlySet<string>;
  readonly fulfilsPickups: boolean;
}

export function planFulfilment(facts: FulfilFacts): FulfilPlan {
  const { fulfillmentOrders, companies, company, refusedAt, fulfilsPickups } = facts;
  if (fulfillmentOrders.length === 0) return { do: "stop", why: "not-shown", units: 0 };
  const standing = fulfillmentOrders
    .filter(({ status }) => status !== "CLOSED" && status !== "CANCELLED")
    .filter(({ method }) => fulfilsPickups || method !== "PICK_UP")
    .toSorted((a, b) => rank(a) - rank(b));
  const allocated = allocate(standing, facts);
  const open = allocated.filter(({ of }) => isOpen(of) && isOurs(of) && !refusedAt.has(of.locationGid ?? ""));
  const locationGid = open.find(({ part }) => part.lines.length > 0)?.of.locationGid ?? null;
  if (locationGid !== null) {
    const parts = open.filter(({ of, part }) => of.locationGid === locationGid && part.lines.length > 0);
    const isLast = allocated.filter(({ part }) => part.lines.length > 0).length === parts.length;
    return { do: "fulfil", locationGid, parts: parts.map(({ part }) => part), isLast };
  }
  const stopped = allocated.find(({ part }) => part.lines.length > 0);
  if (stopped === undefined) return { do: "nothing" };
  const units = allocated.flatMap(({ part }) => part.lines).reduce((sum, { quantity }) => sum + quantity, 0);
  return { do: "stop", why: obstacleOf(stopped.of), units };

  function isOurs({ locationGid: gid }: FulfillmentOrderNow): boolean {
    return gid !== null && companies.has(gid);
  }
  function rank({ locationGid: gid }: FulfillmentOrderNow): number {
    const of = gid === null ? undefined : companies.get(gid);
    if (of === undefined) return 2;
    return of === company ? 0 : 1;
  }
  function obstacleOf(order: FulfillmentOrderNow): FulfilObstacle {
    if (!isOurs(order)) return "elsewhere";
    if (order.status === "ON_HOLD") return "on-hold";
    return isOpen(order) ? "refused" : "scheduled";
  }
}

const isOpen = ({ status }: FulfillmentOrderNow): boolean => status === "OPEN" || status === "IN_PROGRESS";

/** Gives the billed units to the lines of the fulfillment orders, in their order. */
function allocate(
  orders: readonly FulfillmentOrderNow[],
  { items, weighed, quantityIn, done, mapped }: FulfilFacts,
): readonly { readonly of: FulfillmentOrderNow; readonly part: FulfilPart }[] {
  const left = new Map<string, number>();
  for (const { sku, attendedMilli } of items)
    left.set(sku, (left.get(sku) ?? 0) + unitsOf(sku, attendedMilli, weighed, quantityIn));
  for (const [sku, units] of done) left.set(sku, Math.max(0, (left.get(sku) ?? 0) - units));
  const billsAll = items.length === 0;
  const taken = (line: LineNow): number => {
    if (billsAll) return line.remaining;
    const own = line.sku === null ? 0 : take(line.sku, line.remaining);
    const as = mapped.get(line.id);
    return as === undefined ? own : own + take(as.sku, Math.min(line.remaining - own, as.units));
  };
  function take(sku: string, upTo: number): number {
    const wanted = left.get(sku) ?? 0;
    const quantity = Math.min(upTo, wanted);
    left.set(sku, wanted - quantity);
    return quantity;
  }
  const given = orders.map((of) => ({ of, lines: of.lines.map((line) => ({ line, quantity: taken(line) })) }));
  const isLast = given.every(({ lines }) =>
    lines.every(({ line, quantity }) => !isGoods(line) || quantity === line.remaining),
  );
  const hasAny = given.some(({ lines }) => lines.some(({ quantity }) => quantity > 0));
  return given.map(({ of, lines }) => ({
    of,
    part: {
      fulfillmentOrderId: of.id,
      lines: lines.flatMap(({ line: { id, sku, remaining, ...line }, quantity }) => {
        const units = isLast && hasAny && !isGoods({ id, sku, remaining, ...line }) ? remaining : quantity;
        return units > 0 ? [{ id, sku, quantity: units, remaining }] : [];
      }),
    },
  }));
}

const isGoods = ({ sku }: LineNow): boolean => parseSku(sku ?? "") !== null;

function unitsOf(
  sku: string,
  attendedMilli: number,
  weighed: ReadonlySet<string>,
  quantityIn: FulfilFacts["quantityIn"],
): number {
  if (attendedMilli <= 0) return 0;
  if (weighed.has(sku)) return Number.POSITIVE_INFINITY;
  const packageMilli = quantityIn === "units" ? (parseSku(sku)?.packageMilli ?? 1_000) : 1_000;
  return Math.floor(attendedMilli / packageMilli);
}
