/** Cursor paging over a list, as Shopify's connections page. */
import { topLevel, type StrangePage } from "./core.ts";

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

export interface Connection {
  readonly nodes: readonly unknown[];
  readonly edges: readonly { readonly node: unknown; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A list in an order of its own: a page goes on after the last value seen, though the list has changed since. */
export interface Ordered {
  readonly items: readonly { readonly id: string }[];
  /** Unique, comparable as text. */
  readonly keyOf: (item: never) => string;
}

export const isOrdered = (value: unknown): value is Ordered =>
  typeof value === "object" && value !== null && "items" in value && "keyOf" in value;

const PAGE_MAX = 250;

export function page(
  list: readonly unknown[] | Ordered,
  args: PageArguments,
  field: string,
  whole = false,
): Connection {
  const first = args.first ?? undefined;
  const last = args.last ?? undefined;
  if (first === undefined && last === undefined)
    throw topLevel("BAD_REQUEST", `you must provide one of first or last (${field})`);
  for (const size of [first, last])
    if (!whole && size !== undefined && (size < 0 || size > PAGE_MAX))
      throw topLevel("BAD_REQUEST", `${field}: a page holds between 0 and ${PAGE_MAX} records, not ${size}`);
  const ordered = isOrdered(list);
  let items: readonly unknown[] = ordered ? list.items : list;
  if (args.reverse) items = items.toReversed();
  const keyOf = (item: unknown, index: number): string =>
    ordered ? list.keyOf(item as never) : (idOf(item) ?? String(index));
  const at = (cursor: string): number => {
    const key = decode(cursor, field);
    if (!ordered) {
      const index = items.findIndex((item, position) => keyOf(item, position) === key);
      if (index < 0) throw topLevel("BAD_REQUEST", `${field}: invalid cursor`);
      return index;
    }
    const beyond = items.findIndex((item, position) =>
      args.reverse ? keyOf(item, position) < key : keyOf(item, position) > key,
    );
    return (beyond < 0 ? items.length : beyond) - 1;
  };
  let from = args.after ? at(args.after) + 1 : 0;
  let until = args.before ? at(args.before) : items.length;
  if (first !== undefined) until = Math.min(until, from + first);
  else if (last !== undefined) from = Math.max(from, until - last);
  const nodes = items.slice(from, until);
  const edges = nodes.map((node, index) => ({ node, cursor: encode(keyOf(node, from + index)) }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: until < items.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** A page that says there is more and not where: as answers under load, or cut on their way, have looked. */
export function strange(whole: Connection, fault: StrangePage | undefined): Connection {
  if (!fault || fault.left <= 0) return whole;
  fault.left -= 1;
  const half = fault.kind === "empty" ? 0 : Math.floor(whole.nodes.length / 2);
  return {
    nodes: whole.nodes.slice(0, half),
    edges: whole.edges.slice(0, half),
    pageInfo: { ...whole.pageInfo, hasNextPage: true, endCursor: null },
  };
}

const idOf = (item: unknown): string | undefined => {
  const id = typeof item === "object" && item !== null ? Reflect.get(item, "id") : undefined;
  return typeof id === "string" ? id : undefined;
};

const encode = (key: string): string => Buffer.from(JSON.stringify({ last: key })).toString("base64url");
function decode(cursor: string, field: string): string {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const key = typeof value === "object" && value !== null ? Reflect.get(value, "last") : undefined;
    if (typeof key === "string") return key;
  } catch {
    // answered below
  }
  throw topLevel("BAD_REQUEST", `${field}: invalid cursor`);
}
