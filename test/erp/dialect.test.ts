import { expect, it } from "vitest";
import { createErpClient } from "../../src/erp/client/client.ts";
import { readEvent } from "../../src/erp/records/evento-pedido.ts";
import { findOrder, submitOrder } from "../../src/erp/records/pedido-venda.ts";
import { erpBrand } from "../../src/erp/records/brands.ts";
import { erpPrice } from "../../src/erp/records/prices.ts";
import { erpProduct } from "../../src/erp/records/products.ts";
import { createLog } from "../../src/log.ts";
import { resolveDialect, type Dialect } from "../../src/rules/dialect/dialect.ts";
import { dialectLines } from "../../src/rules/dialect/lines.ts";
import type { ErpClient, ErpResult } from "../../src/erp/client/result.ts";
import { erpConfig, testClock, testRandom } from "../loads/world.ts";

const dialectOf = (lines: unknown): Dialect => resolveDialect(dialectLines.parse(lines));

function clientOf(lines: unknown, answer: (request: Request) => Response | Promise<Response>) {
  const calls: { url: string; headers: Headers; body: string }[] = [];
  const log = createLog({ clock: testClock(), writeLine: () => undefined });
  const client = createErpClient({
    config: { ...erpConfig, headers: { "CF-Access-Client-Id": "abc" } },
    clock: testClock(),
    random: testRandom(),
    log,
    fetch: async (request) => {
      calls.push({ url: request.url, headers: request.headers, body: await request.clone().text() });
      return answer(request);
    },
  });
  const dialect = dialectOf(lines);
  return { client: client.speaking(async () => dialect), calls };
}

it("logs in at the path of the dialect, with its names, and finds the token where the answer has it", async () => {
  const { client, calls } = clientOf(
    {
      login: {
        path: "~/auth",
        format: "form",
        company: null,
        username: "user",
        added: { grant_type: "password" },
        token: ["data.token"],
      },
    },
    (request) =>
      request.url.endsWith("/auth")
        ? Response.json({ data: { token: "t-1" } })
        : Response.json({ items: [], hasNext: false }),
  );
  expect(await client.get("~/Outra/api/v4/x", { a: 1 })).toMatchObject({ ok: true });
  expect(calls.map(({ url }) => url)).toEqual([
    "https://erp.test:8343/auth",
    "https://erp.test:8343/Outra/api/v4/x?a=1",
  ]);
  expect(calls[0]?.body).toBe("user=gondola&password=gondola&grant_type=password");
  expect(calls.map(({ headers }) => headers.get("cf-access-client-id"))).toEqual(["abc", "abc"]);
  expect(calls[1]?.headers.get("authorization")).toBe("Bearer t-1");
});

it.each([
  ["declared", "application/json; charset=ISO-8859-1"],
  ["iso-8859-1", "application/json"],
])("reads an answer in ISO-8859-1 (%s)", async (charset, contentType) => {
  const { client } = clientOf({ charset }, (request) =>
    request.url.endsWith("/login")
      ? Response.json({ access_token: "t" })
      : new Response(Buffer.from('["AÇÚCAR"]', "latin1"), {
          headers: { "content-type": contentType },
        }),
  );
  expect(await client.get("/x", {})).toMatchObject({ ok: true, value: ["AÇÚCAR"] });
});

it("a dialect that cannot be read is no call, and says so", async () => {
  const { client, calls } = clientOf({}, () => Response.json({}));
  const broken = createErpClient({
    config: erpConfig,
    clock: testClock(),
    random: testRandom(),
    log: createLog({ clock: testClock(), writeLine: () => undefined }),
    fetch: async () => Response.json({}),
  }).speaking(() => Promise.reject(new Error("D1")));
  expect(await broken.post("/PedidoVenda", {})).toMatchObject({
    ok: false,
    failure: { kind: "unknown", isSent: false },
  });
  expect([typeof client.get, calls.length]).toEqual(["function", 0]);
});

