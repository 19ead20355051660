/** Idempotency keys: remembered for 24 h with the digest of what they came with and the answer they got. */
export type Payload = Readonly<Record<string, unknown>> & { readonly userErrors: readonly unknown[] };

type Entry =
  | { readonly digest: string; readonly at: number; state: "running" | "failed" }
  | { readonly digest: string; readonly at: number; state: "done"; readonly payload: Payload };

export type Begin =
  | { readonly kind: "new" }
  | { readonly kind: "replay"; readonly payload: Payload }
  | { readonly kind: "mismatch" | "concurrent" | "failed" };

const REMEMBERED_MS = 24 * 3_600_000;

export class IdempotencyKeys {
  private readonly entries = new Map<string, Entry>();

  begin(key: string, digest: string, now: number): Begin {
    for (const [old, { at }] of this.entries) {
      if (now - at < REMEMBERED_MS) break; // in order of time
      this.entries.delete(old);
    }
    const known = this.entries.get(key);
    if (!known) {
      this.entries.set(key, { digest, at: now, state: "running" });
      return { kind: "new" };
    }
    if (known.digest !== digest) return { kind: "mismatch" };
    if (known.state === "running") return { kind: "concurrent" };
    return known.state === "done" ? { kind: "replay", payload: known.payload } : { kind: "failed" };
  }

  done(key: string, payload: Payload): void {
    const known = this.entries.get(key);
    if (known) this.entries.set(key, { digest: known.digest, at: known.at, state: "done", payload });
  }

  failed(key: string): void {
    const known = this.entries.get(key);
    if (known) this.entries.set(key, { digest: known.digest, at: known.at, state: "failed" });
  }
}

export const IDEMPOTENCY_ERRORS = {
  mismatch: {
    code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
    message: "The same idempotency key cannot be used with different operation parameters.",
  },
  concurrent: {
    code: "IDEMPOTENCY_CONCURRENT_REQUEST",
    message: "This request is currently in progress, please try again.",
  },
  failed: {
    code: "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
    message: "A previous request with this idempotency key failed. Retry with a new idempotency key.",
  },
} as const;
