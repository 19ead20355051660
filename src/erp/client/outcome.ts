import type { HttpAnswer } from "./http.ts";
import type { ErpFailure, ErpResult } from "./result.ts";
import { errorOf, plainLine, shapedCode } from "./words.ts";
import { field, isObject, parseJson } from "../wire/wire.ts";

/**
 * The meaning of a response. 2xx counts only as JSON: an error page with status 200 is an unknown outcome, never an
 * empty page. A GET that is answered 204 has the value undefined: the ERP says that there is nothing.
 * @see the vendor's API guide: errors are `{code, message, detailedMessage, helpUrl, details}`, here with keys in any
 * case.
 */
export function outcomeOf(answer: HttpAnswer, method: "GET" | "POST" | "PUT"): ErpResult<unknown> {
  if (answer.kind === "lost")
    return failed({
      kind: "unknown",
      message: answer.message,
      ...(answer.isTooLong === true ? { isTooLong: true } : {}),
    });
  const { status, text, erpNow } = answer;
  const parsed = parseJson(text);
  if (status >= 200 && status < 300) {
    if (parsed) return { ok: true, value: parsed.value, erpNow };
    if (text.trim() === "" && method !== "GET") return { ok: true, value: null, erpNow };
    if (status === 204) return { ok: true, value: undefined, erpNow };
    return failed({ kind: "unknown", message: `HTTP ${status}, not JSON: ${plainLine(text)}` });
  }
  const error = errorOf(status, text);
  if (status === 401 || status === 403) return failed({ kind: "unauthorized", message: error.message, status });
  if (status === 404 || (method === "GET" && (status === 405 || status === 501)))
    return failed({ kind: "notThere", status, code: shapedCode(parsed?.value), erpNow });
  if (status === 409) {
    const seqPedido = parsed && isObject(parsed.value) ? Number(field(parsed.value, "seqPedido")) : Number.NaN;
    // Without its number the order's state is unknown: a lookup finds it.
    if (Number.isSafeInteger(seqPedido) && seqPedido > 0) return failed({ kind: "alreadyThere", seqPedido });
    return failed({ kind: "unknown", message: `HTTP 409 without seqPedido: ${error.message}` });
  }
  // 408, 425 and 429 may pass; a redirect or 1xx does not come from the ERP itself.
  if (status < 400 || status >= 500 || status === 408 || status === 425 || status === 429)
    return failed({
      kind: "unknown",
      message: `HTTP ${status}: ${redirectOf(answer) ?? error.message.slice(0, 200)}`,
      ...(answer.retryAfterMs === null ? {} : { retryAfterMs: answer.retryAfterMs }),
    });
  return failed({ kind: "refused", status, ...error });
}

/** Where a redirect leads, without its query: a login page, mostly. */
function redirectOf({ status, location }: Extract<HttpAnswer, { kind: "answer" }>): string | null {
  if (status < 300 || status >= 400 || location === null) return null;
  return plainLine(`redirect to ${location.replace(/[?#].*$/, "")}`);
}

function failed(failure: ErpFailure): ErpResult<never> {
  return { ok: false, failure };
}
