/** Pages as the ERP sends them, made from the simulator's own records and repeated to the requested size. */
import { createConsinco } from "../../sim/consinco/consinco.ts";
import { seeded } from "../../sim/kit/world.ts";
import type { Config } from "../../src/config.ts";
import type { MemoryCase } from "./memory.ts";

export const erpConfig: Config["erp"] = {
  baseUrl: "https://erp.example:8343/SMPedidoVendaAPI/api/v1",
  authUrl: "https://erp.example:8343/api/v1/auth/login",
  company: "1",
  username: "gondola",
  password: "gondola",
  headers: {},
  segment: 1,
  division: 1,
  categoryType: "M",
  salesChannel: 121,
  operation: 605,
  representative: 1,
  priceTable: "1",
  hasOrderLookup: true,
  hasOrderCancel: false,
  hasOrderEdit: false,
  ordersAtOnce: 5,
};

const PATHS = { products: "Produto", skus: "ProdutoSku", prices: "TabelaPrecoItem", stock: "ProdutoEstoque" } as const;

/** One last page of so many records, as bytes. */
export async function bodyOf({ load, pageSize, descriptionLength }: MemoryCase): Promise<Uint8Array> {
  const erp = createConsinco({
    world: {
      now: () => Date.UTC(2026, 10, 24, 15),
      chance: seeded(1),
      fetch: async () => Response.error(),
      sleep: async () => {},
    },
    products: pageSize,
    companies: 1,
    badRecordShare: 0,
  });
  const login = await erp.handler(
    new Request(erpConfig.authUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ company: "1", username: "gondola", password: "gondola" }),
    }),
  );
  const token = Object.values((await login.json()) as Record<string, unknown>).find(
    (value) => typeof value === "string",
  );
  const query = new URLSearchParams({
    Page: "1",
    PageSize: String(pageSize),
    NroEmpresa: "1",
    NroSegmento: "1",
    NroDivisao: "1",
  });
  const answer = await erp.handler(
    new Request(`${erpConfig.baseUrl}/Cadastros/${PATHS[load]}?${query}`, {
      headers: { authorization: `Bearer ${String(token)}` },
    }),
  );
  const page = (await answer.json()) as { items: Record<string, unknown>[]; hasNext: boolean };
  if (!answer.ok || page.items.length < pageSize / 2) throw new Error(`no page of ${load}: ${answer.status}`);
  const words = "Descrição longa de um produto, com acentos e <b>marcas</b>. ";
  const long = words.repeat(Math.ceil(descriptionLength / words.length)).slice(0, descriptionLength);
  const items = page.items.map((item) => (descriptionLength === 0 ? item : { ...item, descEcommerce: long }));
  return new TextEncoder().encode(JSON.stringify({ items, hasNext: false }));
}
