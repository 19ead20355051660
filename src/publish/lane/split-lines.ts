/** After a call that Shopify takes whole or not at all: which lines its errors are about, and what goes again. */
import type { LineError } from "../../shopify/client/user-errors.ts";

export interface SplitByErrors<Line> {
  readonly named: readonly (readonly [Line, LineError])[];
  /** The others, each list a call. */
  readonly again: readonly (readonly Line[])[];
}

/** Lines that an error names are answered by themselves, the others go again; one that names none is found by halving. */
export function splitByErrors<Line>(lines: readonly Line[], errors: readonly LineError[]): SplitByErrors<Line> {
  const errorOf = new Map(errors.flatMap((error) => (error.line === null ? [] : [[error.line, error] as const])));
  const [unnamed] = errors;
  if (errorOf.size === 0 && (lines.length > 1 || !unnamed)) {
    const half = Math.ceil(lines.length / 2);
    return { named: [], again: [lines.slice(0, half), lines.slice(half)].filter((each) => each.length > 0) };
  }
  if (errorOf.size === 0 && unnamed) errorOf.set(0, unnamed);
  const left = lines.filter((_, index) => !errorOf.has(index));
  return {
    named: [...errorOf].flatMap(([index, error]) => {
      const line = lines[index];
      return line === undefined ? [] : [[line, error] as const];
    }),
    again: left.length > 0 ? [left] : [],
  };
}
