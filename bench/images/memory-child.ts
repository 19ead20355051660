/**
 * Pictures of just under 20 MB from addresses that declare no length, in a process that holds nothing else. At each part of
 * a body and at each put everything dead is collected and what is left is counted. Prints an `ImageMemory` (memory.ts).
 */
import { crc32 } from "node:zlib";
import { pngOf } from "../../sim/pictures/png.ts";
import { dotsOf } from "../../sim/pictures/label.ts";
import type { ImageMemory } from "./memory.ts";

const pictures = Number(process.argv[2] ?? 4);
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error("run with --expose-gc");
const alive = (): number => {
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
};
const before = alive();

const { createLog } = await import("../../src/log.ts");
const { fetchDue } = await import("../../src/images/fetch-due.ts");
await import("../../src/worker.ts");
const idle = alive() - before;

const { d1Binding } = await import("../../sim/cloudflare/d1.ts");
const { openGate } = await import("../../sim/cloudflare/gate.ts");
const { migratedLive } = await import("../../sim/cloudflare/migrations.ts");
const { SqliteEngine } = await import("../../sim/cloudflare/sqlite-engine.ts");

const END_BYTES = 12;
const CHUNK_BYTES = 12;
const TOTAL = 20 * 1_048_576;
const PART = 1_048_576;
const LOOKS = 4;

/** A small picture with a text chunk that makes it as long as a picture may be. */
function paddedPicture(): Uint8Array<ArrayBuffer> {
  const small = pngOf(dotsOf({ lines: ["A"], ground: [40, 90, 200] }));
  const data = Buffer.alloc(TOTAL - small.length - CHUNK_BYTES + 4, 0x20);
  data.write("tEXtpad\0", "latin1");
  const whole = Buffer.alloc(TOTAL);
  const at = small.length - END_BYTES;
  whole.set(small.subarray(0, at));
  whole.writeUInt32BE(data.length - 4, at);
  whole.set(data, at + 4);
  whole.writeUInt32BE(crc32(data), at + 4 + data.length);
  whole.set(small.subarray(at), TOTAL - END_BYTES);
  return new Uint8Array(whole);
}
const picture = paddedPicture();

const engine = SqliteEngine.open({ template: migratedLive(), countWrites: false });
const run = (sql: string) => engine.run([{ sql, params: [] }])[0]?.rows ?? [];
for (let n = 1; n <= pictures; n += 1)
  run(
    `INSERT INTO images (seq_product, source, sku, main, place, url, active, hash, fetch_at)
     VALUES (${n}, 'erp:${n}', 'P${n}E1', 1, 0, 'https://imagens.loja.exemplo/${n}.png', 1, 'h', 1)`,
  );

let worst = 0;
let without = 0;
let open = 0;
let atOnce = 0;
let puts = 0;
/** Bytes of dead buffers are given back by a thread that runs beside: what is alive is the least of some looks. */
const look = async () => {
  let least = Infinity;
  for (let n = 0; n < LOOKS; n += 1) {
    least = Math.min(least, alive() - without);
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  worst = Math.max(worst, least);
};
/** Each part is a copy, as bytes from the network are. The last byte differs by nothing, so all are one object. */
function body(): ReadableStream<Uint8Array> {
  let from = 0;
  open += 1;
  atOnce = Math.max(atOnce, open);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await look(); // the other body has its turn
        if (from >= picture.length) {
          open -= 1;
          controller.close();
          return;
        }
        controller.enqueue(picture.slice(from, from + PART));
        from += PART;
      },
    },
    { highWaterMark: 0 },
  );
}

const clock = { now: () => Date.UTC(2026, 10, 24, 15), sleep: async () => new Promise<void>(() => {}) };
const images = {
  put: async () => {
    puts += 1;
    await look();
    return {};
  },
};
const deps = {
  config: { images: { hosts: ["imagens.loja.exemplo"], modern: false, origin: null } },
  clock,
  random: { fraction: () => 0.5, uuid: () => crypto.randomUUID() },
  log: createLog({ clock, writeLine: () => {} }),
  db: d1Binding(engine, openGate),
  images,
  fetch: async () => new Response(body()),
};
without = alive() - idle;
await fetchDue(deps as unknown as Parameters<typeof fetchDue>[0], { startedAt: clock.now(), outOfTime: () => false });
const [row] = run("SELECT count(*) FROM images WHERE content IS NOT NULL");
if (Number(row?.[0]) !== pictures || puts !== pictures)
  throw new Error(`${String(row?.[0])} of ${pictures} pictures are stored with ${puts} puts`);
const result: ImageMemory = { pictures, bytes: picture.length, atOnce, liveMb: worst / 1e6, idleMb: idle / 1e6 };
console.log(JSON.stringify(result));
process.exit(0); // the time limits of the addresses are still asleep
