/** The body of POST and PUT /PedidoVenda: its form. rules.ts checks the goods. */
import type { Problem } from "../answer.ts";
import { isTaxId } from "../fiscal/cnpj.ts";
import { Fields, isRecord } from "./fields.ts";

export interface OrderItem {
  readonly seqProduto: number;
  readonly qtdEmbalagem: number;
  readonly orderedMilli: number;
  readonly listCents: number;
  readonly promoCents: number;
  /** Millionths of a real. */
  readonly discountMicro: number;
  readonly chargedCents: number;
}

export interface OrderBody {
  readonly seqCanalVenda: number;
  readonly idPedidoCanalVenda: string;
  readonly nroEmpresa: number;
  readonly tipoEntrega: string;
  readonly freightCents: number;
  readonly items: readonly OrderItem[];
  /** Σ vlrPagto; null when the body has no pagamentoDto. */
  readonly paidCents: number | null;
  /** idPagtoCanalVenda of each payment, and whether the body had its NSU. */
  readonly payments: readonly { readonly id: string; readonly hasNsu: boolean }[];
}

const STATES = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" ");
const YES_NO = ["S", "N"];

export function readOrderBody(
  raw: unknown,
  alphanumericCnpj: boolean,
): { body: OrderBody; problems: Problem[] } | null {
  if (!isRecord(raw)) return null;
  const problems: Problem[] = [];
  const fields = new Fields(raw, "", problems);
  fields.dateTime("dtaHorPedidoCanalVenda");
  fields.integer("codGeralOper", { positive: true });
  fields.integer("nroRepresentante", { positive: true });
  fields.text("nroTabVenda", { max: 3 });
  fields.integer("seqTransportador", { optional: true });
  const tipoEntrega = fields.text("tipoEntrega", { oneOf: ["E", "R"] });
  fields.text("obsPedido", { optional: true, max: 4000 });
  fields.text("obsNotaFiscal", { optional: true, max: 4000 });
  fields.text("tipoRateioFretePedido", { oneOf: ["V"] });
  fields.integer("tipoFreteDocAuxiliar");
  fields.text("indIntermediador", { oneOf: YES_NO });
  const client = fields.object("clienteDto");
  if (client) checkClient(client, { delivery: tipoEntrega !== "R", alphanumericCnpj });
  const payments = fields.list("pagamentoDto", { optional: true });
  const read = payments && payments.map(readPayment);
  const body: OrderBody = {
    seqCanalVenda: fields.integer("seqCanalVenda", { positive: true }),
    idPedidoCanalVenda: fields.text("idPedidoCanalVenda", { max: 20 }),
    nroEmpresa: fields.integer("nroEmpresa", { positive: true }),
    tipoEntrega,
    freightCents: fields.scaled("vlrTotFrete", { places: 2 }),
    items: (fields.list("itemDto") ?? []).map(readItem),
    paidCents: read && read.reduce((sum, { cents }) => sum + cents, 0),
    payments: (read ?? []).map(({ id, hasNsu }) => ({ id, hasNsu })),
  };
  fields.refuseUnread();
  return { body, problems };
}

function readItem(fields: Fields): OrderItem {
  fields.text("codAcesso", { optional: true, max: 20 });
  fields.text("observacaoItem", { optional: true, max: 250 });
  const item: OrderItem = {
    seqProduto: fields.integer("seqProduto", { positive: true }),
    qtdEmbalagem: fields.scaled("qtdEmbalagem", { places: 6, positive: true }) / 1_000_000,
    orderedMilli: fields.scaled("qtdPedida", { places: 3, positive: true }),
    listCents: fields.scaled("vlrEmbTabPreco", { places: 2, positive: true }),
    promoCents: fields.scaled("vlrEmbTabPromoc", { places: 2, optional: true }),
    discountMicro: fields.scaled("vlrEmbDesconto", { places: 6, optional: true }),
    chargedCents: fields.scaled("vlrEmbInformado", { places: 2 }),
  };
  // The documented example: 5.00 − 0.41 = 4.59. Where a promotional price is given, the discount may be from it.
  const offBy = (base: number) => Math.abs(base * 10_000 - item.discountMicro - item.chargedCents * 10_000);
  const fromPromo = item.promoCents > 0 ? offBy(item.promoCents) : Number.POSITIVE_INFINITY;
  if (Math.min(offBy(item.listCents), fromPromo) > 5_000)
    fields.note("vlrEmbInformado", "difere de vlrEmbTabPreco menos vlrEmbDesconto");
  fields.refuseUnread();
  return item;
}

function readPayment(fields: Fields): { readonly id: string; readonly hasNsu: boolean; readonly cents: number } {
  const id = fields.text("idPagtoCanalVenda", { max: 60 });
  fields.integer("seqFormaPagto", { positive: true });
  fields.integer("nroParcela", { positive: true });
  const nsu = fields.text("nsu", { optional: true, max: 50 });
  fields.text("codBandeira", { optional: true, max: 12 });
  fields.text("nroAutorizacao", { optional: true, max: 20 });
  const cents = fields.scaled("vlrPagto", { places: 2, positive: true });
  fields.refuseUnread();
  return { id, hasNsu: nsu !== "", cents };
}

function checkClient(fields: Fields, order: { delivery: boolean; alphanumericCnpj: boolean }): void {
  const address = { optional: !order.delivery };
  const taxId = fields.text("cpfCnpj");
  const form = order.alphanumericCnpj ? /^(\d{11}|[A-Z0-9]{12}\d{2})$/ : /^(\d{11}|\d{14})$/;
  const kind = fields.text("fisicaJuridica", { oneOf: ["F", "J"] });
  const valid = form.test(taxId) && isTaxId(taxId);
  if (taxId !== "" && !valid) fields.note("cpfCnpj", "inválido");
  if (valid && kind !== "" && (kind === "F") !== (taxId.length === 11))
    fields.note("fisicaJuridica", "não combina com cpfCnpj");
  fields.text("nomeRazaoSocial", { max: 100 });
  fields.text("nomeFantasia", { optional: true, max: 30 });
  fields.text("cidade", { ...address, max: 60 });
  fields.text("uf", { ...address, oneOf: STATES });
  fields.text("pais", { optional: true, max: 35 });
  fields.text("bairro", { ...address, max: 60 });
  fields.text("logradouro", { ...address, max: 100 });
  fields.text("nroLogradouro", { ...address, max: 10 });
  fields.text("complementoLogradouro", { optional: true, max: 60 });
  fields.text("cep", { ...address, pattern: /^\d{8}$/ });
  fields.text("foneDdd1", { optional: true, pattern: /^\d{2}$/ });
  fields.text("foneNro1", { optional: true, pattern: /^\d{8,9}$/ });
  fields.text("email", { optional: true, pattern: /^[^@\s]+@[^@\s]+$/, max: 100 });
  fields.text("emailNfe", { optional: true, pattern: /^[^@\s]+@[^@\s]+$/, max: 100 });
  fields.text("indContribIcms", { oneOf: YES_NO });
  fields.text("inscEstadualRg", { optional: true, max: 20 });
  fields.text("sexo", { optional: true, oneOf: ["M", "F"] });
  fields.text("estadoCivil", { optional: true, max: 1 });
  fields.text("inscMunicipal", { optional: true, max: 20 });
  fields.text("inscProdutor", { optional: true, max: 20 });
  fields.dateTime("dtaNascFund", { optional: true });
  fields.refuseUnread();
}
