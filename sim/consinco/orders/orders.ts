/** Orders and their events. */
import type { OrderBody, OrderItem } from "./body.ts";

export interface ReservedItem extends OrderItem {
  attendedMilli: number;
  /** Lost at the import, without notice: no answer contains it. */
  lost: boolean;
  /** The invoice that it left with; absent: not billed. */
  billedBy?: string | undefined;
}

export interface Invoice {
  readonly modelo: "55" | "65";
  readonly chave: string;
  readonly numero: number;
  readonly serie: number;
  readonly issuedAt: number;
  readonly totalCents: number;
  /** Of the printed document; an installation has it for some. */
  readonly url: string | null;
  isCancelled: boolean;
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

/** `slow`: the POST is answered only when the order is written, long after its sender gave up. */
export type LateAnswer = "504" | "cut" | "slow";

export type LookupMixUp = "page" | "gateway" | "other" | "list" | "noChannel" | "ownItems";
type PostMixUp = "otherAccepted" | "otherNamed" | "noNumber";

/**
 * - `page`: the lookup is answered by a web server's 404 page; `gateway`: by an API gateway's JSON 404.
 * - `other`: the lookup is answered with another order, as from a cache that ignores the query.
 * - `list`: the lookup ignores its filter and lists every order.
 * - `noChannel`: the lookup's answer has no sales channel; `ownItems`: it names the order's rows `items`.
 * - `noNumber`: the POST is accepted, and its 201 has no number; `otherConflict`: nothing is written, 409 with another's number.
 * - `otherAccepted`: the POST is accepted and answered with another order's number; `otherNamed`: that answer names its order.
 */
export interface MixUp {
  readonly kind: LookupMixUp | PostMixUp | "otherConflict";
  /** How many answers it affects. */
  times: number;
  /** Absent = always. */
  readonly chance?: number;
  /** World time; absent = always. */
  readonly until?: number;
}

export class OrderStore {
  readonly all: Order[] = [];
  readonly listings: Listing[] = [];
  /** Events that were listed twice, and before an earlier one of their order. */
  readonly mislisted = { twice: 0, outOfOrder: 0 };
  readonly late: LateCommit[] = [];
  /** POSTs that are answered only when the order is written (`slow`), and are not yet. */
  slow = 0;
  /** Set by control: the next POSTs are committed late. */
  readonly lateness: { times: number; afterMs: number; answer: LateAnswer } = {
    times: 0,
    afterMs: 0,
    answer: "504",
  };
  /** Set by control: answers that belong to another request, or come from a server before the ERP. */
  readonly mixUps: MixUp[] = [];
  /** The mix-ups that happened. */
  readonly mixedUp: MixUp["kind"][] = [];
  /** Set by control: the next imports reject or lose items. */
  readonly rejections: string[] = [];
  itemsToLose = 0;
  nextSeqPedido = 464;
  nextNroPedVenda = 88_001;
  nextSeqEvento = 7_001;
  nextInvoice = 1_234;
  private readonly byKey = new Map<string, readonly Order[]>();
  private readonly numbered = new Map<number, Order>();

  /** The first order of this (channel, id). */
  find(channel: number, id: string): Order | undefined {
    return this.byKey.get(`${channel}|${id}`)?.[0];
  }

  /** Every order of this (channel, id): more than one where duplicates are taken. */
  findAll(channel: number, id: string): readonly Order[] {
    return this.byKey.get(`${channel}|${id}`) ?? [];
  }

  /** An order is gone, as after the restore of a backup. Its number is not given again. */
  lose(order: Order): void {
    const key = keyOf(order.body);
    this.byKey.set(
      key,
      this.findAll(order.body.seqCanalVenda, order.body.idPedidoCanalVenda).filter((each) => each !== order),
    );
    this.numbered.delete(order.seqPedido);
    this.all.splice(this.all.indexOf(order), 1);
  }

  /** The first mix-up of these kinds that is on, spent by one. */
  takeMixUp<K extends MixUp["kind"]>(kinds: readonly K[], now: number, chance: () => number): K | null {
    for (const mixUp of this.mixUps) {
      const kind = kinds.find((each) => each === mixUp.kind);
      if (kind === undefined || mixUp.times <= 0 || now >= (mixUp.until ?? Number.POSITIVE_INFINITY)) continue;
      if (mixUp.chance !== undefined && chance() >= mixUp.chance) continue;
      mixUp.times -= 1;
      this.mixedUp.push(kind);
      return kind;
    }
    return null;
  }

  /** A lost order is back, under its own number. */
  bringBack(order: Order): void {
    const { body, seqPedido } = order;
    this.all.push(order);
    this.numbered.set(seqPedido, order);
    this.byKey.set(keyOf(body), [...this.findAll(body.seqCanalVenda, body.idPedidoCanalVenda), order]);
  }

  bySeq(seqPedido: number): Order | undefined {
    return this.numbered.get(seqPedido);
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
    this.numbered.set(order.seqPedido, order);
    this.byKey.set(keyOf(body), [...this.findAll(body.seqCanalVenda, body.idPedidoCanalVenda), order]);
    return order;
  }
}

export const reservedItems = (body: OrderBody): ReservedItem[] =>
  body.items.map((item) => ({ ...item, attendedMilli: item.orderedMilli, lost: false }));

const keyOf = ({ seqCanalVenda, idPedidoCanalVenda }: OrderBody): string => `${seqCanalVenda}|${idPedidoCanalVenda}`;
