/** The error body of TOTVS' API standard: every answer of /erp that is not 2xx. */
export interface ErpErrorBody {
  /** Stable, for programs. */
  readonly code: string;
  /** What is wrong, in Portuguese. */
  readonly message: string;
  /** What to do about it. */
  readonly detailedMessage: string;
  readonly helpUrl: string | null;
  readonly details: readonly ErpErrorDetail[];
}

export interface ErpErrorDetail {
  readonly code: string;
  /** Where: `0.notaFiscal.chave`, the first event being 0. */
  readonly message: string;
  readonly detailedMessage: string;
}

/** Never a value that was sent. */
export function erpFailure(
  status: number,
  code: string,
  [message, detailedMessage]: readonly [message: string, detailedMessage: string],
  details: readonly ErpErrorDetail[] = [],
): Response {
  const body: ErpErrorBody = { code, message, detailedMessage, helpUrl: null, details };
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
