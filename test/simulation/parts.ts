/**
 * Stretches of scenarios that were run, each kept with its commit: a run that was stopped goes on, and many runs become one
 * report. What was run on another commit is never added to it; it is listed beside.
 */
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Summary, type Sums } from "./summary.ts";

/** So many scenarios are kept at a time; a run that is stopped loses fewer than this for each process. */
const STRETCH_SEEDS = 25;

export interface Part {
  readonly commit: string;
  /** First and last seed; all between them were run. */
  readonly from: number;
  readonly to: number;
  readonly sums: Sums;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly summary: Summary;
}

export class Parts {
  readonly #folder: string;
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Of every commit, by commit and seed; of two that overlap only the first. */
  all(): readonly Part[] {
    const parts = globSync(join(this.#folder, "*", "*.json"))
      .map((path) => JSON.parse(readFileSync(path, "utf8")) as Part)
      .toSorted((a, b) => (a.commit === b.commit ? a.from - b.from : a.commit < b.commit ? -1 : 1));
    return parts.filter(
      (part, n) => !parts.slice(0, n).some((other) => other.commit === part.commit && other.to >= part.from),
    );
  }

  keep(part: Part): void {
    const folder = join(this.#folder, part.commit);
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${part.from}-${part.to}.json`);
    // Beside, then renamed: a run that is killed here leaves no half of a part.
    writeFileSync(`${path}.new`, JSON.stringify(part));
    renameSync(`${path}.new`, path);
  }
}

/** The seeds that no part has, in stretches of seeds that follow one another. */
export function stretchesOf(seeds: readonly number[], known: readonly Part[]): readonly Stretch[] {
  const stretches: { from: number; to: number; summary: Summary }[] = [];
  for (const seed of seeds) {
    if (known.some(({ from, to }) => from <= seed && seed <= to)) continue;
    const last = stretches.at(-1);
    if (last && last.to === seed - 1 && seed - last.from < STRETCH_SEEDS) last.to = seed;
    else stretches.push({ from: seed, to: seed, summary: new Summary() });
  }
  return stretches;
}

/** Every scenario of it has ended, well or not. */
export const isWhole = ({ from, to, summary }: Stretch): boolean =>
  summary.seeds + summary.broken.length === to - from + 1;

/** For the report: ranges of seeds that follow one another on one commit, as one. */
export function rangesOf(parts: readonly Part[]): readonly Readonly<Record<string, unknown>>[] {
  const ranges: { commit: string; from: number; to: number; seeds: number; badSeeds: number[]; cpuMs: number }[] = [];
  for (const { commit, from, to, sums } of parts) {
    const last = ranges.at(-1);
    const bad = [...sums.failed, ...sums.broken].map(({ seed }) => seed);
    if (last && last.commit === commit && last.to === from - 1) {
      last.to = to;
      last.seeds += sums.seeds;
      last.badSeeds.push(...bad);
      last.cpuMs += sums.cpuMs;
    } else ranges.push({ commit, from, to, seeds: sums.seeds, badSeeds: bad, cpuMs: sums.cpuMs });
  }
  return ranges.map(({ cpuMs, ...range }) => ({ ...range, cpuSeconds: Math.round(cpuMs / 1000) }));
}
