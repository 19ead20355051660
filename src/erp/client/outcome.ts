import type { HttpAnswer } from "./http.ts";
import { maskPersonal } from "./mask.ts";
import type { ErpFailure, ErpResult } from "./result.ts";
import { field, isObject, parseJson, textField } from "../wire/wire.ts";

/**
 * The meaning of a response. 2xx counts only as JSON: an error page with status 200 is an unknown outcome, never an
 * empty page.
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
    return failed({ kind: "unknown", message: `HTTP ${status}, not JSON: ${maskPersonal(text).slice(0, 200)}` });
  }
  const error = errorOf(status, text);
  if (status === 401 || status === 403) return failed({ kind: "unauthorized", message: error.message, status });
  if (status === 404 || (method === "GET" && (status === 405 || status === 501)))
    return failed({ kind: "notThere", status, code: shapedCode(parsed?.value) });
  if (status === 409) {
    const seqPedido = parsed && isObject(parsed.value) ? Number(field(parsed.value, "seqPedido")) : Number.NaN;
    // Without its number the order's state is unknown: a lookup finds it.
    if (Number.isSafeInteger(seqPedido) && seqPedido > 0) return failed({ kind: "alreadyThere", seqPedido });
    return failed({ kind: "unknown", message: `HTTP 409 without seqPedido: ${error.message}` });
  }
  // 408, 425 and 429 may pass; a redirect or 1xx does not come from the ERP itself.
  if (status < 400 || status >= 500 || status === 408 || status === 425 || status === 429)
    return failed({ kind: "unknown", message: `HTTP ${status}: ${error.message.slice(0, 200)}` });
  return failed({ kind: "refused", status, ...error });
}

/** The code of TOTVS's error shape; null for anything else, such as a web server's page or a gateway's JSON. */
function shapedCode(body: unknown): string | null {
  if (!isObject(body) || textField(body, "message") === undefined) return null;
  const code = field(body, "code");
  return typeof code === "string" || typeof code === "number" ? String(code).slice(0, 100) : null;
}

function failed(failure: ErpFailure): ErpResult<never> {
  return { ok: false, failure };
}

/** The error's code and text; any other shape stays raw. At most 2 KB, personal data masked. */
export function errorOf(status: number, text: string): { readonly code: string; readonly message: string } {
  const parsed = parseJson(text);
  const shape = parsed && isObject(parsed.value) ? parsed.value : undefined;
  const message = shape && textField(shape, "message");
  if (!shape || message === undefined) return { code: `HTTP ${status}`, message: maskPersonal(text.trim()) };
  const details = field(shape, "details");
  const more = (Array.isArray(details) ? details : []).flatMap((detail) =>
    isObject(detail) ? [textField(detail, "message") ?? []].flat() : [],
  );
  const words = [message, textField(shape, "detailedMessage") ?? [], more].flat();
  const code = field(shape, "code");
  return {
    code: typeof code === "string" || typeof code === "number" ? String(code).slice(0, 100) : `HTTP ${status}`,
    message: maskPersonal([...new Set(words)].join(" – ")),
  };
}
