/**
 * Calls that Shopify takes whole or not at all. A line that an error names is answered by itself and the others go again; an
 * error that names no line is located by halving the group until the failing line is alone.
 */
import type { LineError } from "../../shopify/client/user-errors.ts";

/** Lines that go in one call. */
interface CallGroup {
  readonly lines: readonly unknown[];
}

export type AfterCall<Group, End> =
  /** These groups go next, before those that wait. `calls`: how many requests this one took; default 1. */
  | { readonly kind: "next"; readonly groups: readonly Group[]; readonly calls?: number }
  /** No further call; the groups that waited were counted by `send`. */
  | { readonly kind: "end"; readonly end: End };

interface AllOrNoneCall<Group, End> {
  /** Calls for everything that comes out of the first group, so that every loop is bounded. */
  readonly callsMax: number;
  /** Makes one call and records its result. `waiting`: the other groups, which one write may have to count as well. */
  readonly send: (group: Group, waiting: readonly Group[]) => Promise<AfterCall<Group, End>>;
  /** The calls are used up: these groups stay due. */
  readonly leave: (groups: readonly Group[]) => void;
}

/** Sends a group, and in turn what remains of it. @returns what `send` ended with, or null: no group is left. */
export async function callAllOrNone<Group extends CallGroup, End>(
  first: Group,
  { callsMax, send, leave }: AllOrNoneCall<Group, End>,
): Promise<End | null> {
  const groups = [first];
  let calls = 0;
  for (let group = groups.shift(); group; group = groups.shift()) {
    if (group.lines.length === 0) continue;
    if (calls >= callsMax) {
      leave([group, ...groups]);
      return null;
    }
    const after = await send(group, groups);
    if (after.kind === "end") return after.end;
    calls += after.calls ?? 1;
    groups.unshift(...after.groups);
  }
  return null;
}

interface SplitLines<Line> {
  readonly named: readonly (readonly [Line, LineError])[];
  /** The others, each list a call. */
  readonly again: readonly (readonly Line[])[];
}

/** After a call that wrote nothing: the lines that its errors name, and the others, which go again. */
export function splitByErrors<Line>(lines: readonly Line[], errors: readonly LineError[]): SplitLines<Line> {
  const errorOf = new Map(errors.flatMap((error) => (error.line === null ? [] : [[error.line, error] as const])));
  const [unnamed] = errors;
  if (errorOf.size === 0 && (lines.length > 1 || !unnamed)) {
    const half = Math.ceil(lines.length / 2);
    return { named: [], again: [lines.slice(0, half), lines.slice(half)].filter((part) => part.length > 0) };
  }
  if (errorOf.size === 0 && unnamed) errorOf.set(0, unnamed);
  const remaining = lines.filter((_, index) => !errorOf.has(index));
  return {
    named: [...errorOf].flatMap(([index, error]) => {
      const line = lines[index];
      return line === undefined ? [] : [[line, error] as const];
    }),
    again: remaining.length > 0 ? [remaining] : [],
  };
}
