import { DeadlinePassed, within } from "../../deadline.ts";
import type { Clock, Fetch, Instant } from "../../ports.ts";

/** The longest page seen in the field is about 2 MB; a longer response is cut off and counts as lost. */
export const BODY_BYTES_MAX = 16 * 1024 * 1024;

export type HttpAnswer =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly text: string;
      readonly erpNow: Instant | null;
      /** Where a redirect leads; null: none. */
      readonly location: string | null;
      /** How long the ERP asks to wait (Retry-After, in seconds or as a date), ms; null: it does not ask. */
      readonly retryAfterMs: number | null;
    }
  /**
   * Timeout, cut connection, body too long: it is unknown whether the call took effect. `isTooLong`: the body is longer
   * than BODY_BYTES_MAX, and would be so again.
   */
  | { readonly kind: "lost"; readonly message: string; readonly isTooLong?: true };

export interface Call {
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** Of the answer; absent or `declared`: as its Content-Type says, else UTF-8. */
  readonly charset?: string;
}

/**
 * One request and its whole body, or why there is none. Never throws.
 * The timeout runs over headers and body together, by the clock that was passed in.
 */
export async function callHttp(
  ports: { readonly clock: Clock; readonly fetch: Fetch },
  call: Call,
): Promise<HttpAnswer> {
  try {
    return await within(ports.clock, call.timeoutMs, (signal) => exchange(ports, call, signal));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "lost", message: error instanceof DeadlinePassed ? message : `connection lost: ${message}` };
  }
}

async function exchange(
  { clock, fetch }: { readonly clock: Clock; readonly fetch: Fetch },
  call: Call,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const response = await fetch(
    new Request(call.url, {
      method: call.method,
      headers: call.headers,
      signal,
      redirect: "manual", // the bearer goes to the ERP's own host only
      ...(call.body === undefined ? {} : { body: call.body }),
    }),
  );
  const text = await readCapped(response, decoderOf(response, call.charset));
  if (text === null) return { kind: "lost", message: `answer longer than ${BODY_BYTES_MAX} bytes`, isTooLong: true };
  const { status, headers } = response;
  const at = Date.parse(headers.get("date") ?? "");
  const erpNow = Number.isNaN(at) ? null : at;
  const retryAfterMs = waitOf(headers.get("retry-after"), erpNow ?? clock.now());
  return { kind: "answer", status, text, erpNow, location: headers.get("location"), retryAfterMs };
}

/** Drops a byte order mark, which IIS likes to send. A charset that no decoder knows is read as UTF-8. */
function decoderOf(response: Response, charset = "declared"): TextDecoder {
  const declared = /charset=["']?([\w.:-]+)/i.exec(response.headers.get("content-type") ?? "")?.[1];
  try {
    return new TextDecoder(charset === "declared" ? declared : charset);
  } catch {
    return new TextDecoder();
  }
}

/** @param now by the clock of the server that wrote the date */
function waitOf(retryAfter: string | null, now: Instant): number | null {
  if (retryAfter === null) return null;
  const text = retryAfter.trim();
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}

/** Counts received bytes: a Content-Length may be absent or wrong. */
async function readCapped(response: Response, decoder: TextDecoder): Promise<string | null> {
  if (!response.body) return "";
  let text = "";
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    const chunk = value as Uint8Array; // a Response's body yields bytes only
    bytes += chunk.byteLength;
    if (bytes > BODY_BYTES_MAX) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(chunk, { stream: true });
  }
}
