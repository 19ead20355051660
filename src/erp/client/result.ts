import type { Instant } from "../../ports.ts";
import type { Dialect } from "../../rules/dialect/dialect.ts";

/** Outcomes of an ERP call besides its response; the kind alone decides the next step. */
export type ErpFailure =
  /** 400, 422 and every other 4xx: refused by a rule. Never submitted again unchanged. */
  | { readonly kind: "refused"; readonly status: number; readonly code: string; readonly message: string }
  /** 409 on POST /PedidoVenda: (seqCanalVenda, idPedidoCanalVenda) is there already. */
  | { readonly kind: "alreadyThere"; readonly seqPedido: number }
  /**
   * 404, and 405 or 501 of a GET. `code` is the one of the ERP's error shape; null: the answer has another shape, so it may
   * come from a server in front of the ERP.
   */
  | {
      readonly kind: "notThere";
      readonly status: number;
      readonly code: string | null;
      readonly erpNow?: Instant | null;
    }
  /**
   * 401/403 after one forced login: stops the lane, not each record. `isLoginAddress`: there is no login at ERP_AUTH_URL.
   */
  | {
      readonly kind: "unauthorized";
      readonly message: string;
      readonly status?: number;
      readonly isLoginAddress?: true;
    }
  /**
   * 5xx, 429, timeout, cut connection, a response that is not JSON: it is unknown whether the call took effect.
   * `isSent: false`: our own guard answered in the ERP's place, so the call never left. `isTooLong`: the response is
   * longer than the client reads, so a smaller page is requested in its place. `retryAfterMs`: the ERP asks to wait as
   * long.
   */
  | {
      readonly kind: "unknown";
      readonly message: string;
      readonly isSent?: false;
      readonly isTooLong?: true;
      readonly retryAfterMs?: number;
    };

export type ErpResult<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** The ERP's own clock, from the response's `Date` header (whole seconds); null without one. */
      readonly erpNow: Instant | null;
    }
  | { readonly ok: false; readonly failure: ErpFailure };

export interface PostLimits {
  /** A request that has not left by then never leaves, and its outcome is unknown; absent: it may leave at any time. */
  readonly leavesUntil?: Instant;
  /** Default POST. A PUT replaces a record whole. */
  readonly method?: "POST" | "PUT";
  /** Shopify's id of the order that the call is about: the dry run may let one order pass. */
  readonly order?: string;
}

export interface ErpClient {
  /**
   * How this installation speaks, at most a minute old. A run of a load asks for the `fresh` one: all its pages must be
   * read alike, whichever isolate reads them. Rejects when the hub cannot be read.
   */
  dialect(age?: "fresh"): Promise<Dialect>;
  /** @param path below ERP_BASE_URL, "/Cadastros/Produto", or from the root of its host, "~/Outra/api". @param query in the ERP's spelling. Tried a few times within 20 s while its outcome is unknown. */
  get(path: string, query: Readonly<Record<string, string | number>>): Promise<ErpResult<unknown>>;
  /** Logs once per path and isolate that records carry unknown fields. */
  noteUnknownFields?(path: string, names: readonly string[]): void;
  /** Never repeated, except for one fresh login after a 401: an unknown outcome needs a lookup before it is submitted again. */
  post(path: string, body: unknown, limits?: PostLimits): Promise<ErpResult<unknown>>;
}
