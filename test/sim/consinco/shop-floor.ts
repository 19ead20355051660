/** What the tests of the Consinco simulator stand on: a clock that tests move, and valid records to spoil. */
import { createConsinco, type Consinco } from "../../../sim/consinco/consinco.ts";
import type { ConsincoOptions } from "../../../sim/consinco/options.ts";
import { skusOf } from "../../../sim/consinco/view.ts";
import { seeded } from "../../../sim/kit/world.ts";

export const NOW = Date.UTC(2026, 10, 24, 15); // 12:00 in São Paulo
const BASE = "http://erp/SMPedidoVendaAPI/api/v1";

export interface Floor extends Consinco {
  /** Milliseconds since NOW. */
  advance(ms: number): void;
  now(): number;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Status and parsed body; logs in by itself. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test names the shape it expects
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  /** Every page of a collection, following hasNext. */
  all(path: string, size?: number): Promise<Record<string, unknown>[]>;
}

export function floorOf(options: Partial<ConsincoOptions> = {}): Floor {
  let now = NOW;
  const world = { now: () => now, chance: seeded(9), fetch, sleep: async (ms: number) => void (now += ms) };
  const erp = createConsinco({ world, seed: 7, products: 60, badRecordShare: 0, ...options });
  let token = "";

  const floor: Floor = {
    ...erp,
    now: () => now,
    advance: (ms) => void (now += ms),
    send: (method, path, body, headers = {}) =>
      erp.handler(
        new Request(path.startsWith("/") ? BASE + path : path, {
          method,
          headers: { authorization: `Bearer ${token}`, ...headers },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test names the shape it expects
    async call<T>(method: string, path: string, body?: unknown) {
      let answer = await floor.send(method, path, body);
      if (answer.status === 401) {
        const login = await floor.send("POST", "http://erp/api/v1/auth/login", {
          company: "1",
          username: "gondola",
          password: "gondola",
        });
        ({ access_token: token } = await login.json<{ access_token: string }>());
        answer = await floor.send(method, path, body);
      }
      return { status: answer.status, body: (await answer.json()) as T };
    },
    async all(path, size = 25) {
      const items: Record<string, unknown>[] = [];
      for (let page = 1; ; page++) {
        const joint = path.includes("?") ? "&" : "?";
        const { body } = await floor.call<{ items: Record<string, unknown>[]; hasNext: boolean }>(
          "GET",
          `${path}${joint}Page=${page}&PageSize=${size}`,
        );
        items.push(...body.items);
        if (!body.hasNext) return items;
      }
    },
  };
  return floor;
}

/** One unit of a good that is sold by the piece, for sale, with more than 5 in stock at company 1. */
export function pieceAt(floor: Floor, place = 0) {
  const found = skusOf(floor.state, 1).filter(
    (sku) => sku.qtdEmbalagem === 1 && sku.active && sku.quantityMilli > 5000 && !isWeighed(floor, sku.seqProduto),
  )[place];
  if (!found) throw new Error("no such good in this catalogue");
  return found;
}

export function weighedAt(floor: Floor) {
  const found = skusOf(floor.state, 1).find(
    (sku) => sku.active && sku.quantityMilli > 5000 && isWeighed(floor, sku.seqProduto),
  );
  if (!found) throw new Error("no weighed good in this catalogue");
  return found;
}

const isWeighed = (floor: Floor, seqProduto: number) =>
  floor.state.catalogue.products.some((product) => product.seqProduto === seqProduto && product.weighed);

export const itemOf = (seqProduto: number, over: Record<string, unknown> = {}) => ({
  codAcesso: "17",
  seqProduto,
  qtdPedida: 2,
  qtdEmbalagem: 1,
  vlrEmbTabPreco: 5,
  vlrEmbInformado: 4.59,
  vlrEmbTabPromoc: 0,
  vlrEmbDesconto: 0.41,
  observacaoItem: null,
  ...over,
});

export const clientOf = (over: Record<string, unknown> = {}) => ({
  cpfCnpj: "52998224725",
  nomeRazaoSocial: "MARIA DE TESTE",
  nomeFantasia: "MARIA",
  cidade: "Ribeirão Preto",
  uf: "SP",
  pais: "BRASIL",
  bairro: "Centro",
  logradouro: "Rua X",
  nroLogradouro: "999",
  cep: "14000000",
  foneDdd1: "16",
  foneNro1: "999999999",
  email: "a@example.com",
  indContribIcms: "N",
  fisicaJuridica: "F",
  ...over,
});

/** Two units at 4.59 and 5.00 of freight: 14.18. */
export const orderOf = (floor: Floor, over: Record<string, unknown> = {}) => ({
  seqCanalVenda: 121,
  idPedidoCanalVenda: "6123456789012",
  dtaHorPedidoCanalVenda: "2026-11-24T11:59:06",
  nroEmpresa: 1,
  codGeralOper: 518,
  nroRepresentante: 1,
  nroTabVenda: "1",
  seqTransportador: 0,
  tipoEntrega: "E",
  obsPedido: "#1001",
  vlrTotFrete: 5,
  tipoRateioFretePedido: "V",
  tipoFreteDocAuxiliar: 0,
  indIntermediador: "N",
  clienteDto: clientOf(),
  itemDto: [itemOf(pieceAt(floor).seqProduto)],
  pagamentoDto: [{ idPagtoCanalVenda: "1A", seqFormaPagto: 3, vlrPagto: 14.18, nroParcela: 1 }],
  ...over,
});
