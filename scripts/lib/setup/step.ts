/** One step of the set-up: it may be repeated, and says what it did. */
import type { Names } from "./config.ts";
import type { Ports, Ran, Wish } from "./ports.ts";
import type { StepName } from "./words.ts";

export type Outcome =
  /** It made something. */
  | { readonly kind: "done"; readonly notes: readonly string[] }
  /** What it makes was there. */
  | { readonly kind: "there"; readonly notes: readonly string[] }
  /** A person decides; the next steps go on. */
  | { readonly kind: "open"; readonly notes: readonly string[] }
  /** The set-up ends here. `why` in the words of the other side, `cure` in ours. */
  | { readonly kind: "failed"; readonly why: string; readonly cure: string };

export interface Work {
  readonly ports: Ports;
  readonly wish: Wish;
  readonly names: Names;
  /** Arguments that name this installation's file. */
  readonly config: readonly string[];
  /** What the steps propose to store, in their order: one question for all of them. */
  readonly proposals: Proposed[];
  /** Segment of the ERP's prices, from the configuration. */
  readonly segment: number;
  /** Companies with a location, also those that are only proposed. */
  companies: readonly number[];
}

export interface Proposed {
  readonly lines: readonly string[];
  readonly path: string;
  readonly body: unknown;
  readonly cure: string;
}

export interface Step {
  readonly name: StepName;
  run(work: Work): Promise<Outcome>;
}

export const done = (...notes: readonly string[]): Outcome => ({ kind: "done", notes });
export const there = (...notes: readonly string[]): Outcome => ({ kind: "there", notes });
export const open = (...notes: readonly string[]): Outcome => ({ kind: "open", notes });
export const failed = (why: string, cure: string): Outcome => ({ kind: "failed", why, cure });

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Colours of a terminal. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;
const LINES_MAX = 12;

/** The lines of wrangler that say what was wrong; its banner and hints about logs and bugs are left out. */
export function wordsOf({ out, err }: Ran): string {
  const lines = `${err}\n${out}`
    .replaceAll(COLOURS, "")
    .split("\n")
    .map((line) => line.trim())
    .filter(
      (line) => line !== "" && !/wrangler \d|^[─-]+$|Logs were written|^🪵|If you think this is a bug/u.test(line),
    );
  return lines.slice(0, LINES_MAX).join(" | ");
}