it("a record is read by the names, words and forms of the dialect", () => {
  const { records } = dialectOf({
    records: {
      prices: {
        fields: {
          precoNormal: ["valores.PrecoVenda"],
          precoPromoc: ["valores.PrecoPromocao"],
          seqProduto: ["IdProduto"],
          qtdEmbalagem: ["QuantidadeCaixa"],
          dtaFimPromoc: ["Fim"],
        },
        words: { statusVenda: { Ativo: "A", Inativo: "I" } },
        values: { decimals: "comma", dates: ["dd/mm/yyyy"] },
        ignored: ["Obs"],
      },
      products: { absent: { pesavel: "N" }, values: { yes: ["Ativo"] } },
    },
  });
  const item = {
    IdProduto: "919",
    QuantidadeCaixa: 12,
    VALORES: { PrecoVenda: "1.250,00", PrecoPromocao: "0,99" },
    Fim: "30/11/2026",
    StatusVenda: "ativo",
    Obs: 1,
    Extra: 2,
  };
  const read = erpPrice.read(item, records.prices);
  expect(read).toMatchObject({
    ok: true,
    value: {
      seqProduct: 919,
      packageText: "12",
      normalText: "1250.00",
      promoText: "0.99",
      promoUntilText: "2026-11-30T00:00:00",
    },
    unknown: ["Extra"],
  });
  const product = erpProduct.read({ seqProduto: 1, indIntegraEcommerce: "ATIVO" }, records.products);
  expect(product.ok && product.value).toMatchObject({ isWeighed: false, isActive: true });
});

it("a name of the dialect comes before the documented one, unless it holds nothing", () => {
  const { records } = dialectOf({ records: { brands: { fields: { marca: ["nomeSite", "nome2"] } } } });
  const nameOf = (item: object) => {
    const read = erpBrand.read({ seqMarca: 1, ...item }, records.brands);
    return read.ok && read.value.name;
  };
  expect(nameOf({ marca: "CAMIL", nomeSite: "Camil" })).toBe("Camil");
  expect(nameOf({ marca: "CAMIL", nomeSite: null })).toBe("CAMIL");
  expect(nameOf({ nomeSite: null, nome2: "Dois" })).toBe("Dois");
  expect(nameOf({ Marca: "CAMIL" })).toBe("CAMIL");
});

it("an event's items and invoice are read by paths", () => {
  const { events } = dialectOf({
    records: {
      events: {
        fields: {
          tipoEvento: ["evento.tipo"],
          itens: ["linhas"],
          "itens.qtdAtendida": ["qtdFaturada"],
          notaFiscal: ["nfe"],
          "notaFiscal.chave": ["chaveNfe"],
        },
        words: { tipoEvento: { "7": "FATURADO" } },
        values: { decimals: "comma" },
      },
    },
  }).records;
  const read = readEvent(
    {
      seqEvento: 1,
      idPedidoCanalVenda: "6",
      evento: { tipo: 7 },
      dtaHorEvento: "2026-11-24T08:00:00",
      linhas: [{ seqProduto: 919, qtdEmbalagem: 1, qtdPedida: "2,000", qtdFaturada: "1,500" }],
      nfe: {
        modelo: "55",
        chaveNfe: "k",
        numero: 1,
        serie: 1,
        dtaHorEmissao: "2026-11-24T08:00:00",
        vlrTotal: "1.024,90",
      },
    },
    { record: events },
  );
  expect(read).toMatchObject({
    ok: true,
    event: {
      type: "FATURADO",
      items: [{ orderedMilli: 2000, attendedMilli: 1500 }],
      invoice: { key: "k", totalCents: 102_490 },
    },
  });
});

it("an order is asked for, found and submitted in the words of the dialect", async () => {
  const dialect = dialectOf({
    records: {
      orders: {
        path: "/Pedidos",
        query: { salesChannel: "canal", orderId: "pedidoSite" },
        envelope: { items: "data" },
        fields: {
          seqPedido: ["numero"],
          idPedidoCanalVenda: ["pedidoSite"],
          seqCanalVenda: ["canal"],
          statusIntegracao: ["sit"],
        },
        words: { statusIntegracao: { OK: "Integrado" } },
      },
    },
  });
  const asked: unknown[] = [];
  const result: ErpResult<unknown> = {
    ok: true,
    value: { data: [{ numero: 464, canal: 121, pedidoSite: "1", sit: "OK" }] },
    erpNow: null,
  };
  const erp: ErpClient = {
    dialect: async () => dialect,
    get: async (...given) => (asked.push(given), result),
    post: async (path) => (asked.push(path), { ok: true, value: { numero: 464 }, erpNow: null }),
  };
  const key = { salesChannel: 121, orderId: "1" };
  expect(await findOrder(erp, key)).toMatchObject({ kind: "found", order: { seqPedido: 464, status: "imported" } });
  expect(await submitOrder(erp, {}, key)).toMatchObject({ ok: true, value: { seqPedido: 464 } });
  expect(asked).toEqual([["/Pedidos", { canal: 121, pedidoSite: "1" }], "/Pedidos"]);
});
