/**
 * An ERP that was written for this test alone: its own HTTP server, goods, names and forms. It shares no code with
 * sim/consinco and reads no type of the product. Two ways of speaking:
 *
 * - `armazem`: a session by a form, `resultado.linhas` with a count of pages, pages from 0, `pg` and `por`, prices in an
 *   object, "1.250,00", "Sim"/"Não", epochs, ISO-8859-1, its own paths.
 * - `harbor`: snake_case English, whole lists without pages behind a tunnel's header, words for the status, one list of
 *   prices and stock for all stores.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Manner = "armazem" | "harbor";

interface Good {
  readonly id: number;
  readonly title: string;
  readonly brand: number;
  readonly group: number;
  readonly byWeight: boolean;
  readonly packs: readonly {
    readonly size: number;
    readonly label: string;
    readonly ean: string | null;
    readonly cents: number;
    readonly offer: number | null;
  }[];
  readonly stock: number;
}

export const GOODS: readonly Good[] = [
  {
    id: 11,
    title: "Açúcar União 1kg",
    brand: 3,
    group: 20,
    byWeight: false,
    packs: [
      { size: 1, label: "UN-1", ean: "7891910000197", cents: 549, offer: 499 },
      { size: 10, label: "FD-10", ean: null, cents: 5290, offer: null },
    ],
    stock: 143,
  },
  {
    id: 12,
    title: "Whisky 12 anos",
    brand: 4,
    group: 21,
    byWeight: false,
    packs: [{ size: 1, label: "UN-1", ean: null, cents: 125_000, offer: null }],
    stock: 7,
  },
  {
    id: 13,
    title: "Feijão Carioca 1kg",
    brand: 3,
    group: 20,
    byWeight: false,
    packs: [{ size: 1, label: "UN-1", ean: null, cents: 899, offer: null }],
    stock: 0,
  },
  {
    id: 14,
    title: "Café Torrado 500g",
    brand: 5,
    group: 20,
    byWeight: false,
    packs: [{ size: 1, label: "UN-1", ean: null, cents: 2_190, offer: null }],
    stock: 31,
  },
  {
    id: 15,
    title: "Água com Gás 500ml",
    brand: 5,
    group: 21,
    byWeight: false,
    packs: [{ size: 1, label: "UN-1", ean: null, cents: 259, offer: null }],
    stock: 500,
  },
];
const BRANDS = [
  [3, "União"],
  [4, "Glen"],
  [5, "São João"],
] as const;
const GROUPS = [
  [2, null, "Mercearia"],
  [20, 2, "Básicos"],
  [21, 2, "Bebidas"],
] as const;

const money = (cents: number): string => {
  const text = (cents / 100).toFixed(2).replace(".", ",");
  return text.length > 6 ? `${text.slice(0, -6)}.${text.slice(-6)}` : text;
};
const CHANGED = Date.UTC(2026, 10, 1, 12);

type Row = Record<string, unknown>;

const ARMAZEM: Readonly<Record<string, () => Row[]>> = {
  "/retaguarda/dados/fabricantes": () =>
    BRANDS.map(([codigo, nome]) => ({ codigo, nome, vale: "Sim", mexido: CHANGED })),
  "/retaguarda/dados/secoes": () => GROUPS.map(([codigo, acima, nome]) => ({ codigo, acima, nome, vale: "Sim" })),
  "/retaguarda/dados/mercadorias": () =>
    GOODS.map(({ id, title, brand, group, byWeight }) => ({
      mercadoria: String(id),
      chamada: title,
      fabricante: brand,
      secao: group,
      naBalanca: byWeight ? "Sim" : "Não",
      noSite: "Sim",
      mexido: CHANGED,
    })),
  "/retaguarda/dados/volumes": () =>
    GOODS.flatMap(({ id, packs }) =>
      packs.map(({ size, label, ean }) => ({ mercadoria: id, leva: size, sigla: label, barras: ean, noSite: "Sim" })),
    ),
  "/retaguarda/dados/valores": () =>
    GOODS.flatMap(({ id, packs }) =>
      packs.map(({ size, cents, offer }) => ({
        loja: 1,
        tabela: 1,
        mercadoria: id,
        leva: size,
        valores: { cheio: money(cents), oferta: offer === null ? "0,00" : money(offer) },
        de: offer === null ? 0 : CHANGED,
        ate: offer === null ? 0 : Date.UTC(2026, 11, 31, 3),
        situacao: "Normal",
      })),
    ),
  "/retaguarda/dados/saldos": () =>
    GOODS.flatMap(({ id, packs, stock }) =>
      packs.map(({ size }) => ({
        loja: 1,
        mercadoria: id,
        leva: size,
        saldo: `${money(stock * 100)}0`,
        semFim: "Não",
      })),
    ),
};

const HARBOR: Readonly<Record<string, () => Row[]>> = {
  "/harbor/brands": () => BRANDS.map(([brand_no, brand_label]) => ({ brand_no, brand_label })),
  "/harbor/groups": () =>
    GROUPS.map(([group_no, above, group_label]) => ({ group_no, above: above ?? 0, group_label })),
  "/harbor/goods": () =>
    GOODS.map(({ id, title, brand, group, byWeight }) => ({
      good_no: id,
      good_label: title,
      brand_no: brand,
      group_no: group,
      scale: byWeight ? "Y" : "X",
      online: "Y",
    })),
  "/harbor/packs": () =>
    GOODS.flatMap(({ id, packs }) =>
      packs.map(({ size, label, ean }) => ({ sku: `P${id}E${size}`, label, code: ean, online: "Y" })),
    ),
  // Stores 1 and 2 in one list; store 2 sells dearer.
  "/harbor/tags": () =>
    [2, 1].flatMap((store) =>
      GOODS.flatMap(({ id, packs }) =>
        packs.map(({ size, cents, offer }) => ({
          store,
          zone: 1,
          sku: `P${id}E${size}`,
          tag: ((cents * store) / 100).toFixed(2),
          deal: offer === null ? null : (offer / 100).toFixed(2),
          deal_from: offer === null ? null : "20261101",
          deal_until: offer === null ? null : "20261231",
          state: "on-shelf",
        })),
      ),
    ),
  "/harbor/shelf": () =>
    [2, 1].flatMap((store) =>
      GOODS.flatMap(({ id, packs, stock }) =>
        packs.map(({ size }) => ({ store, sku: `P${id}E${size}`, on_hand: stock * store })),
      ),
    ),
};

export interface ForeignErp {
  readonly origin: string;
  /** Addresses that were asked for, with their queries. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function startForeignErp(manner: Manner): Promise<ForeignErp> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      asked.push(request.url ?? "");
      if (manner === "armazem") armazem(request, body, response);
      else harbor(request, body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

function armazem(request: IncomingMessage, body: string, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://x");
  const send = (status: number, answer: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(Buffer.from(JSON.stringify(answer), "latin1"));
  };
  if (url.pathname === "/sessao") {
    const given = new URLSearchParams(body);
    const isRight = given.get("usuario") === "gondola" && given.get("senha") === "gondola";
    return isRight ? send(200, { sessao: { chave: "k-1", minutos: 30 } }) : send(401, { erro: "não" });
  }
  if (request.headers.authorization !== "Bearer k-1") return send(401, { erro: "sem sessão" });
  const rows = ARMAZEM[url.pathname]?.();
  if (!rows) return send(404, { erro: "nada aqui" });
  const size = Number(url.searchParams.get("por") ?? 3);
  const page = Number(url.searchParams.get("pg") ?? 0);
  const linhas = rows.slice(page * size, (page + 1) * size);
  return send(200, { resultado: { linhas }, paginas: Math.ceil(rows.length / size) });
}

function harbor(request: IncomingMessage, body: string, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://x");
  const send = (status: number, answer: unknown) => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(answer));
  };
  if (request.headers["x-tunnel"] !== "let-me-in") return send(403, { message: "tunnel" });
  if (url.pathname === "/harbor/enter") {
    const given = JSON.parse(body) as { who?: string; pass?: string };
    return given.who === "gondola" && given.pass === "gondola" ? send(200, "h-1") : send(401, {});
  }
  if (request.headers.authorization !== "Bearer h-1") return send(401, {});
  const rows = HARBOR[url.pathname]?.();
  return rows ? send(200, rows) : send(404, {});
}
