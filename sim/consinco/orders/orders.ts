/** Orders and their events. */
import type { OrderBody, OrderItem } from "./body.ts";

export interface ReservedItem extends OrderItem {
  attendedMilli: number;
  /** Lost at the import, without notice: no answer contains it. */
  lost: boolean;
}

export interface Invoice {
  readonly modelo: "55" | "65";
  readonly chave: string;
  readonly numero: number;
  readonly serie: number;
  readonly issuedAt: number;
  readonly totalCents: number;
}

export interface Order {
  readonly seqPedido: number;
  readonly postedAt: number;
  body: OrderBody;
  items: ReservedItem[];
  status: "Pendente" | "Integrado" | "Rejeitado";
  stage: "open" | "picking" | "invoiced" | "cancelled";
  nroPedVenda: number | null;
  mensagem: string | null;
  importedAt: number | null;
  readonly invoices: Invoice[];
  readonly paymentData: Record<string, unknown>[];
}

export interface OrderEvent {
  readonly seqEvento: number;
  readonly seqPedido: number;
  readonly tipoEvento: "ALTERADO" | "FATURADO" | "CANCELADO" | "SEPARACAO";
  readonly happenedAt: number;
  /** The record as it stood when it happened. */
  readonly item: Readonly<Record<string, unknown>>;
}

/** An event's place in the list; an event may have two. */
export interface Listing {
  /** What DtaHorAlteracao is compared with: the ERP's clock. */
  readonly listedAt: number;
  /** World time: a clock set back does not hide what was already seen. */
  readonly visibleFrom: number;
  readonly event: OrderEvent;
}

/** A POST whose answer was lost before the order was written: it is written at `dueAt`. */
export interface LateCommit {
  readonly dueAt: number;
  readonly body: OrderBody;
  readonly raw: unknown;
}

export class OrderStore {
  readonly all: Order[] = [];
  readonly listings: Listing[] = [];
  /** Events that were listed twice, and before an earlier one of their order. */
  readonly mislisted = { twice: 0, outOfOrder: 0 };
  readonly late: LateCommit[] = [];
  /** Set by control: the next POSTs are committed late. */
  readonly lateness: { times: number; afterMs: number; answer: "504" | "cut" } = {
    times: 0,
    afterMs: 0,
    answer: "504",
  };
  /** Set by control: the next imports reject or lose items. */
  readonly rejections: string[] = [];
  itemsToLose = 0;
  nextSeqPedido = 464;
  nextNroPedVenda = 88_001;
  nextSeqEvento = 7_001;
  nextInvoice = 1_234;
  readonly #byKey = new Map<string, Order>();

  /** The first order of this (channel, id). */
  find(channel: number, id: string): Order | undefined {
    return this.#byKey.get(`${channel}|${id}`);
  }

  bySeq(seqPedido: number): Order | undefined {
    return this.all[seqPedido - 464];
  }

  add(body: OrderBody, postedAt: number): Order {
    const order: Order = {
      seqPedido: this.nextSeqPedido++,
      postedAt,
      body,
      items: reservedItems(body),
      status: "Pendente",
      stage: "open",
      nroPedVenda: null,
      mensagem: null,
      importedAt: null,
      invoices: [],
      paymentData: [],
    };
    this.all.push(order);
    const key = `${body.seqCanalVenda}|${body.idPedidoCanalVenda}`;
    if (!this.#byKey.has(key)) this.#byKey.set(key, order);
    return order;
  }
}

export const reservedItems = (body: OrderBody): ReservedItem[] =>
  body.items.map((item) => ({ ...item, attendedMilli: item.orderedMilli, lost: false }));
