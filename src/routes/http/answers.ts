import { SAFE_HEADERS } from "./safe-headers.ts";

/** The error body of every route. `message` is pt-BR text for a person; `code` is stable, for programs. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly string[];
}

/** An error as JSON. Never a stack, a query or a value that was sent. */
export function failure(status: number, code: string, message: string, details?: readonly string[]): Response {
  const body: ErrorBody = { code, message, ...(details && details.length > 0 ? { details } : {}) };
  return Response.json(body, { status, headers: SAFE_HEADERS });
}
