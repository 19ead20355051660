/** What one D1 call costs where nothing is done: `SELECT 1` from a Worker in workerd, to its D1 and back. */
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

const CALLS = 300;
const ROUNDS = 5;

/** Workerd's clock stands still between two I/O, so a round is timed as a whole, inside the Worker. */
const WORKER = `export default {
  async fetch(request, env) {
    const rounds = [];
    for (let round = 0; round < ${ROUNDS}; round += 1) {
      const from = Date.now();
      for (let n = 0; n < ${CALLS}; n += 1) await env.DB.prepare("SELECT 1").first();
      rounds.push((Date.now() - from) / ${CALLS});
    }
    return Response.json(rounds);
  },
};`;

/** On a machine with other work a call mostly waits for its turn: no more than this counts, so that it raises no limit. */
const COUNTS_AT_MOST_MS = 1;

/** Milliseconds of a call: the fastest of the rounds. */
export async function baseCallMs(): Promise<number> {
  const workerd = new Miniflare(
    convertV4MiniflareOptions({ modules: true, script: WORKER, d1Databases: ["DB"], compatibilityDate: "2026-01-01" }),
  );
  try {
    const answer = await workerd.dispatchFetch("http://bench.test/");
    return Math.min(COUNTS_AT_MOST_MS, ...((await answer.json()) as number[]));
  } finally {
    await workerd.dispose();
  }
}
