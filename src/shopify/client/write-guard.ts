import type { TypedDocumentString } from "../generated/operations.ts";
import type { AdminClient, AdminResult, CallOptions } from "./result.ts";

/** Decides whether a lane's writes are blocked (src/hub/dry-run/dry-run.ts). */
export interface MutationGuard {
  /** @param order its id, if the write is about one */
  holds(lane: string, order?: string): Promise<boolean>;
  note(operation: string, lane: string): Promise<void>;
}

/**
 * The Admin client behind the dry-run switch. Queries pass; a mutation of a blocked scope gets its response here and is
 * never sent. If the switch is unreadable, nothing is sent: `throttled` then means "not sent, try later".
 */
export function guardAdmin(admin: AdminClient, guard: MutationGuard): AdminClient {
  return {
    ...admin,
    async run<TData, TVariables>(
      document: TypedDocumentString<TData, TVariables>,
      variables: TVariables,
      options: CallOptions,
    ): Promise<AdminResult<TData>> {
      const text = document.toString();
      if (!isWrite(text)) return admin.run(document, variables, options);
      const lane = options.heldBy ?? (options.priority === "orders" ? "back" : options.priority);
      let isBlocked: boolean;
      try {
        isBlocked = await guard.holds(lane, options.order);
      } catch {
        return { ok: false, failure: { kind: "throttled", retryAfterMs: UNREADABLE_WAIT_MS } };
      }
      if (!isBlocked) return admin.run(document, variables, options);
      const operation = /\bmutation\s+(\w+)/.exec(text)?.[1] ?? "?";
      await guard.note(operation, lane);
      return { ok: false, failure: { kind: "dryRun", operation } };
    },
  };
}

const UNREADABLE_WAIT_MS = 5_000;

/** Anything but a plain query counts as a write: a document of several operations, or of an unknown shape. */
export function isWrite(text: string): boolean {
  const operations = text.replaceAll(/#.*$/gm, "").match(/\b(?:query|mutation|subscription)\s+\w+/g) ?? [];
  return operations.length === 0 || operations.some((each) => !each.startsWith("query"));
}
