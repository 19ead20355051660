import type { Clock } from "../../ports.ts";

/** A body may arrive slowly while it is this small; a larger one holds memory that other requests need. */
const PATIENT_BYTES = 64_000;

/**
 * A body under a cap, counted byte by byte: a sender may state any Content-Length.
 * @param patience how long the rest of a body may take once 64 KB of it are in memory; absent: any time
 */
export async function readBody(
  request: Request,
  bytesMax: number,
  patience?: { readonly clock: Clock; readonly ms: number },
): Promise<Uint8Array<ArrayBuffer> | "tooLarge" | "tooSlow"> {
  if (statesMore(request, bytesMax)) return "tooLarge";
  if (!request.body) return new Uint8Array();
  const stated = request.headers.get("content-length");
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = (request.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  // Made for a large body only: a webhook's few bytes are here before a timer could be set.
  let arrived: AbortController | undefined;
  let late: Promise<"late"> | undefined;
  try {
    for (;;) {
      const read = await (late ? Promise.race([reader.read(), late]) : reader.read());
      const refusal =
        read === "late" ? "tooSlow" : length + (read.value?.byteLength ?? 0) > bytesMax ? "tooLarge" : null;
      if (refusal !== null) {
        // Not awaited: a stalled sender would decide when it ends.
        reader.cancel().catch(() => undefined);
        return refusal;
      }
      if (read === "late" || read.done) break;
      chunks.push(read.value);
      length += read.value.byteLength;
      if (String(length) === stated) break; // HTTP ends a body there; a read that only finds the end costs as much
      if (patience && !late && length > PATIENT_BYTES) {
        arrived = new AbortController();
        late = patience.clock.sleep(patience.ms, arrived.signal).then(
          () => "late" as const,
          () => "late" as const, // aborted: the body is here
        );
      }
    }
  } finally {
    arrived?.abort();
  }
  return joined(chunks, length);
}

/** Whether the sender itself states a longer body. */
export const statesMore = ({ headers }: Request, bytesMax: number): boolean =>
  Number(headers.get("content-length") ?? "0") > bytesMax;

function joined(chunks: readonly Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  const [only] = chunks;
  if (chunks.length === 1 && only) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
