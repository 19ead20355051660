/** Orders looked up and searched, and what is looked up through them. */
import type { Ordered } from "../connections.ts";
import { topLevel, type Core, type Resolvers } from "../core.ts";
import { ownerByCustomId } from "../metafields/definitions.ts";
import type { Order } from "../records/orders.ts";
import { oldestShown, shownOrder } from "./order-access.ts";
import { visible } from "./order-parts.ts";
import { parseOrderQuery } from "./order-search.ts";

export const orderQueries: Resolvers = {
  QueryRoot: {
    order: (_: unknown, { id }: { id: string }, { core }) => shownOrder(core, id) ?? null,
    orderByIdentifier: (
      _: unknown,
      { identifier }: { identifier: { id?: string; customId?: { namespace?: string; key: string; value: string } } },
      { core },
    ) =>
      shownOrder(
        core,
        identifier.id ?? (identifier.customId ? ownerByCustomId(core, "ORDER", identifier.customId) : undefined) ?? "",
      ) ?? null,
    orders: (_: unknown, args: { query?: string | null; sortKey?: string | null }, { core }) =>
      searchOrders(core, args),
    ordersCount: (_: unknown, args: { query?: string | null }, { core }) => ({
      count: searchOrders(core, args).items.length,
      precision: "EXACT",
    }),
    refund: (_: unknown, { id }: { id: string }, { core }) =>
      [...core.state.orders.values()]
        .filter((order) => shownOrder(core, order.id) !== undefined)
        .flatMap(({ refunds }) => refunds)
        .find((refund) => refund.id === id) ?? null,
    fulfillmentOrder: (_: unknown, { id }: { id: string }, { core }) =>
      [...core.state.orders.values()].flatMap((order) => visible(core, order)).find((each) => each.id === id) ?? null,
    customer: (_: unknown, { id }: { id: string }, { core }) => core.state.customers.get(id) ?? null,
  },
};

/** Orders come back from the search index: by its lag late, and for 60 days unless read_all_orders is granted. */
function searchOrders(core: Core, args: { query?: string | null; sortKey?: string | null }): Ordered {
  const now = core.now();
  const matches = parseOrderQuery(args.query ?? "", core.settings.taxesIncluded);
  const oldest = oldestShown(core);
  const seen = [...core.state.orders.values()].filter(
    (order) => order.createdAt >= oldest && order.updatedAt <= now - core.settings.searchLagMs && matches(order),
  );
  const at = { UPDATED_AT: "updatedAt", CREATED_AT: "createdAt", PROCESSED_AT: "processedAt", ID: undefined }[
    args.sortKey ?? "PROCESSED_AT"
  ];
  if (at === undefined && args.sortKey !== "ID")
    throw topLevel("NOT_SIMULATED", `the simulator does not simulate QueryRoot.orders(sortKey: ${args.sortKey})`);
  const keyOf = (order: Order) =>
    `${String(at === undefined ? 0 : Math.floor(order[at as "updatedAt"] / 1_000)).padStart(12, "0")}|${String(order.number).padStart(12, "0")}`;
  return { items: seen.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)), keyOf };
}
