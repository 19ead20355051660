/** A dialect out of documents and samples; what they propose reads the simulated ERP in its other speeches. */
import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../../sim/consinco/speech/english.ts";
import type { Speech, SpeechName } from "../../../sim/consinco/speech/speech.ts";
import { V4 } from "../../../sim/consinco/speech/v4.ts";
import { pullBrands } from "../../../src/loads/kinds/brands.ts";
import { pullCategories } from "../../../src/loads/kinds/categories.ts";
import { pullPrices } from "../../../src/loads/kinds/prices.ts";
import { pullProducts } from "../../../src/loads/kinds/products.ts";
import { pullSkus } from "../../../src/loads/kinds/skus.ts";
import { pullStock } from "../../../src/loads/kinds/stock.ts";
import { dialectFile } from "../../../src/rules/dialect/file.ts";
import { learnDialect } from "../../../src/setup/erp/learn.ts";
import { mapCompanies, pullWorld } from "../../loads/world.ts";

const SIZE = { seed: 7, products: 30, companies: 1, badPictureShare: 0 };
const BASE = "/SMPedidoVendaAPI/api/v1";
const endless = () => ({ startedAt: 0, outOfTime: () => false });
const file = (name: string, value: unknown) => ({
  name,
  content: typeof value === "string" ? value : JSON.stringify(value),
});
const learn = (...files: { name: string; content: string }[]) => learnDialect(files, {}, BASE);

