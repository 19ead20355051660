/** What a sample of an order's body, or its schema, says about the names and blocks of POST /PedidoVenda. */

import type { ItemDto } from "../orders/items/erp-items.ts";
import type { PagamentoDto, PedidoVenda } from "../orders/pedido-venda.ts";
import type { ClienteDto } from "../orders/people/customer.ts";

/** Every field that is sent, by its block. */
interface Documented {
  readonly "": Readonly<Record<Exclude<keyof PedidoVenda, (typeof BLOCKS)[number]>, string>>;
  readonly clienteDto: Readonly<Record<keyof ClienteDto, string>>;
  readonly itemDto: Readonly<Record<keyof ItemDto, string>>;
  readonly pagamentoDto: Readonly<Record<keyof PagamentoDto, string>>;
}

/** Documented fields by block, and words that other installations have for them. "": the order itself. */
const ORDER_BODY = {
  "": {
    seqCanalVenda: "canalVenda salesChannel idCanalVenda",
    idPedidoCanalVenda: "idPedido numeroPedido nroPedido orderId pedidoCanal codigoPedido",
    dtaHorPedidoCanalVenda: "dataPedido dataHoraPedido dtaPedido orderDate",
    nroEmpresa: "empresa numeroEmpresa loja idEmpresa companyId branchId",
    codGeralOper: "cgo codigoOperacao operacao",
    nroRepresentante: "representante numeroRepresentante vendedor",
    nroTabVenda: "tabelaVenda numeroTabelaVenda tabela",
    seqTransportador: "transportador idTransportador transportadora",
    tipoEntrega: "indEntrega deliveryType",
    obsPedido: "observacao observacaoPedido obs notes",
    obsNotaFiscal: "observacaoNotaFiscal obsNf",
    vlrTotFrete: "valorFrete frete vlrFrete freight totalFrete",
    tipoRateioFretePedido: "tipoRateioFrete rateioFrete",
    tipoFreteDocAuxiliar: "tipoFrete",
    indIntermediador: "intermediador",
  },
  clienteDto: {
    cpfCnpj: "nroCpfCnpj documento cnpjCpf document",
    fisicaJuridica: "tipoPessoa pessoa",
    indContribIcms: "contribuinteIcms contribIcms",
    nomeRazaoSocial: "nomeRazao razaoSocial nome name",
    nomeFantasia: "fantasia",
    cidade: "municipio city",
    uf: "estado state",
    pais: "country",
    bairro: "district",
    logradouro: "endereco rua street",
    nroLogradouro: "numero numeroLogradouro number",
    complementoLogradouro: "complemento cmpltoLogradouro",
    cep: "codigoPostal postalCode zip",
    foneDdd1: "ddd ddd1",
    foneNro1: "fone telefone fone1 phone",
    email: "mail",
    emailNfe: "emailNf emailNotaFiscal",
  },
  itemDto: {
    codAcesso: "codigoAcesso ean codigoBarras gtin barcode",
    seqProduto: "idProduto codigoProduto produto productId",
    qtdPedida: "quantidade qtd qtde quantidadePedida quantity",
    qtdEmbalagem: "quantidadeEmbalagem embalagem fator quantidadeCaixa",
    vlrEmbTabPreco: "valorTabela precoTabela vlrTabela valorEmbalagemTabela precoNormal",
    vlrEmbInformado: "valorInformado precoInformado valorUnitario precoUnitario preco price valorEmbalagem",
    vlrEmbTabPromoc: "valorPromocao precoPromocao vlrPromocao valorPromocional",
    vlrEmbDesconto: "valorDesconto desconto vlrDesconto discount",
    observacaoItem: "observacao obsItem obs",
  },
  pagamentoDto: {
    idPagtoCanalVenda: "idPagamento idPagto paymentId",
    seqFormaPagto: "formaPagamento idFormaPagamento codigoFormaPagamento nroFormaPagto formaPagto",
    vlrPagto: "valor valorPagamento vlrPagamento amount",
    nroParcela: "parcelas qtdParcelas numeroParcelas parcela installments",
    nsu: "nroNsu numeroNsu",
    codBandeira: "bandeira idBandeira brand",
    nroAutorizacao: "autorizacao codigoAutorizacao numeroAutorizacao",
  },
} as const satisfies Documented;

/** What the card needs; sent in the body or by the second call. */
const CARD = ["nsu", "codBandeira", "nroAutorizacao"];
const BLOCKS = ["clienteDto", "itemDto", "pagamentoDto"] as const;
const REQUIRED = new Set(["seqCanalVenda", "idPedidoCanalVenda", "itemDto", "clienteDto"]);
const BLOCK_NAMES: Readonly<Record<(typeof BLOCKS)[number], RegExp>> = {
  clienteDto: /client|customer|pessoa|comprador/i,
  itemDto: /item|iten|produto|product|line/i,
  pagamentoDto: /pag(?:a|to)|payment/i,
};

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export interface LearntBody {
  readonly orderBody: {
    readonly names: Readonly<Record<string, string>>;
    readonly without: readonly string[];
    readonly added: Readonly<Record<string, string | number | boolean>>;
  };
  /** Null: the sample does not say. */
  readonly paymentData: "body" | "call" | null;
  /** Documented paths that it has under no known name. */
  readonly missing: readonly string[];
  /** Its own paths that no documented field means. */
  readonly unknown: readonly string[];
  /** Of those the ones that it must have, and for which no value is known. */
  readonly needed: readonly string[];
}

