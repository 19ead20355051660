/** Answers in the ERP's shapes. */
export interface Problem {
  /** "itemDto[0].qtdPedida" */
  readonly field: string;
  readonly message: string;
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });
}

/** TOTVS's error shape; `more` adds fields beside it (a 409 carries seqPedido). */
export function failure(
  status: number,
  code: string,
  message: string,
  problems: readonly Problem[] = [],
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const details = problems.map(({ field, message: text }) => ({
    code: field,
    message: `${field}: ${text}`,
    detailedMessage: field,
  }));
  const detailedMessage = details.map((detail) => detail.message).join("; ") || message;
  return json({ code, message, detailedMessage, helpUrl: null, details, ...more }, status);
}

export const notFound = (what: string) => failure(404, "NAO_ENCONTRADO", `${what} não encontrado`);
