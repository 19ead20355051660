/** The result file of a bulk operation: read as a stream, line by line, from the last position. */
import * as z from "zod";
import type { Clock, Fetch } from "../../ports.ts";
import { readAnswer } from "../client/answer.ts";
import { within } from "../../deadline.ts";
import { jsonOf } from "../client/json.ts";
import { VARIANT_LIMIT, type AdminResult } from "../client/result.ts";

/** Longest wait for the storage's response and for each piece of it, in ms: a stalled body would block its rows. */
const READ_MS = 30_000;

/** One result. Lines come in any order; `line` is the line's number in the upload. */
export interface ResultLine {
  readonly line: number;
  readonly result: AdminResult<unknown>;
}

export type ResultPage =
  | {
      readonly kind: "page";
      /** Of the file, from 0. */ readonly from: number;
      readonly lines: readonly (ResultLine | null)[];
    }
  | { readonly kind: "failed"; readonly reason: string };

const shape = z.looseObject({ __lineNumber: z.int().min(0) }).transform((line) => line["__lineNumber"]);

/**
 * One line of the file. Null: it is unreadable, so the outcome of its line is unknown. A top-level error is a temporary
 * failure of that line; `userErrors` are inside `data`, for the typed caller.
 */
function readResultLine(text: string): ResultLine | null {
  const number = shape.safeParse(jsonOf(text));
  if (!number.success) return null;
  const line = number.data;
  const answer = readAnswer(200, new Headers(), text);
  const failed = (message: string): ResultLine => ({
    line,
    result: { ok: false, failure: { kind: "unknown", message } },
  });
  switch (answer.kind) {
    case "data":
      return { line, result: { ok: true, data: answer.data } };
    case "throttled":
      return failed("THROTTLED");
    case "tokenRefused":
      return failed("unauthorized");
    case "failure": {
      const { failure } = answer;
      // Not this line's fault: the caller closes its gate.
      if (failure.kind === "refused" && failure.code === VARIANT_LIMIT) return { line, result: { ok: false, failure } };
      return failed(
        failure.kind === "refused"
          ? `${failure.code}: ${failure.message}`
          : failure.kind === "unknown"
            ? failure.message
            : failure.kind,
      );
    }
  }
}

/**
 * Reads the file in pages of `size` lines, after the first `skip`. Memory contains one page and one piece of the
 * stream. The storage's address is signed, so no token is sent.
 */
export async function* resultPages(
  { fetch, clock }: { readonly fetch: Fetch; readonly clock: Clock },
  url: string,
  skip: number,
  size: number,
): AsyncGenerator<ResultPage, void, undefined> {
  let from = skip;
  let seen = 0;
  let page: (ResultLine | null)[] = [];
  try {
    const response = await within(clock, READ_MS, (signal) => fetch(new Request(url, { redirect: "manual", signal })));
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      yield { kind: "failed", reason: `storage answered HTTP ${response.status}` };
      return;
    }
    for await (const text of linesOf(response.body, clock)) {
      seen += 1;
      if (seen <= skip) continue;
      page.push(readResultLine(text));
      if (page.length < size) continue;
      yield { kind: "page", from, lines: page };
      from += page.length;
      page = [];
    }
  } catch (error) {
    // The part before the cut has whole lines and is kept.
    if (page.length > 0) yield { kind: "page", from, lines: page };
    yield { kind: "failed", reason: error instanceof Error ? error.message.slice(0, 200) : "cut" };
    return;
  }
  if (page.length > 0) yield { kind: "page", from, lines: page };
}

async function* linesOf(body: ReadableStream<Uint8Array>, clock: Clock): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await within(clock, READ_MS, () => reader.read());
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") yield line;
      if (done) break;
    }
    if (rest.trim() !== "") yield rest;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