/** Whether it may be an order: it has a customer and items. */
export const isOrderBody = (value: unknown): value is Json =>
  isObject(value) && blockNamed(value, "itemDto") !== null && blockNamed(value, "clienteDto") !== null;

/**
 * @param isWhole a schema, which has every field; a sample may lack some, so only its blocks are taken as left out
 * @param required paths that the schema demands
 * @param hasPaymentCall the installation has a second call for a payment's card
 */
export function learnOrderBody(
  body: Json,
  { isWhole, required, hasPaymentCall }: { isWhole: boolean; required: readonly string[]; hasPaymentCall: boolean },
): LearntBody {
  const names: Record<string, string> = {};
  const without: string[] = [];
  const missing: string[] = [];
  const unknown: string[] = [];
  const blocks = new Map(BLOCKS.map((block) => [block, blockNamed(body, block)]));
  const taken = new Set([...blocks.values()].flatMap((name) => name ?? []));
  match("", Object.fromEntries(Object.entries(body).filter(([name]) => !taken.has(name))));
  for (const [block, name] of blocks) {
    if (name === null) {
      missing.push(block);
      if (!REQUIRED.has(block)) without.push(block);
      continue;
    }
    if (name !== block) names[block] = name;
    const value = body[name];
    match(block, objectIn(value), name);
  }
  const isRequired = new Set(required);
  const added = Object.fromEntries(
    unknown.flatMap((path): [string, string | number | boolean][] => {
      const value = valueAt(body, path);
      const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
      return isScalar && isRequired.has(path) ? [[documentedPath(path), value]] : [];
    }),
  );
  return {
    orderBody: { names, without, added },
    paymentData: paymentOf(),
    missing,
    unknown,
    needed: unknown.filter((path) => isRequired.has(path) && !Object.hasOwn(added, documentedPath(path))),
  };

  /** Fields of one block; its own name where it has another. */
  function match(block: keyof typeof ORDER_BODY, has: Json, own: string = block): void {
    const free = new Map(Object.keys(has).map((name) => [plain(name), name]));
    const prefix = block === "" ? "" : `${block}.`;
    const found = new Map<string, string>();
    // Equal names first, so that no synonym takes another field's own name.
    for (const field of Object.keys(ORDER_BODY[block])) {
      const name = free.get(plain(field));
      if (name === undefined) continue;
      found.set(field, name);
      free.delete(plain(field));
    }
    for (const [field, words] of Object.entries(ORDER_BODY[block])) {
      if (found.has(field)) continue;
      const key = words
        .split(" ")
        .map(plain)
        .find((word) => free.has(word));
      const name = key === undefined ? undefined : free.get(key);
      if (key === undefined || name === undefined) {
        const isCard = block === "pagamentoDto" && CARD.includes(field);
        missing.push(prefix + field);
        if (isWhole && !REQUIRED.has(prefix + field) && !isCard) without.push(prefix + field);
        continue;
      }
      found.set(field, name);
      free.delete(key);
    }
    for (const [field, name] of found) if (name !== field) names[prefix + field] = name;
    for (const name of free.values()) unknown.push(own === "" ? name : `${own}.${name}`);
  }

  function paymentOf(): LearntBody["paymentData"] {
    const name = blocks.get("pagamentoDto") ?? null;
    const has = name === null ? {} : objectIn(body[name]);
    const words = Object.entries(ORDER_BODY.pagamentoDto).filter(([field]) => CARD.includes(field));
    const keys = new Set(Object.keys(has).map(plain));
    const isThere = words.some(([field, others]) =>
      [field, ...others.split(" ")].some((word) => keys.has(plain(word))),
    );
    if (isThere) return "body";
    return hasPaymentCall ? "call" : null;
  }

  function documentedPath(path: string): string {
    const [first = "", second] = path.split(".");
    const block = [...blocks].find(([, name]) => name === first)?.[0];
    return second === undefined || block === undefined ? path : `${block}.${second}`;
  }
}

/** The name of a block here; null: it has none. */
function blockNamed(body: Json, block: (typeof BLOCKS)[number]): string | null {
  const isBlock = (value: unknown) =>
    block === "clienteDto" ? isObject(value) : isObject(value) || (Array.isArray(value) && isObject(value[0]));
  const all = Object.keys(body).filter((name) => isBlock(body[name]));
  return all.find((name) => plain(name) === plain(block)) ?? all.find((name) => BLOCK_NAMES[block].test(name)) ?? null;
}

const objectIn = (value: unknown): Json => {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(first) ? first : {};
};

function valueAt(body: Json, path: string): unknown {
  const [first = "", second] = path.split(".");
  return second === undefined ? body[first] : objectIn(body[first])[second];
}

const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
