/** (f) Memory at the largest page. Each case runs in a process of its own (memory-child.ts), whose old space is kept below the limit. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { resultOf, type Result } from "../lib/results.ts";

export interface MemoryCase {
  readonly load: "products" | "skus" | "prices" | "stock";
  readonly pageSize: number;
  /** Characters of a product's description. */
  readonly descriptionLength: number;
}

export interface Memory {
  readonly bodyBytes: number;
  readonly records: number;
  /** Megabytes (10^6 bytes) alive at the worst of the looks: after a full collection, without the simulators. */
  readonly liveMb: number;
  /** Of the Worker before its first page. */
  readonly idleMb: number;
}

const LIMIT_MB = 100;
const MIB = 1_048_576;
/** V8's heap is held to one size after another, so that "it fits" is not a matter of when the collector comes by. */
const HEAPS_MIB = [16, 20, 24, 28, 32, 40, 48, 56, 60, 64, 68, 72, 76, 80, 96] as const;
const YOUNG_MIB = 4;

export interface MemoryPeak extends Memory {
  /** The smallest heap in which the page went through, Node's own share in it. */
  readonly heapMb: number;
}

export function measureMemory(given: MemoryCase, heaps: readonly number[] = HEAPS_MIB): MemoryPeak {
  let last = "";
  for (const heap of heaps) {
    const child = spawnSync(
      process.execPath,
      [
        "--disable-warning=ExperimentalWarning",
        "--expose-gc",
        `--max-old-space-size=${heap}`,
        `--max-semi-space-size=${YOUNG_MIB}`,
        join(import.meta.dirname, "memory-child.ts"),
        JSON.stringify(given),
      ],
      { encoding: "utf8", maxBuffer: 10_000_000 },
    );
    if (child.status === 0) return { ...(JSON.parse(child.stdout) as Memory), heapMb: (heap * MIB) / 1e6 };
    last = child.stderr.slice(-2_000);
    if (!last.includes("heap")) break; // it broke for another reason
  }
  throw new Error(`${given.load}: the page did not go through: ${last}`);
}

/** The largest pages: the most records that the page size may be set to (1,000), and the most bytes the client takes (16 MiB). */
const CASES: readonly (readonly [string, MemoryCase])[] = [
  ["stock, 1,000 records", { load: "stock", pageSize: 1_000, descriptionLength: 0 }],
  ["prices, 1,000 records", { load: "prices", pageSize: 1_000, descriptionLength: 0 }],
  ["products, 1,000 records, 15 MB", { load: "products", pageSize: 1_000, descriptionLength: 14_500 }],
];

export async function memory(say: (line: string) => void): Promise<Result[]> {
  return CASES.map(([what, given]) => {
    const { bodyBytes, records, liveMb, idleMb, heapMb } = measureMemory(given);
    const peakMb = heapMb + bodyBytes / 1e6;
    say(`  ${what}: ${heapMb.toFixed(1)} MB of heap, ${liveMb.toFixed(1)} MB alive between two steps`);
    return resultOf(`catalogue/memory of the Worker/${what}`, {
      value: peakMb,
      unit: "MB",
      limit: LIMIT_MB,
      note: `at most: the smallest heap in which the page goes through (${heapMb.toFixed(0)} MB, Node's own share in it) and its ${(bodyBytes / 1e6).toFixed(1)} MB once more as bytes outside of it, for the digest; ${records} records; alive at the worst port call ${liveMb.toFixed(1)} MB, before the first page ${idleMb.toFixed(1)} MB`,
      keep: { atMost: 1 },
    });
  });
}
