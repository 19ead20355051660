/**
 * Pictures of 20 MB from R2 to Shopify's staged storage, as many at once as the lane sends, in a process that holds nothing
 * else. At each PUT everything dead is collected and what is left is counted. Prints an `ImageMemory` (memory.ts).
 */
import type { ImageMemory } from "./memory.ts";

const pictures = Number(process.argv[2] ?? 4);
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error("run with --expose-gc");
const alive = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage(); // external has the bytes of array buffers in it
  return heapUsed + external;
};
const before = alive();

const { createLog } = await import("../../src/log.ts");
const { uploadPictures } = await import("../../src/publish/images/upload.ts");
await import("../../src/worker.ts");
const idle = alive() - before;

const TOTAL = 20 * 1_048_576;
const LOOKS = 4;
let worst = 0;
let open = 0;
let atOnce = 0;
let puts = 0;
/** Bytes of dead buffers are given back by a thread that runs beside: what is alive is the least of some looks. */
const look = async () => {
  let least = Infinity;
  for (let n = 0; n < LOOKS; n += 1) {
    least = Math.min(least, alive() - before);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  worst = Math.max(worst, least);
};

const clock = { now: () => Date.UTC(2026, 10, 24, 15), sleep: async () => new Promise<void>(() => {}) };
const each = <T>(make: (n: number) => T) => Array.from({ length: pictures }, (_, n) => make(n));
const nothing = { bind: () => nothing };
const lane = {
  clock,
  log: createLog({ clock, writeLine: () => {} }),
  db: { prepare: () => nothing },
  write: async () => {},
  images: { get: async () => ({ arrayBuffer: async () => new ArrayBuffer(TOTAL) }) },
  shopify: {
    run: async (document: { toString(): string }) => {
      const data = document.toString().includes("stagedUploadsCreate")
        ? {
            stagedUploadsCreate: {
              stagedTargets: each((n) => ({
                url: `https://storage.example/${n}`,
                resourceUrl: `r/${n}`,
                parameters: [],
              })),
              userErrors: [],
            },
          }
        : { fileCreate: { files: each((n) => ({ id: `gid://shopify/MediaImage/${n}` })), userErrors: [] } };
      return { ok: true, data };
    },
  },
  /** The request with its body is alive until the storage has answered. */
  fetch: async (request: Request) => {
    open += 1;
    puts += 1;
    atOnce = Math.max(atOnce, open);
    await look();
    await look(); // the other PUT has begun
    for await (const part of request.body ?? []) void part; // onto the wire
    open -= 1;
    return new Response(request.method === "PUT" ? null : "no PUT", { status: 200 });
  },
};
const uploads = Array.from({ length: pictures }, (_, n) => ({
  file: {
    content: String(n).padStart(64, "0"),
    type: "image/png",
    bytes: TOTAL,
    state: "stored" as const,
    fileGid: null,
    createStartedAt: null,
    attempts: 0,
    alt: null,
    placeholder: 0,
  },
  alt: "Arroz",
}));
const stopped = await uploadPictures(lane as unknown as Parameters<typeof uploadPictures>[0], uploads);
if (stopped !== null || puts !== pictures)
  throw new Error(`${puts} of ${pictures} pictures were put: ${JSON.stringify(stopped)}`);
const result: ImageMemory = { pictures, bytes: TOTAL, atOnce, liveMb: worst / 1e6, idleMb: idle / 1e6 };
console.log(JSON.stringify(result));
process.exit(0); // the time limits of the PUTs are still asleep
