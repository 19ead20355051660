/** Memory of the largest pictures, as many at once as the Worker fetches. A process of its own (memory-child.ts). */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { resultOf, type Result } from "../lib/results.ts";

export interface ImageMemory {
  readonly pictures: number;
  readonly bytes: number;
  /** The most pictures whose bodies were open at a time. */
  readonly atOnce: number;
  /** Megabytes (10^6 bytes) alive at the worst of the looks, the Worker's code with them. */
  readonly liveMb: number;
  /** Of the Worker before the first picture. */
  readonly idleMb: number;
}

const LIMIT_MB = 100;
/** The largest buffer that a full one replaces: both live for a moment that no look can see. */
const GROWING_MB = 16.8;

function measureImageMemory(pictures: number, script: string): ImageMemory {
  const child = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--expose-gc", join(import.meta.dirname, script), String(pictures)],
    { encoding: "utf8", maxBuffer: 10_000_000 },
  );
  if (child.status !== 0) throw new Error(child.stderr.slice(-2_000));
  return JSON.parse(child.stdout) as ImageMemory;
}

export async function memory(say: (line: string) => void): Promise<Result[]> {
  const { pictures, bytes, atOnce, liveMb, idleMb } = measureImageMemory(4, "memory-child.ts");
  say(`  ${pictures} pictures in, ${atOnce} at once: ${liveMb.toFixed(1)} MB alive`);
  const out = measureImageMemory(4, "upload-memory-child.ts");
  say(`  ${out.pictures} pictures out, ${out.atOnce} at once: ${out.liveMb.toFixed(1)} MB alive`);
  return [
    resultOf(`images/memory of the Worker/pictures of ${Math.floor(bytes / 1_048_576)} MB, ${atOnce} at once`, {
      value: liveMb + GROWING_MB,
      unit: "MB",
      limit: LIMIT_MB,
      note: `${liveMb.toFixed(1)} MB alive at the worst look, and ${GROWING_MB} MB of a buffer that is being replaced by a larger one; after a full collection at each part of a body that arrives and at each put; ${idleMb.toFixed(1)} MB of it before the first picture; no length is declared, so buffers grow; what is dead and not collected yet is not in it`,
      keep: { atMost: 1 },
    }),
    resultOf(`images/memory of the Worker/uploads of ${Math.floor(out.bytes / 1_048_576)} MB, ${out.atOnce} at once`, {
      value: out.liveMb,
      unit: "MB",
      limit: LIMIT_MB,
      note: `alive at the worst look, after a full collection at each PUT; ${out.idleMb.toFixed(1)} MB of it before the first picture; a Request of Node's holds its body three times, and smaller pictures go four at once within the same sum`,
      keep: { atMost: 1 },
    }),
  ];
}
