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

/** What a web server in front of the ERP answers in the ERP's place. */
export function webServerPage(status: 404 | 405 | 501): Response {
  const words = { 404: "Not Found", 405: "Not Allowed", 501: "Not Implemented" }[status];
  const page = `<html>\r\n<head><title>${status} ${words}</title></head>\r\n<body>\r\n<center><h1>${status} ${words}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return new Response(page, { status, headers: { "content-type": "text/html" } });
}

/** What an API gateway answers for an address that it does not route: JSON, and not the ERP's error shape. */
export const gatewayNotFound = (): Response => json({ message: "no Route matched with those values" }, 404);
