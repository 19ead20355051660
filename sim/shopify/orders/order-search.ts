/** The search syntax of `orders(query:)`, as far as a connector needs it; the rest is named as not simulated. */
import { topLevel } from "../core.ts";
import type { Order } from "../records/orders.ts";
import { numberOfId } from "../state.ts";
import { financialStatus } from "./order-totals.ts";

type Test = (order: Order) => boolean;

export function parseOrderQuery(query: string, taxesIncluded: boolean): Test {
  const text = query.trim();
  if (text === "") return () => true;
  const tests = text.split(/\s+AND\s+|\s+(?=[a-z_]+:)/).map((term) => {
    const [, name, operator, single, double, plain] =
      /^([a-z_]+):(>=|<=|>|<|)(?:'([^']*)'|"([^"]*)"|(\S+))$/.exec(term.trim()) ?? [];
    const test =
      name === undefined ? undefined : termTest(name, operator ?? "", single ?? double ?? plain ?? "", taxesIncluded);
    if (!test)
      throw topLevel(
        "NOT_SIMULATED",
        `the simulator does not simulate QueryRoot.orders(query: ${JSON.stringify(term)})`,
      );
    return test;
  });
  return (order) => tests.every((test) => test(order));
}

function termTest(name: string, operator: string, value: string, taxesIncluded: boolean): Test | undefined {
  const dates = { updated_at: "updatedAt", created_at: "createdAt", processed_at: "processedAt" } as const;
  if (name === "updated_at" || name === "created_at" || name === "processed_at") {
    const wanted = Date.parse(value);
    if (Number.isNaN(wanted)) throw topLevel("BAD_REQUEST", `Invalid timestamp for query filter ${name}: ${value}`);
    return (order) => compare(Math.floor(order[dates[name]] / 1_000), operator, Math.floor(wanted / 1_000));
  }
  if (operator !== "") return undefined;
  switch (name) {
    case "id":
      return ({ id }) => String(numberOfId(id)) === value;
    case "name":
      return (order) => order.name === value || order.name === `#${value}`;
    case "tag":
      return ({ tags }) => tags.some((tag) => tag.toLowerCase() === value.toLowerCase());
    case "test":
      return ({ test }) => String(test) === value;
    case "financial_status":
      return (order) => financialStatus(order, taxesIncluded).toLowerCase() === value.toLowerCase();
    case "status":
      if (value === "any") return () => true;
      if (value === "cancelled") return ({ cancelledAt }) => cancelledAt !== null;
      if (value === "open") return ({ cancelledAt, closedAt }) => cancelledAt === null && closedAt === null;
      return undefined;
    default:
      return undefined;
  }
}

function compare(has: number, operator: string, wanted: number): boolean {
  switch (operator) {
    case ">=":
      return has >= wanted;
    case "<=":
      return has <= wanted;
    case ">":
      return has > wanted;
    case "<":
      return has < wanted;
    default:
      return has === wanted;
  }
}
