/** The envelope of Cloudflare's API, and how it refuses. */

/** A refusal: nothing has changed. Codes are Cloudflare's own. */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function refuse(status: number, code: number, message: string): never {
  throw new Refused(status, code, message);
}

export function fine(result: unknown, info?: object): Response {
  return Response.json({ success: true, errors: [], messages: [], result, ...(info ? { result_info: info } : {}) });
}

export function refused({ status, code, message }: Refused): Response {
  return Response.json({ success: false, errors: [{ code, message }], messages: [], result: null }, { status });
}

/** One page of a list, as `page` and `per_page` ask for it. */
export function paged(list: readonly unknown[], query: URLSearchParams, perPage = 20): Response {
  const page = Number(query.get("page") ?? "1");
  const size = Number(query.get("per_page") ?? String(perPage));
  const part = list.slice((page - 1) * size, page * size);
  const pages = Math.max(1, Math.ceil(list.length / size));
  return fine(part, { page, per_page: size, count: part.length, total_count: list.length, total_pages: pages });
}