/** One page of each list, as the simulated ERP answers it. */
async function samples({ name, collections, firstPage, query }: Speech) {
  const world = pullWorld({ ...SIZE, speech: name as SpeechName });
  const origin = "https://erp.example:8343";
  const login = await world.erp.handler(
    new Request(`${origin}/api/v1/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(world.erp.state.settings.credentials),
    }),
  );
  const answer = await login.json<Record<string, string>>();
  const token = answer["access_token"] ?? answer["accessToken"] ?? "";
  const nameOf = (ours: string) => Object.entries(query).find(([, documented]) => documented === ours)?.[0] ?? ours;
  const all: [string, string, unknown][] = [];
  for (const [collection, { path }] of Object.entries(collections)) {
    const url = `${origin}${path}?${nameOf("Page")}=${firstPage}&${nameOf("PageSize")}=30&${nameOf("NroEmpresa")}=1&${nameOf("NroSegmento")}=1&${nameOf("NroDivisao")}=1`;
    const response = await world.erp.handler(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
    const text = new TextDecoder(name === "v4" ? "iso-8859-1" : "utf-8").decode(await response.arrayBuffer());
    all.push([collection, path, JSON.parse(text)]);
  }
  return all;
}

/** A Swagger 2 document of that ERP, with an example of each answer. */
async function swagger(speech: Speech) {
  const parameters = Object.entries(speech.query).map(([name, documented]) => ({
    name,
    in: "query",
    ...(documented === "Page" ? { default: speech.firstPage } : {}),
    ...(documented === "DtaHorAlteracao" && speech.name === "v4" ? { "x-example": "2026-11-24T00:00:00" } : {}),
  }));
  const all = await samples(speech);
  return {
    swagger: "2.0",
    basePath: "/",
    paths: Object.fromEntries(
      all.map(([, path, value]) => [
        path,
        { get: { parameters, responses: { 200: { schema: {}, examples: { "application/json": value } } } } },
      ]),
    ),
  };
}

async function read(speech: SpeechName, lines: unknown) {
  const world = pullWorld({ ...SIZE, speech, lines });
  await mapCompanies(world, 1);
  for (const pull of [pullBrands, pullCategories, pullProducts, pullSkus, pullPrices, pullStock])
    await pull(world.deps, endless());
  const of = async (sql: string) => (await world.db.prepare(sql).all()).results;
  return {
    brands: await of("SELECT seq_brand, name FROM brands ORDER BY 1"),
    products: await of("SELECT seq_product, hash FROM products ORDER BY 1"),
    skus: await of("SELECT sku, hash FROM skus ORDER BY 1"),
    prices: await of("SELECT sku, hash FROM prices ORDER BY 1"),
    stock: await of("SELECT sku, quantity_milli FROM stock ORDER BY 1"),
    desk: await of("SELECT area, reason, params FROM desk WHERE state = 'open' ORDER BY 1, 2, 3"),
  };
}

describe("a Swagger document", () => {
  it("of the v4 modules proposes what reads them; only the charset is the probe's to see", async () => {
    const report = learn(file("swagger.json", await swagger(V4)));
    expect(report.files).toMatchObject([{ readAs: "document", fault: null }]);
    expect(report.dialect).toMatchObject({
      common: { query: { page: "modelo._pageno", pageSize: "modelo._pagesize" }, queryDate: "midnight" },
      records: {
        prices: { path: "~/smprodutosapi/api/v4/produtos/precos-produtos", fields: { precoNormal: ["PrecoVenda"] } },
      },
    });
    expect(dialectFile.safeParse(report.dialect).success).toBe(true);
    expect(await read("v4", { ...report.dialect, charset: "iso-8859-1" })).toEqual(await read("tnf", {}));
  });

  it("of an ERP in English, with pages from 0 and its list in data.content, proposes what reads it", async () => {
    const report = learn(file("openapi.json", await swagger(ENGLISH)));
    expect(report.dialect).toMatchObject({
      common: { firstPage: 0, envelope: { items: "data.content", last: "data.last" } },
    });
    const login = { token: ["accessToken"], expiresIn: ["expiresIn"] };
    expect(await read("english", { ...report.dialect, login })).toEqual(await read("tnf", {}));
  });
});

describe("OpenAPI 3", () => {
  const document = {
    openapi: "3.0.1",
    servers: [{ url: "https://erp.cliente.com.br:8343/SMPedidoVendaAPI/api/v1" }],
    paths: {
      "/auth/entrar-login": {
        post: {
          requestBody: { content: { "application/json": { schema: { properties: { usuario: {}, senha: {} } } } } },
          responses: {
            200: { content: { "application/json": { schema: { properties: { tokenAcesso: {}, refreshToken: {} } } } } },
          },
        },
      },
      "/Cadastros/Marca": {
        get: {
          parameters: [
            { $ref: "#/components/parameters/pagina" },
            { name: "tamanho", in: "query", schema: { type: "integer" } },
          ],
          responses: { 200: { content: { "text/json": { schema: { $ref: "#/components/schemas/Pagina" } } } } },
        },
      },
      "/PedidoVenda": {
        post: { requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pedido" } } } } },
      },
      "/PedidoVenda/Pagamento": {
        post: { requestBody: { content: { "application/json": { schema: { properties: { nsu: {} } } } } } },
      },
    },
    components: {
      parameters: { pagina: { name: "pagina", in: "query", schema: { type: "integer" } } },
      schemas: {
        Marca: {
          type: "object",
          properties: {
            codigo: { type: "integer" },
            nomeMarca: { type: "string" },
            ativo: { type: "string", example: "S" },
          },
        },
        Pagina: {
          type: "object",
          properties: {
            registros: { type: "array", items: { $ref: "#/components/schemas/Marca" } },
            temMais: { type: "boolean" },
          },
        },
        Item: {
          type: "object",
          required: ["idProduto", "quantidade", "origem"],
          properties: {
            idProduto: {},
            quantidade: {},
            qtdEmbalagem: {},
            valorUnitario: {},
            desconto: {},
            origem: { default: "E" },
          },
        },
        Pedido: {
          allOf: [
            {
              type: "object",
              required: ["indCanal"],
              properties: { seqCanalVenda: {}, idPedidoCanalVenda: {}, nroEmpresa: {}, indCanal: {} },
            },
            {
              properties: {
                cliente: { type: "object", properties: { documento: {}, nome: {}, cep: {} } },
                itens: { type: "array", items: { $ref: "#/components/schemas/Item" } },
                pagamentoDto: { type: "array", items: { properties: { seqFormaPagto: {}, valor: {} } } },
              },
            },
          ],
        },
      },
    },
  };

  it("gives paths below the base, query names, the envelope and the login", () => {
    const { dialect, records } = learn(file("api.json", document));
    expect(records.map(({ record }) => record)).toEqual(["brands"]);
    expect(dialect.records?.brands).toMatchObject({
      query: { page: "pagina", pageSize: "tamanho", changedSince: null },
      envelope: { items: "registros", hasNext: "temMais" },
      fields: { seqMarca: ["codigo"], marca: ["nomeMarca"] },
    });
    expect(dialect.records?.brands?.path).toBeUndefined();
    expect(dialect.login).toEqual({
      path: "/auth/entrar-login",
      username: "usuario",
      password: "senha",
      company: null,
      token: ["tokenAcesso"],
    });
  });

  it("gives the order's body: names, blocks, what is left out, what is demanded, and where the card goes", () => {
    const { order, dialect } = learn(file("api.json", document));
    expect(order?.orderBody.names).toMatchObject({
      clienteDto: "cliente",
      itemDto: "itens",
      "clienteDto.cpfCnpj": "documento",
      "clienteDto.nomeRazaoSocial": "nome",
      "itemDto.seqProduto": "idProduto",
      "itemDto.qtdPedida": "quantidade",
      "itemDto.vlrEmbInformado": "valorUnitario",
      "itemDto.vlrEmbDesconto": "desconto",
      "pagamentoDto.vlrPagto": "valor",
    });
    expect(order?.orderBody.without).toEqual(
      expect.arrayContaining(["vlrTotFrete", "itemDto.codAcesso", "clienteDto.uf"]),
    );
    expect(order?.orderBody.without).not.toContain("pagamentoDto.nsu");
    expect(order?.orderBody.added).toEqual({ "itemDto.origem": "E" });
    expect(order).toMatchObject({ paymentData: "call", needed: ["indCanal"] });
    expect(dialect.order).toMatchObject({ paymentData: "call", orderBody: { names: { itemDto: "itens" } } });
    expect(dialectFile.safeParse(dialect).success).toBe(true);
  });
});

describe("samples", () => {
  it("of each list propose names, envelope and forms of values, whatever their files are called", async () => {
    const all = await samples(V4);
    const named = learn(...all.map(([, path, value]) => file(`${path.slice(path.lastIndexOf("/") + 1)}.json`, value)));
    const bare = learn(...all.map(([, , value], index) => file(`resposta-${index}.json`, value)));
    expect(named.records.map(({ record }) => record).toSorted()).toEqual([
      "brands",
      "categories",
      "companies",
      "images",
      "prices",
      "products",
      "skus",
      "stock",
    ]);
    expect(named.dialect.records?.prices?.fields).toMatchObject({
      precoNormal: ["PrecoVenda"],
      seqProduto: ["IdProduto"],
    });
    expect(named.dialect.common?.values ?? named.dialect.records?.prices?.values).toMatchObject({ decimals: "comma" });
    for (const kind of ["products", "prices", "stock"] as const)
      expect(bare.dialect.records?.[kind]?.fields, kind).toEqual(named.dialect.records?.[kind]?.fields);
  });

  it("of an order propose its names; what a sample lacks is named and not left out, but for a block", () => {
    const { order, files } = learn(
      file("exemplo.json", {
        seqCanalVenda: 1,
        numeroPedido: "7",
        cliente: { cpfCnpj: "1", razaoSocial: "x" },
        produtos: [{ seqProduto: 1, quantidade: 2, preco: 1.5 }],
      }),
    );
    expect(files).toMatchObject([{ readAs: "order" }]);
    expect(order).toMatchObject({
      orderBody: {
        names: { idPedidoCanalVenda: "numeroPedido", itemDto: "produtos", "itemDto.qtdPedida": "quantidade" },
        without: ["pagamentoDto"],
        added: {},
      },
      paymentData: null,
      needed: [],
    });
    expect(order?.missing).toContain("nroEmpresa");
  });

  it("of the documented order propose nothing", () => {
    const body = {
      seqCanalVenda: 1,
      clienteDto: { cpfCnpj: "1" },
      itemDto: [{ qtdPedida: 1 }],
      pagamentoDto: [{ seqFormaPagto: 1, vlrPagto: 2, nsu: "3" }],
    };
    expect(learn(file("a.json", body)).dialect).toEqual({ order: { paymentData: "body" } });
  });
});

it.each([
  ["swagger: '2.0'\npaths: {}", "yaml"],
  ["<html>", "not-json"],
  [{ openapi: "3.1.0", paths: { "/saude": { get: { responses: {} } } } }, "no-endpoint"],
  [{ ola: "mundo" }, "no-sample"],
  [[{ x: 1, y: 2, z: 3 }], "no-sample"],
  [7, "no-sample"],
])("a file that is neither is named with its fault: %j", (content, fault) => {
  const report = learn(file("x.json", content));
  expect(report.files).toEqual([
    { name: "x.json", readAs: fault === "no-endpoint" ? "document" : null, records: [], fault },
  ]);
  expect(report.dialect).toEqual({});
});
