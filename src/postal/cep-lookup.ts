import * as z from "zod";
import type { Clock, Fetch } from "../ports.ts";
import type { PostalPlace } from "../rules/orders/people/order-address.ts";

/** What a public lookup answered. `unavailable`: no answer, or none of the form; the next evaluation asks again. */
export type CepAnswer =
  | { readonly kind: "found"; readonly place: PostalPlace }
  | { readonly kind: "unknown" }
  | { readonly kind: "unavailable" };

/** Bairro and city of a CEP. */
export type CepLookup = (cep: string) => Promise<CepAnswer>;

/** The host is a constant and the path is eight digits: no text of a customer chooses where a request goes. */
const ORIGIN = "https://viacep.com.br";
const TIMEOUT_MS = 3_000;
const BODY_MAX = 8_192;

const answer = z.object({
  erro: z.union([z.boolean(), z.string()]).optional(),
  bairro: z.string().max(200).optional(),
  localidade: z.string().max(200).optional(),
  uf: z.string().max(2).optional(),
});

/**
 * ViaCEP, a public API without a key. It gets the CEP alone, nothing else of the order. Redirects are not followed.
 * @see https://viacep.com.br
 */
export function viaCep({ fetch, clock }: { readonly fetch: Fetch; readonly clock: Clock }): CepLookup {
  return async (cep) => {
    if (!/^\d{8}$/.test(cep)) return { kind: "unknown" };
    const answered = new AbortController();
    const request = new AbortController();
    const late = clock.sleep(TIMEOUT_MS, answered.signal).then(
      (): CepAnswer => {
        request.abort();
        return { kind: "unavailable" };
      },
      (): CepAnswer => ({ kind: "unavailable" }),
    );
    try {
      return await Promise.race([ask(fetch, cep, request.signal), late]);
    } catch {
      return { kind: "unavailable" };
    } finally {
      answered.abort();
    }
  };
}

async function ask(fetch: Fetch, cep: string, signal: AbortSignal): Promise<CepAnswer> {
  const response = await fetch(
    new Request(`${ORIGIN}/ws/${cep}/json/`, { headers: { accept: "application/json" }, redirect: "manual", signal }),
  );
  if (response.status !== 200 || Number(response.headers.get("content-length") ?? 0) > BODY_MAX) {
    await response.body?.cancel();
    return { kind: "unavailable" };
  }
  const text = await response.text();
  const read = text.length > BODY_MAX ? null : answer.safeParse(JSON.parse(text));
  if (read === null || !read.success) return { kind: "unavailable" };
  const { erro, bairro = "", localidade = "", uf = "" } = read.data;
  if (erro !== undefined && erro !== false && erro !== "false") return { kind: "unknown" };
  if (localidade.trim() === "") return { kind: "unavailable" };
  return { kind: "found", place: { district: bairro.trim() || null, city: localidade.trim(), uf: uf.trim() || null } };
}
